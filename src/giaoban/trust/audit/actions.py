"""Appending to the ledger: the only write there is."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef

from .models import Event
from .queries import lock_and_head
from .rules import event_facts, event_hash


@transaction.atomic
def record(*, event: str, ref: RecordRef, details: dict[str, Any] | None = None, by: Actor) -> None:
    """Write that ``by`` did ``event`` to ``ref``. ``details``: JSON values of open fields only, never an identity."""
    record_many(entries=[(event, ref, details or {})], by=by)


@transaction.atomic
def record_many(*, entries: Iterable[tuple[str, RecordRef, dict[str, Any]]], by: Actor) -> None:
    """Write many events of one action in one go."""
    seq, previous = lock_and_head()
    rows = []
    for event, ref, details in entries:
        seq += 1
        digest = event_hash(previous, event_facts(seq, by.at, (by.user_id, by.name, by.agency_id), str(event), str(ref), details))
        rows.append(
            Event(
                seq=seq,
                at=by.at,
                actor_id=by.user_id,
                actor_name=by.name,
                agency_ref=by.agency_id,
                event=str(event),
                ref_kind=ref.kind,
                ref_id=ref.id,
                details=details,
                previous=previous,
                digest=digest,
            )
        )
        previous = digest
    Event.objects.bulk_create(rows, batch_size=1000)
