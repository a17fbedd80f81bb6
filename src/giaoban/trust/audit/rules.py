"""The hash chain of the ledger, as pure arithmetic."""

import hashlib
import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import Any

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
