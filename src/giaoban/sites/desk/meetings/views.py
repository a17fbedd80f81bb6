from typing import Any

from django.contrib import messages
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from giaoban.core.values.errors import GiaoBanError
from giaoban.core.values.refs import RecordRef
from giaoban.registers.people import queries as people
from giaoban.rounds.meetings import actions, queries, rules
from giaoban.rounds.meetings.choices import MeetingState
from giaoban.rounds.meetings.models import Meeting
from giaoban.sites.desk.round.views import current_period
from giaoban.sites.desk.shell.access import desk
from giaoban.sites.desk.shell.exports import xlsx
from giaoban.sites.desk.shell.pages import page_of
from giaoban.sites.desk.shell.sentences import story
from giaoban.sites.desk.shell.telling import tell

from .forms import AgendaSet, InviteForm, IssueForm, MeetingForm, OpinionForm, PointSet, PrepareForm, PresenceSet

COLUMNS = (
    ("Ngày họp", 12, lambda m: m.on),
    ("Kỳ", 10, lambda m: m.period),
    ("Hội nghị", 60, lambda m: m.title),
    ("Địa điểm", 30, lambda m: m.place),
    ("Chủ trì", 26, lambda m: m.chair.name),
    ("Trạng thái", 26, lambda m: m.get_state_display()),
    ("Mời", 8, lambda m: m.invited),
    ("Dự", 8, lambda m: m.came),
    ("Thông báo", 14, lambda m: m.notice.number if m.notice else ""),
)


def filter_of(request: HttpRequest) -> queries.MeetingFilter:
    year = request.GET.get("nam", "")
    return queries.MeetingFilter(request.GET.get("q", "")[:200], request.GET.get("trang_thai", ""), int(year) if year.isdecimal() else None)


def back_to(meeting: Meeting, part: str = "") -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("meetings:detail", args=[meeting.pk]) + (f"#{part}" if part else ""))


def version_of(request: HttpRequest) -> int | None:
    sent = request.POST.get("version", "")
    return int(sent) if sent.isdecimal() else None


def said(request: HttpRequest, meeting: Meeting, sentence: str, part: str = "") -> HttpResponseRedirect:
    messages.success(request, sentence)
    return back_to(meeting, part)


def typed(request: HttpRequest, kind: type[BaseFormSet], shown: list[dict[str, Any]]) -> BaseFormSet:
    """A set of rows: as sent, whatever the record says meanwhile, or as ``shown``."""
    plain = {"label_suffix": ""}
    return kind(request.POST, form_kwargs=plain) if request.method == "POST" else kind(initial=shown, form_kwargs=plain)


@desk("meetings.read")
def listing(request: HttpRequest) -> HttpResponse:
    rows = queries.listing(request.actor, filter_of(request))
    if request.GET.get("xuat") == "xlsx":
        return xlsx(_("Hội nghị giao ban"), COLUMNS, rows, name="hoi-nghi")
    context = {"page": page_of(request, rows, day="on"), "states": MeetingState.choices()}
    return render(request, "desk/meetings/list.html", context)


@desk("meetings.write")
def prepare(request: HttpRequest) -> HttpResponse:
    today = request.actor.today
    form = PrepareForm(request.POST or None, today=today, initial={"period": request.GET.get("ky") or current_period(today).code})
    if request.method == "POST" and form.is_valid():
        try:
            fields = {name: value for name, value in form.cleaned_data.items() if name not in ("version", "chair")}
            row = actions.prepare(**fields, chair=people.person(request.actor, form.cleaned_data["chair"]), by=request.actor)
            return said(request, row, _("Đã lập hội nghị, chương trình và danh sách mời."))
        except GiaoBanError as error:
            form.refuse(error)
    return render(request, "desk/meetings/form.html", {"form": form}, status=422 if form.is_bound else 200)


@desk("meetings.read")
def detail(request: HttpRequest, id: int) -> HttpResponse:
    meeting = queries.get(request.actor, id)
    invitations = list(meeting.invitations.select_related("agency").order_by("agency__order", "agency__code"))
    points = queries.points_of(meeting)
    context: dict[str, Any] = {
        "meeting": meeting,
        "agenda": meeting.agenda.all(),
        "invitations": invitations,
        "came": sum(1 for i in invitations if i.presence in queries.CAME),
        "opinions": meeting.opinions.select_related("agency"),
        "points": list(zip(rules.numbers([p.kind for p in points]), points, strict=True)),
        "wants": rules.lacking(queries.drafts(meeting)),
        "tasks": queries.tasks_of(request.actor, meeting.notice) if meeting.notice else [],
        "open": meeting.state != MeetingState.DA_KET_LUAN,
        "story": story(RecordRef("meeting", meeting.pk)),
    }
    return render(request, "desk/meetings/detail.html", context)


@desk("meetings.write")
def change(request: HttpRequest, id: int) -> HttpResponse:
    meeting = queries.get(request.actor, id)
    initial = {name: getattr(meeting, name) for name in actions.CHANGEABLE} | {"chair": meeting.chair_id, "version": meeting.version}
    form = MeetingForm(request.POST or None, today=request.actor.today, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            fields = dict(form.cleaned_data) | {"chair": people.person(request.actor, form.cleaned_data["chair"])}
            actions.change(meeting=meeting, **fields, by=request.actor)
            return said(request, meeting, _("Đã ghi."))
        except GiaoBanError as error:
            form.refuse(error)
    return render(request, "desk/meetings/form.html", {"form": form, "meeting": meeting}, status=422 if form.is_bound else 200)


@desk("meetings.write")
def agenda(request: HttpRequest, id: int) -> HttpResponse:
    meeting = queries.get(request.actor, id)
    rows = typed(request, AgendaSet, list(meeting.agenda.values("title", "presenter", "minutes")))
    context = {"meeting": meeting, "rows": rows, "refusal": ""}
    if request.method == "POST" and rows.is_valid():
        try:
            lines = [line for form in rows if form.cleaned_data and (line := form.line())]
            actions.set_agenda(meeting=meeting, lines=lines, version=version_of(request), by=request.actor)
            return said(request, meeting, _("Đã ghi chương trình."), "chuong-trinh")
        except GiaoBanError as error:
            context["refusal"] = error.text(tell)
    return render(request, "desk/meetings/agenda.html", context, status=422 if rows.is_bound else 200)


@desk("meetings.write")
def invite(request: HttpRequest, id: int) -> HttpResponse:
    meeting = queries.get(request.actor, id)
    invited = list(meeting.invitations.values_list("agency_id", flat=True))
    form = InviteForm(request.POST or None, options=people.options(meeting.on), initial={"agencies": invited, "version": meeting.version})
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite(meeting=meeting, agencies=form.chosen(), version=form.cleaned_data["version"], by=request.actor)
            return said(request, meeting, _("Đã ghi danh sách mời."), "thanh-phan")
        except GiaoBanError as error:
            form.refuse(error)
    return render(request, "desk/meetings/invite.html", {"meeting": meeting, "form": form}, status=422 if form.is_bound else 200)


@desk("meetings.write")
def attendance(request: HttpRequest, id: int) -> HttpResponse:
    meeting = queries.get(request.actor, id)
    sheet = list(meeting.invitations.select_related("agency").order_by("agency__order", "agency__code"))
    rows = typed(request, PresenceSet, [{"invitation": i.pk, "presence": i.presence, "attendee": i.attendee} for i in sheet])
    context: dict[str, Any] = {"meeting": meeting, "rows": rows, "lines": list(zip(sheet, rows, strict=False)), "refusal": ""}
    if request.method == "POST" and rows.is_valid():
        try:
            lines = [actions.Came(**form.cleaned_data) for form in rows]
            actions.record_attendance(meeting=meeting, lines=lines, version=version_of(request), by=request.actor)
            return said(request, meeting, _("Đã ghi thành phần dự."), "thanh-phan")
        except GiaoBanError as error:
            context["refusal"] = error.text(tell)
    return render(request, "desk/meetings/attendance.html", context, status=422 if rows.is_bound else 200)


@desk("meetings.write")
def opinion(request: HttpRequest, id: int) -> HttpResponse:
    meeting = queries.get(request.actor, id)
    invited = list(meeting.invitations.order_by("agency__order", "agency__code").values_list("agency_id", "agency__short_name"))
    form = OpinionForm(request.POST or None, invited=invited, initial={"version": meeting.version})
    if request.method == "POST" and form.is_valid():
        try:
            fields = dict(form.cleaned_data) | {"agency": people.get(request.actor, form.cleaned_data["agency"])}
            actions.record_opinion(meeting=meeting, **fields, by=request.actor)
            return said(request, meeting, _("Đã ghi ý kiến."), "y-kien")
        except GiaoBanError as error:
            form.refuse(error)
    return render(request, "desk/meetings/opinion.html", {"meeting": meeting, "form": form}, status=422 if form.is_bound else 200)


@require_POST
@desk("meetings.write")
def hold(request: HttpRequest, id: int) -> HttpResponse:
    meeting = actions.hold(meeting=queries.get(request.actor, id), version=version_of(request), by=request.actor)
    return said(request, meeting, _("Đã ghi hội nghị đã họp. Tiếp theo: ghi nội dung kết luận."), "ket-luan")


@desk("meetings.write")
def points(request: HttpRequest, id: int) -> HttpResponse:
    meeting = queries.get(request.actor, id)
    rows = typed(request, PointSet, _drafted(meeting))
    context: dict[str, Any] = {"meeting": meeting, "rows": rows, "refusal": "", "agencies": people.options(request.actor.today)}
    if request.method == "POST" and rows.is_valid():
        on = request.actor.today
        table = people.names(on)
        drafts = [draft for form in rows if (draft := form.draft(on, table))]
        if all(form.is_valid() for form in rows):
            try:
                actions.set_points(meeting=meeting, points=drafts, version=version_of(request), by=request.actor)
                if "them" in request.POST:
                    return HttpResponseRedirect(reverse("meetings:points", args=[meeting.pk]) + "#them")
                return said(request, meeting, _("Đã ghi nội dung kết luận."), "ket-luan")
            except GiaoBanError as error:
                context["refusal"] = error.text(tell)
    return render(request, "desk/meetings/points.html", context, status=422 if rows.is_bound else 200)


def _drafted(meeting: Meeting) -> list[dict[str, Any]]:
    """The points as the form shows them; on a first visit the follow-up that every notice has."""
    drafted = [
        {
            "kind": p.kind,
            "text": p.text,
            "lead": p.lead.short_name if p.lead else "",
            "supports": "; ".join(a.short_name for a in p.supports.all()),
            "product": p.product,
            "deadline": p.deadline,
        }
        for p in queries.points_of(meeting)
    ]
    return drafted or [{"kind": "danh_gia"}, {"kind": "giao_viec"}, {"kind": "giao_viec"}, {"kind": "to_chuc", "text": rules.FOLLOW_UP}]


@desk("meetings.issue")
def issue(request: HttpRequest, id: int) -> HttpResponse:
    meeting = queries.get(request.actor, id)
    if meeting.notice:
        return back_to(meeting, "thong-bao")
    initial = {"issued_on": request.actor.today, "signer_post": rules.SIGNER_POST, "version": meeting.version}
    form = IssueForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            notice = actions.issue_notice(meeting=meeting, **form.cleaned_data, by=request.actor)
            return said(request, meeting, _("Đã ban hành Thông báo %(number)s.") % {"number": notice.number}, "thong-bao")
        except GiaoBanError as error:
            form.refuse(error)
    wants = rules.lacking(queries.drafts(meeting))
    return render(
        request, "desk/meetings/issue.html", {"meeting": meeting, "form": form, "wants": wants}, status=422 if form.is_bound else 200
    )
