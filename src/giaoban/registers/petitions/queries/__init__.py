"""Reads of receptions, petitions and matters; every set that a figure may count."""

from giaoban.core.values.countables import Countable

from .duplicates import Suspect, suspected, suspects
from .letters import letters_for
from .loading_jobs import content_of, first_errors, job_of, jobs, refused_rows, remembered
from .petition_counts import PETITION_COUNTS
from .procedure import Owed, dialogues_of, execution_of, forwarder_of, owed_answers, parts_of, petition_of_forwarder, steps_of
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
    ranking,
    ranking_receptions,
    unchecked,
    visible,
    visible_receptions,
)
from .receipts import Standing, receipt_of, satisfaction_of, standing
from .reception_days import DayFilter, Duly, HeadStanding, duly, get_day, listing_days, standings, visible_days
from .reception_papers import book_paper, conclusion_of, conclusion_paper, conclusion_tasks, handed_lines, session_of, visit_of
from .secrecy import (
    opening_of,
    openings,
    openings_waiting,
    papers_of,
    protected_counts,
    protections,
    redacted_copies,
    waivers,
)
from .turn_counts import RECEPTION_COUNTS

COUNTS: tuple[Countable, ...] = (*RECEPTION_COUNTS, *PETITION_COUNTS)

__all__ = [
    "COUNTS",
    "DayFilter",
    "Duly",
    "HeadStanding",
    "MatterView",
    "Owed",
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
    "content_of",
    "dialogues_of",
    "duly",
    "execution_of",
    "first_errors",
    "forwarder_of",
    "get",
    "get_day",
    "get_reception",
    "handed_lines",
    "job_of",
    "jobs",
    "letters_for",
    "listing",
    "listing_days",
    "listing_receptions",
    "matter_view",
    "names",
    "opening_of",
    "openings",
    "openings_waiting",
    "owed_answers",
    "papers_of",
    "parts_of",
    "petition_of_forwarder",
    "protected_counts",
    "protections",
    "ranking",
    "ranking_receptions",
    "receipt_of",
    "redacted_copies",
    "refused_rows",
    "remembered",
    "satisfaction_of",
    "session_of",
    "standing",
    "standings",
    "steps_of",
    "suspected",
    "suspects",
    "unchecked",
    "visible",
    "visible_days",
    "visible_receptions",
    "visit_of",
    "waivers",
]
