from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from giaoban.core.values.errors import GiaoBanError
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.rounds.intake import actions, queries
from giaoban.rounds.intake.choices import PaperState, ProposalKind
from giaoban.rounds.intake.models import Paper, Proposal
from giaoban.sites.desk.shell.access import desk
from giaoban.sites.desk.shell.exports import xlsx
from giaoban.sites.desk.shell.pages import page_of
from giaoban.sites.desk.shell.sentences import story
from giaoban.sites.desk.shell.telling import tell

from .forms import ReadForm, form_of
from .shown import lines_of, segments_of

COLUMNS = (
    ("Văn bản", 60, lambda p: p.name),
    ("Loại", 16, lambda p: p.doc_kind),
    ("Kỳ", 10, lambda p: p.period),
    ("Nhận lúc", 18, lambda p: p.received_at.date()),
    ("Đề xuất", 10, lambda p: p.total),
    ("Chờ xác nhận", 12, lambda p: p.waiting),
    ("Trạng thái", 20, lambda p: p.get_state_display()),
)
DOC_KINDS = {
    "news": gettext_lazy("tin"),
    "report": gettext_lazy("báo cáo"),
    "conclusion": gettext_lazy("kết luận"),
    "directive": gettext_lazy("văn bản chỉ đạo"),
    "plan": gettext_lazy("kế hoạch"),
    "decision": gettext_lazy("quyết định"),
    "official_letter": gettext_lazy("công văn"),
    "other": gettext_lazy("văn bản khác"),
}


@desk("intake.read")
def listing(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("trang_thai", str(PaperState.CHO_XAC_NHAN))
    f = queries.PaperFilter(request.GET.get("q", "")[:200], "" if state == "tat_ca" else state)
    rows = queries.listing(request.actor, f)
    if request.GET.get("xuat") == "xlsx":
        return xlsx(_("Văn bản đến"), COLUMNS, rows, name="van-ban-den")
    context = {"page": page_of(request, rows), "states": PaperState.choices(), "state": state, "kinds": DOC_KINDS}
    return render(request, "desk/intake/list.html", context)


@desk("intake.write")
def read(request: HttpRequest) -> HttpResponse:
    """Give a paper in. A paper given before opens with the decisions already made."""
    form = ReadForm(request.POST, request.FILES) if request.method == "POST" else ReadForm()
    if request.method == "POST" and form.is_valid():
        try:
            return HttpResponseRedirect(reverse("intake:detail", args=[actions.read_paper(**form.given(), by=request.actor).pk]))
        except GiaoBanError as error:
            form.refuse(error)
    return render(request, "desk/intake/read.html", {"form": form}, status=422 if form.is_bound else 200)


@desk("intake.read")
def detail(request: HttpRequest, id: int) -> HttpResponse:
    return _page(request, queries.get(request.actor, id))


def _page(request: HttpRequest, paper: Paper, editing: Proposal | None = None, form: Any = None) -> HttpResponse:
    """The side by side page: the marked text, the proposals with the one in hand, the form of the one being corrected."""
    proposals = list(paper.proposals.all())
    for proposal in proposals:
        proposal.paper = paper
    lines = lines_of(paper, proposals, request.actor)
    asked = request.GET.get("sua", "")
    may_write = request.actor.may("intake.write") and paper.state == PaperState.CHO_XAC_NHAN
    if editing is None and asked.isdecimal() and may_write:
        line = next((line for line in lines if line.proposal.pk == int(asked) and line.waits), None)
        editing, form = (line.proposal, form_of(line.proposal.kind, line.data, request.actor.today)) if line else (None, None)
    here = request.GET.get("o", "") or str(editing.pk if editing else "")
    kinds = [(ProposalKind.label_of(kind), sum(1 for p in proposals if p.kind == kind)) for kind in ProposalKind]
    context = {
        "paper": paper,
        "doc_kind": DOC_KINDS.get(paper.doc_kind, paper.doc_kind),
        "segments": segments_of(paper, proposals),
        "lines": lines,
        "ready": [line.proposal.pk for line in lines if line.ready],
        "waiting": sum(1 for line in lines if line.waits),
        "counts": [(label, count) for label, count in kinds if count],
        "checks": paper.reading["checks"],
        "editing": editing,
        "form": form,
        "here": int(here) if here.isdecimal() else None,
        "may_write": may_write,
        "story": story(RecordRef("paper", paper.pk)),
    }
    return render(request, "desk/intake/detail.html", context, status=422 if form is not None and form.is_bound else 200)


def _next(proposal: Proposal, *, stay: bool = False) -> HttpResponseRedirect:
    """Back to the page, with the next waiting proposal in hand."""
    waiting = queries.undecided(proposal)
    after = None if stay else waiting.filter(order__gt=proposal.order).first() or waiting.first()
    place = after.pk if after else proposal.pk
    return HttpResponseRedirect(f"{reverse('intake:detail', args=[proposal.paper_id])}?o={place}#de-xuat-{place}")


@require_POST
@desk("intake.write")
def confirm(request: HttpRequest, id: int) -> HttpResponse:
    proposal = queries.proposal(request.actor, id)
    try:
        actions.confirm(proposal=proposal, by=request.actor)
    except GiaoBanError as error:
        messages.error(request, error.text(tell))
        return HttpResponseRedirect(f"{reverse('intake:detail', args=[proposal.paper_id])}?sua={id}#de-xuat-{id}")
    return _next(proposal)


@require_POST
@desk("intake.write")
def correct(request: HttpRequest, id: int) -> HttpResponse:
    """Write a proposal as corrected; what was typed stays when it is refused."""
    proposal = queries.proposal(request.actor, id)
    names = [proposal.data["name"]] if proposal.kind == ProposalKind.PERSON else []
    data = queries.prepared(proposal, queries.sight(request.actor.today, names))
    form = form_of(proposal.kind, data, request.actor.today, request.POST)
    if form.is_valid():
        corrected = {name: value for name, value in form.corrected().items() if name != "version"}
        try:
            actions.confirm(proposal=proposal, corrected=corrected, by=request.actor)
            return _next(proposal)
        except GiaoBanError as error:
            form.refuse(error)
    return _page(request, proposal.paper, proposal, form)


@require_POST
@desk("intake.write")
def refuse(request: HttpRequest, id: int) -> HttpResponse:
    proposal = queries.proposal(request.actor, id)
    try:
        actions.refuse(proposal=proposal, by=request.actor)
    except GiaoBanError as error:
        messages.error(request, error.text(tell))
    return _next(proposal)


@require_POST
@desk("intake.write")
def confirm_many(request: HttpRequest, id: int) -> HttpResponse:
    """Write everything that lacks nothing, as read."""
    ids = [int(pk) for pk in request.POST.getlist("p") if pk.isdecimal()]
    outcome = actions.confirm_many(paper=queries.get(request.actor, id), ids=ids, by=request.actor)
    count = len(outcome.done)
    messages.success(request, ngettext("Đã ghi %(count)s mục vào sổ.", "Đã ghi %(count)s mục vào sổ.", count) % {"count": count})
    for _row, error in outcome.refused:
        messages.error(request, error.text(tell))
    return HttpResponseRedirect(reverse("intake:detail", args=[id]))


@require_POST
@desk("intake.write")
def period(request: HttpRequest, id: int) -> HttpResponse:
    actions.set_period(paper=queries.get(request.actor, id), period=Period.parse(request.POST.get("period", "")), by=request.actor)
    return HttpResponseRedirect(reverse("intake:detail", args=[id]))


@require_POST
@desk("intake.write")
def finish(request: HttpRequest, id: int) -> HttpResponse:
    actions.finish(paper=queries.get(request.actor, id), by=request.actor)
    messages.success(request, _("Đã xong văn bản."))
    return HttpResponseRedirect(reverse("intake:list"))


@require_POST
@desk("intake.write")
def discard(request: HttpRequest, id: int) -> HttpResponse:
    actions.discard(paper=queries.get(request.actor, id), by=request.actor)
    messages.success(request, _("Đã bỏ văn bản; những gì đã ghi vào sổ vẫn giữ."))
    return HttpResponseRedirect(reverse("intake:list"))
