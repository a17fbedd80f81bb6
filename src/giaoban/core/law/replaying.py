"""Which running clocks a changed calendar would move, before anything is changed."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from giaoban.core.days import Calendar

from .engine import count, plan_of


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock whose due date differs between the two calendars. ``key`` is the caller's own name for it."""

    key: Any
    rule: str
    start: date
    old_due: date
    new_due: date


def replay(items: Iterable[tuple[Any, str, date, Mapping[str, Any]]], old_calendar: Calendar, new_calendar: Calendar) -> Iterator[Moved]:
    """Those of the clocks (key, rule id, start, options of ``due``) that the new calendar moves. Equal clocks are counted once."""
    known: dict[Hashable, tuple[date, date]] = {}
    for key, rule_id, start, options in items:
        settled = {name: _settled(value) for name, value in options.items()}
        same = (rule_id, start, *sorted(settled.items(), key=lambda pair: pair[0]))
        if same not in known:
            plan = plan_of(rule_id, start, **settled)
            known[same] = (count(plan, old_calendar).due, count(plan, new_calendar).due)
        old_due, new_due = known[same]
        if old_due != new_due:
            yield Moved(key, rule_id, start, old_due, new_due)


def _settled(value: Any) -> Any:
    return tuple((first, last) for first, last in value) if isinstance(value, list | tuple) else value
