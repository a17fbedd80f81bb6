"""The figures of tables: each row is a line of cells; the heading says which column is this period, which the one before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from giaoban.core.reading.body import Body, Paragraph
from giaoban.core.reading.indicators import indicator_of
from giaoban.core.reading.phrases import squeeze
from giaoban.core.reading.proposals import Change, Figure, Number
from giaoban.core.values.errors import InvalidInput
from giaoban.core.words.numbers import parse_number

_CELL = re.compile(r"[^\t\n]+")
_VALUE = re.compile(r"(?P<sign>[-+−]?)(?P<figure>\d[\d.,]*)\s*(?P<percent>%?)")
_ORDER = re.compile(r"stt|tt|số tt|số thứ tự|mã số|mã")
_UNIT = re.compile(r"đơn vị tính|đvt|đơn vị|đv tính")
_BEFORE = re.compile(r"cùng kỳ|kỳ trước|năm trước|quý trước|tháng trước")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-Z])\)?(?:\s?=.*)?")
_CHANGE = re.compile(r"tăng|giảm|so với|tỷ lệ|so sánh")
_DATE = re.compile(r"\d{1,2}[./]\d{1,2}[./]\d{4}")
_NUMBER_UNIT = re.compile(r"\((?P<unit>lượt|đơn|vụ|vụ án|vụ việc|bị can|bị cáo|người|cuộc|%|đồng|triệu đồng|tỷ đồng|đối tượng)\)")
_BEGINS_WITH = re.compile(
    r"(?:tổng\s+)?(?:số\s+)?(?P<unit>lượt|đơn(?! vị)|vụ việc|vụ án|vụ|bị can|bị cáo|cuộc thanh tra|cuộc|đối tượng|kết luận|mô hình|tập thể"
    r"|cá nhân|hộ|buổi|người|đoàn|kiến nghị|tin báo|tố giác|việc|nhiệm vụ|văn bản|trường hợp)(?!\w)"
)
_SCALES = {"triệu đồng": 10**6, "tỷ đồng": 10**9, "nghìn đồng": 10**3}


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    said: str


def _cells(body: Body, row: Paragraph) -> list[_Cell]:
    found = []
    start = row.start
    for piece in body.text[row.start : row.end].split("\t"):
        left = len(piece) - len(piece.lstrip())
        said = piece.strip()
        found.append(_Cell(start + left, start + left + len(said), said))
        start += len(piece) + 1
    return found


def _value(cell: _Cell) -> tuple[Number, bool, str] | None:
    match = _VALUE.fullmatch(cell.said)
    if not match or _DATE.fullmatch(cell.said):
        return None
    try:
        return parse_number(match["figure"]), bool(match["percent"]), match["sign"]
    except InvalidInput:
        return None


def _blocks(body: Body) -> Iterator[list[Paragraph]]:
    block: list[Paragraph] = []
    for paragraph in body.paragraphs:
        if paragraph.row:
            block.append(paragraph)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _is_heading(cells: list[_Cell]) -> bool:
    """No number in it but those that number the columns."""
    values = [value for cell in cells if (value := _value(cell)) and not _YEAR.fullmatch(cell.said)]
    in_order = [value for value, _, _ in values] == list(range(1, len(values) + 1)) and len(values) > 2
    return not values or (in_order and all(len(cell.said) <= 2 for cell in cells))


def _numbers_columns(cells: list[_Cell]) -> bool:
    """A row that only numbers the columns: "A B 1 2 3", "(1) (2) (3)=(1)-(2)"."""
    said = [cell.said for cell in cells if cell.said]
    return len(said) > 2 and all(map(_NUMBERING.fullmatch, said)) and not any(map(str.isdigit, said[0][:1] if len(said) < 4 else ""))


def _titled(heads: list[str], cells: list[_Cell]) -> list[str]:
    """The headings of the columns; a second row of headings goes under the first. The column of an earlier year is told as such."""
    said = [cell.said.lower() for cell in cells]
    if heads:
        said = [squeeze(f"{above} {below}") for above, below in zip_longest(heads, said, fillvalue="")]
    years = [int(match[1]) if (match := _YEAR.search(head)) and not _CHANGE.search(head) else 0 for head in said]
    last = max(years, default=0)
    return [f"{head} (năm trước)" if 0 < year < last and not _BEFORE.search(head) else head for head, year in zip(said, years, strict=True)]


def _named(cell: _Cell, head: str, label: str, unit: str | None) -> tuple[str, str | None]:
    """The label of the row and its counting word, with what a cell of words adds to them."""
    if _UNIT.search(head) and (label or not any(map(str.isalpha, cell.said))):
        return label, squeeze(cell.said.lower())
    if not label and any(map(str.isalpha, cell.said)) and len(cell.said) > 2:
        return squeeze(cell.said), unit
    if label and unit is None and len(cell.said.split()) <= 3 and not head:
        return label, squeeze(cell.said.lower())
    return label, unit


def _row(body: Body, cells: list[_Cell], heads: list[str]) -> Iterator[Figure]:
    label, unit, main, before, before_head = "", None, None, None, ""
    for column, cell in enumerate(cells):
        head = heads[column] if column < len(heads) else ""
        value = _value(cell)
        if _ORDER.fullmatch(head) or not cell.said or (column == 0 and value and not head):
            continue
        if value is None:
            label, unit = _named(cell, head, label, unit)
            continue
        if not label:
            continue
        number, percent, sign = value
        if main and (_CHANGE.search(head) or sign in ("-", "−", "+")):
            share = percent or "%" in head or "tỷ lệ" in head
            if not number:
                yield main
                main = None
                continue
            way = _way(head, sign, main.value, before.value if before else None)
            if way:
                base = _BEFORE.search(before_head)
                yield _with_change(main, Change(way, number, "%" if share else "absolute", base[0] if base else "cùng kỳ"), cell)
                main = None
            continue
        if main and not _BEFORE.search(head):
            yield main
        figure = _figure(label, unit, head, number, percent, cell)
        if _BEFORE.search(head):
            before, before_head = figure, head
            yield figure
        else:
            main = figure
    if main:
        yield main


def _way(head: str, sign: str, now: Number, then: Number | None) -> str | None:
    """ "tăng" or "giảm": by the sign, else by the two numbers, else by the heading; None where a share of the number before is told."""
    if sign:
        return "giảm" if sign in ("-", "−") else "tăng"
    if then is not None and now != then:
        return "tăng" if now > then else "giảm"
    return "giảm" if "giảm" in head and "tăng" not in head else "tăng"


def _figure(label: str, unit: str | None, head: str, number: Number, percent: bool, cell: _Cell) -> Figure:
    inside = _NUMBER_UNIT.search(label.lower())
    said = "%" if percent else unit or (inside["unit"] if inside else None) or _unit_of(label, head)
    if said in _SCALES:
        number, said = number * _SCALES[said], "đồng"
    before = _BEFORE.search(head)
    what = f"{label} ({squeeze(head)})" if before else label
    code = None if before else indicator_of(said or (label.split()[1].lower() if label.lower().startswith("số ") else ""), label)
    at = (cell.start, cell.end)
    return Figure(cell.start, cell.end, number, None, said, what, None, code, 0.8 if said else 0.65, at)


def _unit_of(label: str, head: str) -> str | None:
    """The counting word with which the label, or else the heading of the column, begins: "Vụ án khởi tố", "Số đơn tiếp nhận"."""
    for said in (label.lower(), head):
        if "tỷ lệ" in said or "%" in said:
            return "%"
        if match := _BEGINS_WITH.match(said):
            return match["unit"]
    return None


def _with_change(main: Figure, change: Change, cell: _Cell) -> Figure:
    return Figure(
        main.start,
        main.end,
        main.value,
        None,
        main.unit,
        main.what,
        change,
        main.indicator,
        main.confidence,
        main.number_at,
        (cell.start, cell.end),
    )


def table_figures(body: Body) -> Iterator[Figure]:
    """Every number of every table with the label of its row; a change stands with the number of this period."""
    for block in _blocks(body):
        heads: list[str] = []
        counted = False
        for row in block:
            cells = _cells(body, row)
            if _numbers_columns(cells):
                continue
            if _is_heading(cells):
                titles = sum(any(map(str.isalpha, cell.said)) for cell in cells)
                if titles > 1 or (titles and not heads):
                    heads = _titled([] if counted else heads, cells)
                    counted = False
                continue
            counted = True
            yield from _row(body, cells, heads)
