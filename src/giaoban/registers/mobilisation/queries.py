"""Reading activities and awards, and the sets that are counted."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.words.text import fold
from giaoban.trust.accounts.queries import visible_to

from .choices import ActivityKind, ActivityState, AwardKind
from .models import Activity, Award


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What the register page filters by; empty = everything."""

    q: str = ""
    kind: str = ""
    state: str = ""
    agency: int | None = None
    start: date | None = None
    end: date | None = None


def visible(actor: Actor) -> "QuerySet[Activity]":
    return visible_to(actor, Activity.objects.all())


def get(actor: Actor, id: int) -> Activity:
    """One activity. Raises NotFound when there is none or it is not for this reader."""
    row = visible(actor).select_related("agency").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có hoạt động này hoặc đồng chí không được xem.")
    return row


def listing(actor: Actor, f: ActivityFilter) -> "QuerySet[Activity]":
    """The register of activities, newest first."""
    rows = visible(actor)
    for word in fold(f.q).split():
        rows = rows.filter(folded__contains=word)
    if f.kind:
        rows = rows.filter(kind=f.kind)
    if f.state:
        rows = rows.filter(state=f.state)
    if f.agency:
        rows = rows.filter(agency_id=f.agency)
    if f.start:
        rows = rows.filter(on__gte=f.start)
    if f.end:
        rows = rows.filter(on__lte=f.end)
    return rows.select_related("agency").order_by("-on", "-id")


def awards(actor: Actor, f: ActivityFilter) -> "QuerySet[Award]":
    """Awards, newest first; ``kind`` is a kind of award here."""
    rows = visible_to(actor, Award.objects.all())
    for word in fold(f.q).split():
        rows = rows.filter(folded__contains=word)
    if f.kind:
        rows = rows.filter(kind=f.kind)
    if f.agency:
        rows = rows.filter(agency_id=f.agency)
    if f.start:
        rows = rows.filter(on__gte=f.start)
    if f.end:
        rows = rows.filter(on__lte=f.end)
    return rows.select_related("agency").order_by("-on", "-id")


def award(actor: Actor, id: int) -> Award:
    """One award. Raises NotFound."""
    row = visible_to(actor, Award.objects.select_related("agency")).filter(pk=id).first()
    if row is None:
        raise NotFound("Không có khen thưởng này hoặc đồng chí không được xem.")
    return row


def _activity(**fixed: object) -> Callable[[date, date], Q]:
    """Work begun in the window; what is only planned is not counted."""

    def condition(start: date, end: date) -> Q:
        return Q(on__gte=start, on__lte=end, **fixed) & ~Q(state=ActivityState.KE_HOACH)

    return condition


def _award(**fixed: object) -> Callable[[date, date], Q]:
    def condition(start: date, end: date) -> Q:
        return Q(on__gte=start, on__lte=end, **fixed)

    return condition


_ACTIVITY, _AWARD = "mobilisation.Activity", "mobilisation.Award"
_MEASURES = (
    ("turns", "số cuộc", "turns"),
    ("attendances", "số lượt người", "attendances"),
    ("households", "số hộ", "households"),
    ("money", "kinh phí (triệu đồng)", "million"),
    ("recommendations", "số kiến nghị", "recommendations"),
)


def _of(name: str, label: str, **fixed: object) -> tuple[Countable, ...]:
    """The sets of all activities, or of one kind: mobilisation.giam_sat, mobilisation.giam_sat_turns …"""
    rows = Countable(f"mobilisation.{name}", label, _ACTIVITY, _activity(**fixed))
    return rows, *(
        Countable(f"mobilisation.{name}_{code}", f"{label}: {words}", _ACTIVITY, _activity(**fixed), total=field)
        for code, words, field in _MEASURES
    )


COUNTS: tuple[Countable, ...] = (
    *_of("activities", "Hoạt động dân vận"),
    *(countable for kind in ActivityKind for countable in _of(str(kind), kind.label, kind=kind)),
    Countable("mobilisation.awards", "Khen thưởng", _AWARD, _award()),
    *(Countable(f"mobilisation.awards_{kind}", kind.label, _AWARD, _award(kind=kind)) for kind in AwardKind),
)
