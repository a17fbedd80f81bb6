"""Pages of mass-mobilisation work and awards."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.values.refs import RecordRef
from giaoban.registers.mobilisation import actions, queries

from ..shell.access import desk
from ..shell.exports import xlsx
from ..shell.pages import page_of
from ..shell.sentences import story
from ..shell.sheets import answer
from .forms import ActivityFilterForm, ActivityForm, AwardFilterForm, AwardForm, NewActivityForm

FACTS = (*actions.CHANGEABLE, "version")
COLUMNS = (
    ("Ngày", 12, lambda r: r.on),
    ("Đến ngày", 12, lambda r: r.until),
    ("Loại", 22, lambda r: r.get_kind_display()),
    ("Nội dung", 60, lambda r: r.title),
    ("Đối tượng, dự thảo", 30, lambda r: r.about),
    ("Cơ quan chủ trì", 26, lambda r: r.agency.short_name),
    ("Hình thức", 18, lambda r: r.form),
    ("Số cuộc", 8, lambda r: r.turns),
    ("Lượt người", 10, lambda r: r.attendances),
    ("Số hộ", 10, lambda r: r.households),
    ("Kinh phí (triệu đồng)", 12, lambda r: float(r.million)),
    ("Số kiến nghị", 10, lambda r: r.recommendations),
    ("Trạng thái", 16, lambda r: r.get_state_display()),
)
AWARD_COLUMNS = (
    ("Ngày", 12, lambda r: r.on),
    ("Hình thức", 18, lambda r: r.get_kind_display()),
    ("Tập thể, cá nhân", 36, lambda r: r.recipient),
    ("Cơ quan", 26, lambda r: r.agency.short_name if r.agency else ""),
    ("Thành tích", 60, lambda r: r.reason),
    ("Người, cơ quan tặng", 26, lambda r: r.giver),
    ("Quyết định", 20, lambda r: r.paper),
)


@desk("mobilisation.read")
def listing(request: HttpRequest) -> HttpResponse:
    filters = ActivityFilterForm(request.GET, actor=request.actor)
    rows = queries.listing(request.actor, queries.ActivityFilter(**filters.chosen))
    if request.GET.get("xuat") == "xlsx":
        return xlsx(_("Hoạt động dân vận"), COLUMNS, rows, name="dan-van")
    return render(request, "desk/mobilisation/list.html", {"page": page_of(request, rows, day="on"), "filters": filters})


@desk("mobilisation.read")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    by, row = request.actor, queries.get(request.actor, pk)
    if request.GET.get("xem"):
        return render(request, "desk/mobilisation/panel.html", {"row": row})
    writes = by.may("mobilisation.write") and (by.agencies is None or row.agency_id in by.agencies)
    return render(request, "desk/mobilisation/detail.html", {"row": row, "writes": writes, "story": story(RecordRef("activity", pk))})


@desk("mobilisation.write")
def create(request: HttpRequest) -> HttpResponse:
    by = request.actor
    initial = {
        "kind": request.GET.get("kind"),
        "state": "da_xong",
        "agency": by.agency_id if by.agencies else None,
        "on": by.today,
        "turns": 1,
    }
    return answer(
        request,
        NewActivityForm(request.POST or None, initial=initial, actor=by),
        lambda given: actions.record_activity(agency_id=given.pop("agency"), by=by, **given),
        heading=_("Ghi hoạt động dân vận"),
        done=_("Đã ghi vào sổ."),
        to=lambda row: reverse("mobilisation:detail", args=[row.pk]),
        cancel=reverse("mobilisation:list"),
        draft="mobilisation-new",
    )


@desk("mobilisation.write")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row, back = queries.get(request.actor, pk), reverse("mobilisation:detail", args=[pk])
    form = ActivityForm(request.POST or None, initial={name: getattr(row, name) for name in FACTS})
    return answer(
        request,
        form,
        lambda given: actions.change(activity=row, version=form.cleaned_data["version"], by=request.actor, **given),
        heading=_("Sửa hoạt động dân vận"),
        done=_("Đã lưu."),
        to=lambda _row: back,
        cancel=back,
        about=row.agency.name,
    )


@desk("mobilisation.read")
def awards(request: HttpRequest) -> HttpResponse:
    filters = AwardFilterForm(request.GET, actor=request.actor)
    rows = queries.awards(request.actor, queries.ActivityFilter(**filters.chosen))
    if request.GET.get("xuat") == "xlsx":
        return xlsx(_("Khen thưởng"), AWARD_COLUMNS, rows, name="khen-thuong")
    return render(request, "desk/mobilisation/awards.html", {"page": page_of(request, rows.order_by("-pk")), "filters": filters})


@desk("mobilisation.read")
def award(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.award(request.actor, pk)
    return render(request, "desk/mobilisation/award.html", {"row": row, "story": story(RecordRef("award", pk))})


@desk("mobilisation.write")
def create_award(request: HttpRequest) -> HttpResponse:
    by = request.actor
    return answer(
        request,
        AwardForm(request.POST or None, initial={"on": by.today, "agency": by.agency_id}, actor=by),
        lambda given: actions.record_award(agency_id=given.pop("agency"), by=by, **given),
        heading=_("Ghi khen thưởng"),
        done=_("Đã ghi khen thưởng."),
        to=lambda row: reverse("mobilisation:award", args=[row.pk]),
        cancel=reverse("mobilisation:awards"),
        draft="awards-new",
    )
