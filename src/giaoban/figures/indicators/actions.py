"""Opening and closing a period."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.db import transaction

from giaoban.core.law import window
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.registers.people.queries import today_bodies
from giaoban.trust.audit import actions as audit

from .choices import BaseKind, Event, Source
from .models import FrozenFigure, PeriodClosing
from .queries import Counted, Submitted, frozen, records
from .rules import catalogue, period_hash, plain, records_hash, value_of


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
    progress: Callable[[Iterable[str]], Iterable[str]] = iter,
    by: Actor,
) -> PeriodClosing:
    """Freeze every figure of a period: value, definition, records, hash; for the province and for each agency. A closed period stays as it is.

    Raises RefusedByLaw before the last day of the window. ``reason``: why it was closed though something was missing.
    """
    by.require("figures.close")
    closing = PeriodClosing.objects.select_for_update().get(pk=open_period(period=period, by=by).pk)
    if closing.closed_at is not None:
        return closing
    if by.today < window(period).end:
        raise RefusedByLaw("Kỳ %(period)s chưa hết (số liệu đến %(day)s). Chốt sau ngày đó.", period=period.label, day=f"{window(period).end:%d/%m/%Y}")
    now = Counted(period, by, submitted)
    base = Counted(period.same_last_year, by, submitted_base)
    reported = {code: row.value for code, row in frozen(period.same_last_year).items()}
    heirs = today_bodies(by.today)
    rows = [row for code in progress(list(catalogue())) for row in _frozen_rows(code, period, closing, now, base, reported, heirs, submitted)]
    FrozenFigure.objects.bulk_create(rows, batch_size=300)
    closing.closed_at, closing.closed_by = by.at, by.name
    closing.digest = period_hash((row.code, row.agency_ref, row.value, row.records_sha256) for row in rows)
    closing.save()
    details = {"period": period.code, "count": len(rows), "digest": closing.digest, "reason": reason}
    audit.record(event=Event.CLOSED, ref=RecordRef("closing", closing.pk), details=details, by=by)
    return closing


def _frozen_rows(
    code: str, period: Period, closing: PeriodClosing, now: Counted, base: Counted, reported: dict[str, Any], heirs: dict[int, int], submitted: Submitted
) -> Iterator[FrozenFigure]:
    indicator = catalogue()[code]
    kept: dict[int | None, list[list[Any]]] = {}
    if indicator.source == Source.COUNTED:
        for agency, rows in records(indicator, period).items():
            kept.setdefault(agency if agency is None else heirs.get(agency, agency), []).extend(rows)
    elif indicator.source == Source.SUBMITTED:
        for agency, value in submitted.get(code, {}).items():
            body = heirs.get(agency, agency)
            kept.setdefault(body, []).append([agency, plain(value)])
            kept.setdefault(None, []).append([agency, plain(value)])
    base_start = window(period.same_last_year).start
    for agency in [None, *sorted(key for key in kept if key is not None)]:
        value, top, bottom = now.parts(code, agency)
        rows = sorted(kept.get(agency, []))
        if indicator.source == Source.COUNTED or rows:
            value = value_of(rows)
        base_value = reported[code] if agency is None and code in reported else base.parts(code, agency)[0]
        comparable = not (indicator.comparable_from and base_start < indicator.comparable_from)
        yield FrozenFigure(
            closing=closing,
            code=code,
            agency_ref=agency,
            source=indicator.source,
            definition=indicator.definition,
            value=value,
            numerator=top,
            denominator=bottom,
            base_value=base_value if comparable else None,
            base_as=_base_as(agency, code, reported) if comparable and base_value is not None else "",
            records=rows,
            records_sha256=records_hash(rows),
        )


def _base_as(agency: int | None, code: str, reported: dict[str, Any]) -> str:
    return str(BaseKind.REPORTED if agency is None and code in reported else BaseKind.RECOUNTED)


