"""Searches kept under a name: which registers have them, how much is new in each."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import QueryDict

from giaoban.core.values.actors import Actor
from giaoban.trust.accounts.queries import KeptSearch, searches

MOST_NEW = 99
LEFT_OUT = ("after", "xuat", "csrfmiddlewaretoken", "version")


class Book(NamedTuple):
    """A register whose filter may be kept: its right, page, form, filter, rows. Each room puts its own into ``BOOKS``."""

    right: str
    address: str
    form: Any
    filter: Any
    rows: Callable[[Actor, Any], Any]


BOOKS: dict[str, Book] = {}


class Line(NamedTuple):
    """A saved search as a list shows it. ``fresh``: records since it was last opened, at most 99."""

    pk: int
    name: str
    shared: bool
    own: bool
    fresh: int
    here: bool


def _rows(one: KeptSearch, actor: Actor) -> Any:
    book = BOOKS[one.search.page]
    form = book.form(QueryDict(one.search.query), actor=actor)
    given = {name: value for name, value in form.cleaned_data.items() if name != "version" and value} if form.is_valid() else {}
    return book.rows(actor, book.filter(**given))


def newest(page: str, actor: Actor) -> int:
    """The newest record of the register this person may see."""
    book = BOOKS[page]
    return book.rows(actor, book.filter()).order_by("-pk").values_list("pk", flat=True).first() or 0


def plain_query(data: QueryDict) -> str:
    """The filter of an address without the page turned to."""
    kept = data.copy()
    for name in LEFT_OUT:
        kept.pop(name, None)
    for name in [name for name in kept if not any(kept.getlist(name))]:
        kept.pop(name)
    return kept.urlencode()


def lines_of(actor: Actor, page: str = "", here: str = "") -> list[Line]:
    """Saved searches with how much is new in each."""
    found = []
    for one in searches(actor, page):
        if one.search.page in BOOKS and actor.may(BOOKS[one.search.page].right):
            fresh = _rows(one, actor).filter(pk__gt=one.last).order_by().values("pk")[: MOST_NEW + 1].count()
            line = Line(one.search.pk, one.search.name, one.search.shared, one.own, min(fresh, MOST_NEW), one.search.query == here)
            found.append(line)
    return found
