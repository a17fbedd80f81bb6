"""Recording conclusions, recommendations and what was carried out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import clean_line, fold
from giaoban.trust.audit import actions as audit
from giaoban.trust.audit.rules import check_changeable, correct

from .choices import Event, RecommendationState
from .models import CarriedOut, Conclusion, Recommendation
from .rules import check_conclusion, check_not_done, check_recommendation, check_step, is_done

ZERO = Decimal(0)
CHANGEABLE = ("subject", "planned", "violation_million", "violation_m2", "audit_year", "issued_on")


@dataclass(frozen=True, slots=True)
class StepRow:
    on: date
    million: Decimal = ZERO
    count: int = 0
    paper: str = ""


@dataclass(frozen=True, slots=True)
class RecommendationRow:
    kind: str
    text: str
    responsible_id: int
    due_million: Decimal = ZERO
    due_count: int = 0
    deadline: date | None = None
    steps: tuple[StepRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ConclusionRow:
    """One conclusion of a file or of the sample province, with its recommendations and their steps."""

    source: str
    number: str
    subject: str
    agency_id: int
    issued_on: date
    audit_year: int | None = None
    planned: bool = True
    violation_million: Decimal = ZERO
    violation_m2: Decimal = ZERO
    recommendations: tuple[RecommendationRow, ...] = field(default=())


def _require(agencies: set[int], by: Actor) -> None:
    """The issuing body and the body that must act may both write; nobody else of an agency."""
    by.require("findings.write")
    if by.agencies is not None and not agencies & by.agencies:
        raise NotAllowed("Kết luận, kiến nghị này của cơ quan khác: đồng chí không ghi thay được.")


def _check_version(stored: int, version: int | None) -> None:
    if version is not None and version != stored:
        raise Conflict("Người khác vừa sửa trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô.")


@transaction.atomic
def record(
    *,
    source: str,
    number: str,
    subject: str,
    agency_id: int,
    issued_on: date,
    audit_year: int | None = None,
    planned: bool = True,
    violation_million: Decimal = ZERO,
    violation_m2: Decimal = ZERO,
    by: Actor,
) -> Conclusion:
    """Record a conclusion. The same number of the same body again is returned when it is the same paper, else refused."""
    _require({agency_id}, by)
    number, subject = clean_line(number, 60, "number"), clean_line(subject, 400, "subject")
    if not number or not subject:
        raise InvalidInput("Kết luận phải có số và trích yếu.", field="subject" if number else "number")
    check_conclusion(source=source, issued_on=issued_on, today=by.today)
    if min(violation_million, violation_m2) < 0:
        raise InvalidInput("Số vi phạm không được âm.", field="violation_million")
    if twin := Conclusion.objects.filter(number=number, agency_id=agency_id).first():
        if (twin.subject, twin.issued_on) == (subject, issued_on):
            return twin
        raise Conflict("Số kết luận “%(number)s” của cơ quan này đã có trong sổ.", number=number, field="number")
    row = Conclusion.objects.create(
        source=source,
        number=number,
        subject=subject,
        folded=fold(f"{number} {subject}"),
        agency_id=agency_id,
        issued_on=issued_on,
        audit_year=audit_year,
        planned=planned,
        violation_million=violation_million,
        violation_m2=violation_m2,
    )
    audit.record(event=Event.RECORDED, ref=RecordRef("conclusion", row.pk), details={"number": number, "source": str(source)}, by=by)
    return row


@transaction.atomic
def change(*, conclusion: Conclusion, version: int | None = None, by: Actor, **fields: Any) -> Conclusion:
    """Correct the facts of a conclusion; only CHANGEABLE fields."""
    row = Conclusion.objects.select_for_update().get(pk=conclusion.pk)
    _require({row.agency_id}, by)
    _check_version(row.version, version)
    check_changeable(fields, CHANGEABLE)
    details = correct(row, fields)
    if not details:
        return row
    check_conclusion(source=row.source, issued_on=row.issued_on, today=by.today)
    if min(row.violation_million, row.violation_m2) < 0:
        raise InvalidInput("Số vi phạm không được âm.", field="violation_million")
    row.folded = fold(f"{row.number} {row.subject}")
    row.version += 1
    row.save()
    audit.record(event=Event.CHANGED, ref=RecordRef("conclusion", row.pk), details=details, by=by)
    return row


@transaction.atomic
def recommend(
    *,
    conclusion: Conclusion,
    kind: str,
    text: str,
    responsible_id: int,
    due_million: Decimal = ZERO,
    due_count: int = 0,
    deadline: date | None = None,
    by: Actor,
) -> Recommendation:
    """Add a recommendation. A conclusion that was complete is so no longer. The same words to the same body again change nothing."""
    parent = Conclusion.objects.select_for_update().get(pk=conclusion.pk)
    _require({parent.agency_id}, by)
    text = text.strip()
    if not text:
        raise InvalidInput("Chưa có nội dung kiến nghị.", field="text")
    check_recommendation(kind=kind, due_million=due_million, due_count=due_count)
    if deadline is not None and deadline < parent.issued_on:
        raise InvalidInput("Hạn thực hiện trước ngày ban hành kết luận.", field="deadline")
    if twin := parent.recommendations.filter(kind=kind, text=text, responsible_id=responsible_id).first():
        return twin
    item = (parent.recommendations.aggregate(last=Max("item"))["last"] or 0) + 1
    row = Recommendation.objects.create(
        conclusion=parent,
        item=item,
        kind=kind,
        text=text,
        responsible_id=responsible_id,
        due_million=due_million,
        due_count=due_count,
        deadline=deadline,
    )
    if parent.done_on is not None:
        parent.done_on = None
        parent.save(update_fields=["done_on"])
    details = {"conclusion": parent.pk, "item": item, "kind": str(kind), "due_million": str(due_million), "due_count": due_count}
    audit.record(event=Event.RECOMMENDED, ref=RecordRef("recommendation", row.pk), details=details, by=by)
    return row


@transaction.atomic
def carry_out(
    *,
    recommendation: Recommendation,
    on: date,
    million: Decimal = ZERO,
    count: int = 0,
    paper: str = "",
    complete: bool = False,
    version: int | None = None,
    by: Actor,
) -> Recommendation:
    """Record a step of carrying out. Done only at 100%; a recommendation in words only is done with ``complete`` and a paper.

    When the last one is done the conclusion is complete on the day of its latest step. The same step again (day, amounts, paper)
    is not added twice.
    """
    row = Recommendation.objects.select_for_update().select_related("conclusion").get(pk=recommendation.pk)
    parent = row.conclusion
    _require({parent.agency_id, row.responsible_id}, by)
    _check_version(row.version, version)
    paper = clean_line(paper, 200, "paper")
    if row.steps.filter(on=on, million=million, count=count, paper=paper).exists():
        return row
    if complete and not paper:
        raise InvalidInput("Ghi văn bản, chứng từ chứng minh đã thực hiện xong.", field="paper")
    check_step(
        due_million=row.due_million,
        done_million=row.done_million,
        due_count=row.due_count,
        done_count=row.done_count,
        million=million,
        count=count,
        on=on,
        issued_on=parent.issued_on,
        today=by.today,
    )
    CarriedOut.objects.create(recommendation=row, on=on, million=million, count=count, paper=paper)
    row.done_million += million
    row.done_count += count
    _settle(row, complete)
    row.version += 1
    row.save()
    details = {"on": on.isoformat(), "million": str(million), "count": count, "state": row.state}
    audit.record(event=Event.CARRIED_OUT, ref=RecordRef("recommendation", row.pk), details=details, by=by)
    _complete(parent, by)
    return row


def _settle(row: Recommendation, declared: bool) -> None:
    if is_done(
        due_million=row.due_million, done_million=row.done_million, due_count=row.due_count, done_count=row.done_count, declared=declared
    ):
        row.state, row.reason = RecommendationState.XONG, ""
        row.done_on = row.steps.aggregate(last=Max("on"))["last"]
    else:
        row.state, row.done_on = RecommendationState.DANG, None


def _complete(conclusion: Conclusion, by: Actor) -> None:
    rows = list(conclusion.recommendations.values_list("state", "done_on"))
    if not rows or any(state != RecommendationState.XONG for state, _ in rows):
        return
    conclusion.done_on = max(day for _, day in rows if day is not None)
    conclusion.save(update_fields=["done_on"])
    details = {"on": conclusion.done_on.isoformat()}
    audit.record(event=Event.COMPLETED, ref=RecordRef("conclusion", conclusion.pk), details=details, by=by)


@transaction.atomic
def set_state(*, recommendation: Recommendation, state: str, reason: str = "", by: Actor) -> Recommendation:
    """Say that a recommendation is put aside for now or cannot be carried out, with the reason; or that work goes on."""
    row = Recommendation.objects.select_for_update().select_related("conclusion").get(pk=recommendation.pk)
    _require({row.conclusion.agency_id, row.responsible_id}, by)
    check_not_done(state=row.state, to=state, reason=reason)
    if (row.state, row.reason) == (state, reason):
        return row
    row.state, row.reason = state, reason
    row.version += 1
    row.save()
    audit.record(event=Event.STATE_SET, ref=RecordRef("recommendation", row.pk), details={"state": str(state), "reason": reason}, by=by)
    return row


@transaction.atomic
def load(*, rows: Sequence[ConclusionRow], by: Actor) -> list[Conclusion]:
    """Many conclusions of a file; those already in the register (number and body) are skipped. Returns the new ones."""
    by.require("findings.write")
    known = set(Conclusion.objects.values_list("number", "agency_id"))
    fresh = [r for r in {(r.number, r.agency_id): r for r in rows}.values() if (r.number, r.agency_id) not in known]
    for r in fresh:
        _require({r.agency_id}, by)
        check_conclusion(source=r.source, issued_on=r.issued_on, today=by.today)
        for item in r.recommendations:
            check_recommendation(kind=item.kind, due_million=item.due_million, due_count=item.due_count)
    names = [n for n in ConclusionRow.__dataclass_fields__ if n != "recommendations"]
    parents = [Conclusion(**{n: getattr(r, n) for n in names}, folded=fold(f"{r.number} {r.subject}")) for r in fresh]
    items: list[Recommendation] = []
    steps: list[CarriedOut] = []
    for parent, r in zip(parents, fresh, strict=True):
        own = [_loaded(parent, place, item, steps) for place, item in enumerate(r.recommendations, 1)]
        if own and all(i.done_on for i in own):
            parent.done_on = max(i.done_on for i in own if i.done_on)
        items += own
    Conclusion.objects.bulk_create(parents, batch_size=500)
    Recommendation.objects.bulk_create(items, batch_size=500)
    CarriedOut.objects.bulk_create(steps, batch_size=500)
    audit.record_many(entries=[(Event.LOADED, RecordRef("conclusion", c.pk), {"number": c.number}) for c in parents], by=by)
    return parents


def _loaded(parent: Conclusion, place: int, r: RecommendationRow, steps: list[CarriedOut]) -> Recommendation:
    million, count = sum((s.million for s in r.steps), ZERO), sum(s.count for s in r.steps)
    done = bool(r.steps) and is_done(
        due_million=r.due_million, done_million=million, due_count=r.due_count, done_count=count, declared=bool(r.steps)
    )
    state = RecommendationState.XONG if done else RecommendationState.DANG if r.steps else RecommendationState.CHUA
    row = Recommendation(
        conclusion=parent,
        item=place,
        kind=r.kind,
        text=r.text,
        responsible_id=r.responsible_id,
        due_million=r.due_million,
        done_million=million,
        due_count=r.due_count,
        done_count=count,
        deadline=r.deadline,
        state=state,
        done_on=max(s.on for s in r.steps) if done else None,
    )
    steps += [CarriedOut(recommendation=row, on=s.on, million=s.million, count=s.count, paper=s.paper) for s in r.steps]
    return row
