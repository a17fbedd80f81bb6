"""The calendar of heads: days of some months, one day, and what each head owed and did by the law of the time."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from giaoban.core.days import Calendar
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions.choices import DayState
from giaoban.registers.petitions.models import ReceptionDay
from giaoban.registers.petitions.rules.reception_days import (
    ONLINE_NOTICE,
    ONLINE_TEST,
    POSTING,
    Owed,
    duties_before,
    duty_of,
    latest,
    owed,
    roles,
)
from giaoban.trust.accounts.queries import visible_to
from giaoban.trust.clocks.queries import calendar

WEEK = timedelta(days=6)


@dataclass(frozen=True, slots=True)
class DayFilter:
    """Days from ``start`` to ``end``; None or empty = any agency, role, state."""

    start: date
    end: date
    agency: int | None = None
    duty: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Duly:
    """One duty before a day: its last day, and when it was done. ``late``: not done in time."""

    rule: str
    until: date
    done_on: date | None
    late: bool


@dataclass(frozen=True, slots=True)
class HeadStanding:
    """What the head of one agency owed and did in some months."""

    agency: Agency
    role: str
    label: str
    owed: Owed
    planned: int
    unposted: int


def visible_days(actor: Actor) -> "QuerySet[ReceptionDay]":
    """Days of heads this person may read."""
    return visible_to(actor, ReceptionDay.objects.all())


def get_day(actor: Actor, id: int) -> ReceptionDay:
    """One day. Raises NotFound."""
    row = visible_days(actor).select_related("agency", "postponed_to").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có ngày tiếp này hoặc đồng chí không được xem.")
    return row


def listing_days(actor: Actor, f: DayFilter) -> "QuerySet[ReceptionDay]":
    """Days of the months in order, with how many turns each had (``turns``)."""
    rows = visible_days(actor).filter(on__gte=f.start, on__lte=f.end).select_related("agency", "postponed_to")
    if f.agency is not None:
        rows = rows.filter(agency_id=f.agency)
    if f.duty:
        rows = rows.filter(duty=f.duty)
    if f.state:
        rows = rows.filter(state=f.state)
    return rows.annotate(turns=Count("receptions")).order_by("on", "agency__order", "agency_id", "duty")


def duly(day: ReceptionDay, today: date, days: Calendar | None = None) -> list[Duly]:
    """Posting, and for an online day the notice and the test: by when, and whether in time."""
    done = {POSTING: day.posted_on, ONLINE_NOTICE: day.notified_on, ONLINE_TEST: day.tested_on}
    found = []
    for rule in () if day.from_book else duties_before(day.mode, day.on, day.kind):
        until = latest(rule, day.on, days or calendar())
        if until is not None:
            at = done[rule]
            found.append(Duly(rule, until, at, (at or today) > until and day.state != DayState.HOAN))
    return found


def standings(actor: Actor, start: date, end: date, *, agency: int | None = None, duty: str = "") -> list[HeadStanding]:
    """Every head with a duty or a day in whole calendar months, in the order of the list of agencies. ``start``, ``end``: their bounds."""
    rows = visible_days(actor).filter(on__gte=start - WEEK, on__lte=end + WEEK)
    agencies = Agency.objects.filter(starts_on__lte=end).exclude(ends_on__lt=start).order_by("order", "code")
    if agency is not None:
        rows, agencies = rows.filter(agency_id=agency), agencies.filter(pk=agency)
    elif actor.agencies is not None:
        agencies = agencies.filter(pk__in=actor.agencies)
    kept: dict[tuple[int, str], list[tuple[date, str, bool, bool]]] = defaultdict(list)
    for pk, role, on, state, delegated, posted, book in rows.values_list(
        "agency_id", "duty", "on", "state", "delegated", "posted_on", "from_book"
    ):
        kept[pk, role].append((on, state, delegated, posted is not None or book))
    labels = dict(roles())
    found = []
    for body in agencies:
        own = duty_of(body.kind, body.parent_id is None)
        wanted = {role for pk, role in kept if pk == body.pk} | ({own} if own and body.kind != "ubnd_tinh" else set())
        for role in (role for role in labels if role in wanted and (not duty or role == duty)):
            standing = _standing(body, role, labels[role], kept[body.pk, role], start, end, actor.today)
            if standing.owed.owed or standing.planned:
                found.append(standing)
    return found


def _standing(
    body: Agency, role: str, label: str, days: Iterable[tuple[date, str, bool, bool]], start: date, end: date, today: date
) -> HeadStanding:
    rows = list(days)
    sat = [(on, delegated) for on, state, delegated, _ in rows if state == DayState.DA_TIEP]
    paid = owed(
        role, start, end, head=(on for on, other in sat if not other), delegated=(on for on, other in sat if other),
        lives=(body.starts_on, body.ends_on), today=today,
    )  # fmt: skip
    within = [row for row in rows if start <= row[0] <= end]
    unposted = sum(not posted and state != DayState.HOAN for _, state, _, posted in within)
    return HeadStanding(body, role, label, paid, len(within), unposted)
