"""Recording directives, issuing them from the system, and making them known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import format_date
from giaoban.core.words.text import clean_line, fold, nfc
from giaoban.registers.people.models import Agency
from giaoban.registers.people.queries import check_all_exist, check_exists
from giaoban.trust.audit import actions as audit
from giaoban.trust.audit.rules import check_changeable, correct

from .choices import DirectiveKind, DisseminationState, Event, IssuerLevel
from .models import Directive, Dissemination, NumberSeries, Provision
from .queries import taken_numbers
from .rules import check_directive, check_dissemination, check_end, check_open, next_free, series_of

CHANGEABLE = ("kind", "number", "issuer", "issuer_agency", "level", "issued_on", "effective_on", "subject", "recorded_on")
_LENGTHS = {"number": 60, "issuer": 200, "subject": 500}


@dataclass(frozen=True, slots=True)
class ProvisionRow:
    """One numbered point. ``directs``: it tells somebody to act."""

    number: str
    text: str
    directs: bool = False


@dataclass(frozen=True, slots=True)
class SentRow:
    """A directive made known to one agency, with the days of its steps."""

    agency_id: int
    sent_on: date
    received_on: date | None = None
    studied_on: date | None = None
    planned_on: date | None = None
    plan_number: str = ""


@dataclass(frozen=True, slots=True)
class DirectiveRow:
    """One directive of a file or of the sample province, with its points and to whom it was sent."""

    kind: str
    number: str
    issuer: str
    level: str
    subject: str
    issued_on: date | None
    recorded_on: date
    effective_on: date | None = None
    ends_on: date | None = None
    issuer_agency_id: int | None = None
    provisions: tuple[ProvisionRow, ...] = ()
    sent: tuple[SentRow, ...] = ()


def _line(text: str, field: str) -> str:
    """A line that must not be empty. Raises InvalidInput."""
    line = clean_line(text, _LENGTHS[field], field)
    if not line:
        raise InvalidInput("Văn bản phải có số, cơ quan ban hành và trích yếu.", field=field)
    return line


def _folded(number: str, subject: str, issuer: str) -> str:
    return fold(f"{number} {subject} {issuer}")[:900]


def _locked(directive: Directive, version: int | None) -> Directive:
    row = Directive.objects.select_for_update().get(pk=directive.pk)
    if version is not None and version != row.version:
        raise Conflict("Người khác vừa sửa văn bản này trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô.")
    return row


def _twin(number: str, issuer: str, issued_on: date | None, subject: str) -> Directive | None:
    """The same document already in the register. Raises Conflict when it bears another subject."""
    twin = Directive.objects.filter(number=number, issuer=issuer, issued_on=issued_on).first()
    if twin is not None and twin.subject != subject:
        raise Conflict(
            "Văn bản %(number)s của %(issuer)s đã có trong sổ với trích yếu khác: %(subject)s.",
            number=number,
            issuer=issuer,
            subject=twin.subject,
            field="number",
        )
    return twin


@transaction.atomic
def record(
    *,
    kind: str,
    number: str,
    issuer: str,
    level: str,
    subject: str,
    issued_on: date | None,
    effective_on: date | None = None,
    issuer_agency: Agency | None = None,
    recorded_on: date | None = None,
    by: Actor,
) -> Directive:
    """Enter a document in the register. The same number of the same issuer and day again is returned when it is the same document."""
    by.require("directives.write")
    number, issuer, subject = _line(number, "number"), _line(issuer, "issuer"), _line(subject, "subject")
    entered = recorded_on or by.today
    check_directive(
        kind=kind, level=level, issued_on=issued_on, effective_on=effective_on, ends_on=None, recorded_on=entered, today=by.today
    )
    if twin := _twin(number, issuer, issued_on, subject):
        return twin
    if issuer_agency is not None and issued_on is not None:
        check_exists(issuer_agency, issued_on)
    row = Directive.objects.create(
        kind=kind,
        number=number,
        issuer=issuer,
        issuer_agency=issuer_agency,
        level=level,
        issued_on=issued_on,
        effective_on=effective_on,
        subject=subject,
        folded=_folded(number, subject, issuer),
        recorded_on=entered,
    )
    details = {"number": number, "kind": str(kind), "on": issued_on.isoformat() if issued_on else ""}
    audit.record(event=Event.RECORDED, ref=RecordRef("directive", row.pk), details=details, by=by)
    return row


@transaction.atomic
def change(*, directive: Directive, version: int | None = None, by: Actor, **fields: Any) -> Directive:
    """Correct what was entered of a document; only CHANGEABLE fields. Raises RefusedByLaw for one issued from the system."""
    by.require("directives.write")
    row = _locked(directive, version)
    check_open(row.issued_here, row.number)
    check_changeable(fields, CHANGEABLE)
    fields = {name: _line(value, name) if name in _LENGTHS else value for name, value in fields.items()}
    details = correct(row, fields)
    if not details:
        return row
    check_directive(
        kind=row.kind,
        level=row.level,
        issued_on=row.issued_on,
        effective_on=row.effective_on,
        ends_on=row.ends_on,
        recorded_on=row.recorded_on,
        today=by.today,
    )
    if Directive.objects.filter(number=row.number, issuer=row.issuer, issued_on=row.issued_on).exclude(pk=row.pk).exists():
        raise Conflict("Văn bản %(number)s của %(issuer)s đã có trong sổ.", number=row.number, issuer=row.issuer, field="number")
    row.folded = _folded(row.number, row.subject, row.issuer)
    row.version += 1
    row.save()
    audit.record(event=Event.CHANGED, ref=RecordRef("directive", row.pk), details=details, by=by)
    return row


def _points(directive: Directive, rows: Sequence[ProvisionRow], first: int, numbers: set[str]) -> list[Provision]:
    """Provisions of rows, checked. Raises InvalidInput for an empty point or a number used twice."""
    made = []
    for place, point in enumerate(rows, first):
        number, text = clean_line(point.number, 20, "number"), nfc(point.text).strip()
        if not number or not text:
            raise InvalidInput("Mỗi nội dung phải có mục và lời văn (nội dung thứ %(place)s).", place=place, field="provisions")
        if number in numbers:
            raise Conflict("Mục %(number)s đã có trong văn bản.", number=number, field="provisions")
        numbers.add(number)
        made.append(Provision(directive=directive, number=number, order=place, text=text, directs=point.directs))
    return made


@transaction.atomic
def add_provisions(*, directive: Directive, rows: Sequence[ProvisionRow], by: Actor) -> list[Provision]:
    """Add points of a document, after those it has. Points that are there already with the same words are returned as they are."""
    by.require("directives.write")
    parent = _locked(directive, None)
    check_open(parent.issued_here, parent.number)
    known = {p.number: p for p in parent.provisions.all()}
    fresh = [r for r in rows if r.number not in known or known[r.number].text != nfc(r.text).strip()]
    first = (parent.provisions.aggregate(last=Max("order"))["last"] or 0) + 1
    made = _points(parent, fresh, first, set(known))
    Provision.objects.bulk_create(made)
    entries: list[tuple[str, RecordRef, dict[str, Any]]] = [
        (Event.PROVISION_ADDED, RecordRef("directive", parent.pk), {"number": p.number, "provision": p.pk}) for p in made
    ]
    audit.record_many(entries=entries, by=by)
    by_number = known | {p.number: p for p in made}
    return [by_number[clean_line(r.number, 20)] for r in rows]


def add_provision(*, directive: Directive, number: str, text: str, directs: bool = False, by: Actor) -> Provision:
    """Add one point of a document."""
    return add_provisions(directive=directive, rows=[ProvisionRow(number, text, directs)], by=by)[0]


@transaction.atomic
def end(*, directive: Directive, on: date, reason: str = "", version: int | None = None, by: Actor) -> Directive:
    """Record the last day of force of a document, with what ended it. Also for one issued from the system: its words stay as they are."""
    by.require("directives.write")
    row = _locked(directive, None)
    if row.ends_on == on:
        return row
    if row.ends_on is not None:
        raise RefusedByLaw("Văn bản đã ghi hết hiệu lực ngày %(on)s.", on=format_date(row.ends_on), field="on")
    row = _locked(directive, version)
    check_end(row.issued_on, row.effective_on, on)
    row.ends_on = on
    row.version += 1
    row.save(update_fields=["ends_on", "version"])
    details = {"on": on.isoformat(), "reason": clean_line(reason, 300, "reason")}
    audit.record(event=Event.ENDED, ref=RecordRef("directive", row.pk), details=details, by=by)
    return row


@transaction.atomic
def disseminate(*, directive: Directive, agencies: Sequence[Agency], on: date | None = None, by: Actor) -> list[Dissemination]:
    """Send a document to agencies; those that have it keep their row. Returns the rows of these agencies in the same order."""
    by.require("directives.write")
    row, day = _locked(directive, None), on or by.today
    if day > by.today or (row.issued_on is not None and day < row.issued_on):
        raise InvalidInput("Ngày gửi phải từ ngày ban hành đến hôm nay.", field="on")
    check_all_exist([agency.pk for agency in agencies], day)
    known = {d.agency_id: d for d in row.disseminations.filter(agency__in=agencies)}
    fresh = list({a.pk: Dissemination(directive=row, agency=a, sent_on=day) for a in agencies if a.pk not in known}.values())
    Dissemination.objects.bulk_create(fresh)
    if fresh:
        details = {"to": [d.agency.short_name for d in fresh], "on": day.isoformat()}
        audit.record(event=Event.DISSEMINATED, ref=RecordRef("directive", row.pk), details=details, by=by)
    rows = known | {d.agency_id: d for d in fresh}
    return [rows[agency.pk] for agency in agencies]


@transaction.atomic
def update_dissemination(
    *, dissemination: Dissemination, state: str, on: date | None = None, plan_number: str = "", by: Actor
) -> Dissemination:
    """Record that an agency received, studied or planned for a document: by who keeps the register, or by the agency's own people.

    Steps that were not said before get the same day. The same step again changes nothing.
    """
    row = Dissemination.objects.select_for_update().select_related("agency").get(pk=dissemination.pk)
    own = by.agencies is not None and row.agency_id in by.agencies and by.may("tasks.write")
    if not own:
        if not by.may("directives.write") and by.may("tasks.write"):
            raise NotAllowed("Việc quán triệt này của cơ quan khác: đồng chí không ghi thay được.")
        by.require("directives.write")
    day, plan_number = on or by.today, clean_line(plan_number, 60, "plan_number")
    if row.state == state and row.plan_number == plan_number:
        return row
    last = max(d for d in (row.sent_on, row.received_on, row.studied_on) if d is not None)
    check_dissemination(state=row.state, to=state, sent_on=row.sent_on, last=last, on=day, plan_number=plan_number, today=by.today)
    row.state = state
    row.received_on = row.received_on or day
    if state in (DisseminationState.DA_QUAN_TRIET, DisseminationState.DA_CO_KE_HOACH):
        row.studied_on = row.studied_on or day
    if state == DisseminationState.DA_CO_KE_HOACH:
        row.planned_on, row.plan_number = day, plan_number
    row.save()
    details = {"agency": row.agency.short_name, "state": str(state), "on": day.isoformat(), "number": plan_number}
    audit.record(event=Event.DISSEMINATION_UPDATED, ref=RecordRef("directive", row.directive_id), details=details, by=by)
    return row


@transaction.atomic
def take_numbers(*, key: str, count: int = 1, floor: int = 0) -> list[int]:
    """The next numbers of a series, under its lock until the transaction ends. ``floor``: what a series not yet begun starts after."""
    NumberSeries.objects.get_or_create(key=key, defaults={"last": floor})
    series = NumberSeries.objects.select_for_update().get(key=key)
    numbers = list(range(series.last + 1, series.last + count + 1))
    series.last += count
    series.save(update_fields=["last"])
    return numbers


@transaction.atomic
def next_number(*, kind: str, issuer_symbol: str, on: date, by: Actor) -> str:
    """The next number and symbol of a series ("05-TB/TU"): Party documents one series for each type in each term, State documents one for
    each type in each year, without a gap. Call it in the transaction that issues the document, so that a refusal gives the number back.

    A series not yet begun starts after the highest number in the register; later, numbers entered by hand meanwhile are skipped.
    """
    by.require("meetings.issue")
    series = series_of(kind, issuer_symbol, on)
    taken = taken_numbers(series)
    row, _ = NumberSeries.objects.get_or_create(key=series.key, defaults={"last": max(taken, default=0)})
    row = NumberSeries.objects.select_for_update().get(pk=row.pk)
    row.last = next_free(row.last, taken)
    row.save(update_fields=["last"])
    return series.written(row.last)


@transaction.atomic
def issue(
    *,
    kind: str,
    number: str,
    issuer: str,
    issuer_agency: Agency | None = None,
    issued_on: date,
    subject: str,
    provisions: Sequence[ProvisionRow],
    level: str = IssuerLevel.TINH,
    by: Actor,
) -> Directive:
    """Issue a document from the system, whole: after this its words never change. The same again changes nothing."""
    by.require("meetings.issue")
    number, issuer, subject = _line(number, "number"), _line(issuer, "issuer"), _line(subject, "subject")
    check_directive(kind=kind, level=level, issued_on=issued_on, effective_on=None, ends_on=None, recorded_on=issued_on, today=by.today)
    if issuer_agency is not None:
        check_exists(issuer_agency, issued_on)
    if twin := _twin(number, issuer, issued_on, subject):
        if twin.issued_here:
            return twin
        raise Conflict("Văn bản %(number)s đã được vào sổ bằng tay. Lấy số khác để ban hành.", number=number, field="number")
    row = Directive.objects.create(
        kind=kind,
        number=number,
        issuer=issuer,
        issuer_agency=issuer_agency,
        level=level,
        issued_on=issued_on,
        effective_on=issued_on,
        subject=subject,
        folded=_folded(number, subject, issuer),
        issued_here=True,
        recorded_on=issued_on,
    )
    points = _points(row, provisions, 1, set())
    if kind == DirectiveKind.THONG_BAO_KET_LUAN and not points:
        raise RefusedByLaw("Thông báo kết luận chưa có nội dung nào, chưa ban hành được.", field="provisions")
    Provision.objects.bulk_create(points)
    details = {"number": number, "kind": str(kind), "on": issued_on.isoformat(), "count": len(points)}
    audit.record(event=Event.ISSUED, ref=RecordRef("directive", row.pk), details=details, by=by)
    return row


def _sent(directive: Directive, r: SentRow) -> Dissemination:
    steps = ((r.planned_on, "DA_CO_KE_HOACH"), (r.studied_on, "DA_QUAN_TRIET"), (r.received_on, "DA_NHAN"), (r.sent_on, "DA_GUI"))
    state = next(DisseminationState[name] for day, name in steps if day is not None)
    days = {"sent_on": r.sent_on, "received_on": r.received_on, "studied_on": r.studied_on, "planned_on": r.planned_on}
    return Dissemination(directive=directive, agency_id=r.agency_id, state=state, plan_number=r.plan_number, **days)


@transaction.atomic
def load(*, rows: Sequence[DirectiveRow], by: Actor) -> list[Directive]:
    """Many documents of a file with their points and dissemination; those in the register are skipped. The new ones."""
    by.require("directives.write")
    known = set(Directive.objects.values_list("number", "issuer", "issued_on"))
    fresh = [r for r in {(r.number, r.issuer, r.issued_on): r for r in rows}.values() if (r.number, r.issuer, r.issued_on) not in known]
    columns = [n for n in DirectiveRow.__dataclass_fields__ if n not in ("provisions", "sent")]
    made, points, sent = [], list[Provision](), list[Dissemination]()
    for r in fresh:
        check_directive(
            kind=r.kind,
            level=r.level,
            issued_on=r.issued_on,
            effective_on=r.effective_on,
            ends_on=r.ends_on,
            recorded_on=r.recorded_on,
            today=by.today,
        )
        row = Directive(**{n: getattr(r, n) for n in columns}, folded=_folded(r.number, r.subject, r.issuer))
        made.append(row)
        points += _points(row, r.provisions, 1, set())
        sent += [_sent(row, s) for s in r.sent]
    Directive.objects.bulk_create(made, batch_size=500)
    Provision.objects.bulk_create(points, batch_size=500)
    Dissemination.objects.bulk_create(sent, batch_size=500)
    audit.record_many(entries=[(Event.LOADED, RecordRef("directive", row.pk), {"number": row.number}) for row in made], by=by)
    return made
