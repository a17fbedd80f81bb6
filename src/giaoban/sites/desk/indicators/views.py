from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.law import window
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import GiaoBanError, NotFound
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.figures.indicators import queries
from giaoban.figures.indicators.rules import catalogue
from giaoban.figures.submissions.queries import sent_values
from giaoban.rounds.intake.queries import readings
from giaoban.rounds.reports import actions
from giaoban.rounds.reports.queries import explain, figures, figures_for_report, gaps, records
from giaoban.sites.desk.round.views import current_period
from giaoban.sites.desk.shell.access import desk
from giaoban.sites.desk.shell.exports import xlsx
from giaoban.sites.desk.shell.navigation import address
from giaoban.sites.desk.shell.pages import page_of
from giaoban.sites.desk.shell.tags import changed, gist
from giaoban.sites.desk.shell.telling import tell

from .forms import CloseForm


@desk("figures.read")
def listing(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("indicators:period", args=[current_period(request.actor.today).code]))


@desk("figures.read")
def period(request: HttpRequest, period: str) -> HttpResponse:
    """Every figure of a period by section: as reported when closed; beside it, in columns of their own, today's recount when asked for."""
    asked = Period.parse(period)
    closing = queries.closing_of(asked)
    shown = figures_for_report(asked, request.actor)
    if request.GET.get("xuat") == "xlsx":
        return xlsx(f"Số liệu {asked.label}", COLUMNS, shown.values(), name=f"so-lieu-{asked.code}")
    closed = bool(closing and closing.closed_at)
    recount = figures(asked, request.actor) if closed and request.GET.get("dem-lai") else {}
    sections: dict[str, list[Any]] = {}
    for code, one in shown.items():
        sections.setdefault(one.indicator.section, []).append((one, recount.get(code)))
    context = {
        "period": asked,
        "span": window(asked),
        "closing": closing,
        "closed": closed,
        "sections": sections,
        "recounted": bool(recount),
    }
    return render(request, "desk/indicators/period.html", context)


COLUMNS = [
    ("Mã", 22, lambda f: f.code),
    ("Chỉ tiêu", 60, lambda f: tell(f.name)),
    ("Đơn vị tính", 14, lambda f: tell(f.unit)),
    ("Kỳ này", 14, lambda f: None if f.value is None else float(f.value)),
    ("Cùng kỳ năm trước", 14, lambda f: None if f.base_value is None else float(f.base_value)),
    ("Tăng, giảm", 30, changed),
]


@desk("figures.close")
def close(request: HttpRequest, period: str) -> HttpResponse:
    """What is still missing from a period, and closing it: its figures stay as they are then, its report is begun."""
    asked = Period.parse(period)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.close(period=asked, reason=form.cleaned_data["reason"].strip(), by=request.actor)
            messages.success(request, _("Đã chốt %(period)s.") % {"period": asked.label})
            return HttpResponseRedirect(reverse("indicators:period", args=[asked.code]))
        except GiaoBanError as error:
            form.refuse(error)
    context = {"period": asked, "span": window(asked), "form": form, "closing": queries.closing_of(asked)}
    context["gaps"] = gaps(asked, request.actor)
    return render(request, "desk/indicators/close.html", context, status=422 if form.is_bound else 200)


def _named(lines: list[dict[str, Any]], by: Actor) -> list[dict[str, Any]]:
    """The reasons with each record by its name and address; a record this reader may not see stays a bare reason."""
    refs = [RecordRef.parse(line["record"]) for line in lines]
    rows = records(refs, by)
    named = []
    for line, ref in zip(lines, refs, strict=True):
        row = rows.get(ref)
        words = getattr(row, "number", "") or gist(row) if row else ""
        named.append({**line, "words": words, "url": address(ref.kind, ref.id) if row else ""})
    return named


@desk("figures.read")
def figure(request: HttpRequest, period: str, code: str) -> HttpResponse:
    """One figure: its definition, what it is made of, and the records behind it (through the reader's gate)."""
    asked = Period.parse(period)
    if code not in catalogue():
        raise NotFound("Không có chỉ tiêu “%(code)s”.", code=code)
    indicator = catalogue()[code]
    shown = figures_for_report(asked, request.actor).get(code)
    closing = queries.closing_of(asked)
    context: dict[str, Any] = {"period": asked, "indicator": indicator, "figure": shown, "span": window(asked), "closing": closing}
    context["own"] = request.actor.agencies is not None
    if closing and closing.closed_at:
        context["explained"] = explained = explain(code, asked, request.actor)
        context["moved"] = _named(explained["because"], request.actor)
    if indicator.source == "counted":
        one = queries.countable(indicator)
        page = page_of(request, queries.lineage(code, asked, request.actor).order_by("-pk"))
        kind = queries.KIND_OF_MODEL.get(one.model, "")
        context |= {"page": page, "kind": kind, "countable": one}
    elif indicator.source == "submitted":
        context["sent"] = sent_values(code, asked, request.actor)
    context["readings"] = readings(request.actor, code, asked)
    return render(request, "desk/indicators/figure.html", context)
