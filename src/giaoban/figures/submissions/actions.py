"""Opening, filling, sending, accepting, giving back and correcting the returns of agencies."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction

from giaoban.core.law import window
from giaoban.core.values.actors import VIETNAM, Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import clean_line
from giaoban.figures.indicators.queries import closing_of
from giaoban.registers.people.queries import reporting_agencies
from giaoban.trust.audit import actions as audit
from giaoban.trust.audit.queries import history

from .choices import Event, ReturnState
from .models import Return, ReturnValue
from .queries import needed, values_of
from .rules import SENT, check_complete, check_state, check_values, late_days, quarters_of

OPEN = (ReturnState.CHUA_NHAP, ReturnState.DANG_NHAP, ReturnState.TRA_LAI)
Values = Mapping[str, Decimal | None]
Windows = Mapping[str, tuple[date, date]]


@dataclass(frozen=True, slots=True)
class ReturnRow:
    """A whole return with its values, as the sample province and an older system bring it."""

    period: str
    agency_id: int
    values: Mapping[str, Decimal | None] = field(default_factory=dict)
    state: str = ReturnState.DA_NHAN
    sent_on: date | None = None
    note: str = ""


def _ref(sheet: Return) -> RecordRef:
    return RecordRef("return", sheet.pk)


def _locked(sheet: Return, version: int | None) -> Return:
    row = Return.objects.select_for_update().select_related("agency").get(pk=sheet.pk)
    if version is not None and version != row.version:
        raise Conflict("Người khác vừa sửa báo cáo này trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô.")
    return row


def _own(sheet: Return, by: Actor) -> None:
    by.require("submissions.write")
    if by.agencies is not None and sheet.agency_id not in by.agencies:
        raise NotAllowed("Báo cáo này của cơ quan khác: đồng chí không ghi thay được.")


@transaction.atomic
def open_returns(*, period: Period, by: Actor) -> list[Return]:
    """A return for every agency that reports, due on the 17th of the last month (TT 06/2025/TT-TTCP Điều 7). Opening twice adds nothing.

    For half a year, nine months and a year the returns are those of the quarters.
    """
    by.require("figures.close")
    opened: list[Return] = []
    for quarter in quarters_of(period):
        bounds = window(quarter)
        known = set(Return.objects.filter(period=quarter.code).values_list("agency_id", flat=True))
        asked = [a for a in reporting_agencies(bounds.end) if a.pk not in known]
        made = Return.objects.bulk_create([Return(period=quarter.code, agency=a, due_on=bounds.unit_due) for a in asked])
        audit.record_many(entries=[(Event.OPENED, _ref(sheet), {"period": quarter.code}) for sheet in made], by=by)
        opened += Return.objects.filter(period=quarter.code).select_related("agency").order_by("agency__order", "agency__code")
    return opened


@transaction.atomic
def fill(*, sheet: Return, values: Values, note: str = "", version: int | None = None, windows: Windows | None = None, by: Actor) -> Return:
    """Write figures of a return that is not sent. ``windows``: a branch's own data window of a figure, else that of the period.

    Raises InvalidInput (a number that cannot be), RefusedByLaw (already sent), Conflict, NotAllowed. Nothing new, nothing written.
    """
    row = _locked(sheet, version)
    _own(row, by)
    check_state(row.state, OPEN, "nhập số liệu")
    note = clean_line(note, 500, "note")
    changed = _write(row, values, windows or {}, keep=row.state == ReturnState.TRA_LAI, reason="", by=by)
    if not changed and note == row.note and row.state == ReturnState.DANG_NHAP:
        return row
    row.note, row.state, row.version = note, ReturnState.DANG_NHAP, row.version + 1
    row.save()
    audit.record(event=Event.FILLED, ref=_ref(row), details={"fields": sorted(changed)}, by=by)
    return row


def _write(row: Return, values: Values, windows: Windows, *, keep: bool, reason: str, by: Actor) -> dict[str, tuple[str, str]]:
    """Store what differs; ``keep``: the value before stays as an earlier revision. Returns code → (before, after)."""
    stored = values_of(row)
    merged: dict[str, Decimal | None] = {code: value.value for code, value in stored.items()}
    check_values({**merged, **values}, needed(row.agency))
    bounds = window(Period.parse(row.period))
    changed = {}
    for code, value in values.items():
        old = stored.get(code)
        start, end = windows.get(code, (old.window_from, old.window_to) if old else (bounds.start, bounds.end))
        if end < start:
            raise InvalidInput("Cửa sổ số liệu: ngày cuối trước ngày đầu.", field=code)
        if (old is not None and (old.value, old.window_from, old.window_to) == (value, start, end)) or (old is None and value is None):
            continue
        changed[code] = (str(old.value) if old else "", str(value))
        if old is not None and keep:
            ReturnValue.objects.filter(pk=old.pk).update(latest=False)
        fresh = old if old is not None and not keep else ReturnValue(sheet=row, code=code, revision=old.revision + 1 if old else 1)
        fresh.value, fresh.window_from, fresh.window_to, fresh.note = value, start, end, reason[:300]
        fresh.latest, fresh.entered_at, fresh.entered_by = True, by.at, by.name
        fresh.save()
    return changed


@transaction.atomic
def draft_from_paper(*, sheet: Return, code: str, value: Decimal, paper: RecordRef, said: str, by: Actor) -> bool:
    """Put a figure that somebody confirmed from a paper into a return as a value its agency has still to send. ``said``: what the paper
    is called; it stands with the value, and the ledger names the paper.

    False, and nothing written, when the return is sent or already has this figure: what an agency has typed is never overwritten.
    Raises InvalidInput for a number that cannot be.
    """
    by.require("intake.write")
    row = _locked(sheet, None)
    known = values_of(row).get(code)
    if row.state not in OPEN or (known is not None and known.value is not None):
        return False
    _write(row, {code: value}, {}, keep=False, reason=f"Theo {said}", by=by)
    if row.state == ReturnState.CHUA_NHAP:
        row.state = ReturnState.DANG_NHAP
    row.version += 1
    row.save()
    audit.record(event=Event.FILLED, ref=_ref(row), details={"fields": [code], "paper": str(paper)}, by=by)
    return True


@transaction.atomic
def send(*, sheet: Return, version: int | None = None, by: Actor) -> Return:
    """Send a return; refused while a figure is empty, naming it. Sending twice changes nothing."""
    row = _locked(sheet, version)
    _own(row, by)
    if row.state in SENT:
        return row
    figures = {code: value.value for code, value in values_of(row).items()}
    check_complete(figures, needed(row.agency))
    row.state, row.sent_on, row.version = ReturnState.DA_GUI, by.today, row.version + 1
    row.save()
    late = late_days(row.due_on, row.sent_on, by.today)
    audit.record(event=Event.SENT, ref=_ref(row), details={"period": row.period, "late_days": late}, by=by)
    return row


@transaction.atomic
def accept(*, sheet: Return, version: int | None = None, by: Actor) -> Return:
    """Take over a sent return into the province's figures."""
    by.require("submissions.review")
    row = _locked(sheet, version)
    if row.state == ReturnState.DA_NHAN:
        return row
    check_state(row.state, (ReturnState.DA_GUI,), "tiếp nhận")
    row.state, row.version = ReturnState.DA_NHAN, row.version + 1
    row.save()
    audit.record(event=Event.ACCEPTED, ref=_ref(row), details={"period": row.period}, by=by)
    return row


@transaction.atomic
def return_(*, sheet: Return, reason: str, version: int | None = None, by: Actor) -> Return:
    """Give a sent return back to be corrected. Not once the period is closed: then the agency corrects beside what is frozen."""
    by.require("submissions.review")
    row = _locked(sheet, version)
    reason = clean_line(reason, 500, "reason")
    if not reason:
        raise InvalidInput("Ghi rõ lý do trả lại để cơ quan sửa.", field="reason")
    if row.state == ReturnState.TRA_LAI and row.note == reason:
        return row
    check_state(row.state, SENT, "trả lại")
    if _closed(row.period):
        raise RefusedByLaw("Kỳ này đã chốt. Cơ quan đính chính số liệu, số đã chốt giữ nguyên.")
    row.state, row.sent_on, row.note, row.version = ReturnState.TRA_LAI, None, reason, row.version + 1
    row.save()
    audit.record(event=Event.RETURNED, ref=_ref(row), details={"reason": reason}, by=by)
    return row


def _closed(code: str) -> bool:
    closing = closing_of(Period.parse(code))
    return closing is not None and closing.closed_at is not None


@transaction.atomic
def correct(*, sheet: Return, values: Values, note: str, version: int | None = None, windows: Windows | None = None, by: Actor) -> Return:
    """Correct figures of a sent return: a new revision with its reason; the value before stays, and so does a frozen figure.

    Raises InvalidInput without a reason, RefusedByLaw when the return is not sent yet.
    """
    row = _locked(sheet, version)
    _own(row, by)
    check_state(row.state, SENT, "đính chính")
    reason = clean_line(note, 300, "note")
    before = row.note
    check_complete({**{c: v.value for c, v in values_of(row).items()}, **values}, needed(row.agency))
    changed = _write(row, values, windows or {}, keep=True, reason=reason, by=by)
    if not changed:
        return row
    if not reason or reason == before:
        raise InvalidInput("Đính chính số đã gửi phải ghi lý do.", field="note")
    row.note, row.version = reason, row.version + 1
    row.save()
    details = {"reason": reason, "before": {c: b for c, (b, _) in changed.items()}, "after": {c: a for c, (_, a) in changed.items()}}
    audit.record(event=Event.CORRECTED, ref=_ref(row), details=details, by=by)
    return row


@transaction.atomic
def remind(*, sheet: Return, by: Actor) -> Return:
    """Remind an agency that has not sent; once a day at most."""
    by.require("submissions.review")
    row = _locked(sheet, None)
    check_state(row.state, OPEN, "nhắc")
    last = history(_ref(row)).filter(event=str(Event.REMINDED)).last()
    if last is not None and last.at.astimezone(VIETNAM).date() == by.today:
        return row
    row.reminders += 1
    row.save()
    audit.record(event=Event.REMINDED, ref=_ref(row), details={"count": row.reminders}, by=by)
    return row


@transaction.atomic
def load(*, rows: Sequence[ReturnRow], by: Actor) -> list[Return]:
    """Many whole returns; those of a period and agency already there are skipped. Returns the new ones."""
    by.require("submissions.write")
    known = set(Return.objects.values_list("period", "agency_id"))
    fresh = [r for key, r in {(r.period, r.agency_id): r for r in rows}.items() if key not in known]
    made, figures = [], []
    for r in fresh:
        bounds = window(Period.parse(r.period))
        sent_on = (r.sent_on or bounds.unit_due) if r.state in SENT else None
        sheet = Return(period=r.period, agency_id=r.agency_id, state=r.state, due_on=bounds.unit_due, sent_on=sent_on, note=r.note)
        made.append(sheet)
        figures += [
            ReturnValue(
                sheet=sheet, code=code, value=value, window_from=bounds.start, window_to=bounds.end, entered_at=by.at, entered_by=by.name
            )
            for code, value in r.values.items()
        ]  # fmt: skip
    Return.objects.bulk_create(made, batch_size=500)
    ReturnValue.objects.bulk_create(figures, batch_size=500)
    audit.record_many(entries=[(Event.OPENED, _ref(sheet), {"period": sheet.period}) for sheet in made], by=by)
    return made
