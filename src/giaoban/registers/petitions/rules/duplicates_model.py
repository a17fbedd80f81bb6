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
    "rare_hi", "rare_sum",
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
        "number_id_apart": person.get("number_apart", 0.0),
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


def chances(weights: Mapping[str, Weights], figures: Mapping[str, float]) -> list[float]:
    """The chance of each verdict, in the order of VERDICTS."""
    odds = [weighed(weights[f"last:{verdict}"], figures) for verdict in VERDICTS]
    powers = [exp(value) for value in odds]
    total = sum(powers)
    return [value / total for value in powers]


def opinion(a: Side, b: Side, weights: Mapping[str, Weights] | None = None) -> Opinion:
    """Weigh two letters against one another."""
    rules = weights or learnt()
    person, plain = person_figures(a, b), matter_figures(a, b)
    days = days_between(a, b)
    matter = weighed(rules["matter"], crossed(plain, CROSSED) | {"days": days})
    writer = weighed(rules["writer"], crossed(person, CROSSED_PERSON))
    found = chances(rules, last_inputs(writer, matter, plain, person, days))
    best = max(range(1, 4), key=found.__getitem__)
    least = least_scores()[VERDICTS[best]] if weights is None else 0.5
    verdict = VERDICTS[best] if found[best] >= least and matter > NO_MATTER else ""
    return Opinion(verdict, round(found[best], 4), chance(writer), chance(matter))
