"""The working calendar of the public service: which days are worked, and counting by them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from hashlib import sha256

from giaoban.core.values.errors import InvalidInput

from .lunar import FIRST_YEAR, LAST_YEAR
from .tables import CalendarDay, packaged_text, year_table

_ONE = timedelta(days=1)
_SATURDAY = 5
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def weekday_name(day: date) -> str:
    """ "thứ Hai" ... "Chủ nhật"."""
    return _WEEKDAYS[day.weekday()]


@dataclass(frozen=True)
class Calendar:
    """Monday to Friday are worked, but for the special days of the yearly tables; rows typed by an administrator come before both.

    A worked (swap) Saturday is a working day for everything. Years outside 1900-2199 raise InvalidInput.
    """

    extra_days: tuple[CalendarDay, ...] = ()
    confirmed_years: frozenset[int] = frozenset()
    _years: dict[int, dict[date, CalendarDay]] = field(default_factory=dict, repr=False, compare=False)

    def special(self, day: date) -> CalendarDay | None:
        """The row that makes this day differ from the ordinary week, if there is one."""
        table = self._years.get(day.year)
        if table is None:
            table = self._load(day.year)
        return table.get(day)

    def specials(self, year: int) -> dict[date, CalendarDay]:
        """Every day of the year that differs from the ordinary week."""
        self.special(date(year, 1, 1))
        return dict(self._years[year])

    def _load(self, year: int) -> dict[date, CalendarDay]:
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise InvalidInput(
                "Không tính được lịch năm %(year)s; chỉ tính từ năm %(a)s đến năm %(b)s.", year=year, a=FIRST_YEAR, b=LAST_YEAR
            )
        table = dict(year_table(year).days)
        table.update({row.date: row for row in self.extra_days if row.date.year == year})
        return self._years.setdefault(year, table)

    def is_working(self, day: date) -> bool:
        special = self.special(day)
        return special.works if special else day.weekday() < _SATURDAY

    def reason(self, day: date) -> str:
        """Why the day is off ("thứ Bảy", "Quốc khánh", "nghỉ hoán đổi") or a worked Saturday; empty for an ordinary working day."""
        special = self.special(day)
        if special:
            return special.reason
        return weekday_name(day) if day.weekday() >= _SATURDAY else ""

    def basis(self, day: date) -> str:
        """The paper behind a special day; empty for an ordinary one."""
        special = self.special(day)
        return special.basis if special else ""

    def is_confirmed(self, day: date) -> bool:
        """Whether it is certain that this day is worked or off: its year is vouched for, or its row, else its year, is confirmed; a plain
        weekend always is."""
        if day.year in self.confirmed_years:
            return True
        special = self.special(day)
        if special:
            return special.confirmed
        return day.weekday() >= _SATURDAY or self.confirmed(day.year)

    def confirmed(self, year: int) -> bool:
        """Whether the calendar of the year follows a yearly notice that was confirmed."""
        return year in self.confirmed_years or year_table(year).confirmed

    def next_working(self, day: date) -> date:
        """The day itself when it is worked, else the first working day after it."""
        while not self.is_working(day):
            day += _ONE
        return day

    def previous_working(self, day: date) -> date:
        """The day itself when it is worked, else the last working day before it."""
        while not self.is_working(day):
            day -= _ONE
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which is not counted; a negative count goes back."""
        step = _ONE if count >= 0 else -_ONE
        for _ in range(abs(count)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; negative when ``end`` lies before ``start``."""
        low, high = min(start, end), max(start, end)
        count = sum(self.is_working(low + timedelta(days=i)) for i in range(1, (high - low).days + 1))
        return count if end >= start else -count

    @property
    def version(self) -> str:
        """Sixteen hexadecimal figures that change whenever any row of the calendar changes."""
        rows = sorted(f"{row.date}|{row.kind}|{row.reason}|{row.basis}|{row.confirmed}" for row in self.extra_days)
        text = "\n".join([packaged_text(), *rows, *map(str, sorted(self.confirmed_years))])
        return sha256(text.encode()).hexdigest()[:16]


def load_calendar(extra_days: Iterable[CalendarDay] = (), confirmed_years: Iterable[int] = ()) -> Calendar:
    """The packaged calendar, with rows typed by an administrator (they win over the packaged ones) and the years he vouches for."""
    return Calendar(tuple(extra_days), frozenset(confirmed_years))
