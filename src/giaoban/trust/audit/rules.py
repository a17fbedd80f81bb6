"""The hash chain of the ledger as pure arithmetic, and what a correction of a record leaves in it."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from giaoban.core.values.errors import InvalidInput

GENESIS = "0" * 64


def event_hash(previous: str, facts: dict[str, Any]) -> str:
    """SHA-256 over the hash of the event before and the canonical JSON of this one."""
    body = json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def stamp(at: datetime) -> str:
    """A moment in one spelling (UTC, microseconds), the same from both databases."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def event_facts(
    seq: int, at: datetime, actor: tuple[int | None, str, int | None], event: str, ref: str, details: dict[str, Any]
) -> dict[str, Any]:
    """What is hashed of an event: all of it. ``actor``: account, name, agency."""
    account, name, agency = actor
    return {"seq": seq, "at": stamp(at), "actor": account, "name": name, "agency": agency, "event": event, "ref": ref, "details": details}


def first_break(events: Iterable[tuple[int, str, str, dict[str, Any]]]) -> Iterator[int]:
    """Sequence numbers whose place, link or hash is wrong. ``events``: (seq, previous, hash, facts) in order of seq."""
    previous, expected = GENESIS, 1
    for seq, linked, digest, facts in events:
        if seq != expected or linked != previous or digest != event_hash(previous, facts):
            yield expected if seq != expected else seq
            return
        previous, expected = digest, seq + 1


def check_changeable(values: Mapping[str, Any], allowed: Collection[str]) -> None:
    """Raises InvalidInput naming the first field that cannot be corrected here."""
    if unknown := sorted(set(values) - set(allowed)):
        raise InvalidInput("Không sửa được ô “%(box)s” tại đây.", box=unknown[0])


def correct(row: Any, values: Mapping[str, Any], *, quiet: Collection[str] = ()) -> dict[str, Any]:
    """Set on a record the values that differ; what the ledger keeps of it, empty when nothing differs. ``quiet``: fields whose words stay out."""
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    before = {name: str(getattr(row, name)) for name in changed if name not in quiet}
    for name, value in changed.items():
        setattr(row, name, value)
    return {"fields": sorted(changed), "before": before, "after": {name: str(changed[name]) for name in before}} if changed else {}
