"""Why a frozen figure differs today, record by record; the deltas always sum to the difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from giaoban.figures.indicators.choices import Because

from .comparing import rate

_DUPLICATE = ("duplicate_linked", "duplicate_unlinked", "merged")
_WITHDRAWN = ("withdrawn", "terminated", "not_accepted", "cancelled")
_CHANGED = ("changed", "corrected", "reception_changed")


@dataclass(frozen=True, slots=True)
class Delta:
    """One record's effect on a figure. ``added``: not counted before; ``removed``: not counted now; neither: by another amount."""

    id: int
    delta: Decimal
    added: bool
    removed: bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One line of the explanation. ``at`` and ``by`` are those of the act that made the difference, when the ledger knows one."""

    record: str
    kind: Because
    delta: Decimal
    at: datetime | None = None
    by: str = ""


def _amount(weight: Any) -> Decimal:
    return Decimal(1) if weight is None else Decimal(weight)


def deltas_of(frozen: Sequence[Sequence[Any]], now: Sequence[Sequence[Any]]) -> list[Delta]:
    """From two lists of records (see freezing) to what each record adds or takes; records without effect are left out."""
    before, after = ({row[0]: row[1] for row in rows} for rows in (frozen, now))
    if any(isinstance(thing, int) for _, thing in [*frozen, *now]):
        return _distinct_deltas(before, after)
    found = []
    for id in sorted(before.keys() | after.keys()):
        was = _amount(before[id]) if id in before else Decimal(0)
        is_now = _amount(after[id]) if id in after else Decimal(0)
        if was != is_now:
            found.append(Delta(id, is_now - was, id not in before, id not in after))
    return found


def _distinct_deltas(before: dict[int, Any], after: dict[int, Any]) -> list[Delta]:
    """A thing gained is laid to the first record that brings it, a thing lost to the first that held it."""
    held, holds = set(before.values()) - {None}, set(after.values()) - {None}
    found: dict[int, Decimal] = {}
    seen: set[Any] = set()
    for id in sorted(after):
        if (thing := after[id]) in holds - held and thing not in seen:
            seen.add(thing)
            found[id] = found.get(id, Decimal(0)) + 1
    for id in sorted(before):
        if (thing := before[id]) in held - holds and thing not in seen:
            seen.add(thing)
            found[id] = found.get(id, Decimal(0)) - 1
    return [Delta(id, delta, id not in before, id not in after) for id, delta in sorted(found.items()) if delta]


def classify(delta: Delta, verbs: Sequence[str], elsewhere: bool) -> tuple[Because, int | None]:
    """The kind of a difference and which of the acts after closing made it (an index into ``verbs``, oldest first).

    ``verbs``: last words of the ledger's events, e.g. "registered". ``elsewhere``: the record is counted for another agency or period.
    """
    for words, kind in ((_DUPLICATE, Because.MERGED), (_WITHDRAWN, Because.WITHDRAWN)):
        places = [i for i, verb in enumerate(verbs) if verb in words]
        if places and not (kind == Because.WITHDRAWN and delta.added):
            return kind, places[-1]
    last = len(verbs) - 1 if verbs else None
    if elsewhere:
        return Because.MOVED, last
    changed = [i for i, verb in enumerate(verbs) if verb in _CHANGED]
    others = [i for i, verb in enumerate(verbs) if verb not in _CHANGED]
    if others and not delta.removed:
        return Because.LATE, others[-1]
    return Because.CORRECTED, changed[-1] if changed else last


def ratio_reasons(
    numerator: Sequence[Reason], denominator: Sequence[Reason], frozen: tuple[Decimal, Decimal], value: Decimal | None
) -> list[Reason]:
    """The reasons of a percentage in points: the records' effects are applied one after another, each gets the step it makes, so the
    steps sum to the difference. ``frozen``: numerator and denominator as frozen; ``value``: the percentage as frozen (None counts as 0).
    """
    effects: dict[str, tuple[Reason, Decimal, Decimal]] = {}
    for reasons, top in ((numerator, True), (denominator, False)):
        for reason in reasons:
            first, up, down = effects.get(reason.record, (reason, Decimal(0), Decimal(0)))
            effects[reason.record] = (first, up + reason.delta, down) if top else (first, up, down + reason.delta)
    n, d = frozen
    shown = value or Decimal(0)
    found = []
    for first, up, down in effects.values():
        n, d = n + up, d + down
        after = rate(n, d) or Decimal(0)
        if after != shown:
            found.append(Reason(first.record, first.kind, after - shown, first.at, first.by))
        shown = after
    return found
