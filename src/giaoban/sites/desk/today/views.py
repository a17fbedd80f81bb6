from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from giaoban.core.values.actors import Actor
from giaoban.figures.submissions.queries import own_returns
from giaoban.registers.petitions.queries import PetitionFilter
from giaoban.registers.petitions.queries import listing as petitions
from giaoban.registers.tasks import queries as tasks
from giaoban.rounds.intake.queries import waiting
from giaoban.sites.desk.round.views import home as round_home
from giaoban.sites.desk.shell.access import desk
from giaoban.sites.desk.shell.navigation import opens_with_round
from giaoban.sites.desk.shell.saved import lines_of
from giaoban.trust.clocks.queries import falling_due

LABELS = {"overdue": _("Quá hạn"), "today": _("Hạn hôm nay"), "this_week": _("Trong tuần này"), "later": _("Sau tuần này")}


def due_groups(actor: Actor) -> list[dict[str, Any]]:
    """What falls due, in groups with their words; nothing when no clock runs for this reader."""
    groups = falling_due(actor, actor.today, limit=12).items()
    if not any(group.count for _key, group in groups):
        return []
    return [
        {"key": key, "label": LABELS[key], "total": group.count, "clocks": group.rows if key != "later" else []} for key, group in groups
    ]


@desk()
def home(request: HttpRequest) -> HttpResponse:
    """The first page: where the round stands for those who lead it, what to do now for everybody else."""
    return round_home(request) if opens_with_round(request.actor) else today(request)


@desk()
def today(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    context: dict[str, Any] = {
        "due": due_groups(actor) if actor.may("clocks.read") and actor.may("petitions.read") else [],
        "new_petitions": list(petitions(actor, PetitionFilter(state="moi"))[:10]) if actor.may("petitions.read") else [],
        "tasks": [*tasks.late(actor, actor.today)[:8], *tasks.due(actor, actor.today, 7)[:8]] if actor.may("tasks.read") else [],
        "returns": own_returns(actor) if actor.may("submissions.read") else [],
        "saved": [line for line in lines_of(actor) if line.fresh],
        "papers": list(waiting(actor)[:5]) if actor.may("intake.read") else [],
    }
    context["beside"] = any(context[name] for name in ("new_petitions", "tasks", "returns", "papers"))
    return render(request, "desk/today/today.html", context)
