"""Opening and closing a period."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.db import transaction

from giaoban.core.law import window
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.registers.people.queries import today_bodies
from giaoban.trust.audit import actions as audit

from .choices import Event, Source
from .models import FrozenFigure, PeriodClosing
from .queries import Counted, Submitted, base_of, checked_catalogue, collect, compared, countable, frozen
from .rules import Indicator, period_hash, plain, rate, records_hash, value_of

Kept = Mapping[int | None, list[list[Any]]]


@transaction.atomic
def open_period(*, period: Period, by: Actor) -> PeriodClosing:
    """Open a period for its figures; opening twice changes nothing."""
    by.require("figures.close")
    row, created = PeriodClosing.objects.get_or_create(period=period.code, defaults={"opened_on": by.today})
    if created:
        audit.record(event=Event.OPENED, ref=RecordRef("closing", row.pk), details={"period": period.code}, by=by)
    return row


@transaction.atomic
def close_period(
    *,
    period: Period,
    submitted: Submitted,
    submitted_base: Submitted,
    reason: str = "",
    gaps: Mapping[str, Sequence[str]] | None = None,
    progress: Callable[[Iterable[str]], Iterable[str]] = iter,
    by: Actor,
) -> PeriodClosing:
    """Freeze every figure of a period: value, definition, base, records, hash; for the province and for each agency. A closed period
    stays as it is: closing again returns it, and there is no opening again.

    Raises RefusedByLaw before the window has ended. ``reason``: why it was closed though something was missing; ``gaps``: what,
    e.g. {"missing": agencies, "unbalanced": sentences}. Both stand in the ledger and are printed with the report.
    """
    by.require("figures.close")
    closing = PeriodClosing.objects.select_for_update().get(pk=open_period(period=period, by=by).pk)
    if closing.closed_at is not None:
        return closing
    end = window(period).end
    if by.today <= end:
        raise RefusedByLaw("Kỳ %(period)s chưa hết (số liệu đến %(day)s). Chốt sau ngày đó.", period=period.label, day=f"{end:%d/%m/%Y}")
    rows = list(_Freezing(closing, period, submitted, submitted_base, by).rows(progress))
    FrozenFigure.objects.bulk_create(rows, batch_size=300)
    closing.closed_at, closing.closed_by, closing.digest = by.at, by.name, period_hash(rows)
    closing.save()
    details = {"period": period.code, "count": len(rows), "digest": closing.digest, "reason": reason}
    details |= {key: list(found) for key, found in (gaps or {}).items() if found}
    audit.record(event=Event.CLOSED, ref=RecordRef("closing", closing.pk), details=details, by=by)
    return closing


class _Freezing:
    """One closing at work: all records read once, the base counted once."""

    def __init__(self, closing: PeriodClosing, period: Period, submitted: Submitted, submitted_base: Submitted, by: Actor) -> None:
        self.closing, self.period, self.heirs = closing, period, today_bodies(by.today)
        counted = [countable(one).name for one in checked_catalogue().values() if one.source == Source.COUNTED]
        self.kept = collect(counted, period, by.today)
        self.submitted = submitted
        self.recount = Counted(period.same_last_year, by, submitted_base)
        self.reported: dict[int | None, dict[str, FrozenFigure]] = {}
        self.values: dict[tuple[str, int | None], Decimal | None] = {}

    def rows(self, progress: Callable[[Iterable[str]], Iterable[str]]) -> Iterator[FrozenFigure]:
        """Leaves before the rates made of them."""
        leaves_first = sorted(checked_catalogue().values(), key=lambda one: bool(one.parts))
        for code in progress([one.code for one in leaves_first]):
            one = checked_catalogue()[code]
            kept = self._records(one)
            for agency in [None, *sorted(body for body in kept if body is not None)]:
                yield self._frozen(one, agency, kept.get(agency, []))

    def _records(self, one: Indicator) -> Kept:
        if one.source == Source.COUNTED:
            return self.kept[countable(one).name]
        found: dict[int | None, list[list[Any]]] = {}
        if one.source == Source.SUBMITTED:
            for agency, value in sorted(self.submitted.get(one.code, {}).items()):
                for body in (None, self.heirs.get(agency, agency)):
                    found.setdefault(body, []).append([agency, plain(value)])
        else:
            bodies = {body for code, body in self.values if code == one.denominator and body is not None}
            found = {body: [] for body in bodies}
        return found

    def _frozen(self, one: Indicator, agency: int | None, records: list[list[Any]]) -> FrozenFigure:
        parts: tuple[Decimal | None, Decimal | None, Decimal | None]
        if one.source == Source.DERIVED:
            top, bottom = self._part(one.numerator, agency), self._part(one.denominator, agency)
            parts = rate(top, bottom), top, bottom
        else:
            parts = (value_of(records) if records or one.source == Source.COUNTED else None), None, None
        self.values[one.code, agency] = parts[0]
        if agency not in self.reported:
            self.reported[agency] = frozen(self.period.same_last_year, agency)
        figure = compared(one, self.period, parts, *base_of(one, self.reported[agency], self.recount, agency))
        return FrozenFigure(
            closing=self.closing,
            code=one.code,
            agency_ref=agency,
            source=one.source,
            definition=one.definition,
            value=figure.value,
            numerator=figure.numerator,
            denominator=figure.denominator,
            base_value=figure.base_value,
            base_as=figure.base_as,
            records=records,
            records_sha256=records_hash(records),
        )

    def _part(self, code: str, agency: int | None) -> Decimal | None:
        missing = None if checked_catalogue()[code].source == Source.SUBMITTED else Decimal(0)
        return self.values.get((code, agency), missing)
