"""The data window of a reporting period (TT 06/2025/TT-TTCP Điều 7.1.a): from the 15th to the 14th, never a calendar quarter."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from giaoban.core.days import Calendar
from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.periods import PARTS, Period

from .loading import basis_of, table_of
from .model import Basis

_QUARTERS = ("Q1", "Q2", "Q3", "Q4")


@dataclass(frozen=True, slots=True)
class Window:
    """Both ends included. ``unit_due``: units send to the province; ``province_due``: the province sends to Thanh tra Chính phủ.

    The due days have no roll-over in the rule (20/9/2026 is a Sunday and stays the due day).
    """

    period: Period
    start: date
    end: date
    unit_due: date
    province_due: date
    basis: tuple[Basis, ...]

    def holds(self, day: date) -> bool:
        return self.start <= day <= self.end

    def targets(self, calendar: Calendar) -> tuple[date, date]:
        """The working days by which unit and province had better send: the due days, or the working day before. A wish, not law."""
        return calendar.previous_working(self.unit_due), calendar.previous_working(self.province_due)


@cache
def _schemes() -> list[dict[str, Any]]:
    rows, place = table_of("periods.toml", "scheme", {"from", "unit_due_day", "province_due_day", "basis", "windows"})
    for row in rows:
        if set(place.need(row, "windows", dict)) != set(PARTS):
            raise place.refuse("“windows” phải có đủ các kỳ " + ", ".join(PARTS))
        row["basis"] = tuple(basis_of(item, place) for item in place.need(row, "basis", list))
    return sorted(rows, key=lambda row: row["from"], reverse=True)


@cache
def window(period: Period) -> Window:
    """The window of a period; years before the oldest scheme use it too. InvalidInput when there is no such part."""
    schemes = _schemes()
    scheme = next((row for row in schemes if row["from"].year <= period.year), schemes[-1])
    bounds = scheme["windows"].get(period.part)
    if bounds is None:
        raise InvalidInput("Không có kỳ báo cáo “%(part)s”.", part=period.part, field="period")
    start = date.fromisoformat(f"{period.year - bounds['previous_year']}-{bounds['start']}")
    end = date.fromisoformat(f"{period.year}-{bounds['end']}")
    unit_due, province_due = (end.replace(day=scheme[key]) for key in ("unit_due_day", "province_due_day"))
    return Window(period, start, end, unit_due, province_due, scheme["basis"])


def period_of(day: date) -> Period:
    """The quarter whose window holds the day: 15/12/2026 lies in 2027-Q1."""
    for year in (day.year, day.year + 1):
        for part in _QUARTERS:
            if window(Period(year, part)).holds(day):
                return Period(year, part)
    raise InvalidInput("Ngày %(day)s không thuộc kỳ báo cáo nào.", day=day.isoformat(), field="period")
