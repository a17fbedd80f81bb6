"""What happens to a task: assigned, worked on, reported, accepted or returned, put off, cancelled."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import clean_line, fold
from giaoban.registers.directives.models import Provision
from giaoban.registers.people.models import Agency
from giaoban.registers.people.queries import check_exists
from giaoban.trust.audit import actions as audit
from giaoban.trust.files import actions as files

from . import rules
from .choices import DeadlineKind, Decision, Event, TaskState
from .models import Extension, Progress, Review, Support, Task


def _ref(task: Task) -> RecordRef:
    return RecordRef("task", task.pk)


def _locked(task: Task, version: int | None) -> Task:
    row = Task.objects.select_for_update().get(pk=task.pk)
    if version is not None and version != row.version:
        raise Conflict("Người khác vừa sửa nhiệm vụ này trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô.")
    return row


def _lead_only(task: Task, by: Actor) -> None:
    if by.agencies is not None and task.lead_id not in by.agencies:
        raise NotAllowed("Chỉ cơ quan chủ trì được báo cáo và xin gia hạn nhiệm vụ này.")


def _save(task: Task) -> Task:
    task.version += 1
    task.save()
    return task


def _next_number(year: int) -> str:
    last = Task.objects.select_for_update().filter(number__startswith=f"NV-{year}-").order_by("-number").values_list("number", flat=True).first()
    return f"NV-{year}-{int(last.rpartition('-')[2]) + 1 if last else 1:04d}"


@transaction.atomic
def assign(
    *,
    title: str,
    lead: Agency,
    giver: Agency,
    supports: Sequence[Agency] = (),
    product: str = "",
    deadline_kind: str = DeadlineKind.NGAY,
    deadline: date | None = None,
    provision: Provision | None = None,
    assigned_on: date | None = None,
    by: Actor,
) -> Task:
    """Give a task to an agency. Raises InvalidInput (no title, deadline before assignment), RefusedByLaw (the agency has ended).

    The same provision given to the same lead twice is one task.
    """
    by.require("tasks.assign")
    on = assigned_on or by.today
    title = clean_line(title, 400, "title")
    if not title:
        raise InvalidInput("Chưa ghi nội dung nhiệm vụ.", field="title")
    rules.check_deadline(deadline_kind, deadline, on)
    check_exists(lead, on)
    if provision and (twin := Task.objects.filter(provision=provision, lead=lead).first()):
        return twin
    task = Task.objects.create(
        number=_next_number(on.year),
        title=title,
        folded=fold(f"{title} {product} {lead.short_name}")[:600],
        provision=provision,
        giver=giver,
        lead=lead,
        product=product,
        assigned_on=on,
        deadline_kind=deadline_kind,
        first_deadline=deadline,
        deadline=deadline,
    )
    Support.objects.bulk_create(Support(task=task, agency=agency) for agency in dict.fromkeys(supports) if agency.pk != lead.pk)
    audit.record(event=Event.ASSIGNED, ref=_ref(task), details={"number": task.number, "agency": lead.short_name, "deadline": str(deadline or "")}, by=by)
    return task


@transaction.atomic
def change(
    *, task: Task, title: str, product: str, lead: Agency, supports: Sequence[Agency], deadline_kind: str, deadline: date | None, version: int | None = None, by: Actor
) -> Task:
    """Correct an open task that has no result yet; its number and first deadline stay."""
    by.require("tasks.assign")
    row = _locked(task, version)
    if row.state not in (TaskState.DA_GIAO, TaskState.DANG_LAM):
        raise RefusedByLaw("Nhiệm vụ đã báo cáo hoặc kết thúc nên không sửa được.")
    rules.check_deadline(deadline_kind, deadline, row.assigned_on)
    check_exists(lead, by.today)
    row.title, row.product, row.lead = clean_line(title, 400, "title"), product, lead
    row.folded = fold(f"{row.title} {product} {lead.short_name}")[:600]
    if deadline_kind != row.deadline_kind:
        row.first_deadline = deadline
    row.deadline_kind, row.deadline = deadline_kind, deadline
    row.supports.all().delete()
    Support.objects.bulk_create(Support(task=row, agency=agency) for agency in dict.fromkeys(supports) if agency.pk != lead.pk)
    audit.record(event=Event.CHANGED, ref=_ref(row), details={"agency": lead.short_name, "deadline": str(deadline or "")}, by=by)
    return _save(row)


@transaction.atomic
def report_progress(
    *, task: Task, percent: int, text: str, on: date | None = None, final: bool = False, evidence: tuple[str, bytes] | None = None, version: int | None = None, by: Actor
) -> Task:
    """Say how far the work is; ``final`` reports the result (100%). ``evidence``: a file (name, content)."""
    by.require("tasks.write")
    row, day = _locked(task, version), on or by.today
    _lead_only(row, by)
    rules.check_step(row.state, TaskState.DA_BAO_CAO if final else TaskState.DANG_LAM)
    rules.check_day(day, row.assigned_on, by.today)
    if not 0 <= percent <= 100:
        raise InvalidInput("Tiến độ là số từ 0 đến 100.", field="percent")
    if not text.strip():
        raise InvalidInput("Chưa ghi việc đã làm.", field="text")
    Progress.objects.create(task=row, on=day, percent=100 if final else percent, text=text.strip(), final=final)
    if evidence:
        stored = files.store(content=evidence[1], name=evidence[0], by=by)
        files.attach(file=stored, ref=_ref(row), title=evidence[0], by=by)
    row.percent = 100 if final else percent
    row.state = TaskState.DA_BAO_CAO if final else TaskState.DANG_LAM
    row.reported_on = day if final else None
    event = Event.REPORTED if final else Event.PROGRESSED
    audit.record(event=event, ref=_ref(row), details={"on": str(day), "percent": row.percent}, by=by)
    return _save(row)


@transaction.atomic
def review(*, task: Task, accepted: bool, text: str = "", on: date | None = None, version: int | None = None, by: Actor) -> Task:
    """Accept a reported result, or return it with what is missing."""
    by.require("tasks.review")
    row, day = _locked(task, version), on or by.today
    if row.state == TaskState.HOAN_THANH and accepted:
        return row
    if row.state != TaskState.DA_BAO_CAO:
        raise RefusedByLaw("Chưa có báo cáo kết quả để nghiệm thu.")
    rules.check_day(day, row.assigned_on, by.today)
    if not accepted and not text.strip():
        raise InvalidInput("Trả lại phải ghi rõ việc còn thiếu.", field="text")
    Review.objects.create(task=row, on=day, accepted=accepted, text=text.strip())
    if accepted:
        row.state, row.closed_on = TaskState.HOAN_THANH, day
    else:
        row.state, row.reported_on = TaskState.DANG_LAM, None
    audit.record(event=Event.ACCEPTED if accepted else Event.RETURNED, ref=_ref(row), details={"on": str(day), "text": text.strip()}, by=by)
    return _save(row)


@transaction.atomic
def ask_extension(*, task: Task, until: date, reason: str, on: date | None = None, version: int | None = None, by: Actor) -> Extension:
    """Ask the giver for a later deadline."""
    by.require("tasks.write")
    row, day = _locked(task, version), on or by.today
    _lead_only(row, by)
    waiting = row.extensions.filter(decision=Decision.CHO).exists()
    rules.check_extension(row.state, row.deadline, until, waiting=waiting)
    rules.check_day(day, row.assigned_on, by.today)
    if not reason.strip():
        raise InvalidInput("Chưa ghi lý do xin gia hạn.", field="reason")
    request = Extension.objects.create(task=row, asked_on=day, asked_until=until, reason=reason.strip())
    audit.record(event=Event.EXTENSION_ASKED, ref=_ref(row), details={"until": str(until), "reason": reason.strip()}, by=by)
    _save(row)
    return request


@transaction.atomic
def decide_extension(*, extension: Extension, granted: bool, until: date | None = None, answer: str = "", on: date | None = None, by: Actor) -> Task:
    """Grant a later deadline (as asked, or another day after the present one) or refuse it. Deciding twice changes nothing."""
    by.require("tasks.review")
    request = Extension.objects.select_for_update().get(pk=extension.pk)
    row, day = _locked(request.task, None), on or by.today
    if request.decision != Decision.CHO:
        return row
    request.decision, request.decided_on, request.answer = (Decision.DONG_Y if granted else Decision.KHONG), day, answer.strip()
    if granted:
        new = until or request.asked_until
        if row.deadline and new <= row.deadline:
            raise InvalidInput("Hạn mới phải sau hạn hiện nay.", field="until")
        request.granted_until = row.deadline = new
    request.save()
    event = Event.EXTENSION_GRANTED if granted else Event.EXTENSION_REFUSED
    audit.record(event=event, ref=_ref(row), details={"until": str(request.granted_until or ""), "answer": request.answer}, by=by)
    return _save(row)


@transaction.atomic
def cancel(*, task: Task, reason: str, on: date | None = None, version: int | None = None, by: Actor) -> Task:
    """Take a task back, with the reason; it stays in the register."""
    by.require("tasks.assign")
    row, day = _locked(task, version), on or by.today
    rules.check_step(row.state, TaskState.DA_HUY)
    if not reason.strip():
        raise InvalidInput("Thôi giao phải ghi lý do.", field="reason")
    row.state, row.closed_on = TaskState.DA_HUY, day
    audit.record(event=Event.CANCELLED, ref=_ref(row), details={"on": str(day), "reason": reason.strip()}, by=by)
    return _save(row)
