"""Which running clocks a changed calendar would move, before anything is changed."""

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from giaoban.core.days import Calendar

from .engine import count, plan_of


@dataclass(frozen=True, slots=True)
class Moved:
    """A clock that a calendar would move from the day it stands at. ``key`` is the caller's own name for it."""

    key: Any
    rule: str
    start: date
    old_due: date
    new_due: date


def replay(items: Iterable[tuple[Any, str, date, date, Mapping[str, Any]]], calendar: Calendar) -> Iterator[Moved]:
    """Those of the clocks (key, rule id, start, day it stands at, options of ``due``) that the calendar moves. Equal clocks are counted
    once."""
    known: dict[Hashable, date] = {}
    for key, rule_id, start, standing, options in items:
        settled = {name: _settled(value) for name, value in options.items()}
        same = (rule_id, start, *sorted(settled.items(), key=lambda pair: pair[0]))
        if same not in known:
            known[same] = count(plan_of(rule_id, start, **settled), calendar).due
        if known[same] != standing:
            yield Moved(key, rule_id, start, standing, known[same])


def _settled(value: Any) -> Any:
    return tuple((first, last) for first, last in value) if isinstance(value, list | tuple) else value
