"""Reading tasks, and the sets of tasks that are counted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.words.text import fold
from giaoban.trust.accounts.queries import visible_to

from .choices import Decision, TaskState
from .models import Extension, Task
from .rules import OPEN


@dataclass(frozen=True, slots=True)
class TaskFilter:
    """What the register page filters by. ``due``: qua_han | sap_den_han (within seven days of ``today``); ``waiting``: nghiem_thu | gia_han."""

    q: str = ""
    state: str = ""
    lead: int | None = None
    due: str = ""
    waiting: str = ""
    mine: bool = False
    directive: int | None = None
    today: date | None = None


def visible(actor: Actor) -> "QuerySet[Task]":
    return visible_to(actor, Task.objects.all())


def get(actor: Actor, id: int) -> Task:
    """One task. Raises NotFound when there is none or it is not for this reader."""
    row = visible(actor).select_related("lead", "giver", "provision__directive").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có nhiệm vụ này hoặc đồng chí không được xem.")
    return row


def late(today: date) -> Q:
    """Open, with a deadline before today, and no result reported."""
    return Q(state__in=OPEN - {TaskState.DA_BAO_CAO}, deadline__lt=today)


def listing(actor: Actor, f: TaskFilter) -> "QuerySet[Task]":
    """The register, newest first."""
    rows, today = visible(actor), f.today or actor.today
    for word in fold(f.q).split():
        rows = rows.filter(Q(folded__contains=word) | Q(number__icontains=word))
    if f.state:
        rows = rows.filter(state=f.state)
    if f.lead:
        rows = rows.filter(lead_id=f.lead)
    if f.mine:
        rows = rows.filter(lead_id=actor.agency_id)
    if f.due == "qua_han":
        rows = rows.filter(late(today))
    elif f.due == "sap_den_han":
        rows = rows.filter(state__in=OPEN, deadline__gte=today, deadline__lte=today + timedelta(days=7))
    if f.waiting == "nghiem_thu":
        rows = rows.filter(state=TaskState.DA_BAO_CAO)
    elif f.waiting == "gia_han":
        rows = rows.filter(pk__in=Extension.objects.filter(decision=Decision.CHO).values("task_id"))
    if f.directive:
        rows = rows.filter(provision__directive_id=f.directive)
    return rows.select_related("lead", "giver").order_by("-assigned_on", "-id")


def of_directive(actor: Actor, directive_id: int) -> "QuerySet[Task]":
    return visible(actor).filter(provision__directive_id=directive_id).select_related("lead", "provision").order_by("number")


def progress_of_directives(ids: Iterable[int]) -> dict[int, tuple[int, int]]:
    """(tasks done, tasks in all) by directive."""
    rows = Task.objects.filter(provision__directive_id__in=list(ids)).exclude(state=TaskState.DA_HUY).values("provision__directive_id")
    counted = rows.annotate(number=Count("pk"), done=Count("pk", filter=Q(state=TaskState.HOAN_THANH)))
    return {row["provision__directive_id"]: (row["done"], row["number"]) for row in counted}


def waiting_extensions(actor: Actor) -> "QuerySet[Extension]":
    """Requests for a later deadline that nobody has decided, oldest first."""
    return Extension.objects.filter(decision=Decision.CHO, task__in=visible(actor)).select_related("task__lead").order_by("asked_on", "id")


def waiting_results(actor: Actor) -> "QuerySet[Task]":
    """Reported results waiting for acceptance, oldest first."""
    return visible(actor).filter(state=TaskState.DA_BAO_CAO).select_related("lead").order_by("reported_on", "id")


def counts(actor: Actor, today: date) -> dict[str, int]:
    """open, late, waiting: for the first page and the side bar."""
    return visible(actor).aggregate(
        open=Count("pk", filter=Q(state__in=OPEN), distinct=True),
        late=Count("pk", filter=late(today), distinct=True),
        waiting=Count("pk", filter=Q(state=TaskState.DA_BAO_CAO), distinct=True),
    )


def _in(start: date, end: date) -> Q:
    return Q(closed_on__gte=start, closed_on__lte=end, state=TaskState.HOAN_THANH)


def _open_at(end: date) -> Q:
    return Q(assigned_on__lte=end) & (Q(closed_on__isnull=True) | Q(closed_on__gt=end))


_TASK = "tasks.Task"
COUNTS: tuple[Countable, ...] = (
    Countable("tasks.assigned", "Nhiệm vụ giao", _TASK, lambda a, b: Q(assigned_on__gte=a, assigned_on__lte=b), agency="lead_id"),
    Countable("tasks.done", "Nhiệm vụ hoàn thành", _TASK, _in, agency="lead_id"),
    Countable(
        "tasks.done_on_time", "Hoàn thành đúng hạn", _TASK, lambda a, b: _in(a, b) & (Q(deadline__isnull=True) | Q(reported_on__lte=F("deadline"))), agency="lead_id"
    ),
    Countable("tasks.done_late", "Hoàn thành quá hạn", _TASK, lambda a, b: _in(a, b) & Q(reported_on__gt=F("deadline")), agency="lead_id"),
    Countable("tasks.open", "Đang thực hiện cuối kỳ", _TASK, lambda a, b: _open_at(b), agency="lead_id"),
    Countable("tasks.overdue_open", "Quá hạn chưa xong cuối kỳ", _TASK, lambda a, b: _open_at(b) & Q(deadline__lt=b), agency="lead_id"),
    Countable("tasks.due", "Đến hạn trong kỳ", _TASK, lambda a, b: Q(deadline__gte=a, deadline__lte=b) & ~Q(state=TaskState.DA_HUY), agency="lead_id"),
)
