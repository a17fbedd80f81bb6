"""The book of receiving citizens: list, record, writing, the answer, and the book on paper."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.core.law import period_of, refusal_grounds, window
from giaoban.core.values.errors import GiaoBanError
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import format_date
from giaoban.registers.people import queries as people
from giaoban.registers.petitions import actions, queries, sealing
from giaoban.registers.petitions.models import Reception
from giaoban.registers.petitions.rules.reception_visits import Session, counsel, late_connection
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.clocks.queries import clocks_of, urged

from ..shell.access import desk
from ..shell.exports import xlsx
from ..shell.pages import Page, page_of, page_of_ranked
from ..shell.papers import paper_file
from ..shell.saved import BOOKS, Book, lines_of, plain_query
from ..shell.sentences import story
from .forms import PERSON, AnswerForm, ChangeReceptionForm, ReceptionForm, ReceptionsForm, RefuseForm, ToPetitionForm

SEALED = "[niêm phong]"
SHOWN = (
    "seq", "year", "received_on", "kind", "delegated", "identity_ref", "sealed", "large_group", "summary", "petition_kind", "people", "answer",
    "agency__short_name",
)  # fmt: skip


BOOKS["receptions"] = Book("receptions.read", "receptions:list", ReceptionsForm, queries.ReceptionFilter, queries.listing_receptions)


@desk("receptions.read")
def listing(request: HttpRequest) -> HttpResponse:
    form = ReceptionsForm(request.GET or None, actor=request.actor)
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    given = {name: value for name, value in data.items() if name != "version" and (value or (name == "answered" and value is False))}
    asked = queries.ReceptionFilter(**given)
    if request.GET.get("xuat") == "xlsx":
        return _book(request, queries.listing_receptions(request.actor, asked))
    if request.GET.get("xuat") in ("docx", "pdf"):
        return _printed(request, queries.listing_receptions(request.actor, asked), given)
    page, this = _page_of(request, asked), window(period_of(request.actor.today))
    context = {
        "page": page,
        "form": form,
        "names": queries.names(page.rows, request.actor),
        "saved": lines_of(request.actor, "receptions", plain_query(request.GET)),
        "keepable": plain_query(request.GET),
        "start": format_date(this.start),
        "end": format_date(this.end),
    }
    return render(request, "desk/receptions/list.html", context)


def _page_of(request: HttpRequest, asked: queries.ReceptionFilter) -> Page:
    """The newest first; of what was searched for the surest first."""
    if not asked.q.strip():
        return page_of(request, queries.listing_receptions(request.actor, asked).only(*SHOWN), day="received_on")
    sets = [rows.only(*SHOWN) for rows in queries.ranking_receptions(request.actor, asked)]
    return page_of_ranked(request, sets, day="received_on")


def _book(request: HttpRequest, rows: Any) -> HttpResponse:
    """The book in the thirteen columns of Mẫu số 03/TCD (Nghị định 154/2026/NĐ-CP), oldest first as on paper."""
    found = list(rows.order_by("received_on", "pk")[:50_000])
    known = sealing.open_persons([row.identity_ref for row in found if not row.sealed], request.actor)

    def person(row: Reception, *names: str) -> str:
        if row.sealed:
            return SEALED
        who = known.get(row.identity_ref or 0)
        return ", ".join(str(getattr(who, name)) for name in names if getattr(who, name)) if who else ""

    columns = (
        ("STT", 7, lambda row: row.seq),
        ("Ngày tiếp", 12, lambda row: row.received_on),
        ("Họ tên, địa chỉ", 30, lambda row: person(row, "name", "address", "place")),
        ("CCCD/CMND/Hộ chiếu", 16, lambda row: person(row, "identity_no")),
        ("Nội dung đơn", 50, lambda row: row.summary),
        ("Loại đơn (KN/TC/KN, PA)", 14, lambda row: row.get_petition_kind_display()),
        ("Số người cùng nội dung", 10, lambda row: row.same_matter_people),
        ("Cơ quan đã giải quyết", 20, lambda row: row.resolved_by),
        ("Thuộc thẩm quyền (x)", 10, lambda row: row.within_competence),
        ("Hướng dẫn công dân đến cơ quan có thẩm quyền", 24, lambda row: row.guided_to),
        ("Cơ quan, đơn vị thụ lý", 24, lambda row: row.accepting_body),
        ("Theo dõi kết quả giải quyết", 28, lambda row: row.outcome or row.get_answer_display()),
        ("Ghi chú", 20, lambda row: row.remarks),
    )
    return xlsx(_("SỔ TIẾP CÔNG DÂN (Mẫu số 03/TCD)"), columns, found, name="so-tiep-cong-dan-03-TCD")


def _printed(request: HttpRequest, rows: Any, given: dict[str, Any]) -> HttpResponse:
    """The same book on paper, lying, of one place of reception when the list shows one."""
    chosen = given.get("agency") or (request.actor.agency_id if request.actor.agencies is not None else None)
    agency = people.get(request.actor, chosen) if chosen else None
    paper = queries.book_paper(rows, request.actor, start=given.get("from_"), end=given.get("to"), agency=agency)
    return paper_file(paper, request.GET["xuat"], "so-tiep-cong-dan-03-TCD")


def _record(request: HttpRequest, pk: int) -> dict[str, Any]:
    row = queries.get_reception(request.actor, pk)
    name = queries.names([row], request.actor).get(row.identity_ref)
    return {"row": row, "name": name, "clocks": clocks_of(RecordRef("reception", pk)), "open": row.answer in ("", "can_them_thoi_gian")}


@desk("receptions.read")
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "desk/receptions/panel.html", _record(request, pk))


@desk("receptions.read")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    letters = queries.visible(request.actor).filter(reception_id=pk).defer("folded")
    record = _record(request, pk)
    context = {
        "letters": letters,
        "story": story(RecordRef("reception", pk)),
        "urged": urged("reception", [pk]).get(pk),
        **_after(record["row"], record["clocks"]),
    }
    return render(request, "desk/receptions/detail.html", record | context)


def _after(row: Reception, clocks: Any) -> dict[str, Any]:
    """What was kept of the turn besides its lines in the book, and which notice still has to go out."""
    online = queries.session_of(row)
    return {
        "counsel": counsel(queries.visit_of(row)),
        "items": list(row.items.order_by("order")),
        "online": online,
        "late_connection": online is not None and late_connection(Session(connected_at=online.connected_at, began_at=online.began_at)),
        "conclusion": queries.conclusion_of(row),
        "notice_due": any(clock.rule == "TCD_REFUSAL_NOTICE" and clock.state == "dang_chay" for clock in clocks),
        "ground": next((each for each in refusal_grounds(row.answered_on or row.received_on) if each.key == row.refusal_ground), None),
        "by_head": row.kind != "thuong_xuyen",
        "passed_on": row.answer in ("da_chuyen", "can_them_thoi_gian", "thu_ly"),
    }


@desk("receptions.write")
def create(request: HttpRequest) -> HttpResponse:
    earlier = queries.get_reception(request.actor, int(request.GET["tu"])) if request.GET.get("tu", "").isdigit() else None
    form = ReceptionForm(request.POST or None, actor=request.actor, initial=_begun(request, earlier))
    if request.method == "POST" and form.is_valid():
        try:
            agency = people.get(request.actor, form.cleaned_data["agency"])
            given = {name: form.cleaned_data[name] for name in ("representatives", "key", *form.ONCE)} | form.story
            matter = earlier.matter if earlier else None
            row = actions.receive(agency=agency, person=form.person or Person(), matter=matter, by=request.actor, **given)
            messages.success(request, _("Đã ghi lượt tiếp số %(number)s.") % {"number": row.number})
            return redirect("receptions:detail", row.pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _parts(request, form, _("Lượt tiếp mới"), "receptions-new", None)


def _begun(request: HttpRequest, earlier: Reception | None) -> dict[str, Any]:
    """A new turn begun from a day of the calendar, or from a turn of standing reception whose matter the head now receives."""
    begun: dict[str, Any] = {}
    if request.GET.get("ngay", "").isdigit():
        day = queries.get_day(request.actor, int(request.GET["ngay"]))
        begun = {"received_on": day.on, "kind": day.kind, "mode": day.mode, "agency": day.agency_id, "delegated": day.delegated}
        begun |= {"receiver": day.receiver or day.leader}
    if earlier is not None:
        begun = {name: getattr(earlier, name) for name in ("petition_kind", "summary", "request", "past_handling", "people", "agency_id")}
        begun |= {"kind": "dinh_ky", "agency": earlier.agency_id, "same_matter_people": earlier.same_matter_people}
        who = sealing.open_persons([earlier.identity_ref], request.actor).get(earlier.identity_ref or 0)
        begun |= {name: getattr(who, name) for name in PERSON} if who else {}
    return begun


@desk("receptions.write")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get_reception(request.actor, pk)
    present = {name: getattr(row, name) for name in ChangeReceptionForm.STORY} | {"version": row.version}
    form = ChangeReceptionForm(request.POST or None, actor=request.actor, initial=present)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_reception(
                reception=row, version=form.cleaned_data["version"], person=form.person, by=request.actor, **form.story
            )
            messages.success(request, _("Đã lưu lượt tiếp số %(number)s.") % {"number": row.number})
            return redirect("receptions:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _parts(request, form, _("Sửa lượt tiếp số %(number)s") % {"number": row.number}, "", row)


def _parts(request: HttpRequest, form: Any, heading: str, draft: str, row: Reception | None) -> HttpResponse:
    context = {"form": form, "heading": heading, "draft": draft, "row": row}
    return render(request, "desk/receptions/sheet.html", context, status=422 if form.is_bound else 200)


@desk("receptions.write")
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get_reception(request.actor, pk)
    form = AnswerForm(request.POST or None, initial={"on": request.actor.today, "version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer_reception(reception=row, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Đã ghi trả lời lượt tiếp số %(number)s.") % {"number": row.number})
            return redirect("receptions:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _step(request, form, row, _("Trả lời"))


@desk("receptions.write")
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get_reception(request.actor, pk)
    form = RefuseForm(request.POST or None, actor=request.actor, initial={"on": request.actor.today, "version": row.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.refuse_to_receive(reception=row, by=request.actor, **form.cleaned_data)
            messages.success(request, _("Đã ghi từ chối tiếp, lượt số %(number)s.") % {"number": row.number})
            return redirect("receptions:detail", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _step(request, form, row, _("Từ chối tiếp"))


@desk("petitions.write")
def to_petition(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get_reception(request.actor, pk)
    form = ToPetitionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            given = form.cleaned_data
            person = Person(name=given["name"], address=given["address"]) if given["name"] else None
            letter = actions.register_from(reception=row, channel=given["channel"], person=person, by=request.actor)
            messages.success(request, _("Đã vào sổ đơn số %(number)s.") % {"number": letter.number})
            return redirect("petitions:detail", letter.pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _step(request, form, row, _("Vào sổ đơn"))


def _step(request: HttpRequest, form: Any, row: Reception, label: str) -> HttpResponse:
    return render(request, "desk/receptions/step.html", {"form": form, "row": row, "label": label}, status=422 if form.is_bound else 200)
