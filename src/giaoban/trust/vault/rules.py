"""From an identity to the traits that can be compared, as pure functions."""

import re
from dataclasses import asdict, dataclass
from itertools import pairwise

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


def phones(text: str) -> list[str]:
    """Each phone number written in a text, as its last nine digits: +84 912 345 678, 84912345678 and 0912.345.678 are equal.

    Shorter numbers and numbers of one repeated digit say nothing about anybody and are left out.
    """
    numbers = [digits(part) for part in re.split(r"[,;/\n]|\s[-–]\s|\s(?:hoặc|và)\s", text)]
    return list(dict.fromkeys(n[-9:] for n in numbers if len(n) >= 9 and len(set(n[-8:])) > 1))


def traits(person: Person) -> list[tuple[Trait, str]]:
    """The comparable traits of a person."""
    name = fold(person.name)
    words = name.split()
    found: list[tuple[Trait, str]] = []
    if words:
        found += [(Trait.NAME, name), (Trait.GIVEN, words[-1])]
        found += [(Trait.PAIR, " ".join(pair)) for pair in dict.fromkeys(pairwise(words))]
        if person.birth_year:
            found.append((Trait.NAME_BIRTH, f"{name}|{person.birth_year}"))
        if person.place or person.address:
            found.append((Trait.NAME_PLACE, f"{name}|{fold(person.place or person.address.split(',')[-1])}"))
    found += [(Trait.PHONE, phone) for phone in phones(person.phone)]
    if len(number := digits(person.identity_no)) >= 8:
        found.append((Trait.IDENTITY_NO, number))
    return found
