"""A small province with records of every register, so that no indicator counts nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from giaoban.core.values.actors import Actor
from giaoban.core.values.periods import Period
from giaoban.registers.cases import actions as cases
from giaoban.registers.directives.models import Directive
from giaoban.registers.findings import actions as findings
from giaoban.registers.mobilisation import actions as mobilisation
from giaoban.registers.mobilisation.choices import ActivityKind
from giaoban.registers.petitions.models import Matter, Petition, Reception, ReceptionDay
from giaoban.registers.tasks.models import Task
from tests.factories.agencies import Agencies

Q3 = Period(2026, "Q3")
START, END = date(2026, 6, 15), date(2026, 9, 14)


@dataclass
class Province:
    """The bodies, and handles on some records. Everything counted lies in the third quarter of 2026 unless the name says otherwise."""

    agencies: Agencies
    petitions: list[Petition]
    receptions: list[Reception]


def letter(agencies: Agencies, seq: int, matter: Matter, on: date = date(2026, 7, 1), **fields: object) -> Petition:
    """One petition, written straight to the table: what is counted is under test, not how it came there."""
    agency = fields.pop("agency", agencies.ban_tiep_cong_dan)
    values: dict[str, object] = {
        "agency": agency,
        "handler": agency,
        "year": on.year,
        "seq": seq,
        "received_on": on,
        "channel": "buu_chinh",
        "kind": "khieu_nai",
        "field": "dat_dai",
        "summary": "Việc đất",
        "matter": matter,
        **fields,
    }
    return Petition.objects.create(**values)


def handled(on: date = date(2026, 7, 5), **fields: object) -> dict[str, object]:
    return {
        "eligibility": "du", "within_competence": True, "disposition": "de_xuat_thu_ly", "disposed_on": on, "state": "da_thu_ly",
        "accepted_on": on, "resolve_due": date(2026, 8, 1), **fields,
    }  # fmt: skip


def turn(agencies: Agencies, seq: int, matter: Matter, on: date = date(2026, 7, 2), **fields: object) -> Reception:
    values: dict[str, object] = {
        "agency": agencies.ban_tiep_cong_dan, "year": on.year, "seq": seq, "received_on": on, "kind": "thuong_xuyen", "matter": matter,
        "summary": "Hỏi việc", "petition_kind": "khieu_nai", **fields,
    }  # fmt: skip
    return Reception.objects.create(**values)


def _posted(agencies: Agencies) -> ReceptionDay:
    """The announced day on which the head sat at the reception office."""
    return ReceptionDay.objects.create(
        agency=agencies.ban_tiep_cong_dan, duty="chu_tich_ubnd_tinh", on=date(2026, 7, 2), posted_on=date(2026, 6, 24), state="da_tiep"
    )  # fmt: skip


def _letters(agencies: Agencies) -> tuple[list[Petition], list[Reception]]:
    land, pay, gift = (Matter.objects.create(title=title, opened_on=START) for title in ("Đất", "Lương", "Quà"))
    decided = {"decided_on": date(2026, 7, 30), "outcome": "dung", "decision_number": "5/QĐ", "state": "da_giai_quyet"}
    petitions = [
        letter(agencies, 1, land, **handled(**decided)),
        letter(agencies, 2, land, **handled()),
        letter(agencies, 3, pay, kind="to_cao", field="khac", **handled(**decided)),
        letter(agencies, 4, gift, kind="phan_anh", field="khac"),
        letter(agencies, 5, gift, date(2026, 6, 14), kind="phan_anh", field="khac"),
        letter(agencies, 6, pay, agency=agencies.xa_dong),
        letter(agencies, 7, land, date(2025, 6, 20), agency=agencies.huyen_cu),
        letter(agencies, 8, land, date(2025, 7, 20), agency=agencies.xa_dong),
        letter(agencies, 9, pay, date(2025, 6, 20), agency=agencies.xa_cu[0]),
        letter(agencies, 10, pay, date(2025, 6, 21), agency=agencies.xa_cu[1]),
    ]
    receptions = [
        turn(agencies, 1, land, people=2),
        turn(agencies, 2, land, kind="dinh_ky", people=6, large_group=True, day=_posted(agencies)),
        turn(agencies, 3, pay, date(2026, 9, 14), agency=agencies.xa_dong),
        turn(agencies, 4, pay, date(2026, 9, 15)),
        turn(agencies, 5, land, agency=agencies.xa_dong),
    ]
    return petitions, receptions


def _cases(agencies: Agencies, actor: Actor) -> None:
    rows = [
        cases.CaseRow(
            "VA-2026-001", "vu_an", "Tham ô", "tham_nhung", agencies.cong_an.pk, START, START, date(2026, 7, 1), date(2026, 8, 1),
            stage="xet_xu_so_tham", suspects=3, damage_million=Decimal("120.5"), recovered_million=Decimal(20),
        ),
        cases.CaseRow("VA-2026-002", "vu_an", "Đánh bạc", "trat_tu_xa_hoi", agencies.cong_an.pk, START, END, stage="dieu_tra", suspects=5),
    ]  # fmt: skip
    first, second = cases.load(rows=rows, by=actor)
    entered = cases.enter_list(case=first, list="bcd_tinh", on=date(2026, 7, 1), paper="QĐ 1", by=actor)
    cases.leave_list(oversight=entered, on=date(2026, 8, 1), paper="QĐ 2", by=actor)
    cases.enter_list(case=second, list="bcd_tinh", on=date(2026, 9, 14), paper="QĐ 3", by=actor)
    cases.enter_list(case=second, list="ban_thuong_vu", on=date(2026, 9, 14), paper="QĐ 4", by=actor)


def _findings(agencies: Agencies, actor: Actor) -> None:
    for source in ("thanh_tra", "kiem_toan"):
        steps = (findings.StepRow(date(2026, 7, 9), Decimal("30.5")),)
        item = findings.RecommendationRow("thu_hoi_nsnn", "Thu hồi", agencies.xa_dong.pk, Decimal("30.5"), steps=steps)
        late = findings.RecommendationRow("thu_hoi_nsnn", "Thu tiếp", agencies.xa_dong.pk, Decimal(50), deadline=date(2026, 8, 1))
        facts = {"source": source, "agency_id": agencies.thanh_tra.pk, "issued_on": date(2026, 7, 1)}
        paid = (findings.StepRow(date(2026, 6, 1), Decimal(40)), findings.StepRow(date(2026, 7, 10), Decimal(10)))
        carried = findings.RecommendationRow("thu_hoi_to_chuc", "Trả lại", agencies.xa_dong.pk, Decimal(100), steps=paid)
        earlier = {**facts, "issued_on": date(2026, 5, 4)}
        rows = [
            findings.ConclusionRow(
                number=f"0/{source}", subject="Kỳ trước", recommendations=(carried,), violation_million=Decimal(100), **earlier
            ),
            findings.ConclusionRow(
                number=f"1/{source}", subject="Một", recommendations=(item,), violation_million=Decimal("30.5"), **facts
            ),
            findings.ConclusionRow(number=f"2/{source}", subject="Hai", recommendations=(late,), violation_million=Decimal(50), **facts),
        ]
        findings.load(rows=rows, by=actor)


def _others(agencies: Agencies, actor: Actor) -> None:
    for kind in ActivityKind:
        mobilisation.record_activity(
            kind=kind, title=f"Việc {kind}", about="Sở Tài chính", agency_id=agencies.mat_tran.pk, on=date(2026, 7, 3), turns=2,
            attendances=40, households=3, million=Decimal("1.5"), by=actor,
        )  # fmt: skip
    mobilisation.record_award(
        kind="bang_khen", giver="UBND tỉnh", recipient="Tổ hòa giải", reason="Tốt", agency_id=agencies.xa_dong.pk, on=START, by=actor
    )
    for number, level in (("1-CT/TU", "tinh"), ("2-CT/TW", "trung_uong")):
        Directive.objects.create(
            kind="chi_thi", number=number, issuer="Cấp ủy", issuer_agency=agencies.tinh_uy, level=level, issued_on=START,
            subject="Chỉ thị", folded="chi thi", recorded_on=START,
        )  # fmt: skip
    facts = {"giver": agencies.tinh_uy, "lead": agencies.so_tu_phap, "title": "Việc", "folded": "viec", "deadline_kind": "ngay"}
    facts |= {"assigned_on": START, "first_deadline": date(2026, 8, 1), "deadline": date(2026, 8, 1)}
    for number, closed in (("1", date(2026, 7, 20)), ("2", date(2026, 8, 20)), ("3", None)):
        done = {"state": "hoan_thanh", "closed_on": closed, "reported_on": closed, "percent": 100} if closed else {}
        Task.objects.create(number=number, **facts, **done)


def build(agencies: Agencies, actor: Actor) -> Province:
    """Records of every register in the third quarter of 2026, some on its edges and some a year earlier; written on 14/9/2026."""
    petitions, receptions = _letters(agencies)
    before = Actor(None, "Nạp", None, "system", frozenset({"*"}), datetime(2026, 9, 14, 9, tzinfo=actor.at.tzinfo), None)
    _cases(agencies, before)
    _findings(agencies, before)
    _others(agencies, before)
    return Province(agencies, petitions, receptions)
