"""Keeping the index of repeats with every letter that enters or changes, and a clerk's word that two letters are no repeats."""

import random
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotAllowed, RefusedByLaw
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Event
from giaoban.registers.petitions.models import DuplicateRefusal, Petition
from giaoban.registers.petitions.queries import duplicate_index as index
from giaoban.registers.petitions.rules.duplicates_index import KEPT, SAMPLE, Table, box_of, text_keys, writer_keys
from giaoban.registers.petitions.rules.duplicates_text import told
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.audit import actions as audit

from .keeping import check_version, locked, petition_ref

COUNTED_FROM = 50
CHUNK = 2000


def keep_for_duplicates(letters: Sequence[tuple[Petition, Person | None]]) -> int:
    """Keep what finds a letter again: keys of its text and writer, marks of the writer. How many letters were kept.

    ``None`` for a writer leaves the marks as they are (the text alone was corrected). Many letters at once are counted for rarity too.
    Without the vault's key nothing is kept: such letters are found again after ``rebuild_duplicates``.
    """
    try:
        mark = sealing.duplicate_marker()
    except NotAllowed:
        return 0
    read = [told(f"{row.summary} {row.request}" if row.request else row.summary) for row, _ in letters]
    table = index.rarity()
    if len(letters) >= COUNTED_FROM and table.letters < SAMPLE:
        table = Table(table.letters, table.levels)  # the one at hand is shared between requests
        roll = random.Random(table.letters)  # noqa: S311 - rounding, no secret
        for one in read[: SAMPLE - table.letters]:
            table.count(one, roll)
        index.keep_rarity(table)
    keys: list[tuple[int, int]] = []
    boxes: list[tuple[int, bytes]] = []
    for (row, person), one in zip(letters, read, strict=True):
        keys += [(mark(value), row.pk) for value in text_keys(one, table, KEPT)]
        if person is not None:
            address = person.address or person.place
            written: dict[str, Any] = {"name": person.name, "birth_year": person.birth_year, "address": address, "phone": person.phone,
                       "identity_no": person.identity_no}  # fmt: skip
            keys += [(mark(value), row.pk) for value in writer_keys(**written)]
            boxes.append((row.pk, sealing.lock_marks(box_of(**written, mark=mark))))
    index.add_keys(keys)
    index.add_marks(boxes)
    return len(letters)


@transaction.atomic
def rebuild_duplicates(*, by: Actor) -> int:
    """Build the whole index anew from the book and the vault, as after an upgrade or a changed key. How many letters were kept."""
    by.require("petitions.write")
    index.clear()
    done = 0
    rows: list[Petition] = []
    for row in Petition.objects.only("summary", "request", "identity_ref").order_by("pk").iterator(chunk_size=CHUNK):
        rows.append(row)
        if len(rows) == CHUNK:
            done += _rebuilt(rows)
            rows = []
    return done + (_rebuilt(rows) if rows else 0)


def _rebuilt(rows: Sequence[Petition]) -> int:
    people = sealing.persons_for_marks([row.identity_ref for row in rows])
    return keep_for_duplicates([(row, people.get(row.identity_ref or 0, Person())) for row in rows])


@transaction.atomic
def refuse_duplicate(*, petition: Petition, other: Petition, reason: str = "", version: int | None = None, by: Actor) -> DuplicateRefusal:
    """Say that two letters are no repeats: they are not proposed to one another again. Raises RefusedByLaw when they are linked."""
    row, second = locked(petition, by), locked(other, by)
    first, last = (row, second) if row.pk < second.pk else (second, row)
    if known := DuplicateRefusal.objects.filter(petition=first, other=last).first():
        return known
    check_version(row, version)
    if row.pk == second.pk:
        raise RefusedByLaw("Một đơn không thể so với chính nó. Chọn đơn khác.", field="master")
    if row.duplicate_of_id == second.pk or second.duplicate_of_id == row.pk:
        raise RefusedByLaw("Hai đơn đang được ghi là trùng. Bỏ xác định trùng trước.", field="master")
    made = DuplicateRefusal.objects.create(petition=first, other=last, reason=reason.strip()[:300], refused_on=by.today)
    audit.record(event=Event.DUPLICATE_REFUSED, ref=petition_ref(row), details={"other": second.pk, "number": second.number}, by=by)
    return made


@transaction.atomic
def take_back_refusal(*, petition: Petition, other: Petition, by: Actor) -> bool:
    """Undo a refusal: the two may be proposed to one another again. Whether there was one."""
    row, second = locked(petition, by), locked(other, by)
    first, last = (row, second) if row.pk < second.pk else (second, row)
    gone, _ = DuplicateRefusal.objects.filter(petition=first, other=last).delete()
    if gone:
        audit.record(
            event=Event.DUPLICATE_REFUSAL_UNDONE, ref=petition_ref(row), details={"other": second.pk, "number": second.number}, by=by
        )
    return bool(gone)
