"""What follows a turn: papers handed in, the online session, notices, results, and the head's conclusion."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from giaoban.core.paper import html
from giaoban.core.values.errors import GiaoBanError, NotFound
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import Reception

from ..shell.access import desk
from ..shell.papers import paper_file
from ..shell.telling import tell
from .paper_forms import ConclusionForm, ItemsForm, NoticeForm, ResultForm, SessionForm, TellForm

Act = Callable[..., Any]
STEPS: dict[str, tuple[str, type[Any], Act]] = {
    "da-gui-thong-bao": (gettext_noop("Đã gửi thông báo từ chối"), NoticeForm, actions.notice_sent),
    "ket-qua": (gettext_noop("Nhận kết quả giải quyết"), ResultForm, actions.result_known),
    "bao-cong-dan": (gettext_noop("Báo kết quả cho công dân"), TellForm, actions.tell_citizen),
}


def _page(request: HttpRequest, template: str, form: Any, row: Reception, label: str, **more: Any) -> HttpResponse:
    context = {"form": form, "row": row, "label": label, **more}
    return render(request, f"desk/receptions/{template}.html", context, status=422 if form.is_bound else 200)


@desk("receptions.write")
def step(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One of STEPS on a turn."""
    if act not in STEPS:
        raise Http404
    row, (label, kind, done) = queries.get_reception(request.actor, pk), STEPS[act]
    form = kind(request.POST or None, initial={"on": request.actor.today, "version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            given = {name: value for name, value in form.cleaned_data.items() if name != "version" or act != "da-gui-thong-bao"}
            done(reception=row, by=request.actor, **given)
            messages.success(request, _("Đã ghi lượt tiếp số %(number)s.") % {"number": row.number})
            return redirect("receptions:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _page(request, "step", form, row, tell(label))


@desk("receptions.write")
def items(request: HttpRequest, pk: int) -> HttpResponse:
    """The papers handed in, for the receipt Mẫu 02/TCD."""
    row = queries.get_reception(request.actor, pk)
    form = ItemsForm(request.POST or None, items=list(row.items.order_by("order")), initial={"version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            kept = actions.take_items(reception=row, items=form.items, version=form.cleaned_data["version"], by=request.actor)
            messages.success(request, _("Đã ghi %(count)s tài liệu.") % {"count": len(kept)})
            return redirect("receptions:items" if "them" in request.POST else "receptions:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _page(request, "items", form, row, _("Thông tin, tài liệu đã nhận"))


@desk("receptions.write")
def online(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get_reception(request.actor, pk)
    known = queries.session_of(row)
    names = [name for name in SessionForm.base_fields if name != "version"]
    initial = {name: getattr(known, name) for name in names} if known else _from_day(row)
    form = SessionForm(request.POST or None, initial={**initial, "version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            signers, version = given["minutes_signers"], given["version"]
            actions.keep_session(reception=row, session=form.session, minutes_signers=signers, version=version, by=request.actor)
            messages.success(request, _("Đã ghi phiên tiếp trực tuyến."))
            return redirect("receptions:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _page(request, "step", form, row, _("Phiên tiếp trực tuyến"))


def _from_day(row: Reception) -> dict[str, Any]:
    """What the day of the calendar says of the preparation."""
    return {"notified_on": row.day.notified_on, "tested_on": row.day.tested_on} if row.day else {}


@desk("receptions.write")
def conclude(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the head's notice of conclusion with its tasks."""
    row = queries.get_reception(request.actor, pk)
    if queries.conclusion_of(row):
        return redirect("receptions:conclusion", pk)
    name, _comma, post = row.receiver.rpartition(",") if "," in row.receiver else (row.receiver, "", "")
    initial = {"issued_on": request.actor.today, "version": row.version, "signer": name.strip(), "signer_post": post.strip()}
    form = ConclusionForm(request.POST or None, actor=request.actor, initial=initial | {"reply_agency": row.agency_id})
    if request.method == "POST" and form.is_valid():
        try:
            works, reply = form.works
            given = {key: form.cleaned_data[key] for key in ("opinion", "issued_on", "number", "signer", "signer_post", "version")}
            kept = actions.conclude(reception=row, works=works, reply=reply, by=request.actor, **given)
            messages.success(request, _("Đã ban hành Thông báo %(number)s.") % {"number": kept.directive.number})
            return redirect("receptions:conclusion", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _page(request, "conclude", form, row, _("Thông báo kết luận việc tiếp công dân"))


def _issued(request: HttpRequest, pk: int) -> tuple[Reception, Any]:
    row = queries.get_reception(request.actor, pk)
    kept = queries.conclusion_of(row)
    if kept is None:
        raise NotFound("Lượt tiếp này chưa có thông báo kết luận.")
    return row, kept


@desk("receptions.read")
def conclusion(request: HttpRequest, pk: int) -> HttpResponse:
    row, kept = _issued(request, pk)
    written = mark_safe(html.write(queries.conclusion_paper(kept)))  # noqa: S308 - html.write escapes every text
    context = {"row": row, "kept": kept, "html": written, "tasks": queries.conclusion_tasks(kept, request.actor)}
    return render(request, "desk/receptions/conclusion.html", context)


@desk("receptions.read")
def conclusion_file(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    row, kept = _issued(request, pk)
    return paper_file(queries.conclusion_paper(kept), kind, f"thong-bao-ket-luan-tiep-cong-dan-{row.seq}-{row.year}")
