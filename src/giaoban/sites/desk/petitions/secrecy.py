"""Opening a sealed identity with a second person, the clean copy for another body, and the protection of a denouncer."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from giaoban.core.values.errors import GiaoBanError, InvalidInput
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import Petition, Reception
from giaoban.trust.vault.rules import OPEN_FOR, WARNING

from ..shell.access import desk
from . import secrecy_forms

MINUTES = int(OPEN_FOR.total_seconds() // 60)


def _openings(request: HttpRequest, record: Petition | Reception, room: str) -> HttpResponse:
    form = secrecy_forms.AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("purpose", "parts", "motive")}
        try:
            actions.ask_reveal(record=record, by=request.actor, **given)
            messages.success(
                request, _("Đã gửi đề nghị. Người thứ hai đồng ý thì đồng chí được xem trong %(minutes)s phút.") % {"minutes": MINUTES}
            )
            return redirect(f"{room}:reveal", record.pk)
        except GiaoBanError as error:
            form.refuse(error)
    context = {"row": record, "room": room, "form": form, "lines": queries.openings(record, request.actor), "warning": WARNING}
    return render(request, "desk/petitions/openings.html", context, status=422 if form.is_bound else 200)


def _answered(request: HttpRequest, record: Petition | Reception, room: str, number: int) -> HttpResponse:
    if request.method == "POST":
        agreed = request.POST.get("agreed") == "1"
        actions.answer_reveal(record=record, number=number, agreed=agreed, reason=request.POST.get("reason", ""), by=request.actor)
        messages.success(request, _("Đã đồng ý mở.") if agreed else _("Đã trả lời không đồng ý."))
    return redirect(f"{room}:reveal", record.pk)


def _shut(request: HttpRequest, record: Petition | Reception, room: str, number: int) -> HttpResponse:
    if request.method == "POST":
        actions.shut_reveal(record=record, number=number, by=request.actor)
        messages.success(request, _("Đã đóng danh tính."))
    return redirect(f"{room}:reveal", record.pk)


def _looked(request: HttpRequest, record: Petition | Reception, room: str, number: int) -> HttpResponse:
    if request.method != "POST":
        return redirect(f"{room}:reveal", record.pk)
    opening = queries.opening_of(record, number, request.actor)
    person = actions.reveal(record=record, purpose=opening.purpose, parts=opening.parts, by=request.actor)
    return render(
        request, "desk/petitions/person.html", {"row": record, "room": room, "person": person, "opening": opening, "warning": WARNING}
    )


def _pages(room: str, get: Callable[..., Any]) -> tuple[Any, ...]:
    def page(act: Callable[..., HttpResponse], right: str) -> Any:
        @desk(right)
        @never_cache
        def view(request: HttpRequest, pk: int, **more: int) -> HttpResponse:
            return act(request, get(request.actor, pk), room, **more)

        return view

    reading = (
        (_openings, "identities.reveal"),
        (_answered, "identities.approve"),
        (_shut, "identities.reveal"),
        (_looked, "identities.reveal"),
    )
    return tuple(page(act, right) for act, right in reading)


of_petition, answer_petition, shut_petition, look_petition = _pages("petitions", queries.get)
of_reception, answer_reception, shut_reception, look_reception = _pages("receptions", queries.get_reception)


@desk("identities.reveal")
def waiting(request: HttpRequest) -> HttpResponse:
    """Requests that wait for a second person, on records this person may read."""
    rows = queries.openings_waiting(request.actor)
    found = [(line, record, "petitions" if isinstance(record, Petition) else "receptions") for line, record in rows]
    return render(request, "desk/petitions/waiting.html", {"rows": found})


@desk("identities.reveal")
@never_cache
def redacted(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get(request.actor, pk)
    form = secrecy_forms.RedactForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and (number := request.POST.get("draft", "")).isdecimal():
        try:
            drafted = actions.draft_transcript(petition=row, number=int(number), others=request.POST.get("others", ""), by=request.actor)
            kept = {name: request.POST.get(name, "") for name in ("recipient", "paper", "kind", "others")}
            form = secrecy_forms.RedactForm(initial={**kept, "transcript": drafted.text})
            messages.success(
                request, _("Máy đã đọc và che %(count)s chỗ. Đọc lại từng dòng trước khi phát hành.") % {"count": drafted.masked}
            )
        except GiaoBanError as error:
            messages.error(request, error.text(_))
    elif request.method == "POST" and form.is_valid():
        given = {name: value for name, value in form.cleaned_data.items() if name not in ("version", "file")}
        chosen = form.cleaned_data["file"]
        try:
            actions.release_redacted(petition=row, file=(chosen.read(), chosen.name) if chosen else None, by=request.actor, **given)
            messages.success(request, _("Đã soát và phát hành bản đã che danh tính."))
            return redirect("petitions:redacted", pk)
        except GiaoBanError as error:
            form.refuse(error)
    context = {
        "row": row, "form": form, "copies": queries.redacted_copies(row, request.actor), "papers": queries.papers_of(row, request.actor),
        "warning": WARNING,
    }  # fmt: skip
    return render(request, "desk/petitions/redacted.html", context, status=422 if form.is_bound and form.errors else 200)


PROTECTING: dict[str, tuple[Any, type[secrecy_forms.DeskForm], Any]] = {
    "van-ban": (gettext_lazy("Đã có văn bản đề nghị"), secrecy_forms.WrittenForm, actions.write_protection),
    "quyet-dinh": (gettext_lazy("Quyết định bảo vệ"), secrecy_forms.DecisionForm, actions.decide_protection),
    "khong-bao-ve": (gettext_lazy("Trả lời không bảo vệ"), secrecy_forms.NotProtectForm, actions.refuse_protection),
    "cham-dut": (gettext_lazy("Chấm dứt bảo vệ"), secrecy_forms.EndForm, actions.end_protection),
    "tai-lieu": (gettext_lazy("Ghi tài liệu vào hồ sơ"), secrecy_forms.FilePaperForm, actions.file_protection_paper),
}


@desk("petitions.read")
def protection(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get(request.actor, pk)
    form = secrecy_forms.ProtectionForm(request.POST or None, initial={"on": request.actor.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask_protection(petition=row, by=request.actor, **form.arguments)
            messages.success(request, _("Đã ghi đề nghị bảo vệ. Họ tên, địa chỉ nằm trong kho niêm phong."))
            return redirect("petitions:protection", pk)
        except GiaoBanError as error:
            form.refuse(error)
    found = queries.protections(row, request.actor)
    context = {
        "row": row, "form": form, "found": found, "waivers": queries.waivers(row, request.actor), "steps": _steps(found),
        "writes": request.actor.may("petitions.write"),
    }  # fmt: skip
    return render(request, "desk/petitions/protection.html", context, status=422 if form.is_bound else 200)


def _steps(found: list[Any]) -> dict[int, list[tuple[str, Any]]]:
    """What may be done next with each request."""
    steps = {}
    for one in found:
        names = {"cho": ["quyet-dinh", "khong-bao-ve"], "dang_bao_ve": ["cham-dut"]}.get(one.request.state, [])
        names = [*(["van-ban"] if one.request.written_on is None else []), *names, "tai-lieu"]
        steps[one.request.pk] = [(name, PROTECTING[name][0]) for name in names]
    return steps


@desk("petitions.write")
def protect_step(request: HttpRequest, pk: int, number: int, name: str) -> HttpResponse:
    if name not in PROTECTING:
        raise Http404
    row, (label, sheet, action) = queries.get(request.actor, pk), PROTECTING[name]
    form = sheet(request.POST or None, initial={"on": request.actor.today, "starts_on": request.actor.today})
    if request.method == "POST" and form.is_valid():
        given = {key: value for key, value in form.cleaned_data.items() if key != "version"}
        try:
            if missing := [key for key in ("on", "starts_on") if key in given and given[key] is None]:
                raise InvalidInput("Ghi ngày, tháng, năm.", field=missing[0])
            action(petition=row, number=number, by=request.actor, **given)
            messages.success(request, _("Đã ghi."))
            return redirect("petitions:protection", pk)
        except GiaoBanError as error:
            form.refuse(error)
    context = {"row": row, "form": form, "label": label}
    return render(request, "desk/petitions/protect_step.html", context, status=422 if form.is_bound else 200)
