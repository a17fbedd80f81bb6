"""Appending to the ledger: the only write there is."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef

from .queries import append, lock_and_head
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
    who, at = (by.user_id, by.name, by.agency_id), by.at
    for event, ref, details in entries:
        seq += 1
        digest = event_hash(previous, event_facts(seq, at, who, str(event), str(ref), details))
        rows.append((seq, at, *who, str(event), ref.kind, ref.id, details, previous, digest))
        previous = digest
    append(rows)
