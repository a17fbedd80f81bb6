"""One letter against the few that its keys brought: the same weighing as of a file, with the rarity known to the database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from .duplicates_compare import Side, side
from .duplicates_index import Bits, Table
from .duplicates_model import Opinion, opinion
from .duplicates_person import Marks
from .duplicates_reasons import Why, why
from .duplicates_text import Told, told

SELDOM_BITS = 9.0
SAME_WRITER = 0.9


@dataclass(frozen=True, slots=True)
class Kept:
    """A letter of the book as far as it is compared. ``text``: summary and request, of sealed letters without the writer's name."""

    id: int
    text: str
    respondent: str
    kind: str
    received_on: date | None
    marks: Marks


@dataclass(frozen=True, slots=True)
class Sought:
    """The letter whose repeats are sought. ``called``: the open marks of its writer's name, to find it in the text of others."""

    told: Told
    respondent: str
    kind: str
    received_on: date | None
    marks: Marks
    called: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """What one letter of the book is to the sought one."""

    id: int
    opinion: Opinion
    why: Why


def weighed(sought: Sought, others: Sequence[Kept], table: Table, mark: Callable[[int], int]) -> list[Weighed]:
    """The letters that are something to the sought one, or surely of its writer, the surest first.

    ``mark``: the keyed hash of the writers' marks (its last 16 bits are kept).
    """
    read = [told(other.text, seeking=False) for other in others]
    every: set[int] = set()
    again: set[int] = set()
    for one in (sought.told, *read):
        for marks in (one.words, one.pairs):
            again |= every & marks
            every |= marks
    bits = table.bits(every)
    lonely = {value for value in every - again if bits[value] >= SELDOM_BITS}
    said = frozenset(mark(pair) & 0xFFFF for pair in sought.told.pairs)
    mine = _side(sought.told, sought.marks, sought.respondent, sought.kind, sought.received_on, bits, lonely, said)
    keyed = {pair: mark(pair) & 0xFFFF for pair in sought.called}
    found = []
    for other, one in zip(others, read, strict=True):
        theirs = frozenset(value for pair, value in keyed.items() if pair in one.pairs)
        their_side = _side(one, other.marks, other.respondent, other.kind, other.received_on, bits, lonely, theirs)
        what = opinion(mine, their_side, always=True)
        if what.verdict or what.writer >= SAME_WRITER:
            found.append((other.id, what, their_side))
    found.sort(key=lambda item: (-bool(item[1].verdict), -item[1].score, -item[0]))
    return [Weighed(number, said_of, why(mine, their_side)) for number, said_of, their_side in found]


def _side(
    one: Told, marks: Marks, respondent: str, kind: str, day: date | None, bits: Bits, lonely: set[int], said: frozenset[int]
) -> Side:  # fmt: skip
    return side(
        one, marks=marks, respondent=respondent, weight=bits.__getitem__, alone=lonely.__contains__, kind=kind, received_on=day, said=said
    )
