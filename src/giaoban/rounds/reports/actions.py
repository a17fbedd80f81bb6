"""Drafting, writing, approving and issuing the report; closing the quarter into documents."""

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction

from giaoban.core.law import window
from giaoban.core.paper import docx, pdf
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import clean_line
from giaoban.figures.forms.queries import workbook
from giaoban.figures.indicators.actions import close_period
from giaoban.figures.indicators.models import FrozenFigure, PeriodClosing
from giaoban.figures.indicators.queries import as_reported, closing_of
from giaoban.figures.submissions.queries import submitted
from giaoban.trust.audit import actions as audit
from giaoban.trust.files import actions as files

from .choices import Event, ReportState
from .models import IssuedReport, Report, Section
from .queries import OUTLINE, gaps, outline_of, tree
from .rules import check_gaps


def _ref(report: Report) -> RecordRef:
    return RecordRef("report", report.pk)


def _current(report: Report, version: int | None) -> Report:
    row = Report.objects.select_for_update().get(pk=report.pk)
    if version is not None and version != row.version:
        raise Conflict("Người khác vừa sửa báo cáo này trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô.")
    return row


@transaction.atomic
def draft(*, period: Period, by: Actor) -> Report:
    """Begin the report of a period from the standing outline; beginning twice changes nothing."""
    by.require("reports.write")
    row, created = Report.objects.get_or_create(period=period.code, defaults={"outline": OUTLINE})
    if created:
        audit.record(event=Event.DRAFTED, ref=_ref(row), details={"period": period.code}, by=by)
    return row


@transaction.atomic
def write_section(*, report: Report, key: str, text: str, version: int | None = None, by: Actor) -> Section:
    """Write a part of the report by hand. ``version``: of the section as opened. Raises Conflict, InvalidInput, RefusedByLaw."""
    by.require("reports.write")
    row = _current(report, None)
    if row.state == ReportState.DA_PHAT_HANH:
        raise RefusedByLaw("Báo cáo đã phát hành nên không sửa được.")
    if key not in {part.key for part in outline_of(row).parts}:
        raise InvalidInput("Đề cương không có mục “%(key)s”.", key=key, field="key")
    section = Section.objects.select_for_update().filter(report=row, key=key).first() or Section(report=row, key=key, version=0)
    if version is not None and version != section.version:
        raise Conflict("Người khác vừa viết mục này. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô.")
    section.text, section.written_by, section.written_at, section.version = text.strip(), by.name, by.at, section.version + 1
    section.save()
    if row.state != ReportState.DU_THAO:
        row.state, row.draft_number = ReportState.DU_THAO, row.draft_number + 1
    row.version += 1
    row.save()
    audit.record(event=Event.WRITTEN, ref=_ref(row), details={"fields": key}, by=by)
    return section


@transaction.atomic
def submit(*, report: Report, version: int | None = None, by: Actor) -> Report:
    """Put the draft before a leader."""
    by.require("reports.write")
    return _move(_current(report, version), {ReportState.DU_THAO}, ReportState.TRINH_DUYET, Event.SUBMITTED, by)


@transaction.atomic
def approve(*, report: Report, version: int | None = None, by: Actor) -> Report:
    by.require("reports.approve")
    return _move(_current(report, version), {ReportState.TRINH_DUYET}, ReportState.DA_DUYET, Event.APPROVED, by)


def _move(row: Report, allowed: set[ReportState], state: ReportState, event: Event, by: Actor) -> Report:
    if row.state == state:
        return row
    if row.state not in allowed:
        raise RefusedByLaw("Báo cáo đang ở bước “%(state)s” nên chưa chuyển được.", state=row.get_state_display())
    row.state, row.version = state, row.version + 1
    row.save()
    audit.record(event=event, ref=_ref(row), details={"state": state.label}, by=by)
    return row


@transaction.atomic
def issue(*, report: Report, number: str, signer: str, version: int | None = None, by: Actor) -> IssuedReport:
    """Issue the approved report: number, day, the tree as it is now, docx and pdf attached. Issuing twice gives the same version."""
    by.require("reports.write")
    row = _current(report, version)
    if row.state == ReportState.DA_PHAT_HANH:
        return row.issues.get()
    if row.state != ReportState.DA_DUYET:
        raise RefusedByLaw("Báo cáo phải được duyệt trước khi phát hành.")
    if not number.strip():
        raise InvalidInput("Chưa có số báo cáo, ví dụ 05-BC/BNCTU.", field="number")
    row.number, row.issued_on, row.state, row.version = number.strip(), by.today, ReportState.DA_PHAT_HANH, row.version + 1
    row.save()
    document = tree(Period.parse(row.period), by, row, signer=signer)
    text = document.as_json()
    issued = IssuedReport.objects.create(
        report=row, issued_on=by.today, tree=json.loads(text), tree_sha256=hashlib.sha256(text.encode()).hexdigest()
    )
    for name, content in (("docx", docx.write(document)), ("pdf", pdf.write(document))):
        stored = files.store(content=content, name=f"bao-cao-{row.period}.{name}", by=by)
        files.attach(file=stored, ref=_ref(row), title=f"bao-cao-{row.period}.{name}", by=by)
    audit.record(event=Event.ISSUED, ref=_ref(row), details={"number": row.number}, by=by)
    return issued


@transaction.atomic
def close(
    *, period: Period, reason: str = "", progress: Callable[[Iterable[str]], Iterable[str]] = iter, by: Actor
) -> tuple[PeriodClosing, Report]:
    """Freeze the figures of a period and begin its report; closing twice changes nothing. ``reason``: why it is closed though something
    is missing.

    Raises RefusedByLaw naming who has not sent and what does not balance, unless there is a reason, and before the window has ended.
    """
    by.require("figures.close")
    closing = closing_of(period)
    if closing is not None and closing.closed_at is not None:
        return closing, draft(period=period, by=by)
    found, reason = gaps(period, by), clean_line(reason, 300, "reason")
    if not reason:
        check_gaps(found, period)
    closing = close_period(
        period=period,
        submitted=submitted(period),
        submitted_base=submitted(period.same_last_year),
        reason=reason,
        gaps={"missing": found.missing, "unbalanced": found.unbalanced},
        progress=progress,
        by=by,
    )
    return closing, draft(period=period, by=by)


def close_quarter(
    *,
    period: Period,
    out: Path,
    force: str = "",
    progress: Callable[[Iterable[str]], Iterable[str]] = iter,
    by: Actor,
) -> tuple[PeriodClosing, list[Path]]:
    """Close a period and write its documents into ``out``: the report (docx, pdf) and the statutory forms (xlsx).

    Raises what ``close`` raises; ``force``: the reason for closing all the same. Nothing is half-written: files appear only when all of
    them are made.
    """
    closing, report = close(period=period, reason=force, progress=progress, by=by)
    document = tree(period, by, report)
    made: dict[str, bytes] = {
        f"bao-cao-{period.code}.docx": docx.write(document),
        f"bao-cao-{period.code}.pdf": pdf.write(document),
        f"bieu-{period.code}.xlsx": workbook(period, by),
    }
    out.mkdir(parents=True, exist_ok=True)
    for name, content in made.items():
        partial = out / f".{name}.part"
        partial.write_bytes(content)
        partial.replace(out / name)
    return closing, [out / name for name in made]


def figures_answer(closing: PeriodClosing, period: Period) -> dict[str, Any]:
    """The figures of a closed period as the command line answers them."""
    counts = {f.code: (len(f.records), f.records_sha256, f.source) for f in FrozenFigure.objects.filter(closing=closing, agency_ref=None)}
    rows = []
    for code, figure in as_reported(period).items():
        number, digest, source = counts[code]
        base = (
            {"period": period.same_last_year.code, "value": _number(figure.base_value), "as": figure.base_as}
            if figure.base_value is not None
            else None
        )
        change = (
            {key: _number(value) if isinstance(value, Decimal) else value for key, value in asdict(figure.change).items()}
            if figure.change
            else None
        )
        rows.append(
            {
                "code": code, "name": figure.name, "unit": figure.unit, "value": _number(figure.value), "numerator": _number(figure.numerator),
                "denominator": _number(figure.denominator), "base": base, "change": change, "source": source, "records": number,
                "records_sha256": digest, "why_no_change": figure.base_reason or None,
            }
        )  # fmt: skip
    span = window(period)
    return {"period": {"code": period.code, "from": span.start, "to": span.end}, "figures": rows}


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
