"""The date arithmetic of time limits: no law in it, only how days, working days and months are counted.

The day of the event is never counted. Months are added before days. Suspended days are not counted: a working-day
count skips them, a count of days goes on after them, a month limit ends later by their number. A roll-over comes last and never stops on a
suspended day.
"""

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.core.days import Calendar

from .model import Length, Unit

_ONE = timedelta(days=1)

Interval = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Count:
    """``nominal``: the end before roll-over. ``skipped``: days off passed over while counting or rolling.
    ``decisive``: days whose being worked or off the result rests on.
    """

    nominal: date
    due: date
    skipped: tuple[date, ...]
    decisive: tuple[date, ...]


def add_months(day: date, months: int) -> date:
    """The same-numbered day ``months`` later, or the last day of that month when it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def merge(intervals: Iterable[Interval]) -> tuple[Interval, ...]:
    """Sorted, overlapping and touching intervals joined, so that no day is suspended twice."""
    merged: list[Interval] = []
    for first, last in sorted(intervals):
        if merged and first <= merged[-1][1] + _ONE:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return tuple(merged)


def count_forward(
    start: date, lengths: Sequence[Length], month_days: int | None, rollover: bool, calendar: Calendar, pauses: Sequence[Interval]
) -> Count:
    """The end of the lengths, added up and counted once from ``start``. ``pauses`` are merged suspensions."""
    working = sum(length.amount for length in lengths if length.unit is Unit.WORKING_DAY)
    nominal = start
    skipped: list[date] = []
    decisive: list[date] = []
    if working:
        nominal, skipped, decisive = _working(start, working, _ONE, calendar, pauses)
    months = sum(length.amount for length in lengths if length.unit is Unit.MONTH)
    days = sum(length.amount for length in lengths if length.unit is Unit.DAY)
    days += sum(-(-length.amount // 24) for length in lengths if length.unit is Unit.HOUR)
    if months and month_days:
        days, months = days + months * month_days, 0
    if months or days:
        nominal = add_months(nominal, months) + timedelta(days=days)
        for first, last in pauses:
            begun = max(first, start + _ONE)
            if begun <= min(last, nominal):
                nominal += last - begun + _ONE
    due = nominal
    if rollover:
        due, off = _roll(nominal, _ONE, calendar, pauses)
        skipped, decisive = [*skipped, *off], [*decisive, *off, due]
    return Count(nominal, due, tuple(skipped), tuple(decisive))


def count_back(event: date, length: Length, rollover: bool, calendar: Calendar, pauses: Sequence[Interval]) -> Count:
    """The last day on which an act due ``length`` before the event is in time; a day off moves to the working day before it."""
    if length.unit is Unit.WORKING_DAY:
        nominal, skipped, decisive = _working(event, length.amount, -_ONE, calendar, pauses)
        return Count(nominal, nominal, tuple(skipped), tuple(decisive))
    months, days = (length.amount, 0) if length.unit is Unit.MONTH else (0, length.amount)
    nominal = add_months(event, -months) - timedelta(days=days)
    for first, last in reversed(pauses):
        ended = min(last, event - _ONE)
        if ended >= max(first, nominal):
            nominal -= ended - first + _ONE
    if not rollover:
        return Count(nominal, nominal, (), ())
    due, off = _roll(nominal, -_ONE, calendar, pauses)
    return Count(nominal, due, tuple(off), (*off, due))


def _working(
    day: date, amount: int, step: timedelta, calendar: Calendar, pauses: Sequence[Interval]
) -> tuple[date, list[date], list[date]]:
    skipped, decisive = [], []
    while amount:
        day += step
        if _paused(day, pauses):
            continue
        decisive.append(day)
        if calendar.is_working(day):
            amount -= 1
        else:
            skipped.append(day)
    return day, skipped, decisive


def _roll(day: date, step: timedelta, calendar: Calendar, pauses: Sequence[Interval]) -> tuple[date, list[date]]:
    off = []
    while True:
        if _paused(day, pauses):
            day += step
        elif not calendar.is_working(day):
            off.append(day)
            day += step
        else:
            return day, off


def _paused(day: date, pauses: Sequence[Interval]) -> bool:
    return any(first <= day <= last for first, last in pauses)
