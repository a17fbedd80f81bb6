"""Reading tasks, what waits for a decision, how a directive's tasks stand, and the sets that are counted."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Prefetch, Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.words.text import fold
from giaoban.registers.people.queries import line_of
from giaoban.trust.accounts.queries import visible_to

from .choices import Decision, TaskState
from .models import Extension, Progress, Review, Support, Task
from .rules import CLOSED, WORKING


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What the register page filters by; empty = everything. ``state``: a state, or "mo" = not closed. ``overdue``: late on that day.

    ``due_from`` and ``due_days``: due from that day to so many days after, not yet reported. ``mine``: led or supported by the actor's
    own agency. ``directive``: from this directive. ``start``, ``end``: days of assignment, inclusive.
    """

    q: str = ""
    state: str = ""
    lead: int | None = None
    giver: int | None = None
    agency: int | None = None
    overdue: date | None = None
    due_from: date | None = None
    due_days: int = 7
    mine: bool = False
    directive: int | None = None
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for the giver: extensions asked for, results reported."""

    extensions: "QuerySet[Extension]"
    results: "QuerySet[Task]"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a set of tasks stands on a day; ``total`` = cancelled + done on time + done late + overdue + in time."""

    total: int
    done_on_time: int
    done_late: int
    overdue: int
    in_time: int
    cancelled: int

    @property
    def done(self) -> int:
        return self.done_on_time + self.done_late


def overdue(today: date) -> Q:
    """Not closed, and past the deadline without a report, or reported after it."""
    unreported = Q(state__in=WORKING, deadline__lt=today)
    return unreported | Q(state=TaskState.DA_BAO_CAO, reported_on__gt=F("deadline"))


def of_agencies(ids: Iterable[int]) -> Q:
    """Tasks that one of these agencies leads or supports."""
    wanted = list(ids)
    supported = Support.objects.filter(agency_id__in=wanted).values("task_id")
    return Q(lead_id__in=wanted) | Q(pk__in=supported)


def visible(actor: Actor) -> "QuerySet[Task]":
    """An agency-bound reader sees the tasks its agency leads, supports or gave."""
    return visible_to(actor, Task.objects.all())


def _shown(rows: "QuerySet[Task]") -> "QuerySet[Task]":
    helpers = Prefetch("supports", Support.objects.select_related("agency").order_by("pk"))
    return rows.select_related("lead", "giver", "provision__directive").prefetch_related(helpers)


def get(actor: Actor, id: int) -> Task:
    """One task. Raises NotFound."""
    row = _shown(visible(actor)).filter(pk=id).first()
    if row is None:
        raise NotFound("Không có nhiệm vụ này hoặc đồng chí không được xem.")
    return row


def listing(actor: Actor, f: TaskFilter) -> "QuerySet[Task]":
    """The register, newest first by (``assigned_on``, id); two queries, whatever its length."""
    rows = visible(actor)
    for word in fold(f.q).split():
        rows = rows.filter(folded__contains=word)
    if f.state:
        rows = rows.exclude(state__in=CLOSED) if f.state == "mo" else rows.filter(state=f.state)
    if f.lead:
        rows = rows.filter(lead_id=f.lead)
    if f.giver:
        rows = rows.filter(giver_id=f.giver)
    if f.agency:
        rows = rows.filter(of_agencies([f.agency]))
    if f.mine:
        rows = rows.filter(of_agencies(line_of(actor.agency_id)))
    if f.overdue:
        rows = rows.filter(overdue(f.overdue))
    if f.due_from:
        rows = rows.filter(state__in=WORKING, deadline__gte=f.due_from, deadline__lte=f.due_from + timedelta(days=f.due_days))
    if f.directive:
        rows = rows.filter(provision__directive_id=f.directive)
    if f.start:
        rows = rows.filter(assigned_on__gte=f.start)
    if f.end:
        rows = rows.filter(assigned_on__lte=f.end)
    return _shown(rows).order_by("-assigned_on", "-id")


def late(actor: Actor, today: date) -> "QuerySet[Task]":
    """Tasks overdue on a day, the latest deadline last."""
    return _shown(visible(actor).filter(overdue(today))).order_by("deadline", "pk")


def due(actor: Actor, today: date, days: int) -> "QuerySet[Task]":
    """Tasks not yet reported, due from today to so many days after, the nearest first."""
    rows = visible(actor).filter(state__in=WORKING, deadline__gte=today, deadline__lte=today + timedelta(days=days))
    return _shown(rows).order_by("deadline", "pk")


def waiting_decisions(actor: Actor) -> Waiting:
    """Extensions and results this person may decide on, the oldest first: nothing without the right, and an agency-bound one only decides
    on what its agency gave."""
    rows = visible(actor) if actor.may("tasks.review") else Task.objects.none()
    if actor.agencies is not None:
        rows = rows.filter(giver_id__in=line_of(actor.agency_id))
    asked = Extension.objects.filter(decision=Decision.CHO, task__in=rows).select_related("task__lead", "task__giver")
    reported = _shown(rows.filter(state=TaskState.DA_BAO_CAO))
    return Waiting(asked.order_by("asked_on", "pk"), reported.order_by("reported_on", "pk"))


def of_directive(directive_id: int) -> "QuerySet[Task]":
    """Every task from a directive in the order of its points, for the reports; a reader's list is ``listing`` with ``directive``."""
    return _shown(Task.objects.filter(provision__directive_id=directive_id)).order_by("provision__order", "number")


def outcome(rows: "QuerySet[Task]", on: date) -> Outcome:
    """How these tasks stand on a day, in one query. Tasks assigned later are left out."""
    start = date.min
    sets = {
        "cancelled": Q(state=TaskState.DA_HUY, closed_on__lte=on),
        "done_on_time": _done_on_time(start, on),
        "done_late": _done_late(start, on),
        "overdue": _overdue_at_end(start, on),
    }
    known = rows.filter(assigned_on__lte=on).order_by()
    found = Task.objects.filter(pk__in=known.values("pk")).aggregate(
        total=Count("pk"), **{n: Count("pk", filter=q) for n, q in sets.items()}
    )
    rest = found["total"] - found["cancelled"] - found["done_on_time"] - found["done_late"] - found["overdue"]
    return Outcome(**found, in_time=rest)


def progresses(task: Task) -> "QuerySet[Progress]":
    """What the lead agency said, newest first."""
    return task.progresses.order_by("-on", "-pk")


def extensions(task: Task) -> "QuerySet[Extension]":
    return task.extensions.order_by("-asked_on", "-pk")


def reviews(task: Task) -> "QuerySet[Review]":
    return task.reviews.order_by("-on", "-pk")


def extension(actor: Actor, id: int) -> Extension:
    """One request of a task the reader may see. Raises NotFound."""
    row = Extension.objects.select_related("task__lead", "task__giver").filter(pk=id, task__in=visible(actor)).first()
    if row is None:
        raise NotFound("Không có đề nghị gia hạn này hoặc đồng chí không được xem.")
    return row


Condition = Callable[[date, date], Q]


def _in(field: str, **fixed: object) -> Condition:
    """The condition "this day lies in the window", with fixed values of other fields."""

    def condition(start: date, end: date) -> Q:
        return Q(**{f"{field}__gte": start, f"{field}__lte": end, **fixed})

    return condition


def _open_at_end(start: date, end: date) -> Q:
    return Q(assigned_on__lte=end) & (Q(closed_on__isnull=True) | Q(closed_on__gt=end))


def _done(start: date, end: date) -> Q:
    return Q(state=TaskState.HOAN_THANH, closed_on__gte=start, closed_on__lte=end)


def _done_on_time(start: date, end: date) -> Q:
    return _done(start, end) & (Q(deadline__isnull=True) | Q(reported_on__lte=F("deadline")))


def _done_late(start: date, end: date) -> Q:
    return _done(start, end) & Q(reported_on__gt=F("deadline"))


def _overdue_at_end(start: date, end: date) -> Q:
    """Not closed by the end of the window, the deadline passed before it, and no report by the deadline."""
    unreported = Q(reported_on__isnull=True) | Q(reported_on__gt=F("deadline"))
    return _open_at_end(start, end) & Q(deadline__lt=end) & unreported


def _waiting_at_end(start: date, end: date) -> Q:
    return _open_at_end(start, end) & Q(reported_on__lte=end)


def _due(start: date, end: date) -> Q:
    """Due in the window and not called off before."""
    return Q(deadline__gte=start, deadline__lte=end) & ~Q(state=TaskState.DA_HUY, closed_on__lte=end)


def _carried_over(start: date, end: date) -> Q:
    return Q(assigned_on__lt=start) & (Q(closed_on__isnull=True) | Q(closed_on__gte=start))


def _tasks(name: str, label: str, condition: Condition) -> Countable:
    return Countable(f"tasks.{name}", label, "tasks.Task", condition, agency="lead_id")


_E, _R = "tasks.Extension", "tasks.Review"

COUNTS: tuple[Countable, ...] = (
    _tasks("assigned", "Nhiệm vụ giao trong kỳ", _in("assigned_on")),
    _tasks("carried_over", "Nhiệm vụ kỳ trước chuyển sang", _carried_over),
    _tasks("done", "Nhiệm vụ hoàn thành", _done),
    _tasks("done_on_time", "Nhiệm vụ hoàn thành đúng hạn", _done_on_time),
    _tasks("done_late", "Nhiệm vụ hoàn thành quá hạn", _done_late),
    _tasks("cancelled", "Nhiệm vụ thôi giao", _in("closed_on", state=TaskState.DA_HUY)),
    _tasks("open", "Nhiệm vụ chưa hoàn thành cuối kỳ", _open_at_end),
    _tasks("overdue_open", "Nhiệm vụ quá hạn chưa hoàn thành cuối kỳ", _overdue_at_end),
    _tasks("waiting_review", "Nhiệm vụ chờ nghiệm thu cuối kỳ", _waiting_at_end),
    _tasks("due_in_window", "Nhiệm vụ đến hạn trong kỳ", _due),
    Countable("tasks.extensions_asked", "Lượt xin gia hạn", _E, _in("asked_on"), agency="task__lead_id"),
    Countable("tasks.extensions_granted", "Lượt gia hạn", _E, _in("decided_on", decision=Decision.DONG_Y), agency="task__lead_id"),
    Countable(
        "tasks.extended", "Nhiệm vụ được gia hạn", _E, _in("decided_on", decision=Decision.DONG_Y), "task__lead_id", distinct="task_id"
    ),
    Countable("tasks.returned", "Lượt trả lại kết quả", _R, _in("on", accepted=False), agency="task__lead_id"),
)
