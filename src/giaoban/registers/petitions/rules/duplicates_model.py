"""The weighing: two logistic regressions (same writer, same matter) and a last one over both that says what two letters are to one another.

The weights are data (data/duplicates.json), learnt from invented letters by ``python -m giaoban.sites.console.repeats.training``.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

from .duplicates_compare import Side, days_between, matter_figures, person_figures

WEIGHTS = Path(__file__).resolve().parent / "data" / "duplicates.json"
VERDICTS = ("", "duplicate", "same_matter", "campaign")
CROSSED = (
    "word_hi", "word_lo", "pair_hi", "pair_lo", "number_hi", "number_sum", "slot_apart", "firm_apart", "firm_agree", "slot_share",
    "respondent_hi", "number_known", "short", "all_apart",
    "rare_hi", "rare_sum", "noise", "numbers_apart", "numbers_near", "respondent_apart", "years_apart",
)  # fmt: skip
CROSSED_PERSON = (
    "name",
    "given",
    "name_apart",
    "name_both",
    "year",
    "year_apart",
    "place",
    "place_apart",
    "phone",
    "number",
    "group",
    "called",
    "called_both",
    "name_all",
    "given_apart",
    "given_slip",
    "hamlet",
)
LIMIT = 8.0
# Log-odds of the same matter below which no verdict is given, whoever wrote.
NO_MATTER = -4.0
Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the model thinks of two letters. ``verdict``: one of VERDICTS; ``score``: how sure of it; writer and matter: 0-1 each."""

    verdict: str
    score: float
    writer: float
    matter: float


def crossed(figures: Mapping[str, float], names: Sequence[str]) -> dict[str, float]:
    """The figures with the products of the chief ones."""
    found = dict(figures)
    present = [(name, figures[name]) for name in names if figures.get(name)]
    for place, (first, value) in enumerate(present):
        for second, other in present[place:]:
            found[f"{first}*{second}"] = value * other
    return found


def weighed(weights: Weights, figures: Mapping[str, float]) -> float:
    """The log-odds."""
    total = weights.get("", 0.0) + sum(value * weights.get(name, 0.0) for name, value in figures.items())
    return max(-LIMIT, min(LIMIT, total))


def chance(odds: float) -> float:
    return 1 / (1 + exp(-odds))


def writer_inputs(a: Side, b: Side) -> dict[str, float]:
    return crossed(person_figures(a, b), CROSSED_PERSON)


def matter_inputs(a: Side, b: Side, plain: Mapping[str, float]) -> dict[str, float]:
    found = crossed(plain, CROSSED)
    found["days"] = days_between(a, b)
    return found


def last_inputs(writer: float, matter: float, plain: Mapping[str, float], person: Mapping[str, float], days: float) -> dict[str, float]:
    """What the last weighing sees: both opinions, their products, and how alike the wording is."""
    w, m = writer / LIMIT, matter / LIMIT
    known = float(bool(person.get("name_known")))
    apart = max(0.0, -w)
    same = max(0.0, w)
    alike = plain["pair_lo"] * plain["pair_lo"]
    return {
        "w": w, "m": m, "w*m": w * m, "same": same, "apart": apart, "same*m": same * m, "apart*m": apart * m, "m2": m * abs(m),
        "w2": w * abs(w), "least": min(w, m), "not": max(0.0, -m), "is": max(0.0, m),
        "same*not": same * max(0.0, -m), "known": known, "known*w": known * w, "pair_hi": plain["pair_hi"], "pair_lo": plain["pair_lo"],
        "alike": alike, "alike*m": alike * m, "alike*apart": alike * apart, "pair_hi*apart": plain["pair_hi"] * apart,
        "pair_hi*m": plain["pair_hi"] * m, "unknown*alike": (1 - known) * alike, "unknown*m": (1 - known) * m, "days": days,
        "word_lo": plain["word_lo"], "word_lo*apart": plain["word_lo"] * apart, "ratio": plain["ratio"],
        "firm_apart": plain["firm_apart"], "all_apart": plain["all_apart"], "number_id": person.get("number", 0.0),
        "number_id_apart": person.get("number_apart", 0.0), "given_apart": person.get("given_apart", 0.0),
        "given_apart*m": person.get("given_apart", 0.0) * max(0.0, m), "name_all": person.get("name_all", 0.0),
    }  # fmt: skip


@cache
def learnt(path: Path = WEIGHTS) -> Mapping[str, Weights]:
    """The weights by regression: "writer", "matter", and one of the last for each verdict."""
    found: Mapping[str, Weights] = json.loads(path.read_text("utf-8"))["weights"]
    return found


@cache
def least_scores(path: Path = WEIGHTS) -> Mapping[str, float]:
    """The score below which a verdict is not given, chosen at training for its precision."""
    found: Mapping[str, float] = json.loads(path.read_text("utf-8"))["least"]
    return found


class Rule:
    """One regression made ready for weighing: the weights of single figures, and of products as a table."""

    def __init__(self, weights: Weights, names: Sequence[str]) -> None:
        self.bias = weights.get("", 0.0)
        self.single = {name: weight for name, weight in weights.items() if name and "*" not in name}
        self.place = {name: place for place, name in enumerate(names)}
        self.table = [[weights.get(f"{first}*{second}", 0.0) for second in names] for first in names]

    def odds(self, figures: Mapping[str, float]) -> float:
        """The log-odds, as ``weighed`` of the ``crossed`` figures."""
        single, place = self.single, self.place
        total = self.bias
        present = []
        for name, value in figures.items():
            if value:
                total += value * single.get(name, 0.0)
                if name in place:
                    present.append((place[name], value))
        present.sort()
        for at, (first, value) in enumerate(present):
            row = self.table[first]
            total += value * sum([row[second] * other for second, other in present[at:]])
        return max(-LIMIT, min(LIMIT, total))


class Rules:
    """The three regressions."""

    def __init__(self, weights: Mapping[str, Weights], least: Mapping[str, float]) -> None:
        self.writer = Rule(weights["writer"], CROSSED_PERSON)
        self.matter = Rule(weights["matter"], CROSSED)
        self.least = [least.get(verdict, 0.5) for verdict in VERDICTS]
        last = [weights[f"last:{verdict}"] for verdict in VERDICTS]
        self.bias = [one.get("", 0.0) for one in last]
        self.last = {name: tuple(one.get(name, 0.0) for one in last) for name in sorted({n for one in last for n in one if n})}

    def chances(self, figures: Mapping[str, float]) -> list[float]:
        """The chance of each verdict, in the order of VERDICTS."""
        nothing, again, shared, campaign = self.bias
        last = self.last
        for name, value in figures.items():
            if value and name in last:
                first, second, third, fourth = last[name]
                nothing += value * first
                again += value * second
                shared += value * third
                campaign += value * fourth
        powers = [exp(max(-LIMIT, min(LIMIT, odds))) for odds in (nothing, again, shared, campaign)]
        total = sum(powers)
        return [power / total for power in powers]


@cache
def rules() -> Rules:
    """The shipped regressions."""
    return Rules(learnt(), least_scores())


def nothing_shared(plain: Mapping[str, float]) -> bool:
    """No wording, no number, no rare word in common: two matters, whatever the regression makes of the rest."""
    return plain["pair_hi"] < 0.06 and plain["rare_sum"] < 0.25 and not plain.get("number_sum")


def opinion(a: Side, b: Side, known: Rules | None = None, *, always: bool = False) -> Opinion:
    """Weigh two letters against one another. ``always``: judge the writer even where the matters are clearly two."""
    weigh = known or rules()
    plain, days = matter_figures(a, b), days_between(a, b)
    matter = -LIMIT if nothing_shared(plain) else weigh.matter.odds(plain | {"days": days})
    if matter <= NO_MATTER and not always:
        return Opinion("", 0.0, 0.0, chance(matter))
    person = person_figures(a, b)
    writer = weigh.writer.odds(person)
    found = weigh.chances(last_inputs(writer, matter, plain, person, days))
    best = max(range(1, 4), key=found.__getitem__)
    verdict = VERDICTS[best] if found[best] >= weigh.least[best] and matter > NO_MATTER else ""
    return Opinion(verdict, round(found[best], 4), chance(writer), chance(matter))
