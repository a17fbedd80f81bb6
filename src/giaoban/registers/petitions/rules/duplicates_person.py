"""Who a letter is from, as small marks that can be compared without a name: of each syllable, number and year only a hash is kept.

The marks are the same function for an open and a sealed letter; with the vault's key they tell nothing without it.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from .duplicates_text import pair_mark, plain, syllables, word_mark

Mark = Callable[[int], int]
MOST_NAMES, MOST_SYLLABLES, MOST_PLACE = 12, 6, 14
_BETWEEN = re.compile(r"[,;/\n&+]|\s[-–]\s|\b(?:và|va|cùng|cung|với|voi)\b", re.IGNORECASE)
_CONSONANTS = "bcdfghjkmnpqrstvwxz"
_DOUBLED = re.compile(r"(.)\1+")
# A syllable of Vietnamese in the skeleton (l and y are written i).
_SYLLABLE = re.compile(
    r"(?:b|ch|c|d|gh|gi|g|h|kh|k|i|m|ngh|ng|nh|n|ph|p|qu|r|s|th|tr|t|v|x)?"
    r"(?:a|e|i|o|u|ai|ao|au|eo|eu|ia|ie|ieu|iu|oa|oai|oao|oe|oi|oo|ua|uai|uao|ue|ueu|ui|uo|uoi|uou|uu|uia|uie|uiu)"
    r"(?:ch|c|m|nh|ng|n|p|t)?"
)
_NOBODY = frozenset({"khong ro", "khong ro ten", "nac danh", "an danh", "khuiet danh", "khong ten", "mao danh", "khong ghi"})
_BRACKETS = re.compile(r"\([^)]*\)|\d+")
_TITLES = frozenset((
    "ong", "ba", "anh", "chi", "co", "cu", "em", "chau",
))  # fmt: skip
_MARKED_TITLES = ("chú ", "bác ", "cậu ", "dì ", "thím ", "mợ ")
_NOT_NAMES = frozenset((
    "ho", "dan", "nguoi", "tap", "the", "nhan", "gia", "dinh", "cac", "con", "mot", "so", "hang", "xom", "dai", "dien", "dong", "toan",
    "vo", "chong",
))  # fmt: skip
# Words of every address: they say nothing about where.
_OFFICES = frozenset((
    "thon", "xa", "huien", "tinh", "xom", "ap", "ban", "khu", "pho", "phuong", "quan", "thi", "tran", "thanh", "to", "dan", "so",
    "nha", "duong", "iang", "tp", "tx", "tt", "h", "x", "p", "q", "t",
))  # fmt: skip


def open_mark(mark: int) -> int:
    """The mark of a trait where nothing is kept: itself."""
    return mark


@dataclass(frozen=True, slots=True)
class Name:
    """One person's name: the mark of each syllable, of its first letter, of its rime and of its consonants, whether it is an initial, whether
    it is no syllable of Vietnamese (a slip). ``spelt``: the syllables themselves, only while two letters of a file are compared."""

    syllables: tuple[int, ...]
    letters: tuple[int, ...]
    rimes: tuple[int, ...]
    bones: tuple[int, ...]
    initials: tuple[bool, ...]
    odd: tuple[bool, ...]
    spelt: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a letter's writer or writers. ``year``: (whole, decade, last digit). Phone and number by groups of three digits.

    ``called``: neighbouring syllables of the first name, to find it in the text of another letter.
    """

    names: tuple[Name, ...] = ()
    year: tuple[int, ...] = ()
    place: tuple[int, ...] = ()
    phone: tuple[int, ...] = ()
    number: tuple[int, ...] = ()
    called: tuple[int, ...] = ()


def names_of(text: str) -> list[list[str]]:
    """The syllables of each name of a field that may hold several, without titles and brackets."""
    found = []
    for part in _BETWEEN.split(_BRACKETS.sub(" ", text)):
        words = part.strip().lower()
        for title in _MARKED_TITLES:
            words = words.removeprefix(title)
        parts = [_DOUBLED.sub(r"\1", s) for s in syllables(words) if s.isalpha()]
        while len(parts) >= 2 and parts[0] in _TITLES:
            parts = parts[1:]
        if parts and not _NOT_NAMES.issuperset(parts) and " ".join(parts) not in _NOBODY and len(parts) <= 8:
            found.append(parts[:MOST_SYLLABLES])
    return found[:MOST_NAMES]


def number_of(text: str) -> str:
    """The digits of an identity number, letters that scanning makes of digits read back."""
    return "".join(c for c in plain(text).translate(str.maketrans("oils", "0115")) if c.isdigit())


def phone_of(text: str) -> str:
    """The last nine digits of the first phone number; empty for less, or for one digit repeated."""
    for part in re.split(r"[,;/\n]|\s[-–]\s|\s(?:hoặc|và)\s", text):
        digits = number_of(part)
        if len(digits) >= 9 and len(set(digits[-8:])) > 1:
            return digits[-9:]
    return ""


def place_of(address: str) -> list[str]:
    """The telling syllables of an address, the smallest place first."""
    return [s for s in syllables(address) if s not in _OFFICES][:MOST_PLACE]


def _groups(digits: str, mark: Mark, what: str) -> tuple[int, ...]:
    return tuple(mark(word_mark(f"{what}{i}{digits[i : i + 3]}")) for i in range(0, len(digits), 3))


def _name(parts: list[str], mark: Mark) -> Name:
    return Name(
        tuple(mark(word_mark(s)) for s in parts), tuple(mark(word_mark(f"^{s[0]}")) for s in parts),
        tuple(mark(word_mark(f"${s.lstrip(_CONSONANTS) or s}")) for s in parts),
        tuple(mark(word_mark(f"#{''.join(c for c in s if c in _CONSONANTS)}")) for s in parts), tuple(len(s) == 1 for s in parts),
        tuple(len(s) > 1 and not _SYLLABLE.fullmatch(s) for s in parts), tuple(parts) if mark is open_mark else (),
    )  # fmt: skip


def marks(*, name: str, birth_year: int | None, address: str, phone: str, identity_no: str, mark: Mark = open_mark) -> Marks:
    """The marks of a writer as given in a letter."""
    written = names_of(name)
    names = tuple(_name(parts, mark) for parts in written)
    year = tuple(mark(word_mark(t)) for t in (f"y{birth_year}", f"t{birth_year // 10}", f"u{birth_year % 10}")) if birth_year else ()
    digits = number_of(identity_no)
    called = [pair_mark(word_mark(a), word_mark(b)) for a, b in pairwise(written[0]) if len(b) > 1 and len(a) > 1] if written else []
    return Marks(
        names, year, tuple(mark(word_mark(f"@{s}")) for s in place_of(address)), _groups(phone_of(phone), mark, "f"),
        _groups(digits, mark, "i") if len(digits) >= 8 else (), tuple(mark(pair) for pair in called),
    )  # fmt: skip


def person_keys(*, name: str, birth_year: int | None, address: str, phone: str, identity_no: str) -> list[str]:
    """Up to four sayings that the same writer's letters have in common: number, phone, name with year, name with the smallest place."""
    names, place = names_of(name), place_of(address)
    found = [f"i{number}"] if len(number := number_of(identity_no)) >= 8 else []
    found += [f"f{digits}"] if (digits := phone_of(phone)) else []
    for parts in names[:1]:
        short = f"{parts[0]} {parts[-1]}"
        if birth_year:
            found.append(f"n{short} {birth_year}")
        if place:
            found.append(f"p{short} {' '.join(place[:2])}")
    return found


def _paired(a: Name, b: Name) -> tuple[float, float, float]:
    """(share of the shorter name found in the longer, whether the given names agree, syllables that contradict)."""
    free = list(range(len(b.syllables)))
    matched, left = 0.0, []
    for i, syllable in enumerate(a.syllables):
        same = next((j for j in free if b.syllables[j] == syllable), None)
        if same is None:
            left.append(i)
        else:
            free.remove(same)
            matched += 1
    doubted, unmatched = 0.0, 0
    for i in left:
        other = next((j for j in free if (a.initials[i] or b.initials[j]) and b.letters[j] == a.letters[i]), None)
        if other is not None:
            free.remove(other)
            matched += 0.85
            continue
        nearest = max(free, key=lambda j: _slipped(a, i, b, j), default=None)
        alike = 0.0 if nearest is None else _slipped(a, i, b, nearest)
        if nearest is not None and alike:
            free.remove(nearest)
            matched += alike
            doubted += 0.7 if alike < 0.5 else 0.0
        else:
            unmatched += 1
    shorter = min(len(a.syllables), len(b.syllables))
    return min(1.0, matched / shorter), _given(a, b), doubted + min(unmatched, len(free))


def _slipped(a: Name, i: int, b: Name, j: int) -> float:
    """How likely two syllables in about the same place are one, mistyped: much when one is no syllable, little when both are."""
    if abs(i / len(a.letters) - j / len(b.letters)) >= 0.4:
        return 0.0
    if a.spelt and b.spelt:
        alike = one_slip(a.spelt[i], b.spelt[j])
    else:
        alike = (a.rimes[i] == b.rimes[j] or a.bones[i] == b.bones[j]) and (a.odd[i] or b.odd[j] or a.letters[i] == b.letters[j])
    return 0.0 if not alike else 0.7 if a.odd[i] or b.odd[j] else 0.3


def one_slip(a: str, b: str) -> bool:
    """Whether two words differ by one wrong, missing, added or exchanged letter, or two in long ones."""
    if abs(len(a) - len(b)) > 2 or min(len(a), len(b)) < 2:
        return False
    before, row = list[int](), list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        earlier, before, row = before, row, [i]
        for j, y in enumerate(b, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
    return row[-1] <= (2 if min(len(a), len(b)) >= 5 else 1)


def _given(a: Name, b: Name) -> float:
    """Whether the given names agree; it may stand first."""
    last_a, last_b = a.syllables[-1], b.syllables[-1]
    if last_a == last_b:
        return 1.0
    few, many = sorted((set(a.syllables), set(b.syllables)), key=len)
    if (last_a in b.syllables and last_b in a.syllables) or (len(few) > 1 and few <= many):
        return 0.8
    if a.letters[-1] == b.letters[-1] and (a.initials[-1] or b.initials[-1]):
        return 0.6
    return _slipped(a, len(a.letters) - 1, b, len(b.letters) - 1)


def _names(a: tuple[Name, ...], b: tuple[Name, ...]) -> tuple[float, float, float]:
    """How the names agree; of groups the mean over the shorter list, each with its best of the other."""
    if len(a) == 1 and len(b) == 1:
        return _paired(a[0], b[0])
    few, many = (a, b) if len(a) <= len(b) else (b, a)
    best = [max((_paired(one, other) for other in many), key=lambda found: found[0] + found[1] - 0.3 * found[2]) for one in few]
    return tuple(sum(values) / len(best) for values in zip(*best, strict=True))  # type: ignore[return-value]


def _share(a: Iterable[int], b: Iterable[int]) -> float:
    first, second = set(a), set(b)
    return len(first & second) / min(len(first), len(second))


def agreement(a: Marks, b: Marks) -> dict[str, float]:
    """How two writers agree, each part from 0 to 1; a part that either letter lacks is left out, and "…_known" says that it is there."""
    found: dict[str, float] = {}
    if a.names and b.names:
        covered, given, apart = _names(a.names, b.names)
        found |= {"name_known": 1.0, "name": covered, "given": given, "name_apart": min(1.0, apart / 2), "name_both": covered * given}
        found |= {
            "name_all": float(covered >= 0.84 and given >= 0.7 and not apart),
            "given_apart": float(given < 0.35),
            "given_slip": float(given == 0.7),
        }
        found["group"] = float(len(a.names) > 1 and len(b.names) > 1)
        found["group_one"] = float((len(a.names) > 1) != (len(b.names) > 1))
    if a.year and b.year:
        whole = a.year[0] == b.year[0]
        near = not whole and (a.year[1] == b.year[1]) + (a.year[2] == b.year[2]) == 1
        found |= {"year_known": 1.0, "year": float(whole), "year_near": float(near), "year_apart": float(not whole and not near)}
    if a.place and b.place:
        share = _share(a.place, b.place)
        found |= {"place_known": 1.0, "place": share, "hamlet": float(a.place[:1] == b.place[:1] or a.place[0] in b.place[:3])}
        found["place_apart"] = float(share < 0.25)
    for what, first, second in (("phone", a.phone, b.phone), ("number", a.number, b.number)):
        if first and second:
            same = sum(x == y for x, y in zip(first, second, strict=False)) / max(len(first), len(second))
            found |= {
                f"{what}_known": 1.0,
                what: float(same == 1),
                f"{what}_near": float(0.6 < same < 1),
                f"{what}_apart": float(same <= 0.6),
            }
    return found
