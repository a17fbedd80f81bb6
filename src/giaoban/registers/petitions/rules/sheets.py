"""A file of letters as tables: csv in any encoding of the trade, xlsx, xls, ods; the sheets, the heading row, merged cells and formulas."""

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from giaoban.core.values.errors import InvalidInput
from giaoban.core.words.text import decode, from_legacy

from .plain import HEADINGS, NEEDED, columns_of
from .plans import Plan, complete, places_of

HEADER_WITHIN = 15
SAMPLED = 60
APART = "\n\x1f\n"
MOST_UNPACKED = 2**30
FORMULA = re.compile(rb'<c r="([A-Z]+)(\d+)"[^>]*>\s*<f[ >/]')
Cells = Sequence[Any]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it is: its rows from the first, cells that only repeat a merged one, cells that hold a formula (row from 1, column)."""

    title: str
    rows: Sequence[Cells]
    merged: frozenset[tuple[int, int]] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet that has the heading row: its rows with their numbers as the spreadsheet shows them (the heading is ``top``)."""

    sheet: str
    top: int
    header: Cells
    rows: tuple[tuple[int, Cells], ...]
    columns: Mapping[str, int]
    merged: frozenset[tuple[int, int]] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()


def sheets_of(content: bytes, name: str) -> list[Sheet]:
    """Every sheet with anything in it. Raises InvalidInput for an unreadable or empty file."""
    if not content.strip():
        raise InvalidInput("Tệp “%(name)s” rỗng.", name=name, field="file")
    workbook = content[:2] == b"PK" or content[:4] == b"\xd0\xcf\x11\xe0"
    return [sheet for sheet in (_workbook(content, name) if workbook else _csv(content)) if sheet.rows]


def tables_of(content: bytes, name: str, mapping: Mapping[str, str] | None = None, plan: Plan | None = None) -> list[Table]:
    """The sheets that have the heading row. Raises InvalidInput for an unreadable or empty file, or one without the needed columns."""
    plan = plan or Plan()
    sheets = [sheet for sheet in sheets_of(content, name) if plan.sheet in ("", sheet.title)]
    found = [table for sheet in sheets if (table := _table(sheet, mapping, plan))]
    if not found:
        needed = ", ".join(HEADINGS[column] for column in NEEDED)
        raise InvalidInput(
            "Tệp “%(name)s” không có dòng tiêu đề với các cột %(needed)s. Đặt tên cột ở một dòng đầu bảng.",
            name=name,
            needed=needed,
            field="file",
        )
    return found


def _csv(content: bytes) -> Iterator[Sheet]:
    text = decode(content)[0].replace("\0", "")
    head = text[:4096].split("\n", 1)[0]
    delimiter = max(";,\t|", key=head.count)
    csv.field_size_limit(10_000_000)
    yield Sheet("", list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)))


def _workbook(content: bytes, name: str) -> Iterator[Sheet]:
    formulas: dict[int, frozenset[tuple[int, int]]] = {}
    try:
        if content[:2] == b"PK":
            formulas = _formulas(content, name)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for place, title in enumerate(book.sheet_names):
            sheet = book.get_sheet_by_index(place)
            rows = _in_unicode(sheet.to_python(skip_empty_area=False))
            merged = frozenset(
                (row + 1, column)
                for (top, left), (bottom, right) in (sheet.merged_cell_ranges or [])
                for row in range(top, min(bottom, top + 10_000) + 1)
                for column in range(left, min(right, left + 200) + 1)
                if (row, column) != (top, left)
            )
            yield Sheet(title, rows, merged, formulas.get(place, frozenset()))
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as fault:
        raise InvalidInput(
            "Không đọc được bảng tính “%(name)s”. Mở tệp, lưu lại dạng .xlsx rồi nạp lại.", name=name, field="file"
        ) from fault


def _in_unicode(rows: list[list[Any]]) -> list[list[Any]]:
    """The cells of a sheet typed in a TCVN3 or VNI font as Unicode; any other sheet unchanged. The whole sheet is judged together."""
    if from_legacy("\n".join(str(cell) for row in rows[:SAMPLED] for cell in row if isinstance(cell, str)))[1] is None:
        return rows
    texts = list(dict.fromkeys(cell for row in rows for cell in row if isinstance(cell, str) and not cell.isascii()))
    read = dict(zip(texts, from_legacy(APART.join(texts))[0].split(APART), strict=True))
    return [[read.get(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in rows]


def _formulas(content: bytes, name: str) -> dict[int, frozenset[tuple[int, int]]]:
    """Places (row, column) of formulas by sheet of an xlsx; a packed file that unpacks too large is refused before it is read."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(item.file_size for item in archive.infolist()) > MOST_UNPACKED:
            raise InvalidInput("Tệp “%(name)s” quá lớn khi giải nén. Tách thành nhiều tệp.", name=name, field="file")
        sheets = [item for item in archive.namelist() if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", item)]
        found = {}
        for place, item in enumerate(sorted(sheets, key=lambda item: int(re.sub(r"\D", "", item)))):
            data = archive.read(item)
            if b"<f" in data:
                found[place] = frozenset((int(row), _place(letters.decode())) for letters, row in FORMULA.findall(data))
    return found


def _place(letters: str) -> int:
    place = 0
    for letter in letters:
        place = place * 26 + ord(letter) - 64
    return place - 1


def letters(place: int) -> str:
    text = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        text = chr(65 + rest) + text
    return text


def _table(sheet: Sheet, mapping: Mapping[str, str] | None, plan: Plan) -> Table | None:
    """The table under the heading row, asked for or the first that names the needed columns; wholly empty rows are left out."""
    asked = [plan.top - 1] if plan.top else range(min(HEADER_WITHIN, len(sheet.rows)))
    for place in asked:
        cells = sheet.rows[place] if place < len(sheet.rows) else []
        columns = columns_of(cells, mapping) if mapping else places_of(cells, plan)
        if complete(columns, plan):
            body = tuple(
                (place + 2 + offset, row)
                for offset, row in enumerate(sheet.rows[place + 1 :])
                if any(str(cell).strip() for cell in row if cell is not None)
            )
            return Table(sheet.title, 1 + place, cells, body, columns, sheet.merged, sheet.formulas)
    return None
