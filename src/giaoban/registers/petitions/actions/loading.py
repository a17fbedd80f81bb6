"""Writing whole stories of petitions and reception turns, many at once: the books, the vault, the clocks and the ledger in step."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, TypeVar

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotAllowed
from giaoban.core.values.refs import RecordRef
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Disposition, Event, PetitionState
from giaoban.registers.petitions.models import Matter, Petition, Reception
from giaoban.registers.petitions.queries import word_index
from giaoban.registers.petitions.rules import (
    PetitionRow,
    ReceptionRow,
    check_petition,
    check_reception,
    clean_name,
    clean_text,
    large_group,
    mask,
    waiting_for,
)
from giaoban.registers.petitions.rules.deadlines import Begin, on_decided, on_received, on_visit, resolution
from giaoban.registers.petitions.rules.states import FINISHED
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.audit import actions as audit
from giaoban.trust.clocks import actions as clocks
from giaoban.trust.clocks.queries import calendar
from giaoban.trust.clocks.rules import ClockRow, clock_label, settled, worked_out

from .duplicates import keep_for_duplicates
from .keeping import folded_text, petition_label, plain, take_numbers
from .reception_days import tie_days

BATCH = 500
BOOK = "don"
CHUNK = 800
RECENT = timedelta(days=30)
R = TypeVar("R", PetitionRow, ReceptionRow)
_COPIED = (
    "agency_id", "received_on", "channel", "kind", "written_on", "forwarded_by", "forwarding_paper", "round", "field", "anonymous",
    "signatories", "attachments", "originals", "competent_kind",
    "eligibility", "ineligible_reason", "within_competence", "disposition", "disposed_on", "disposition_paper",
    "sent_to", "state", "accepted_on", "complex", "remote", "decided_on", "decision_number", "outcome", "ending", "ended_on",
    "ended_ground", "executed_on", "recovered_state_million", "returned_people_million", "recovered_state_m2", "returned_people_m2",
    "returned_organisations", "returned_individuals", "organisations_handled", "people_handled", "officials_handled", "referred_cases",
    "referred_people", "referred_officials", "protected_people",
)  # fmt: skip
_COPIED_TURN = (
    "agency_id", "received_on", "kind", "mode", "delegated", "receiver", "people", "same_matter_people", "petition_kind", "resolved_by",
    "within_competence", "guided_to", "accepting_body", "outcome", "remarks", "refusal_ground", "answer", "answered_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What a load did. ``ids``: record id by source_key, of rows loaded before too. ``matters``: matter id by matter_key."""

    read: int
    loaded: int
    skipped: int
    ids: dict[str, int] = field(default_factory=dict)
    matters: dict[str, int] = field(default_factory=dict)


@transaction.atomic
def load(*, rows: Sequence[PetitionRow], matters: Mapping[str, int] | None = None, checked: bool = False, by: Actor) -> LoadResult:
    """Write petitions with their whole story; a source_key already in the agency's book is skipped. Deadlines run for open ones only.

    ``matters``: matter ids of keys from an earlier load. ``checked``: the rows passed rules.check_petition. Raises InvalidInput.
    """
    by.require("petitions.write")
    _check_agencies(rows, by)
    fresh, ids = _fresh(rows, Petition.objects.values_list("agency_id", "source_key", "pk"))
    if not checked:
        for row in fresh:
            check_petition(row, by.today)
    petitions, keys = write_petitions(fresh, matters=matters or {}, event=Event.LOADED, by=by)
    return _result(rows, fresh, petitions, ids, keys)


@transaction.atomic
def load_receptions(
    *, rows: Sequence[ReceptionRow], matters: Mapping[str, int] | None = None, checked: bool = False, by: Actor
) -> LoadResult:
    """Write reception turns with their answers, as ``load``. The answer's deadline runs for turns without an answer."""
    by.require("receptions.write")
    _check_agencies(rows, by)
    fresh, ids = _fresh(rows, Reception.objects.values_list("agency_id", "source_key", "pk"))
    if not checked:
        for row in fresh:
            check_reception(row, by.today)
    turns, keys = write_receptions(fresh, matters=matters or {}, event=Event.LOADED, by=by)
    return _result(rows, fresh, turns, ids, keys)


def _result(
    rows: Sequence[R], fresh: Sequence[R], made: Sequence[Petition] | Sequence[Reception], ids: dict[str, int], matters: dict[str, int]
) -> LoadResult:
    found = {row.source_key: record.pk for row, record in zip(fresh, made, strict=True) if row.source_key}
    return LoadResult(len(rows), len(made), len(rows) - len(made), {**ids, **found}, matters)


def _check_agencies(rows: Sequence[R], by: Actor) -> None:
    if by.agencies is not None and not {row.agency_id for row in rows} <= by.agencies:
        raise NotAllowed("Tệp có dòng của cơ quan khác. Đồng chí chỉ ghi được sổ của cơ quan mình.", field="agency")


def _fresh(rows: Sequence[R], stored: Any) -> tuple[list[R], dict[str, int]]:
    """Rows whose source_key is not in the book yet, each key once, oldest first as far as the source tells; and known ids by key."""
    keys = sorted({row.source_key[:80] for row in rows if row.source_key})
    known: dict[tuple[int, str], int] = {}
    for i in range(0, len(keys), CHUNK):
        known.update({(agency, key): pk for agency, key, pk in stored.filter(source_key__in=keys[i : i + CHUNK])})
    fresh, seen = [], set(known)
    for row in rows:
        key = (row.agency_id, row.source_key[:80])
        if row.source_key and key in seen:
            continue
        seen.add(key)
        fresh.append(row)
    return fresh, {key: pk for (_, key), pk in known.items()}


def person_of(row: PetitionRow | ReceptionRow) -> Person:
    return Person(
        name=clean_name(row.name), birth_year=row.birth_year, address=row.address.strip(), place=row.place.strip(), phone=row.phone.strip(),
        identity_no=row.identity_no.strip(),
    )  # fmt: skip


def _identities(rows: Sequence[R], sealed: Sequence[bool], by: Actor) -> list[int | None]:
    """The vault's number of each row's person; None when the letter names nobody."""
    people = [person_of(row) for row in rows]
    named = [i for i, person in enumerate(people) if any(person.as_dict().values())]
    numbers = sealing.close(people=[(people[i], sealed[i]) for i in named], by=by)
    found: list[int | None] = [None] * len(rows)
    for i, number in zip(named, numbers, strict=True):
        found[i] = number
    return found


def texts_of(row: PetitionRow | ReceptionRow, sealed: bool, *fields: str) -> dict[str, str]:
    """The row's texts, cleaned; of a sealed person without the name, numbers and address."""
    texts = {name: clean_text(getattr(row, name), name) for name in fields}
    if sealed:
        secrets = (row.name, row.phone, row.identity_no, row.address)
        texts = {name: mask(text, *secrets) for name, text in texts.items()}
    return texts


def _matters(rows: Sequence[R], titles: Sequence[str], known: Mapping[str, int]) -> tuple[list[int], dict[str, int]]:
    """The matter of each row; a new one for each new matter_key and each row without a key."""
    made: list[Matter] = []
    places: list[Matter | int] = []
    by_key: dict[str, Matter | int] = dict(known)
    for row, title in zip(rows, titles, strict=True):
        place = by_key.get(row.matter_key) if row.matter_key else None
        if place is None:
            place = Matter(title=title, opened_on=row.received_on)
            made.append(place)
            if row.matter_key:
                by_key[row.matter_key] = place
        places.append(place)
    Matter.objects.bulk_create(made, batch_size=BATCH)
    ids = [place if isinstance(place, int) else place.pk for place in places]
    return ids, {key: place if isinstance(place, int) else place.pk for key, place in by_key.items()}


def _numbers(book: str, rows: Sequence[R]) -> list[int]:
    """Running numbers of each agency's year, in the order of receipt."""
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for i in sorted(range(len(rows)), key=lambda i: (rows[i].received_on, i)):
        groups[rows[i].agency_id, rows[i].received_on.year].append(i)
    numbers = [0] * len(rows)
    for (agency_id, year), places in sorted(groups.items()):
        first = take_numbers(book, agency_id, year, len(places))
        for offset, place in enumerate(places):
            numbers[place] = first + offset
    return numbers


def _begins(row: PetitionRow, today: date) -> tuple[Begin, ...]:
    """The time limits still running for a story in its state; none for a repeated or finished letter."""
    state = row.state
    if row.duplicate_of_key or state in FINISHED:
        return ()
    waiting = state in (PetitionState.MOI, PetitionState.DANG_KIEM_TRA) or (
        state == PetitionState.DA_XU_LY and row.disposition == Disposition.DE_XUAT_THU_LY
    )
    if waiting:
        return on_received(
            kind=row.kind, round=row.round, channel=row.channel, anonymous=row.anonymous, received_on=row.received_on,
            has_reception=bool(row.reception_key),
        )  # fmt: skip
    if state in (PetitionState.DA_THU_LY, PetitionState.TAM_DINH_CHI) and (begin := _resolution(row)):
        return (begin,)
    if row.decided_on and today - row.decided_on <= RECENT:
        return on_decided(kind=row.kind, round=row.round, decided_on=row.decided_on, remote=row.remote)
    return ()


def _resolution(row: PetitionRow) -> Begin | None:
    if row.accepted_on is None:
        return None
    begin = resolution(
        kind=row.kind, round=row.round, received_on=row.received_on, accepted_on=row.accepted_on, complex=row.complex, remote=row.remote
    )
    return replace(begin, options={**begin.options, "extensions": row.extensions}) if begin and row.extensions else begin


def _due_finder() -> Callable[[Begin], date]:
    """Days due by the present calendar."""
    days = calendar()
    return lambda begin: worked_out(begin.rule, begin.start, settled(begin.options), days)["due_on"]


def write_petitions(
    rows: Sequence[PetitionRow], *, matters: Mapping[str, int], event: Event, by: Actor
) -> tuple[list[Petition], dict[str, int]]:
    """Write checked rows, in their order; and matter ids by key. The caller has checked rights and left out rows already in the book."""
    due = _due_finder()
    sealed = [sealing.sealed_by_default(row.kind) if row.sealed is None else row.sealed for row in rows]
    texts = [texts_of(row, seal, "summary", "request", "respondent", "matter_title") for row, seal in zip(rows, sealed, strict=True)]
    titles = [(text["matter_title"] or " ".join(text["summary"].split()))[:300] for text in texts]
    masters = _stored_masters(rows)
    earlier = {f"\0{key}": matter for key, (_, matter) in masters.items()}
    matter_ids, matter_keys = _matters(_with_masters(rows), titles, {**matters, **earlier})
    identities, numbers = _identities(rows, sealed, by), _numbers(BOOK, rows)
    turns = _reception_ids(rows)
    begins = [_begins(row, by.today) for row in rows]
    petitions = []
    for i, row in enumerate(rows):
        petition = Petition(**{name: getattr(row, name) for name in _COPIED})
        petition.year, petition.seq = row.received_on.year, numbers[i]
        petition.handler_id = row.handler_id or row.agency_id
        petition.source_key, petition.reception_id = row.source_key[:80] or None, turns.get((row.agency_id, row.reception_key))
        petition.identity_ref, petition.sealed, petition.matter_id = identities[i], sealed[i], matter_ids[i]
        petition.summary, petition.request, petition.respondent = texts[i]["summary"], texts[i]["request"], texts[i]["respondent"][:250]
        petition.folded = folded_text(petition.respondent, petition.summary, petition.request)
        _show_next(petition, row, begins[i], due)
        petitions.append(petition)
    Petition.objects.bulk_create(petitions, batch_size=BATCH)
    word_index.keep_new(petitions)
    found = {row.source_key: petition.pk for row, petition in zip(rows, petitions, strict=True) if row.source_key}
    _link_masters(rows, petitions, {**{key: pk for key, (pk, _) in masters.items()}, **found})
    keep_for_duplicates([(petition, person_of(row)) for petition, row in zip(petitions, rows, strict=True)])
    _start(rows, petitions, begins, by)
    audit.record_many(
        entries=[
            (event, RecordRef("petition", p.pk), plain({"number": p.number, "kind": str(p.kind), "sealed": p.sealed})) for p in petitions
        ],
        by=by,
    )
    return petitions, {key: matter for key, matter in matter_keys.items() if key[0] != "\0"}


def _stored_masters(rows: Sequence[PetitionRow]) -> dict[str, tuple[int, int]]:
    """(petition, matter) of letters of an earlier load that rows of this one repeat, by source_key."""
    here = {row.source_key for row in rows}
    keys = sorted({row.duplicate_of_key for row in rows if row.duplicate_of_key} - here)
    found: dict[str, tuple[int, int]] = {}
    for i in range(0, len(keys), CHUNK):
        letters = Petition.objects.filter(source_key__in=keys[i : i + CHUNK]).values_list("source_key", "pk", "matter_id")
        found.update({key: (pk, matter) for key, pk, matter in letters if key})
    return found


def _with_masters(rows: Sequence[PetitionRow]) -> list[PetitionRow]:
    """A repeated letter belongs to the matter of the letter it repeats."""
    keys = {row.source_key: row.matter_key or f"\0{row.source_key}" for row in rows if row.source_key}
    masters = {row.duplicate_of_key for row in rows if row.duplicate_of_key}
    found = []
    for row in rows:
        key = keys[row.source_key] if row.source_key in masters else None
        if row.duplicate_of_key:
            key = keys.get(row.duplicate_of_key, f"\0{row.duplicate_of_key}")
        found.append(replace(row, matter_key=key) if key and not row.matter_key else row)
    return found


def _show_next(petition: Petition, row: PetitionRow, begins: Sequence[Begin], due: Callable[[Begin], date]) -> None:
    nearest = min(begins, key=due, default=None)
    if row.state == PetitionState.TAM_DINH_CHI:
        nearest = None
    petition.next_due = due(nearest) if nearest else None
    waiting = "" if row.duplicate_of_key else waiting_for(row.state, row.disposition)
    petition.next_step = (clock_label(nearest.rule) if nearest else waiting)[:100]
    begin = _resolution(row)
    petition.resolve_due = row.resolve_due or (due(begin) if begin else None)


def _reception_ids(rows: Sequence[PetitionRow]) -> dict[tuple[int, str], int]:
    keys = sorted({row.reception_key for row in rows if row.reception_key})
    found: dict[tuple[int, str], int] = {}
    for i in range(0, len(keys), CHUNK):
        turns = Reception.objects.filter(source_key__in=keys[i : i + CHUNK])
        found.update({(agency, key): pk for agency, key, pk in turns.values_list("agency_id", "source_key", "pk") if key})
    return found


def _link_masters(rows: Sequence[PetitionRow], petitions: Sequence[Petition], found: Mapping[str, int]) -> None:
    linked = []
    for row, petition in zip(rows, petitions, strict=True):
        if row.duplicate_of_key and (master := found.get(row.duplicate_of_key)) and master != petition.pk:
            petition.duplicate_of_id = master
            linked.append(petition)
    Petition.objects.bulk_update(linked, ["duplicate_of"], batch_size=BATCH)


def _start(rows: Sequence[PetitionRow], petitions: Sequence[Petition], begins: Iterable[Sequence[Begin]], by: Actor) -> None:
    wanted = [
        ClockRow(begin.rule, RecordRef("petition", p.pk), petition_label(p.number, p.kind), p.handler_id, begin.start, begin.options)
        for p, items in zip(petitions, begins, strict=True)
        for begin in items
    ]
    started = clocks.start_many(rows=wanted, by=by) if wanted else []
    paused = {p.pk: row for row, p in zip(rows, petitions, strict=True) if row.state == PetitionState.TAM_DINH_CHI}
    for clock in started:
        if row := paused.get(clock.ref_id):
            day = max(row.suspended_on or by.today, clock.started_on + timedelta(days=1))
            clocks.pause(clock=clock, first_day=day, paper=row.suspension_paper or "Quyết định tạm đình chỉ", by=by)


def write_receptions(
    rows: Sequence[ReceptionRow], *, matters: Mapping[str, int], event: Event, by: Actor
) -> tuple[list[Reception], dict[str, int]]:
    """Write checked reception turns, as write_petitions."""
    sealed = [sealing.sealed_by_default(row.petition_kind) if row.sealed is None else row.sealed for row in rows]
    texts = [texts_of(row, seal, "summary", "request", "past_handling", "matter_title") for row, seal in zip(rows, sealed, strict=True)]
    titles = [(text["matter_title"] or " ".join(text["summary"].split()))[:300] for text in texts]
    matter_ids, matter_keys = _matters(rows, titles, matters)
    identities, numbers = _identities(rows, sealed, by), _numbers("tiep", rows)
    turns = []
    for i, row in enumerate(rows):
        turn = Reception(**{name: getattr(row, name) for name in _COPIED_TURN})
        turn.year, turn.seq, turn.source_key = row.received_on.year, numbers[i], row.source_key[:80] or None
        turn.identity_ref, turn.sealed, turn.matter_id = identities[i], sealed[i], matter_ids[i]
        turn.large_group = large_group(row.people)
        turn.summary, turn.request, turn.past_handling = texts[i]["summary"], texts[i]["request"], texts[i]["past_handling"]
        turn.folded = folded_text(turn.summary, turn.request)
        turns.append(turn)
    Reception.objects.bulk_create(turns, batch_size=BATCH)
    word_index.keep_new(turns)
    tie_days(turns, from_book=event == Event.LOADED, by=by)
    clock_rows = [
        ClockRow(begin.rule, RecordRef("reception", t.pk), f"Lượt tiếp số {t.number}", t.agency_id, begin.start)
        for t in turns
        if not t.answer and not t.refusal_ground
        for begin in on_visit(t.received_on)
    ]
    if clock_rows:
        clocks.start_many(rows=clock_rows, by=by)
    audit.record_many(entries=[(event, RecordRef("reception", t.pk), {"number": t.number, "kind": str(t.kind)}) for t in turns], by=by)
    return turns, matter_keys
