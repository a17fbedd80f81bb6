"""Reading links."""

from django.db.models import Q, QuerySet

from giaoban.core.values.refs import RecordRef

from .models import Link


def links_of(ref: RecordRef) -> "QuerySet[Link]":
    """Links in which a record takes part, either way."""
    return Link.objects.filter(Q(from_kind=ref.kind, from_id=ref.id) | Q(to_kind=ref.kind, to_id=ref.id)).order_by("pk")


def others(ref: RecordRef) -> list[tuple[str, RecordRef]]:
    """(relation, the other record) of every link of a record."""
    found = []
    for link in links_of(ref):
        a, b = RecordRef(link.from_kind, link.from_id), RecordRef(link.to_kind, link.to_id)
        found.append((link.relation, b if a == ref else a))
    return found
