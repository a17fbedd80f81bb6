"""Reads of receptions, petitions and matters; every set that a figure may count."""

from giaoban.core.values.countables import Countable

from .duplicates import Likely, Suspect, possible_duplicates, suspected, suspects
from .letters import letters_for
from .petition_counts import PETITION_COUNTS
from .reading import (
    MatterView,
    PetitionFilter,
    ReceptionFilter,
    after,
    capped_count,
    get,
    get_reception,
    listing,
    listing_receptions,
    matter_view,
    names,
    unchecked,
    visible,
    visible_receptions,
)
from .receipts import Standing, receipt_of, satisfaction_of, standing
from .reception_days import DayFilter, Duly, duly, get_day, listing_days, standings, visible_days
from .reception_papers import book_paper, conclusion_of, conclusion_paper, conclusion_tasks, handed_lines, visit_of
from .turn_counts import RECEPTION_COUNTS

COUNTS: tuple[Countable, ...] = (*RECEPTION_COUNTS, *PETITION_COUNTS)

__all__ = [
    "COUNTS",
    "DayFilter",
    "Duly",
    "Likely",
    "MatterView",
    "PetitionFilter",
    "ReceptionFilter",
    "Standing",
    "Suspect",
    "after",
    "book_paper",
    "capped_count",
    "conclusion_of",
    "conclusion_paper",
    "conclusion_tasks",
    "duly",
    "get",
    "get_day",
    "get_reception",
    "handed_lines",
    "letters_for",
    "listing",
    "listing_days",
    "listing_receptions",
    "matter_view",
    "names",
    "possible_duplicates",
    "receipt_of",
    "satisfaction_of",
    "standing",
    "standings",
    "suspected",
    "suspects",
    "unchecked",
    "visible",
    "visible_days",
    "visible_receptions",
    "visit_of",
]
