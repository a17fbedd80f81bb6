"""Two letters side by side: how far they say the same, in figures from 0 to about 1 that the model weighs."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import log1p

from .duplicates_person import Marks, agreement
from .duplicates_rarity import SELDOM, common
from .duplicates_text import FIRM, Told, number_mark, slip, syllables, word_mark

Weight = Callable[[int], float]
RARE = 5.5
ENOUGH = 0.3


@dataclass(frozen=True, slots=True)
class Side:
    """One letter ready to be compared. ``words`` and ``pairs``: marks with their rarity in bits; the sums include marks nobody shares.

    ``rare``: words of names, firms and places, as far as another letter has them. ``said``: neighbouring words, as ``Marks.called`` marks them.
    ``noise``: the share of words that nobody else writes and no table knows: slips of typing and scanning.
    """

    marks: Marks
    words: Mapping[int, float]
    words_sum: float
    pairs: Mapping[int, float]
    pairs_sum: float
    numbers: Mapping[str, float]
    slots: Mapping[str, frozenset[str]]
    respondent: Mapping[int, float]
    length: int
    rare: frozenset[int] = frozenset()
    said: frozenset[int] = frozenset()
    noise: float = 0.0
    years: frozenset[str] = frozenset()
    kind: str = ""
    received_on: date | None = None
    numbers_sum: float = 0.0
    respondent_sum: float = 0.0
    rare_sum: float = 0.0


def respondent_marks(text: str, weight: Weight) -> dict[int, float]:
    return {mark: weight(mark) for mark in map(word_mark, syllables(text))}


def side(
    told: Told, *, marks: Marks, respondent: str, weight: Weight, alone: Callable[[int], bool], kind: str, received_on: date | None,
    said: frozenset[int] | None = None,
) -> Side:  # fmt: skip
    """``weight``: the rarity of a mark in bits. ``alone``: whether no other letter has it: then it may be a slip of the pen and weighs half."""
    words = {mark: weight(mark) for mark in told.words}
    pairs = {mark: weight(mark) for mark in told.pairs}
    single = [mark for mark in words if alone(mark)]
    lone = [pairs.pop(mark) for mark in told.pairs if alone(mark)]
    halves = set(single)
    slips = len([mark for mark in single if common(mark) <= SELDOM])
    numbers = {n: weight(number_mark(n)) for n in told.numbers}
    against = respondent_marks(respondent, weight)
    rare = frozenset([m for m, w in words.items() if w >= RARE and m not in halves])
    return Side(
        marks, words, sum(words.values()) - sum([words[mark] for mark in single]) / 2, pairs, sum(pairs.values()) + sum(lone) / 2,
        numbers, told.slots, against, told.length, rare, told.pairs if said is None else said,
        min(1.0, 3 * slips / max(1, len(words))), told.years, kind, received_on,
        sum(numbers.values()), sum(against.values()), _sum(words, rare),
    )  # fmt: skip


def _sum(weights: Mapping[int, float], marks: Iterable[int]) -> float:
    return sum(map(weights.__getitem__, marks))


def contained(shared: float, first: float, second: float) -> tuple[float, float]:
    """(share of the lesser, share of the greater) that both have."""
    least, most = (first, second) if first <= second else (second, first)
    low = shared / least if least > 1.0 else shared
    high = shared / most if most > 1.0 else shared
    return low if low < 1.0 else 1.0, high if high < 1.0 else 1.0


def matter_figures(a: Side, b: Side) -> dict[str, float]:
    """How far two letters tell the same matter, whoever wrote them."""
    words = _sum(a.words, a.words.keys() & b.words.keys())
    pairs = _sum(a.pairs, a.pairs.keys() & b.pairs.keys())
    word_hi, word_lo = contained(words, a.words_sum, b.words_sum)
    pair_hi, pair_lo = contained(pairs, a.pairs_sum, b.pairs_sum)
    rare = _sum(a.words, a.rare & b.rare)
    rare_hi, rare_lo = contained(rare, a.rare_sum, b.rare_sum)
    found = {
        "rare_known": float(bool(a.rare and b.rare)), "rare_hi": rare_hi, "rare_lo": rare_lo, "rare_sum": min(1.0, log1p(rare) / 6),
        "word_hi": word_hi, "word_lo": word_lo, "pair_hi": pair_hi, "pair_lo": pair_lo, "pair_sum": min(1.0, log1p(pairs) / 7),
        "ratio": min(a.length, b.length) / max(a.length, b.length, 1), "short": 1.0 / (1.0 + min(a.length, b.length) / 20),
        "kind": float(a.kind == b.kind), "noise": max(a.noise, b.noise), "both_noisy": min(a.noise, b.noise),
    }  # fmt: skip
    return found | _number_figures(a, b) | _respondent_figures(a, b)


def _number_figures(a: Side, b: Side) -> dict[str, float]:
    found: dict[str, float] = {}
    shared = a.numbers.keys() & b.numbers.keys()
    if a.numbers and b.numbers:
        weight = sum(map(a.numbers.__getitem__, shared))
        hi, lo = contained(weight, a.numbers_sum, b.numbers_sum)
        found |= {"number_known": 1.0, "number_hi": hi, "number_lo": lo, "number_sum": min(1.0, log1p(weight) / 4)}
        found["number_none"] = float(not shared)
        mine, theirs = a.numbers.keys() - shared, b.numbers.keys() - shared
        slips = sum(1 for x in mine if any(slip(x, y) for y in theirs))
        found |= {"numbers_near": min(1.0, slips / 2), "numbers_apart": min(1.0, (min(len(mine), len(theirs)) - slips) / 3)}
    if a.years and b.years:
        same = len(a.years & b.years) / min(len(a.years), len(b.years))
        found |= {"years_known": 1.0, "years": same, "years_apart": float(not same)}
    agree = firm_agree = apart = firm_apart = near = 0
    for word in a.slots.keys() & b.slots.keys():
        first, second = a.slots[word], b.slots[word]
        firm = word in FIRM
        if first & second:
            agree += 1
            firm_agree += firm
        elif any(slip(x, y) for x in first for y in second):
            near += 1
        else:
            apart += 1
            firm_apart += firm
    total = agree + apart + near
    found |= {"slot_agree": min(1.0, agree / 4), "slot_apart": min(1.0, apart / 4), "slot_near": min(1.0, near / 2)}
    found |= {"firm_agree": min(1.0, firm_agree / 3), "firm_apart": min(1.0, firm_apart / 3), "slot_share": agree / total if total else 0.5}
    found["all_apart"] = float(apart > 0 and not agree)
    return found


def _respondent_figures(a: Side, b: Side) -> dict[str, float]:
    if not a.respondent or not b.respondent:
        return {}
    shared = _sum(a.respondent, a.respondent.keys() & b.respondent.keys())
    hi, lo = contained(shared, a.respondent_sum, b.respondent_sum)
    return {"respondent_known": 1.0, "respondent_hi": hi, "respondent_lo": lo, "respondent_apart": float(hi < 0.35)}


def person_figures(a: Side, b: Side) -> dict[str, float]:
    """How far two letters have the same writer."""
    found = agreement(a.marks, b.marks)
    called = [all(pair in other.said for pair in one.marks.called) for one, other in ((a, b), (b, a)) if one.marks.called]
    if called:
        found["called"] = float(any(called))
        found["called_both"] = float(len(called) == 2 and all(called))
        found["called_none"] = float(not any(called))
    return found


def hopeless(a: Side, b: Side) -> bool:
    """Too little in common to make two letters one matter: words, rare words, numbers. Spares the full comparison.

    Of the true pairs of invented letters about one in a thousand lies below the bound, of the others a third.
    """
    least = min(a.words_sum, b.words_sum)
    likeness = _sum(a.words, a.words.keys() & b.words.keys()) / max(1.0, least)
    if likeness >= ENOUGH:
        return False
    shared = a.numbers.keys() & b.numbers.keys()
    if shared:
        likeness += 0.6 * min(1.0, log1p(sum(map(a.numbers.__getitem__, shared))) / 4)
    if likeness < ENOUGH and (rare := a.rare & b.rare):
        likeness += 0.5 * contained(_sum(a.words, rare), a.rare_sum, b.rare_sum)[0]
    return likeness < ENOUGH


def days_between(a: Side, b: Side) -> float:
    """0 the same day, 1 about five years or unknown."""
    if a.received_on is None or b.received_on is None:
        return 0.5
    return min(1.0, log1p(abs((a.received_on - b.received_on).days)) / 7.5)
