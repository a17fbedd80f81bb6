"""Which indicator a counted thing belongs to, by the small table ``data/indicators.toml``."""

from dataclasses import dataclass
from functools import cache, lru_cache

from giaoban.core.words.text import fold

from .phrases import table


@dataclass(frozen=True, slots=True)
class _Row:
    code: str
    units: tuple[str, ...]
    some: tuple[str, ...]
    every: tuple[str, ...]
    never: tuple[str, ...]
    clause: tuple[str, ...]
    sentence: tuple[str, ...]
    nowhere: tuple[str, ...]


@cache
def _rows() -> dict[str, tuple[_Row, ...]]:
    """The rows of the table by counting word, in its order."""
    rows = [
        _Row(row["code"], *(tuple(row.get(key, ())) for key in ("units", "any", "all", "not", "clause", "sentence", "nowhere")))
        for row in table("indicators")["indicator"]
    ]
    return {unit: tuple(row for row in rows if unit in row.units) for unit in {unit for row in rows for unit in row.units}}


@lru_cache(maxsize=512)
def _plain(said: str) -> str:
    return f" {fold(said)} "


def _holds(said: str, phrases: tuple[str, ...]) -> bool:
    return any(f" {phrase}" in said for phrase in phrases)


def indicator_of(unit: str | None, said: str, clause: str = "", sentence: str = "") -> str | None:
    """The code for a counting word and the words around it; None when unsure. ``clause`` and ``sentence``: what is said further round."""
    rows = _rows().get(fold(unit or ""))
    if not rows:
        return None
    said, clause, sentence = _plain(said), _plain(clause or said), _plain(sentence or clause or said)
    for row in rows:
        if any(f" {phrase} " in said for phrase in row.never) or _holds(clause, row.nowhere):
            continue
        if (row.some and not _holds(said, row.some)) or not all(f" {phrase}" in said for phrase in row.every):
            continue
        if (not row.clause or _holds(clause, row.clause)) and (not row.sentence or _holds(sentence, row.sentence)):
            return row.code
    return None
