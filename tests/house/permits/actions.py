"""Recording permits."""

from datetime import date

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import clean_line, fold
from giaoban.trust.audit import actions as audit

from .choices import Event
from .models import Permit
from .rules import check_permit


@transaction.atomic
def record(*, agency_id: int, number: str, kind: str, holder: str, issued_on: date, by: Actor) -> Permit:
    """Record a permit. The same number of the same agency again is the same permit."""
    by.require("permits.write")
    check_permit(kind=kind, issued_on=issued_on, today=by.today)
    number, holder = clean_line(number, 60, "number"), clean_line(holder, 200, "holder")
    facts = {"kind": kind, "holder": holder, "folded": fold(f"{number} {holder}"), "issued_on": issued_on}
    row, new = Permit.objects.get_or_create(agency_id=agency_id, number=number, defaults=facts)
    if new:
        audit.record(event=Event.ISSUED, ref=RecordRef("permit", row.pk), details={"number": number, "kind": kind}, by=by)
    return row
