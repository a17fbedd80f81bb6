"""Giving tasks, reporting on them, moving their deadlines, accepting or returning results."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import clean_line, fold, nfc
from giaoban.registers.directives.actions import take_numbers
from giaoban.registers.directives.models import Provision
from giaoban.registers.people.models import Agency
from giaoban.registers.people.queries import check_all_exist, check_exists, heir_of
from giaoban.trust.audit import actions as audit
from giaoban.trust.audit.rules import check_changeable
from giaoban.trust.files import actions as files

from . import rules
from .choices import DeadlineKind, Decision, Event, TaskState
from .models import Extension, Progress, Review, Support, Task

CHANGEABLE = ("title", "product", "lead", "supports", "deadline_kind", "deadline")
_MOOT = "Nhiệm vụ đã kết thúc trước khi có quyết định."


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task to give. ``assigned_on``: None = today."""

    title: str
    lead: Agency
    giver: Agency
    deadline_kind: str = DeadlineKind.CHUA_DINH
    deadline: date | None = None
    supports: tuple[Agency, ...] = ()
    product: str = ""
    provision: Provision | None = None
    assigned_on: date | None = None


def _ref(task: Task) -> RecordRef:
    return RecordRef("task", task.pk)


def _belongs(agency_id: int, by: Actor) -> bool:
    """A person of the whole province, of this agency, or of the one that does its work today."""
    return by.agencies is None or by.agency_id == agency_id or heir_of(agency_id, by.today) == by.agency_id


def _require_giver(agency_id: int, right: str, by: Actor) -> None:
    by.require(right)
    if not _belongs(agency_id, by):
        raise NotAllowed("Nhiệm vụ này do cơ quan khác giao: đồng chí không quyết định thay được.")


def _require_lead(task: Task, by: Actor) -> None:
    by.require("tasks.write")
    if not _belongs(task.lead_id, by):
        raise NotAllowed("Chỉ cơ quan chủ trì mới báo cáo và xin gia hạn nhiệm vụ này.")


def _locked(task: Task) -> Task:
    return Task.objects.select_for_update().get(pk=task.pk)


def _check_version(task: Task, version: int | None) -> None:
    if version is not None and version != task.version:
        raise Conflict("Người khác vừa sửa nhiệm vụ này trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô.")


def _save(task: Task) -> None:
    task.version += 1
    task.save()


def _text(text: str, field: str, message: str) -> str:
    """A text that must not be empty. Raises InvalidInput."""
    kept = nfc(text).strip()
    if not kept:
        raise InvalidInput(message, field=field)
    return kept


def _folded(number: str, title: str, product: str, lead: Agency) -> str:
    return fold(f"{number} {title} {product} {lead.short_name}")[:600]


def _checked(row: TaskRow, provisions: dict[int, Provision], by: Actor) -> Task:
    """A task of a row, without its number. ``provisions``: with their directives as they are now. Raises what ``assign_many`` raises."""
    on = row.assigned_on or by.today
    _require_giver(row.giver.pk, "tasks.assign", by)
    title = clean_line(row.title, 400, "title")
    if not title:
        raise InvalidInput("Ghi nội dung nhiệm vụ.", field="title")
    if on > by.today:
        raise InvalidInput("Ngày giao chưa đến.", field="assigned_on")
    rules.check_deadline(row.deadline_kind, row.deadline, on)
    if row.lead in row.supports:
        raise InvalidInput("Cơ quan chủ trì không đồng thời là cơ quan phối hợp.", field="supports")
    check_exists(row.giver, on)
    check_exists(row.lead, on)
    for agency in row.supports:
        check_exists(agency, on)
    if row.provision is not None:
        basis = provisions[row.provision.pk].directive
        rules.check_basis(basis.number, basis.issued_on, basis.ends_on, on)
    return Task(
        title=title,
        provision=row.provision,
        giver=row.giver,
        lead=row.lead,
        product=clean_line(row.product, 200, "product"),
        assigned_on=on,
        deadline_kind=row.deadline_kind,
        first_deadline=row.deadline,
        deadline=row.deadline,
    )


def _key(task: Task) -> tuple[Any, ...]:
    """Two tasks with the same key are one: the same thing told to the same agency by the same giver for the same reason."""
    return task.title, task.lead_id, task.giver_id, task.provision_id, task.assigned_on, task.first_deadline


@transaction.atomic
def assign_many(*, rows: Sequence[TaskRow], by: Actor) -> list[Task]:
    """Give many tasks at once, numbered NV-<year>-<sequence> without a gap. A task given already is returned and not given again.

    Raises InvalidInput, NotAllowed, RefusedByLaw (an abolished agency, a document not in force).
    """
    by.require("tasks.assign")
    points = Provision.objects.select_related("directive").in_bulk({row.provision.pk for row in rows if row.provision})
    drafts = [_checked(row, points, by) for row in rows]
    known = {_key(t): t for t in Task.objects.filter(title__in={d.title for d in drafts}, giver__in={d.giver_id for d in drafts})}
    fresh: dict[tuple[Any, ...], tuple[Task, TaskRow]] = {}
    for draft, row in zip(drafts, rows, strict=True):
        if _key(draft) not in known:
            fresh.setdefault(_key(draft), (draft, row))
    tasks = [draft for draft, _ in fresh.values()]
    for year in sorted({t.assigned_on.year for t in tasks}):
        own = [t for t in tasks if t.assigned_on.year == year]
        for task, place in zip(own, take_numbers(key=f"NV-{year}", count=len(own)), strict=True):
            task.number = f"NV-{year}-{place:04d}"
            task.folded = _folded(task.number, task.title, task.product, task.lead)
    Task.objects.bulk_create(tasks, batch_size=500)
    supports = [Support(task=task, agency=agency) for task, row in fresh.values() for agency in dict.fromkeys(row.supports)]
    Support.objects.bulk_create(supports, batch_size=500)
    entries: list[tuple[str, RecordRef, dict[str, Any]]] = [
        (
            Event.ASSIGNED,
            _ref(task),
            {
                "number": task.number,
                "to": task.lead.short_name,
                "on": task.assigned_on.isoformat(),
                "deadline": task.deadline.isoformat() if task.deadline else "",
            },
        )
        for task in tasks
    ]
    audit.record_many(entries=entries, by=by)
    by_key = known | {_key(t): t for t in tasks}
    return [by_key[_key(draft)] for draft in drafts]


def assign(
    *,
    title: str,
    lead: Agency,
    giver: Agency,
    supports: Sequence[Agency] = (),
    product: str = "",
    deadline_kind: str = DeadlineKind.CHUA_DINH,
    deadline: date | None = None,
    provision: Provision | None = None,
    assigned_on: date | None = None,
    by: Actor,
) -> Task:
    """Give one task."""
    row = TaskRow(title, lead, giver, deadline_kind, deadline, tuple(supports), product, provision, assigned_on)
    return assign_many(rows=[row], by=by)[0]


@transaction.atomic
def change(*, task: Task, version: int | None = None, by: Actor, **fields: Any) -> Task:
    """Correct a task while it is open; only CHANGEABLE fields. A deadline people work against moves by an extension, never by this."""
    row = _locked(task)
    _require_giver(row.giver_id, "tasks.assign", by)
    _check_version(row, version)
    check_changeable(fields, CHANGEABLE)
    if row.state in rules.CLOSED:
        raise RefusedByLaw("Nhiệm vụ đã kết thúc (%(state)s).", state=TaskState.label_of(row.state).lower())
    if "title" in fields:
        fields["title"] = _text(clean_line(fields["title"], 400, "title"), "title", "Ghi nội dung nhiệm vụ.")
    if "product" in fields:
        fields["product"] = clean_line(fields["product"], 200, "product")
    supports: Sequence[Agency] | None = fields.pop("supports", None)
    before = {a.pk: a for a in Agency.objects.filter(tasks_supported__task=row)}
    wanted = before if supports is None else {a.pk: a for a in supports}
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not changed and set(wanted) == set(before):
        return row
    old = {name: str(getattr(row, name)) for name in changed}
    _check_new_deadline(row, changed)
    for name, value in changed.items():
        setattr(row, name, value)
    if row.lead_id in wanted:
        raise InvalidInput("Cơ quan chủ trì không đồng thời là cơ quan phối hợp.", field="supports")
    check_all_exist([*(set(wanted) - set(before)), *([row.lead_id] if "lead" in changed else [])], by.today)
    rules.check_deadline(row.deadline_kind, row.deadline, row.assigned_on)
    row.first_deadline = row.deadline if {"deadline", "deadline_kind"} & set(changed) else row.first_deadline
    row.supports.exclude(agency__in=list(wanted)).delete()
    Support.objects.bulk_create([Support(task=row, agency_id=pk) for pk in wanted if pk not in before])
    row.folded = _folded(row.number, row.title, row.product, row.lead)
    _save(row)
    new = {name: str(value) for name, value in changed.items()}
    if set(wanted) != set(before):
        old["supports"] = ", ".join(a.short_name for a in before.values())
        new["supports"] = ", ".join(a.short_name for a in wanted.values())
    audit.record(event=Event.CHANGED, ref=_ref(row), details={"fields": sorted(new), "before": old, "after": new}, by=by)
    return row


def _check_new_deadline(task: Task, changed: dict[str, Any]) -> None:
    """A deadline may be set where none was, or corrected while nobody has begun and nobody has asked for another. Raises RefusedByLaw."""
    if not {"deadline", "deadline_kind"} & set(changed) or task.deadline is None:
        return
    if task.state != TaskState.DA_GIAO or task.extensions.exists():
        raise RefusedByLaw("Nhiệm vụ đang thực hiện: hạn chỉ thay đổi qua đề nghị gia hạn.", field="deadline")


def _report(
    task: Task, *, percent: int, text: str, on: date | None, final: bool, evidence: tuple[str, bytes] | None, version: int | None, by: Actor
) -> Task:
    row = _locked(task)
    _require_lead(row, by)
    day = on or by.today
    text = _text(text, "text", "Ghi việc đã làm.")
    rules.check_percent(percent)
    if row.progresses.filter(on=day, percent=percent, text=text, final=final).exists() and row.reported_on == (day if final else None):
        return row
    _check_version(row, version)
    to = TaskState.DA_BAO_CAO if final else TaskState.DANG_LAM
    if row.state == TaskState.DA_BAO_CAO:
        rules.check_next(row.state, row.state)
    rules.check_next(row.state, to)
    returned = row.reviews.aggregate(last=Max("on"))["last"]
    rules.check_day(day, returned or row.assigned_on, by.today)
    Progress.objects.create(task=row, on=day, percent=percent, text=text, final=final)
    row.state, row.percent, row.reported_on = to, percent, day if final else None
    _save(row)
    if evidence is not None:
        name, content = evidence
        files.attach(file=files.store(content=content, name=name, by=by), ref=_ref(row), title=name, by=by)
    details = {"percent": percent, "on": day.isoformat(), "text": text[:300]}
    audit.record(event=Event.REPORTED if final else Event.PROGRESSED, ref=_ref(row), details=details, by=by)
    return row


@transaction.atomic
def report_progress(
    *,
    task: Task,
    percent: int,
    text: str,
    on: date | None = None,
    evidence: tuple[str, bytes] | None = None,
    version: int | None = None,
    by: Actor,
) -> Task:
    """What the lead agency has done so far. ``evidence``: name and content of a file. The same report again changes nothing."""
    return _report(task, percent=percent, text=text, on=on, final=False, evidence=evidence, version=version, by=by)


@transaction.atomic
def report_result(
    *, task: Task, text: str, on: date | None = None, evidence: tuple[str, bytes] | None = None, version: int | None = None, by: Actor
) -> Task:
    """The lead agency says the work is done; lateness is counted to this day if the giver accepts."""
    return _report(task, percent=100, text=text, on=on, final=True, evidence=evidence, version=version, by=by)


def _review(task: Task, *, accepted: bool, text: str, on: date | None, version: int | None, by: Actor) -> Task:
    row = _locked(task)
    _require_giver(row.giver_id, "tasks.review", by)
    day, to = on or by.today, TaskState.HOAN_THANH if accepted else TaskState.DANG_LAM
    if row.state == to and (accepted or row.reviews.filter(on=day, accepted=False, text=text).exists()):
        return row
    _check_version(row, version)
    if row.state != TaskState.DA_BAO_CAO:
        rules.check_next(row.state, TaskState.HOAN_THANH)
    rules.check_day(day, row.reported_on or row.assigned_on, by.today)
    Review.objects.create(task=row, on=day, accepted=accepted, text=text)
    row.state = to
    if accepted:
        row.closed_on = day
        _settle_waiting(row, day, by)
    else:
        row.reported_on = None
        row.percent = row.progresses.filter(final=False).order_by("-on", "-pk").values_list("percent", flat=True).first() or 0
    _save(row)
    event = Event.ACCEPTED if accepted else Event.RETURNED
    audit.record(event=event, ref=_ref(row), details={"on": day.isoformat(), "text": text[:300]}, by=by)
    return row


def _settle_waiting(task: Task, on: date, by: Actor) -> None:
    """A request nobody answered before the task closed is answered by its closing."""
    for row in task.extensions.filter(decision=Decision.CHO):
        row.decision, row.decided_on, row.answer = Decision.KHONG, max(on, row.asked_on), _MOOT
        row.save()
        audit.record(event=Event.EXTENSION_REFUSED, ref=_ref(task), details={"answer": _MOOT}, by=by)


@transaction.atomic
def accept(*, task: Task, text: str = "", on: date | None = None, version: int | None = None, by: Actor) -> Task:
    """The giver accepts the reported result: the task is done. Accepting again changes nothing."""
    return _review(task, accepted=True, text=nfc(text).strip(), on=on, version=version, by=by)


@transaction.atomic
def return_(*, task: Task, text: str, on: date | None = None, version: int | None = None, by: Actor) -> Task:
    """The giver returns the reported result with what is missing; the deadline stays as it was."""
    missing = _text(text, "text", "Ghi rõ nội dung cần làm tiếp.")
    return _review(task, accepted=False, text=missing, on=on, version=version, by=by)


@transaction.atomic
def ask_extension(*, task: Task, until: date, reason: str, on: date | None = None, version: int | None = None, by: Actor) -> Extension:
    """The lead agency asks for a later deadline. The same request while it waits is returned as it is."""
    row = _locked(task)
    _require_lead(row, by)
    reason, day = _text(reason, "reason", "Ghi lý do xin gia hạn."), on or by.today
    waiting = row.extensions.filter(decision=Decision.CHO).first()
    if waiting is not None and (waiting.asked_until, waiting.reason) == (until, reason):
        return waiting
    _check_version(row, version)
    rules.check_extension(state=row.state, deadline=row.deadline, until=until, waiting=waiting is not None)
    rules.check_day(day, row.assigned_on, by.today)
    asked = Extension.objects.create(task=row, asked_on=day, asked_until=until, reason=reason)
    _save(row)
    details = {"until": until.isoformat(), "reason": reason[:300], "on": day.isoformat()}
    audit.record(event=Event.EXTENSION_ASKED, ref=_ref(row), details=details, by=by)
    return asked


@transaction.atomic
def decide_extension(
    *, extension: Extension, granted: bool, until: date | None = None, answer: str = "", on: date | None = None, by: Actor
) -> Extension:
    """The giver answers a request. ``until``: the new deadline, None = as asked. Deciding the same again changes nothing."""
    row = _locked(extension.task)
    asked = Extension.objects.select_for_update().get(pk=extension.pk)
    _require_giver(row.giver_id, "tasks.review", by)
    day, answer = on or by.today, clean_line(answer, 500, "answer")
    decision = Decision.DONG_Y if granted else Decision.KHONG
    later = (until or asked.asked_until) if granted else None
    if asked.decision != Decision.CHO:
        if (asked.decision, asked.granted_until) == (decision, later):
            return asked
        raise RefusedByLaw("Đề nghị gia hạn này đã được trả lời.")
    if not granted and not answer:
        raise InvalidInput("Ghi lý do không đồng ý gia hạn.", field="answer")
    rules.check_day(day, asked.asked_on, by.today)
    if later is not None:
        if row.deadline is None:
            raise RefusedByLaw("Nhiệm vụ không có ngày hạn nên không có gì để gia hạn.", field="until")
        rules.check_later(row.deadline, later)
        row.deadline = later
    asked.decision, asked.decided_on, asked.granted_until, asked.answer = decision, day, later, answer
    asked.save()
    _save(row)
    event = Event.EXTENSION_GRANTED if granted else Event.EXTENSION_REFUSED
    details = {"until": later.isoformat() if later else "", "answer": answer, "on": day.isoformat()}
    audit.record(event=event, ref=_ref(row), details=details, by=by)
    return asked


@transaction.atomic
def cancel(*, task: Task, reason: str, on: date | None = None, version: int | None = None, by: Actor) -> Task:
    """The giver calls the task off, with the reason. Calling it off again changes nothing."""
    row = _locked(task)
    _require_giver(row.giver_id, "tasks.assign", by)
    if row.state == TaskState.DA_HUY:
        return row
    _check_version(row, version)
    reason, day = _text(reason, "reason", "Ghi lý do thôi giao."), on or by.today
    rules.check_next(row.state, TaskState.DA_HUY)
    rules.check_day(day, row.assigned_on, by.today)
    row.state, row.closed_on = TaskState.DA_HUY, day
    _settle_waiting(row, day, by)
    _save(row)
    audit.record(event=Event.CANCELLED, ref=_ref(row), details={"reason": reason[:300], "on": day.isoformat()}, by=by)
    return row
