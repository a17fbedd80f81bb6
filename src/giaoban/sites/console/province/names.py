"""Invented people: a name by the province's ethnic mix, a birth year, a home, a number and a phone that nobody has."""

import random
from dataclasses import dataclass

from .bodies import communes
from .kit import data


@dataclass(frozen=True, slots=True)
class Somebody:
    """A petitioner. ``commune``: where he or she lives, by the name of today; ``old``: by the name until 30/6/2025."""

    name: str
    birth_year: int
    hamlet: str
    commune: str
    old: str
    code: str
    old_code: str
    district: str
    phone: str
    identity_no: str


def name_of(roll: random.Random) -> str:
    """A whole name."""
    groups = data("names")["people"]
    group = roll.choices(groups, [g["share"] for g in groups])[0]
    middles, givens = group["men"] if roll.random() < 0.55 else group["women"]
    return f"{roll.choice(group['surnames'])} {roll.choice(middles)} {roll.choice(givens)}"


def somebody(roll: random.Random) -> Somebody:
    commune = roll.choice(communes())
    old, old_code = roll.choice(commune.old)
    return Somebody(
        name=name_of(roll),
        birth_year=roll.randint(1944, 2002),
        hamlet=roll.choice(data("stories")["hamlets"]),
        commune=commune.name,
        old=old,
        code=commune.code,
        old_code=old_code,
        district=commune.district,
        phone=f"0000{roll.randint(100000, 999999)}" if roll.random() < 0.6 else "",
        identity_no=f"000{roll.randint(100000000, 999999999)}" if roll.random() < 0.5 else "",
    )


def names_used() -> set[str]:
    """Every surname, middle and given part there is, for the check that no real person's name can be made."""
    return {part for group in data("names")["people"] for part in (*group["surnames"], *group["men"][1], *group["women"][1])}
