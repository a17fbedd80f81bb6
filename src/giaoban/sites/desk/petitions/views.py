"""The register of petitions: list, glance, record, writing, loading a file."""

import base64
import binascii
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.core.law import period_of, window
from giaoban.core.values.errors import GiaoBanError, InvalidInput
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import format_date
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.rules.plain import HEADINGS, NEEDED
from giaoban.trust.clocks.queries import clocks_of, urged

from ..shell.access import desk
from ..shell.exports import MIME, xlsx
from ..shell.pages import Page, page_of, page_of_ranked
from ..shell.saved import BOOKS, Book, lines_of, plain_query
from ..shell.sentences import story
from .acts import side_steps_of, steps_of
from .forms import ChangePetitionForm, LoadForm, PetitionForm, PetitionsForm
from .procedure import told_of

KEPT_LIMIT = 6_000_000
SEALED = "[niêm phong]"
SHOWN = (
    "seq", "year", "received_on", "kind", "summary", "duplicate_of", "identity_ref", "sealed", "anonymous", "signatories", "next_step",
    "next_due", "state", "handler__short_name",
)  # fmt: skip


BOOKS["petitions"] = Book("petitions.read", "petitions:list", PetitionsForm, queries.PetitionFilter, queries.listing)


@desk("petitions.read")
def listing(request: HttpRequest) -> HttpResponse:
    form = PetitionsForm(request.GET or None, actor=request.actor)
    given = (
        {name: value for name, value in form.cleaned_data.items() if name != "version" and value}
        if form.is_bound and form.is_valid()
        else {}
    )
    asked = queries.PetitionFilter(**given)
    if request.GET.get("xuat") == "xlsx":
        return _export(request, queries.listing(request.actor, asked))
    page = _page_of(request, asked)
    this = window(period_of(request.actor.today))
    context = {
        "page": page,
        "form": form,
        "names": queries.names(page.rows, request.actor),
        "urged": urged("petition", [row.pk for row in page.rows if row.next_due and row.next_due <= request.actor.today]),
        "saved": lines_of(request.actor, "petitions", plain_query(request.GET)),
        "keepable": plain_query(request.GET),
        "start": format_date(this.start),
        "end": format_date(this.end),
    }
    return render(request, "desk/petitions/list.html", context)


def _page_of(request: HttpRequest, asked: queries.PetitionFilter) -> Page:
    """The newest first; of what was searched for the surest first."""

    def shown(rows: Any) -> Any:
        return rows.select_related(None).select_related("handler").only(*SHOWN)

    if not asked.q.strip():
        return page_of(request, shown(queries.listing(request.actor, asked)), day="received_on")
    sets = [shown(rows) for rows in queries.ranking(request.actor, asked)]
    return page_of_ranked(request, sets, day="received_on")


def _export(request: HttpRequest, rows: Any) -> HttpResponse:
    found = list(rows[:50_000])
    names = queries.names(found, request.actor)
    columns = (
        ("Số", 11, lambda row: row.number),
        ("Ngày nhận", 12, lambda row: row.received_on),
        ("Loại", 14, lambda row: row.get_kind_display()),
        ("Lần", 10, lambda row: row.get_round_display()),
        ("Lĩnh vực", 16, lambda row: row.get_field_display()),
        ("Người viết", 24, lambda row: SEALED if row.sealed else names.get(row.identity_ref, "")),
        ("Nội dung", 60, lambda row: row.summary),
        ("Cơ quan nhận", 24, lambda row: row.agency.short_name),
        ("Cơ quan thụ lý", 24, lambda row: row.handler.short_name),
        ("Trạng thái", 20, lambda row: row.get_state_display()),
        ("Thẩm quyền", 14, lambda row: {True: _("Thuộc"), False: _("Không thuộc")}.get(row.within_competence, "")),
        ("Loại cơ quan có thẩm quyền", 24, lambda row: row.get_competent_kind_display()),
        ("Số người ký", 10, lambda row: row.signatories),
        ("Giấy tờ kèm theo", 10, lambda row: row.attachments),
        ("Giấy tờ gốc", 10, lambda row: _("Có") if row.originals else ""),
        ("Hướng xử lý", 18, lambda row: row.get_disposition_display()),
        ("Việc tiếp theo", 26, lambda row: row.next_step),
        ("Hạn", 12, lambda row: row.next_due),
        ("Kết quả", 18, lambda row: row.get_outcome_display()),
    )
    return xlsx(_("Sổ đơn"), columns, found, name="so-don")


def _record(request: HttpRequest, pk: int) -> dict[str, Any]:
    row = queries.get(request.actor, pk)
    writes = request.actor.may("petitions.write")
    open_to_link = writes and row.duplicate_of_id is None and row.accepted_on is None
    found = [item for item in queries.suspected(row, request.actor, 100) if item.petition] if row.duplicate_of_id is None else []
    return {
        "row": row,
        "name": queries.names([row], request.actor).get(row.identity_ref),
        "clocks": clocks_of(RecordRef("petition", pk)),
        "likely": [item for item in found if item.verdict in ("duplicate", "same_matter")][:5],
        "copies": sum(item.verdict == "campaign" for item in found),
        "can_link": open_to_link,
        "steps": steps_of(row) if writes else [],
    }


@desk("petitions.read")
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "desk/petitions/panel.html", _record(request, pk))


@desk("petitions.read")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    context = _record(request, pk)
    row = context["row"]
    same = queries.visible(request.actor).filter(matter_id=row.matter_id).exclude(pk=pk).select_related("agency").defer("folded")
    more = {
        "same": same.order_by("-received_on", "-pk")[:20],
        "side_steps": side_steps_of(row),
        "story": story(RecordRef("petition", pk)),
        "receipt": queries.receipt_of(row),
        "satisfaction": queries.satisfaction_of(row),
    }
    return render(request, "desk/petitions/detail.html", context | more | told_of(row))


@desk("petitions.read")
def matter(request: HttpRequest, pk: int) -> HttpResponse:
    view = queries.matter_view(request.actor, pk)
    return render(
        request, "desk/petitions/matter.html", {"view": view, "names": queries.names([*view.petitions, *view.receptions], request.actor)}
    )


@desk("petitions.write")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get(request.actor, pk)
    present = {name: getattr(row, name) for name in PetitionForm.STORY} | {"version": row.version}
    form = ChangePetitionForm(request.POST or None, actor=request.actor, initial=present)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change(petition=row, version=form.cleaned_data["version"], person=form.person, by=request.actor, **form.story)
            messages.success(request, _("Đã lưu đơn số %(number)s.") % {"number": row.number})
            return redirect("petitions:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _sheet(request, form, _("Sửa đơn số %(number)s") % {"number": row.number}, "", row)


def _sheet(request: HttpRequest, form: Any, heading: str, draft: str, row: Petition | None = None) -> HttpResponse:
    context = {"form": form, "heading": heading, "draft": draft, "row": row}
    return render(request, "desk/petitions/sheet.html", context, status=422 if form.is_bound else 200)


@desk("petitions.write")
def load(request: HttpRequest) -> HttpResponse:
    form, receipt, do = LoadForm(request.POST or None, request.FILES or None), None, request.POST.get("do", "check")
    if request.method == "POST" and form.is_valid():
        try:
            content, name = _content(form)
            receipt = actions.import_file(content=content, name=name, dry_run=do != "load", by=request.actor)
            if do == "bad" and receipt.bad_rows_xlsx:
                response = HttpResponse(receipt.bad_rows_xlsx, content_type=MIME)
                response["Content-Disposition"] = 'attachment; filename="dong-loi.xlsx"'
                return response
            kept = base64.b64encode(content).decode() if len(content) <= KEPT_LIMIT else ""
            form = LoadForm(initial={"kept": kept, "kept_name": name})
        except GiaoBanError as error:
            form.refuse(error)
    context = {"form": form, "receipt": receipt, "done": do == "load", "headings": HEADINGS, "needed": [HEADINGS[name] for name in NEEDED]}
    return render(request, "desk/petitions/load.html", context, status=422 if form.errors else 200)


def _content(form: LoadForm) -> tuple[bytes, str]:
    """The file just chosen, or the one checked before."""
    if chosen := form.cleaned_data["file"]:
        return chosen.read(), chosen.name
    try:
        content = base64.b64decode(form.cleaned_data["kept"], validate=True)
    except binascii.Error:
        content = b""
    if not content:
        raise InvalidInput("Chọn tệp cần nạp.", field="file")
    return content, form.cleaned_data["kept_name"] or "tep.csv"
