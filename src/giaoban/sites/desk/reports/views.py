from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.core.paper import html
from giaoban.core.values.errors import GiaoBanError, NotFound
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.rounds.reports import actions, queries
from giaoban.sites.desk.round.views import current_period
from giaoban.sites.desk.shell.access import desk
from giaoban.sites.desk.shell.papers import paper_file
from giaoban.sites.desk.shell.sentences import story

from .forms import SectionForm


def number_link(ref: str) -> str | None:
    """The page behind a number of the report: a figure's records, a task, a case."""
    kind, _colon, rest = ref.partition(":")
    if kind == "figure":
        code, _at, period = rest.partition("@")
        return reverse("indicators:figure", args=[period, code])
    if kind == "tasks":
        return reverse("tasks:list")
    return reverse(f"{kind}s:detail", args=[rest]) if kind in {"task", "case"} else None


@desk("reports.read")
def listing(request: HttpRequest) -> HttpResponse:
    period = current_period(request.actor.today)
    return render(request, "desk/reports/list.html", {"rows": queries.visible(request.actor), "period": period})


@desk("reports.read")
def detail(request: HttpRequest, period: str) -> HttpResponse:
    """The report as it reads now, each number opening its records, beside its parts, state and downloads."""
    asked = Period.parse(period)
    report = queries.get(request.actor, asked)
    tree = queries.tree(asked, request.actor, report)
    context = {
        "period": asked,
        "report": report,
        "html": mark_safe(html.write(tree, link=number_link)),  # noqa: S308 - html.write escapes every text
        "parts": [part for part in queries.outline_of(report).parts if part.hint],
        "written": queries.written(report),
        "story": story(RecordRef("report", report.pk)),
    }
    return render(request, "desk/reports/detail.html", context)


@desk("reports.read")
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """A report by its number in the ledger: on to the page of its period."""
    row = queries.visible(request.actor).filter(pk=pk).first()
    if row is None:
        raise NotFound("Không có báo cáo này hoặc đồng chí không được xem.")
    return HttpResponseRedirect(reverse("reports:detail", args=[row.period]))


@require_POST
@desk("reports.write")
def draft(request: HttpRequest, period: str) -> HttpResponse:
    actions.draft(period=Period.parse(period), by=request.actor)
    return HttpResponseRedirect(reverse("reports:detail", args=[period]))


@desk("reports.write")
def section(request: HttpRequest, period: str, key: str) -> HttpResponse:
    """Write one part by hand."""
    report = queries.get(request.actor, Period.parse(period))
    part = next((p for p in queries.outline_of(report).parts if p.key == key), None)
    if part is None:
        raise NotFound("Đề cương không có mục “%(key)s”.", key=key)
    now = report.sections.filter(key=key).first()
    initial = {"text": now.text if now else part.written.strip(), "version": now.version if now else 0}
    form = SectionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_section(
                report=report, key=key, text=form.cleaned_data["text"], version=form.cleaned_data["version"], by=request.actor
            )
            messages.success(request, _("Đã ghi mục %(title)s.") % {"title": part.title})
            return HttpResponseRedirect(reverse("reports:detail", args=[period]))
        except GiaoBanError as error:
            form.refuse(error)
    return render(
        request, "desk/reports/section.html", {"period": period, "part": part, "form": form}, status=422 if form.is_bound else 200
    )


@require_POST
@desk("reports.read")
def act(request: HttpRequest, period: str, verb: str) -> HttpResponse:
    """submit | approve | issue."""
    report = queries.get(request.actor, Period.parse(period))
    if verb == "submit":
        actions.submit(report=report, by=request.actor)
    elif verb == "approve":
        actions.approve(report=report, by=request.actor)
    elif verb == "issue":
        actions.issue(report=report, number=request.POST.get("number", ""), signer=request.POST.get("signer", ""), by=request.actor)
    else:
        raise Http404
    messages.success(request, _("Đã ghi."))
    return HttpResponseRedirect(reverse("reports:detail", args=[period]))


@desk("reports.read")
def download(request: HttpRequest, period: str, kind: str) -> HttpResponse:
    asked = Period.parse(period)
    report = queries.get(request.actor, asked)
    return paper_file(queries.tree(asked, request.actor, report), kind, f"bao-cao-{asked.code}")
