"""Printing a form from a record: what names the writer is opened here, and every print leaves its line in the ledger."""

from django.db import transaction

from giaoban.core.paper.tree import Document
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.refs import RecordRef
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Event
from giaoban.registers.petitions.models import Petition, Reception
from giaoban.registers.petitions.queries.letters import facts_of, head_of, letters_for
from giaoban.registers.petitions.queries.reception_papers import handed_lines
from giaoban.registers.petitions.rules.letters import compose
from giaoban.trust.audit import actions as audit
from giaoban.trust.vault.choices import Purpose

from .keeping import locked, locked_reception
from .secrecy import reveal


@transaction.atomic
def write_letter(*, record: Petition | Reception, form: str, by: Actor) -> Document:
    """The paper of a form for a record.

    A form that goes to the writer of a sealed record names the person only by an opening for this purpose that a second person agreed to; any
    other form says that the identity is kept secret. Raises InvalidInput when the form is not one of this record, NotAllowed without the right.
    """
    row: Petition | Reception = locked(record, by) if isinstance(record, Petition) else locked_reception(record, by)
    found = next((each for each in letters_for(row) if each.slug == form), None)
    if found is None:
        raise InvalidInput("Hồ sơ này chưa dùng được mẫu %(form)s. Chọn mẫu trong danh sách của hồ sơ.", form=form)
    facts = facts_of(row)
    named = found.identity == "writer" or (found.identity == "open" and not row.sealed)
    if named and row.identity_ref is not None:
        person = (
            reveal(record=row, purpose=Purpose.GUI_VAN_BAN, by=by)
            if row.sealed
            else sealing.open_persons([row.identity_ref], by).get(row.identity_ref)
        )
        if person is not None:
            facts |= {"writer": person.name, "writer_address": person.address, "writer_paper": person.identity_paper or person.identity_no}
    issuer = row.agency if isinstance(row, Reception) else row.handler
    kind = "petition" if isinstance(row, Petition) else "reception"
    audit.record(event=Event.LETTER_WRITTEN, ref=RecordRef(kind, row.pk), details={"form": found.code, "named": named}, by=by)
    lines = handed_lines(row) if isinstance(row, Reception) else ()
    return compose(found, facts, head_of(issuer, by.today.year), lines)
