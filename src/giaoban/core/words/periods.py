"""Reporting periods as they are named in a text: "quý II", "6 tháng đầu năm 2026", "9 tháng", "tháng 7/2026", "năm 2022".

The days given are those of the calendar; what a report counts is law (core.law.windows).
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from .numbers import parse_roman
from .text import nfc

_YEAR = r"(?:\s*[/-]\s*(?P<year>(?:19|20|21)\d\d)(?!\d)|,?\s+năm\s+(?P<year2>(?:19|20|21)\d\d)(?!\d))?"
_COUNT = {"một": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "sáu": 6, "chín": 9}
_QUARTER = re.compile(rf"\bqu(?:ý|í)\s+(?:thứ\s+)?(?P<n>IV|I{{1,3}}|0?[1-4]|một|nhất|hai|ba|tư|bốn)(?![\w.,]*\d)\b{_YEAR}", re.IGNORECASE)
_MORE_QUARTER = re.compile(rf"(?:\s*,\s*|\s+và\s+|\s*[-–]\s*)(?P<n>IV|I{{1,3}}|[1-4])\b(?![.,]\d){_YEAR}", re.IGNORECASE)
_HALF = re.compile(r"\b(?:0?6|sáu)\s+tháng\s+(?P<side>đầu|cuối)(?:\s+năm(?:\s+(?P<year>(?:19|20|21)\d\d)(?!\d))?)?\b", re.IGNORECASE)
_NINE = re.compile(
    r"(?<!hạn\s)\b(?:0?9|chín)\s+tháng(?:\s+đầu)?(?:(?:\s*/\s*|\s+năm\s+)(?P<year>(?:19|20|21)\d\d)(?!\d)|\s+(?:đầu\s+)?năm)?\b"
    r"(?!\s+(?:tù|tuổi|cải|án))",
    re.IGNORECASE,
)
_MONTH = re.compile(rf"(?<!\d\s)(?<!\d)\btháng\s+(?P<n>0?[1-9]|1[0-2])(?![\d]|\.\d|/\d{{1,2}}(?!\d)){_YEAR}", re.IGNORECASE)
_YEAR_ALONE = re.compile(r"(?<!tháng\s\d\s)(?<!tháng\s\d\d\s)\bnăm\s+(?P<year>(?:19|20|21)\d\d)(?!\d)(?!\s*[-–]\s*\d{4})", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:(?:hằng|hàng|mỗi|định\s+kỳ\s+hằng)\s+(?:ngày|tuần|tháng|quý|năm)"
    r"|(?P<side>cuối|đầu|giữa)\s+(?:tháng|quý|năm)(?:\s+(?P<year>(?:19|20|21)\d\d)(?!\d)|\s+nay)?"
    r"|giai\s+đoạn\s+(?P<from>\d{4})\s*[-–]\s*(?P<to>\d{4})|nhiệm\s+kỳ\s+(?P<from2>\d{4})\s*[-–]\s*(?P<to2>\d{4}))\b",
    re.IGNORECASE,
)
_OTHER_WORDS = ("hằng", "hàng", "mỗi", "cuối", "đầu", "giữa", "giai", "nhiệm")


@dataclass(frozen=True, slots=True)
class PeriodSpan:
    """A period named in ``nfc(text)[start:end]``. ``kind``: quarter, month, half, nine_months, year or other; ``n``: which one
    (quarter 1-4, month 1-12, half 1-2); ``year``: None when the text does not say it."""

    start: int
    end: int
    kind: str
    n: int | None
    year: int | None

    def days(self, default_year: int | None = None) -> tuple[date | None, date | None]:
        """The first and last calendar day, (None, None) when the year is unknown or the period has no fixed days."""
        year = self.year or default_year
        if year is None or self.kind == "other":
            return None, None
        first, length = {
            "quarter": ((self.n or 1) * 3 - 2, 3),
            "month": (self.n or 1, 1),
            "half": ((self.n or 1) * 6 - 5, 6),
            "nine_months": (1, 9),
            "year": (1, 12),
        }[self.kind]
        last = first + length - 1
        return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _count(word: str) -> int:
    word = word.lower()
    return _COUNT.get(word) or (int(word) if word.isdecimal() else parse_roman(word))


def _year(match: re.Match[str]) -> int | None:
    found = next((value for name, value in match.groupdict().items() if name.startswith("year") and value), None)
    return int(found) if found else None


def _quarters(text: str) -> Iterator[PeriodSpan]:
    for match in _QUARTER.finditer(text):
        found = [match]
        while more := _MORE_QUARTER.match(text, found[-1].end()):
            found.append(more)
        year = _year(found[-1])
        yield from (
            PeriodSpan(m.start() if m is match else m.start("n"), m.end(), "quarter", _count(m["n"]), _year(m) or year) for m in found
        )


def _all(text: str) -> Iterator[PeriodSpan]:
    low = text.lower()
    if "qu" in low:
        yield from _quarters(text)
    if "tháng" in low:
        for match in _HALF.finditer(text):
            yield PeriodSpan(match.start(), match.end(), "half", 1 if match["side"].lower() == "đầu" else 2, _year(match))
        for match in _NINE.finditer(text):
            yield PeriodSpan(match.start(), match.end(), "nine_months", None, _year(match))
        for match in _MONTH.finditer(text):
            yield PeriodSpan(match.start(), match.end(), "month", int(match["n"]), _year(match))
    if any(word in low for word in _OTHER_WORDS):
        for match in _OTHER.finditer(text):
            yield PeriodSpan(match.start(), match.end(), "other", None, _year(match))
    if "năm" in low:
        for match in _YEAR_ALONE.finditer(text):
            yield PeriodSpan(match.start(), match.end(), "year", None, _year(match))


def find_periods(text: str) -> Iterator[PeriodSpan]:
    """The periods named in the text, in reading order, never one inside another."""
    end = 0
    for span in sorted(_all(nfc(text)), key=lambda span: (span.start, -span.end)):
        if span.start >= end:
            end = span.end
            yield span
