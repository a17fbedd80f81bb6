"""The calendar of heads on the desk: months, one day, what was planned and who really sat."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from giaoban.core.values.errors import GiaoBanError
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import weekday
from giaoban.registers.people import queries as people
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import ReceptionDay
from giaoban.registers.petitions.rules.reception_days import month_of, quarter_of, roles
from giaoban.trust.clocks.queries import calendar, clocks_of

from ..shell.access import desk
from ..shell.exports import xlsx
from ..shell.sentences import story
from ..shell.telling import tell
from .day_forms import CalendarForm, HoldForm, OnlineDayForm, PlanForm, PostForm, PostponeForm, SkipForm

MOST_DAYS = 600
Act = Callable[..., Any]
STEPS: dict[str, tuple[str, type[Any], Act]] = {
    "hoan": (gettext_noop("Hoãn ngày tiếp"), PostponeForm, lambda day, by, **given: actions.postpone_day(day=day, by=by, **given)),
    "da-tiep": (gettext_noop("Ghi người đã tiếp"), HoldForm, lambda day, by, **given: actions.hold_day(day=day, by=by, **given)),
    "khong-tiep": (gettext_noop("Ghi ngày không tiếp"), SkipForm, lambda day, by, **given: actions.skip_day(day=day, by=by, **given)),
    "truc-tuyen": (
        gettext_noop("Chuẩn bị tiếp trực tuyến"),
        OnlineDayForm,
        lambda day, by, **given: actions.prepare_online(day=day, by=by, **given),
    ),
}


def _months(form: CalendarForm) -> tuple[date, date]:
    return quarter_of(form.day) if form.given.get("ky") == "quy" else month_of(form.day)


def _shown(request: HttpRequest, form: CalendarForm) -> list[ReceptionDay]:
    start, end = _months(form)
    given = {name: form.given.get(name) or "" for name in ("duty", "state")}
    wanted = queries.DayFilter(start, end, agency=form.given.get("agency"), **given)
    return list(queries.listing_days(request.actor, wanted)[:MOST_DAYS])


@desk("receptions.read")
def months(request: HttpRequest) -> HttpResponse:
    """A month or a quarter of the calendar, and what each head owes and did by the law of the time."""
    form = CalendarForm(request.GET or None, actor=request.actor)
    (start, end), today, days = _months(form), request.actor.today, calendar()
    agency, duty = form.given.get("agency"), form.given.get("duty") or ""
    standings = queries.standings(request.actor, start, end, agency=agency, duty=duty)
    if request.GET.get("xuat") == "xlsx":
        return _sheet(standings, start, end)
    rows = [(day, weekday(day.on), queries.duly(day, today, days)) for day in _shown(request, form)]
    laws = {law: None for standing in standings for law in standing.owed.duties}
    context = {
        "form": form, "rows": rows, "standings": standings, "laws": sorted(laws, key=lambda law: (law.role, law.start)), "start": start,
        "end": end, "labels": dict(roles()), "quarter": form.given.get("ky") == "quy", "post": PostForm(initial={"posted_on": today}),
        "before": (start - timedelta(days=1)).strftime("%Y-%m"), "after": (end + timedelta(days=1)).strftime("%Y-%m"),
        "month": start.strftime("%Y-%m"), "unposted": sum(day.posted_on is None and day.state == "theo_lich" and day.on >= today for day, _w, _d in rows),
    }  # fmt: skip
    return render(request, "desk/receptions/calendar.html", context)


def _sheet(standings: list[queries.HeadStanding], start: date, end: date) -> HttpResponse:
    columns = (
        ("Cơ quan", 34, lambda row: row.agency.name),
        ("Người có trách nhiệm tiếp", 34, lambda row: tell(row.label)),
        ("Số ngày phải tiếp", 10, lambda row: row.owed.owed),
        ("Thủ trưởng đã tiếp", 10, lambda row: row.owed.held),
        ("Ủy quyền tiếp", 10, lambda row: row.owed.delegated),
        ("Còn thiếu", 10, lambda row: row.owed.missing),
        ("Chưa niêm yết", 10, lambda row: row.unposted),
        ("Căn cứ", 50, lambda row: "; ".join(basis.cite for law in row.owed.duties for basis in law.basis)),
    )
    title = _("Ngày tiếp công dân của lãnh đạo, %(start)s - %(end)s") % {"start": f"{start:%d/%m/%Y}", "end": f"{end:%d/%m/%Y}"}
    return xlsx(title, columns, standings, name=f"lich-tiep-cong-dan-{start:%Y-%m}")


@desk("receptions.write")
def post(request: HttpRequest) -> HttpResponse:
    """The planned days of the months shown were posted; days gone by stay as they are."""
    shown, form = CalendarForm(request.GET or None, actor=request.actor), PostForm(request.POST)
    back = redirect(f"{request.path.removesuffix('niem-yet/')}?{request.GET.urlencode()}")
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["posted_on"]
        rows = actions.post_days(days=[day for day in _shown(request, shown) if day.on >= on], on=on, by=request.actor)
        messages.success(request, _("Đã ghi niêm yết %(count)s ngày tiếp.") % {"count": len(rows)})
    elif form.errors:
        messages.error(request, " ".join(form.errors["posted_on"]))
    return back


@desk("receptions.write")
def plan(request: HttpRequest) -> HttpResponse:
    form = PlanForm(request.POST or None, actor=request.actor, initial={"agency": request.actor.agency_id, "on": request.GET.get("ngay")})
    if request.method == "POST" and form.is_valid():
        try:
            given = {name: value for name, value in form.cleaned_data.items() if name not in ("agency", "version")}
            day = actions.plan_day(agency=people.get(request.actor, form.cleaned_data["agency"]), by=request.actor, **given)
            messages.success(request, _("Đã lên lịch ngày tiếp."))
            return redirect("receptions:day", day.pk)
        except GiaoBanError as error:
            form.refuse(error)
    context = {"form": form, "label": _("Lên lịch ngày tiếp"), "back": "receptions:calendar"}
    return render(request, "desk/receptions/day_step.html", context, status=422 if form.is_bound else 200)


@desk("receptions.read")
def day(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.get_day(request.actor, pk)
    turns = queries.visible_receptions(request.actor).filter(day=row).select_related("agency").defer("folded").order_by("seq")[:200]
    context = {
        "row": row, "label": dict(roles()).get(row.duty, row.duty), "weekday": weekday(row.on), "duly": queries.duly(row, request.actor.today),
        "turns": turns, "names": queries.names(list(turns), request.actor), "clocks": clocks_of(RecordRef("reception_day", pk)),
        "story": story(RecordRef("reception_day", pk)), "open": row.state == "theo_lich", "post": PostForm(initial={"posted_on": request.actor.today}),
    }  # fmt: skip
    return render(request, "desk/receptions/day.html", context)


@desk("receptions.write")
def post_one(request: HttpRequest, pk: int) -> HttpResponse:
    row, form = queries.get_day(request.actor, pk), PostForm(request.POST or None, initial={"posted_on": request.actor.today})
    if request.method == "POST" and form.is_valid():
        try:
            actions.post_days(days=[row], on=form.cleaned_data["posted_on"], by=request.actor)
            return redirect("receptions:day", pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _step(request, form, row, _("Ghi ngày niêm yết"))


@desk("receptions.write")
def step(request: HttpRequest, pk: int, act: str) -> HttpResponse:
    """One of STEPS on a day."""
    if act not in STEPS:
        raise Http404
    row, (label, kind, done) = queries.get_day(request.actor, pk), STEPS[act]
    initial = {"version": row.version, "receiver": row.receiver or row.leader, "notified_on": row.notified_on, "tested_on": row.tested_on}
    form = kind(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            found = done(row, request.actor, **form.cleaned_data)
            messages.success(request, _("Đã ghi vào lịch tiếp công dân."))
            return redirect("receptions:day", found.pk)
        except GiaoBanError as error:
            form.refuse(error)
    return _step(request, form, row, tell(label))


def _step(request: HttpRequest, form: Any, row: ReceptionDay, label: str) -> HttpResponse:
    context = {"form": form, "row": row, "label": label, "back": "receptions:day"}
    return render(request, "desk/receptions/day_step.html", context, status=422 if form.is_bound else 200)
