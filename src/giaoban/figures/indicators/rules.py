"""Definitions of indicators and the arithmetic of figures: pure, no database, no clock."""

import hashlib
import json
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from importlib import resources
from typing import Any

from giaoban.core.values.errors import InvalidInput

from .choices import Good, Source

KEYS = {"name", "short", "unit", "good", "source", "counts", "numerator", "denominator", "senders", "basis", "confirmed", "stock", "comparable_from", "adds"}
TENTH = Decimal("0.1")
Record = tuple[int, str | None]


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of the report: its name and unit, where it comes from, its legal basis, and since when it can be compared.

    ``counts``: the countable set of a register. ``senders``: kinds of agencies that submit it. ``numerator``/``denominator``: codes of a
    rate. ``stock``: a state at the end of the window (cannot be added over quarters). ``good``: which way is good.
    """

    code: str
    section: str
    name: str
    short: str
    unit: str
    good: Good
    source: Source
    basis: str
    confirmed: bool
    counts: str = ""
    numerator: str = ""
    denominator: str = ""
    senders: tuple[str, ...] = ()
    stock: bool = False
    comparable_from: date | None = None

    @property
    def definition(self) -> str:
        """The version of this definition: a hash of all it says."""
        facts = {name: str(getattr(self, name)) for name in self.__slots__}
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@cache
def catalogue() -> dict[str, Indicator]:
    """Every indicator by code, in the order of the files. Raises InvalidInput naming file and entry for what is not understood."""
    found: dict[str, Indicator] = {}
    files = sorted((f for f in (resources.files(__package__) / "catalogue").iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    for file in files:
        data = tomllib.loads(file.read_text("utf-8"))
        section = data.pop("section")
        for code, entry in data.items():
            if code in found:
                raise InvalidInput("%(file)s: chỉ tiêu %(code)s đã có.", file=file.name, code=code)
            found[code] = _indicator(file.name, section, code, entry)
    for indicator in found.values():
        for code in (indicator.numerator, indicator.denominator):
            if code and code not in found:
                raise InvalidInput("Chỉ tiêu %(code)s dùng %(other)s, mà danh mục không có.", code=indicator.code, other=code)
    return found


def _indicator(file: str, section: str, code: str, entry: dict[str, Any]) -> Indicator:
    if unknown := sorted(set(entry) - KEYS):
        raise InvalidInput("%(file)s, %(code)s: khóa lạ %(keys)s.", file=file, code=code, keys=", ".join(unknown))
    source = Source(entry["source"])
    needed = {Source.COUNTED: ("counts",), Source.SUBMITTED: ("senders",), Source.DERIVED: ("numerator", "denominator")}[source]
    if missing := [key for key in needed if not entry.get(key)]:
        raise InvalidInput("%(file)s, %(code)s: thiếu %(keys)s.", file=file, code=code, keys=", ".join(missing))
    return Indicator(
        code=code,
        section=section,
        name=entry["name"],
        short=entry.get("short", entry["name"]),
        unit=entry["unit"],
        good=Good(entry.get("good", "none")),
        source=source,
        basis=entry["basis"],
        confirmed=entry["confirmed"],
        counts=entry.get("counts", ""),
        numerator=entry.get("numerator", ""),
        denominator=entry.get("denominator", ""),
        senders=tuple(entry.get("senders", ())),
        stock=entry.get("stock", False),
        comparable_from=entry.get("comparable_from"),
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A comparison: direction (tăng | giảm | không đổi), size, and its unit (% of the base, or điểm % for rates)."""

    direction: str
    value: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Figure:
    """The value of an indicator in a period, with its base and what it rests on. ``value`` None: nothing was counted or sent."""

    indicator: Indicator
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    base_value: Decimal | None = None
    base_as: str = ""
    base_reason: str = ""
    records: int = 0

    @property
    def code(self) -> str:
        return self.indicator.code

    @property
    def name(self) -> str:
        return self.indicator.name

    @property
    def unit(self) -> str:
        return self.indicator.unit

    @property
    def change(self) -> Change | None:
        return change_of(self.value, self.base_value, self.unit)

    @property
    def mood(self) -> str:
        """good | bad | "" : only when the catalogue says which way is good."""
        change = self.change
        if change is None or change.direction == "không đổi" or self.indicator.good == Good.NONE:
            return ""
        return "good" if (change.direction == "tăng") == (self.indicator.good == Good.UP) else "bad"


def change_of(value: Decimal | None, base: Decimal | None, unit: str) -> Change | None:
    """The change against a base: percentages of a quantity, points of a rate; None where there is no base or it is zero."""
    if value is None or base is None:
        return None
    if unit == "%":
        size, words = abs(value - base).quantize(TENTH, ROUND_HALF_UP), "điểm %"
    elif base == 0:
        return None
    else:
        size, words = (abs(value - base) * 100 / base).quantize(TENTH, ROUND_HALF_UP), "%"
    direction = "không đổi" if value == base else "tăng" if value > base else "giảm"
    return Change(direction, size, words)


def rate(numerator: Decimal | None, denominator: Decimal | None) -> Decimal | None:
    """A percentage with one decimal; None when there is nothing to divide by."""
    if numerator is None or not denominator:
        return None
    return (numerator * 100 / denominator).quantize(TENTH, ROUND_HALF_UP)


def base_reason(indicator: Indicator, base_start: date, base: Decimal | None) -> str:
    """Why there is no comparison, in words; empty when there is one."""
    if indicator.comparable_from and base_start < indicator.comparable_from:
        return f"không so sánh: biểu mẫu đổi từ {indicator.comparable_from.day}/{indicator.comparable_from.month}/{indicator.comparable_from.year}"
    if base is None:
        return "không so sánh: cùng kỳ không có số liệu"
    if base == 0 and indicator.unit != "%":
        return "không so sánh: cùng kỳ bằng 0"
    return ""


def records_hash(records: Iterable[Sequence[Any]]) -> str:
    """SHA-256 over the sorted records of a figure: the ids, with their amounts where the figure is a sum."""
    return hashlib.sha256(json.dumps(sorted([list(r) for r in records]), separators=(",", ":")).encode()).hexdigest()


def value_of(records: Sequence[Sequence[Any]]) -> Decimal:
    """The value that records make: their number, or the sum of their amounts."""
    return sum((Decimal(1) if amount is None else Decimal(amount) for _, amount in records), Decimal(0))


def period_hash(figures: Iterable[tuple[str, int | None, Any, str]]) -> str:
    """SHA-256 over all figures of a closing: (code, agency, value, hash of records)."""
    rows = sorted((code, agency or 0, plain(value), digest) for code, agency, value, digest in figures)
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def plain(value: Any) -> str:
    """One spelling of a number, the same from both databases."""
    return "" if value is None else format(Decimal(value).normalize(), "f")


def deltas(frozen: Sequence[Sequence[Any]], now: Sequence[Sequence[Any]]) -> dict[int, Decimal]:
    """What each record adds to the difference between two lineages; the sum is the whole difference."""
    before: Mapping[int, Any] = {int(key): amount for key, amount in frozen}
    after: Mapping[int, Any] = {int(key): amount for key, amount in now}
    found: dict[int, Decimal] = {}
    for key in before.keys() | after.keys():
        gained = value_of([(key, after[key])]) if key in after else Decimal(0)
        lost = value_of([(key, before[key])]) if key in before else Decimal(0)
        if gained != lost:
            found[key] = gained - lost
    return found
