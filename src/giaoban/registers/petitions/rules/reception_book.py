"""The book of receiving citizens as paper: Mẫu số 03/TCD of Nghị định 154/2026/NĐ-CP, thirteen columns, lying."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from giaoban.core.paper.tree import Document, Table, cell, para
from giaoban.core.values.errors import InvalidInput
from giaoban.core.words.dates import format_date, format_open_date

from .letters import Head

SEALED = "[niêm phong]"
NEW_FORM = date(2026, 7, 1)
MOST_ROWS = 3000
COLUMNS = (
    "STT", "Ngày tiếp", "Họ tên, địa chỉ", "CCCD/CMND/Hộ chiếu", "Nội dung đơn", "Loại đơn (KN/TC/KN, PA)", "Số người cùng nội dung",
    "Cơ quan đã giải quyết", "Thuộc thẩm quyền (x)", "Hướng dẫn công dân đến cơ quan có thẩm quyền", "Cơ quan, đơn vị thụ lý",
    "Theo dõi kết quả giải quyết", "Ghi chú",
)  # fmt: skip
SHORT = {"khieu_nai": "KN", "to_cao": "TC", "kien_nghi": "KN, PA", "phan_anh": "KN, PA", "nhieu_noi_dung": "Nhiều nội dung"}


@dataclass(frozen=True, slots=True)
class BookLine:
    """One turn as the book shows it; ``who`` and ``paper`` are SEALED and empty for a sealed turn."""

    seq: int
    received_on: date
    who: str
    paper: str
    summary: str
    kind: str
    same_matter_people: int
    resolved_by: str
    within_competence: bool
    guided_to: str
    accepting_body: str
    outcome: str
    remarks: str


def _span(lines: Sequence[BookLine], start: date | None, end: date | None) -> str:
    first, last = start or lines[0].received_on, end or lines[-1].received_on
    return f"Từ ngày {format_date(first)} đến ngày {format_date(last)}"


def book(lines: Sequence[BookLine], head: Head, *, start: date | None, end: date | None, office: str) -> Document:
    """The book, oldest first. ``office``: the place of reception, in the subject. Raises InvalidInput for nothing or too much to print."""
    if not lines:
        raise InvalidInput("Không có lượt tiếp nào để in. Chọn lại khoảng ngày hoặc bỏ bớt điều kiện lọc.")
    if len(lines) > MOST_ROWS:
        text = "Có %(count)s lượt tiếp, bản in nhận tối đa %(most)s. Chọn khoảng ngày ngắn hơn, hoặc xuất Excel."
        raise InvalidInput(text, count=len(lines), most=MOST_ROWS)
    rows = tuple(
        (
            cell(str(line.seq), align="center"),
            cell(format_date(line.received_on), align="center"),
            cell(line.who),
            cell(line.paper, align="center"),
            cell(line.summary),
            cell(SHORT.get(line.kind, line.kind), align="center"),
            cell(str(line.same_matter_people), align="center"),
            cell(line.resolved_by),
            cell("x" if line.within_competence else "", align="center"),
            cell(line.guided_to),
            cell(line.accepting_body),
            cell(line.outcome),
            cell(line.remarks),
        )
        for line in lines
    )
    table = Table(COLUMNS, rows, numbered=True)
    notes = []
    if lines[0].received_on < NEW_FORM:
        notes.append(para("Lượt tiếp trước ngày 01/7/2026 ghi theo sổ của Thông tư 04/2021/TT-TTCP, in theo cùng thứ tự cột."))
    return Document(
        form="state",
        issuer=head.issuer.upper(),
        superior=head.superior.upper(),
        type_name="SỔ TIẾP CÔNG DÂN",
        subject=f"{_span(lines, start, end)}\nNơi tiếp: {office}",
        place=f"{head.place}, {format_open_date(head.year)}" if head.place else "",
        body=(table, *notes),
        form_number="Mẫu số 03/TCD",
        landscape=True,
    )
