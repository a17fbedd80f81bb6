"""Reading the province's data files, and drawing from them with one seeded generator."""

import random
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from giaoban.core.values.periods import Period

SEED = 20260921
FIRST, LAST = Period(2024, "Q4"), Period(2026, "Q3")


@cache
def data(name: str) -> dict[str, Any]:
    """One TOML file of the province's data folder."""
    return tomllib.loads((resources.files(__package__) / "data" / f"{name}.toml").read_text("utf-8"))


def dice(*parts: object) -> random.Random:
    """A generator of its own for each part, so that one register's size never changes another's content."""
    return random.Random(":".join(str(part) for part in (SEED, *parts)))  # noqa: S311 - a repeatable draw, nothing secret


def quarters() -> list[Period]:
    """The eight quarters of the sample, oldest first."""
    found = [FIRST]
    while found[-1] != LAST:
        found.append(found[-1].next)
    return found
