"""Working days of the Vietnamese public service: weekly rest, holidays, make-up days, swapped days, Tết by our own lunar calendar."""

from .calendar import Calendar, load_calendar, weekday_name
from .lunar import FIRST_YEAR, LAST_YEAR, lunar_day
from .tables import CalendarDay, DayKind, YearTable, computed_year, parse_year, year_table

__all__ = [
    "FIRST_YEAR",
    "LAST_YEAR",
    "Calendar",
    "CalendarDay",
    "DayKind",
    "YearTable",
    "computed_year",
    "load_calendar",
    "lunar_day",
    "parse_year",
    "weekday_name",
    "year_table",
]
