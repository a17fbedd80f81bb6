from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.core.values.errors import GiaoBanError
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.figures.indicators.actions import open_period
from giaoban.figures.submissions import actions, queries
from giaoban.sites.desk.round.views import current_period
from giaoban.sites.desk.shell.access import desk
from giaoban.sites.desk.shell.sentences import story
from giaoban.trust.links.queries import others

from .forms import ReturnForm


@desk("submissions.read")
def listing(request: HttpRequest) -> HttpResponse:
    """Who has sent for a period, who has not, and how far each is."""
    period = Period.parse(request.GET["ky"]) if request.GET.get("ky") else current_period(request.actor.today)
    rows = list(queries.listing(request.actor, period))
    context = {
        "period": period,
        "rows": rows,
        "standing": queries.standing_of_period(period, request.actor.today),
        "filled": queries.progress(rows),
    }
    return render(request, "desk/submissions/list.html", context)


@require_POST
@desk("figures.close")
def open_(request: HttpRequest, period: str) -> HttpResponse:
    """Open a period: every agency that reports gets its return to fill."""
    asked = Period.parse(period)
    open_period(period=asked, by=request.actor)
    sheets = actions.open_returns(period=asked, by=request.actor)
    messages.success(request, _("Đã mở %(period)s: %(count)d cơ quan phải gửi.") % {"period": asked.label, "count": len(sheets)})
    return HttpResponseRedirect(f"{reverse('submissions:list')}?ky={asked.code}")


@desk("submissions.read")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One return: fill and send for its agency; look at, accept or give back for those who sum up."""
    sheet = queries.get(request.actor, pk)
    values = queries.values_of(sheet)
    indicators = queries.needed(sheet.agency)
    initial = {code: value.value for code, value in values.items()} | {"note": sheet.note, "version": sheet.version}
    form = ReturnForm(request.POST or None, indicators=indicators, initial=initial)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            verb = actions.correct if queries.is_sent(sheet) else actions.fill
            verb(sheet=sheet, values=form.figures, note=form.cleaned_data["note"], version=form.cleaned_data["version"], by=request.actor)
            messages.success(request, _("Đã ghi số liệu."))
            return HttpResponseRedirect(reverse("submissions:detail", args=[pk]))
        except GiaoBanError as error:
            form.refuse(error)
    if form.is_bound:
        status = 422
    context = {
        "sheet": sheet,
        "form": form,
        "indicators": indicators,
        "values": values,
        "story": story(RecordRef("return", pk)),
        "noted": [(i, values[i.code].note) for i in indicators if i.code in values and values[i.code].note],
        "papers": [ref.id for _relation, ref in others(RecordRef("return", pk)) if ref.kind == "paper"],
        "sent": queries.is_sent(sheet),
        "own": request.actor.agencies is not None,
    }
    return render(request, "desk/submissions/detail.html", context, status=status)


@require_POST
@desk("submissions.read")
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """send | accept | return | remind."""
    sheet, by = queries.get(request.actor, pk), request.actor
    text = request.POST.get("text", "")
    if verb == "send":
        actions.send(sheet=sheet, by=by)
    elif verb == "accept":
        actions.accept(sheet=sheet, by=by)
    elif verb == "return":
        actions.return_(sheet=sheet, reason=text, by=by)
    elif verb == "remind":
        actions.remind(sheet=sheet, by=by)
    else:
        raise Http404
    messages.success(request, _("Đã ghi."))
    return HttpResponseRedirect(reverse("submissions:detail", args=[pk]))
