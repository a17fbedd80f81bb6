"""Decisions on receptions and petitions, as pure functions on values."""

from .classification import (
    check_birth_year,
    check_classes,
    check_outcome,
    check_representatives,
    clean_name,
    clean_short,
    clean_text,
    fields_of,
    large_group,
    mask,
    outcomes_of,
    representatives,
    rounds_of,
)
from .disposing import Case, Proposal, check_disposition, propose, refusal
from .eligibility import EligibilityFacts, Verdict, eligibility
from .rows import PetitionRow, ReceptionRow, check_people, check_petition, check_reception
from .states import Act, acts, check_day, check_order, next_states, require_act, waiting_for

__all__ = [
    "Act",
    "Case",
    "EligibilityFacts",
    "PetitionRow",
    "Proposal",
    "ReceptionRow",
    "Verdict",
    "acts",
    "check_birth_year",
    "check_classes",
    "check_day",
    "check_disposition",
    "check_order",
    "check_outcome",
    "check_people",
    "check_petition",
    "check_reception",
    "check_representatives",
    "clean_name",
    "clean_short",
    "clean_text",
    "eligibility",
    "fields_of",
    "large_group",
    "mask",
    "next_states",
    "outcomes_of",
    "propose",
    "refusal",
    "representatives",
    "require_act",
    "rounds_of",
    "waiting_for",
]
