"""Words around a number that say how it moved: "giảm 15,2% so với cùng kỳ", "tăng từ 120 lên 150"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from giaoban.core.reading.phrases import squeeze
from giaoban.core.reading.proposals import Change, Number

_MOVE = re.compile(
    r"(?<!\w)(?P<way>tăng|giảm|vượt|(?:nhiều|cao|ít|thấp) hơn)(?:\s+(?:lên|xuống|thêm|chỉ tiêu|kế hoạch|nhẹ|mạnh|đi|tới|gần|hơn|trên|dưới|khoảng|xấp xỉ"
    r"|ít nhất|tối thiểu|bình quân|được|là|tương ứng|lần lượt|:|(?:so\s+(?:với\s+)?)?cùng\s+kỳ(?:\s+năm\s+(?:trước|ngoái|\d{4}))?))*\s*\(?\+?$",
    re.IGNORECASE,
)
_FROM = re.compile(r"(?<!\w)(?:(?P<way>tăng|giảm)\s+)?từ\s+$", re.IGNORECASE)
_UP_TO = re.compile(r"\s*[^\W\d_%]*(?:\s+[^\W\d_]+){0,2}\s+(?:lên|xuống|còn)(?:\s+(?:còn|đến|tới))?\s+")
_BASE = re.compile(
    r"so(?:\s+với)?\s+(?P<base>(?:cùng\s+(?:kỳ|kì|thời\s+điểm|quý|tháng)|quý|tháng|năm|kỳ|tuần|6\s+tháng|9\s+tháng"
    r"|giai\s+đoạn|chỉ\s+tiêu|kế\s+hoạch|đầu\s+năm)"
    r"(?:\s+(?:năm|quý|tháng|trước|ngoái|liền\s+kề|đầu\s+năm|cuối\s+năm|báo\s+cáo|đề\s+ra|được\s+giao|trước\s+đó"
    r"|[IVX]+(?:/\d{4})?|\d{1,2}/\d{4}|\d{1,4})(?!\w))*)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"(?<!\w)(?:(?:tăng\s+)?gấp\s+(?:hơn\s+|gần\s+|khoảng\s+)?(?P<times>đôi|rưỡi|hai(?=\s+lần)|ba(?=\s+lần)|\d{1,3}(?:,\d{1,2})?(?=\s+lần))"
    r"|tăng\s+(?:hơn\s+|gần\s+)?(?P<more>\d{1,3}(?:,\d{1,2})?)(?=\s+lần)|giảm\s+(?:hơn\s+|gần\s+|khoảng\s+)?(?:một\s+)?nửa)(?:\s+lần)?(?!\w)"
)
_LESS = ("giảm", "ít hơn", "thấp hơn")
_WORDS = {"đôi": "2", "rưỡi": "1.5", "hai": "2", "ba": "3"}
_EQUALS = re.compile(r"(?<!\w)bằng\s+(?:khoảng\s+|gần\s+|hơn\s+|trên\s+)?$", re.IGNORECASE)
_OF_BEFORE = re.compile(r"\s+(?:của\s+)?(?P<base>cùng\s+kỳ(?:\s+năm\s+(?:trước|ngoái|\d{4}))?)")
_THAN = re.compile(r"\s+(?:so\s+với\s+)?(?P<base>cùng\s+kỳ(?:\s+năm\s+(?:trước|ngoái|\d{4}))?|(?:năm|quý|tháng|kỳ)\s+trước)(?!\w)")
_SAME_PERIOD = re.compile(r"cùng\s+kỳ(?:\s+năm\s+(?:trước|ngoái|\d{4}))?\s*(?:là|:|có|đạt)?\s*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Move:
    """ "tăng" or "giảm", and where the word stands."""

    way: str
    start: int


def move_before(text: str, floor: int, number: int) -> Move | None:
    """The word of movement right before a number."""
    match = _MOVE.search(text, max(floor, number - 60), number)
    return Move("giảm" if match["way"].lower() in _LESS else "tăng", match.start()) if match else None


def from_before(text: str, floor: int, number: int) -> Move | None:
    """The words "tăng từ", or "từ" alone, right before a number; the way of "từ" alone is told by the numbers."""
    match = _FROM.search(text, max(floor, number - 20), number)
    return Move((match["way"] or "").lower(), match.start()) if match else None


def times_in(text: str, start: int, end: int) -> Iterator[tuple[int, int, Change]]:
    """How often as much: "tăng gấp đôi", "gấp 3 lần", "giảm một nửa", as a change by so many per cent, and where the words stand."""
    for match in _TIMES.finditer(text, start, end):
        said = match["times"] or match["more"]
        if said is None:
            yield match.start(), match.end(), Change("giảm", 50, "%", None)
        elif (times := Decimal(_WORDS.get(said) or said.replace(",", "."))) > 1:
            yield match.start(), match.end(), Change("tăng", (times - 1) * 100, "%", None)


def share_of_before(text: str, floor: int, number: int, end: int, limit: int, value: Number) -> tuple[int, Change] | None:
    """ "bằng 85% so với cùng kỳ": what is said as a share of the period before is a change by the rest."""
    lead = _EQUALS.search(text, max(floor, number - 20), number)
    base = _BASE.match(text, end + 1, limit) or _OF_BEFORE.match(text, end, limit) if lead else None
    if not lead or not base:
        return None
    rest = Decimal(value) - 100
    return lead.start(), Change("giảm" if rest < 0 else "tăng", abs(rest), "%", squeeze(base["base"]))


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


def base_after(text: str, end: int, limit: int) -> tuple[str, int] | None:
    """ "gấp đôi năm trước": what it is compared with, said without "so với"."""
    match = _THAN.match(text, end, limit)
    return (squeeze(match["base"]), match.end()) if match else None


def is_base(text: str, floor: int, number: int) -> bool:
    """Whether the number is that of the same period before: "(cùng kỳ năm 2025: 108 vụ)"."""
    return _SAME_PERIOD.search(text, max(floor, number - 40), number) is not None
