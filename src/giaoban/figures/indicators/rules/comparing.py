"""A figure and how it compares with the same period of last year."""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from giaoban.figures.indicators.choices import Good

from .catalogue import Indicator

TENTH = Decimal("0.1")


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
        return Change("không đổi", Decimal(0), "%") if value == 0 else None
    else:
        size, words = (abs(value - base) * 100 / abs(base)).quantize(TENTH, ROUND_HALF_UP), "%"
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
        since = indicator.comparable_from
        return f"không so sánh: biểu mẫu đổi từ {since.day}/{since.month}/{since.year}"
    if base is None:
        return "không so sánh: cùng kỳ không có số liệu"
    if base == 0 and indicator.unit != "%":
        return "không so sánh: cùng kỳ bằng 0"
    return ""
