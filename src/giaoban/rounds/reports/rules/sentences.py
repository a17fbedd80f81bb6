"""Figures in words: a value the official way, its comparison, and sentences with both in place."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from giaoban.core.paper.tree import Inline, Number, Text
from giaoban.core.values.errors import RefusedByLaw
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


@dataclass(frozen=True, slots=True)
class Gaps:
    """What is missing from a period: agencies that have not sent, forms that do not balance (in sentences); ``doubtful``: what the circular
    does not print and so holds nothing up."""

    missing: tuple[str, ...] = ()
    unbalanced: tuple[str, ...] = ()
    doubtful: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.missing or self.unbalanced)


def named(names: Sequence[str], most: int) -> str:
    """Names side by side, the rest as a number."""
    return ", ".join(names[:most]) + (f" và {len(names) - most} cơ quan khác" if len(names) > most else "")


def check_gaps(gaps: Gaps, period: Period) -> None:
    """Raises RefusedByLaw naming the agencies and the cells that hold up the closing of a period."""
    facts: dict[str, Any] = {
        "period": period.label, "count": len(gaps.missing), "names": named(gaps.missing, 12), "places": len(gaps.unbalanced),
        "cells": " ".join(gaps.unbalanced[:5]) + (" …" if len(gaps.unbalanced) > 5 else ""),
    }  # fmt: skip
    if gaps.missing and gaps.unbalanced:
        raise RefusedByLaw(
            "Chưa chốt được %(period)s: còn %(count)d cơ quan chưa gửi số liệu (%(names)s) và %(places)d chỗ của biểu chưa cân. %(cells)s "
            "Đôn đốc, sửa hồ sơ trong sổ, hoặc chốt kèm lý do.",
            **facts,
        )
    if gaps.missing:
        raise RefusedByLaw(
            "Chưa chốt được %(period)s: còn %(count)d cơ quan chưa gửi số liệu (%(names)s). Đôn đốc, hoặc chốt kèm lý do.", **facts
        )
    if gaps.unbalanced:
        raise RefusedByLaw(
            "Chưa chốt được %(period)s: %(places)d chỗ của biểu chưa cân. %(cells)s Sửa hồ sơ trong sổ, hoặc chốt kèm lý do.", **facts
        )


def closed_remark(missing: Sequence[str], unbalanced: Sequence[str], reason: str) -> str:
    """What the report says of a period that was closed though something was missing; empty when nothing was."""
    told = []
    if missing:
        told.append(f"{format_count(len(missing))} cơ quan chưa gửi số liệu ({named(missing, len(missing))})")
    if unbalanced:
        cells = "; ".join(line.rstrip(".") for line in unbalanced)
        told.append(f"{format_count(len(unbalanced))} chỗ của biểu thống kê chưa cân ({cells})")
    if not told:
        return ""
    return f"Số liệu được chốt khi còn {' và '.join(told)}. Lý do: {reason.strip().rstrip('.')}."


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
        figure = figures.get(code)
        before = text[at : place.start()]
        at = place.end()
        if mark in ("~", "-"):
            words = _words(figure, mark) if figure else ""
            runs.append(Text(before + words if words else before.rstrip(" ,(")))
            if not words and before.endswith("(") and text[at : at + 1] == ")":
                at += 1
            continue
        if figure is None or figure.value is None or (mark == "!" and figure.value == 0):
            return None
        runs += [Text(before), Number(shown(figure.value, figure.unit), ref=f"figure:{code}@{period.code}")]
    runs.append(Text(text[at:]))
    return tuple(run for run in runs if run.text)
