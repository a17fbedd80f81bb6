"""Reading clocks: what falls due, the clocks of a record, and what a changed calendar would move."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet

from giaoban.core import law
from giaoban.core.days import Calendar, YearTable, load_calendar
from giaoban.core.days import CalendarDay as Day
from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.trust.accounts.queries import visible_to

from .choices import ClockState, Standing
from .models import CalendarDay, CalendarYear, Clock, Suspension, Urging
from .rules import Due, Pair, arguments, end_of_week, settled, standing

CAP = 1000
OPEN = (ClockState.RUNNING, ClockState.PAUSED)


@lru_cache(maxsize=8)
def _loaded(days: tuple[Day, ...], years: tuple[int, ...]) -> Calendar:
    return load_calendar(days, years)


def _decided_days() -> dict[date, Day]:
    return {row.day: Day(row.day, row.kind, row.reason, row.basis) for row in CalendarDay.objects.order_by("day")}


def calendar(extra_days: Iterable[Day] = ()) -> Calendar:
    """The working calendar: the packaged one, the days decided and the years vouched for here, then ``extra_days``. Kept in memory while
    no row changes."""
    days = _decided_days() | {day.date: day for day in extra_days}
    years = CalendarYear.objects.order_by("year").values_list("year", flat=True)
    return _loaded(tuple(days[key] for key in sorted(days)), tuple(years))


def decided_days(year: int | None = None) -> "QuerySet[CalendarDay]":
    """Days typed in by an administrator, newest first."""
    rows: QuerySet[CalendarDay] = CalendarDay.objects.order_by("-day")
    return rows.filter(day__year=year) if year else rows


def confirmed_years() -> "QuerySet[CalendarYear]":
    """Years an administrator vouches for, newest first."""
    return CalendarYear.objects.order_by("-year")


def deadline(*, rule: str, start: date, options: Mapping[str, Any] | None = None, pauses: Iterable[Pair] = ()) -> law.Deadline:
    """What the law says today of a rule begun on a day, on this installation's calendar."""
    return law.due(rule, start, calendar=calendar(), **arguments(settled(options), pauses))


def pauses_of(clock: Clock) -> list[Pair]:
    """The closed suspensions of a clock."""
    return [(s.first_day, s.last_day) for s in clock.suspensions.all() if s.last_day is not None]


def visible(actor: Actor) -> "QuerySet[Clock]":
    return visible_to(actor, Clock.objects.all())


def get(actor: Actor, id: int) -> Clock:
    """One clock. Raises NotFound."""
    clock = visible(actor).filter(pk=id).first()
    if clock is None:
        raise NotFound("Không có thời hạn số %(id)s hoặc đồng chí không được xem.", id=id)
    return clock


@dataclass(frozen=True, slots=True)
class ClockFilter:
    """``q`` is looked for in the name of the record and of the act; ``standing``: late | today | ahead | paused | over."""

    q: str = ""
    standing: str = ""
    rule: str = ""
    agency: int | None = None
    start: date | None = None
    end: date | None = None


def listing(actor: Actor, f: ClockFilter) -> "QuerySet[Clock]":
    """Clocks by day due, newest first; ``start`` and ``end`` bound the day due."""
    rows = visible(actor)
    for word in f.q.split():
        rows = rows.filter(Q(ref_label__icontains=word) | Q(label__icontains=word))
    if f.standing:
        rows = rows.filter(_standing(f.standing, actor.today))
    if f.rule:
        rows = rows.filter(rule=f.rule)
    if f.agency:
        rows = rows.filter(agency_ref=f.agency)
    if f.start:
        rows = rows.filter(due_on__gte=f.start)
    if f.end:
        rows = rows.filter(due_on__lte=f.end)
    return rows.order_by("-due_on", "-pk")


def _standing(kind: str, today: date) -> Q:
    run = Q(state=ClockState.RUNNING)
    conditions: dict[str, Q] = {
        Standing.LATE: run & Q(due_on__lt=today),
        Standing.TODAY: run & Q(due_on=today),
        Standing.AHEAD: run & Q(due_on__gt=today),
        Standing.PAUSED: Q(state=ClockState.PAUSED),
        Standing.OVER: Q(ended_on__isnull=False),
    }
    return conditions.get(kind, run)


def running(ref: RecordRef) -> "QuerySet[Clock]":
    """Clocks of a record that are not over, nearest first. The caller has shown that the reader may see the record."""
    return clocks_of(ref).filter(state__in=OPEN)


def clocks_of(ref: RecordRef) -> "QuerySet[Clock]":
    """Every clock of a record with its suspensions, nearest first."""
    return Clock.objects.filter(ref_kind=ref.kind, ref_id=ref.id).order_by("due_on", "pk").prefetch_related("suspensions")


def next_due(kind: str, ids: Iterable[int]) -> dict[int, Clock]:
    """The nearest running clock of each of these records of one kind, in one query: the deadline column of a register."""
    rows = Clock.objects.filter(ref_kind=kind, ref_id__in=list(ids), state=ClockState.RUNNING).order_by("-due_on", "-pk")
    return {clock.ref_id: clock for clock in rows}


def standing_of(clock: Clock, today: date, days: Calendar) -> tuple[Standing, int]:
    """How a clock stands today and by how many days (see rules.standing)."""
    if clock.ended_on is not None:
        return Standing.OVER, 0
    if clock.state == ClockState.PAUSED:
        return Standing.PAUSED, 0
    return standing(clock.due_on, today, days)


@dataclass(frozen=True, slots=True)
class Group:
    """Clocks falling due together. ``count`` stops at CAP; ``rows`` are the first few, the most urgent first."""

    key: str
    count: int
    rows: Sequence[Clock]

    @property
    def more(self) -> bool:
        return self.count > len(self.rows)


def _windows(today: date) -> dict[str, Q]:
    sunday = end_of_week(today)
    return {
        "overdue": Q(due_on__lt=today),
        "today": Q(due_on=today),
        "this_week": Q(due_on__gt=today, due_on__lte=sunday),
        "later": Q(due_on__gt=sunday),
    }


def falling_due(actor: Actor, today: date, limit: int = 20) -> dict[str, Group]:
    """Running clocks this person may read: overdue, today, this_week (to Sunday), later; at most ``limit`` rows of each."""
    rows = visible(actor).filter(state=ClockState.RUNNING)
    groups = {}
    for key, window in _windows(today).items():
        inside = rows.filter(window).order_by("due_on", "pk")
        first = list(inside[:limit])
        total = len(first) if len(first) < limit else inside[:CAP].count()
        groups[key] = Group(key, total, first)
    return groups


def counts(actor: Actor, today: date) -> dict[str, int]:
    """For the badge: running clocks overdue, due today and due this week, each at most CAP."""
    rows = visible(actor).filter(state=ClockState.RUNNING)
    return {key: rows.filter(window).order_by()[:CAP].count() for key, window in _windows(today).items() if key != "later"}


@dataclass(frozen=True, slots=True)
class Load:
    """What one agency has falling due: late, due today, due later this week."""

    agency_ref: int
    late: int
    today: int
    soon: int


def _urgeable(today: date) -> dict[str, Q]:
    windows = _windows(today)
    return {"late": windows["overdue"], "today": windows["today"], "soon": windows["this_week"]}


def loads(actor: Actor, today: date) -> list[Load]:
    """The agencies with something falling due that this person may read, the latest ones first; one query."""
    windows = _urgeable(today)
    rows = visible(actor).filter(state=ClockState.RUNNING, agency_ref__isnull=False, due_on__lte=end_of_week(today))
    named = (
        rows.order_by()
        .values("agency_ref")
        .annotate(
            late=Count("pk", filter=windows["late"]), now=Count("pk", filter=windows["today"]), soon=Count("pk", filter=windows["soon"])
        )
    )
    found = named.values_list("agency_ref", "late", "now", "soon")
    loads = [Load(agency, late, now, soon) for agency, late, now, soon in found if agency is not None]
    return sorted(loads, key=lambda row: (-row.late, -row.today, -row.soon, row.agency_ref))


def due_of(clock: Clock) -> Due:
    """A clock as a matter to urge about."""
    assert clock.agency_ref is not None
    ref = RecordRef(clock.ref_kind, clock.ref_id)
    return Due(ref, clock.rule, clock.label, clock.ref_label, clock.agency_ref, clock.started_on, clock.due_on)


def dues(actor: Actor, today: date, *, window: str = "late", agency: int | None = None, limit: int = CAP) -> list[Due]:
    """Running clocks of a window (late | today | soon) that this person may read, of one agency or all, the latest first."""
    rows = visible(actor).filter(_urgeable(today)[window], state=ClockState.RUNNING, agency_ref__isnull=False)
    if agency:
        rows = rows.filter(agency_ref=agency)
    return [due_of(clock) for clock in rows.order_by("due_on", "pk")[:limit]]


def dues_of_keys(actor: Actor, keys: Iterable[str]) -> list[Due]:
    """The running clocks named by keys of ``Due`` that this person may read; keys of other records are left out."""
    wanted: list[tuple[str, int, str]] = []
    for key in keys:
        kind, number, rule = [*key.split(":", 2), "", ""][:3]
        if number.isdecimal() and rule:
            wanted.append((kind, int(number), rule))
    rows = visible(actor).filter(
        state=ClockState.RUNNING, agency_ref__isnull=False, ref_id__in=[id for _, id, _ in wanted], rule__in=[rule for _, _, rule in wanted]
    )
    found = {(clock.ref_kind, clock.ref_id, clock.rule): clock for clock in rows.order_by("-due_on", "-pk")}
    return [due_of(found[key]) for key in dict.fromkeys(wanted) if key in found]


@dataclass(frozen=True, slots=True)
class Urged:
    """How often a record was urged about, and when last."""

    count: int
    last: date


def urged(kind: str, ids: Iterable[int]) -> dict[int, Urged]:
    """Urgings of these records of one kind, all their matters together: days urged, the last one; one query for a page. The caller has
    shown that the reader may see the records."""
    rows = Urging.objects.filter(ref_kind=kind, ref_id__in=list(ids)).order_by().values("ref_id")
    found = rows.annotate(count=Count("urged_on", distinct=True), last=Max("urged_on"))
    return {row["ref_id"]: Urged(row["count"], row["last"]) for row in found}


def urged_matters(dues: Iterable[Due]) -> dict[str, Urged]:
    """The same by matter, by key of ``Due``."""
    rows = list(dues)
    found = Urging.objects.filter(ref_kind__in={d.ref.kind for d in rows}, ref_id__in=[d.ref.id for d in rows]).order_by()
    counted = found.values("ref_kind", "ref_id", "about").annotate(count=Count("pk"), last=Max("urged_on"))
    return {f"{row['ref_kind']}:{row['ref_id']}:{row['about']}": Urged(row["count"], row["last"]) for row in counted}


def batch(actor: Actor, key: str) -> "QuerySet[Urging]":
    """What was urged in one click that this person may read."""
    return visible_to(actor, Urging.objects.filter(batch=key)).order_by("agency_ref", "due_on", "pk")


@dataclass(frozen=True, slots=True)
class Move:
    """A running clock that would end on another day."""

    clock: Clock
    before: date
    after: date

    @property
    def key(self) -> int:
        return self.clock.pk

    @property
    def record(self) -> str:
        return self.clock.ref_label

    @property
    def rule(self) -> str:
        return self.clock.rule

    @property
    def start(self) -> date:
        return self.clock.started_on


def _running_clocks() -> tuple[list[Clock], dict[int, list[Pair]]]:
    clocks = list(Clock.objects.filter(state=ClockState.RUNNING).order_by("pk"))
    pauses: dict[int, list[Pair]] = {}
    rows = Suspension.objects.filter(clock__state=ClockState.RUNNING, last_day__isnull=False)
    for clock_id, first, last in rows.values_list("clock_id", "first_day", "last_day"):
        if last is not None:
            pauses.setdefault(clock_id, []).append((first, last))
    return clocks, pauses


def proposed(table: YearTable) -> list[Day]:
    """The rows that a proposed calendar of a year would set over the one in use."""
    return table.replacing(calendar().specials(table.year))


def replay(extra_days: Iterable[Day]) -> list[Move]:
    """Which running clocks these days would move from the day they stand at, before anything is decided."""
    clocks, pauses = _running_clocks()
    by_id = {clock.pk: clock for clock in clocks}
    items = ((c.pk, c.rule, c.started_on, c.due_on, arguments(c.options, pauses.get(c.pk, ()))) for c in clocks)
    moved = law.replay(items, calendar(extra_days))
    return [Move(by_id[m.key], m.old_due, m.new_due) for m in moved]


def pending_moves() -> list[tuple[Move, law.Deadline]]:
    """Running clocks whose stored day, or whether it is certain, differs from what today's calendar gives, each with its new working."""
    clocks, pauses = _running_clocks()
    days = calendar()
    known: dict[str, law.Deadline] = {}
    moves = []
    for clock in clocks:
        given = arguments(clock.options, pauses.get(clock.pk, ()))
        key = f"{clock.rule}|{clock.started_on}|{given}"
        if key not in known:
            known[key] = law.due(clock.rule, clock.started_on, calendar=days, **given)
        if (known[key].due, known[key].confirmed) != (clock.due_on, clock.confirmed):
            moves.append((Move(clock, clock.due_on, known[key].due), known[key]))
    return moves


def _met(start: date, end: date) -> Q:
    return Q(state=ClockState.MET, ended_on__gte=start, ended_on__lte=end)


def _met_late(start: date, end: date) -> Q:
    return _met(start, end) & Q(ended_on__gt=F("due_on"))


COUNTS: tuple[Countable, ...] = (
    Countable("clocks.met", "Thời hạn đã hoàn thành", "clocks.Clock", _met, agency="agency_ref"),
    Countable("clocks.met_late", "Thời hạn hoàn thành muộn", "clocks.Clock", _met_late, agency="agency_ref"),
)
