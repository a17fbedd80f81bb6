"""Excel exports: the same rows as the list, through the same gate, with a head that says what they are."""

import io
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.http import HttpResponse

from giaoban.core.values.kinds import Word

from .telling import tell

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROW_LIMIT = 100_000


def xlsx(title: str, columns: Sequence[tuple[str, int, Callable[[Any], Any]]], rows: Iterable[Any], *, name: str) -> HttpResponse:
    """A sheet of ``columns`` (heading, width, value of a row). Text is written as text: nothing typed by anyone becomes a formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True})
    sheet = book.add_worksheet(tell("Danh sách"))
    head = book.add_format(
        {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center", "font_name": "Times New Roman"}
    )
    cell = book.add_format({"border": 1, "text_wrap": True, "valign": "top", "font_name": "Times New Roman"})
    day = book.add_format({"border": 1, "num_format": "d/m/yyyy", "valign": "top", "align": "left", "font_name": "Times New Roman"})
    big = book.add_format({"bold": True, "font_size": 14, "font_name": "Times New Roman"})
    sheet.write_string(0, 0, tell(title), big)
    for at, (heading, width, _) in enumerate(columns):
        sheet.set_column(at, at, width)
        sheet.write_string(2, at, tell(heading), head)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    for line, row in enumerate(rows, start=3):
        if line >= ROW_LIMIT:
            break
        for at, (_, _, value_of) in enumerate(columns):
            value = value_of(row)
            value = tell(value) if isinstance(value, Word) else value
            if isinstance(value, bool):
                sheet.write_string(line, at, "x" if value else "", cell)
            elif isinstance(value, date):
                sheet.write_datetime(line, at, value, day)
            elif isinstance(value, int | float):
                sheet.write_number(line, at, value, cell)
            else:
                sheet.write_string(line, at, "" if value is None else str(value)[:32000], cell)
    book.close()
    response = HttpResponse(buffer.getvalue(), content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
