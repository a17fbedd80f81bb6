"""Starting, extending, pausing and ending clocks; deciding days off, vouching for years. The caller's own action has checked the right to the record."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.core.days import FIRST_YEAR, LAST_YEAR
from giaoban.core.days import CalendarDay as Day
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit import actions as audit

from .choices import ClockState, DayKind, Event
from .models import CalendarDay, CalendarYear, Clock, Suspension, Urging
from .queries import OPEN, calendar, deadline, pauses_of, pending_moves, running
from .rules import URGE_CAP, ClockRow, Due, clock_label, computed, settled, worked_out

CHUNK = 5000
SATURDAY = 5


def _ref(clock: Clock) -> RecordRef:
    return RecordRef(clock.ref_kind, clock.ref_id)


def _locked(clock: Clock) -> Clock:
    return Clock.objects.select_for_update().get(pk=clock.pk)


def _paper(paper: str, act: str) -> str:
    if not paper.strip():
        raise InvalidInput("%(act)s thời hạn phải có văn bản. Ghi số, ngày văn bản.", act=act, field="paper")
    return paper.strip()[:200]


def _told(clock: Clock, **details: Any) -> dict[str, Any]:
    return {"rule": clock.rule, "due": clock.due_on.isoformat(), **details}


def _recount(clock: Clock, options: Mapping[str, Any]) -> None:
    answer = deadline(rule=clock.rule, start=clock.started_on, options=options, pauses=pauses_of(clock))
    clock.options = settled(options)
    for name, value in computed(answer).items():
        setattr(clock, name, value)
    clock.save()


@transaction.atomic
def start(
    *, rule: str, ref: RecordRef, ref_label: str, agency_ref: int | None, start: date, options: Mapping[str, Any] | None = None, by: Actor
) -> Clock:
    """Start a clock. The same rule from the same day on the same record is the same clock: it is returned unchanged.

    ``ref_label``: number and kind of the record, never a name of a petitioner. Raises WrongUse and RefusedByLaw as core.law.due does.
    """
    known = Clock.objects.filter(rule=rule, ref_kind=ref.kind, ref_id=ref.id, started_on=start).first()
    if known:
        return known
    return start_many(rows=[ClockRow(rule, ref, ref_label, agency_ref, start, options or {})], by=by)[0]


def _without_known(rows: Sequence[ClockRow]) -> list[ClockRow]:
    """The rows that are not stored yet, each once."""
    numbers: dict[str, list[int]] = {}
    for row in rows:
        numbers.setdefault(row.ref.kind, []).append(row.ref.id)
    known: set[tuple[str, int, str, date]] = set()
    for kind, ids in numbers.items():
        for i in range(0, len(ids), CHUNK):
            stored = Clock.objects.filter(ref_kind=kind, ref_id__in=ids[i : i + CHUNK])
            known.update(stored.values_list("ref_kind", "ref_id", "rule", "started_on"))
    fresh = []
    for row in rows:
        key = (row.ref.kind, row.ref.id, row.rule, row.start)
        if key not in known:
            known.add(key)
            fresh.append(row)
    return fresh


@transaction.atomic
def start_many(*, rows: Sequence[ClockRow], by: Actor) -> list[Clock]:
    """Start many clocks at once (imports). Rows already started are left out of the answer; equal computations are made once."""
    days = calendar()
    clocks = []
    for row in _without_known(rows):
        options = settled(row.options)
        clock = Clock(
            rule=row.rule,
            label=clock_label(row.rule),
            ref_kind=row.ref.kind,
            ref_id=row.ref.id,
            ref_label=row.ref_label[:200],
            agency_ref=row.agency_ref,
            started_on=row.start,
            options=options,
            state=ClockState.MET if row.ended_on else ClockState.RUNNING,
            ended_on=row.ended_on,
            paper=row.paper[:200],
            **worked_out(row.rule, row.start, options, days),
        )
        clocks.append(clock)
    Clock.objects.bulk_create(clocks, batch_size=1000)
    events = [(Event.STARTED, _ref(c), _told(c, start=c.started_on.isoformat(), **_ended(c))) for c in clocks]
    if events:
        audit.record_many(entries=events, by=by)
    return clocks


def _ended(clock: Clock) -> dict[str, str]:
    return {"met": clock.ended_on.isoformat()} if clock.ended_on else {}


@transaction.atomic
def extend(*, clock: Clock, extensions: int, paper: str, by: Actor) -> Clock:
    """Grant extensions by a paper; ``extensions`` counts all granted so far. Raises WrongUse when the law allows fewer."""
    paper = _paper(paper, "Gia hạn")
    clock = _locked(clock)
    before = clock.options.get("extensions", 0)
    if extensions == before and clock.paper == paper:
        return clock
    if clock.state != ClockState.RUNNING:
        raise Conflict("Thời hạn “%(label)s” không đang chạy nên không gia hạn được.", label=clock.label)
    if extensions <= before:
        raise RefusedByLaw("Thời hạn này đã gia hạn %(count)d lần; không thể giảm số lần gia hạn.", count=before, field="extensions")
    old = clock.due_on
    clock.paper = paper
    _recount(clock, {**clock.options, "extensions": extensions})
    audit.record(event=Event.EXTENDED, ref=_ref(clock), details=_told(clock, old=old.isoformat(), paper=paper, count=extensions), by=by)
    return clock


@transaction.atomic
def pause(*, clock: Clock, first_day: date, paper: str, by: Actor) -> Clock:
    """Stop counting from ``first_day`` on, by a paper. Raises RefusedByLaw when the law of that day knows no suspension."""
    paper = _paper(paper, "Tạm dừng")
    clock = _locked(clock)
    if clock.state == ClockState.PAUSED and clock.suspensions.filter(last_day=None, first_day=first_day).exists():
        return clock
    if clock.state != ClockState.RUNNING:
        raise Conflict("Thời hạn “%(label)s” không đang chạy nên không tạm dừng được.", label=clock.label)
    if first_day <= clock.started_on:
        raise InvalidInput("Ngày tạm dừng phải sau ngày bắt đầu tính thời hạn.", field="first_day")
    if any(first <= first_day <= last for first, last in pauses_of(clock)):
        raise InvalidInput("Ngày này đã nằm trong một lần tạm dừng trước.", field="first_day")
    deadline(rule=clock.rule, start=clock.started_on, options=clock.options, pauses=[*pauses_of(clock), (first_day, first_day)])
    Suspension.objects.create(clock=clock, first_day=first_day, paper=paper)
    clock.state = ClockState.PAUSED
    clock.save(update_fields=["state"])
    audit.record(event=Event.PAUSED, ref=_ref(clock), details=_told(clock, day=first_day.isoformat(), paper=paper), by=by)
    return clock


@transaction.atomic
def resume(*, clock: Clock, last_day: date, paper: str, by: Actor) -> Clock:
    """Count again after ``last_day``, the last day that is not counted; the day due is found anew."""
    paper = _paper(paper, "Tính tiếp")
    clock = _locked(clock)
    open_pause = clock.suspensions.filter(last_day=None).first()
    if clock.state == ClockState.RUNNING and clock.suspensions.filter(last_day=last_day).exists():
        return clock
    if clock.state != ClockState.PAUSED or open_pause is None:
        raise Conflict("Thời hạn “%(label)s” không đang tạm dừng.", label=clock.label)
    if last_day < open_pause.first_day:
        raise InvalidInput("Ngày cuối của lần tạm dừng không thể trước ngày đầu.", field="last_day")
    old = clock.due_on
    open_pause.last_day, open_pause.end_paper = last_day, paper
    open_pause.save()
    clock.state = ClockState.RUNNING
    _recount(clock, clock.options)
    audit.record(
        event=Event.RESUMED, ref=_ref(clock), details=_told(clock, old=old.isoformat(), day=last_day.isoformat(), paper=paper), by=by
    )
    return clock


def _end(clock: Clock, state: ClockState, on: date, paper: str, by: Actor) -> Clock:
    clock = _locked(clock)
    if clock.state == state and clock.ended_on == on:
        return clock
    if clock.state not in OPEN:
        raise Conflict("Thời hạn “%(label)s” đã kết thúc ngày %(day)s.", label=clock.label, day=f"{clock.ended_on:%d/%m/%Y}")
    if on > by.today:
        raise InvalidInput("Ngày kết thúc thời hạn không thể sau hôm nay.", field="on")
    clock.state, clock.ended_on, clock.paper = state, on, paper.strip()[:200] or clock.paper
    clock.save(update_fields=["state", "ended_on", "paper"])
    event = Event.MET if state == ClockState.MET else Event.DROPPED
    audit.record(event=event, ref=_ref(clock), details=_told(clock, day=on.isoformat(), paper=paper), by=by)
    return clock


@transaction.atomic
def meet(*, clock: Clock, on: date, paper: str = "", by: Actor) -> Clock:
    """The act was done on a day. Doing it late is no error: the row shows both days."""
    return _end(clock, ClockState.MET, on, paper, by)


@transaction.atomic
def drop(*, clock: Clock, on: date, paper: str, by: Actor) -> Clock:
    """The clock no longer applies (petition withdrawn, case transferred), by a paper or a reason in words."""
    return _end(clock, ClockState.DROPPED, on, _paper(paper, "Thôi tính"), by)


@transaction.atomic
def meet_rule(*, ref: RecordRef, rule: str, on: date, paper: str = "", by: Actor) -> list[Clock]:
    """Meet the running clocks of one rule on a record; none running is no error."""
    return [_end(clock, ClockState.MET, on, paper, by) for clock in running(ref).filter(rule=rule)]


@transaction.atomic
def drop_all(*, ref: RecordRef, on: date, paper: str, by: Actor) -> list[Clock]:
    """Drop every clock of a record that is not over."""
    paper = _paper(paper, "Thôi tính")
    return [_end(clock, ClockState.DROPPED, on, paper, by) for clock in running(ref)]


@transaction.atomic
def hand_over(*, ref: RecordRef, agency_ref: int | None, ref_label: str | None = None, by: Actor) -> int:
    """The record is now another agency's: its clocks that are not over go with it. Returns how many went."""
    rows = running(ref).exclude(agency_ref=agency_ref)
    changes: dict[str, Any] = {"agency_ref": agency_ref}
    if ref_label is not None:
        changes["ref_label"] = ref_label[:200]
    moved = rows.update(**changes)
    if moved:
        audit.record(event=Event.HANDED_OVER, ref=ref, details={"agency": agency_ref, "count": moved}, by=by)
    return moved


@transaction.atomic
def urge(*, dues: Sequence[Due], seen: Iterable[str], batch: str, by: Actor) -> list[Urging]:
    """Urge agencies about matters falling due: one row and one line of the ledger for each; no clock and no record changes by it.

    ``dues``: as they stand now, which the caller has shown this person may read. ``seen``: their ``Due.seen`` as the preview showed them.
    ``batch``: the key of the form; sent twice, it urges once. A matter urged about earlier the same day is left out. Raises InvalidInput for
    none or more than URGE_CAP, Conflict when one of them was done or moved since it was shown.
    """
    by.require("clocks.urge")
    batch, shown = batch[:40], list(dict.fromkeys(seen))
    if not batch:
        raise InvalidInput("Mở lại trang đôn đốc rồi chọn việc cần đôn đốc.", field="batch")
    known = list(Urging.objects.filter(batch=batch))
    if known:
        return known
    if not shown:
        raise InvalidInput("Chưa chọn việc nào để đôn đốc. Đánh dấu ít nhất một việc.", field="seen")
    if len(shown) > URGE_CAP:
        raise InvalidInput(
            "Mỗi lần đôn đốc tối đa %(cap)s việc, đang chọn %(count)s. Bỏ bớt.", cap=URGE_CAP, count=len(shown), field="seen"
        )
    changed = set(shown) - {item.seen for item in dues}
    if changed:
        text = "%(count)s việc đã xong hoặc đã đổi hạn từ khi đồng chí mở trang. Xem lại danh sách rồi đôn đốc."
        raise Conflict(text, count=len(changed), field="seen")
    today = Urging.objects.filter(urged_on=by.today, ref_id__in=[item.ref.id for item in dues])
    done = {(row.ref_kind, row.ref_id, row.about) for row in today}
    wanted = [item for item in dues if item.seen in shown and (item.ref.kind, item.ref.id, item.about) not in done]
    rows = [
        Urging(
            batch=batch, ref_kind=item.ref.kind, ref_id=item.ref.id, about=item.about, label=item.label, ref_label=item.ref_label,
            agency_ref=item.agency_ref, started_on=item.started_on, due_on=item.due_on, urged_on=by.today, urged_by=by.name[:150],
        )
        for item in wanted
    ]  # fmt: skip
    Urging.objects.bulk_create(rows, ignore_conflicts=True)
    made = list(Urging.objects.filter(batch=batch))
    if made:
        audit.record_many(entries=[(Event.URGED, RecordRef(row.ref_kind, row.ref_id), _told_urged(row)) for row in made], by=by)
    return made


def _told_urged(row: Urging) -> dict[str, Any]:
    return {"rule": row.about, "due": row.due_on.isoformat(), "on": row.urged_on.isoformat(), "agency": row.agency_ref}


@transaction.atomic
def decide_day(*, day: date, kind: str, reason: str, basis: str, by: Actor) -> CalendarDay:
    """Enter a day off or a worked day of the yearly notice, with its paper. Running clocks move only by apply_replay."""
    by.require("calendar.write")
    if kind not in list(DayKind):
        raise InvalidInput("Không có loại ngày “%(kind)s”.", kind=kind, field="kind")
    if not reason.strip():
        raise InvalidInput("Ghi lý do của ngày này, như “Nghỉ Tết Nguyên đán”.", field="reason")
    if not basis.strip():
        raise InvalidInput("Ngày nghỉ, ngày làm bù phải có căn cứ. Ghi số, ngày của thông báo.", field="basis")
    if (
        kind == DayKind.SWAP_WORK
        and day.weekday() < SATURDAY
        and calendar().is_working(day)
        and not CalendarDay.objects.filter(day=day).exists()
    ):
        raise InvalidInput("Ngày %(day)s vốn là ngày làm việc nên không thể là ngày làm bù.", day=f"{day:%d/%m/%Y}", field="day")
    if (kind == DayKind.WEEKEND) != (day.weekday() >= SATURDAY) and kind in (DayKind.WEEKEND, DayKind.WORKING):
        text = "Ngày %(day)s: “nghỉ cuối tuần” chỉ dùng cho thứ Bảy, Chủ nhật; “làm việc bình thường” chỉ dùng cho ngày trong tuần."
        raise InvalidInput(text, day=f"{day:%d/%m/%Y}", field="kind")
    fields = {"kind": kind, "reason": reason.strip()[:150], "basis": basis.strip()[:200]}
    if CalendarDay.objects.filter(day=day, **fields).exists():
        return CalendarDay.objects.get(day=day)
    row, _ = CalendarDay.objects.update_or_create(day=day, defaults=fields)
    audit.record(event=Event.DAY_DECIDED, ref=RecordRef("calendar_day", row.pk), details={"day": day.isoformat(), **fields}, by=by)
    return row


@transaction.atomic
def withdraw_day(*, day: date, reason: str, by: Actor) -> None:
    """Take back a day entered wrongly: the packaged calendar holds for it again. The ledger keeps what stood."""
    by.require("calendar.write")
    row = CalendarDay.objects.filter(day=day).first()
    if row is None:
        return
    number, kind = row.pk, row.kind
    row.delete()
    details = {"day": day.isoformat(), "kind": kind, "reason": reason.strip()[:200]}
    audit.record(event=Event.DAY_WITHDRAWN, ref=RecordRef("calendar_day", number), details=details, by=by)


@transaction.atomic
def apply_replay(*, by: Actor) -> int:
    """Move every running clock to the day that today's calendar gives, and say anew whether it is certain. Returns how many moved."""
    by.require("calendar.write")
    changed, events = [], []
    for move, answer in pending_moves():
        for name, value in computed(answer).items():
            setattr(move.clock, name, value)
        changed.append(move.clock)
        if move.before != move.after:
            events.append((Event.REPLAYED, _ref(move.clock), _told(move.clock, old=move.before.isoformat())))
    Clock.objects.bulk_update(changed, ["due_on", "version_from", "steps", "confirmed"], batch_size=500)
    if events:
        audit.record_many(entries=events, by=by)
    return len(events)


@transaction.atomic
def adopt_days(*, days: Iterable[Day], by: Actor) -> int:
    """Enter every day of a proposed calendar and move the running clocks by it. Returns how many moved."""
    by.require("calendar.write")
    for row in days:
        decide_day(day=row.date, kind=row.kind, reason=row.reason, basis=row.basis, by=by)
    return apply_replay(by=by)


@transaction.atomic
def confirm_year(*, year: int, document: str, by: Actor) -> CalendarYear:
    """Vouch for the calendar of a year, compared with the notice ``document``: its days are certain from now on, and so are the running
    clocks that rested on it alone. Raises InvalidInput without a document or for a year no calendar reaches."""
    by.require("calendar.write")
    if not document.strip():
        raise InvalidInput("Xác nhận lịch của một năm phải có văn bản. Ghi số, ngày của thông báo nghỉ lễ, Tết.", field="document")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise InvalidInput("Không có lịch năm %(year)s để xác nhận.", year=year, field="year")
    known = CalendarYear.objects.select_for_update().filter(year=year).first()
    if known and known.document == document.strip()[:200]:
        return known
    fields = {"document": document.strip()[:200], "confirmed_on": by.today}
    row, _ = CalendarYear.objects.update_or_create(year=year, defaults=fields)
    details = {"year": year, "paper": row.document}
    audit.record(event=Event.YEAR_CONFIRMED, ref=RecordRef("calendar_year", row.pk), details=details, by=by)
    apply_replay(by=by)
    return row


@transaction.atomic
def withdraw_year(*, year: int, reason: str, by: Actor) -> None:
    """Take back a confirmation: what rests on the year is marked uncertain again. The ledger keeps what stood."""
    by.require("calendar.write")
    row = CalendarYear.objects.select_for_update().filter(year=year).first()
    if row is None:
        return
    number, document = row.pk, row.document
    row.delete()
    details = {"year": year, "paper": document, "reason": reason.strip()[:200]}
    audit.record(event=Event.YEAR_WITHDRAWN, ref=RecordRef("calendar_year", number), details=details, by=by)
    apply_replay(by=by)
