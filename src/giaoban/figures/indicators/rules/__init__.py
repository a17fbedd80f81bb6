"""Definitions of indicators and the arithmetic of figures: pure, no database, no clock."""

from .catalogue import Indicator, catalogue, check_countables, load, with_parts
from .comparing import Change, Figure, base_reason, change_of, rate
from .freezing import fault_of, period_hash, plain, records_hash, value_of
from .reasons import Delta, Reason, classify, deltas_of, ratio_reasons

__all__ = [
    "Change",
    "Delta",
    "Figure",
    "Indicator",
    "Reason",
    "base_reason",
    "catalogue",
    "change_of",
    "check_countables",
    "classify",
    "deltas_of",
    "fault_of",
    "load",
    "period_hash",
    "plain",
    "rate",
    "ratio_reasons",
    "records_hash",
    "value_of",
    "with_parts",
]
