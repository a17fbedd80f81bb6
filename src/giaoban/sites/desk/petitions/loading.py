"""Loading any sheet of letters: upload, match the columns, look at the first rows, load with its progress told, take back what was refused."""

import threading
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import GiaoBanError, InvalidInput
from giaoban.core.words.text import fold
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.choices import JobState
from giaoban.registers.petitions.models import LoadingJob
from giaoban.registers.petitions.rules.plain import COLUMNS, HEADINGS, NEEDED, WORDED
from giaoban.registers.petitions.rules.plans import Plan, guessed, head_row, no_day, plan_of, signature
from giaoban.registers.petitions.rules.sheets import sheets_of

from ..shell.access import desk
from ..shell.exports import MIME
from ..shell.telling import tell

AT_ONCE = 2000
RUNNING = (JobState.DANG_NAP, JobState.DANG_SO)


@dataclass(frozen=True, slots=True)
class Sheets:
    """The sheets of a file, the one being matched, its heading row (from 1) and headings."""

    titles: list[str]
    chosen: str
    top: int
    header: list[str]
    month_first: bool


def _sheets(content: bytes, name: str, sheet: str | None, top: int) -> Sheets:
    found = sheets_of(content, name)
    titles = [one.title for one in found]
    best = max(found, key=lambda one: len(guessed(one.rows[head_row(one.rows) - 1])))
    chosen = next((one for one in found if one.title == sheet), best)
    row = top if 1 <= top <= len(chosen.rows) else head_row(chosen.rows)
    american = any(no_day(cell) for cells in chosen.rows[row : row + 500] for cell in cells)
    return Sheets(titles, chosen.title, row, [str(cell or "").strip() for cell in chosen.rows[row - 1]], american)


def _begun(request: HttpRequest, sheets: Sheets) -> tuple[Plan, str]:
    """The plan to begin with: the remembered one of such sheets, else a guess from the headings."""
    if kept := queries.remembered(request.actor, signature(sheets.header)):
        return replace(kept[1], sheet=sheets.chosen, top=sheets.top), kept[0]
    return Plan(guessed(sheets.header), {}, {}, sheets.chosen, sheets.top, sheets.month_first), ""


def _asked(request: HttpRequest, sheets: Sheets) -> Plan:
    """The plan as the page sent it back."""
    post = request.POST
    columns = {name: post[f"col_{name}"] for name in COLUMNS if post.get(f"col_{name}")}
    fixed = {name: post[f"fix_{name}"].strip() for name in COLUMNS if post.get(f"fix_{name}", "").strip()}
    values: dict[str, dict[str, str]] = {}
    for name in WORDED:
        for word, chosen in zip(post.getlist(f"word_{name}"), post.getlist(f"means_{name}"), strict=False):
            if chosen:
                values.setdefault(name, {})[fold(word)] = chosen
    return Plan(columns, fixed, values, sheets.chosen, sheets.top, bool(post.get("month_first")))


def _standing(row: LoadingJob) -> dict[str, Any]:
    return {"job": row, "running": row.state in RUNNING, "headings": HEADINGS, "errors": queries.first_errors(row)}


@desk("petitions.write")
def upload(request: HttpRequest) -> HttpResponse:
    fault = ""
    if request.method == "POST":
        try:
            chosen = request.FILES.get("file")
            if chosen is None:
                raise InvalidInput("Chọn tệp cần nạp.", field="file")
            job = actions.take_file(content=chosen.read(), name=chosen.name or "tep", by=request.actor)
            return redirect("petitions:load_job", job.pk)
        except GiaoBanError as error:
            fault = error.text(tell)
    context = {"jobs": queries.jobs(request.actor), "fault": fault}
    return render(request, "desk/petitions/load_upload.html", context, status=422 if fault else 200)


@desk("petitions.write")
def job(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.job_of(request.actor, pk)
    if row.box is None or row.state in RUNNING:
        return render(request, "desk/petitions/load_job.html", _standing(row))
    content = queries.content_of(row)
    top = request.POST.get("top", "")
    sheets = _sheets(content, row.name, request.POST.get("sheet"), int(top) if top.isdecimal() else 0)
    plan, known = _begun(request, sheets)
    if request.method == "POST" and request.POST.get("do") != "sheet":
        plan = _asked(request, sheets)
    shown, unknown, total, fault = _looked_at(request, row, content, plan)
    if request.POST.get("do") == "load" and not fault:
        _load(request, row, plan, sheets, total)
        return redirect("petitions:load_job", pk)
    return render(request, "desk/petitions/load_match.html", _match(row, sheets, plan, known) | {
        "shown": shown, "unknown": [(name, _label(name), words, WORDED[name][0].choices()) for name, words in unknown.items()],
        "total": total, "fault": fault, "faulty": sum(bool(one.errors) for one in shown),
    }, status=422 if fault and request.method == "POST" else 200)  # fmt: skip


def _looked_at(request: HttpRequest, row: LoadingJob, content: bytes, plan: Plan) -> tuple[Any, dict[str, list[str]], int, str]:
    try:
        return (*actions.preview_file(content=content, name=row.name, plan=plan, by=request.actor), "")
    except GiaoBanError:
        needed = ", ".join(_label(name) for name in NEEDED)
        return (
            [],
            {},
            0,
            _("Chưa đủ cột bắt buộc: %(needed)s. Chọn cột của tệp hoặc ghi một giá trị chung cho mọi dòng.") % {"needed": needed},
        )


def _label(name: str) -> str:
    """The Vietnamese words of a column: "received_on (ngày nhận)" → "Ngày nhận"."""
    words = tell(HEADINGS[name])
    words = words.partition("(")[2].removesuffix(")") or words
    return words[:1].upper() + words[1:]


def _match(row: LoadingJob, sheets: Sheets, plan: Plan, known: str) -> dict[str, Any]:
    lines = [
        {
            "name": name,
            "label": _label(name),
            "needed": name in NEEDED,
            "chosen": fold(plan.columns.get(name, "")),
            "fixed": plan.fixed.get(name, ""),
        }
        for name in COLUMNS
    ]
    options = [(fold(heading), heading) for heading in dict.fromkeys(filter(None, sheets.header))]
    kept = [(name, word, means) for name, words in plan.values.items() for word, means in words.items()]
    return {"job": row, "sheets": sheets, "plan": plan, "known": known, "lines": lines, "options": options, "kept_words": kept}


def _load(request: HttpRequest, row: LoadingJob, plan: Plan, sheets: Sheets, total: int) -> None:
    """Load at once what is small; the rest in a thread of its own, while the page asks how far it is."""
    if name := request.POST.get("plan_name", "").strip():
        actions.keep_plan(signature=signature(sheets.header), name=name, plan=plan, by=request.actor)
    row = actions.begin_load(job=row, plan=plan, by=request.actor)
    if total <= AT_ONCE:
        actions.run_load(job=row, plan=plan, by=request.actor)
    else:
        threading.Thread(target=_behind, args=(row, plan, request.actor), name=f"load-{row.pk}", daemon=True).start()


def _behind(row: LoadingJob, plan: Plan, actor: Actor) -> None:
    try:
        actions.run_load(job=row, plan=plan, by=actor)
    finally:
        connection.close()


@desk("petitions.write")
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    row = queries.job_of(request.actor, pk)
    answer = render(request, "desk/petitions/load_progress.html", _standing(row))
    if row.state not in RUNNING:
        answer["HX-Refresh"] = "true"
    return answer


@desk("petitions.write")
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a loading that was cut (the machine was restarted): rows already in the book are passed over."""
    row = queries.job_of(request.actor, pk)
    if request.method == "POST" and row.state in RUNNING:
        row = actions.stop_load(job=row, by=request.actor)
        if row.box is not None:
            plan = plan_of(row.plan)
            row = actions.begin_load(job=row, plan=plan, by=request.actor)
            threading.Thread(target=_behind, args=(row, plan, request.actor), name=f"load-{row.pk}", daemon=True).start()
    return redirect("petitions:load_job", pk)


@desk("petitions.write")
def refused(request: HttpRequest, pk: int) -> HttpResponse:
    response = HttpResponse(queries.refused_rows(queries.job_of(request.actor, pk)), content_type=MIME)
    response["Content-Disposition"] = 'attachment; filename="dong-loi.xlsx"'
    return response


@desk("petitions.write")
def forget(request: HttpRequest, pk: int) -> HttpResponse:
    if request.method == "POST":
        actions.forget_file(job=queries.job_of(request.actor, pk), by=request.actor)
        messages.success(request, _("Đã bỏ tệp. Các đơn đã nạp vẫn ở trong sổ."))
    return redirect("petitions:load_any")
