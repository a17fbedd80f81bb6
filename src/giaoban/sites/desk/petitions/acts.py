"""The steps of a petition, each one form and one action."""

from typing import Any, NamedTuple

import segno
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import GiaoBanError, NotFound
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.choices import Disposition
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.rules import acts, signs_of

from ..shell.access import desk
from . import acting


class Step(NamedTuple):
    """A button, its form and what it does."""

    label: Any
    form: type[acting.ActForm]
    action: Any


def _execute(*, petition: Petition, by: Actor, **given: Any) -> Petition:
    """One step of what was ordered; of a decision that orders no sum and no person, its beginning or its end."""
    return (actions.carry_out if "amounts" in given else actions.execute)(petition=petition, by=by, **given)


STEPS = {
    "check": Step(gettext_lazy("Kết luận điều kiện"), acting.CheckForm, actions.check),
    "dispose": Step(gettext_lazy("Xử lý đơn"), acting.DisposeForm, actions.dispose),
    "accept": Step(gettext_lazy("Thụ lý"), acting.AcceptForm, actions.accept),
    "not_accept": Step(gettext_lazy("Không thụ lý"), acting.NotAcceptForm, actions.not_accept),
    "extend": Step(gettext_lazy("Gia hạn"), acting.ExtendForm, actions.extend),
    "suspend": Step(gettext_lazy("Tạm đình chỉ"), acting.SuspendForm, actions.suspend),
    "resume": Step(gettext_lazy("Tiếp tục giải quyết"), acting.ResumeForm, actions.resume),
    "terminate": Step(gettext_lazy("Đình chỉ"), acting.TerminateForm, actions.terminate),
    "withdraw": Step(gettext_lazy("Ghi rút đơn"), acting.WithdrawForm, actions.withdraw),
    "decide": Step(gettext_lazy("Ban hành kết quả"), acting.DecideForm, actions.decide),
    "execute": Step(gettext_lazy("Ghi thi hành"), acting.ExecuteForm, _execute),
    "close": Step(gettext_lazy("Kết thúc"), acting.CloseForm, actions.close),
    "seal": Step(gettext_lazy("Niêm phong danh tính"), acting.SealForm, actions.request_seal),
    "waive": Step(gettext_lazy("Bỏ niêm phong"), acting.WaiveSealForm, actions.waive_seal),
    "protect": Step(gettext_lazy("Ghi bảo vệ người tố cáo"), acting.ProtectForm, actions.protect),
}


def steps_of(petition: Petition) -> list[tuple[str, Any]]:
    """(name, label) of what may be done now, the ordinary next step first."""
    return [(str(item), STEPS[item].label) for item in acts(petition.state, petition.kind, petition.disposition)]


def side_steps_of(petition: Petition) -> list[tuple[str, Any]]:
    names = ["waive" if petition.sealed else "seal"] if petition.identity_ref else []
    return [(name, STEPS[name].label) for name in names]


@desk("petitions.write")
def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    if name not in STEPS:
        raise Http404
    petition, step = queries.get(request.actor, pk), STEPS[name]
    form = step.form(request.POST or None, petition=petition, actor=request.actor, initial=_proposed(request, petition, name))
    if request.method == "POST" and form.is_valid():
        try:
            row = step.action(petition=petition, by=request.actor, **form.arguments)
            messages.success(request, _("Đã ghi: %(what)s, đơn số %(number)s.") % {"what": str(step.label).lower(), "number": row.number})
            return redirect("petitions:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return act_page(request, petition, form, step.label, **_table(request, petition, form))


def _table(request: HttpRequest, petition: Petition, form: Any) -> dict[str, Any]:
    """What the decision table says of the petition as the reader marked it, and the marks there are for its kind."""
    if not isinstance(form, acting.DisposeForm):
        return {}
    marks = form.marks
    signs = [(name, label, name in marks) for name, label in signs_of(petition.kind)]
    return {"proposal": actions.proposal_for(petition, request.actor.today, **marks), "signs": signs}


def _proposed(request: HttpRequest, petition: Petition, name: str) -> dict[str, Any]:
    if name != "dispose":
        return {}
    signs = [sign for sign in request.GET.getlist("signs") if sign in dict(signs_of(petition.kind))]
    proposal = actions.proposal_for(petition, request.actor.today, **dict.fromkeys(signs, True))
    return {"disposition": proposal.disposition, "sent_to": petition.sent_to, "signs": signs}


def act_page(request: HttpRequest, petition: Petition, form: Any, label: Any, **more: Any) -> HttpResponse:
    dispositions = {"proposed": Disposition.label_of(more["proposal"].disposition)} if more.get("proposal") else {}
    context = {"row": petition, "form": form, "label": label, **more, **dispositions}
    return render(request, "desk/petitions/act.html", context, status=422 if form.is_bound and form.errors else 200)


@desk("petitions.write")
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    petition = queries.get(request.actor, pk)
    form = acting.DuplicateForm(request.POST or None, petition=petition, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        try:
            master = named(request, petition, form.cleaned_data["master"])
            actions.link_duplicate(petition=petition, master=master, version=form.cleaned_data["version"], by=request.actor)
            messages.success(request, _("Đã ghi đơn này trùng với đơn số %(number)s.") % {"number": master.number})
            return redirect("petitions:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return act_page(request, petition, form, _("Xác định đơn trùng"))


def named(request: HttpRequest, petition: Petition, number: str, field: str = "master") -> Petition:
    """The petition of this number: of the same book when two books have it. "#12" names a row that a button chose."""
    if number.startswith("#") and number[1:].isdecimal():
        return queries.get(request.actor, int(number[1:]))
    rows = list(queries.listing(request.actor, queries.PetitionFilter(q=number)).exclude(pk=petition.pk)[:20]) if "/" in number else []
    rows.sort(key=lambda row: row.agency_id != petition.agency_id)
    if not rows:
        raise NotFound("Không có đơn số %(number)s mà đồng chí được xem.", number=number, field=field)
    return rows[0]


@desk("petitions.write")
def unlink(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        actions.unlink_duplicate(petition=queries.get(request.actor, pk), by=request.actor)
        messages.success(request, _("Đã bỏ xác định đơn trùng; thời hạn của đơn này tính lại."))
    return redirect("petitions:detail", pk)


@desk("petitions.write")
def fulfil(request: HttpRequest, pk: int) -> HttpResponse:
    petition = queries.get(request.actor, pk)
    given = {"rule": request.GET.get("rule", "")}
    form = acting.FulfilForm(request.POST or None, petition=petition, actor=request.actor, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            done = {name: form.cleaned_data[name] for name in ("rule", "on", "paper")}
            actions.fulfil(petition=petition, by=request.actor, **done)
            messages.success(request, _("Đã ghi việc đã làm."))
            return redirect("petitions:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return act_page(request, petition, form, _("Ghi việc đã làm"))


@desk("petitions.write")
@never_cache
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The slip for the writer, on paper only: its code is shown this once and never kept."""
    petition = queries.get(request.actor, pk)
    if request.method != "POST":
        return redirect("petitions:detail", pk)
    issued = actions.issue_receipt(petition=petition, by=request.actor)
    portal = request.build_absolute_uri(reverse("portal:home"))
    image = segno.make(f"{portal}?ma={issued.code}", error="m").svg_data_uri(scale=4, dark="#1c2430")
    return render(request, "desk/petitions/receipt.html", {"row": petition, "issued": issued, "portal": portal, "image": image})
