"""The one door from petitions and receptions to the vault."""

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef
from giaoban.trust.vault import actions as vault
from giaoban.trust.vault import queries as boxes
from giaoban.trust.vault.choices import Trait
from giaoban.trust.vault.models import Opening, Reveal
from giaoban.trust.vault.rules import Person, digits

from .choices import PetitionKind

__all__ = ["Opening", "Person", "Reveal"]

SEALED_KINDS = frozenset({PetitionKind.TO_CAO, PetitionKind.NHIEU_NOI_DUNG})


def sealed_by_default(kind: str) -> bool:
    """Denunciations, and letters that may hold one, are sealed from the first moment (Luật Tố cáo Điều 8.3, 56)."""
    return kind in SEALED_KINDS


def close(*, people: Sequence[tuple[Person, bool]], by: Actor) -> list[int]:
    return vault.close(people=people, by=by)


def open_names(refs: Iterable[int | None], actor: Actor) -> dict[int, str]:
    """Names of unsealed petitioners by identity id, for holders of identities.read; sealed ones are never in the answer."""
    if not actor.may("identities.read"):
        return {}
    return {key: person.name for key, person in boxes.persons(r for r in refs if r is not None).items()}


def open_persons(refs: Iterable[int | None], actor: Actor) -> dict[int, Person]:
    """Whole unsealed identities by id, for holders of identities.read."""
    if not actor.may("identities.read"):
        return {}
    return boxes.persons(r for r in refs if r is not None)


def ask(*, identity_ref: int, ref: RecordRef, purpose: str, parts: Iterable[str], motive: str, by: Actor) -> Opening:
    return vault.ask(identity_id=identity_ref, ref=ref, purpose=purpose, parts=parts, motive=motive, by=by)


def answer(*, opening: Opening, agreed: bool, reason: str, by: Actor) -> Opening:
    return vault.answer(opening=opening, agreed=agreed, reason=reason, by=by)


def shut(*, opening: Opening, by: Actor) -> Opening:
    return vault.shut(opening=opening, by=by)


def reveal(*, identity_ref: int, ref: RecordRef, purpose: str, parts: Iterable[str], by: Actor) -> Person:
    return vault.look(identity_id=identity_ref, ref=ref, purpose=purpose, parts=parts, by=by)


def openings_of(ref: RecordRef) -> list[Opening]:
    """Every request to open an identity of a record, newest first, with its looks."""
    return list(boxes.openings_of(ref).prefetch_related("looks"))


def openings_now(ref: RecordRef, by: Actor) -> list[Opening]:
    """The openings of a record by which this person may look at this moment."""
    return boxes.openings_now(ref, by)


def openings_waiting(at: datetime) -> list[Opening]:
    """Requests of any record that wait for a second person."""
    return list(boxes.waiting(at))


def opening(number: int) -> Opening | None:
    return Opening.objects.filter(pk=number).first()


def standing(opening: Opening, at: datetime) -> str:
    return boxes.standing(opening, at)


def known_person(identity_ref: int | None) -> Person:
    """A sealed identity for masking and searching by the machine only: what comes of it names nobody and is shown to nobody."""
    return boxes.persons([identity_ref], sealed=True).get(identity_ref, Person()) if identity_ref is not None else Person()


def lock_content(content: bytes, told: dict[str, str]) -> bytes:
    return boxes.lock_content(content, told)


def open_content(box: bytes) -> tuple[bytes, dict[str, str]]:
    return boxes.open_content(box)


def forget_overwritten() -> None:
    """After something became sealed: what the database kept of it before leaves the disk too, once the transaction has come true."""
    transaction.on_commit(boxes.forget_overwritten)


def change_seal(*, identity_ref: int, sealed: bool, ref: RecordRef, paper: str, by: Actor) -> None:
    vault.change_seal(identity_id=identity_ref, sealed=sealed, ref=ref, paper=paper, by=by)


def matching_identities(folded_query: str) -> list[int]:
    """Identity ids (never sealed ones) whose name or number is what was typed: neighbouring words of it, the given name, a number."""
    words = folded_query.split()
    number = digits(folded_query)
    if len(number) >= 8:
        found = set(boxes.matching(Trait.PHONE, number[-9:]).values_list("identity_id", flat=True))
        return sorted(found | set(boxes.matching(Trait.IDENTITY_NO, number).values_list("identity_id", flat=True)))
    if not words:
        return []
    if len(words) == 1:
        return list(boxes.matching(Trait.GIVEN, words[0]).values_list("identity_id", flat=True)[:2000])
    sets = [set(boxes.matching(Trait.PAIR, " ".join(pair)).values_list("identity_id", flat=True)) for pair in pairwise(words)]
    return sorted(set.intersection(*sets))


@lru_cache(maxsize=2)
def _marker(secret: bytes) -> Callable[[int], int]:
    base = blake2b(key=secret, digest_size=4, person=b"duplicates")

    @lru_cache(maxsize=100_000)
    def mark(value: int) -> int:
        maker = base.copy()
        maker.update(value.to_bytes(8, "big"))
        return int.from_bytes(maker.digest(), "big", signed=True)

    return mark


def duplicate_marker() -> Callable[[int], int]:
    """The keyed hash (four bytes, signed) under which runs of words and traits of a writer are kept to find repeats.

    Raises NotAllowed when the vault's key cannot be read: no repeats are sought then.
    """
    return _marker(boxes.keys()[2])


def _pad(secret: bytes, nonce: bytes, many: int) -> int:
    out = blake2b(nonce, key=secret, digest_size=64, person=b"writer marks").digest()
    while len(out) < many:
        out += blake2b(nonce + len(out).to_bytes(2, "big"), key=secret, digest_size=64, person=b"writer marks").digest()
    return int.from_bytes(out[:many], "big")


def marks_opener() -> Callable[[bytes], bytes]:
    """What unlocks the marks that ``lock_marks`` locked; the key is fetched once."""
    secret = boxes.keys()[2]

    def unlock(box: bytes) -> bytes:
        nonce, marks = box[:6], box[6:]
        return (int.from_bytes(marks, "big") ^ _pad(secret, nonce, len(marks))).to_bytes(len(marks), "big")

    return unlock


def lock_marks(marks: bytes) -> bytes:
    """A writer's marks so that equal ones do not look equal in the database: a nonce of six bytes and the marks under a keyed pad."""
    nonce = os.urandom(6)
    return nonce + (int.from_bytes(marks, "big") ^ _pad(boxes.keys()[2], nonce, len(marks))).to_bytes(len(marks), "big")


def persons_for_marks(refs: Iterable[int | None]) -> dict[int, Person]:
    """Whole identities, sealed ones too, for making their keyed marks anew; never shown to anybody."""
    return boxes.persons((r for r in refs if r is not None), sealed=True)


def key_name() -> str:
    """The name by which the present vault key is known; it says nothing about the key. Raises NotAllowed when the key cannot be read."""
    return boxes.keys()[0]


def foreign_keys() -> list[str]:
    """Names of keys other than the present one that closed identities of this database."""
    return sorted(boxes.key_names() - {key_name()})


def reveals(identity_ref: int) -> list[Reveal]:
    return list(boxes.reveals_of(identity_ref))


def mark(purpose: str, value: str) -> str:
    """A keyed mark for one purpose (a receipt's code, an address): equal values give equal marks, and without the key they say nothing."""
    return boxes.digests([(purpose, value)])[0].hex()


def receipt_proof(identity_ref: int) -> tuple[str, str, int | None]:
    """(digits of the phone, of the identity number, birth year) of a writer, for the second question of the receipt; nobody is shown them."""
    person = boxes.persons([identity_ref], sealed=True)[identity_ref]
    return digits(person.phone), digits(person.identity_no), person.birth_year
