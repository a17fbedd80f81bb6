"""Reading conferences, their notices and how the work given there stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from giaoban.core.paper.tree import Document, from_json
from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.values.periods import Period
from giaoban.core.words.text import fold
from giaoban.registers.directives.models import Directive
from giaoban.registers.people.choices import AgencyKind
from giaoban.registers.people.models import Agency
from giaoban.registers.tasks.choices import TaskState
from giaoban.registers.tasks.models import Task
from giaoban.registers.tasks.queries import overdue
from giaoban.trust.accounts.queries import visible_to

from . import rules
from .choices import MeetingState, Presence
from .models import Meeting, Point

CAME = (Presence.CO_MAT, Presence.CU_NGUOI)


@dataclass(frozen=True, slots=True)
class MeetingFilter:
    """``q``: words of the title, the place, the chair or the number of the notice. ``year``: of the day of the conference."""

    q: str = ""
    state: str = ""
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How the tasks of one notice stand, counted over the tasks the reader may see. ``late``: past their deadline and not done."""

    total: int = 0
    done: int = 0
    late: int = 0

    @property
    def percent(self) -> int:
        return round(100 * self.done / self.total) if self.total else 0


def visible(actor: Actor) -> "QuerySet[Meeting]":
    """Conferences of all periods."""
    return visible_to(actor, Meeting.objects.all())


def get(actor: Actor, id: int) -> Meeting:
    """One conference. Raises NotFound."""
    row = visible(actor).select_related("chair", "notice").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có hội nghị này hoặc đồng chí không được xem.")
    return row


def meeting_of(actor: Actor, period: Period) -> Meeting | None:
    """The conference of a period, when there is one this person may see."""
    return visible(actor).select_related("chair", "notice").filter(period=period.code).first()


def listing(actor: Actor, f: MeetingFilter) -> "QuerySet[Meeting]":
    """Conferences, newest first, with how many agencies were invited and came. There are four a year, so words are folded here."""
    rows = visible(actor)
    if sought := fold(f.q).split():
        columns = rows.values_list("pk", "title", "place", "chair__name", "notice__number")
        texts = ((pk, fold(" ".join(part or "" for part in parts))) for pk, *parts in columns)
        rows = rows.filter(pk__in=[pk for pk, text in texts if all(word in text for word in sought)])
    if f.state:
        rows = rows.filter(state=f.state)
    if f.year:
        rows = rows.filter(on__year=f.year)
    counted = rows.annotate(invited=Count("invitations"), came=Count("invitations", filter=Q(invitations__presence__in=CAME)))
    return counted.select_related("chair", "notice").order_by("-on", "-pk")


def notices(actor: Actor, f: MeetingFilter) -> "QuerySet[Meeting]":
    """Conferences whose notice is issued, newest first."""
    return listing(actor, f).filter(notice__isnull=False)


def standings(actor: Actor, notices: Iterable[int], today: date) -> dict[int, Standing]:
    """How the tasks of each notice (ids of directives) stand, in one query over the tasks this person may see."""
    rows = (
        visible_to(actor, Task.objects.filter(provision__directive__in=list(notices)).exclude(state=TaskState.DA_HUY))
        .values("provision__directive")
        .annotate(total=Count("pk"), done=Count("pk", filter=Q(state=TaskState.HOAN_THANH)), late=Count("pk", filter=overdue(today)))
        .order_by()
    )
    return {row["provision__directive"]: Standing(row["total"], row["done"], row["late"]) for row in rows}


def tasks_of(actor: Actor, notice: Directive) -> "QuerySet[Task]":
    """The tasks given by a notice, in its order."""
    rows = visible_to(actor, Task.objects.filter(provision__directive=notice))
    return rows.select_related("lead", "provision").order_by("provision__order", "pk")


def committee() -> Agency | None:
    """The Party committee of the province, which issues the notice: the body of that kind under nobody."""
    rows = Agency.objects.filter(kind=AgencyKind.TINH_UY)
    return rows.order_by("parent_id", "order", "pk").filter(parent__isnull=True).first() or rows.order_by("order", "pk").first()


def drafts(meeting: Meeting) -> list[rules.PointDraft]:
    """The points being drafted, as values, in the order of the notice."""
    return rules.ordered(
        rules.PointDraft(p.kind, p.text, p.lead_id, tuple(a.pk for a in p.supports.all()), p.product, p.deadline)
        for p in points_of(meeting)
    )


def points_of(meeting: Meeting) -> list[Point]:
    """The points of the conclusions in the order of the notice, with their agencies."""
    order = [str(kind) for kind, _ in rules.SECTIONS]
    rows = meeting.points.select_related("lead", "provision").prefetch_related("supports")
    return sorted(rows, key=lambda p: (order.index(p.kind), p.order, p.pk))


def fact_of(meeting: Meeting) -> rules.MeetingFact:
    """The conference as its documents tell it."""
    body = committee()
    came = meeting.invitations.filter(presence__in=CAME).order_by("agency__order", "agency__code")
    spoke = dict.fromkeys(meeting.opinions.values_list("agency__short_name", flat=True))
    return rules.MeetingFact(
        committee=body.name if body else "Tỉnh ủy",
        title=meeting.title,
        on=meeting.on,
        place=meeting.place,
        chair=meeting.chair.name,
        chair_post=meeting.chair_post,
        start_time=meeting.start_time,
        attended=tuple(came.values_list("agency__short_name", flat=True)),
        agenda=tuple(rules.AgendaLine(*row) for row in meeting.agenda.values_list("title", "presenter", "minutes")),
        spoke=tuple(spoke),
    )


def facts_of(points: Iterable[Point]) -> list[rules.PointFact]:
    return [
        rules.PointFact(
            p.kind, p.text, p.lead.short_name if p.lead else "", tuple(a.short_name for a in p.supports.all()), p.product, p.deadline
        )
        for p in points
    ]


def notice_of(meeting: Meeting) -> Document:
    """The notice: as issued, or as it would read now, marked as a draft."""
    if meeting.state == MeetingState.DA_KET_LUAN:
        return from_json(meeting.notice_tree)
    return rules.notice(fact_of(meeting), facts_of(points_of(meeting)), draft="DỰ THẢO")


def invitation_of(meeting: Meeting) -> Document:
    """The letter of invitation with everybody invited."""
    names = meeting.invitations.order_by("agency__order", "agency__code").values_list("agency__name", flat=True)
    return rules.invitation(fact_of(meeting), tuple(names))


COUNTS: tuple[Countable, ...] = ()
