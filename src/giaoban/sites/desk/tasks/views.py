"""Pages of tasks."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.registers.directives import queries as directives
from giaoban.registers.people import queries as people
from giaoban.registers.people.queries import by_ids
from giaoban.registers.tasks import actions, queries, rules
from giaoban.registers.tasks.choices import DeadlineKind, Decision, TaskState
from giaoban.registers.tasks.models import Task
from giaoban.trust.clocks.queries import urged
from giaoban.trust.files.actions import open_attachment
from giaoban.trust.files.queries import attachments_of

from ..shell.access import desk
from ..shell.exports import xlsx
from ..shell.forms import DeskForm
from ..shell.pages import page_of
from ..shell.sentences import story
from ..shell.sheets import answer
from .forms import (
    AskForm,
    AssignForm,
    CancelForm,
    DecideForm,
    ProgressForm,
    ResultForm,
    ReturnForm,
    ReviewForm,
    TaskFilterForm,
    TaskForm,
    facts_of,
)


def _basis(task: Task) -> str:
    return f"{task.provision.directive.number}, {task.provision.number}" if task.provision else ""


COLUMNS = (
    ("Số", 14, lambda r: r.number),
    ("Nhiệm vụ", 60, lambda r: r.title),
    ("Căn cứ", 24, _basis),
    ("Cơ quan giao", 24, lambda r: r.giver.short_name),
    ("Cơ quan chủ trì", 24, lambda r: r.lead.short_name),
    ("Phối hợp", 30, lambda r: "; ".join(s.agency.short_name for s in r.supports.all())),
    ("Sản phẩm", 24, lambda r: r.product),
    ("Ngày giao", 12, lambda r: r.assigned_on),
    ("Hạn ban đầu", 12, lambda r: r.first_deadline),
    ("Hạn hiện nay", 12, lambda r: r.deadline or r.get_deadline_kind_display()),
    ("Tiến độ (%)", 10, lambda r: r.percent),
    ("Trạng thái", 24, lambda r: r.get_state_display()),
    ("Báo cáo kết quả", 12, lambda r: r.reported_on),
    ("Kết thúc", 12, lambda r: r.closed_on),
)


def _page(pk: int) -> str:
    return reverse("tasks:detail", args=[pk])


def _filtered(by: Actor, chosen: dict[str, Any]) -> "QuerySet[Task]":
    """The register as filtered, with what a chip stands for."""
    only = chosen.pop("only", "")
    chips: dict[str, dict[str, Any]] = {
        "qua_han": {"overdue": by.today},
        "sap_den": {"due_from": by.today},
        "nghiem_thu": {"state": TaskState.DA_BAO_CAO},
        "cua_toi": {"mine": True},
    }
    rows = queries.listing(by, queries.TaskFilter(**{**chosen, **chips.get(only, {})}))
    return rows.filter(extensions__decision=Decision.CHO) if only == "gia_han" else rows


def _late(task: Task, by: Actor) -> rules.Lateness:
    return rules.lateness(state=task.state, deadline=task.deadline, reported_on=task.reported_on, today=by.today)


@desk("tasks.read")
def listing(request: HttpRequest) -> HttpResponse:
    by = request.actor
    filters = TaskFilterForm(request.GET, actor=by)
    rows = _filtered(by, filters.chosen)
    if request.GET.get("xuat") == "xlsx":
        return xlsx(_("Nhiệm vụ"), COLUMNS, rows, name="nhiem-vu")
    page = page_of(request, rows, day="assigned_on")
    page.extra = {row.pk: _late(row, by) for row in page.rows}
    told = urged("task", [row.pk for row in page.rows])
    return render(request, "desk/tasks/list.html", {"page": page, "filters": filters, "urged": told})


def _belongs(by: Actor, agency_id: int) -> bool:
    return by.agencies is None or by.agency_id == agency_id or people.heir_of(agency_id, by.today) == by.agency_id


def _buttons(task: Task, by: Actor) -> dict[str, bool]:
    """What this person may do with the task in its present state."""
    leads, gives = by.may("tasks.write") and _belongs(by, task.lead_id), _belongs(by, task.giver_id)
    working, waiting = task.state in rules.WORKING, task.extensions.filter(decision=Decision.CHO).exists()
    reviews, open_ = gives and by.may("tasks.review"), task.state not in rules.CLOSED
    return {
        "report": leads and working,
        "ask": leads and working and task.deadline is not None and not waiting,
        "review": reviews and task.state == TaskState.DA_BAO_CAO,
        "decide": reviews and open_ and waiting,
        "change": gives and open_ and by.may("tasks.assign"),
    }


@desk("tasks.read")
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    by, task = request.actor, queries.get(request.actor, pk)
    context: dict[str, Any] = {"task": task, "late": _late(task, by), "next_step": _(rules.next_step(task.state) or " ").strip()}
    context |= {"progresses": queries.progresses(task)}
    if request.GET.get("xem"):
        return render(request, "desk/tasks/panel.html", context)
    context |= {
        "do": _buttons(task, by),
        "extensions": queries.extensions(task),
        "reviews": queries.reviews(task),
        "attachments": attachments_of(RecordRef("task", pk)),
        "story": story(RecordRef("task", pk)),
        "urged": urged("task", [pk]).get(pk),
        "can_urge": task.state in rules.WORKING and task.deadline is not None and task.deadline <= by.today,
    }
    return render(request, "desk/tasks/detail.html", context)


@desk("tasks.assign")
def create(request: HttpRequest) -> HttpResponse:
    by, wanted = request.actor, request.GET.get("provision", "")
    basis = directives.provision(by, int(wanted)) if wanted.isdecimal() else None
    initial = {"giver": by.agency_id, "deadline_kind": DeadlineKind.NGAY, "assigned_on": by.today}
    if basis is not None:
        initial |= {"title": basis.text[:400], "giver": basis.directive.issuer_agency_id or by.agency_id}

    def give(given: dict[str, Any]) -> Task:
        bodies = by_ids([given["lead"], given["giver"]])
        given |= {"lead": bodies[given["lead"]], "giver": bodies[given["giver"]], "provision": basis}
        return actions.assign(by=by, **given)

    return answer(
        request,
        AssignForm(request.POST or None, initial=initial, actor=by),
        give,
        heading=_("Giao nhiệm vụ"),
        done=_("Đã giao nhiệm vụ."),
        to=lambda task: _page(task.pk),
        cancel=reverse("directives:detail", args=[basis.directive_id]) if basis else reverse("tasks:list"),
        about=f"{_('Căn cứ')}: {basis.directive}, {basis.number}" if basis else "",
        submit=_("Giao nhiệm vụ"),
        draft=f"tasks-new-{wanted}" if basis is None else "",
    )


def _sheet(
    request: HttpRequest, task: Task, form: DeskForm, act: Callable[[dict[str, Any]], Any], heading: str, done: str, **context: Any
) -> HttpResponse:
    """A sheet about one task, which goes back to its page."""
    about = f"{task.number} · {task.title} · {task.lead.short_name}"
    return answer(
        request, form, act, heading=heading, done=done, to=lambda _row: _page(task.pk), cancel=_page(task.pk), about=about, **context
    )


def _evidence(given: dict[str, Any]) -> dict[str, Any]:
    """A file given with a report, as its name and content."""
    if "file" not in given:
        return given
    sent = given.pop("file")
    return given | {"evidence": (sent.name, sent.read()) if sent else None}


def _step(
    request: HttpRequest, pk: int, kind: type[DeskForm], act: Callable[..., Any], words: tuple[str, str, str], *shown: str
) -> HttpResponse:
    """One dated step of a task as it was seen. ``words``: heading, what is said when it is done, the button; ``shown``: facts of the task
    that the form begins with."""
    by, task = request.actor, queries.get(request.actor, pk)
    initial = {"on": by.today, "version": task.version} | {name: getattr(task, name) for name in shown}
    form = kind(request.POST or None, request.FILES or None, initial=initial)

    def take(given: dict[str, Any]) -> Any:
        return act(task=task, version=form.cleaned_data["version"], by=by, **_evidence(given))

    heading, done, submit = words
    return _sheet(request, task, form, take, heading, done, submit=submit, multipart="file" in form.fields)


@desk("tasks.assign")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    by, task = request.actor, queries.get(request.actor, pk)
    form = TaskForm(request.POST or None, initial=facts_of(task), actor=by, keep=task.lead_id)

    def change(given: dict[str, Any]) -> Task:
        given["lead"] = by_ids([given["lead"]])[given["lead"]]
        return actions.change(task=task, version=form.cleaned_data["version"], by=by, **given)

    return _sheet(request, task, form, change, _("Sửa nhiệm vụ"), _("Đã lưu."))


@desk("tasks.write")
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    words = _("Báo cáo tiến độ"), _("Đã ghi tiến độ."), _("Gửi tiến độ")
    return _step(request, pk, ProgressForm, actions.report_progress, words, "percent")


@desk("tasks.write")
def result(request: HttpRequest, pk: int) -> HttpResponse:
    words = _("Báo cáo kết quả"), _("Đã báo cáo kết quả; chờ cơ quan giao nghiệm thu."), _("Gửi kết quả")
    return _step(request, pk, ResultForm, actions.report_result, words)


@desk("tasks.write")
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, AskForm, actions.ask_extension, (_("Xin gia hạn"), _("Đã gửi đề nghị gia hạn."), _("Xin gia hạn")))


@desk("tasks.review")
def decide(request: HttpRequest, pk: int, extension: int) -> HttpResponse:
    by, task, asked = request.actor, queries.get(request.actor, pk), queries.extension(request.actor, extension)
    if asked.task_id != pk:
        raise NotFound("Không có đề nghị gia hạn này hoặc đồng chí không được xem.")
    form = DecideForm(request.POST or None, initial={"on": by.today, "until": asked.asked_until})

    def decide_(given: dict[str, Any]) -> Any:
        granted = given.pop("decision") == Decision.DONG_Y
        return actions.decide_extension(extension=asked, granted=granted, by=by, **given)

    return _sheet(request, task, form, decide_, _("Trả lời đề nghị gia hạn"), _("Đã trả lời đề nghị gia hạn."), submit=_("Quyết định"))


@desk("tasks.review")
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, ReviewForm, actions.accept, (_("Nghiệm thu kết quả"), _("Đã nghiệm thu."), _("Nghiệm thu")))


@desk("tasks.review")
def return_(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, ReturnForm, actions.return_, (_("Trả lại, yêu cầu làm tiếp"), _("Đã trả lại kết quả."), _("Trả lại")))


@desk("tasks.assign")
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    return _step(request, pk, CancelForm, actions.cancel, (_("Thôi giao nhiệm vụ"), _("Đã thôi giao nhiệm vụ."), _("Thôi giao")))


@desk("tasks.read")
def file(request: HttpRequest, pk: int, attachment: int) -> HttpResponse:
    """A document of a task, always to be saved and never shown inside the page."""
    task = queries.get(request.actor, pk)
    row = attachments_of(RecordRef("task", task.pk)).filter(pk=attachment).first()
    if row is None:
        raise NotFound("Nhiệm vụ này không có tệp đó.")
    response = HttpResponse(open_attachment(attachment=row, by=request.actor), content_type=row.file.media_type)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(row.title)}"
    return response
