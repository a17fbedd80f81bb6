"""The calendar of heads: planning days, posting them, putting one off, and who really sat."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import format_date
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions.choices import DayState, Event, ReceptionKind, ReceptionMode
from giaoban.registers.petitions.models import Reception, ReceptionDay
from giaoban.registers.petitions.rules import check_day
from giaoban.registers.petitions.rules.reception_days import (
    HEADS,
    ONLINE_NOTICE,
    ONLINE_TEST,
    POSTING,
    check_plan,
    check_posting,
    check_postponement,
    check_still_planned,
    duties_before,
    duty_of,
)
from giaoban.trust.accounts.queries import visible_to
from giaoban.trust.audit import actions as audit
from giaoban.trust.clocks import actions as clocks
from giaoban.trust.clocks.queries import calendar
from giaoban.trust.clocks.rules import ClockRow

from .keeping import check_agency, plain

BATCH = 500
PAST = "Ngày tiếp đã qua"
STALE = "Người khác vừa sửa ngày tiếp %(day)s trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô."


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of an old calendar, with how it went."""

    agency_id: int
    duty: str
    on: date
    kind: str = ReceptionKind.DINH_KY
    mode: str = ReceptionMode.TRUC_TIEP
    place: str = ""
    leader: str = ""
    ground: str = ""
    posted_on: date | None = None
    state: str = DayState.THEO_LICH
    delegated: bool = False
    receiver: str = ""
    reason: str = ""


def day_ref(day: ReceptionDay) -> RecordRef:
    return RecordRef("reception_day", day.pk)


def _locked(day: ReceptionDay, version: int | None, by: Actor) -> ReceptionDay:
    by.require("receptions.write")
    row = visible_to(by, ReceptionDay.objects.select_for_update(of=("self",))).filter(pk=day.pk).first()
    if row is None:
        raise NotFound("Không có ngày tiếp này hoặc đồng chí không được xem.")
    if version is not None and version != row.version:
        raise Conflict(STALE, day=format_date(row.on))
    return row


def _save(row: ReceptionDay, event: Event, details: dict[str, Any], by: Actor) -> ReceptionDay:
    row.version += 1
    row.save()
    audit.record(event=event, ref=day_ref(row), details=plain({"on": row.on, **details}), by=by)
    return row


def _clock_rows(row: ReceptionDay, label: str) -> list[ClockRow]:
    return [ClockRow(rule, day_ref(row), label, row.agency_id, row.on) for rule in duties_before(row.mode, row.on, row.kind)]


def _label(row: ReceptionDay) -> str:
    return f"Ngày tiếp công dân {format_date(row.on)}"


@transaction.atomic
def plan_day(
    *,
    agency: Agency,
    duty: str,
    on: date,
    kind: str = ReceptionKind.DINH_KY,
    mode: str = ReceptionMode.TRUC_TIEP,
    place: str = "",
    leader: str = "",
    ground: str = "",
    by: Actor,
) -> ReceptionDay:
    """Put a day into the calendar; its posting is due five working days before, and for an online one the notice and the test.

    The same day again is the same day. Raises InvalidInput (a day off, an unscheduled day without its reason), RefusedByLaw.
    """
    check_agency(agency, "receptions.write", on, by)
    if known := ReceptionDay.objects.filter(agency=agency, duty=duty, on=on).first():
        return known
    days = calendar()
    off = "" if days.is_working(on) else days.reason(on)
    check_plan(duty=duty, kind=kind, mode=mode, on=on, ground=ground, day_off=off)
    row = ReceptionDay.objects.create(
        agency=agency, duty=duty, on=on, kind=kind, mode=mode, place=place.strip()[:200], leader=leader.strip()[:150], ground=ground.strip()[:300]
    )  # fmt: skip
    if wanted := _clock_rows(row, _label(row)):
        clocks.start_many(rows=wanted, by=by)
    audit.record(event=Event.DAY_PLANNED, ref=day_ref(row), details=plain({"on": on, "kind": str(kind), "duty": duty}), by=by)
    return row


@transaction.atomic
def post_days(*, days: Sequence[ReceptionDay], on: date, by: Actor) -> list[ReceptionDay]:
    """The calendar with these days was posted at the place and on the agency's page on a day; those posted before keep their day."""
    rows = [row for row in (_locked(day, None, by) for day in days) if row.posted_on is None and row.state == DayState.THEO_LICH]
    check_posting([row.on for row in rows], on, by.today)
    for row in rows:
        row.posted_on = on
        clocks.meet_rule(ref=day_ref(row), rule=POSTING, on=on, by=by)
        _save(row, Event.DAY_POSTED, {"posted": on}, by)
    return rows


@transaction.atomic
def prepare_online(
    *, day: ReceptionDay, notified_on: date | None, tested_on: date | None, version: int | None = None, by: Actor
) -> ReceptionDay:
    """When the citizens of an online day were told and the line tested."""
    row = _locked(day, version, by)
    if row.mode != ReceptionMode.TRUC_TUYEN:
        raise InvalidInput("Ngày tiếp này không phải tiếp trực tuyến.", field="notified_on")
    for name, rule, at in (("notified_on", ONLINE_NOTICE, notified_on), ("tested_on", ONLINE_TEST, tested_on)):
        if at is None or getattr(row, name) == at:
            continue
        check_day("Ngày thông báo, kiểm tra", at, after=("", None), today=by.today, field=name)
        if at > row.on:
            raise InvalidInput("Ngày thông báo, kiểm tra phải trước ngày tiếp %(on)s.", on=format_date(row.on), field=name)
        setattr(row, name, at)
        clocks.meet_rule(ref=day_ref(row), rule=rule, on=at, by=by)
    return _save(row, Event.DAY_CHANGED, {"notified": row.notified_on, "tested": row.tested_on}, by)


@transaction.atomic
def postpone_day(*, day: ReceptionDay, to: date, reason: str, version: int | None = None, by: Actor) -> ReceptionDay:
    """Put a day off: the old one stays with its reason, the new one is planned and posted anew. Returns the new day."""
    row = _locked(day, version, by)
    if row.state == DayState.HOAN and row.postponed_to is not None and row.postponed_to.on == to:
        return row.postponed_to
    check_still_planned(row.state, row.on)
    check_postponement(row.on, to, reason, by.today)
    if ReceptionDay.objects.filter(agency_id=row.agency_id, duty=row.duty, on=to).exists():
        raise InvalidInput("Ngày %(day)s đã có trong lịch. Chọn ngày khác làm ngày tiếp thay.", day=format_date(to), field="to")
    fresh = plan_day(
        agency=row.agency, duty=row.duty, on=to, kind=row.kind, mode=row.mode, place=row.place, leader=row.leader, ground=row.ground, by=by
    )
    row.state, row.reason, row.postponed_to = DayState.HOAN, reason.strip()[:300], fresh
    clocks.drop_all(ref=day_ref(row), on=by.today, paper=f"Hoãn sang ngày {format_date(to)}", by=by)
    _save(row, Event.DAY_POSTPONED, {"to": to, "reason": row.reason}, by)
    return fresh


@transaction.atomic
def hold_day(*, day: ReceptionDay, receiver: str, delegated: bool = False, version: int | None = None, by: Actor) -> ReceptionDay:
    """Who really sat on the day: the head, or somebody delegated. Nobody having come does not unmake the day."""
    row = _locked(day, version, by)
    receiver = receiver.strip()[:150]
    if row.state == DayState.DA_TIEP and (row.receiver, row.delegated) == (receiver, delegated):
        return row
    if row.state != DayState.DA_TIEP:
        check_still_planned(row.state, row.on)
    check_day("Ngày tiếp", row.on, after=("", None), today=by.today, field="receiver")
    if not receiver:
        raise InvalidInput("Ghi họ tên, chức vụ người đã tiếp.", field="receiver")
    row.state, row.receiver, row.delegated = DayState.DA_TIEP, receiver, delegated
    clocks.drop_all(ref=day_ref(row), on=by.today, paper=PAST, by=by)
    return _save(row, Event.DAY_HELD, {"receiver": receiver, "delegated": delegated}, by)


@transaction.atomic
def skip_day(*, day: ReceptionDay, reason: str, version: int | None = None, by: Actor) -> ReceptionDay:
    """Nobody received on the day, and no other day was set for it."""
    row = _locked(day, version, by)
    if row.state == DayState.KHONG_TIEP and row.reason == reason.strip()[:300]:
        return row
    check_still_planned(row.state, row.on)
    check_day("Ngày tiếp", row.on, after=("", None), today=by.today, field="reason")
    if not reason.strip():
        raise InvalidInput("Ghi lý do không tiếp.", field="reason")
    row.state, row.reason = DayState.KHONG_TIEP, reason.strip()[:300]
    clocks.drop_all(ref=day_ref(row), on=by.today, paper="Không tiếp", by=by)
    return _save(row, Event.DAY_NOT_HELD, {"reason": row.reason}, by)


@transaction.atomic
def load_days(*, rows: Sequence[DayRow], by: Actor) -> list[ReceptionDay]:
    """Write days with how they went, many at once; a day in the calendar already is left as it is. Deadlines run for days still ahead."""
    by.require("receptions.write")
    ids = {row.agency_id for row in rows}
    found = ReceptionDay.objects.filter(agency_id__in=ids).values_list("agency_id", "duty", "on")
    known = set(found)
    fresh: dict[tuple[int, str, date], ReceptionDay] = {}
    for row in rows:
        key = row.agency_id, row.duty, row.on
        if key not in known and key not in fresh:
            check_plan(duty=row.duty, kind=row.kind, mode=row.mode, on=row.on, ground=row.ground, day_off="")
            fresh[key] = ReceptionDay(**{name: getattr(row, name) for name in DayRow.__dataclass_fields__})
    made = ReceptionDay.objects.bulk_create(list(fresh.values()), batch_size=BATCH)
    ahead = [clock for day in made if day.on > by.today and day.posted_on is None for clock in _clock_rows(day, _label(day))]
    if ahead:
        clocks.start_many(rows=ahead, by=by)
    audit.record_many(entries=[(Event.DAY_PLANNED, day_ref(day), plain({"on": day.on, "kind": str(day.kind)})) for day in made], by=by)
    return made


def tie_days(turns: Iterable[Reception], *, from_book: bool, by: Actor) -> None:
    """Give every turn a head received its day of the calendar: the planned one becomes held, a missing one is written as it happened."""
    groups: dict[tuple[int, date], list[Reception]] = defaultdict(list)
    for turn in turns:
        if turn.kind in HEADS:
            groups[turn.agency_id, turn.received_on].append(turn)
    if not groups:
        return
    agencies = Agency.objects.in_bulk({agency for agency, _ in groups})
    bounds = min(on for _, on in groups), max(on for _, on in groups)
    stored = ReceptionDay.objects.filter(agency_id__in=list(agencies), on__range=bounds).order_by("-pk")
    known = {(day.agency_id, day.on): day for day in stored}
    fresh = {key: _day_of(agencies[key[0]], key[1], group, from_book) for key, group in groups.items() if key not in known}
    ReceptionDay.objects.bulk_create(fresh.values(), batch_size=BATCH)
    events = [(Event.DAY_HELD, day_ref(day), plain({"on": day.on})) for day in fresh.values()]
    for key, group in groups.items():
        day = known.get(key)
        if day is not None and _sat(day, group):
            day.version += 1
            day.save()
            clocks.drop_all(ref=day_ref(day), on=by.today, paper=PAST, by=by)
            events.append((Event.DAY_HELD, day_ref(day), plain({"on": day.on, "receiver": day.receiver, "delegated": day.delegated})))
        for turn in group:
            turn.day = day or fresh[key]
    Reception.objects.bulk_update([turn for group in groups.values() for turn in group], ["day"], batch_size=BATCH)
    if events:
        audit.record_many(entries=events, by=by)


def _day_of(agency: Agency, on: date, group: Sequence[Reception], from_book: bool) -> ReceptionDay:
    first = group[0]
    return ReceptionDay(
        agency=agency, duty=duty_of(agency.kind, agency.parent_id is None) or "thu_truong_co_quan", on=on, kind=first.kind, mode=first.mode,
        state=DayState.DA_TIEP, delegated=all(turn.delegated for turn in group), receiver=first.receiver, from_book=from_book,
    )  # fmt: skip


def _sat(day: ReceptionDay, group: Sequence[Reception]) -> bool:
    """Say on the day who sat, as its turns say; whether anything changed. Once the head sat, a delegate beside does not change it."""
    delegated = all(turn.delegated for turn in group)
    if day.state == DayState.DA_TIEP and (delegated or not day.delegated):
        return False
    who = next((turn.receiver for turn in group if turn.delegated == delegated and turn.receiver), "")
    day.state, day.delegated, day.receiver = DayState.DA_TIEP, delegated, who or day.receiver
    return True
