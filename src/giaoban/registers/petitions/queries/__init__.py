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
from .turn_counts import RECEPTION_COUNTS

COUNTS: tuple[Countable, ...] = (*RECEPTION_COUNTS, *PETITION_COUNTS)

__all__ = [
    "COUNTS",
    "Likely",
    "MatterView",
    "PetitionFilter",
    "ReceptionFilter",
    "Standing",
    "Suspect",
    "after",
    "capped_count",
    "get",
    "get_reception",
    "letters_for",
    "listing",
    "listing_receptions",
    "matter_view",
    "names",
    "possible_duplicates",
    "receipt_of",
    "satisfaction_of",
    "standing",
    "suspected",
    "suspects",
    "unchecked",
    "visible",
    "visible_receptions",
]
