"""What every act on a petition shares: the lock, the version, the clocks, the next deadline shown and the line in the ledger."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, NotAllowed, NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.search import kept_words
from giaoban.registers.people.models import Agency
from giaoban.registers.people.queries import check_exists
from giaoban.registers.petitions.choices import Event, PetitionKind
from giaoban.registers.petitions.models import NumberSeries, Petition, Reception
from giaoban.registers.petitions.queries import word_index
from giaoban.registers.petitions.rules.deadlines import RESOLUTION, Begin
from giaoban.registers.petitions.rules.states import FINISHED, Act, require_act, waiting_for
from giaoban.trust.accounts.queries import visible_to
from giaoban.trust.audit import actions as audit
from giaoban.trust.clocks import actions as clocks
from giaoban.trust.clocks import queries as running_clocks
from giaoban.trust.clocks.choices import ClockState
from giaoban.trust.clocks.choices import Event as ClockEvent
from giaoban.trust.clocks.models import Clock
from giaoban.trust.clocks.rules import computed, settled

STALE = "Người khác vừa sửa %(what)s số %(number)s trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô."


def check_agency(agency: Agency, right: str, on: date, by: Actor) -> None:
    """Raises NotAllowed without the right or when the agency's books are not this person's to write, RefusedByLaw when the agency did not
    exist on the day."""
    by.require(right)
    agency_id = agency.pk
    if by.agencies is not None and agency_id not in by.agencies:
        raise NotAllowed("Đồng chí chỉ ghi được sổ của cơ quan mình. Chọn lại cơ quan hoặc chuyển cho cơ quan đó ghi.", field="agency")
    check_exists(agency, on)


def hold_book(book: str, agency_id: int, year: int) -> NumberSeries:
    """Lock the book until the transaction ends: whoever writes in it next waits, and then sees what was written."""
    NumberSeries.objects.get_or_create(book=book, agency_id=agency_id, year=year)
    return NumberSeries.objects.select_for_update().get(book=book, agency_id=agency_id, year=year)


def take_numbers(book: str, agency_id: int, year: int, count: int = 1) -> int:
    """The first of ``count`` running numbers, taken under the lock of the book, so that none is missing or given twice."""
    series = hold_book(book, agency_id, year)
    first = series.last + 1
    series.last += count
    series.save(update_fields=["last"])
    return first


def folded_text(*parts: str) -> str:
    """What the search looks through: the story without marks, never a name of a petitioner."""
    return kept_words(*parts)


def petition_ref(petition: Petition) -> RecordRef:
    return RecordRef("petition", petition.pk)


def petition_label(number: str, kind: str) -> str:
    """How a petition is named in the list of deadlines: its number and kind, nobody's name."""
    return f"Đơn số {number} ({PetitionKind.label_of(kind).lower()})"


def locked(petition: Petition, by: Actor) -> Petition:
    """The petition's row locked for change. Raises NotAllowed or NotFound."""
    by.require("petitions.write")
    row = visible_to(by, Petition.objects.select_for_update(of=("self",))).filter(pk=petition.pk).first()
    if row is None:
        raise NotFound("Không có đơn này hoặc đồng chí không được xem.")
    return row


def locked_reception(reception: Reception, by: Actor) -> Reception:
    """The reception turn's row locked for change. Raises NotAllowed or NotFound."""
    by.require("receptions.write")
    row = visible_to(by, Reception.objects.select_for_update(of=("self",))).filter(pk=reception.pk).first()
    if row is None:
        raise NotFound("Không có lượt tiếp này hoặc đồng chí không được xem.")
    return row


def check_version(row: Petition | Reception, version: int | None) -> None:
    """Raises Conflict when the form was opened on an older version of the record."""
    if version is not None and version != row.version:
        what = "đơn" if isinstance(row, Petition) else "lượt tiếp"
        raise Conflict(STALE, what=what, number=row.number)


def check_act(act: Act, petition: Petition, version: int | None) -> None:
    """Version first, then whether the state lets the act happen."""
    check_version(petition, version)
    require_act(act, state=petition.state, kind=petition.kind, disposition=petition.disposition, number=petition.number)


def holds(row: Petition | Reception, **values: Any) -> bool:
    """Whether the record already says exactly this: a second click changes nothing."""
    return all(getattr(row, name) == value for name, value in values.items())


def begin(petition: Petition, begins: Iterable[Begin], by: Actor) -> None:
    """Start time limits; one let go by mistake (a wrong link, a wrong kind) runs again. A letter that repeats another starts none."""
    if petition.duplicate_of_id is not None:
        return
    label = petition_label(petition.number, petition.kind)
    for item in begins:
        clock = clocks.start(
            rule=item.rule, ref=petition_ref(petition), ref_label=label, agency_ref=petition.handler_id, start=item.start,
            options=item.options, by=by,
        )  # fmt: skip
        if clock.state == ClockState.DROPPED:
            Clock.objects.filter(pk=clock.pk).update(state=ClockState.RUNNING, ended_on=None, paper="", ref_label=label)


def meet(petition: Petition, rules: Iterable[str], on: date, paper: str, by: Actor) -> None:
    """Say that the acts these time limits wait for were done."""
    for rule in rules:
        clocks.meet_rule(ref=petition_ref(petition), rule=rule, on=on, paper=paper, by=by)


def drop(petition: Petition, on: date, reason: str, by: Actor, *, rules: Iterable[str] | None = None) -> None:
    """Let time limits go that no longer apply: those of ``rules``, or all."""
    chosen = None if rules is None else frozenset(rules)
    for clock in running_clocks.running(petition_ref(petition)):
        if chosen is None or clock.rule in chosen:
            clocks.drop(clock=clock, on=on, paper=reason, by=by)


def open_clock(petition: Petition, rules: Iterable[str]) -> Clock | None:
    """The running or paused clock of one of these rules."""
    return running_clocks.running(petition_ref(petition)).filter(rule__in=list(rules)).first()


def lengthen(clock: Clock, options: dict[str, Any], paper: str, by: Actor) -> Clock:
    """Count a running clock anew as the case it turned out to be (a complaint found complex), by the paper that finds it."""
    if clock.state != ClockState.RUNNING:
        raise Conflict("Thời hạn “%(label)s” không đang chạy nên không kéo dài được.", label=clock.label)
    old = clock.due_on
    answer = running_clocks.deadline(rule=clock.rule, start=clock.started_on, options=options, pauses=running_clocks.pauses_of(clock))
    clock.options, clock.paper = settled(options), paper[:200]
    for name, value in computed(answer).items():
        setattr(clock, name, value)
    clock.save()
    ref = RecordRef(clock.ref_kind, clock.ref_id)
    details = {"rule": clock.rule, "old": old.isoformat(), "due": clock.due_on.isoformat(), "paper": paper}
    audit.record(event=ClockEvent.EXTENDED, ref=ref, details=details, by=by)
    return clock


def refresh(petition: Petition) -> None:
    """Show the nearest running deadline on the row, or what the petition waits for, and the day it should be resolved."""
    rows = list(running_clocks.clocks_of(petition_ref(petition)))
    owed = _owed_to_others(petition)
    nearest = min((clock for clock in (*rows, *owed) if clock.state == ClockState.RUNNING), key=lambda clock: clock.due_on, default=None)
    petition.next_step = (nearest.label if nearest else waiting_for(petition.state, petition.disposition))[:100]
    petition.next_due = nearest.due_on if nearest else None
    if petition.duplicate_of_id is not None or (petition.state in FINISHED and nearest is None):
        petition.next_step = ""
    resolving = [clock.due_on for clock in rows if clock.rule in RESOLUTION and clock.state != ClockState.DROPPED]
    if resolving and petition.accepted_on:
        petition.resolve_due = max(resolving)


def _owed_to_others(petition: Petition) -> list[Clock]:
    """The running answers to bodies that sent the letter on after it was entered."""
    ids = list(petition.forwarders.filter(first=False, answered_on=None).values_list("pk", flat=True))
    return list(Clock.objects.filter(ref_kind="forwarder", ref_id__in=ids, state=ClockState.RUNNING)) if ids else []


def finish(petition: Petition, event: Event, details: dict[str, Any], by: Actor) -> Petition:
    """Write the changed petition, its next version, its next deadline, and the line in the ledger (open fields only)."""
    refresh(petition)
    petition.version += 1
    petition.save()
    word_index.keep(petition)
    audit.record(event=event, ref=petition_ref(petition), details=plain(details), by=by)
    return petition


def plain(details: dict[str, Any]) -> dict[str, Any]:
    """Details as JSON values, the empty ones left out."""
    kept = {name: value for name, value in details.items() if value not in (None, "", False)}
    return {
        name: value.isoformat() if isinstance(value, date) else str(value) if not isinstance(value, int) else value
        for name, value in kept.items()
    }


def running_rules(petition: Petition) -> list[str]:
    """The rules of the petition's clocks that are not over."""
    return [clock.rule for clock in running_clocks.running(petition_ref(petition))]
