"""A frozen figure beside today's recount, told record by record; and whether what is frozen was touched."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from giaoban.core.law import window
from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.figures.indicators.choices import Event, Source
from giaoban.figures.indicators.models import FrozenFigure, PeriodClosing
from giaoban.figures.indicators.rules import (
    Delta,
    Indicator,
    Reason,
    classify,
    deltas_of,
    fault_of,
    period_hash,
    plain,
    rate,
    ratio_reasons,
    value_of,
)
from giaoban.registers.people.queries import today_bodies
from giaoban.trust.audit.models import Event as LedgerEvent

from .computing import Submitted, require_reach
from .counting import collect
from .registry import KIND_OF_MODEL, OWNER_OF_MODEL, checked_catalogue, countable, rows_of

LONG_AGO, FAR_AHEAD = date(1945, 9, 2), date(9999, 12, 31)
CHUNK = 500


def explain(code: str, period: Period, actor: Actor, *, agency: int | None = None, submitted: Submitted) -> dict[str, Any]:
    """{"frozen", "now", "difference", "because": [{"record", "kind", "delta", "at", "by"}]}; the deltas sum to the difference, always.

    A missing value counts as zero in the difference. An agency-bound reader gets its own agency's figure. Raises NotFound when the
    period is not closed or the indicator is unknown.
    """
    if agency is None and actor.agencies is not None:
        agency = actor.agency_id
    require_reach(actor, agency)
    closing = PeriodClosing.objects.filter(period=period.code, closed_at__isnull=False).first()
    one = checked_catalogue().get(code)
    if closing is None or one is None:
        raise NotFound("Chưa chốt số liệu %(code)s kỳ %(period)s.", code=code, period=period.label)
    story = _Story(closing, period, actor, agency, submitted)
    before, now, reasons = story.rate(one) if one.parts else story.leaf(one)
    difference = (now or Decimal(0)) - (before or Decimal(0))
    because = [{"record": r.record, "kind": str(r.kind), "delta": r.delta, "at": r.at, "by": r.by or None} for r in reasons]
    return {"frozen": before, "now": now, "difference": difference, "because": because}


class _Story:
    """What one explanation needs again and again: the closing, whose figure it is, and what agencies have sent by now."""

    def __init__(self, closing: PeriodClosing, period: Period, actor: Actor, agency: int | None, submitted: Submitted) -> None:
        self.closing, self.period, self.actor, self.agency, self.submitted = closing, period, actor, agency, submitted

    def frozen(self, code: str) -> tuple[Decimal | None, list[Any]]:
        row = self.closing.figures.filter(code=code, agency_ref=self.agency).first()
        missing = None if checked_catalogue()[code].source == Source.SUBMITTED else Decimal(0)
        return (row.value, row.records) if row else (missing, [])

    def leaf(self, one: Indicator) -> tuple[Decimal | None, Decimal | None, list[Reason]]:
        """(frozen, now, why) of a counted or submitted figure."""
        before, records = self.frozen(one.code)
        if one.source == Source.SUBMITTED:
            rows = self._sent(one.code)
            now = value_of(rows) if rows else None
            return before, now, [self._reason_of_return(one.code, delta) for delta in deltas_of(records, rows)]
        counted = countable(one)
        kept = collect([counted.name], self.period, self.actor.today)[counted.name]
        rows = kept.get(self.agency, [])
        return before, value_of(rows), self._reasons(one, counted, deltas_of(records, rows), kept[None])

    def rate(self, one: Indicator) -> tuple[Decimal | None, Decimal | None, list[Reason]]:
        """(frozen, now, why) of a rate: the records of its two parts, each with the points it makes."""
        known = checked_catalogue()
        (top, top_now, up), (bottom, bottom_now, down) = (self.leaf(known[code]) for code in one.parts)
        row = self.closing.figures.filter(code=one.code, agency_ref=self.agency).first()
        before = row.value if row else rate(top, bottom)
        now = rate(top_now, bottom_now)
        return before, now, ratio_reasons(up, down, (top or Decimal(0), bottom or Decimal(0)), before)

    def _sent(self, code: str) -> list[list[Any]]:
        heirs = today_bodies(self.actor.today)
        sent = sorted(self.submitted.get(code, {}).items())
        return [[sender, plain(value)] for sender, value in sent if self.agency in (None, heirs.get(sender, sender))]

    def _reason_of_return(self, code: str, delta: Delta) -> Reason:
        """A submitted figure: the act on the agency's return that changed it."""
        sheets: dict[int, list[int]] = getattr(self.submitted, "sheets", {})
        numbers = sheets.get(delta.id, [])
        acts = _acts("return", numbers, self.closing)
        events = [event for number in numbers for event in acts.get(number, [])]
        kind, place = classify(delta, [_verb(e) for e in events], elsewhere=False)
        record = (
            RecordRef("return", events[place].ref_id if place is not None else numbers[-1]) if numbers else RecordRef("agency", delta.id)
        )
        return _told(record, kind, delta, events, place)

    def _reasons(self, one: Indicator, counted: Countable, deltas: list[Delta], whole: Sequence[Any]) -> list[Reason]:
        if not deltas:
            return []
        kind, path = KIND_OF_MODEL[counted.model], OWNER_OF_MODEL[counted.model]
        ids = [delta.id for delta in deltas]
        owners: dict[int, int] = dict(rows_of(counted).filter(pk__in=ids).values_list("pk", path))
        acts = _acts(kind, owners.values(), self.closing)
        elsewhere = self._elsewhere(one, counted, deltas, {record[0] for record in whole})
        reasons = []
        for delta in deltas:
            owner = owners.get(delta.id, delta.id)
            events = acts.get(owner, [])
            why, place = classify(delta, [_verb(event) for event in events], delta.id in elsewhere)
            reasons.append(_told(RecordRef(kind, owner), why, delta, events, place))
        return reasons

    def _elsewhere(self, one: Indicator, counted: Countable, deltas: list[Delta], whole: set[int]) -> set[int]:
        """Records that are (or were) counted for another agency of this period, or in another period: they moved."""
        gone, come = {d.id for d in deltas if d.removed}, {d.id for d in deltas if d.added}
        found = gone & whole if self.agency is not None else set()
        if self.agency is not None and come:
            province = self.closing.figures.filter(code=one.code, agency_ref=None).values_list("records", flat=True).first() or []
            found |= come & {record[0] for record in province}
        if gone and not one.stock:
            bounds = window(self.period)
            outside: Q = counted.condition(LONG_AGO, _before(bounds.start)) | counted.condition(_after(bounds.end), FAR_AHEAD)
            found |= set(rows_of(counted).filter(outside, pk__in=gone).values_list("pk", flat=True))
        if come and not one.stock:
            others = FrozenFigure.objects.filter(code=one.code, agency_ref=None).exclude(closing=self.closing)
            for records in others.values_list("records", flat=True):
                found |= come & {record[0] for record in records}
        return found


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)


def _acts(kind: str, numbers: Iterable[int], closing: PeriodClosing) -> dict[int, list[LedgerEvent]]:
    """What the ledger says was done to these records after the closing, oldest first. Before and after is by the ledger's numbers: two
    acts may bear the same moment."""
    closed = LedgerEvent.objects.filter(event=str(Event.CLOSED), ref_kind="closing", ref_id=closing.pk).order_by("seq").first()
    wanted = sorted(set(numbers))
    found: dict[int, list[LedgerEvent]] = defaultdict(list)
    for place in range(0, len(wanted) if closed else 0, CHUNK):
        rows = LedgerEvent.objects.filter(ref_kind=kind, ref_id__in=wanted[place : place + CHUNK], seq__gt=closed.seq if closed else 0)
        for event in rows.order_by("seq"):
            found[event.ref_id].append(event)
    return found


def _verb(event: LedgerEvent) -> str:
    return event.event.rpartition(".")[2]


def _told(record: RecordRef, kind: Any, delta: Delta, events: Sequence[LedgerEvent], place: int | None) -> Reason:
    event = events[place] if place is not None else None
    return Reason(str(record), kind, delta.delta, event.at if event else None, event.actor_name if event else "")


def verify() -> tuple[int, list[dict[str, Any]]]:
    """Recount every frozen figure from its stored records and every closing from its figures and the ledger: (how many, which are bad)."""
    bad: list[dict[str, Any]] = []
    number = 0
    closings = {closing.pk: closing for closing in PeriodClosing.objects.all()}
    by_closing: dict[int, list[FrozenFigure]] = defaultdict(list)
    for row in FrozenFigure.objects.iterator(500):
        number += 1
        by_closing[row.closing_id].append(row)
        if why := fault_of(row):
            bad.append({"period": closings[row.closing_id].period, "code": row.code, "agency": row.agency_ref, "why": why})
        row.records = []
    said = dict(
        LedgerEvent.objects.filter(event=str(Event.CLOSED), ref_kind="closing").order_by("seq").values_list("ref_id", "details__digest")
    )
    for pk, closing in closings.items():
        if closing.closed_at is not None and not (period_hash(by_closing[pk]) == closing.digest == said.get(pk)):
            bad.append({"period": closing.period, "code": None, "agency": None, "why": "closing"})
    return number, bad
