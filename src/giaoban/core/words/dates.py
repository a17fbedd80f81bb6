"""Dates and periods as officials write them: "05/6/2024", "ngày 03 tháng 7 năm 2026", "trước ngày 30/6/2026", "quý II"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from giaoban.core.values.errors import InvalidInput

from .periods import PeriodSpan, find_periods
from .text import nfc

__all__ = [
    "DateSpan",
    "PeriodSpan",
    "find_dates",
    "find_periods",
    "format_date",
    "format_date_numeric_official",
    "format_date_official",
    "format_open_date",
    "parse_date",
    "weekday",
]

NO_BREAK = "\u00a0"
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_DAY_WORD = r"(?:ngày|mồng|mùng)"
_WORDED = rf"{_DAY_WORD}\s+(?P<d1>\d{{1,2}})\s+tháng\s+(?P<m1>\d{{1,2}})(?:(?:\s+năm\s+|/)(?P<y1>\d{{4}})(?!\d))?"
_NUMERIC = r"(?<![\w/])(?P<d2>\d{1,2})(?P<sep>\s?[/.-]\s?)(?P<m2>\d{1,2})(?P=sep)(?P<y2>\d{4})(?![\d/])"
_ISO = r"(?<!\d)(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2})(?!\d)"
_SHORT = r"(?<![\w/.,-])(?P<d4>\d{1,2})[/-](?P<m4>\d{1,2})(?![\d/%-]|[.,]\d|/|\s+(?:tháng|vụ|đơn|người|giờ))"
_LED = re.compile(r"(?:ngày|trước|từ|đến|hết|sáng|chiều|tối|đêm|hạn|vào|mồng|mùng|[-–(])\s*$", re.IGNORECASE)
_LED_WITH_DASH = re.compile(r"(?:sáng|trưa|chiều|tối|đêm)\s*$", re.IGNORECASE)
_IN_TEXT = re.compile(rf"{_WORDED}|(?:{_DAY_WORD}\s+)?(?:{_NUMERIC}|{_ISO})|(?:{_DAY_WORD}\s+)?{_SHORT}", re.IGNORECASE)
_DEADLINE = re.compile(
    r"(?:(?:chậm\s+nhất|muộn\s+nhất|hạn\s+chót|thời\s+hạn|hạn\s+cuối|hạn)(?:\s+(?:là|đến|vào|trước|trong|hết)){0,3}"
    r"|(?:xong|hoàn\s+thành|báo\s+cáo|gửi)\s+(?:trước|trong)|không\s+quá|trước|đến\s+hết)\s+(?:\d{1,2}(?:\s*giờ|h)(?:\s*\d{2})?(?:\s*phút)?,?\s+)?$",
    re.IGNORECASE,
)
_BEFORE = 100  # letters before a date in which its leading words stand
_FROM = re.compile(r"(?:kể\s+)?từ\s+$", re.IGNORECASE)
_IN_OR_BEFORE = re.compile(r"(?:trong|trước)\s+$", re.IGNORECASE)
_TO = re.compile(r"\s*,?\s*(?:(?:cho\s+)?đến(?:\s+hết)?|tới)\s+|\s*[-–]\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A date or period in ``nfc(text)[start:end]``.

    ``kind``: date; deadline (a last day, "trước ngày 30/6/2026"); range ("từ ngày … đến ngày …"); month; period ("quý II", "hằng quý").
    ``value``: the day of a date, the last day of a deadline; None when the text lacks the year or the day does not exist.
    ``first``, ``last``: the calendar days of a range, month or period when they are known.
    """

    start: int
    end: int
    kind: str
    value: date | None
    first: date | None
    last: date | None
    raw: str


def _real(year: int, month: int, day: int, said: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise InvalidInput("Ngày %(value)s không có thật. Hãy xem lại ngày và tháng.", value=said) from None


def _numbers(match: re.Match[str]) -> tuple[int, int, int | None]:
    found = match.groupdict()
    for place in "1234":
        if found[f"d{place}"]:
            year = found.get(f"y{place}")
            return int(found[f"d{place}"]), int(found[f"m{place}"]), int(year) if year else None
    raise AssertionError(match)  # pragma: no cover - every alternative of the pattern has a day


def parse_date(s: str, today: date | None = None) -> date:
    """Read one date as typed or pasted: 5/6/2024, 05-06-2024, 05.06.2024, 2024-06-05, "ngày 15 tháng 7 năm 2026"; "05/6" has the
    year of ``today``. Raises InvalidInput for an impossible date, a year of two digits, no date or several."""
    text = nfc(s).strip()
    if re.fullmatch(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2}", text):
        raise InvalidInput("Ngày %(value)s viết năm hai chữ số. Hãy viết đủ bốn chữ số, như 5/6/2026.", value=text)
    found = [m for m in _IN_TEXT.finditer(text) if m["d4"] is None or m[0] == text]
    if len(found) != 1:
        raise InvalidInput("Không đọc được ngày “%(value)s”. Viết như 5/6/2026 hoặc ngày 05 tháng 6 năm 2026.", value=s)
    day, month, year = _numbers(found[0])
    if year is None:
        if today is None:
            raise InvalidInput("Ngày %(value)s thiếu năm. Viết đủ như 5/6/2026.", value=text)
        year = today.year
    return _real(year, month, day, found[0][0])


def format_date(d: date) -> str:
    """As on screens and in tables: 14/9/2026."""
    return f"{d.day}/{d.month}/{d.year}"


def _month(d: date) -> str:
    return f"{d.month:02d}" if d.month < 3 else str(d.month)


def format_date_official(d: date) -> str:
    """As at the head of a document: "ngày 05 tháng 02 năm 2026"; days below 10 and months 1, 2 with a leading 0 (NĐ 30/2020/NĐ-CP)."""
    return f"ngày {d.day:02d} tháng {_month(d)} năm {d.year}"


def format_open_date(year: int) -> str:
    """The date of a paper not yet signed, with room for day and month; its spaces do not break."""
    return "ngày     tháng     năm ".replace(" ", NO_BREAK) + str(year)


def format_date_numeric_official(d: date) -> str:
    """As in the body of a document: 05/6/2024, 05/02/2024."""
    return f"{d.day:02d}/{_month(d)}/{d.year}"


def weekday(d: date) -> str:
    """As said: "thứ Hai" … "Chủ nhật"."""
    return _WEEKDAYS[d.weekday()]


def _dated(match: re.Match[str], default_year: int | None) -> date | None:
    day, month, year = _numbers(match)
    try:
        return date(year or default_year or 0, month, day)
    except ValueError:
        return None


def _is_date(text: str, match: re.Match[str]) -> bool:
    """A day and a month are possible; "5/6" alone is a date only after a word that leads to one."""
    day, month, year = _numbers(match)
    if not (1 <= day <= 31 and 1 <= month <= 12 and (year is None or 1900 <= year <= 2199)):
        return False
    if match["d4"] is None or not match[0][0].isdigit():
        return True
    led = _LED_WITH_DASH if "-" in match[0] else _LED
    return led.search(text, max(0, match.start() - _BEFORE), match.start()) is not None


def _days(text: str, default_year: int | None) -> Iterator[DateSpan]:
    found = [match for match in _IN_TEXT.finditer(text) if _is_date(text, match)]
    skip = False
    for place, match in enumerate(found):
        if skip:
            skip = False
            continue
        after = found[place + 1] if place + 1 < len(found) else None
        if after and _TO.fullmatch(text, match.end(), after.start()):
            lead = _FROM.search(text, max(0, match.start() - _BEFORE), match.start())
            last = _dated(after, default_year)
            first = _dated(match, last.year if last else default_year)
            if first and last and first > last and _numbers(match)[2] is None:
                first = _dated(match, last.year - 1)
            start = lead.start() if lead else match.start()
            skip = True
            yield DateSpan(start, after.end(), "range", None, first, last, text[start : after.end()])
            continue
        lead = _DEADLINE.search(text, max(0, match.start() - _BEFORE), match.start())
        start = lead.start() if lead else match.start()
        value = _dated(match, default_year)
        yield DateSpan(start, match.end(), "deadline" if lead else "date", value, None, None, text[start : match.end()])


def _named(text: str, default_year: int | None) -> Iterator[DateSpan]:
    for span in find_periods(text):
        first, last = span.days(default_year)
        lead = _IN_OR_BEFORE.search(text, max(0, span.start - _BEFORE), span.start)
        start = lead.start() if lead else span.start
        raw = text[start : span.end]
        if lead and lead[0].lower().startswith("trước"):
            # Before a month or quarter: its eve is the last day.
            eve = date.fromordinal(first.toordinal() - 1) if first else None
            yield DateSpan(start, span.end, "deadline", eve, first, last, raw)
        else:
            yield DateSpan(start, span.end, "month" if span.kind == "month" else "period", None, first, last, raw)


def find_dates(text: str, default_year: int | None = None) -> Iterator[DateSpan]:
    """The dates, deadlines, ranges and periods of the text, in reading order. ``default_year`` is the year of those written without."""
    text = nfc(text)
    days = list(_days(text, default_year))
    taken = {place for day in days for place in range(day.start, day.end)}
    named = [span for span in _named(text, default_year) if taken.isdisjoint(range(span.start, span.end))]
    yield from sorted([*days, *named], key=lambda span: span.start)
