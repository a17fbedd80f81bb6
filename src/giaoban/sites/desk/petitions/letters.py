"""The printed forms of a petition and of a reception turn."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import Petition, Reception

from ..shell.access import desk
from ..shell.papers import paper_file


def _letters(request: HttpRequest, record: Petition | Reception, page: str, title: str) -> HttpResponse:
    """The forms this record may need now; a posted one comes back as a file."""
    if request.method == "POST":
        form, kind = request.POST.get("form", ""), request.POST.get("kind", "")
        paper = actions.write_letter(record=record, form=form, by=request.actor)
        return paper_file(paper, kind, f"{form}-{record.number.replace('/', '-')}")
    context: dict[str, Any] = {"row": record, "page": page, "title": title, "letters": queries.letters_for(record)}
    return render(request, "desk/petitions/letters.html", context)


@desk("petitions.write")
def of_petition(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get(request.actor, pk)
    if not queries.letters_for(row):
        return redirect("petitions:detail", pk)
    return _letters(request, row, "petitions:detail", str(row._meta.verbose_name))


@desk("receptions.write")
def of_reception(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get_reception(request.actor, pk)
    return _letters(request, row, "receptions:detail", str(row._meta.verbose_name))
