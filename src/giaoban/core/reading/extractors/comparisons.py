"""Words around a number that say how it moved: "giảm 15,2% so với cùng kỳ", "tăng từ 120 lên 150"."""

import re
from dataclasses import dataclass

from giaoban.core.reading.phrases import squeeze

_MOVE = re.compile(
    r"(?<!\w)(?P<way>tăng|giảm)(?:\s+(?:lên|xuống|thêm|nhẹ|mạnh|đi|tới|gần|hơn|trên|khoảng|bình quân))*\s*\(?$", re.IGNORECASE
)
_FROM = re.compile(r"(?<!\w)(?P<way>tăng|giảm)\s+từ\s+$", re.IGNORECASE)
_UP_TO = re.compile(r"\s*[^\W\d_%]*(?:\s+[^\W\d_]+){0,2}\s+(?:lên|xuống|còn)(?:\s+(?:còn|đến|tới))?\s+")
_BASE = re.compile(
    r"so\s+với\s+(?P<base>(?:cùng\s+(?:kỳ|kì|thời\s+điểm|quý|tháng)|quý|tháng|năm|kỳ|tuần|6\s+tháng|9\s+tháng"
    r"|giai\s+đoạn|chỉ\s+tiêu|kế\s+hoạch|đầu\s+năm)"
    r"(?:\s+(?:năm|quý|tháng|trước|ngoái|liền\s+kề|đầu\s+năm|cuối\s+năm|báo\s+cáo|đề\s+ra|được\s+giao|trước\s+đó"
    r"|[IVX]+(?:/\d{4})?|\d{1,2}/\d{4}|\d{1,4})(?!\w))*)",
    re.IGNORECASE,
)
_SAME_PERIOD = re.compile(r"cùng\s+kỳ(?:\s+năm\s+(?:trước|ngoái|\d{4}))?\s*(?:là|:|có|đạt)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Move:
    """ "tăng" or "giảm", and where the word stands."""

    way: str
    start: int


def move_before(text: str, floor: int, number: int) -> Move | None:
    """The word of movement right before a number."""
    match = _MOVE.search(text, max(floor, number - 40), number)
    return Move(match["way"].lower(), match.start()) if match else None


def from_before(text: str, floor: int, number: int) -> Move | None:
    """The words "tăng từ" right before a number."""
    match = _FROM.search(text, max(floor, number - 20), number)
    return Move(match["way"].lower(), match.start()) if match else None


def leads_up(text: str, end: int, start: int) -> bool:
    """Whether one number leads to the next: "120 (vụ) lên 150"."""
    return _UP_TO.fullmatch(text, end, start) is not None


def base_near(text: str, floor: int, number_end: int, limit: int) -> tuple[str, int] | None:
    """What a change is compared with, and where the words end: first after the number, else earlier in the sentence."""
    after = _BASE.search(text, number_end, limit)
    if after:
        return squeeze(after["base"]), after.end()
    before = _BASE.search(text, floor, number_end)
    return (squeeze(before["base"]), number_end) if before else None


def is_base(text: str, floor: int, number: int) -> bool:
    """Whether the number is that of the same period before: "(cùng kỳ năm 2025: 108 vụ)"."""
    return _SAME_PERIOD.search(text, max(floor, number - 40), number) is not None
