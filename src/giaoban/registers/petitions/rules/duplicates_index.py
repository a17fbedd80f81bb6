"""What of a letter is kept for finding its repeats: a few of its rarest runs and numbers, up to four keys of its writer, and small marks."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from heapq import nsmallest
from math import log2
from random import Random

from .duplicates_person import Marks, Name, marks, person_keys
from .duplicates_rarity import BUCKETS as COMMON_BUCKETS
from .duplicates_rarity import common, common_levels, common_rates
from .duplicates_text import MASK, Told, number_mark, word_mark

KEPT, PROBED = 16, 40
MOST_HITS = 400
PERSON_BITS = 11.0
BUCKETS = 1 << 20
SAMPLE = 6_000
FEWEST = 400
_SPREAD = 0xD6E8FEB86659FD9
_MOST_PLACE, _MOST_NAMES = 8, 6
# Levels 0-15 count one by one; each further level is a fourth of a power of two.
_VALUES = [float(level) if level < 16 else 16 * 2 ** ((level - 16) / 4) for level in range(256)]


class Table:
    """How often words and runs occur in this database: counts of a sample of letters by hashed bucket, in levels of one byte each."""

    def __init__(self, letters: int = 0, levels: bytes | bytearray | None = None) -> None:
        self.letters = letters
        self.levels = bytearray(levels) if levels else bytearray(BUCKETS)

    @cached_property
    def _bits(self) -> list[float]:
        """The rarity in bits by level of this table and level of the shipped one."""
        every = self.letters + FEWEST
        return [max(0.05, -log2(max((times + FEWEST * usual) / every, 1e-6))) for times in _VALUES for usual in common_rates()]

    @cached_property
    def ranks(self) -> list[float]:
        """What the hash of a mark is multiplied with to choose keys, by level of this table and level of the shipped one."""
        every = self.letters + FEWEST
        return [(times + FEWEST * usual) / every + 2**-13 for times in _VALUES for usual in common_rates()]

    def bits(self, marks: Iterable[int]) -> "Bits":
        """The rarity of each mark in bits, and of any other when asked."""
        mine, usual, bits = self.levels, common_levels(), self._bits
        return Bits(self, {mark: bits[mine[mark % BUCKETS] << 8 | usual[mark % COMMON_BUCKETS]] for mark in marks})

    def rate(self, mark: int) -> float:
        """The share of letters that hold a mark; while the sample is small, as letters are commonly written."""
        times = _VALUES[self.levels[mark % BUCKETS]]
        return (times + FEWEST * common(mark)) / (self.letters + FEWEST)

    def count(self, told: Told, roll: Random) -> None:
        """Count one letter of the sample."""
        self.letters += 1
        for stale in ("_bits", "ranks"):
            self.__dict__.pop(stale, None)
        for mark in told.words | told.pairs | told.runs | {number_mark(n) for n in told.numbers}:
            bucket = mark % BUCKETS
            level = self.levels[bucket]
            if level < 16 or (level < 255 and roll.random() < 1 / (_VALUES[level + 1] - _VALUES[level])):
                self.levels[bucket] = level + 1


class Bits(dict[int, float]):
    """Rarity by mark; a mark not asked for before is looked up."""

    def __init__(self, table: Table, known: dict[int, float]) -> None:
        super().__init__(known)
        self.table = table

    def __missing__(self, mark: int) -> float:
        found = self[mark] = max(0.05, -log2(max(self.table.rate(mark), 1e-6)))
        return found


def text_keys(told: Told, table: Table, many: int) -> list[int]:
    """The marks by which a letter is kept or sought: numbers and runs of four words, the rare ones first but the same for the same letter."""
    numbers = [number_mark(n) for n in told.numbers]
    mine, usual, weights = table.levels, common_levels(), table.ranks
    ranked = [((mark * _SPREAD & MASK) * weights[mine[mark % BUCKETS] << 8 | usual[mark % COMMON_BUCKETS]], mark) for mark in told.runs]
    ranked += [((mark * _SPREAD & MASK) * weights[mine[mark % BUCKETS] << 8 | usual[mark % COMMON_BUCKETS]] / 4, mark) for mark in numbers]
    return [mark for _, mark in nsmallest(many, ranked)]


def writer_keys(*, name: str, birth_year: int | None, address: str, phone: str, identity_no: str) -> list[int]:
    """The marks of the writer's keys."""
    found = person_keys(name=name, birth_year=birth_year, address=address, phone=phone, identity_no=identity_no)
    return [word_mark(f"\0{key}") for key in found]


def packed(found: Marks) -> bytes:
    """A writer's marks in about sixty bytes: five for each syllable, one for each group of digits."""
    out = bytearray([min(len(found.names), _MOST_NAMES)])
    for name in found.names[:_MOST_NAMES]:
        out.append(len(name.syllables))
        for syllable, letter, rime, bone, initial, odd in zip(
            name.syllables, name.letters, name.rimes, name.bones, name.initials, name.odd, strict=True
        ):
            out += (syllable & 0xFFFF).to_bytes(2, "big") + bytes([letter & 0x3F | odd << 6 | initial << 7, rime & 0xFF, bone & 0xFF])
    for many, values, size in (
        (3, found.year, 2),
        (_MOST_PLACE, found.place, 2),
        (3, found.phone, 1),
        (6, found.number, 1),
        (5, found.called, 2),
    ):
        out.append(min(many, len(values)))
        for value in values[:many]:
            out += (value & (1 << 8 * size) - 1).to_bytes(size, "big")
    return bytes(out)


def unpacked(box: bytes) -> Marks:
    """The marks that ``packed`` kept."""
    place = 1
    names = []
    for _ in range(box[0]):
        many = box[place]
        cells = [box[place + 1 + 5 * i : place + 6 + 5 * i] for i in range(many)]
        place += 1 + 5 * many
        whole, letters, rimes, bones = zip(*((c[0] << 8 | c[1], c[2], c[3], c[4]) for c in cells), strict=True)
        initials, odd = tuple(bool(c & 0x80) for c in letters), tuple(bool(c & 0x40) for c in letters)
        names.append(Name(whole, tuple(c & 0x3F for c in letters), rimes, bones, initials, odd))
    parts: list[tuple[int, ...]] = []
    for size in (2, 2, 1, 1, 2):
        many = box[place]
        cut = box[place + 1 : place + 1 + many * size]
        parts.append(tuple(int.from_bytes(cut[i : i + size], "big") for i in range(0, len(cut), size)))
        place += 1 + many * size
    return Marks(tuple(names), *parts)


def box_of(*, name: str, birth_year: int | None, address: str, phone: str, identity_no: str, mark: Callable[[int], int]) -> bytes:
    """The packed marks of a writer, each made by the keyed ``mark``."""
    return packed(marks(name=name, birth_year=birth_year, address=address, phone=phone, identity_no=identity_no, mark=mark))


def near(a: Marks, b: Marks) -> bool:
    """Whether two writers may be the same at a glance: a number or telephone in common, a given name or all but one syllable."""
    if (a.phone and a.phone == b.phone) or (a.number and a.number == b.number):
        return True
    if not a.names or not b.names:
        return not (a.number and b.number)
    return any(_near(one, other) for one in a.names for other in b.names)


def _near(a: Name, b: Name) -> bool:
    if a.syllables[-1] == b.syllables[-1] or a.syllables[-1] in b.syllables or b.syllables[-1] in a.syllables:
        return True
    return len(set(a.syllables) & set(b.syllables)) >= max(2, min(len(a.syllables), len(b.syllables)) - 1)


def best(scores: dict[int, float], many: int) -> Sequence[int]:
    """The letters that share the rarest keys."""
    return sorted(scores, key=lambda place: (-scores[place], -place))[:many]
