"""Keeping the filter of a list under a name, opening it again, giving it up."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.values.errors import GiaoBanError
from giaoban.trust.accounts import actions
from giaoban.trust.accounts.queries import search_of

from ..shell.access import desk
from ..shell.saved import BOOKS, newest, plain_query
from ..shell.telling import tell


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
            last=newest(page, request.actor),
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
    actions.see_search(search=one.search, last=newest(one.search.page, request.actor), by=request.actor)
    return redirect(f"{reverse(BOOKS[one.search.page].address)}?{one.search.query}")


@desk()
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    one = search_of(request.actor, pk)
    if request.method == "POST":
        actions.forget_search(search=one.search, by=request.actor)
        messages.success(request, _("Đã bỏ phép tìm “%(name)s”.") % {"name": one.search.name})
    return redirect(BOOKS[one.search.page].address)
