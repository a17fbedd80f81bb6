"""Figures counted, compared, opened and explained."""

from .computing import Counted, Submitted, as_reported, base_of, closing_of, compared, figures, frozen, lineage
from .counting import collect, tally
from .explaining import explain, verify
from .registry import COUNTABLES, KIND_OF_MODEL, MODELS, checked_catalogue, countable

__all__ = [
    "COUNTABLES",
    "KIND_OF_MODEL",
    "MODELS",
    "Counted",
    "Submitted",
    "as_reported",
    "base_of",
    "checked_catalogue",
    "closing_of",
    "collect",
    "compared",
    "countable",
    "explain",
    "figures",
    "frozen",
    "lineage",
    "tally",
    "verify",
]
