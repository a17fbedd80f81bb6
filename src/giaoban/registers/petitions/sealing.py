"""The one door from petitions and receptions to the vault."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef
from giaoban.trust.vault import actions as vault
from giaoban.trust.vault import queries as boxes
from giaoban.trust.vault.choices import Trait
from giaoban.trust.vault.models import Fingerprint, Reveal
from giaoban.trust.vault.rules import Person, digits, traits

from .choices import PetitionKind

__all__ = ["Person", "Reveal"]

STRONG = frozenset({Trait.IDENTITY_NO, Trait.PHONE, Trait.NAME_BIRTH, Trait.NAME_PLACE})
MOST_MATCHES = 400
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


def reveal(*, identity_ref: int, ref: RecordRef, motive: str, by: Actor) -> Person:
    return vault.reveal(identity_id=identity_ref, ref=ref, motive=motive, by=by)


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


def same_people(*, person: Person | None = None, identity_ref: int | None = None) -> dict[int, frozenset[str]]:
    """Identities, sealed ones too, that share a strong trait with a typed person or a kept identity: which traits, by identity id.

    For the duplicate search only: it tells that two letters have the same writer, never who it is.
    """
    if person is not None:
        prints = {(str(trait), boxes.digest(trait, value)) for trait, value in traits(person) if trait in STRONG}
    elif identity_ref is None:
        return {}
    else:
        kept = Fingerprint.objects.filter(identity_id=identity_ref, trait__in=STRONG).values_list("trait", "digest")
        prints = {(trait, bytes(digest)) for trait, digest in kept}
    found: dict[int, set[str]] = {}
    rows = Fingerprint.objects.filter(digest__in=[digest for _, digest in prints])
    for key, trait in rows.values_list("identity_id", "trait")[:MOST_MATCHES]:
        if key == identity_ref:
            continue
        found.setdefault(key, set()).add(trait)
    return {key: frozenset(shared) for key, shared in found.items()}


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
