"""Vietnamese text as it arrives: Unicode forms, folding for search, the tone position of the house, the order of the dictionary.

Every function takes a ``str`` in any Unicode form. Offsets are always those of ``nfc(s)``.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any, TypeVar

from giaoban.core.values.errors import InvalidInput

from .legacy import decode, from_legacy, is_syllable, nfc

__all__ = [
    "clean_line",
    "collation_key",
    "decode",
    "fold",
    "fold_keep",
    "from_legacy",
    "is_syllable",
    "nfc",
    "normalise_tone",
    "sort_vi",
]

T = TypeVar("T")

# The Icelandic eth is what old Windows fonts typed for the Vietnamese đ.
_D = str.maketrans("đĐðÐ", "dDdD")
_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_RANK = {letter: place for place, letter in enumerate(_ALPHABET)}
_INVISIBLE = frozenset({"Cf", "Cs"})
_OLD_TONE = {
    new: old
    for news, olds in (
        ("oà oá oả oã oạ", "òa óa ỏa õa ọa"),
        ("oè oé oẻ oẽ oẹ", "òe óe ỏe õe ọe"),
        ("uỳ uý uỷ uỹ uỵ", "ùy úy ủy ũy ụy"),
    )
    for new, old in zip(news.split(), olds.split(), strict=True)
}
_ONSET = "b|ch|c|đ|d|gh|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|r|s|th|tr|t|v|x"
_NEW_TONE_SYLLABLE = re.compile(rf"(?<![^\W_])((?:{_ONSET})?)({'|'.join(_OLD_TONE)})(?![^\W_])", re.IGNORECASE)


class _Bare(dict[int, str]):
    """What is left of a character without marks, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFD", chr(code))
        self[code] = "".join(c for c in parts if unicodedata.category(c) not in ("Mn", "Cf", "Cs")).translate(_D)
        return self[code]


_BARE = _Bare()


def fold(s: str) -> str:
    """The text for comparing and searching: lower case, no marks, đ as d, one space between words, nothing invisible."""
    return " ".join(s.translate(_BARE).lower().split())


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    if char.isspace():
        return "\n" if char == "\n" else " "
    return unicodedata.normalize("NFD", char)[0].translate(_D).lower()[0]


def fold_keep(s: str) -> str:
    """Folding letter by letter: as long as ``nfc(s)``, so that a place found in it is the same place in the text."""
    return "".join(map(_fold_char, nfc(s)))


def _old_tone(match: re.Match[str]) -> str:
    written = match[2]
    old = _OLD_TONE[written.lower()]
    return match[1] + "".join(new.upper() if shape.isupper() else new for new, shape in zip(old, written, strict=True))


def normalise_tone(s: str) -> str:
    """The house's tone position, as law texts print it: "hoà" → "hòa", "uỷ" → "ủy"; "quý", "giá", "hoàn" stay."""
    return _NEW_TONE_SYLLABLE.sub(_old_tone, nfc(s))


def _letters(word: str) -> tuple[tuple[tuple[int, int], ...], tuple[int, ...]]:
    """The letters of a syllable in the order of the alphabet, and apart from them the tone on each letter."""
    letters: list[tuple[int, int]] = []
    tones: list[int] = []
    for piece in re.findall(r"\d+|.", word, re.DOTALL):
        if piece.isdecimal():
            letters.append((1, int(piece)))
            tones.append(0)
            continue
        parts = unicodedata.normalize("NFD", piece)
        tone = next((_TONES[c] for c in parts if c in _TONES), 0)
        plain = unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)) or " "
        rank = _RANK.get(plain)
        kind = 3 if plain.isalpha() else 0
        letters.append((2, rank) if rank is not None else (kind, ord(plain[0])))
        tones.append(tone)
    return tuple(letters), tuple(tones)


def collation_key(s: str) -> tuple[Any, ...]:
    """The order of the Vietnamese dictionary, syllable by syllable: letters (a ă â b c d đ e ê …), then tone (ngang huyền hỏi ngã
    sắc nặng); numbers by size; small letters before capitals only when all else is equal."""
    text = nfc(s)
    shown = "".join(c for c in text if unicodedata.category(c) not in _INVISIBLE)
    return tuple(_letters(word) for word in shown.lower().split()), tuple(c.isupper() for c in shown), text


def sort_vi(iterable: Iterable[T], key: Callable[[T], str] | None = None) -> list[T]:
    """Sorted in Vietnamese order; ``key`` gives the text of an item."""
    return sorted(iterable, key=lambda item: collation_key(key(item) if key else str(item)))


def clean_line(s: str, max_len: int, field: str | None = None) -> str:
    """One line as typed by a person: NFC, no control, direction or zero-width character, single spaces. Emoji stay.

    ``max_len`` in characters; raises InvalidInput when the line is longer.
    """
    kept = (
        " " if c.isspace() else c
        for c in unicodedata.normalize("NFC", s)
        if c.isspace() or unicodedata.category(c) not in ("Cc", "Cf", "Cs")
    )
    line = nfc(" ".join("".join(kept).split()))
    if len(line) > max_len:
        raise InvalidInput(
            "Nội dung dài %(length)s ký tự, tối đa %(max_len)s. Hãy viết ngắn lại.", length=len(line), max_len=max_len, field=field
        )
    return line
