from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from giaoban.core.values.periods import Period
from giaoban.figures.forms.queries import layouts, tables, workbook
from giaoban.figures.indicators.queries import closing_of
from giaoban.rounds.reports.queries import gaps
from giaoban.sites.desk.round.views import current_period
from giaoban.sites.desk.shell.access import desk
from giaoban.sites.desk.shell.exports import MIME


@desk("figures.read")
def listing(request: HttpRequest) -> HttpResponse:
    """One statutory form of a period, with what does not balance. A unit that had nothing to count is shown when asked for (``?ca=1``)."""
    period = Period.parse(request.GET["ky"]) if request.GET.get("ky") else current_period(request.actor.today)
    names = list(layouts())
    form = request.GET.get("bieu") if request.GET.get("bieu") in names else names[0]
    filled = tables(period, request.actor)
    table, lacking = filled[form], gaps(period, request.actor, filled)
    some = [row for row in table.rows if any(row[1]) or row[0] in lacking.missing]
    whole = bool(request.GET.get("ca")) or not some
    closing = closing_of(period)
    context = {
        "period": period,
        "names": names,
        "form": form,
        "table": table,
        "heads": [(group, list(columns)) for group, columns in groupby(table.layout.columns, key=lambda column: column.heads[0])],
        "rows": table.rows if whole else some,
        "whole": whole,
        "empty": len(table.rows) - len(some) if some else 0,
        "gaps": lacking,
        "closed": bool(closing and closing.closed_at),
    }
    return render(request, "desk/forms/list.html", context)


@desk("figures.read")
def download(request: HttpRequest, period: str) -> HttpResponse:
    asked = Period.parse(period)
    response = HttpResponse(workbook(asked, request.actor), content_type=MIME)
    response["Content-Disposition"] = f'attachment; filename="bieu-{asked.code}.xlsx"'
    return response
