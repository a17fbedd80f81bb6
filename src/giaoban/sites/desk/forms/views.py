from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.core.values.periods import Period
from giaoban.figures.forms.queries import layouts, tables, workbook
from giaoban.rounds.reports.queries import gaps
from giaoban.sites.desk.round.views import current_period
from giaoban.sites.desk.shell.access import desk
from giaoban.sites.desk.shell.exports import MIME


@desk("figures.read")
def listing(request: HttpRequest) -> HttpResponse:
    """One statutory form of a period, with what does not balance."""
    period = Period.parse(request.GET["ky"]) if request.GET.get("ky") else current_period(request.actor.today)
    names = list(layouts())
    form = request.GET.get("bieu") if request.GET.get("bieu") in names else names[0]
    filled = tables(period, request.actor)
    context = {
        "period": period,
        "names": names,
        "form": form,
        "table": filled[form],
        "gaps": gaps(period, request.actor, filled),
    }
    return render(request, "desk/forms/list.html", context)


@desk("figures.read")
def download(request: HttpRequest, period: str) -> HttpResponse:
    asked = Period.parse(period)
    response = HttpResponse(workbook(asked, request.actor), content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="bieu-{asked.code}.xlsx"'
    return response
