"""Figures in words: a value the official way, its comparison, and sentences with both in place."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Protocol

from giaoban.core.paper.tree import Inline, Number, Text
from giaoban.core.values.periods import Period
from giaoban.core.words.numbers import format_count, format_number, format_percent

PLACE = re.compile(r"\{([A-Z][A-Z0-9_]*)([~!-]?)\}")
AGAINST = " so với cùng kỳ"


class ChangeFact(Protocol):
    @property
    def direction(self) -> str | None: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...


class FigureFact(Protocol):
    """What the report needs of a figure (figures.indicators gives it)."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def base_value(self) -> Decimal | None: ...
    @property
    def change(self) -> ChangeFact | None: ...
    @property
    def base_reason(self) -> str: ...


def shown(value: Decimal | None, unit: str) -> str:
    """A value the official way: 05 vụ, 1.200 lượt, 91,4%; a dash when it is missing."""
    if value is None:
        return "–"
    if unit == "%":
        return format_percent(value)
    if value == value.to_integral_value() and value >= 0:
        return format_count(int(value))
    return format_number(value)


def compared(figure: FigureFact) -> str:
    """The words of a comparison: "giảm 15,2% so với cùng kỳ", "bằng cùng kỳ", "không so sánh với cùng kỳ do cùng kỳ bằng 0"; empty when
    nothing is known of the base."""
    change = figure.change
    if change is None or change.direction is None:
        _said, colon, why = figure.base_reason.partition(": ")
        return f"không so sánh với cùng kỳ do {why}" if colon and figure.value is not None else ""
    if change.direction == "không đổi" or change.value == 0:
        return "bằng cùng kỳ"
    unit = "%" if change.unit == "%" else " điểm phần trăm"
    return f"{change.direction} {'' if change.value is None else format_number(change.value) + unit}{AGAINST}"


def _words(figure: FigureFact, mark: str) -> str:
    """A comparison where it stands: ``~`` in full, ``-`` short ("tăng 4,7%"), for the second figure of one sentence."""
    words = compared(figure)
    if mark == "~" or words.startswith("không"):
        return words if mark == "~" else ""
    return words.removesuffix(AGAINST)


def sentence(text: str, figures: Mapping[str, FigureFact], period: Period) -> tuple[Inline, ...] | None:
    """A sentence with its figures in place; None when a figure it states is missing.

    ``{CODE}`` is the number, ``{CODE~}`` its comparison, ``{CODE-}`` the short one, ``{CODE!}`` a number that is worth saying only when
    it is not zero. A comparison that cannot be made takes its comma or brackets with it.
    """
    runs: list[Inline] = []
    at = 0
    for place in PLACE.finditer(text):
        code, mark = place.groups()
        figure = figures[code]
        before = text[at : place.start()]
        at = place.end()
        if mark in ("~", "-"):
            words = _words(figure, mark)
            runs.append(Text(before + words if words else before.rstrip(" ,(")))
            if not words and before.endswith("(") and text[at : at + 1] == ")":
                at += 1
            continue
        if figure.value is None or (mark == "!" and figure.value == 0):
            return None
        runs += [Text(before), Number(shown(figure.value, figure.unit), ref=f"figure:{code}@{period.code}")]
    runs.append(Text(text[at:]))
    return tuple(run for run in runs if run.text)
