from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.core.law import period_of, window
from giaoban.core.values.actors import Actor
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.queries import closing_of
from giaoban.figures.indicators.rules import Figure
from giaoban.figures.submissions.queries import late_returns, standing_of_period
from giaoban.registers.tasks import queries as tasks
from giaoban.rounds.meetings.queries import meeting_of
from giaoban.rounds.reports.queries import figures_for_report, gaps, last_notice, remark, report_progress
from giaoban.rounds.reports.rules import Gaps
from giaoban.sites.desk.shell.access import desk

RECORDED = ("TCD_LUOT", "DON_TIEP_NHAN", "KT_VU_AN", "VB_TINH", "NV_GIAO")
MOVERS = 7
CONFERENCE_WITHIN = timedelta(days=45)


def current_period(today: date) -> Period:
    """The quarter being worked on: for 45 days after a window has ended it is still that quarter, whose conference is being held."""
    running = period_of(today)
    return running.previous if today <= window(running.previous).end + CONFERENCE_WITHIN else running


def movers(figures: dict[str, Figure]) -> list[Figure]:
    """The figures that moved most against the same period, largest first."""
    changed = [
        f for f in figures.values() if f.change and f.change.direction != "không đổi" and f.change.unit == "%" and (f.base_value or 0) >= 10
    ]
    return sorted(changed, key=lambda f: -f.change.value)[:MOVERS]


def stages(actor: Actor, period: Period, figures: dict[str, Figure]) -> dict[str, Any]:
    """One number, one bar and one sentence for each of the five stages."""
    notice = last_notice(period)
    outcome = tasks.outcome(tasks.of_directive(notice.pk), actor.today) if notice else None
    return {
        "recorded": sum(int(figures[code].value or 0) for code in RECORDED if code in figures),
        "returns": standing_of_period(period, actor.today),
        "report": report_progress(period),
        "notice": notice,
        "concluded": outcome,
        "tasks": {
            "open": tasks.listing(actor, tasks.TaskFilter(state="mo")).order_by().count(),
            "late": tasks.late(actor, actor.today).count(),
        },
    }


def _gaps(period: Period, actor: Actor) -> Gaps | None:
    """What holds up the closing, for those who close, while there is something to close: all forms are counted for it."""
    closing = closing_of(period)
    return gaps(period, actor) if actor.may("figures.close") and not (closing and closing.closed_at) else None


@desk("figures.read")
def home(request: HttpRequest) -> HttpResponse:
    actor = request.actor
    period = Period.parse(request.GET["ky"]) if request.GET.get("ky") else current_period(actor.today)
    figures = figures_for_report(period, actor)
    waiting = tasks.waiting_decisions(actor)
    context = {
        "period": period,
        "span": window(period),
        "stage": stages(actor, period, figures),
        "movers": movers(figures),
        "extensions": list(waiting.extensions[:6]),
        "results": list(waiting.results[:6]),
        "gaps": _gaps(period, actor),
        "remark": remark(period),
        "late_returns": late_returns(period, actor.today)[:12],
        "meeting": meeting_of(actor, period),
    }
    return render(request, "desk/round/home.html", context)
