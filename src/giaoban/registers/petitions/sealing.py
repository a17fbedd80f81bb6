"""The one door from petitions and receptions to the vault."""

from collections.abc import Iterable, Sequence

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef
from giaoban.trust.vault import actions as vault
from giaoban.trust.vault import queries as boxes
from giaoban.trust.vault.choices import Trait
from giaoban.trust.vault.models import Reveal
from giaoban.trust.vault.rules import Person, digits

from .choices import PetitionKind

__all__ = ["Person", "Reveal"]

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
    """Identity ids (never sealed ones) whose name or number equals what was typed: whole name, two words of it, the given name, a number."""
    words = folded_query.split()
    number = digits(folded_query)
    if len(number) >= 8:
        found = set(boxes.matching(Trait.PHONE, number[-9:]).values_list("identity_id", flat=True))
        return sorted(found | set(boxes.matching(Trait.IDENTITY_NO, number).values_list("identity_id", flat=True)))
    if not words:
        return []
    if len(words) == 1:
        return list(boxes.matching(Trait.GIVEN, words[0]).values_list("identity_id", flat=True)[:2000])
    sets = [
        set(boxes.matching(Trait.PAIR, " ".join(pair)).values_list("identity_id", flat=True))
        for pair in zip(words, words[1:], strict=False)
    ]
    return sorted(set.intersection(*sets))


def reveals(identity_ref: int) -> list[Reveal]:
    return list(boxes.reveals_of(identity_ref))
