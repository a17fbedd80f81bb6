"""Read-only endpoints. The caller is a logged-in account; what it may read is what the desk would show it."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Schema
from ninja.security import SessionAuth

from giaoban.core.values.errors import GiaoBanError, NotAllowed, NotFound
from giaoban.core.values.periods import Period
from giaoban.registers.petitions import queries as petitions
from giaoban.registers.tasks import queries as tasks
from giaoban.rounds.reports.queries import figures_for_report

LIMIT = 500


class Account(SessionAuth):
    """The account of the session; one that must change its password first is refused."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        ready = request.user.is_authenticated and not request.user.must_change_password
        return request.user if ready else None


api = NinjaAPI(title="Giao Ban", version="1", auth=Account(), docs_url=None, urls_namespace="api")


@api.exception_handler(GiaoBanError)
def refused(request: HttpRequest, error: GiaoBanError) -> HttpResponse:
    status = 403 if isinstance(error, NotAllowed) else 404 if isinstance(error, NotFound) else 422
    return api.create_response(request, {"code": error.code, "message": error.text(), "field": error.field}, status=status)


class FigureOut(Schema):
    code: str
    name: str
    unit: str
    value: float | None
    base_value: float | None
    base_as: str


class PetitionOut(Schema):
    id: int
    number: str
    received_on: date
    kind: str
    state: str
    sealed: bool
    summary: str
    agency: str
    next_step: str
    next_due: date | None


class TaskOut(Schema):
    id: int
    number: str
    title: str
    state: str
    lead: str
    deadline: date | None
    percent: int


@api.get("/figures/{period}", response=list[FigureOut])
def figures(request: HttpRequest, period: str) -> list[Any]:
    """The figures of a period: as reported once it is closed, else as now known."""
    return list(figures_for_report(Period.parse(period), request.actor).values())


@api.get("/petitions", response=list[PetitionOut])
def petition_list(request: HttpRequest, q: str = "", kind: str = "", state: str = "") -> list[dict[str, Any]]:
    """The newest petitions this account may read, without any identity."""
    request.actor.require("petitions.read")
    rows = petitions.listing(request.actor, petitions.PetitionFilter(q=q, kind=kind, state=state))[:LIMIT]
    return [
        {**{name: getattr(row, name) for name in PetitionOut.model_fields if name != "agency"}, "agency": str(row.agency)} for row in rows
    ]


@api.get("/tasks", response=list[TaskOut])
def task_list(request: HttpRequest, q: str = "", state: str = "") -> list[dict[str, Any]]:
    """The newest tasks this account may read."""
    request.actor.require("tasks.read")
    rows = tasks.listing(request.actor, tasks.TaskFilter(q=q, state=state))[:LIMIT]
    return [{**{name: getattr(row, name) for name in TaskOut.model_fields if name != "lead"}, "lead": str(row.lead)} for row in rows]
