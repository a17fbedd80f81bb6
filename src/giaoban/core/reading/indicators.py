"""Which indicator a counted thing belongs to, by the small table ``data/indicators.toml``."""

from dataclasses import dataclass
from functools import cache

from giaoban.core.words.text import fold

from .phrases import table


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    units: tuple[str, ...]
    some: tuple[str, ...]
    every: tuple[str, ...]
    never: tuple[str, ...]


@cache
def _rows() -> tuple[_Row, ...]:
    return tuple(
        _Row(row["code"], tuple(row["units"]), tuple(row["any"]), tuple(row.get("all", ())), tuple(row.get("not", ())))
        for row in table("indicators")["indicator"]
    )


def indicator_of(unit: str | None, said: str) -> str | None:
    """The code for a counting word and the words around it; None when unsure."""
    unit, said = fold(unit or ""), f" {fold(said)} "
    for row in _rows():
        if unit not in row.units or any(f" {phrase} " in said for phrase in row.never):
            continue
        if any(f" {phrase}" in said for phrase in row.some) and all(f" {phrase}" in said for phrase in row.every):
            return row.code
    return None
