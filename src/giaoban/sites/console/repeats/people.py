"""Invented writers and the places they live in, before and after communes were merged."""

import random
from dataclasses import dataclass, replace
from pathlib import Path
from tomllib import loads

DATA = loads((Path(__file__).resolve().parent / "data" / "people.toml").read_text("utf-8"))
WEIGHTS = [38, 11, 9, 7, 5, 5, 4, 4, 3, 3, 3, 3, 2, 2, *[1] * 19]
FIRST, SECOND, HAMLET = DATA["first"], DATA["second"], DATA["hamlets"]
KINDS_OF_HAMLET = ("thôn", "xóm", "ấp", "bản", "tổ dân phố", "khu phố", "buôn", "làng")


@dataclass(frozen=True, slots=True)
class Place:
    """A hamlet in a commune, a district until 30/6/2025, a province. ``merged``: the commune's name since."""

    hamlet: str
    commune: str
    merged: str
    district: str
    province: str

    def full(self, roll: random.Random, after: bool) -> str:
        """The address as one of the ways to write it."""
        parts = [self.hamlet, self.merged if after else self.commune]
        if not after:
            parts.append(self.district)
        if roll.random() < 0.7:
            parts.append(f"tỉnh {self.province}")
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Somebody:
    """A writer as he or she would be written in full."""

    name: str
    birth: int
    place: Place
    street: str
    phone: str
    number: str


def place_of(roll: random.Random) -> Place:
    hamlet = f"{roll.choice(KINDS_OF_HAMLET)} {roll.choice(HAMLET) if roll.random() < 0.8 else roll.randint(1, 14)}"
    kind = "xã" if roll.random() < 0.8 else "phường"
    commune = f"{kind} {roll.choice(FIRST)} {roll.choice(SECOND)}"
    merged = commune if roll.random() < 0.3 else f"{kind} {roll.choice(FIRST)} {roll.choice(SECOND)}"
    return Place(
        hamlet, commune, merged, f"huyện {roll.choice(FIRST)} {roll.choice(SECOND)}", f"{roll.choice(FIRST)} {roll.choice(SECOND)}"
    )


def name_of(roll: random.Random) -> str:
    sex = "men" if roll.random() < 0.55 else "women"
    middles, givens = DATA[f"{sex}_middle"], DATA[f"{sex}_given"]
    middle = roll.choice(middles) + (f" {roll.choice(middles)}" if roll.random() < 0.12 else "")
    return f"{roll.choices(DATA['surnames'], WEIGHTS)[0]} {middle} {roll.choice(givens)}"


def somebody(roll: random.Random, place: Place) -> Somebody:
    street = f"số {roll.randint(1, 320)} " if roll.random() < 0.12 else ""
    return Somebody(
        name_of(roll), roll.randint(1938, 2003), place, street, f"0{roll.choice('35789')}{roll.randint(10_000_000, 99_999_999)}",
        f"0{roll.randint(10, 96)}{roll.choice('01')}{roll.randint(10_000_000, 99_999_999)}",
    )  # fmt: skip


def relative(roll: random.Random, who: Somebody) -> Somebody:
    """Someone of the same house: often the same surname, another given name and year."""
    other = somebody(roll, who.place)
    name = f"{who.name.split()[0]} {other.name.split(' ', 1)[1]}" if roll.random() < 0.7 else other.name
    return replace(other, name=name, street=who.street, phone=who.phone if roll.random() < 0.15 else other.phone)


def namesake(roll: random.Random, who: Somebody) -> Somebody:
    """Another person of the same name elsewhere."""
    return replace(somebody(roll, place_of(roll)), name=who.name)
