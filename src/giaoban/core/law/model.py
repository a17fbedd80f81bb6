"""A rule of time of the law, its dated versions and what may change their length."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Unit(StrEnum):
    """How a length is counted. Hours are reckoned by date: 24 hours end on the next day at the same hour."""

    DAY = "day"
    WORKING_DAY = "working_day"
    MONTH = "month"
    HOUR = "hour"


UNIT_LABELS = {Unit.DAY: "ngày", Unit.WORKING_DAY: "ngày làm việc", Unit.MONTH: "tháng", Unit.HOUR: "giờ"}


class Direction(StrEnum):
    """AFTER: counted forward from the event. BEFORE: the last day on which the act is in time before the event."""

    AFTER = "after"
    BEFORE = "before"


@dataclass(frozen=True, slots=True)
class Basis:
    """A place in a legal document, printed as "Luật Khiếu nại 02/2011/QH13, Điều 33 khoản 1 (sửa đổi bởi ...)"; the bracket is ``text``."""

    document: str
    article: str = ""
    clause: str = ""
    point: str = ""
    text: str = ""

    @property
    def cite(self) -> str:
        parts = [f"Điều {self.article}"] if self.article else []
        if self.clause:
            parts.append(f"khoản {self.clause}")
        if self.point:
            parts.append(f"điểm {self.point}")
        place = ", ".join([self.document, " ".join(parts)]) if parts else self.document
        return f"{place} ({self.text})" if self.text else place

    def as_dict(self) -> dict[str, str]:
        return {
            "document": self.document,
            "article": self.article,
            "clause": self.clause,
            "point": self.point,
            "text": self.text,
            "cite": self.cite,
        }


@dataclass(frozen=True, slots=True)
class Length:
    """An amount in a unit: 7 ngày làm việc, 2 tháng."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {UNIT_LABELS[self.unit]}"

    def as_dict(self) -> dict[str, int | str]:
        return {"amount": self.amount, "unit": self.unit.value}


@dataclass(frozen=True, slots=True)
class Extension:
    """One lawful extension. ``total``: the length is the whole limit from the start, not an addition."""

    length: Length
    total: bool
    label: str


@dataclass(frozen=True, slots=True)
class Variant:
    """A named other length of the same rule, or the length for one class of severity. ``key`` is the option's value; ``basis`` is where
    ``note`` stands when it is not the version's own article."""

    key: str
    label: str
    length: Length
    extensions: tuple[Extension, ...] = ()
    note: str = ""
    basis: tuple[Basis, ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """The rule as it stood from ``start`` to ``until`` (both included; until None = still in force).

    ``length`` None: without a variant there is no length; when there are no variants either, the rule is a duty without a date.
    ``rollover``: an end on a day off moves to a working day. ``month_days``: days that a month is taken for (detention: 30), else None.
    """

    start: date
    until: date | None
    basis: tuple[Basis, ...]
    length: Length | None
    direction: Direction
    rollover: bool
    confirmed: bool
    variants: Mapping[str, Variant] = field(default_factory=dict)
    severities: Mapping[str, Variant] = field(default_factory=dict)
    extensions: tuple[Extension, ...] = ()
    month_days: int | None = None
    consequence: str = ""
    note: str = ""

    @property
    def unit(self) -> Unit | None:
        if self.length:
            return self.length.unit
        first = next(iter([*self.severities.values(), *self.variants.values()]), None)
        return first.length.unit if first else None

    def holds_on(self, day: date) -> bool:
        return self.start <= day and (self.until is None or day <= self.until)

    @property
    def cite(self) -> str:
        return "; ".join(item.cite for item in self.basis)


@dataclass(frozen=True, slots=True)
class Rule:
    """A time limit of the law. ``event`` is the day it counts from, written so that a date can follow it ("Nhận đơn khiếu nại").

    ``counting``: "civil" counts by the Civil Code, "criminal" by the Criminal Procedure Code.
    ``suspension_paper``: the paper the file must hold when days are not counted.
    """

    id: str
    label: str
    subject: str
    event: str
    counting: str
    versions: tuple[Version, ...]
    procedure: str
    suspension_paper: str


@dataclass(frozen=True, slots=True)
class Reading:
    """How a question the law leaves open is answered here: shown as "cần kiểm chứng"."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class Transition:
    """A clause on matters begun before an amendment. ``topic``: suspension | note | alternative.

    suspension: days before ``day`` may not be suspended. note: a matter begun before and running past ``day`` is told ``text``.
    alternative: no clause was found; the explanation shows the date under the version of ``day`` too.
    """

    key: str
    topic: str
    rules: tuple[str, ...]
    excepted: tuple[str, ...]
    day: date
    text: str
    basis: str

    def concerns(self, rule_id: str) -> bool:
        return _matches(rule_id, self.rules) and not _matches(rule_id, self.excepted)


def _matches(rule_id: str, patterns: tuple[str, ...]) -> bool:
    return any(rule_id == pattern or (pattern.endswith("*") and rule_id.startswith(pattern[:-1])) for pattern in patterns)
