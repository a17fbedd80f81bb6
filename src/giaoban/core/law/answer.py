"""What is to be counted, what was answered, and the steps between."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from .counting import Interval
from .model import Extension, Length, Rule, Unit, Variant, Version


@dataclass(frozen=True, slots=True)
class Step:
    """One sentence of the explanation: the day it speaks of, what happens, and the article or reading behind it."""

    date: date
    text: str
    basis: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be counted, before any calendar: settled from the rule and the options alone."""

    rule: Rule
    version: Version
    start: date
    law_on: date | None
    case: Variant | None
    base: Length
    granted: tuple[Extension, ...]
    pauses: tuple[Interval, ...]

    @property
    def lengths(self) -> tuple[Length, ...]:
        """The base and the extensions, added up; an extension stated as a total replaces what came before it."""
        lengths = [self.base]
        for extension in self.granted:
            lengths = [extension.length] if extension.total else [*lengths, extension.length]
        return tuple(lengths)


@dataclass(frozen=True, slots=True)
class Deadline:
    """The answer of the engine. ``skipped``: the days off passed over, with the reason. ``confirmed`` False = "cần kiểm chứng"."""

    rule: Rule
    version: Version
    start: date
    due: date
    unit: Unit
    steps: tuple[Step, ...]
    skipped: tuple[tuple[date, str], ...]
    confirmed: bool

    def as_dict(self) -> dict[str, Any]:
        """The JSON of ``giaoban clocks due``: dates are ISO strings."""
        until = self.version.until
        return {
            "rule": self.rule.id,
            "version": {
                "from": self.version.start.isoformat(),
                "until": until.isoformat() if until else None,
                "basis": [basis.as_dict() for basis in self.version.basis],
            },
            "start": self.start.isoformat(),
            "due": self.due.isoformat(),
            "unit": self.unit.value,
            "steps": [{"date": step.date.isoformat(), "text": step.text, "basis": step.basis} for step in self.steps],
            "calendar": {"skipped": [{"date": day.isoformat(), "reason": reason} for day, reason in self.skipped]},
            "confirmed": self.confirmed,
        }
