"""What is frozen when a period is closed, and how to see that it was not touched.

The records of a figure are kept as pairs: ``[12, null]`` for one counted, ``[12, "3.5"]`` for an amount to be summed, ``[12, 7]`` for
different things that are counted, e.g. the matter 7 behind letter 12.
"""

import hashlib
import json
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from giaoban.figures.indicators.choices import Source

from .comparing import rate


def plain(value: Any) -> str:
    """One spelling of a number, the same from both databases; a missing one is empty."""
    return "" if value is None else format(Decimal(value).normalize(), "f")


def records_hash(records: Iterable[Sequence[Any]]) -> str:
    """SHA-256 over the records of a figure, sorted by record."""
    rows = sorted((list(row) for row in records), key=lambda row: row[0])
    return hashlib.sha256(json.dumps(rows, separators=(",", ":")).encode()).hexdigest()


def value_of(records: Sequence[Sequence[Any]]) -> Decimal:
    """The value that records make: their number, the sum of their amounts, or the number of different things."""
    if records and isinstance(records[0][1], int):
        return Decimal(len({thing for _, thing in records}))
    return sum((Decimal(1) if amount is None else Decimal(amount) for _, amount in records), Decimal(0))


def period_hash(figures: Iterable[Any]) -> str:
    """SHA-256 over all figures of a closing: what was reported, by which definition, from which records, beside which base."""
    lines = sorted(
        [
            f.code, f.agency_ref or 0, f.source, f.definition, plain(f.value), plain(f.numerator), plain(f.denominator),
            plain(f.base_value), f.base_as, f.records_sha256,
        ]
        for f in figures
    )  # fmt: skip
    return hashlib.sha256(json.dumps(lines, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def fault_of(figure: Any) -> str:
    """What does not hold of a stored figure: "records" (its hash), "value" (its own records), "rate" (its parts); "" when all holds."""
    if records_hash(figure.records) != figure.records_sha256:
        return "records"
    if figure.source == Source.DERIVED:
        return "" if rate(figure.numerator, figure.denominator) == figure.value else "rate"
    if figure.value is None:
        return "value" if figure.records else ""
    return "" if value_of(figure.records) == figure.value else "value"
