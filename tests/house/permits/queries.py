"""Reading permits, and the sets that are counted."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.words.text import fold
from giaoban.trust.accounts.queries import visible_to

from .models import Permit


@dataclass(frozen=True, slots=True)
class PermitFilter:
    """What the register page filters by; empty = everything."""

    q: str = ""
    kind: str = ""


def visible(actor: Actor) -> "QuerySet[Permit]":
    return visible_to(actor, Permit.objects.all())


def get(actor: Actor, id: int) -> Permit:
    """One permit. Raises NotFound when there is none or it is not for this reader."""
    row = visible(actor).select_related("agency").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có giấy phép này hoặc đồng chí không được xem.")
    return row


def listing(actor: Actor, f: PermitFilter) -> "QuerySet[Permit]":
    """The register, newest first."""
    rows = visible(actor)
    for word in fold(f.q).split():
        rows = rows.filter(folded__contains=word)
    if f.kind:
        rows = rows.filter(kind=f.kind)
    return rows.select_related("agency").order_by("-issued_on", "-id")


def _issued(start: date, end: date) -> Q:
    return Q(issued_on__gte=start, issued_on__lte=end)


COUNTS: tuple[Countable, ...] = (Countable("permits.issued", "Giấy phép đã cấp", "permits.Permit", _issued),)
