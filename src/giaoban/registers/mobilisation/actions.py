"""Recording activities of the mass-mobilisation bloc, and awards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import clean_line, fold
from giaoban.trust.audit import actions as audit
from giaoban.trust.audit.rules import check_changeable, correct

from .choices import ActivityState, Event
from .models import Activity, Award
from .rules import check_activity, check_award

NUMBERS = ("turns", "attendances", "households", "million", "recommendations")
CHANGEABLE = ("kind", "title", "on", "until", "form", "about", "state", *NUMBERS)


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity of a file or of the sample province."""

    kind: str
    title: str
    agency_id: int
    on: date
    until: date | None = None
    form: str = ""
    about: str = ""
    turns: int = 1
    attendances: int = 0
    households: int = 0
    million: Decimal = Decimal(0)
    recommendations: int = 0
    state: str = ActivityState.DA_XONG


def _require(agency_id: int | None, by: Actor) -> None:
    by.require("mobilisation.write")
    if by.agencies is not None and agency_id not in by.agencies:
        raise NotAllowed("Hoạt động này của cơ quan khác: đồng chí không ghi thay được.")


def _check(row: "Activity | ActivityRow", today: date) -> None:
    if not row.title:
        raise InvalidInput("Chưa có nội dung hoạt động.", field="title")
    check_activity(
        kind=row.kind,
        state=row.state,
        on=row.on,
        until=row.until,
        about=row.about,
        numbers={name: getattr(row, name) for name in NUMBERS},
        today=today,
    )


def _fold(title: str, about: str) -> str:
    return fold(f"{title} {about}")[:600]


@transaction.atomic
def record_activity(
    *,
    kind: str,
    title: str,
    agency_id: int,
    on: date,
    until: date | None = None,
    form: str = "",
    about: str = "",
    turns: int = 1,
    attendances: int = 0,
    households: int = 0,
    million: Decimal = Decimal(0),
    recommendations: int = 0,
    state: str = ActivityState.DA_XONG,
    by: Actor,
) -> Activity:
    """Record one piece of work. The same work again (kind, title, body, day) is returned, not doubled."""
    _require(agency_id, by)
    row = Activity(
        kind=kind,
        title=clean_line(title, 400, "title"),
        agency_id=agency_id,
        on=on,
        until=until,
        form=clean_line(form, 150, "form"),
        about=clean_line(about, 300, "about"),
        turns=turns,
        attendances=attendances,
        households=households,
        million=million,
        recommendations=recommendations,
        state=state,
    )
    _check(row, by.today)
    if twin := Activity.objects.filter(kind=kind, title=row.title, agency_id=agency_id, on=on).first():
        return twin
    row.folded = _fold(row.title, row.about)
    row.save()
    audit.record(event=Event.ACTIVITY_RECORDED, ref=RecordRef("activity", row.pk), details={"kind": str(kind), "on": on.isoformat()}, by=by)
    return row


@transaction.atomic
def change(*, activity: Activity, version: int | None = None, by: Actor, **fields: Any) -> Activity:
    """Correct an activity; only CHANGEABLE fields. Raises InvalidInput, Conflict, NotAllowed."""
    row = Activity.objects.select_for_update().get(pk=activity.pk)
    _require(row.agency_id, by)
    if version is not None and version != row.version:
        raise Conflict(
            "Người khác vừa sửa hoạt động này trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô."
        )
    check_changeable(fields, CHANGEABLE)
    details = correct(row, fields)
    if not details:
        return row
    row.title, row.about = clean_line(row.title, 400, "title"), clean_line(row.about, 300, "about")
    _check(row, by.today)
    row.folded = _fold(row.title, row.about)
    row.version += 1
    row.save()
    audit.record(event=Event.ACTIVITY_CHANGED, ref=RecordRef("activity", row.pk), details=details, by=by)
    return row


@transaction.atomic
def record_award(
    *,
    kind: str,
    giver: str,
    recipient: str,
    reason: str,
    agency_id: int | None = None,
    on: date | None = None,
    paper: str = "",
    by: Actor,
) -> Award:
    """Record an award. The same award again (kind, recipient, day, paper) is returned, not doubled."""
    _require(agency_id, by)
    giver, recipient = clean_line(giver, 200, "giver"), clean_line(recipient, 300, "recipient")
    reason, paper = clean_line(reason, 400, "reason"), clean_line(paper, 100, "paper")
    if not giver or not recipient:
        raise InvalidInput("Khen thưởng phải có người tặng và người được tặng.", field="recipient" if giver else "giver")
    check_award(kind=kind, on=on, today=by.today)
    if twin := Award.objects.filter(kind=kind, recipient=recipient, on=on, paper=paper).first():
        return twin
    row = Award.objects.create(
        kind=kind,
        giver=giver,
        recipient=recipient,
        reason=reason,
        folded=fold(f"{recipient} {giver} {reason} {paper}"),
        agency_id=agency_id,
        on=on,
        paper=paper,
    )
    audit.record(event=Event.AWARD_RECORDED, ref=RecordRef("award", row.pk), details={"kind": str(kind)}, by=by)
    return row


@transaction.atomic
def load(*, rows: Sequence[ActivityRow], by: Actor) -> list[Activity]:
    """Many activities of a file; those already in the register (kind, title, body, day) are skipped. Returns the new ones."""
    by.require("mobilisation.write")
    known = set(Activity.objects.values_list("kind", "title", "agency_id", "on"))
    fresh = [r for key, r in {(r.kind, r.title, r.agency_id, r.on): r for r in rows}.items() if key not in known]
    for r in fresh:
        _require(r.agency_id, by)
        _check(r, by.today)
    names = list(ActivityRow.__dataclass_fields__)
    made = [Activity(**{name: getattr(r, name) for name in names}, folded=_fold(r.title, r.about)) for r in fresh]
    Activity.objects.bulk_create(made, batch_size=500)
    audit.record_many(entries=[(Event.LOADED, RecordRef("activity", a.pk), {"kind": a.kind}) for a in made], by=by)
    return made
