"""Searches kept under a name: saving the filter of a list, opening it again, how much is new since."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import GiaoBanError
from giaoban.registers.petitions import queries as petitions
from giaoban.trust.accounts import actions
from giaoban.trust.accounts.queries import KeptSearch, search_of, searches

from ..petitions.forms import PetitionsForm
from ..receptions.forms import ReceptionsForm
from ..shell.access import desk
from ..shell.telling import tell

MOST_NEW = 99
LEFT_OUT = ("after", "xuat", "csrfmiddlewaretoken", "version")


class Book(NamedTuple):
    """A register whose filter may be kept: its right, page, form, filter, rows."""

    right: str
    address: str
    form: Any
    filter: Any
    rows: Callable[[Actor, Any], Any]


BOOKS = {
    "petitions": Book("petitions.read", "petitions:list", PetitionsForm, petitions.PetitionFilter, petitions.listing),
    "receptions": Book("receptions.read", "receptions:list", ReceptionsForm, petitions.ReceptionFilter, petitions.listing_receptions),
}


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


def _newest(page: str, actor: Actor) -> int:
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
        if actor.may(BOOKS[one.search.page].right):
            fresh = _rows(one, actor).filter(pk__gt=one.last).order_by().values("pk")[: MOST_NEW + 1].count()
            line = Line(one.search.pk, one.search.name, one.search.shared, one.own, min(fresh, MOST_NEW), one.search.query == here)
            found.append(line)
    return found


@desk()
def keep(request: HttpRequest) -> HttpResponse:
    page, query = request.POST.get("page", ""), plain_query(QueryDict(request.POST.get("query", "")[:2000]))
    if page not in BOOKS:
        return redirect("search:all")
    request.actor.require(BOOKS[page].right)
    try:
        search = actions.save_search(
            page=page,
            name=request.POST.get("name", ""),
            query=query,
            shared=bool(request.POST.get("shared")),
            last=_newest(page, request.actor),
            by=request.actor,
        )
        messages.success(request, _("Đã lưu phép tìm “%(name)s”.") % {"name": search.name})
    except GiaoBanError as error:
        messages.error(request, error.text(tell))
    return redirect(f"{reverse(BOOKS[page].address)}?{query}")


@desk()
def open_search(request: HttpRequest, pk: int) -> HttpResponse:
    one = search_of(request.actor, pk)
    request.actor.require(BOOKS[one.search.page].right)
    actions.see_search(search=one.search, last=_newest(one.search.page, request.actor), by=request.actor)
    return redirect(f"{reverse(BOOKS[one.search.page].address)}?{one.search.query}")


@desk()
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    one = search_of(request.actor, pk)
    if request.method == "POST":
        actions.forget_search(search=one.search, by=request.actor)
        messages.success(request, _("Đã bỏ phép tìm “%(name)s”.") % {"name": one.search.name})
    return redirect(BOOKS[one.search.page].address)
