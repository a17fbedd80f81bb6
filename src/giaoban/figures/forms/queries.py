"""The statutory forms of a period: counted, checked, and written as the workbook that is sent."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from giaoban.core.law import window
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.queries import COUNTABLES, tally
from giaoban.figures.submissions.queries import submitted
from giaoban.registers.people.models import Agency
from giaoban.registers.people.queries import today_bodies

from . import rules
from .rules import Check, Column, Layout, check_countables, check_row

ZERO = Decimal(0)
LABEL_WIDTH, COLUMN_WIDTH = 28, 6.8
DOTS = "…………"
ROWS_OF_A_PAGE = 70


@dataclass(frozen=True, slots=True)
class Table:
    """A form filled in: the columns' numbers and labels, one row of values for each agency, and the sum of the rows. A value is missing
    where no register has it or the agency has not sent it."""

    layout: Layout
    period: Period
    agencies: tuple[int, ...]
    rows: list[tuple[str, list[Decimal | None]]]
    total: list[Decimal | None]
    checks: list[Check] = field(default_factory=list)

    @property
    def form(self) -> str:
        return self.layout.form

    @property
    def title(self) -> str:
        return self.layout.title

    @property
    def columns(self) -> list[tuple[int, str]]:
        return [(column.number, column.label) for column in self.layout.columns]


def layouts() -> dict[str, Layout]:
    """The forms there are, by their number ("01/TCD")."""
    check_countables(COUNTABLES)
    return rules.layouts()


def _agencies(period: Period, actor: Actor, counted: set[int]) -> list[tuple[int, str]]:
    """The bodies of the province that report, and others with something to count; vertical bodies send to their own branch (Điều 7.2)."""
    end = window(period).end
    rows = (
        Agency.objects.filter(vertical=False).order_by("order", "code").values_list("pk", "short_name", "reports", "starts_on", "ends_on")
    )
    found = []
    for pk, name, reports, starts, ends in rows:
        asked = reports and starts <= end and (ends is None or ends >= end)
        if (asked or pk in counted) and (actor.agencies is None or pk in actor.agencies):
            found.append((pk, name))
    return found


def tables(period: Period, actor: Actor, forms: Sequence[str] = ()) -> dict[str, Table]:
    """Forms of a period by number (all when none is named), all counted together. Raises NotFound, NotAllowed."""
    actor.require("figures.read")
    known = layouts()
    wanted = list(forms) or list(known)
    if unknown := [form for form in wanted if form not in known]:
        raise NotFound("Không có biểu “%(form)s”.", form=unknown[0], field="form")
    values = tally({column.counts for layout in known.values() for column in layout.columns if column.counts}, period, actor)
    sent = _sent({column.sent for layout in known.values() for column in layout.columns if column.sent}, period, actor)
    counted = {body for by_body in values.values() for body, value in by_body.items() if body is not None and value}
    agencies = _agencies(period, actor, counted)
    ids = tuple(pk for pk, _ in agencies)
    filled = {form: {pk: [_value(column, pk, values, sent) for column in layout.columns] for pk in ids} for form, layout in known.items()}
    found = {}
    for form in wanted:
        rows = [(name, filled[form][pk]) for pk, name in agencies]
        total = [_sum(column, [row[column.number - 1] for _, row in rows]) for column in known[form].columns]
        checks = [check for pk, name in agencies for check in check_row(form, name, {f: cells[pk] for f, cells in filled.items()})]
        found[form] = Table(known[form], period, ids, rows, total, checks)
    return found


def _sent(codes: set[str], period: Period, actor: Actor) -> dict[str, dict[int, Decimal]]:
    """What agencies sent for a period, in today's bodies."""
    heirs, found, given = today_bodies(actor.today), dict[str, dict[int, Decimal]](), submitted(period)
    for code in codes:
        for agency, value in given.get(code, {}).items():
            body = heirs.get(agency, agency)
            found.setdefault(code, {})[body] = found.get(code, {}).get(body, ZERO) + value
    return found


def _value(
    column: Column, agency: int, counted: Mapping[str, Mapping[int | None, Decimal]], sent: Mapping[str, Mapping[int, Decimal]]
) -> Decimal | None:
    if column.counts:
        return counted[column.counts].get(agency, ZERO)
    return sent.get(column.sent, {}).get(agency)


def _sum(column: Column, values: Sequence[Decimal | None]) -> Decimal | None:
    known = [value for value in values if value is not None]
    return sum(known, ZERO) if known or column.counts else None


def build(form: str, period: Period, actor: Actor) -> Table:
    """One form of a period, in the bodies of today: one row for each agency, the sum, and every rule tried on every row."""
    return tables(period, actor, [form])[form]


def unbalanced(period: Period, actor: Actor, filled: Mapping[str, Table] | None = None) -> list[dict[str, Any]]:
    """Every rule that does not hold: {"form", "agency", "rule", "left", "right", "hard", "sentence"}. Rules printed in the circular come
    first: those hold up a closing; the others are to be looked at. ``filled``: all forms of the period where they are counted already."""
    wrong = [check for table in (filled or tables(period, actor)).values() for check in table.checks if not check.holds]
    return [
        {"form": c.form, "agency": c.agency, "rule": c.rule, "left": c.left, "right": c.right, "hard": c.hard, "sentence": c.sentence}
        for c in sorted(wrong, key=lambda c: not c.hard)
    ]


def workbook(period: Period, actor: Actor, forms: Sequence[str] = ()) -> bytes:
    """The forms as an xlsx file, one sheet each as printed in the circular, and a sheet that lists the checks."""
    filled = tables(period, actor, forms)
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"Biểu thống kê {period.label}", "created": actor.at.replace(tzinfo=None)})
    styles = _styles(book)
    for table in filled.values():
        _write_form(book.add_worksheet(table.form.replace("/", "-")), table, styles)
    _write_checks(book.add_worksheet("Kiểm tra"), list(filled.values()), styles)
    book.close()
    return out.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
    cell = {**base, "border": 1}
    return {
        "plain": book.add_format(base),
        "title": book.add_format({**base, "bold": True, "font_size": 13, "align": "center"}),
        "middle": book.add_format({**base, "italic": True, "align": "center"}),
        "right": book.add_format({**base, "italic": True, "align": "right"}),
        "note": book.add_format({**base, "italic": True}),
        "number_of_form": book.add_format({**base, "bold": True, "align": "right"}),
        "head": book.add_format({**cell, "bold": True, "align": "center", "text_wrap": True, "font_size": 9}),
        "mark": book.add_format({**cell, "italic": True, "align": "center", "font_size": 8, "text_wrap": True}),
        "text": book.add_format({**cell, "text_wrap": True}),
        "number": book.add_format({**cell, "num_format": "#,##0", "align": "right", "font_size": 10}),
        "number_part": book.add_format({**cell, "num_format": "#,##0.0##", "align": "right", "font_size": 10}),
        "bold": book.add_format({**cell, "bold": True}),
        "sum": book.add_format({**cell, "bold": True, "num_format": "#,##0", "align": "right", "font_size": 10}),
        "sum_part": book.add_format({**cell, "bold": True, "num_format": "#,##0.0##", "align": "right", "font_size": 10}),
    }


def _write_form(sheet: Any, table: Table, styles: dict[str, Any]) -> None:
    """Title, window, head in two lines, row MS, the sum, the agencies, remarks; landscape, one page wide."""
    columns, bounds = table.layout.columns, window(table.period)
    last = len(columns) + 1
    sheet.set_landscape()
    sheet.set_paper(8 if last > 14 else 9)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.center_horizontally()
    sheet.set_footer("&C&P")
    sheet.fit_to_pages(1, 1 if len(table.rows) <= ROWS_OF_A_PAGE else 0)
    sheet.set_column(0, 0, LABEL_WIDTH)
    sheet.set_column(1, last, COLUMN_WIDTH)
    sheet.write_string(0, 0, f"Đơn vị báo cáo: {DOTS}", styles["plain"])
    sheet.merge_range(0, last - 2, 0, last, f"Biểu số {table.form}", styles["number_of_form"])
    sheet.merge_range(1, 0, 1, last, table.title.upper(), styles["title"])
    span = f"Số liệu tính từ ngày {bounds.start:%d/%m/%Y} đến ngày {bounds.end:%d/%m/%Y}"
    sheet.merge_range(2, 0, 2, last, span, styles["middle"])
    sheet.merge_range(3, 0, 3, last, f"(Kèm theo Báo cáo số {DOTS} ngày … tháng … năm {bounds.end.year} của {DOTS})", styles["middle"])
    sheet.merge_range(4, 0, 4, last, f"({table.layout.basis}) Đơn vị tính: tiền - triệu đồng; đất - m2", styles["right"])
    _write_head(sheet, columns, last, styles)
    sheet.write_string(7, 0, "MS", styles["mark"])
    for column in columns:
        sheet.write_string(7, column.number, table.layout.formula(column.number), styles["mark"])
    sheet.write_string(7, last, str(last), styles["mark"])
    lines = [("Tổng số", table.total, "bold", "sum"), *((name, values, "text", "number") for name, values in table.rows)]
    for place, (name, values, text, number) in enumerate(lines, start=8):
        sheet.write_string(place, 0, name, styles[text])
        for across, value in enumerate(values, start=1):
            if value is None:
                sheet.write_blank(place, across, None, styles[number])
            else:
                sheet.write_number(place, across, float(value), styles[number if value == value.to_integral_value() else f"{number}_part"])
        sheet.write_blank(place, last, None, styles[text])
    _write_foot(sheet, table, 8 + len(lines), last, styles)
    sheet.freeze_panes(8, 1)
    sheet.repeat_rows(5, 7)


def _write_foot(sheet: Any, table: Table, line: int, last: int, styles: dict[str, Any]) -> None:
    """Which columns are filled by hand, then who made the form and who signs and stamps it."""
    if empty := table.layout.by_hand():
        words = f"Ghi chú: các cột {', '.join(map(str, empty))} chưa có nguồn trong sổ, đơn vị ghi trước khi ký."
        sheet.merge_range(line, 0, line, last, words, styles["note"])
    line += 2
    middle = last // 2
    year = window(table.period).end.year
    sheet.merge_range(line, middle + 1, line, last, f"{DOTS}, ngày … tháng … năm {year}", styles["middle"])
    for row, (left, right), style in (
        (line + 1, ("NGƯỜI LẬP BIỂU", "THỦ TRƯỞNG ĐƠN VỊ"), "title"),
        (line + 2, ("(Ký, ghi rõ họ tên)", "(Ký, đóng dấu, ghi rõ họ tên)"), "middle"),
    ):
        sheet.merge_range(row, 0, row, middle, left, styles[style])
        sheet.merge_range(row, middle + 1, row, last, right, styles[style])
    for row in range(line + 3, line + 6):
        sheet.write_blank(row, 0, None, styles["plain"])


def _write_head(sheet: Any, columns: Sequence[Column], last: int, styles: dict[str, Any]) -> None:
    sheet.set_row(5, 62)
    sheet.set_row(6, 88)
    sheet.set_row(7, 24)
    sheet.merge_range(5, 0, 6, 0, "Đơn vị", styles["head"])
    sheet.merge_range(5, last, 6, last, "Ghi chú", styles["head"])
    start = 0
    while start < len(columns):
        group = columns[start].heads[0]
        end = start
        while group and end + 1 < len(columns) and columns[end + 1].heads[0] == group:
            end += 1
        if not group:
            sheet.merge_range(5, start + 1, 6, start + 1, columns[start].heads[1], styles["head"])
        else:
            if end > start:
                sheet.merge_range(5, start + 1, 5, end + 1, group, styles["head"])
            else:
                sheet.write_string(5, start + 1, group, styles["head"])
            for column in columns[start : end + 1]:
                sheet.write_string(6, column.number, column.heads[1], styles["head"])
        start = end + 1


def _write_checks(sheet: Any, filled: Sequence[Table], styles: dict[str, Any]) -> None:
    """What does not hold on top, then every rule that was tried and holds for all."""
    widths = (12, LABEL_WIDTH, 46, 14, 14, 26)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&C&P")
    sheet.repeat_rows(0)
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for place, head in enumerate(("Biểu", "Đơn vị", "Quy tắc", "Vế trái", "Vế phải", "Kết quả")):
        sheet.write_string(0, place, head, styles["head"])
    line = 1
    for table in filled:
        for check in table.checks:
            if not check.holds:
                words = "Chưa cân" if check.hard else "Cần xem lại"
                _write_check(sheet, line, (check.form, check.agency, check.rule), (check.left, check.right), words, styles)
                line += 1
    for table in filled:
        wrong = {check.rule for check in table.checks if not check.holds}
        for rule in table.layout.rules:
            if rule.text not in wrong:
                words = "Chưa thử: có cột ghi tay" if table.layout.by_hand(rule) else "Đúng"
                _write_check(sheet, line, (table.form, "Tất cả", rule.text), (), words, styles)
                line += 1
    sheet.freeze_panes(1, 0)


def _write_check(sheet: Any, line: int, words: Sequence[str], numbers: Sequence[Decimal], result: str, styles: dict[str, Any]) -> None:
    for place, text in enumerate(words):
        sheet.write_string(line, place, text, styles["text"])
    for place in (3, 4):
        if numbers:
            value = numbers[place - 3]
            sheet.write_number(line, place, float(value), styles["number" if value == value.to_integral_value() else "number_part"])
        else:
            sheet.write_blank(line, place, None, styles["text"])
    sheet.write_string(line, 5, result, styles["text"])
