"""Workbooks: each sheet by its name, one line for each row, cells apart by tabs."""

import io
from datetime import date, datetime

from giaoban.core.values.errors import InvalidInput
from giaoban.core.words.dates import format_date
from giaoban.core.words.numbers import format_number

from .packages import check_package
from .text import SourceText

MOST_CELLS = 2_000_000


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, float | int):
        return format_number(round(value, 6))
    if isinstance(value, datetime):
        return format_date(value.date())
    if isinstance(value, date):
        return format_date(value)
    return " ".join(str(value).split())


def read_xlsx(data: bytes, name: str) -> SourceText:
    """Raises InvalidInput for a broken workbook or one with too many cells."""
    if data[:2] == b"PK":
        check_package(data, name)
    from python_calamine import CalamineWorkbook

    lines: list[str] = []
    cells = 0
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        for sheet in book.sheet_names:
            rows = book.get_sheet_by_name(sheet).to_python(skip_empty_area=True)
            cells += sum(map(len, rows))
            if cells > MOST_CELLS:
                raise InvalidInput("Tệp %(name)s có quá %(most)s ô. Hãy chia thành nhiều tệp.", name=name, most=MOST_CELLS)
            if any(any(value != "" for value in row) for row in rows):
                lines.append(sheet)
            for row in rows:
                line = "\t".join(map(_shown, row))
                lines.append(line if line.strip() else "")
            lines.append("")
    except InvalidInput:
        raise
    except Exception:
        raise InvalidInput("Tệp bảng tính %(name)s bị hỏng, không đọc được. Hãy mở bằng Excel, lưu lại rồi gửi.", name=name) from None
    return SourceText("\n".join(lines).strip("\n"), "xlsx")
