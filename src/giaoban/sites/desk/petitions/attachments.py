"""Scans and papers of a petition or a reception turn: list, adding, handing out."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from giaoban.core.values.errors import GiaoBanError
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import Petition, Reception

from ..shell.access import desk
from .secrecy_forms import PaperForm


def _papers(request: HttpRequest, record: Petition | Reception, room: str, right: str) -> HttpResponse:
    form = PaperForm(request.POST or None, request.FILES or None)
    writes = request.actor.may(right)
    if request.method == "POST" and form.is_valid():
        request.actor.require(right)
        chosen = form.cleaned_data["file"]
        try:
            paper = actions.add_paper(record=record, content=chosen.read(), name=chosen.name, by=request.actor)
            messages.success(request, _("Đã thêm %(name)s.") % {"name": paper.title})
            return redirect(f"{room}:papers", record.pk)
        except GiaoBanError as error:
            form.refuse(error)
    context = {"row": record, "room": room, "form": form, "papers": queries.papers_of(record, request.actor), "writes": writes}
    return render(request, "desk/petitions/papers.html", context, status=422 if form.is_bound else 200)


def _handed(request: HttpRequest, record: Petition | Reception, number: int) -> HttpResponse:
    """A paper, always to be saved and never shown inside the page."""
    content, kind, name = actions.open_paper(record=record, number=number, by=request.actor)
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["Cache-Control"] = "no-store"
    return response


def _pages(room: str, get: Callable[..., Any]) -> tuple[Any, Any]:
    @desk(f"{room}.read")
    def papers(request: HttpRequest, pk: int) -> HttpResponse:
        return _papers(request, get(request.actor, pk), room, f"{room}.write")

    @desk(f"{room}.read")
    def paper(request: HttpRequest, pk: int, number: int) -> HttpResponse:
        return _handed(request, get(request.actor, pk), number)

    return papers, paper


of_petition, one_of_petition = _pages("petitions", queries.get)
of_reception, one_of_reception = _pages("receptions", queries.get_reception)
