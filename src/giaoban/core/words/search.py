"""What an officer means by the words typed in a search box: words without marks, short and long forms, other names, marked words.

A kept text is searched as ``kept_words`` gives it: every word folded, one space before, between and after, so that the start of a word
is a space and the word.
"""

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from .text import fold, is_syllable, normalise_tone

MOST_WORDS = 12
_WORD = re.compile(r"[a-z0-9]+")
_TYPED = re.compile(r"[^\W_]+")
_NEW_TONES = {
    old: new
    for olds, news in (("òa óa ỏa õa ọa", "oà oá oả oã oạ"), ("òe óe ỏe õe ọe", "oè oé oẻ oẽ oẹ"), ("ùy úy ủy ũy ụy", "uỳ uý uỷ uỹ uỵ"))
    for old, new in zip(olds.split(), news.split(), strict=True)
}


@dataclass(frozen=True, slots=True)
class Part:
    """Neighbouring words that mean one thing, and the other ways of saying it (each a phrase of folded words)."""

    words: tuple[str, ...]
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """``marked``: the words that were typed with marks, in lower case, with the tone where the house puts it."""

    parts: tuple[Part, ...]
    marked: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(word for part in self.parts for word in part.words))

    @property
    def has_others(self) -> bool:
        return any(part.others for part in self.parts)


def words_of(text: str) -> list[str]:
    """The folded words and numbers of a text, in order."""
    return _WORD.findall(fold(text))


def kept_words(*texts: str) -> str:
    """What is kept of a text to be searched: " khieu nai thua dat 118 ", or "" of no words."""
    found = words_of(" ".join(texts))
    return f" {' '.join(found)} " if found else ""


def whole(word: str) -> bool:
    """Whether a folded word is complete, as a number or a Vietnamese syllable is: anything else may be the start of a longer word."""
    return word.isdecimal() or is_syllable(word)


@cache
def short_forms() -> dict[str, tuple[str, ...]]:
    """Other ways of saying a phrase: long forms of a short one, short forms of a long one. From data/abbreviations.toml."""
    data = tomllib.loads((resources.files(__package__) / "data" / "abbreviations.toml").read_text("utf-8"))
    found: dict[str, list[str]] = {}
    for row in data["short"]:
        found.setdefault(row["short"], []).extend(row["long"])
        for long in row["long"] if not row.get("one_way") else ():
            found.setdefault(long, []).append(row["short"])
    return {phrase: tuple(dict.fromkeys(others)) for phrase, others in found.items()}


def sought(q: str, names: Mapping[str, Sequence[str]] | None = None) -> Sought:
    """The parts of a query. ``names``: other names of a place or body by its folded name (both before and after a merger)."""
    words = words_of(q)[:MOST_WORDS]
    known: dict[str, tuple[str, ...]] = {phrase: tuple(others) for phrase, others in (names or {}).items()}
    for phrase, others in short_forms().items():
        known[phrase] = (*known.get(phrase, ()), *others)
    longest = max((phrase.count(" ") + 1 for phrase in known), default=1)
    parts: list[Part] = []
    place = 0
    while place < len(words):
        for size in range(min(longest, len(words) - place), 0, -1):
            phrase = " ".join(words[place : place + size])
            if size == 1 or phrase in known:
                parts.append(Part(tuple(words[place : place + size]), known.get(phrase, ())))
                place += size
                break
    typed = (normalise_tone(word).lower() for word in _TYPED.findall(normalise_tone(q)))
    return Sought(tuple(parts), tuple(dict.fromkeys(word for word in typed if fold(word) != word))[:MOST_WORDS])


def spelled(word: str) -> tuple[str, ...]:
    """How a marked word may stand in a text: small, with a capital, in capitals; with the tone in the old and in the new place."""
    new = word
    for old, other in _NEW_TONES.items():
        if new.endswith(old):
            new = new.removesuffix(old) + other
    return tuple(dict.fromkeys(form for each in (word, new) for form in (each, each.capitalize(), each.upper())))
