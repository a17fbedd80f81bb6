"""All letters of a file against one another: the pairs worth comparing, each weighed, and the answers made to agree with one another."""

import gc
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import log2

from .duplicates_compare import Side, hopeless, side
from .duplicates_model import Opinion, Rules, opinion
from .duplicates_person import marks, names_of, person_keys
from .duplicates_rarity import common
from .duplicates_reasons import Why, why
from .duplicates_text import NUMBER, Told, number_mark, told, word_mark

CROWD, MOST, MOST_OF_WRITER, KEPT = 60, 14, 10, 40
PRIOR = 400.0
LARGEST = 400
BRIDGE = 0.12


@dataclass(frozen=True, slots=True)
class Written:
    """One row of the plain form as text."""

    id: str
    text: str
    name: str = ""
    birth_year: int | None = None
    address: str = ""
    phone: str = ""
    identity_no: str = ""
    respondent: str = ""
    kind: str = ""
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two letters by their place in the file, the earlier first, and what they are to one another."""

    a: int
    b: int
    opinion: Opinion
    why: Why


@dataclass(slots=True)
class Crowd:
    """The letters of a file with what they have in common."""

    letters: Sequence[Written]
    told: list[Told] = field(default_factory=list)
    often: Counter[int] = field(default_factory=Counter)
    sides: list[Side] = field(default_factory=list)
    _weights: dict[int, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.told = [told(letter.text) for letter in self.letters]
        for one in self.told:
            self.often.update(one.words)
            self.often.update(one.pairs)
            self.often.update(one.runs)
            self.often.update({number_mark(n) for n in one.numbers})
        self.sides = [self._side(letter, one) for letter, one in zip(self.letters, self.told, strict=True)]

    def weight(self, mark: int) -> float:
        """The rarity of a mark in bits: in this file, and in letters as people write them."""
        found = self._weights.get(mark)
        if found is None:
            often = self.often.get(mark, 0)
            rate = (often + PRIOR * common(mark)) / (len(self.letters) + PRIOR)
            found = self._weights[mark] = max(0.05, -log2(max(rate, 1e-6)))
        return found

    def alone(self, mark: int) -> bool:
        return self.often.get(mark, 0) < 2

    def _side(self, letter: Written, one: Told) -> Side:
        who = marks(
            name=letter.name, birth_year=letter.birth_year, address=letter.address, phone=letter.phone, identity_no=letter.identity_no
        )
        return side(
            one,
            marks=who,
            respondent=letter.respondent,
            weight=self.weight,
            alone=self.alone,
            kind=letter.kind,
            received_on=letter.received_on,
        )

    def keys(self, place: int) -> list[int]:
        """What of its text brings a letter together with others: rare runs, pairs and numbers."""
        one, often = self.told[place], self.often
        runs = sorted((m for m in one.runs if often[m] > 1), key=lambda m: (often[m], m))
        pairs = sorted((m for m in one.pairs if 1 < often[m] <= CROWD), key=lambda m: (often[m], m))
        return [*runs[:KEPT], *pairs[:KEPT], *(mark for n in one.numbers if often[mark := number_mark(n)] > 1)]

    def people(self, place: int) -> list[int]:
        """What of its writer does: the keys of the writer, and the name in any order, whole and without its middle."""
        letter = self.letters[place]
        found = person_keys(
            name=letter.name, birth_year=letter.birth_year, address=letter.address, phone=letter.phone, identity_no=letter.identity_no
        )
        for parts in names_of(letter.name):
            found += [" ".join(sorted(parts)), f"{parts[0]} {parts[-1]}"]
        return [word_mark(key) ^ NUMBER for key in found]


def candidates(crowd: Crowd) -> Iterator[tuple[int, int]]:
    """Pairs worth comparing: of each letter the earlier ones that share the rarest words, and those that share a writer's key."""
    postings: dict[int, list[int]] = defaultdict(list)
    for place in range(len(crowd.letters)):
        texts, people = _scores(crowd.keys(place), postings, place), _scores(crowd.people(place), postings, place)
        best = dict.fromkeys(_first(texts, MOST))
        for other, gain in people.items():
            people[other] = gain + texts.get(other, 0.0)
        best |= dict.fromkeys(_first(people, MOST_OF_WRITER))
        for other in best:
            yield other, place


def _scores(keys: Iterable[int], postings: dict[int, list[int]], place: int) -> dict[int, float]:
    """How rare what a letter shares with each earlier one is; of a key of many letters only the last three count."""
    scores: dict[int, float] = defaultdict(float)
    for key in keys:
        found = postings[key]
        gain = 1.0 / (1.0 + len(found)) + 0.05
        for other in found if len(found) <= CROWD else found[-3:]:
            if other != place:
                scores[other] += gain
        found.append(place)
    return scores


def _first(scores: dict[int, float], many: int) -> Iterable[int]:
    return scores if len(scores) <= many else sorted(scores, key=scores.__getitem__, reverse=True)[:many]


def judged(letters: Sequence[Written], known: Rules | None = None, told_of: Callable[[int], None] | None = None) -> list[Pair]:
    """Every pair of a file that is something to one another, in order."""
    collecting = gc.isenabled()
    gc.disable()  # many small values that all live to the end
    try:
        return _judged(letters, known, told_of)
    finally:
        if collecting:
            gc.enable()


def _judged(letters: Sequence[Written], known: Rules | None, told_of: Callable[[int], None] | None) -> list[Pair]:
    crowd = Crowd(letters)
    seen: dict[tuple[int, int], Opinion] = {}
    for a, b in candidates(crowd):
        if (a, b) not in seen and not hopeless(crowd.sides[a], crowd.sides[b]):
            seen[a, b] = opinion(crowd.sides[a], crowd.sides[b], known)
        if told_of:
            told_of(b)
    return settled(crowd, seen, known)


def _groups(size: int, links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Places joined by links, two and more together."""
    root = list(range(size))

    def top(place: int) -> int:
        while root[place] != place:
            root[place] = root[root[place]]
            place = root[place]
        return place

    for a, b in links:
        root[top(a)] = top(b)
    found: dict[int, list[int]] = defaultdict(list)
    for place in range(size):
        if root[place] != place or top(place) != place:
            found[top(place)].append(place)
    for place in list(found):
        found[place].append(place)
    return [sorted(set(group)) for group in found.values() if len(set(group)) > 1]


def settled(crowd: Crowd, seen: dict[tuple[int, int], Opinion], known: Rules | None = None) -> list[Pair]:
    """The answers made to agree: letters joined through others are compared too, and doubtful pairs follow the rest of their group."""
    said = {pair: found for pair, found in seen.items() if found.verdict}
    for group in _groups(len(crowd.letters), said):
        if len(group) > LARGEST:
            continue
        for i, a in enumerate(group):
            for b in group[i + 1 :]:
                if (a, b) not in seen:
                    seen[a, b] = opinion(crowd.sides[a], crowd.sides[b], known)
                if seen[a, b].verdict:
                    said[a, b] = seen[a, b]
    for group in _groups(len(crowd.letters), [pair for pair, found in said.items() if found.verdict == "duplicate"]):
        if 2 < len(group) <= LARGEST:
            _agree(group, said, seen)
    return [Pair(a, b, found, why(crowd.sides[a], crowd.sides[b])) for (a, b), found in sorted(said.items())]


def _agree(group: list[int], said: dict[tuple[int, int], Opinion], seen: Mapping[tuple[int, int], Opinion]) -> None:
    """In a group of repeats a pair that is not clearly apart is a repeat when two others vouch for it."""
    together = {pair for pair, found in said.items() if found.verdict == "duplicate"}
    linked = {a: {b for b in group if (min(a, b), max(a, b)) in together} for a in group}
    for i, a in enumerate(group):
        for b in group[i + 1 :]:
            found = seen[a, b]
            if (a, b) in together or not linked[a] & linked[b]:
                continue
            if found.matter >= BRIDGE and found.writer >= BRIDGE:
                said[a, b] = Opinion("duplicate", max(found.score, 0.5), found.writer, found.matter)
