"""Writing the register of bodies, officials and committees."""

from .agencies import AgencyRow, SuccessionRow, change_agency, create_agency, end_agency, load_agencies, succeed
from .persons import add_member, create_committee, create_person, end_committee, end_post, give_post, remove_member

__all__ = [
    "AgencyRow",
    "SuccessionRow",
    "add_member",
    "change_agency",
    "create_agency",
    "create_committee",
    "create_person",
    "end_agency",
    "end_committee",
    "end_post",
    "give_post",
    "load_agencies",
    "remove_member",
    "succeed",
]
