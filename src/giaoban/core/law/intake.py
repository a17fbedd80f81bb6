"""Two tables of the law for intake: grounds on which reception may be refused, and what is to be done with a petition."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from .loading import basis_of, table_of
from .model import Basis


@dataclass(frozen=True, slots=True)
class RefusalGround:
    """A ground of LTCD Điều 9 or NĐ 154/2026 Điều 4. ``written_notice``: Mẫu 01/TCD must be sent (TCD_REFUSAL_NOTICE)."""

    key: str
    label: str
    start: date
    written_notice: bool
    basis: Basis


@dataclass(frozen=True, slots=True)
class Disposition:
    """One row of the decision table: a petition of ``kind`` under ``condition`` gets ``disposition`` on ``form`` (may be empty)."""

    kind: str
    condition: str
    label: str
    disposition: str
    form: str
    basis: str


@cache
def _grounds() -> tuple[RefusalGround, ...]:
    rows, place = table_of("refusal_grounds.toml", "ground", {"key", "label", "from", "written_notice", "basis"})
    found = []
    for row in rows:
        here = place.at(place.need(row, "key", str))
        label, start, written = here.need(row, "label", str), here.need(row, "from", date), here.need(row, "written_notice", bool)
        found.append(RefusalGround(row["key"], label, start, written, basis_of(here.need(row, "basis", dict), here)))
    return tuple(found)


def refusal_grounds(on: date) -> tuple[RefusalGround, ...]:
    """The grounds in force on the day."""
    return tuple(ground for ground in _grounds() if ground.start <= on)


@cache
def dispositions() -> tuple[Disposition, ...]:
    """The whole decision table, in the order of the circulars."""
    columns = ("kind", "condition", "label", "disposition", "form", "basis")
    rows, place = table_of("dispositions.toml", "row", set(columns))
    return tuple(Disposition(*(place.need(row, column, str) for column in columns)) for row in rows)
