"""Pages of cases."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.values.errors import NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.registers.cases import actions, queries
from giaoban.registers.cases.choices import CaseKind
from giaoban.registers.cases.models import Case
from giaoban.registers.cases.rules import next_stages
from giaoban.trust.links.queries import others

from ..shell.access import desk
from ..shell.exports import xlsx
from ..shell.pages import page_of
from ..shell.sentences import story
from ..shell.sheets import answer
from ..shell.telling import tell
from .forms import CaseFilterForm, CaseForm, EnterForm, FactsForm, LeaveForm, StageForm

FACTS = ("name", "summary", "group", "severity", "suspects", "damage_million", "recovered_million", "opened_on", "initiated_on")
COLUMNS = (
    ("Mã", 14, lambda r: r.number),
    ("Loại", 10, lambda r: r.get_kind_display()),
    ("Tên vụ", 50, lambda r: r.name),
    ("Nhóm tội", 20, lambda r: r.get_group_display()),
    ("Loại tội phạm", 20, lambda r: r.get_severity_display()),
    ("Giai đoạn", 20, lambda r: r.get_stage_display()),
    ("Cơ quan thụ lý", 26, lambda r: r.agency.short_name),
    ("Diện theo dõi", 30, lambda r: "; ".join(tell(o.get_list_display()) for o in r.open_oversights)),
    ("Tiếp nhận", 12, lambda r: r.opened_on),
    ("Khởi tố", 12, lambda r: r.initiated_on),
    ("Truy tố", 12, lambda r: r.prosecuted_on),
    ("Xét xử sơ thẩm", 12, lambda r: r.tried_on),
    ("Kết thúc", 12, lambda r: r.ended_on),
    ("Bị can, bị cáo", 10, lambda r: r.suspects),
    ("Thiệt hại (triệu đồng)", 14, lambda r: float(r.damage_million)),
    ("Đã thu hồi (triệu đồng)", 14, lambda r: float(r.recovered_million)),
)


def _page(pk: int) -> str:
    return reverse("cases:detail", args=[pk])


def _writes(request: HttpRequest, case: Case) -> bool:
    by = request.actor
    return by.may("cases.write") and (by.agencies is None or case.agency_id in by.agencies)


@desk("cases.read")
def listing(request: HttpRequest) -> HttpResponse:
    filters = CaseFilterForm(request.GET, actor=request.actor)
    rows = queries.listing(request.actor, queries.CaseFilter(**filters.chosen))
    if request.GET.get("xuat") == "xlsx":
        return xlsx(_("Vụ án, vụ việc"), COLUMNS, rows, name="vu-an-vu-viec")
    return render(request, "desk/cases/list.html", {"page": page_of(request, rows, day="opened_on"), "filters": filters})


@desk("cases.read")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    case = queries.get(request.actor, pk)
    context: dict[str, Any] = {"case": case, "stages": queries.stages(case), "oversights": queries.oversights(case)}
    if request.GET.get("xem"):
        return render(request, "desk/cases/panel.html", context)
    linked = [ref.id for _relation, ref in others(RecordRef("case", pk)) if ref.kind == "case"]
    context |= {
        "writes": _writes(request, case),
        "next_stages": next_stages(case.kind, case.stage),
        "linked": queries.visible(request.actor).filter(pk__in=linked),
        "matter": case.kind == CaseKind.VU_VIEC,
        "story": story(RecordRef("case", pk)),
    }
    return render(request, "desk/cases/detail.html", context)


@desk("cases.write")
def create(request: HttpRequest) -> HttpResponse:
    by = request.actor
    initial = {"kind": request.GET.get("kind") or "vu_an", "agency": by.agency_id if by.agencies else None, "opened_on": by.today}
    form = CaseForm(request.POST or None, initial=initial, actor=by)
    return answer(
        request,
        form,
        lambda given: actions.open_case(agency_id=given.pop("agency"), by=by, **given),
        heading=_("Ghi vụ án, vụ việc"),
        done=_("Đã ghi vào sổ."),
        to=lambda case: _page(case.pk),
        cancel=reverse("cases:list"),
        draft="cases-new",
    )


@desk("cases.write")
def become(request: HttpRequest, pk: int) -> HttpResponse:
    """The vụ việc is initiated as a vụ án, another record linked to it."""
    by, matter = request.actor, queries.get(request.actor, pk)
    facts = {name: getattr(matter, name) for name in ("name", "summary", "group", "severity", "suspects", "damage_million", "opened_on")}
    form = CaseForm(request.POST or None, initial=facts | {"agency": matter.agency_id, "initiated_on": by.today}, actor=by, matter=matter)
    return answer(
        request,
        form,
        lambda given: actions.open_case(agency_id=given.pop("agency"), from_matter=matter, by=by, **given),
        heading=_("Khởi tố vụ án từ %(number)s") % {"number": matter.number},
        done=_("Đã ghi vụ án; vụ việc đã kết thúc và được nối với vụ án này."),
        to=lambda case: _page(case.pk),
        cancel=_page(pk),
    )


@desk("cases.write")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    case = queries.get(request.actor, pk)
    initial = {name: getattr(case, name) for name in (*FACTS, "version")}
    form = FactsForm(request.POST or None, initial=initial)
    return answer(
        request,
        form,
        lambda given: actions.change(case=case, version=form.cleaned_data["version"], by=request.actor, **given),
        heading=_("Sửa %(number)s") % {"number": case.number},
        done=_("Đã lưu."),
        to=lambda case: _page(case.pk),
        cancel=_page(pk),
    )


@desk("cases.write")
def move(request: HttpRequest, pk: int) -> HttpResponse:
    by, case = request.actor, queries.get(request.actor, pk)
    initial = {"agency": case.agency_id, "on": by.today, "version": case.version, "stage": request.GET.get("stage")}
    form = StageForm(request.POST or None, initial=initial, actor=by, case=case)
    return answer(
        request,
        form,
        lambda given: actions.move_stage(case=case, agency_id=given.pop("agency"), version=form.cleaned_data["version"], by=by, **given),
        heading=_("Chuyển giai đoạn %(number)s") % {"number": case.number},
        done=_("Đã chuyển giai đoạn."),
        to=lambda case: _page(pk) if queries.visible(by).filter(pk=pk).exists() else reverse("cases:list"),
        cancel=_page(pk),
        about=f"{case.name} · {tell(case.get_stage_display())} · {case.agency.short_name}",
        submit=_("Chuyển giai đoạn"),
    )


@desk("cases.write")
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    by, case = request.actor, queries.get(request.actor, pk)
    return answer(
        request,
        EnterForm(request.POST or None, initial={"on": by.today}),
        lambda given: actions.enter_list(case=case, by=by, **given),
        heading=_("Đưa %(number)s vào diện theo dõi, chỉ đạo") % {"number": case.number},
        done=_("Đã đưa vào diện theo dõi, chỉ đạo."),
        to=lambda _row: _page(pk),
        cancel=_page(pk),
        about=case.name,
        submit=_("Đưa vào diện"),
    )


@desk("cases.write")
def leave(request: HttpRequest, pk: int, oversight: int) -> HttpResponse:
    by, case = request.actor, queries.get(request.actor, pk)
    row = queries.oversights(case).filter(pk=oversight).first()
    if row is None:
        raise NotFound("Vụ này không thuộc diện theo dõi đó.")
    return answer(
        request,
        LeaveForm(request.POST or None, initial={"on": by.today}),
        lambda given: actions.leave_list(oversight=row, by=by, **given),
        heading=_("Đưa %(number)s ra khỏi diện theo dõi, chỉ đạo") % {"number": case.number},
        done=_("Đã đưa ra khỏi diện theo dõi, chỉ đạo."),
        to=lambda _row: _page(pk),
        cancel=_page(pk),
        about=f"{case.name} · {tell(row.get_list_display())}",
        submit=_("Đưa ra khỏi diện"),
    )
