"""Pages of conclusions and their recommendations."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.values.refs import RecordRef
from giaoban.registers.findings import actions, queries
from giaoban.registers.findings.models import Recommendation
from giaoban.trust.audit.queries import histories

from ..shell.access import desk
from ..shell.exports import xlsx
from ..shell.pages import page_of
from ..shell.sentences import stories, story
from ..shell.sheets import answer
from ..shell.telling import tell
from .forms import CarryOutForm, ConclusionFilterForm, ConclusionForm, FactsForm, RecommendationForm, StateForm

FACTS = ("subject", "planned", "violation_million", "violation_m2", "audit_year", "issued_on")
COLUMNS = (
    ("Số", 18, lambda r: r.number),
    ("Ngày ban hành", 12, lambda r: r.issued_on),
    ("Nguồn", 16, lambda r: r.get_source_display()),
    ("Cơ quan ban hành", 26, lambda r: r.agency.short_name),
    ("Trích yếu", 60, lambda r: r.subject),
    ("Theo kế hoạch", 10, lambda r: r.planned),
    ("Vi phạm về kinh tế (triệu đồng)", 14, lambda r: float(r.violation_million)),
    ("Đất vi phạm (m2)", 14, lambda r: float(r.violation_m2)),
    ("Số kiến nghị", 10, lambda r: r.items),
    ("Đã xong", 10, lambda r: r.items_done),
    ("Phải thực hiện (triệu đồng)", 14, lambda r: float(r.due or 0)),
    ("Đã thực hiện (triệu đồng)", 14, lambda r: float(r.done or 0)),
    ("Hoàn thành ngày", 12, lambda r: r.done_on),
)


def _page(pk: int) -> str:
    return reverse("findings:detail", args=[pk])


def _writes(request: HttpRequest, *agencies: int) -> bool:
    by = request.actor
    return by.may("findings.write") and (by.agencies is None or bool(by.agencies & set(agencies)))


def share(done: Decimal, due: Decimal) -> int | None:
    """Whole percent carried out, None where nothing is due. 99,9% is not yet 100%."""
    return int(100 * done / due) if due else None


@desk("findings.read")
def listing(request: HttpRequest) -> HttpResponse:
    filters = ConclusionFilterForm(request.GET, actor=request.actor)
    rows = queries.listing(request.actor, queries.ConclusionFilter(**filters.chosen))
    if request.GET.get("xuat") == "xlsx":
        return xlsx(_("Kết luận thanh tra, kiểm toán, kiểm tra"), COLUMNS, rows, name="ket-luan-kien-nghi")
    page = page_of(request, rows, day="issued_on")
    page.extra = {row.pk: share(row.done or Decimal(0), row.due or Decimal(0)) for row in page.rows}
    late = list(queries.overdue(request.actor, request.actor.today)[:6])
    return render(request, "desk/findings/list.html", {"page": page, "filters": filters, "late": late})


@desk("findings.read")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get(request.actor, pk)
    items = list(queries.recommendations(request.actor, row).prefetch_related("steps"))
    due, done = sum((i.due_million for i in items), Decimal(0)), sum((i.done_million for i in items), Decimal(0))
    context: dict[str, Any] = {"row": row, "items": items, "due": due, "done": done, "share": share(done, due)}
    if request.GET.get("xem"):
        return render(request, "desk/findings/panel.html", context)
    context |= {
        "shares": {i.pk: share(i.done_million, i.due_million) for i in items},
        "counts": {i.pk: share(Decimal(i.done_count), Decimal(i.due_count)) for i in items},
        "acts": {i.pk for i in items if i.done_on is None and _writes(request, row.agency_id, i.responsible_id)},
        "writes": _writes(request, row.agency_id),
        "story": _story(pk, items),
    }
    return render(request, "desk/findings/detail.html", context)


def _story(pk: int, items: list[Recommendation]) -> list[dict[str, Any]]:
    """What was done with the conclusion and with its recommendations, newest first; two queries."""
    of_items = histories(RecordRef("recommendation", item.pk) for item in items)
    return sorted(story(RecordRef("conclusion", pk)) + stories(of_items), key=lambda line: -line["seq"])


@desk("findings.write")
def create(request: HttpRequest) -> HttpResponse:
    by = request.actor
    form = ConclusionForm(
        request.POST or None, initial={"agency": by.agency_id if by.agencies else None, "issued_on": by.today, "planned": True}, actor=by
    )
    return answer(
        request,
        form,
        lambda given: actions.record(agency_id=given.pop("agency"), by=by, **given),
        heading=_("Ghi kết luận"),
        done=_("Đã ghi kết luận. Thêm từng kiến nghị của kết luận này."),
        to=lambda row: _page(row.pk),
        cancel=reverse("findings:list"),
        draft="findings-new",
    )


@desk("findings.write")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get(request.actor, pk)
    form = FactsForm(request.POST or None, initial={name: getattr(row, name) for name in (*FACTS, "version")})
    return answer(
        request,
        form,
        lambda given: actions.change(conclusion=row, version=form.cleaned_data["version"], by=request.actor, **given),
        heading=_("Sửa kết luận %(number)s") % {"number": row.number},
        done=_("Đã lưu."),
        to=lambda _row: _page(pk),
        cancel=_page(pk),
    )


@desk("findings.write")
def recommend(request: HttpRequest, pk: int) -> HttpResponse:
    by, row = request.actor, queries.get(request.actor, pk)
    return answer(
        request,
        RecommendationForm(request.POST or None, actor=by),
        lambda given: actions.recommend(conclusion=row, responsible_id=given.pop("responsible"), by=by, **given),
        heading=_("Thêm kiến nghị của kết luận %(number)s") % {"number": row.number},
        done=_("Đã thêm kiến nghị."),
        to=lambda _item: _page(pk),
        cancel=_page(pk),
        about=row.subject,
        submit=_("Thêm kiến nghị"),
    )


def _about(item: Recommendation) -> str:
    return (
        f"{item.conclusion.number}, {_('mục')} {item.item} · {tell(item.get_kind_display())} · {item.responsible.short_name}: {item.text}"
    )


@desk("findings.write")
def carry_out(request: HttpRequest, item: int) -> HttpResponse:
    by, row = request.actor, queries.recommendation(request.actor, item)
    form = CarryOutForm(request.POST or None, initial={"on": by.today, "version": row.version}, item=row)
    return answer(
        request,
        form,
        lambda given: actions.carry_out(recommendation=row, version=form.cleaned_data["version"], by=by, **given),
        heading=_("Ghi kết quả thực hiện kiến nghị"),
        done=_("Đã ghi kết quả thực hiện."),
        to=lambda _row: _page(row.conclusion_id),
        cancel=_page(row.conclusion_id),
        about=_about(row),
        submit=_("Ghi kết quả"),
    )


@desk("findings.write")
def set_state(request: HttpRequest, item: int) -> HttpResponse:
    row = queries.recommendation(request.actor, item)
    return answer(
        request,
        StateForm(request.POST or None, initial={"state": row.state, "reason": row.reason}),
        lambda given: actions.set_state(recommendation=row, by=request.actor, **given),
        heading=_("Trạng thái, lý do chưa thực hiện"),
        done=_("Đã ghi trạng thái."),
        to=lambda _row: _page(row.conclusion_id),
        cancel=_page(row.conclusion_id),
        about=_about(row),
    )
