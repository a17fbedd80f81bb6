"""What falls due; the law's time limits; the working calendar."""

from collections import defaultdict
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST

from giaoban.core import law as rules_of_law
from giaoban.core.days import CalendarDay, parse_year, weekday_name, year_table
from giaoban.core.values.errors import GiaoBanError
from giaoban.trust.clocks import actions, queries
from giaoban.trust.clocks.choices import DayKind
from giaoban.trust.clocks.models import Clock

from ..shell.access import desk
from ..shell.exports import xlsx
from ..shell.pages import page_of
from .forms import ClocksForm, DayForm, DeadlineForm, ProposedForm, YearForm

GROUPS = {
    "overdue": gettext_noop("Quá hạn"),
    "today": gettext_noop("Hôm nay"),
    "this_week": gettext_noop("Tuần này"),
    "later": gettext_noop("Sau tuần này"),
}
PROCEDURES = {
    "reception": gettext_noop("Tiếp công dân"),
    "complaint": gettext_noop("Khiếu nại"),
    "denunciation": gettext_noop("Tố cáo"),
    "inspection": gettext_noop("Kết luận thanh tra"),
    "front": gettext_noop("Giám sát, phản biện xã hội"),
    "criminal_information": gettext_noop("Nguồn tin về tội phạm"),
    "criminal_investigation": gettext_noop("Điều tra"),
    "prosecution": gettext_noop("Truy tố"),
    "trial": gettext_noop("Xét xử sơ thẩm, thi hành án"),
    "appeal": gettext_noop("Kháng cáo, kháng nghị, phúc thẩm"),
}
UNITS = {
    "day": gettext_noop("ngày"),
    "working_day": gettext_noop("ngày làm việc"),
    "month": gettext_noop("tháng"),
    "hour": gettext_noop("giờ"),
}
SATURDAY = 5
SHOWN = 100
COLUMNS = (
    ("Hạn", 12, lambda row: row.due_on),
    ("Việc phải làm", 40, lambda row: row.label),
    ("Hồ sơ", 34, lambda row: row.ref_label),
    ("Tính từ", 12, lambda row: row.started_on),
    ("Trạng thái", 16, lambda row: row.get_state_display()),
    ("Quy tắc", 22, lambda row: row.rule),
)


@desk("clocks.read")
def falling_due(request: HttpRequest) -> HttpResponse:
    found = queries.falling_due(request.actor, request.actor.today, limit=25)
    groups = [{"key": key, "label": _(label), "group": found[key]} for key, label in GROUPS.items()]
    urged = _urged([clock for group in found.values() for clock in group.rows])
    return render(request, "desk/clocks/list.html", {"groups": groups, "urged": urged})


def _urged(clocks: list[Clock]) -> dict[int, queries.Urged]:
    """How often each of these clocks was urged about, by its id; one query."""
    told = queries.urged_matters([queries.due_of(clock) for clock in clocks if clock.agency_ref])
    found = {clock.pk: told.get(f"{clock.ref_kind}:{clock.ref_id}:{clock.rule}") for clock in clocks}
    return {pk: item for pk, item in found.items() if item}


@desk("clocks.read")
def register(request: HttpRequest) -> HttpResponse:
    form = ClocksForm(request.GET or None, actor=request.actor)
    given = (
        {name: value for name, value in form.cleaned_data.items() if name != "version" and value}
        if form.is_bound and form.is_valid()
        else {}
    )
    rows = queries.listing(request.actor, queries.ClockFilter(**given))
    if not given.get("standing"):
        rows = rows.filter(state__in=queries.OPEN)
    if request.GET.get("xuat") == "xlsx":
        return xlsx(_("Thời hạn"), COLUMNS, rows.iterator(2000), name="thoi-han")
    page = page_of(request, rows, day="due_on")
    return render(request, "desk/clocks/all.html", {"page": page, "form": form, "urged": _urged(list(page.rows))})


@desk("clocks.read")
def panel(request: HttpRequest, pk: int) -> HttpResponse:
    return render(request, "desk/clocks/panel.html", {"clocks": [queries.get(request.actor, pk)]})


@desk("clocks.read")
def law(request: HttpRequest) -> HttpResponse:
    return _law_page(request, DeadlineForm(), DayForm())


@desk("clocks.read")
def calculate(request: HttpRequest) -> HttpResponse:
    form, answer = DeadlineForm(request.GET), None
    if form.is_valid():
        try:
            given = {"rule": form.cleaned_data["rule"], "start": form.cleaned_data["start"], "options": form.options}
            answer = queries.deadline(**given, pauses=form.pauses)
        except GiaoBanError as error:
            form.refuse(error)
    return _law_page(request, form, DayForm(), answer)


@require_POST
@desk("calendar.write")
def decide_day(request: HttpRequest) -> HttpResponse:
    form = DayForm(request.POST)
    if form.is_valid():
        try:
            given = {name: form.cleaned_data[name] for name in ("day", "kind", "reason", "basis")}
            actions.decide_day(by=request.actor, **given)
            moved = actions.apply_replay(by=request.actor)
            messages.success(request, _("Đã ghi ngày này vào lịch; %(n)s thời hạn đang chạy được tính lại.") % {"n": moved})
            return redirect("clocks:law")
        except GiaoBanError as error:
            form.refuse(error)
    return _law_page(request, DeadlineForm(), form)


@desk("clocks.read")
def years(request: HttpRequest) -> HttpResponse:
    return _years_page(request, YearForm(), ProposedForm())


@require_POST
@desk("calendar.write")
def confirm_year(request: HttpRequest) -> HttpResponse:
    form = YearForm(request.POST)
    if form.is_valid():
        try:
            row = actions.confirm_year(year=form.cleaned_data["year"], document=form.cleaned_data["document"], by=request.actor)
            messages.success(request, _("Đã xác nhận lịch năm %(year)s theo %(document)s.") % {"year": row.year, "document": row.document})
            return redirect("clocks:years")
        except GiaoBanError as error:
            form.refuse(error)
    return _years_page(request, form, ProposedForm())


@require_POST
@desk("calendar.write")
def withdraw_year(request: HttpRequest, year: int) -> HttpResponse:
    actions.withdraw_year(year=year, reason=request.POST.get("reason", ""), by=request.actor)
    messages.success(request, _("Lịch năm %(year)s trở lại là cần kiểm chứng.") % {"year": year})
    return redirect("clocks:years")


@require_POST
@desk("calendar.write")
def propose(request: HttpRequest) -> HttpResponse:
    form, preview = ProposedForm(request.POST, request.FILES), None
    if form.is_valid():
        try:
            days = queries.proposed(parse_year(form.cleaned_data["text"], form.name))
            if request.POST.get("do") == "apply":
                moved = actions.adopt_days(days=days, by=request.actor)
                messages.success(request, _("Lịch đã áp dụng; %(n)s thời hạn đang chạy được tính lại.") % {"n": moved})
                return redirect("clocks:years")
            preview = _preview(request, days)
            form = ProposedForm(initial={"text": form.cleaned_data["text"]})
        except GiaoBanError as error:
            form.refuse(error)
    return _years_page(request, YearForm(), form, preview)


def _preview(request: HttpRequest, days: list[CalendarDay]) -> dict[str, Any]:
    """What a proposed calendar would do: its days against those in use, and whose deadline grows or shrinks."""
    calendar = queries.calendar()
    moves = queries.replay(days)
    seen = set(queries.visible(request.actor).filter(state="dang_chay").values_list("pk", flat=True))
    rows = [{"move": move, "days": (move.after - move.before).days, "seen": move.key in seen} for move in moves]
    groups = [
        (_("Được thêm ngày"), [row for row in rows if row["days"] > 0]),
        (_("Mất ngày"), [row for row in rows if row["days"] < 0]),
    ]
    return {
        "days": [
            {"row": row, "weekday": weekday_name(row.date), "kind": DayKind.label_of(row.kind), "worked": calendar.is_working(row.date)}
            for row in days
        ],
        "moved": len(moves),
        "groups": [{"label": label, "count": len(found), "rows": found[:SHOWN]} for label, found in groups],
    }


def _years_page(request: HttpRequest, year_form: YearForm, form: ProposedForm, preview: dict[str, Any] | None = None) -> HttpResponse:
    confirmed = {row.year: row for row in queries.confirmed_years()}
    this_year = request.actor.today.year
    calendar = queries.calendar()
    rows = [
        {
            "year": year,
            "off": sum(not row.works and day.weekday() < SATURDAY for day, row in calendar.specials(year).items()),
            "worked": sum(row.works and day.weekday() >= SATURDAY for day, row in calendar.specials(year).items()),
            "decided": queries.decided_days(year).count(),
            "sources": year_table(year).sources,
            "packaged": year_table(year).confirmed,
            "vouched": confirmed.get(year),
        }
        for year in sorted({*range(this_year - 1, this_year + 3), *confirmed})
    ]
    context = {"rows": rows, "year_form": year_form, "form": form, "preview": preview}
    return render(request, "desk/clocks/years.html", context, status=422 if form.errors or year_form.errors else 200)


def _law_page(request: HttpRequest, form: DeadlineForm, day_form: DayForm, answer: Any = None) -> HttpResponse:
    year = _year(request)
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for rule in rules_of_law.describe_rules():
        grouped[rule["procedure"]].append(_shown(rule))
    procedures = [
        (_(PROCEDURES.get(key, key)), grouped[key]) for key in (*PROCEDURES, *sorted(set(grouped) - set(PROCEDURES))) if key in grouped
    ]
    table = year_table(year)
    context = {
        "form": form,
        "day_form": day_form,
        "answer": answer,
        "procedures": procedures,
        "year": year,
        "days": _days(year),
        "table": table,
        "calendar_confirmed": queries.calendar().confirmed(year),
        "readings": rules_of_law.readings().values(),
    }
    return render(request, "desk/clocks/law.html", context, status=422 if form.errors or day_form.errors else 200)


def _year(request: HttpRequest) -> int:
    given = request.GET.get("nam", "")
    return int(given) if given.isdecimal() and 2015 <= int(given) <= 2100 else request.actor.today.year


def _days(year: int) -> list[dict[str, Any]]:
    """The special days of a year, those decided here over the packaged ones."""
    calendar = queries.calendar()
    decided = {row.day for row in queries.decided_days(year)}
    return [
        {
            "day": day,
            "weekday": weekday_name(day),
            "kind": DayKind.label_of(row.kind),
            "row": row,
            "decided": day in decided,
            "confirmed": calendar.is_confirmed(day),
        }
        for day, row in sorted(calendar.specials(year).items())
    ]


def _shown(rule: dict[str, Any]) -> dict[str, Any]:
    """A rule with its dates as days and its lengths in words, the newest version first."""
    versions = []
    for version in reversed(rule["versions"]):
        cases = [
            _length(item) | {"extensions": [_length(x) for x in item["extensions"]]}
            for item in (*version["variants"], *version["severities"])
        ]
        versions.append(
            version
            | {
                "from": date.fromisoformat(version["from"]),
                "until": date.fromisoformat(version["until"]) if version["until"] else None,
                "length": _length(version)["length"],
                "cases": cases,
                "extensions": [_length(item) for item in version["extensions"]],
            }
        )
    return rule | {"versions": versions}


def _length(item: dict[str, Any]) -> dict[str, Any]:
    text = f"{item['amount']} {_(UNITS[item['unit']])}" if item.get("amount") else ""
    return item | {"length": text}
