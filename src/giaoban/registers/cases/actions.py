"""Recording cases, their stages and their place on oversight lists."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import clean_line, fold
from giaoban.trust.audit import actions as audit
from giaoban.trust.audit.rules import check_changeable, correct
from giaoban.trust.links import actions as links
from giaoban.trust.links.choices import Relation

from .choices import CaseKind, CrimeGroup, Event, OversightList, Severity, Stage
from .models import Case, CaseStage, Oversight
from .rules import check_facts, check_move, dates_of, record_number

CHANGEABLE = ("name", "summary", "group", "severity", "suspects", "damage_million", "recovered_million", "opened_on", "initiated_on")
MONEY = ("damage_million", "recovered_million")


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of a file or of the sample province. ``stages``: (stage, day, agency id, paper), oldest first."""

    number: str
    kind: str
    name: str
    group: str
    agency_id: int
    opened_on: date
    initiated_on: date | None = None
    prosecuted_on: date | None = None
    tried_on: date | None = None
    ended_on: date | None = None
    stage: str = Stage.XAC_MINH
    severity: str = ""
    summary: str = ""
    suspects: int = 0
    damage_million: Decimal = Decimal(0)
    recovered_million: Decimal = Decimal(0)
    stages: tuple[tuple[str, date, int, str], ...] = ()


def _require(agency_id: int, by: Actor) -> None:
    by.require("cases.write")
    if by.agencies is not None and agency_id not in by.agencies:
        raise NotAllowed("Vụ này do cơ quan khác thụ lý: đồng chí không ghi thay được.")


def _locked(case: Case, version: int | None, by: Actor) -> Case:
    row = Case.objects.select_for_update().get(pk=case.pk)
    _require(row.agency_id, by)
    if version is not None and version != row.version:
        raise Conflict("Người khác vừa sửa vụ này trong lúc đồng chí đang mở. Mở lại để xem bản mới; nội dung đã gõ vẫn còn trong ô.")
    return row


def _fold(number: str, name: str, summary: str) -> str:
    return fold(f"{number} {name} {summary}")


def _next_number(kind: str, year: int) -> str:
    prefix = record_number(kind, year, 0)[:-3]
    taken = Case.objects.select_for_update().filter(number__startswith=prefix).values_list("number", flat=True)
    last = max((int(n[len(prefix) :]) for n in taken if n[len(prefix) :].isdecimal()), default=0)
    return record_number(kind, year, last + 1)


def _check_words(group: str, severity: str) -> None:
    if group not in CrimeGroup.__members__.values():
        raise InvalidInput("Không có nhóm tội “%(group)s”.", group=group, field="group")
    if severity and severity not in Severity.__members__.values():
        raise InvalidInput("Không có loại tội phạm “%(severity)s”.", severity=severity, field="severity")


@transaction.atomic
def open_case(
    *,
    kind: str,
    name: str,
    group: str,
    agency_id: int,
    opened_on: date,
    initiated_on: date | None = None,
    summary: str = "",
    severity: str = "",
    suspects: int = 0,
    damage_million: Decimal = Decimal(0),
    number: str = "",
    paper: str = "",
    from_matter: Case | None = None,
    by: Actor,
) -> Case:
    """Record a vụ án or a vụ việc. With ``from_matter`` the vụ việc that led to it is ended and linked (law.md 5.3).

    The same case sent again (same kind, name, agency and day) is returned, not doubled.
    """
    _require(agency_id, by)
    name = clean_line(name, 300, "name")
    if not name:
        raise InvalidInput("Chưa có tên vụ.", field="name")
    _check_words(group, severity)
    check_facts(kind=kind, opened_on=opened_on, initiated_on=initiated_on, today=by.today)
    if (twin := Case.objects.filter(kind=kind, name=name, agency_id=agency_id, opened_on=opened_on).first()) and number in (
        "",
        twin.number,
    ):
        return twin
    number = clean_line(number, 30, "number") or _next_number(kind, opened_on.year)
    if Case.objects.filter(number=number).exists():
        raise Conflict("Mã “%(number)s” đã có. Đề nghị dùng mã khác.", number=number, field="number")
    stage = Stage.DIEU_TRA if kind == CaseKind.VU_AN else Stage.XAC_MINH
    case = Case.objects.create(
        number=number,
        kind=kind,
        name=name,
        summary=summary,
        folded=_fold(number, name, summary),
        group=group,
        severity=severity,
        agency_id=agency_id,
        opened_on=opened_on,
        initiated_on=initiated_on,
        stage=stage,
        suspects=suspects,
        damage_million=damage_million,
    )
    CaseStage.objects.create(case=case, stage=stage, on=initiated_on or opened_on, agency_id=agency_id, paper=paper)
    audit.record(event=Event.OPENED, ref=RecordRef("case", case.pk), details={"number": number, "kind": str(kind)}, by=by)
    if from_matter is not None:
        _become(from_matter, case, by)
    return case


def _become(matter: Case, case: Case, by: Actor) -> None:
    if matter.kind != CaseKind.VU_VIEC or case.kind != CaseKind.VU_AN:
        raise RefusedByLaw("Chỉ vụ việc mới trở thành vụ án.", field="from_matter")
    if matter.ended_on is None:
        on = case.initiated_on or case.opened_on
        move_stage(case=matter, stage=Stage.KET_THUC, on=on, agency_id=case.agency_id, paper=f"Khởi tố vụ án {case.number}", by=by)
    links.link(source=RecordRef("case", matter.pk), target=RecordRef("case", case.pk), relation=Relation.BECAME, by=by)


@transaction.atomic
def change(*, case: Case, version: int | None = None, by: Actor, **fields: Any) -> Case:
    """Correct the facts of a case; only CHANGEABLE fields. Raises InvalidInput, Conflict, NotAllowed. Nothing new, nothing written."""
    row = _locked(case, version, by)
    check_changeable(fields, CHANGEABLE)
    for name in (*MONEY, "suspects"):
        if Decimal(fields.get(name, 0)) < 0:
            raise InvalidInput("Số không được âm.", field=name)
    details = correct(row, fields, quiet=("name", "summary"))
    if not details:
        return row
    _check_words(row.group, row.severity)
    check_facts(kind=row.kind, opened_on=row.opened_on, initiated_on=row.initiated_on, today=by.today)
    row.folded = _fold(row.number, row.name, row.summary)
    row.version += 1
    row.save()
    audit.record(event=Event.CHANGED, ref=RecordRef("case", row.pk), details=details, by=by)
    return row


@transaction.atomic
def move_stage(*, case: Case, stage: str, on: date, agency_id: int, paper: str = "", version: int | None = None, by: Actor) -> Case:
    """A case comes into a stage on a day at an agency, which from then on handles it. The same move again changes nothing."""
    row = _locked(case, version, by)
    last = row.stages.order_by("-on", "-id").first()
    if row.stage == stage and last is not None and (last.on, last.agency_id) == (on, agency_id):
        return row
    check_move(kind=row.kind, stage=row.stage, to=stage, on=on, last_on=last.on if last else row.opened_on, today=by.today)
    CaseStage.objects.create(case=row, stage=stage, on=on, agency_id=agency_id, paper=clean_line(paper, 150, "paper"))
    before = row.stage
    row.stage, row.agency_id = stage, agency_id
    for name, day in dates_of(stage, on).items():
        setattr(row, name, day)
    row.version += 1
    row.save()
    details = {"from": before, "to": str(stage), "on": on.isoformat(), "agency": agency_id, "paper": paper}
    audit.record(event=Event.STAGE_MOVED, ref=RecordRef("case", row.pk), details=details, by=by)
    return row


@transaction.atomic
def enter_list(*, case: Case, list: str, on: date, paper: str, reason: str = "", by: Actor) -> Oversight:
    """Put a case on an oversight list by a decision. Already on it: the standing row is returned."""
    row = _locked(case, None, by)
    paper = clean_line(paper, 150, "paper")
    if list not in OversightList.__members__.values():
        raise InvalidInput("Không có diện theo dõi “%(list)s”.", list=list, field="list")
    if not paper:
        raise InvalidInput("Chưa có văn bản đưa vào diện theo dõi, chỉ đạo.", field="paper")
    if not row.opened_on <= on <= by.today:
        raise InvalidInput("Ngày vào diện phải từ ngày tiếp nhận vụ đến hôm nay.", field="on")
    if standing := row.oversights.filter(list=list, left_on__isnull=True).first():
        return standing
    entered = Oversight.objects.create(case=row, list=list, entered_on=on, entered_paper=paper, reason=clean_line(reason, 300, "reason"))
    details = {"list": str(list), "on": on.isoformat(), "paper": paper}
    audit.record(event=Event.ENTERED_LIST, ref=RecordRef("case", row.pk), details=details, by=by)
    return entered


@transaction.atomic
def leave_list(*, oversight: Oversight, on: date, paper: str, by: Actor) -> Oversight:
    """Take a case off an oversight list by another decision. Already off by the same paper: unchanged."""
    row = Oversight.objects.select_for_update().select_related("case").get(pk=oversight.pk)
    _require(row.case.agency_id, by)
    paper = clean_line(paper, 150, "paper")
    if row.left_on is not None:
        if (row.left_on, row.left_paper) == (on, paper):
            return row
        raise Conflict("Vụ này đã ra khỏi diện theo dõi ngày %(on)s.", on=f"{row.left_on:%d/%m/%Y}")
    if not paper:
        raise InvalidInput("Chưa có văn bản đưa ra khỏi diện theo dõi, chỉ đạo.", field="paper")
    if not row.entered_on <= on <= by.today:
        raise InvalidInput("Ngày ra khỏi diện phải từ ngày vào diện đến hôm nay.", field="on")
    row.left_on, row.left_paper = on, paper
    row.save(update_fields=["left_on", "left_paper"])
    details = {"list": row.list, "on": on.isoformat(), "paper": paper}
    audit.record(event=Event.LEFT_LIST, ref=RecordRef("case", row.case_id), details=details, by=by)
    return row


@transaction.atomic
def load(*, rows: Sequence[CaseRow], by: Actor) -> list[Case]:
    """Many cases of a file; those whose number is known already are skipped. Returns the new ones."""
    by.require("cases.write")
    known = set(Case.objects.values_list("number", flat=True))
    fresh = [r for r in {r.number: r for r in rows}.values() if r.number not in known]
    for r in fresh:
        _require(r.agency_id, by)
        check_facts(kind=r.kind, opened_on=r.opened_on, initiated_on=r.initiated_on, today=by.today)
    names = [f.name for f in CaseRow.__dataclass_fields__.values() if f.name != "stages"]
    cases = [Case(**{n: getattr(r, n) for n in names}, folded=_fold(r.number, r.name, r.summary)) for r in fresh]
    Case.objects.bulk_create(cases, batch_size=500)
    steps = [
        CaseStage(case=case, stage=stage, on=on, agency_id=agency, paper=paper)
        for case, r in zip(cases, fresh, strict=True)
        for stage, on, agency, paper in (r.stages or ((r.stage, r.initiated_on or r.opened_on, r.agency_id, ""),))
    ]
    CaseStage.objects.bulk_create(steps, batch_size=500)
    audit.record_many(entries=[(Event.LOADED, RecordRef("case", c.pk), {"number": c.number}) for c in cases], by=by)
    return cases
