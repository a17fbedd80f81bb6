"""How a clock is asked for and how it stands on a day, as pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from giaoban.core.days import Calendar
from giaoban.core.law import Deadline, due, find_rule
from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.kinds import gettext_noop
from giaoban.core.values.refs import RecordRef

from .choices import Standing

PLAIN: dict[str, Any] = {"severity": None, "complex": False, "remote": False, "variant": None, "extensions": 0, "law_on": None}
PHRASES = {
    Standing.LATE: gettext_noop("quá %(days)s ngày"),
    Standing.TODAY: gettext_noop("hết hạn hôm nay"),
    Standing.AHEAD: gettext_noop("còn %(days)s ngày làm việc"),
    Standing.PAUSED: gettext_noop("tạm dừng"),
    Standing.OVER: gettext_noop("đã xong"),
}

Pair = tuple[date, date]


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock to start in bulk. ``ended_on``: the day it was met, for matters imported after they were done."""

    rule: str
    ref: RecordRef
    ref_label: str
    agency_ref: int | None
    start: date
    options: Mapping[str, Any] = field(default_factory=dict)
    ended_on: date | None = None
    paper: str = ""


def settled(options: Mapping[str, Any] | None) -> dict[str, Any]:
    """Options as stored: only what differs from the plain case, dates as ISO text. Raises InvalidInput for an option no clock has."""
    kept: dict[str, Any] = {}
    for name, value in sorted((options or {}).items()):
        if name not in PLAIN:
            raise InvalidInput("Không có cách tính thời hạn “%(name)s”.", name=name, field="options")
        if value != PLAIN[name]:
            kept[name] = value.isoformat() if isinstance(value, date) else value
    return kept


def arguments(stored: Mapping[str, Any], pauses: Iterable[Pair] = ()) -> dict[str, Any]:
    """Stored options and closed suspensions as the arguments of core.law.due."""
    given = {**stored}
    if given.get("law_on"):
        given["law_on"] = date.fromisoformat(given["law_on"])
    if intervals := tuple(sorted(pauses)):
        given["suspensions"] = intervals
    return given


def computed(deadline: Deadline) -> dict[str, Any]:
    """The fields of a clock that the law gives."""
    return {
        "due_on": deadline.due,
        "version_from": deadline.version.start,
        "steps": [{"date": step.date.isoformat(), "text": step.text, "basis": step.basis} for step in deadline.steps],
        "confirmed": deadline.confirmed,
    }


@lru_cache(maxsize=16_384)
def _worked_out(rule: str, start: date, options: tuple[tuple[str, Any], ...], calendar: Calendar) -> dict[str, Any]:
    return computed(due(rule, start, calendar=calendar, **arguments(dict(options))))


def worked_out(rule: str, start: date, stored: Mapping[str, Any], calendar: Calendar) -> dict[str, Any]:
    """``computed`` of a clock just begun. Kept in memory: a file of letters asks the same of each day thousands of times."""
    return {**_worked_out(rule, start, tuple(sorted(stored.items())), calendar)}


def clock_label(rule: str) -> str:
    """The act the clock waits for, as the law data names it: "Thông báo thụ lý"."""
    return find_rule(rule).label[:200]


def end_of_week(today: date) -> date:
    """The Sunday of the week of ``today``."""
    return today + timedelta(days=6 - today.weekday())


def standing(due_on: date, today: date, calendar: Calendar) -> tuple[Standing, int]:
    """How a running clock stands: late by calendar days, due today, or ahead by working days (0 when only days off are left)."""
    if due_on < today:
        return Standing.LATE, (today - due_on).days
    if due_on == today:
        return Standing.TODAY, 0
    return Standing.AHEAD, calendar.working_days_between(today, due_on)
