"""What a letter says, as whole numbers that can be compared and counted however it was typed: words, runs of words, numbers in their places."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import pairwise

MASK = (1 << 60) - 1
PAIR, RUN, NUMBER, SLOT = 0x9E3779B97F4A7C1, 0xC2B2AE3D27D4EB5, 0x165667B19E3779F, 0x27D4EB2F165667C
LONGEST = 60_000
_MARKS: dict[int, str | None] = {
    **dict.fromkeys([*range(0x300, 0x370), *range(0x200B, 0x2010), 0xFEFF, 0xAD]),
    ord("đ"): "d",
    ord("ð"): "d",
    ord("|"): "l",
}
_DAY = re.compile(
    r"\b(\d{1,2})\s?[/.\-]\s?(\d{1,2})\s?[/.\-]\s?((?:19|20)\d\d)\b|\bngay\s+(\d{1,2})\s+thang\s+(\d{1,2})\s+nam\s+((?:19|20)\d\d)\b"
)
_MIXED = re.compile(r"\b(?=[oilsbzg]*\d)[\doilsbzg]{2,}\b")
_MONEY = re.compile(r"\b(\d+(?:[.,]\d{1,2})?)\s*(ty|trieu|nghin|ngan)\b")
_THOUSANDS = re.compile(r"\b\d{1,3}(?:[.,]\d{3})+(?!\d)")
_IN_WORD = re.compile(r"(?<=[a-z])[015](?=[a-z])")
_TOKEN = re.compile(r"[a-z]+|\d+")
_AS_DIGITS = str.maketrans("oilsbzg", "0115829")
_AS_LETTERS = {"0": "o", "1": "l", "5": "s"}
_ALIKE = str.maketrans("ly", "ii")
_TIMES = {"ty": 10**9, "trieu": 10**6, "nghin": 10**3, "ngan": 10**3}
_FILLERS = frozenset((
    "so", "dat", "ia", "cua", "khoang", "dien", "tich", "voi", "hon", "tu", "den", "muc", "gom", "cac", "ma", "hieu", "o", "tai", "theo",
    "mang", "kem",
))  # fmt: skip
# Words before a number that name one thing in the world: plot, map sheet, lot, decision, certificate, judgment, contract, plate, kiosk.
FIRM = frozenset((
    "thua", "to", "do", "io", "dinh", "qd", "nhan", "an", "dong", "bao", "kiot", "ki", "bien", "hem", "ngo", "bb", "tb", "hd", "gcn",
    "ho", "ban",
))  # fmt: skip


@lru_cache(maxsize=400_000)
def word_mark(word: str) -> int:
    """A word as a number of 60 bits, the same in every process."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "big") & MASK


def plain(text: str) -> str:
    """Lower case without marks, đ as d, nothing invisible."""
    return unicodedata.normalize("NFD", text[:LONGEST].lower()).translate(_MARKS)


def skeleton(folded: str) -> str:
    """Letters that scanning and spelling confuse become one: rn and m, l and i and y."""
    return folded.replace("rn", "m").translate(_ALIKE)


def syllables(text: str) -> list[str]:
    """The words of a name, an address or an office."""
    return _TOKEN.findall(skeleton(_IN_WORD.sub(lambda m: _AS_LETTERS[m[0]], plain(text))))


def _day(found: re.Match[str]) -> str:
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[4], found[5], found[6])
    return f" ngay {year}{int(month):02}{int(day):02} "


def _digits(found: re.Match[str]) -> str:
    token = found[0]
    return token.translate(_AS_DIGITS) if 2 * sum(c.isdigit() for c in token) >= len(token) else token


def _money(found: re.Match[str]) -> str:
    return f" {round(float(found[1].replace(',', '.')) * _TIMES[found[2]])} "


def tokens(text: str) -> list[str]:
    """Words in their skeleton, and numbers: days as yyyymmdd, sums written out, separators of thousands joined."""
    found = _DAY.sub(_day, plain(text))
    found = _MIXED.sub(_digits, found)
    found = _THOUSANDS.sub(lambda m: m[0].replace(".", "").replace(",", ""), found)
    found = _MONEY.sub(_money, found)
    found = _IN_WORD.sub(lambda m: _AS_LETTERS[m[0]], found)
    return _TOKEN.findall(skeleton(found))


def is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")


@dataclass(frozen=True, slots=True)
class Told:
    """A letter's content. ``slots``: for each word that stands before numbers, those numbers. ``length`` in words."""

    words: frozenset[int]
    pairs: frozenset[int]
    runs: frozenset[int]
    numbers: frozenset[str]
    slots: dict[str, frozenset[str]]
    length: int
    years: frozenset[str] = frozenset()


def pair_mark(first: int, second: int) -> int:
    """The mark of two neighbouring words."""
    return ((first * PAIR) ^ (second >> 7)) + second & MASK


def told(text: str, *, seeking: bool = True) -> Told:
    """A letter's content made ready for comparing; for ``seeking`` with its runs of four words."""
    found = tokens(text)
    words = [word_mark(token) for token in found]
    pairs = [((a * PAIR) ^ (b >> 7)) + b & MASK for a, b in pairwise(words)]
    runs = [((a * RUN) ^ (b >> 11)) + b & MASK for a, b in zip(pairs, pairs[2:], strict=False)] if seeking else []
    numbers: set[str] = set()
    years: set[str] = set()
    slots: dict[str, set[str]] = {}
    for place, token in enumerate(found):
        if not token[0].isdecimal():
            continue
        number = token.lstrip("0")
        if is_year(number):
            years.add(number)
        if is_year(number) or not number:
            continue
        if len(number) >= 3:
            numbers.add(number)
        if before := _before(found, place):
            slots.setdefault(before, set()).add(number)
    return Told(
        frozenset(words),
        frozenset(pairs),
        frozenset(runs),
        frozenset(numbers),
        {k: frozenset(v) for k, v in slots.items()},
        len(found),
        frozenset(years),
    )


def _before(found: list[str], place: int) -> str:
    """The word that says what a number is: the nearest before it that is no filler."""
    for earlier in range(place - 1, max(-1, place - 4), -1):
        word = found[earlier]
        if word[0].isdecimal():
            return ""
        if word not in _FILLERS:
            return word
    return ""


def number_mark(number: str) -> int:
    return word_mark(number) * NUMBER & MASK


@lru_cache(maxsize=200_000)
def slip(a: str, b: str) -> bool:
    """Whether two numbers differ by one wrong, missing or added digit, or two exchanged."""
    if abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 3:
        return False
    if len(a) == len(b):
        wrong = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        return len(wrong) == 1 or (
            len(wrong) == 2 and wrong[1] == wrong[0] + 1 and a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        )
    long, short = (a, b) if len(a) > len(b) else (b, a)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
