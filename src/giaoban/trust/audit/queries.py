"""Reading and verifying the ledger."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef

from .models import Event
from .rules import GENESIS, event_facts, first_break

LEDGER_LOCK = 7_180_211


def lock_and_head() -> tuple[int, str]:
    """Take the ledger's lock for this transaction and return the last number and hash (SQLite's IMMEDIATE transaction is the lock)."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LEDGER_LOCK])
    head = Event.objects.order_by("-seq").values_list("seq", "digest").first()
    return head or (0, GENESIS)


def history(ref: RecordRef) -> "QuerySet[Event]":
    """What was done to one record, oldest first. The caller has already shown that the reader may see the record."""
    return Event.objects.filter(ref_kind=ref.kind, ref_id=ref.id).order_by("seq")


def ledger(actor: Actor) -> "QuerySet[Event]":
    """The whole ledger, newest first, for holders of audit.read."""
    rows: QuerySet[Event] = Event.objects.order_by("-seq")
    return rows if actor.may("audit.read") else rows.none()


def _rows() -> Iterator[tuple[int, str, str, dict[str, Any]]]:
    fields = ("seq", "at", "actor_id", "actor_name", "event", "ref_kind", "ref_id", "details", "previous", "digest")
    for seq, at, actor_id, name, event, kind, number, details, previous, digest in Event.objects.order_by("seq").values_list(*fields).iterator(5000):
        yield seq, previous, digest, event_facts(seq, at, actor_id, name, event, f"{kind}:{number}", details)


def verify() -> tuple[int, int | None]:
    """Number of events, and the first sequence number that is wrong (None: the chain holds)."""
    return Event.objects.count(), next(first_break(_rows()), None)


def latest(refs: Iterable[RecordRef]) -> dict[RecordRef, Event]:
    """The last event of each of these records of one kind."""
    refs = list(refs)
    if not refs:
        return {}
    rows = Event.objects.filter(ref_kind=refs[0].kind, ref_id__in=[r.id for r in refs]).order_by("seq")
    return {RecordRef(e.ref_kind, e.ref_id): e for e in rows}
