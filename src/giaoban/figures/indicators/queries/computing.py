"""Figures of a period: counted now, compared, as reported, and opened to their records."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from giaoban.core.law import window
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotAllowed, NotFound
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.choices import BaseKind, Source
from giaoban.figures.indicators.models import FrozenFigure, PeriodClosing
from giaoban.figures.indicators.rules import Figure, Indicator, base_reason, rate, with_parts
from giaoban.registers.people.queries import today_bodies
from giaoban.trust.accounts.queries import visible_to

from .counting import ByAgency, tally
from .registry import checked_catalogue, countable, rows_of, within_reach

Submitted = Mapping[str, Mapping[int, Decimal]]
ZERO = Decimal(0)


class Counted:
    """All figures of one period, counted once: ``parts(code, agency)``; agency None is all the reader may sum up (the province)."""

    def __init__(self, period: Period, actor: Actor, submitted: Submitted, codes: Iterable[str] | None = None) -> None:
        self.period, self.actor, self.submitted = period, actor, submitted
        self.codes = tuple(codes) if codes is not None else tuple(checked_catalogue())

    @cached_property
    def _values(self) -> dict[str, ByAgency]:
        heirs = today_bodies(self.actor.today)
        wanted = with_parts(self.codes)
        counted = {one.code: countable(one).name for one in wanted if one.source == Source.COUNTED}
        tallied = tally(counted.values(), self.period, self.actor)
        values = {code: tallied[name] for code, name in counted.items()}
        for one in wanted:
            if one.source == Source.SUBMITTED:
                values[one.code] = self._sent(one.code, heirs)
        return values

    def _sent(self, code: str, heirs: Mapping[int, int]) -> ByAgency:
        """What agencies sent, in today's bodies; nothing at all when nobody has."""
        found: ByAgency = {}
        for agency, value in self.submitted.get(code, {}).items():
            if self.actor.agencies is None or agency in self.actor.agencies:
                for body in (None, heirs.get(agency, agency)):
                    found[body] = found.get(body, ZERO) + value
        return found

    def parts(self, code: str, agency: int | None = None) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """(value, numerator, denominator) of a figure. Nobody sent it: None; nothing was counted: zero."""
        one = checked_catalogue()[code]
        if one.source != Source.DERIVED:
            missing = None if one.source == Source.SUBMITTED else ZERO
            return self._values.get(code, {}).get(agency, missing), None, None
        top, bottom = self.parts(one.numerator, agency)[0], self.parts(one.denominator, agency)[0]
        return rate(top, bottom), top, bottom

    def agencies(self) -> list[int]:
        """Bodies of today that have any value."""
        return sorted({agency for values in self._values.values() for agency, value in values.items() if agency is not None and value})


def closing_of(period: Period) -> PeriodClosing | None:
    return PeriodClosing.objects.filter(period=period.code).first()


def frozen(period: Period, agency: int | None = None) -> dict[str, FrozenFigure]:
    """Frozen figures of a closed period by code, without their record lists."""
    rows = FrozenFigure.objects.filter(closing__period=period.code, closing__closed_at__isnull=False, agency_ref=agency).defer("records")
    return {row.code: row for row in rows}


def figures(
    period: Period,
    actor: Actor,
    *,
    submitted: Submitted,
    submitted_base: Submitted,
    agency: int | None = None,
    codes: Iterable[str] | None = None,
) -> dict[str, Figure]:
    """The figures of a period as now known, each compared with the same period of last year: as reported where that period was closed
    with the same definition, else recounted today. For the province, or for one agency in today's bodies; an agency-bound reader gets
    what its own agencies have."""
    require_reach(actor, agency)
    wanted = list(codes) if codes is not None else list(checked_catalogue())
    now = Counted(period, actor, submitted, wanted)
    reported = frozen(period.same_last_year, agency) if actor.agencies is None or agency is not None else {}
    recount = Counted(period.same_last_year, actor, submitted_base, wanted)
    found: dict[str, Figure] = {}
    for code in wanted:
        one = checked_catalogue()[code]
        found[code] = compared(one, period, now.parts(code, agency), *base_of(one, reported, recount, agency))
    return found


def base_of(one: Indicator, reported: Mapping[str, FrozenFigure], recount: Counted, agency: int | None) -> tuple[Decimal | None, str]:
    """The value compared with, and whether it is as reported or recounted."""
    row = reported.get(one.code)
    if row is not None and row.definition == one.definition:
        return row.value, str(BaseKind.REPORTED)
    return recount.parts(one.code, agency)[0], str(BaseKind.RECOUNTED)


def compared(
    one: Indicator, period: Period, parts: tuple[Decimal | None, Decimal | None, Decimal | None], base: Decimal | None, base_as: str
) -> Figure:
    base_start = window(period.same_last_year).start
    blocked = bool(one.comparable_from and base_start < one.comparable_from)
    reason = base_reason(one, base_start, base)
    return Figure(one, *parts, None if blocked else base, "" if blocked or base is None else base_as, reason)


def as_reported(period: Period, agency: int | None = None) -> dict[str, Figure]:
    """The figures of a closed period exactly as frozen."""
    found = {}
    for code, row in frozen(period, agency).items():
        if one := checked_catalogue().get(code):
            reason = base_reason(one, window(period.same_last_year).start, row.base_value)
            found[code] = Figure(one, row.value, row.numerator, row.denominator, row.base_value, row.base_as, reason)
    return found


def require_reach(actor: Actor, agency: int | None) -> None:
    """Raises NotAllowed without figures.read, and for the figures of an agency that this reader does not read."""
    actor.require("figures.read")
    if agency is not None and actor.agencies is not None and agency not in actor.agencies:
        raise NotAllowed("Đồng chí chỉ xem số liệu của cơ quan mình.")


def ancestry(agency: int, actor: Actor) -> list[int]:
    """The bodies whose work this agency does today, itself first."""
    return [agency, *(old for old, heir in today_bodies(actor.today).items() if heir == agency and old != agency)]


def lineage(code: str, period: Period, actor: Actor, agency: int | None = None) -> "QuerySet[Any]":
    """The records behind a counted figure, through the gate of this reader: what a number opens."""
    one = checked_catalogue().get(code)
    if one is None or one.source != Source.COUNTED:
        raise NotFound("Chỉ tiêu %(code)s không đếm từ sổ nên không có danh sách hồ sơ.", code=code)
    require_reach(actor, agency)
    counted, span = countable(one), window(period)
    rows = within_reach(visible_to(actor, rows_of(counted)), counted, actor).filter(counted.condition(span.start, span.end))
    if agency is not None:
        rows = rows.filter(**{f"{counted.agency}__in": ancestry(agency, actor)})
    return rows.order_by("pk")
