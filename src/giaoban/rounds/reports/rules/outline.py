"""The standing outline of a report, and the facts it is filled with."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from giaoban.core.values.errors import InvalidInput

from .sentences import PLACE, ChangeFact, FigureFact


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A task of the last conclusions as the report tells it."""

    id: int
    number: str
    title: str
    lead: str
    deadline: date | None
    standing: str


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A case on an oversight list as the annex lists it."""

    id: int
    number: str
    name: str
    list: str
    stage: str
    entered_on: date
    agency: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the outline: its heading and what fills it (sentences | written | table | last_conclusions)."""

    key: str
    title: str
    level: int
    sentences: tuple[str, ...] = ()
    written: str = ""
    hint: str = ""
    codes: tuple[str, ...] = ()
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The standing outline of a kind of report (law data 7.3)."""

    id: str
    title: str
    issuer: str
    issuer_name: str
    superior: str
    symbol: str
    place: str
    authority: str
    post: str
    recipients: tuple[str, ...]
    basis: str
    confirmed: bool
    parts: tuple[Part, ...]
    annex_codes: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())

    def codes(self) -> set[str]:
        """Every figure the outline names."""
        named = {code for part in self.parts for text in part.sentences for code, _ in PLACE.findall(text)}
        return named | {c for part in self.parts for c in part.codes} | {c for _, group in self.annex_codes for c in group}


__all__ = ["CaseFact", "ChangeFact", "FigureFact", "Outline", "Part", "TaskFact", "load_outline"]

PART_KEYS = {"key", "title", "level", "sentences", "written", "hint", "codes", "fill"}
HEAD_KEYS = {
    "title",
    "issuer",
    "issuer_name",
    "superior",
    "symbol",
    "place",
    "authority",
    "post",
    "recipients",
    "basis",
    "confirmed",
    "part",
    "annex",
}


@cache
def load_outline(name: str) -> Outline:
    """Read outlines/<name>.toml. Raises InvalidInput for an unknown key, naming the file and the key."""
    source = resources.files("giaoban.rounds.reports") / "outlines" / f"{name}.toml"
    data = tomllib.loads(source.read_text("utf-8"))
    _only(data, HEAD_KEYS, name)
    parts = []
    for entry in data["part"]:
        _only(entry, PART_KEYS, f"{name}, mục {entry.get('key')}")
        lists = {key: tuple(entry[key]) for key in ("sentences", "codes") if key in entry}
        parts.append(Part(**{**entry, **lists}))
    return Outline(
        id=name,
        parts=tuple(parts),
        annex_codes=tuple((group["title"], tuple(group["codes"])) for group in data["annex"]),
        recipients=tuple(data["recipients"]),
        **{
            key: data[key]
            for key in ("title", "issuer", "issuer_name", "superior", "symbol", "place", "authority", "post", "basis", "confirmed")
        },
    )


def _only(given: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(given) - known):
        raise InvalidInput("Đề cương %(where)s có khóa lạ: %(keys)s.", where=where, keys=", ".join(unknown))
