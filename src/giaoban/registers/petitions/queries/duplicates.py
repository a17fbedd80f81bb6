"""Letters of the book that a letter may repeat: the same writer, the same matter, the same words, sealed ones without a name."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log2
from typing import Any

from django.db.models import Q

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotAllowed
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.models import DuplicateRefusal, Petition
from giaoban.registers.petitions.rules.duplicates_index import (
    PERSON_BITS,
    PROBED,
    Table,
    best,
    box_of,
    near,
    text_keys,
    unpacked,
    writer_keys,
)
from giaoban.registers.petitions.rules.duplicates_near import SAME_WRITER, Kept, Sought, Weighed, weighed
from giaoban.registers.petitions.rules.duplicates_person import Marks, marks
from giaoban.registers.petitions.rules.duplicates_reasons import reasons_of
from giaoban.registers.petitions.rules.duplicates_text import Told, told
from giaoban.registers.petitions.sealing import Person

from . import duplicate_index as index
from .reading import visible

LOOKED_AT, COMPARED, STRANGERS = 80, 10, 3
LOCKED_WORDS = "cùng người viết theo dấu niêm phong"
ORDER = {"duplicate": 0, "campaign": 1, "same_matter": 2, "same_person": 3}


@dataclass(frozen=True, slots=True)
class Suspect:
    """A letter that belongs with the sought one. ``verdict``: duplicate | same_matter | campaign | same_person (another matter).

    ``petition`` is None when this person may not read it; ``told`` then says where it lies and nothing else. ``score`` 0-1.
    """

    verdict: str
    score: float
    reasons: tuple[str, ...]
    told: str
    sealed: bool
    agency: str
    received_on: date
    petition: Petition | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A weighed letter of the book, before it is asked who may read it."""

    weighed: Weighed
    verdict: str


def suspects(
    *,
    text: str,
    name: str = "",
    birth_year: int | None = None,
    address: str = "",
    phone: str = "",
    identity_no: str = "",
    respondent: str = "",
    received_on: date | None = None,
    kind: str = "",
    actor: Actor,
    limit: int = 10,
    leave_out: Collection[int] = (),
) -> list[Suspect]:
    """Letters of all agencies that the typed one may repeat, the surest first. Empty when the vault's key cannot be read."""
    actor.require("petitions.read")
    written: dict[str, Any] = {"name": name, "birth_year": birth_year, "address": address, "phone": phone, "identity_no": identity_no}
    return _shown(seek(text=text, respondent=respondent, received_on=received_on, kind=kind, leave_out=leave_out, **written), actor, limit)


def suspected(petition: Petition, actor: Actor, limit: int = 10) -> list[Suspect]:
    """Letters that a letter of the book may repeat; those a clerk has refused are left out."""
    refused = DuplicateRefusal.objects.filter(Q(petition=petition) | Q(other=petition)).values_list("petition_id", "other_id")
    away = {petition.pk, *(place for pair in refused for place in pair)}
    person = sealing.open_persons([petition.identity_ref], actor).get(petition.identity_ref) if petition.identity_ref else None
    found = seek(
        text=_text(petition.summary, petition.request), respondent=petition.respondent, received_on=petition.received_on,
        kind=petition.kind, leave_out=away, kept=petition.pk, **_written(person),
    )  # fmt: skip
    return _shown(found, actor, limit)


def _written(person: Person | None) -> dict[str, Any]:
    who = person or Person()
    address = who.address or who.place
    return {"name": who.name, "birth_year": who.birth_year, "address": address, "phone": who.phone, "identity_no": who.identity_no}


def _text(summary: str, request: str) -> str:
    return f"{summary} {request}" if request else summary


def seek(
    *,
    text: str,
    name: str = "",
    birth_year: int | None = None,
    address: str = "",
    phone: str = "",
    identity_no: str = "",
    respondent: str = "",
    received_on: date | None = None,
    kind: str = "",
    leave_out: Collection[int] = (),
    kept: int | None = None,
) -> list[Found]:
    """The probing and comparing itself: keys, hits, marks, and at most 15 letters compared in full. ``kept``: this letter of the book."""
    try:
        mark = sealing.duplicate_marker()
    except NotAllowed:
        return []
    written: dict[str, Any] = {"name": name, "birth_year": birth_year, "address": address, "phone": phone, "identity_no": identity_no}
    table, read = index.rarity(), told(text)
    mine = unpacked(box_of(**written, mark=mark))
    if kept is not None and not mine.names and (own := index.marks_of([kept]).get(kept)):
        mine = unpacked(sealing.marks_opener()(own))
    scores = _scores(read, writer_keys(**written), table)
    for place in leave_out:
        scores.pop(place, None)
    chosen, their_marks = _chosen(scores, mine)
    called = marks(**written).called
    sought = Sought(read, respondent, kind, received_on, mine, called)
    return [Found(one, one.opinion.verdict or "same_person") for one in weighed(sought, _kept(chosen, their_marks), table, mark)]


def _scores(read: Told, people: list[int], table: Table) -> dict[int, float]:
    """How many bits of rarity each letter of the book shares with the sought one."""
    mark = sealing.duplicate_marker()
    weights = {mark(value): -log2(max(table.rate(value), 1e-6)) for value in text_keys(read, table, PROBED)}
    weights |= {mark(value): PERSON_BITS for value in people}
    scores: dict[int, float] = defaultdict(float)
    for key, letters in index.hits(list(weights)).items():
        gain = weights[key]
        for letter in letters:
            scores[letter] += gain
    return scores


def _chosen(scores: dict[int, float], mine: Marks) -> tuple[list[int], dict[int, Marks]]:
    """The letters to compare in full: those whose writer is near enough, and the few strangers who share most of the text."""
    looked = best(scores, LOOKED_AT)
    boxes, known = index.marks_of(looked), dict[int, Marks]()
    unlock = sealing.marks_opener()
    close: list[int] = []
    strange: list[int] = []
    for letter in looked:
        if len(close) == COMPARED:
            break
        if letter in boxes:
            known[letter] = unpacked(unlock(boxes[letter]))
        if near(mine, known.get(letter, Marks())):
            close.append(letter)
        elif len(strange) < STRANGERS:
            strange.append(letter)
    return [*close[: COMPARED - len(strange)], *strange], known


def _kept(chosen: list[int], known: Mapping[int, Marks]) -> list[Kept]:
    rows = Petition.objects.filter(pk__in=chosen).values_list("pk", "summary", "request", "respondent", "kind", "received_on")
    return [Kept(pk, _text(summary, request), other, kind, day, known.get(pk, Marks())) for pk, summary, request, other, kind, day in rows]


def _shown(found: Iterable[Found], actor: Actor, limit: int) -> list[Suspect]:
    """What this person may know of each: a sealed letter is named only by its place, and only when the matter is the same too."""
    listed = sorted(found, key=lambda item: (ORDER[item.verdict], -item.weighed.opinion.score, -item.weighed.id))
    ids = [item.weighed.id for item in listed]
    rows = {p.pk: p for p in Petition.objects.filter(pk__in=ids).select_related("agency").defer("folded")}
    seen = set(visible(actor).filter(pk__in=ids).values_list("pk", flat=True))
    shown = []
    for item in listed:
        row = rows[item.weighed.id]
        if item.verdict == "same_person" and (row.sealed or row.pk not in seen):
            continue
        shown.append(_suspect(item, row, row.pk in seen))
    return shown[:limit]


def _suspect(item: Found, row: Petition, may_read: bool) -> Suspect:
    where, found = row.agency.short_name or row.agency.name, item.weighed
    if row.sealed:
        words = f"một đơn đã niêm phong tại {where}"
        reasons = [LOCKED_WORDS] if found.opinion.writer >= SAME_WRITER else []
        reasons += reasons_of(found.why, person=False)
    elif may_read:
        words, reasons = f"đơn số {row.number} tại {where}", reasons_of(found.why)
    else:
        words, reasons = f"một đơn tại {where}", reasons_of(found.why, person=False)
    score = found.opinion.score if item.verdict != "same_person" else round(found.opinion.writer, 4)
    return Suspect(item.verdict, score, tuple(reasons), words, row.sealed, where, row.received_on, row if may_read else None)
