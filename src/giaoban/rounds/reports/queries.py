"""Reading reports: figures of a period as the round sees them, and the draft as a tree."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from giaoban.core.law import window
from giaoban.core.paper.tree import Document
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import format_date_numeric_official
from giaoban.figures.forms.queries import Table as FilledForm
from giaoban.figures.forms.queries import unbalanced
from giaoban.figures.indicators import queries as indicators
from giaoban.figures.indicators.choices import Event as ClosingEvent
from giaoban.figures.indicators.choices import Source
from giaoban.figures.indicators.rules import Figure
from giaoban.figures.submissions.models import Return
from giaoban.figures.submissions.queries import missing_senders, submitted
from giaoban.registers.cases.models import CaseStage, Oversight
from giaoban.registers.directives.models import Directive
from giaoban.registers.tasks.choices import TaskState
from giaoban.registers.tasks.models import Task
from giaoban.trust.accounts.queries import visible_to
from giaoban.trust.audit.queries import history

from .choices import ReportState
from .models import IssuedReport, Report, Section
from .rules import CaseFact, Gaps, Outline, TaskFact, closed_remark, compose, load_outline

OUTLINE = "noi_chinh_quy"
ZERO = Decimal(0)


def visible(actor: Actor) -> "QuerySet[Report]":
    return visible_to(actor, Report.objects.order_by("-period"))


def get(actor: Actor, period: Period) -> Report:
    """The report of a period. Raises NotFound."""
    row = visible(actor).filter(period=period.code).first()
    if row is None:
        raise NotFound("Chưa có báo cáo %(period)s hoặc đồng chí không được xem.", period=period.label)
    return row


def figures(period: Period, actor: Actor, *, agency: int | None = None, codes: Iterable[str] | None = None) -> dict[str, Figure]:
    """The figures of a period as now known."""
    return indicators.figures(
        period, actor, submitted=submitted(period), submitted_base=submitted(period.same_last_year), agency=agency, codes=codes
    )


def figures_for_report(period: Period, actor: Actor) -> dict[str, Figure]:
    """As reported once the period is closed, else as now known; a reader bound to an agency gets what its own agency reported or has."""
    if actor.agencies is None:
        return _of_the_province(period, actor)
    closing = indicators.closing_of(period)
    if closing is None or closing.closed_at is None or actor.agency_id is None:
        return figures(period, actor)
    actor.require("figures.read")
    nothing = {code: Figure(one, ZERO if one.source == Source.COUNTED else None) for code, one in indicators.checked_catalogue().items()}
    return nothing | indicators.as_reported(period, actor.agency_id)


def _of_the_province(period: Period, actor: Actor) -> dict[str, Figure]:
    """What the report itself says: it is written for every agency that may read it. A figure that came into the catalogue after the
    closing was not reported: it has no value."""
    closing = indicators.closing_of(period)
    if closing is None or closing.closed_at is None:
        return figures(period, actor)
    return {code: Figure(one, None) for code, one in indicators.checked_catalogue().items()} | indicators.as_reported(period)


def gaps(period: Period, actor: Actor, filled: Mapping[str, FilledForm] | None = None) -> Gaps:
    """What holds up the closing of a period: who has not sent, which cells of the forms do not balance. Status, pages and closing say the
    same; a reader bound to an agency is told of its own. ``filled``: all forms where they are counted already."""
    wrong = unbalanced(period, actor, filled)
    hard, soft = (tuple(one["sentence"] for one in wrong if one["hard"] is kind) for kind in (True, False))
    return Gaps(tuple(missing_senders(period, actor.agencies)), hard, soft)


def remark(period: Period) -> str:
    """What was missing when the period was closed, and why it was closed all the same, as the ledger has it; empty when nothing was."""
    closing = indicators.closing_of(period)
    if closing is None or closing.closed_at is None:
        return ""
    act = history(RecordRef("closing", closing.pk)).filter(event=str(ClosingEvent.CLOSED)).last()
    told = act.details if act else {}
    return closed_remark(told.get("missing", ()), told.get("unbalanced", ()), told.get("reason", ""))


def explain(code: str, period: Period, actor: Actor, *, agency: int | None = None) -> dict[str, Any]:
    return indicators.explain(code, period, actor, agency=agency, submitted=submitted(period))


def records(refs: Iterable[RecordRef], actor: Actor) -> dict[RecordRef, Any]:
    """The rows behind references of counted records and of returns that this reader may see; the others are left out."""
    models: dict[str, Any] = {str(model._meta.model_name): model for model in indicators.MODELS.values()} | {"return": Return}
    wanted: dict[str, set[int]] = {}
    for ref in refs:
        if ref.kind in models:
            wanted.setdefault(ref.kind, set()).add(ref.id)
    found = {kind: visible_to(actor, models[kind].objects.all()).in_bulk(ids) for kind, ids in wanted.items()}
    return {RecordRef(kind, pk): row for kind, rows in found.items() for pk, row in rows.items()}


def written(report: Report | None) -> dict[str, str]:
    return dict(Section.objects.filter(report=report).values_list("key", "text")) if report else {}


def last_notice(period: Period) -> Directive | None:
    """The last conclusion notice issued before the end of this period's window."""
    rows = Directive.objects.filter(kind="thong_bao_ket_luan", issued_here=True, issued_on__lte=window(period).end)
    return rows.order_by("-issued_on", "-id").first()


def standing(task: Task, period: Period) -> str:
    """How a task stands at the end of the window, in the report's words."""
    end = window(period).end
    if task.state == TaskState.DA_HUY:
        return "thôi giao"
    done = task.closed_on or task.reported_on
    if task.state == TaskState.HOAN_THANH and done and done <= end:
        return "hoàn thành quá hạn" if task.deadline and (task.reported_on or done) > task.deadline else "hoàn thành đúng hạn"
    return "quá hạn chưa xong" if task.deadline and task.deadline < end else "đang thực hiện"


def task_facts(period: Period) -> tuple[str, list[TaskFact]]:
    """The last conclusion notice in words, and its tasks."""
    notice = last_notice(period)
    if notice is None:
        return "", []
    rows = Task.objects.filter(provision__directive=notice).select_related("lead").order_by("number")
    facts = [TaskFact(t.pk, t.number, t.title, t.lead.short_name, t.deadline, standing(t, period)) for t in rows]
    day = f" ngày {format_date_numeric_official(notice.issued_on)}" if notice.issued_on else ""
    return f"Thông báo số {notice.number}{day}", facts


def case_facts(period: Period) -> list[CaseFact]:
    """Cases on an oversight list at the end of the window, each in the stage and with the body it was then in."""
    end = window(period).end
    watched = Oversight.objects.filter(entered_on__lte=end).exclude(left_on__lte=end)
    rows = watched.select_related("case__agency").order_by("list", "entered_on", "id")
    stages = CaseStage.objects.filter(case__in=watched.values("case"), on__lte=end).select_related("agency")
    then = {step.case_id: step for step in stages.order_by("on", "id")}
    found = []
    for one in rows:
        step = then.get(one.case_id)
        stage = step.get_stage_display() if step else one.case.get_stage_display()
        agency = (step or one.case).agency.short_name
        found.append(CaseFact(one.case_id, one.case.number, one.case.name, one.get_list_display(), stage, one.entered_on, agency))
    return found


def tree(period: Period, actor: Actor, report: Report | None = None, *, signer: str = "") -> Document:
    """The report of a period as a block tree, from its figures, its hand-written sections and the tasks of the last conclusions."""
    notice, tasks = task_facts(period)
    bounds = window(period)
    issued = bool(report and report.state == ReportState.DA_PHAT_HANH)
    return compose(
        outline_of(report),
        period=period,
        figures=_of_the_province(period, actor),
        written=written(report),
        tasks=tasks,
        notice=notice,
        cases=case_facts(period),
        number=report.number if report else "",
        issued_on=report.issued_on if report and report.issued_on else None,
        signer=signer,
        draft="" if issued or report is None else f"Dự thảo lần {report.draft_number}",
        span=(bounds.start, bounds.end),
        remark=remark(period),
    )


def outline_of(report: Report | None) -> Outline:
    return load_outline(report.outline if report else OUTLINE)


def issued(report: Report) -> IssuedReport | None:
    return report.issues.order_by("-id").first()


# What a state is worth when nothing of the report is unwritten.
SHARES: dict[str, int] = {ReportState.DU_THAO: 60, ReportState.TRINH_DUYET: 80, ReportState.DA_DUYET: 95, ReportState.DA_PHAT_HANH: 100}


def report_progress(period: Period) -> dict[str, Any]:
    """How far the report of a period is: percent of its hand-written parts, its state in words, whether it waits for approval."""
    report = Report.objects.filter(period=period.code).first()
    if report is None:
        return {"percent": 0, "words": "chưa lập", "waiting": False}
    parts = [part.key for part in outline_of(report).parts if part.hint]
    done = len(set(written(report)) & set(parts))
    share = SHARES[report.state]
    percent = share if report.state != ReportState.DU_THAO else round(share * done / len(parts)) if parts else share
    words = f"dự thảo lần {report.draft_number}" if report.state == ReportState.DU_THAO else report.get_state_display().lower()
    return {"percent": percent, "words": words, "waiting": report.state == ReportState.TRINH_DUYET}
