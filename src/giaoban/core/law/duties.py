"""How many days a head must receive citizens, by role and by date (law of reception, Party rules)."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from .loading import basis_of, refuse_overlap, table_of
from .model import Basis

_COLUMNS = {"role", "label", "from", "until", "days", "per", "confirmed", "basis"}


@dataclass(frozen=True, slots=True)
class Duty:
    """At least ``days`` days in each ``per`` ("week" or "month")."""

    role: str
    label: str
    start: date
    until: date | None
    days: int
    per: str
    confirmed: bool
    basis: tuple[Basis, ...]


@cache
def reception_duties() -> tuple[Duty, ...]:
    """All versions of all roles, sorted by role and date."""
    rows, place = table_of("reception_duties.toml", "duty", _COLUMNS)
    duties = []
    for row in rows:
        here = place.at(place.need(row, "role", str))
        basis = tuple(basis_of(item, here) for item in here.need(row, "basis", list))
        if not basis:
            raise here.refuse("không có căn cứ (“basis”)")
        if here.need(row, "per", str) not in ("week", "month"):
            raise here.refuse("“per” phải là week hoặc month")
        days, label, confirmed = here.need(row, "days", int), here.need(row, "label", str), here.need(row, "confirmed", bool)
        duties.append(Duty(row["role"], label, here.need(row, "from", date), row.get("until"), days, row["per"], confirmed, basis))
    duties.sort(key=lambda duty: (duty.role, duty.start))
    for role in {duty.role for duty in duties}:
        refuse_overlap([(duty.start, duty.until) for duty in duties if duty.role == role], place.at(role))
    return tuple(duties)


def reception_duty(role: str, on: date) -> Duty | None:
    """The minimum in force for the role on the day; None when the role has none."""
    for duty in reception_duties():
        if duty.role == role and duty.start <= on and (duty.until is None or on <= duty.until):
            return duty
    return None
