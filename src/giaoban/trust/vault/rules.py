"""From an identity to the traits that can be compared, as pure functions."""

from dataclasses import asdict, dataclass

from giaoban.core.words.text import fold

from .choices import Trait


@dataclass(frozen=True, slots=True)
class Person:
    """The identity of a petitioner as written in the letter. Empty = not given."""

    name: str = ""
    birth_year: int | None = None
    address: str = ""
    place: str = ""
    phone: str = ""
    identity_no: str = ""
    identity_paper: str = ""

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


def digits(text: str) -> str:
    return "".join(c for c in text if c.isdigit())


def traits(person: Person) -> list[tuple[Trait, str]]:
    """The comparable traits of a person. A phone number is compared by its last nine digits, so +84 and 0 are equal."""
    name = fold(person.name)
    words = name.split()
    found: list[tuple[Trait, str]] = []
    if words:
        found += [(Trait.NAME, name), (Trait.GIVEN, words[-1])]
        found += [(Trait.PAIR, " ".join(pair)) for pair in dict.fromkeys(zip(words, words[1:], strict=False))]
        if person.birth_year:
            found.append((Trait.NAME_BIRTH, f"{name}|{person.birth_year}"))
        if person.place or person.address:
            found.append((Trait.NAME_PLACE, f"{name}|{fold(person.place or person.address.split(',')[-1])}"))
    if len(phone := digits(person.phone)[-9:]) >= 8:
        found.append((Trait.PHONE, phone))
    if len(number := digits(person.identity_no)) >= 8:
        found.append((Trait.IDENTITY_NO, number))
    return found
