"""Pages of directives."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef
from giaoban.registers.directives import actions, queries
from giaoban.registers.directives.choices import DisseminationState
from giaoban.registers.directives.models import Dissemination
from giaoban.registers.directives.rules import standing
from giaoban.registers.people.queries import by_ids
from giaoban.registers.tasks import queries as tasks
from giaoban.registers.tasks.models import Task

from ..shell.access import desk
from ..shell.exports import xlsx
from ..shell.pages import page_of
from ..shell.sentences import story
from ..shell.sheets import answer
from .forms import DirectiveFilterForm, DirectiveForm, EndForm, ProvisionsForm, SendForm, StepForm

FACTS = ("kind", "number", "issuer", "level", "issued_on", "effective_on", "subject", "recorded_on", "version")
COLUMNS = (
    ("Số, ký hiệu", 20, lambda r: r.number),
    ("Ngày ban hành", 12, lambda r: r.issued_on),
    ("Loại văn bản", 18, lambda r: r.get_kind_display()),
    ("Cơ quan ban hành", 28, lambda r: r.issuer),
    ("Cấp", 14, lambda r: r.get_level_display()),
    ("Trích yếu", 70, lambda r: r.subject),
    ("Vào sổ", 12, lambda r: r.recorded_on),
    ("Hiệu lực từ", 12, lambda r: r.effective_on),
    ("Hết hiệu lực", 12, lambda r: r.ends_on),
)


def _page(pk: int) -> str:
    return reverse("directives:detail", args=[pk])


@desk("directives.read")
def listing(request: HttpRequest) -> HttpResponse:
    by = request.actor
    filters = DirectiveFilterForm(request.GET, actor=by)
    chosen = filters.chosen
    if chosen.pop("standing", ""):
        chosen["in_force"] = by.today
    rows = queries.listing(by, queries.DirectiveFilter(**chosen))
    if request.GET.get("xuat") == "xlsx":
        return xlsx(_("Văn bản chỉ đạo"), COLUMNS, rows, name="van-ban-chi-dao")
    page = page_of(request, rows, day="recorded_on")
    page.extra = queries.spread_of(row.pk for row in page.rows)
    return render(request, "desk/directives/list.html", {"page": page, "filters": filters})


def _updates(by: Actor, row: Dissemination) -> bool:
    own = by.agencies is not None and row.agency_id in by.agencies and by.may("tasks.write")
    return own or by.may("directives.write")


@desk("directives.read")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    by, row = request.actor, queries.get(request.actor, pk)
    given: dict[int, list[Task]] = {}
    for task in tasks.listing(by, tasks.TaskFilter(directive=pk)):
        given.setdefault(task.provision_id, []).append(task)
    context: dict[str, Any] = {"row": row, "provisions": queries.provisions(row), "given": given, "spread": queries.spread_of([pk])[pk]}
    if request.GET.get("xem"):
        return render(request, "desk/directives/panel.html", context)
    sent = list(queries.disseminations(by, directive=pk))
    context |= {
        "sent": sent,
        "updates": {s.pk for s in sent if s.state != DisseminationState.DA_CO_KE_HOACH and _updates(by, s)},
        "open": by.may("directives.write") and not row.issued_here,
        "standing": standing(row.issued_on, row.effective_on, row.ends_on, by.today),
        "story": story(RecordRef("directive", pk)),
    }
    return render(request, "desk/directives/detail.html", context)


def _with_agency(given: dict[str, Any]) -> dict[str, Any]:
    pk = given.pop("issuer_agency")
    return given | {"issuer_agency": by_ids([pk]).get(pk)}


@desk("directives.write")
def create(request: HttpRequest) -> HttpResponse:
    by = request.actor
    form = DirectiveForm(request.POST or None, initial={"recorded_on": by.today}, actor=by)
    return answer(
        request,
        form,
        lambda given: actions.record(by=by, **_with_agency(given)),
        heading=_("Vào sổ văn bản chỉ đạo"),
        done=_("Đã vào sổ. Ghi từng nội dung để giao việc."),
        to=lambda row: _page(row.pk),
        cancel=reverse("directives:list"),
        draft="directives-new",
    )


@desk("directives.write")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get(request.actor, pk)
    initial = {name: getattr(row, name) for name in FACTS} | {"issuer_agency": row.issuer_agency_id}
    form = DirectiveForm(request.POST or None, initial=initial, actor=request.actor, keep=row.issuer_agency_id)
    return answer(
        request,
        form,
        lambda given: actions.change(directive=row, version=form.cleaned_data["version"], by=request.actor, **_with_agency(given)),
        heading=_("Sửa %(name)s") % {"name": row},
        done=_("Đã lưu."),
        to=lambda _row: _page(pk),
        cancel=_page(pk),
    )


@desk("directives.write")
def provisions(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get(request.actor, pk)
    return answer(
        request,
        ProvisionsForm(request.POST or None),
        lambda given: actions.add_provisions(directive=row, rows=given["provisions"], by=request.actor),
        heading=_("Ghi nội dung của %(name)s") % {"name": row},
        done=_("Đã ghi nội dung."),
        to=lambda _rows: _page(pk),
        cancel=_page(pk),
        about=row.subject,
        draft=f"provisions-{pk}",
    )


@desk("directives.write")
def send(request: HttpRequest, pk: int) -> HttpResponse:
    by, row = request.actor, queries.get(request.actor, pk)
    return answer(
        request,
        SendForm(request.POST or None, initial={"on": by.today}, actor=by),
        lambda given: actions.disseminate(directive=row, agencies=given["agencies"], on=given["on"], by=by),
        heading=_("Gửi %(name)s đến cơ quan") % {"name": row},
        done=_("Đã gửi đến các cơ quan."),
        to=lambda _rows: _page(pk),
        cancel=_page(pk),
        about=row.subject,
        submit=_("Gửi văn bản"),
    )


@desk("directives.write")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    by, row = request.actor, queries.get(request.actor, pk)
    form = EndForm(request.POST or None, initial={"on": by.today, "version": row.version})
    return answer(
        request,
        form,
        lambda given: actions.end(directive=row, version=form.cleaned_data["version"], by=by, **given),
        heading=_("Ghi %(name)s hết hiệu lực") % {"name": row},
        done=_("Đã ghi văn bản hết hiệu lực."),
        to=lambda _row: _page(pk),
        cancel=_page(pk),
        about=row.subject,
    )


@desk("directives.read")
def step(request: HttpRequest, row: int) -> HttpResponse:
    """What an agency did with a document; by who keeps the register or by the agency's own people."""
    by, sent = request.actor, queries.dissemination(request.actor, row)
    following = {"da_gui": "da_nhan", "da_nhan": "da_quan_triet"}.get(sent.state, "da_co_ke_hoach")
    return answer(
        request,
        StepForm(request.POST or None, initial={"state": following, "on": by.today, "plan_number": sent.plan_number}),
        lambda given: actions.update_dissemination(dissemination=sent, by=by, **given),
        heading=_("Cập nhật việc quán triệt"),
        done=_("Đã cập nhật."),
        to=lambda _row: _page(sent.directive_id),
        cancel=_page(sent.directive_id),
        about=f"{sent.directive} · {sent.agency.short_name}",
    )
