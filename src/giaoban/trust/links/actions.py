"""Linking two records."""

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit import actions as audit

from .choices import Event, Relation
from .models import Link


@transaction.atomic
def link(*, source: RecordRef, target: RecordRef, relation: Relation, note: str = "", by: Actor) -> Link:
    """Say that two records belong together; saying it twice changes nothing."""
    row, created = Link.objects.get_or_create(
        from_kind=source.kind,
        from_id=source.id,
        to_kind=target.kind,
        to_id=target.id,
        relation=relation,
        defaults={"note": note, "created_at": by.at},
    )
    if created:
        audit.record(event=Event.LINKED, ref=source, details={"to": str(target), "relation": str(relation)}, by=by)
    return row
