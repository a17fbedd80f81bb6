"""One box over every register, each through its own gate."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.registers.cases import queries as cases
from giaoban.registers.directives import queries as directives
from giaoban.registers.people import queries as people
from giaoban.registers.petitions import queries as petitions
from giaoban.registers.tasks import queries as tasks

from ..shell.access import desk
from ..shell.navigation import address
from ..shell.telling import tell

MOST = 8


class Shelf(NamedTuple):
    """One register: its words, right, record kind, page of the whole list, and how its rows are found and told."""

    label: Any
    right: str
    kind: str
    list_name: str
    find: Callable[[Actor, str], Any]
    tell: Callable[[Any], tuple[Any, Any, Any]]


SHELVES = (
    Shelf(
        _("Đơn"),
        "petitions.read",
        "petition",
        "petitions:list",
        lambda actor, q: petitions.ranking(actor, petitions.PetitionFilter(q=q)),
        lambda row: (row.number, row.summary, f"{tell(row.get_kind_display())} · {row.handler.short_name}"),
    ),
    Shelf(
        _("Tiếp công dân"),
        "receptions.read",
        "reception",
        "receptions:list",
        lambda actor, q: petitions.ranking_receptions(actor, petitions.ReceptionFilter(q=q)),
        lambda row: (row.number, row.summary, row.agency.short_name),
    ),
    Shelf(
        _("Vụ án, vụ việc"),
        "cases.read",
        "case",
        "cases:list",
        lambda actor, q: cases.listing(actor, cases.CaseFilter(q=q)),
        lambda row: (row.number, row.name, row.get_stage_display()),
    ),
    Shelf(
        _("Văn bản chỉ đạo"),
        "directives.read",
        "directive",
        "directives:list",
        lambda actor, q: directives.listing(actor, directives.DirectiveFilter(q=q)),
        lambda row: (row.number, row.subject, row.get_kind_display()),
    ),
    Shelf(
        _("Nhiệm vụ"),
        "tasks.read",
        "task",
        "tasks:list",
        lambda actor, q: tasks.listing(actor, tasks.TaskFilter(q=q)),
        lambda row: (row.number, row.title, row.lead.short_name),
    ),
    Shelf(
        _("Cán bộ"),
        "people.read",
        "person",
        "people:list",
        lambda actor, q: people.persons(actor, people.PersonFilter(q=q)),
        lambda row: (row.name, "; ".join(post.title for post in row.shown_posts[:2]), ""),
    ),
    Shelf(
        _("Cơ quan"),
        "people.read",
        "agency",
        "people:list",
        lambda actor, q: people.listing(actor, people.AgencyFilter(q=q)),
        lambda row: (row.name, row.get_kind_display(), ""),
    ),
)


@desk()
def everything(request: HttpRequest) -> HttpResponse:
    q = request.GET.get("q", "").strip()[:200]
    found = [_look(shelf, request.actor, q) for shelf in SHELVES if request.actor.may(shelf.right)] if q else []
    return render(request, "desk/search/all.html", {"q": q, "found": [item for item in found if item["rows"]]})


def _look(shelf: Shelf, actor: Actor, q: str) -> dict[str, Any]:
    rows = _first(shelf.find(actor, q))
    lines = [
        dict(zip(("name", "text", "note"), shelf.tell(row), strict=True)) | {"url": address(shelf.kind, row.pk)} for row in rows[:MOST]
    ]
    return {"label": shelf.label, "rows": lines, "more": _page(shelf.list_name) if len(rows) > MOST else ""}


def _first(found: Any) -> list[Any]:
    """The rows to show and one more, of a list or of several lists shown one after the other."""
    rows: list[Any] = []
    for one in found if isinstance(found, list) else [found]:
        if len(rows) <= MOST:
            rows += one[: MOST + 1 - len(rows)]
    return rows


def _page(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
