"""Which forms a record can be printed on, and what they are filled with."""

import re
from datetime import date

from giaoban.core.law import refusal_grounds
from giaoban.core.words.dates import format_date_numeric_official
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions.models import Petition, Reception
from giaoban.registers.petitions.rules.letters import HIDDEN, Head, LetterForm, forms

Record = Petition | Reception
PLACE_IN_NAME = re.compile(r"(?:xã|phường|đặc khu|tỉnh|Tỉnh ủy|thành phố) (.+)$")


def letters_for(record: Record) -> list[LetterForm]:
    """The forms that this record may need now, in the order of the catalogue."""
    petition = record if isinstance(record, Petition) else None
    has = {"accepted"} if petition and petition.accepted_on else set()
    has |= {"decided"} if petition and petition.decided_on else set()
    has |= {"refused"} if isinstance(record, Reception) and record.refusal_ground else set()
    return [
        form
        for form in forms().values()
        if form.fits(
            about="petition" if petition else "reception",
            kind=record.kind if petition else "",
            disposition=petition.disposition if petition else "",
            state=petition.state if petition else "",
            has=has,
        )
    ]


def _day(value: date | None) -> str:
    return format_date_numeric_official(value) if value else ""


def facts_of(record: Record) -> dict[str, str]:
    """What a form may say of the record, the writer left out: hidden when sealed, to be filled in by whoever may open the name."""
    common = {
        "number": record.number,
        "received": _day(record.received_on),
        "agency": record.agency.name,
        "summary": record.summary,
        "request": record.request,
        "writer": HIDDEN if record.sealed else "",
        "writer_address": "",
        "writer_paper": "",
    }
    if isinstance(record, Reception):
        ground = next((each for each in refusal_grounds(record.received_on) if each.key == record.refusal_ground), None)
        return common | {
            "receiver": record.receiver,
            "kind": record.get_petition_kind_display().lower(),
            "outcome": record.outcome,
            "accepting_body": record.accepting_body,
            "ground": f"{ground.basis.cite} ({ground.label.lower()})" if ground else "",
        }
    return common | {
        "written": _day(record.written_on),
        "kind": f"đơn {record.get_kind_display().lower()}",
        "handler": record.handler.name,
        "respondent": record.respondent,
        "sent_to": record.sent_to,
        "ineligible_reason": record.ineligible_reason,
        "forwarded_by": record.forwarded_by,
        "forwarding_paper": record.forwarding_paper,
        "accepted": _day(record.accepted_on),
        "resolve_due": _day(record.resolve_due),
        "decision_number": record.decision_number,
        "outcome": record.get_outcome_display().lower(),
        "ended_ground": record.ended_ground,
        "next_step": record.next_step.lower(),
        "next_due": _day(record.next_due),
    }


def head_of(agency: Agency, year: int) -> Head:
    """Who issues a letter of this agency. The place is the commune or the province that the agency, or one above it, carries in its name."""
    above: Agency | None = agency
    place = None
    while above and not (place := PLACE_IN_NAME.search(above.name)):
        above = above.parent
    return Head(agency.name, agency.parent.name if agency.parent else "", agency.symbol, place[1] if place else "", year)
