"""Reading and verifying the ledger."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import QuerySet

from giaoban.core.values.actors import VIETNAM, Actor
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


COLUMNS = ("seq", "at", "actor_id", "actor_name", "agency_ref", "event", "ref_kind", "ref_id", "details", "previous", "digest")


def append(rows: "Iterable[tuple[Any, ...]]") -> None:
    """Write events, each with the values of COLUMNS. A load writes three for each letter, too many for model instances."""
    fields: list[Any] = [Event._meta.get_field(name) for name in COLUMNS]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    sql = f"INSERT INTO {quote(Event._meta.db_table)} ({columns}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608
    at, details = fields[1], fields[8]
    moments: dict[Any, Any] = {}
    ready = []
    for seq, moment, *who, told, previous, digest in rows:
        if moment not in moments:
            moments[moment] = at.get_db_prep_save(moment, connection)
        ready.append((seq, moments[moment], *who, details.get_db_prep_save(told, connection), previous, digest))
    with connection.cursor() as cursor:
        cursor.executemany(sql, ready)


def history(ref: RecordRef) -> "QuerySet[Event]":
    """What was done to one record, oldest first. The caller has already shown that the reader may see the record."""
    return Event.objects.filter(ref_kind=ref.kind, ref_id=ref.id).order_by("seq")


def histories(refs: "Iterable[RecordRef]") -> "QuerySet[Event]":
    """What was done to several records of one kind, oldest first."""
    wanted = list(refs)
    kinds = {ref.kind for ref in wanted}
    return Event.objects.filter(ref_kind__in=kinds, ref_id__in=[ref.id for ref in wanted]).order_by("seq")


def ledger(actor: Actor) -> "QuerySet[Event]":
    """The whole ledger, newest first, for holders of audit.read."""
    rows: QuerySet[Event] = Event.objects.order_by("-seq")
    return rows if actor.may("audit.read") else rows.none()


@dataclass(frozen=True, slots=True)
class LedgerFilter:
    """``q``: part of the name of who acted. ``kind``: kind of record. Days are inclusive, in Vietnam."""

    q: str = ""
    event: str = ""
    kind: str = ""
    user: int | None = None
    start: date | None = None
    end: date | None = None


def listing(actor: Actor, f: LedgerFilter) -> "QuerySet[Event]":
    """The ledger, newest first, for holders of audit.read."""
    rows = ledger(actor)
    for word in f.q.split():
        rows = rows.filter(actor_name__icontains=word)
    if f.event:
        rows = rows.filter(event=f.event)
    if f.kind:
        rows = rows.filter(ref_kind=f.kind)
    if f.user is not None:
        rows = rows.filter(actor_id=f.user)
    if f.start:
        rows = rows.filter(at__gte=datetime.combine(f.start, time.min, VIETNAM))
    if f.end:
        rows = rows.filter(at__lt=datetime.combine(f.end + timedelta(days=1), time.min, VIETNAM))
    return rows


@cache
def words() -> Mapping[str, str]:
    """Every event any room of the house can write, with its words: "petitions.accepted" -> "thụ lý đơn".

    The rooms above are found through the list of installed applications, so that the ledger knows none of them by name.
    """
    found: dict[str, str] = {}
    for config in apps.get_app_configs():
        if not config.name.startswith("giaoban.") or find_spec(f"{config.name}.choices") is None:
            continue
        events = getattr(import_module(f"{config.name}.choices"), "Event", ())
        found.update({str(event): event.label for event in events})
    return MappingProxyType(found)


def _rows() -> Iterator[tuple[int, str, str, dict[str, Any]]]:
    fields = ("seq", "at", "actor_id", "actor_name", "agency_ref", "event", "ref_kind", "ref_id", "details", "previous", "digest")
    rows = Event.objects.order_by("seq").values_list(*fields)
    for seq, at, account, name, agency, event, kind, number, details, previous, digest in rows.iterator(5000):
        yield seq, previous, digest, event_facts(seq, at, (account, name, agency), event, f"{kind}:{number}", details)


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
