"""Figures computed, opened and explained."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.db.models import Count, Q, QuerySet, Sum
from django.utils.functional import cached_property

from giaoban.core.law import window
from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.registers.cases.queries import COUNTS as CASES
from giaoban.registers.directives.queries import COUNTS as DIRECTIVES
from giaoban.registers.findings.queries import COUNTS as FINDINGS
from giaoban.registers.mobilisation.queries import COUNTS as MOBILISATION
from giaoban.registers.people.queries import today_bodies
from giaoban.registers.petitions.queries import COUNTS as PETITIONS
from giaoban.registers.tasks.queries import COUNTS as TASKS
from giaoban.trust.accounts.queries import visible_to
from giaoban.trust.audit.queries import history

from .choices import BaseKind, Because, Source
from .models import FrozenFigure, PeriodClosing
from .rules import Figure, Indicator, base_reason, catalogue, deltas, period_hash, plain, rate, records_hash, value_of

COUNTABLES: dict[str, Countable] = {c.name: c for c in (*PETITIONS, *CASES, *DIRECTIVES, *TASKS, *FINDINGS, *MOBILISATION)}
KIND_OF_MODEL = {
    "petitions.Petition": "petition", "petitions.Reception": "reception", "cases.Case": "case", "directives.Directive": "directive",
    "tasks.Task": "task", "findings.Conclusion": "conclusion", "findings.Recommendation": "recommendation",
    "mobilisation.Activity": "activity", "mobilisation.Award": "award",
}  # fmt: skip

ByAgency = dict[int | None, Decimal]
Submitted = Mapping[str, Mapping[int, Decimal]]


def countable(indicator: Indicator) -> Countable:
    try:
        return COUNTABLES[indicator.counts]
    except KeyError as error:
        raise NotFound("Chỉ tiêu %(code)s đếm tập “%(set)s”, mà không sổ nào có.", code=indicator.code, set=indicator.counts) from error


def _rows(one: Countable, actor: Actor) -> "QuerySet[Any]":
    """Rows a figure is counted from: all of the province for province-wide readers, else only what the gate opens."""
    rows: QuerySet[Any] = apps.get_model(one.model)._default_manager.all()
    return rows if actor.agencies is None else visible_to(actor, rows)


def _measure(one: Countable, condition: Q) -> Any:
    if one.total:
        return Sum(one.total, filter=condition)
    return Count(one.distinct or "pk", filter=condition, distinct=bool(one.distinct))


def tally(names: Iterable[str], period: Period, actor: Actor) -> dict[str, ByAgency]:
    """Values of many sets in one window: per agency, and under None for all. One pass over each register, however many sets."""
    start, end = window(period).start, window(period).end
    groups: dict[tuple[str, str], list[Countable]] = defaultdict(list)
    for name in dict.fromkeys(names):
        one = COUNTABLES[name]
        groups[one.model, one.agency].append(one)
    found: dict[str, ByAgency] = {}
    for (_, agency), sets in groups.items():
        measures = {f"m{i}": _measure(one, one.condition(start, end)) for i, one in enumerate(sets)}
        rows = _rows(sets[0], actor).order_by()
        parts = list(rows.values_list(agency).annotate(**measures))
        for i, one in enumerate(sets, start=1):
            values = {part[0]: Decimal(str(part[i])) for part in parts if part[i]}
            found[one.name] = {**values, None: sum(values.values(), Decimal(0))}
        if spread := {key: measure for (key, measure), one in zip(measures.items(), sets, strict=True) if one.distinct}:
            whole = rows.aggregate(**spread)  # a matter of two agencies is one matter of the province
            for i, one in enumerate(sets):
                if one.distinct:
                    found[one.name][None] = Decimal(whole[f"m{i}"] or 0)
    return found


def _in_todays_bodies(values: ByAgency, heirs: Mapping[int, int]) -> ByAgency:
    moved: ByAgency = defaultdict(Decimal)
    for agency, value in values.items():
        moved[agency if agency is None else heirs.get(agency, agency)] += value
    return moved


class Counted:
    """All figures of one period, counted once: ``value(code, agency)``; agency None is the province."""

    def __init__(self, period: Period, actor: Actor, submitted: Submitted, codes: Iterable[str] | None = None) -> None:
        self.period, self.actor, self.submitted = period, actor, submitted
        self.codes = tuple(codes) if codes is not None else tuple(catalogue())

    @cached_property
    def _values(self) -> dict[str, ByAgency]:
        wanted = set(self.codes)
        for code in self.codes:
            wanted |= {catalogue()[code].numerator, catalogue()[code].denominator} - {""}
        heirs = today_bodies(self.actor.today)
        counted = {code: catalogue()[code].counts for code in wanted if catalogue()[code].source == Source.COUNTED}
        tallied = tally(counted.values(), self.period, self.actor)
        values = {code: _in_todays_bodies(tallied[name], heirs) for code, name in counted.items()}
        for code in wanted:
            if catalogue()[code].source == Source.SUBMITTED:
                sent = {heirs.get(agency, agency): value for agency, value in self.submitted.get(code, {}).items() if self._reads(agency)}
                values[code] = {**sent, None: sum(sent.values(), Decimal(0))} if sent else {}
        return values

    def _reads(self, agency: int) -> bool:
        return self.actor.agencies is None or agency in self.actor.agencies

    def parts(self, code: str, agency: int | None = None) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
        """(value, numerator, denominator) of a figure."""
        indicator = catalogue()[code]
        if indicator.source != Source.DERIVED:
            values = self._values.get(code, {})
            missing = None if indicator.source == Source.SUBMITTED else Decimal(0)
            return values.get(agency, missing), None, None
        top, bottom = self.parts(indicator.numerator, agency)[0], self.parts(indicator.denominator, agency)[0]
        return rate(top, bottom), top, bottom

    def agencies(self) -> list[int]:
        """Agencies that have any value."""
        return sorted({agency for values in self._values.values() for agency, value in values.items() if agency is not None and value})


def closing_of(period: Period) -> PeriodClosing | None:
    return PeriodClosing.objects.filter(period=period.code).first()


def frozen(period: Period, agency: int | None = None) -> dict[str, FrozenFigure]:
    """Frozen figures of a closed period by code, without their record lists."""
    rows = FrozenFigure.objects.filter(closing__period=period.code, agency_ref=agency).defer("records")
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
    """The figures of a period as now known, each compared with the same period of last year: as reported where that period was closed,
    else recounted today. Values are for the province, or for one agency in today's bodies."""
    actor.require("figures.read")
    wanted = list(codes) if codes is not None else list(catalogue())
    now = Counted(period, actor, submitted, wanted)
    base_period = period.same_last_year
    reported = frozen(base_period, agency)
    recount = Counted(base_period, actor, submitted_base, wanted)
    found: dict[str, Figure] = {}
    for code in wanted:
        value, top, bottom = now.parts(code, agency)
        base = reported[code].value if code in reported else recount.parts(code, agency)[0]
        base_as = BaseKind.REPORTED if code in reported else BaseKind.RECOUNTED
        found[code] = _compared(code, period, value, top, bottom, base, str(base_as))
    return found


def _compared(code: str, period: Period, value: Any, top: Any, bottom: Any, base: Any, base_as: str) -> Figure:
    indicator = catalogue()[code]
    reason = base_reason(indicator, window(period.same_last_year).start, base)
    blocked = bool(indicator.comparable_from and window(period.same_last_year).start < indicator.comparable_from)
    return Figure(indicator, value, top, bottom, None if blocked else base, "" if blocked or base is None else base_as, reason)


def as_reported(period: Period, agency: int | None = None) -> dict[str, Figure]:
    """The figures of a closed period exactly as frozen."""
    found = {}
    for code, row in frozen(period, agency).items():
        if code in catalogue():
            reason = base_reason(catalogue()[code], window(period.same_last_year).start, row.base_value)
            found[code] = Figure(catalogue()[code], row.value, row.numerator, row.denominator, row.base_value, row.base_as, reason)
    return found


def lineage(code: str, period: Period, actor: Actor, agency: int | None = None) -> "QuerySet[Any]":
    """The records behind a counted figure, through the gate of this reader: what a number opens."""
    indicator = catalogue().get(code)
    if indicator is None or indicator.source != Source.COUNTED:
        raise NotFound("Chỉ tiêu %(code)s không đếm từ sổ nên không có danh sách hồ sơ.", code=code)
    one = countable(indicator)
    span = window(period)
    rows: QuerySet[Any] = visible_to(actor, apps.get_model(one.model)._default_manager.filter(one.condition(span.start, span.end)))
    return rows.filter(**{f"{one.agency}__in": _ancestry(agency, actor)}) if agency else rows


def _ancestry(agency: int, actor: Actor) -> list[int]:
    """The bodies whose work this agency does today, itself first."""
    return [agency, *(old for old, heir in today_bodies(actor.today).items() if heir == agency and old != agency)]


def records(indicator: Indicator, period: Period) -> dict[int | None, list[list[Any]]]:
    """[id, amount or None] of every record of a counted figure, by agency and under None for all: what closing stores."""
    one = countable(indicator)
    span = window(period)
    key = one.distinct or "pk"
    fields = (one.agency, key, *([one.total] if one.total else []))
    rows = apps.get_model(one.model)._default_manager.filter(one.condition(span.start, span.end)).order_by().values_list(*fields)
    found: dict[int | None, dict[int, str | None]] = defaultdict(dict)
    for agency, pk, *amount in rows.distinct() if one.distinct else rows:
        if pk is None:
            continue
        found[agency][pk] = found[None][pk] = plain(amount[0] or 0) if amount else None
    return {agency: [[pk, amount] for pk, amount in sorted(kept.items())] for agency, kept in found.items()}


def explain(code: str, period: Period, actor: Actor, *, agency: int | None = None, submitted: Submitted) -> dict[str, Any]:
    """A frozen figure beside today's recount, the difference told record by record; the deltas sum to the difference."""
    actor.require("figures.read")
    row = FrozenFigure.objects.filter(closing__period=period.code, code=code, agency_ref=agency).select_related("closing").first()
    if row is None:
        raise NotFound("Chưa chốt số liệu %(code)s kỳ %(period)s.", code=code, period=period.label)
    indicator = catalogue()[code]
    if indicator.source == Source.DERIVED:
        value = Counted(period, actor, submitted, [code]).parts(code, agency)[0]
        because: list[dict[str, Any]] = []
        if value != row.value:
            because = [{"record": f"figure:{indicator.numerator}/{indicator.denominator}", "kind": str(Because.CORRECTED),
                        "delta": (value or Decimal(0)) - (row.value or Decimal(0)), "at": None, "by": None}]  # fmt: skip
        return _explained(row.value, value, because)
    if indicator.source == Source.SUBMITTED:
        now_rows = [[sender, plain(value)] for sender, value in sorted(submitted.get(code, {}).items()) if agency in (None, sender)]
        kind = "agency"
    else:
        kept = records(indicator, period)
        now_rows = [r for body in _ancestry(agency, actor) for r in kept.get(body, [])] if agency else kept.get(None, [])
        kind = "matter" if countable(indicator).distinct == "matter_id" else KIND_OF_MODEL.get(countable(indicator).model, "record")
    because = [_because(RecordRef(kind, key), delta, row.closing, key) for key, delta in sorted(deltas(row.records, now_rows).items())]
    now = value_of(now_rows) if now_rows or indicator.source == Source.COUNTED else None
    return _explained(row.value, now, because)


def _explained(frozen_value: Decimal | None, now: Decimal | None, because: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    return {"frozen": frozen_value, "now": now, "difference": (now or Decimal(0)) - (frozen_value or Decimal(0)), "because": list(because)}


REGISTERED = ("registered", "loaded", "received", "recorded", "opened", "assigned")


def _because(ref: RecordRef, delta: Decimal, closing: PeriodClosing, key: int) -> dict[str, Any]:
    """Why one record moved: told from what the ledger says was done to it after the closing."""
    events = [event for event in history(ref) if closing.closed_at and event.at >= closing.closed_at]
    kind, event = Because.CORRECTED, events[-1] if events else None
    for one in events:
        verb = one.event.rpartition(".")[2]
        if delta > 0 and verb.endswith(REGISTERED):
            kind, event = Because.LATE, one
        elif "duplicate_linked" in verb:
            kind, event = Because.MERGED, one
        elif "withdrawn" in verb:
            kind, event = Because.WITHDRAWN, one
        elif verb == "changed" and delta < 0:
            kind, event = Because.MOVED, one
    return {"record": str(ref), "kind": str(kind), "delta": delta, "at": event.at if event else None, "by": event.actor_name if event else None}


def verify() -> tuple[int, list[dict[str, Any]]]:
    """Recount every frozen figure from its stored records and every closing from its figures: (how many, which are bad)."""
    bad: list[dict[str, Any]] = []
    number = 0
    rows_of: dict[int, list[tuple[str, int | None, Any, str]]] = defaultdict(list)
    for row in FrozenFigure.objects.select_related("closing").iterator(500):
        number += 1
        rows_of[row.closing_id].append((row.code, row.agency_ref, row.value, row.records_sha256))
        where = {"period": row.closing.period, "code": row.code, "agency": row.agency_ref}
        if records_hash(row.records) != row.records_sha256:
            bad.append({**where, "why": "records"})
        elif row.source != Source.DERIVED and row.value is not None and value_of(row.records) != row.value:
            bad.append({**where, "why": "value"})
        elif row.source == Source.DERIVED and rate(row.numerator, row.denominator) != row.value:
            bad.append({**where, "why": "rate"})
    for closing in PeriodClosing.objects.filter(closed_at__isnull=False):
        if period_hash(rows_of[closing.pk]) != closing.digest:
            bad.append({"period": closing.period, "code": None, "agency": None, "why": "closing"})
    return number, bad
