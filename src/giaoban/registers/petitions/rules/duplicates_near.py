"""One letter against the few that its keys brought: the same weighing as of a file, with the rarity known to the database."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from math import log2

from .duplicates_compare import Side, side
from .duplicates_model import Opinion, opinion
from .duplicates_person import Marks
from .duplicates_reasons import Why, why
from .duplicates_text import Told, number_mark, told

SELDOM_BITS = 9.0


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


def weighed(sought: Sought, others: Sequence[Kept], rate: Callable[[int], float], mark: Callable[[int], int]) -> list[Weighed]:
    """Every letter with its opinion, the surest first. ``mark``: the keyed hash of the writers' marks (its last 16 bits are kept)."""
    read = [told(other.text, seeking=False) for other in others]
    here: Counter[int] = Counter()
    for one in (sought.told, *read):
        here.update(one.words)
        here.update(one.pairs)
    known: dict[int, float] = {}

    def weight(value: int) -> float:
        found = known.get(value)
        if found is None:
            found = known[value] = max(0.05, -log2(max(rate(value), 1e-6)))
        return found

    def alone(value: int) -> bool:
        return here[value] < 2 and weight(value) >= SELDOM_BITS

    said = frozenset(mark(pair) & 0xFFFF for pair in sought.told.pairs)
    mine = _side(sought.told, sought.marks, sought.respondent, sought.kind, sought.received_on, weight, alone, said)
    keyed = {pair: mark(pair) & 0xFFFF for pair in sought.called}
    found = []
    for other, one in zip(others, read, strict=True):
        theirs = frozenset(value for pair, value in keyed.items() if pair in one.pairs)
        their_side = _side(one, other.marks, other.respondent, other.kind, other.received_on, weight, alone, theirs)
        found.append(Weighed(other.id, opinion(mine, their_side), why(mine, their_side)))
    return sorted(found, key=lambda item: (-bool(item.opinion.verdict), -item.opinion.score, -item.id))


def _side(
    one: Told, marks: Marks, respondent: str, kind: str, day: date | None, weight: Callable[[int], float], alone: Callable[[int], bool],
    said: frozenset[int],
) -> Side:  # fmt: skip
    return side(one, marks=marks, respondent=respondent, weight=weight, alone=alone, kind=kind, received_on=day, said=said)


def number_marks(one: Told) -> frozenset[int]:
    return frozenset(number_mark(n) for n in one.numbers)
