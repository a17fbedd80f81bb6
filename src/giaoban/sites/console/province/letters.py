"""Reception turns and petitions of the province, quarter by quarter, each with its whole story as it will have gone."""

import random
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from giaoban.core.law import window
from giaoban.core.values.periods import Period
from giaoban.registers.petitions.choices import Channel, Disposition, Eligibility, Ending, Outcome, PetitionKind, PetitionState, Round
from giaoban.registers.petitions.rules.rows import PetitionRow

from .kit import dice
from .names import Somebody, somebody
from .offices import KINDS, OFFICES, home_of, office_on, working_days
from .stories import story
from .turns import Turn

SIZES = {
    "2024-Q4": 1244, "2025-Q1": 1127, "2025-Q2": 1288, "2025-Q3": 1263, "2025-Q4": 1196, "2026-Q1": 1109, "2026-Q2": 1172, "2026-Q3": 1081,
}  # fmt: skip
FAULTS = (
    "Đơn không có chữ ký hoặc điểm chỉ của người viết đơn.", "Đơn không ghi địa chỉ người viết đơn.", "Đơn không ghi ngày, tháng, năm viết đơn.",
    "Đơn đồng gửi nhiều cơ quan, trong đó có cơ quan có thẩm quyền.", "Đơn đã được hướng dẫn một lần, không có tình tiết mới.",
)  # fmt: skip
GONE_TO = ("UBND xã nơi phát sinh vụ việc", "Thanh tra tỉnh", "Sở Nông nghiệp và Môi trường", "Công an tỉnh", "Sở Xây dựng", "Sở Nội vụ")
D, S = Disposition, PetitionState


def petitions(period: Period, ids: dict[str, int], turns: list[Turn], earlier: list[PetitionRow], scale: float) -> list[PetitionRow]:
    """The letters received in a quarter's window. ``earlier``: letters that may be sent again. ``turns``: visits at which one was handed in."""
    days = window(period)
    return letters(period.code, days.start, days.end, round(SIZES[period.code] * scale), ids, turns, earlier)


def letters(
    label: str, start: date, end: date, size: int, ids: dict[str, int], turns: list[Turn], earlier: list[PetitionRow]
) -> list[PetitionRow]:
    roll = dice("letters", label)
    days, rows, masters = working_days(start, end), list[PetitionRow](), list(earlier)
    visits = iter(turns)
    for place in range(size):
        day = roll.choice(days)
        key = f"SN-{label}-{place + 1:05d}"
        again = [row for row in masters[-600:] if row.received_on < day] if roll.random() < 0.27 else []
        if again:
            rows.append(_repeated(roll.choice(again), key, day, ids, roll))
            continue
        turn = next(visits, None) if roll.random() < 0.16 else None
        row = _from_turn(turn, key) if turn else _new(key, day, ids, roll)
        row = _handled(row, roll)
        rows.append(row)
        masters.append(row)
    return sorted(rows, key=lambda row: (row.received_on, row.source_key))


def _new(key: str, day: date, ids: dict[str, int], roll: random.Random) -> PetitionRow:
    person = somebody(roll)
    kind = roll.choices([k for k, _ in KINDS], [n for _, n in KINDS])[0]
    office = roll.choices([code for code, _ in OFFICES], [n for _, n in OFFICES])[0]
    home = home_of(person, day)
    told = story(kind, place=home, hamlet=person.hamlet, year=day.year, roll=roll)
    channels = [
        (Channel.BUU_CHINH, 52),
        (Channel.TRUC_TIEP, 25),
        (Channel.HOP_THU, 8),
        (Channel.CHUYEN_DEN, 12),
        (Channel.LANH_DAO_CHUYEN, 3),
    ]
    channel = roll.choices([c for c, _ in channels], [n for _, n in channels])[0]
    row = PetitionRow(
        agency_id=ids[office_on(office, person, day, roll)], received_on=day, channel=channel, kind=kind, summary=told.text, source_key=key,
        written_on=day - timedelta(days=roll.randint(0, 9)), field=told.field, respondent=told.respondent, request=told.request,
        round=_round(kind, roll), signatories=1 if roll.random() < 0.9 else roll.randint(2, 46), remote=home.startswith("xã") and roll.random() < 0.1,
    )  # fmt: skip
    if channel == Channel.CHUYEN_DEN:
        row = replace(row, forwarded_by="Đoàn đại biểu Quốc hội tỉnh", forwarding_paper=f"{roll.randint(20, 690)}/CV-ĐĐBQH")
    if kind == PetitionKind.TO_CAO and roll.random() < 0.14:
        return replace(row, anonymous=True)
    return replace(row, **_identity(person, home))


def _identity(person: Somebody, home: str) -> dict[str, object]:
    return {
        "name": person.name, "birth_year": person.birth_year, "address": f"{person.hamlet}, {home}, tỉnh Sông Ngân", "place": home,
        "phone": person.phone, "identity_no": person.identity_no,
    }  # fmt: skip


def _round(kind: str, roll: random.Random) -> Round:
    if kind == PetitionKind.KHIEU_NAI and roll.random() < 0.14:
        return Round.LAN_HAI
    return Round.TIEP if kind == PetitionKind.TO_CAO and roll.random() < 0.06 else Round.LAN_DAU


def _from_turn(turn: Turn, key: str) -> PetitionRow:
    """A letter handed in by a visitor, about what the visit was about."""
    visit, told = turn
    return PetitionRow(
        agency_id=visit.agency_id, received_on=visit.received_on, channel=Channel.TIEP_CONG_DAN, kind=visit.petition_kind, summary=visit.summary,
        source_key=key, written_on=visit.received_on, field=told.field, respondent=told.respondent, request=told.request, name=visit.name,
        birth_year=visit.birth_year, address=visit.address, place=visit.place, phone=visit.phone, identity_no=visit.identity_no,
        signatories=visit.people, reception_key=visit.source_key,
    )  # fmt: skip


def _repeated(first: PetitionRow, key: str, day: date, ids: dict[str, int], roll: random.Random) -> PetitionRow:
    """The same person writes again about the same matter: kept, not handled a second time."""
    central = [ids["ban-tiep-cong-dan"], ids["thanh-tra-tinh"], ids["so-nnmt"] if day >= date(2025, 3, 1) else ids["so-tnmt-cu"]]
    master = first.duplicate_of_key or first.source_key
    done = day + timedelta(days=roll.randint(1, 5))
    again = roll.choice(("Gửi đơn lần thứ hai.", "Tiếp tục gửi đơn vì chưa nhận được trả lời.", "Đã gửi đơn trước đây, nay gửi lại."))
    return PetitionRow(
        agency_id=roll.choice(central), received_on=day, channel=Channel.BUU_CHINH, kind=first.kind, summary=f"{again} {first.summary}"[:2000],
        source_key=key, written_on=day - timedelta(days=roll.randint(0, 6)), field=first.field, respondent=first.respondent, request=first.request,
        round=first.round, name=first.name, birth_year=first.birth_year, address=first.address, place=first.place, phone=first.phone,
        identity_no=first.identity_no, anonymous=first.anonymous, duplicate_of_key=master, eligibility=Eligibility.KHONG_DU,
        ineligible_reason="Đơn trùng nội dung với đơn đã tiếp nhận.", disposition=D.LUU_DON, disposed_on=done, state=S.KET_THUC,
    )  # fmt: skip


def _handled(row: PetitionRow, roll: random.Random) -> PetitionRow:
    """What becomes of a first letter: kept, guided, passed on, or accepted and resolved."""
    done = row.received_on + timedelta(days=roll.randint(1, 5))
    if row.anonymous or roll.random() < 0.45:
        way, state = (D.LUU_DON, S.KET_THUC) if row.anonymous or roll.random() < 0.6 else (D.HUONG_DAN, S.DA_XU_LY)
        reason = "Đơn không rõ họ tên, địa chỉ người viết." if row.anonymous else roll.choice(FAULTS)
        return replace(row, eligibility=Eligibility.KHONG_DU, ineligible_reason=reason, disposition=way, disposed_on=done, state=state)
    if roll.random() > 0.24:
        way = D.HUONG_DAN if row.kind == PetitionKind.KHIEU_NAI and done < date(2026, 7, 1) else D.CHUYEN_DON
        paper = f"{roll.randint(12, 1900)}/{'HD' if way == D.HUONG_DAN else 'CV'}-TD"
        return replace(
            row, eligibility=Eligibility.DU, within_competence=False, disposition=way, disposed_on=done, disposition_paper=paper,
            sent_to=roll.choice(GONE_TO), state=S.DA_XU_LY,
        )  # fmt: skip
    row = replace(row, eligibility=Eligibility.DU, within_competence=True, disposition=D.DE_XUAT_THU_LY, disposed_on=done)
    return _resolved(row, done, roll)


def _resolved(row: PetitionRow, done: date, roll: random.Random) -> PetitionRow:
    accepted = done + timedelta(days=roll.randint(0, 3))
    if roll.random() < 0.07:
        return replace(
            row, state=S.KHONG_THU_LY, ending=Ending.KHONG_THU_LY, ended_on=accepted, ended_ground="Thời hiệu khiếu nại, tố cáo đã hết."
        )
    least, most = roll.choices([(14, 29), (31, 44), (58, 120)], [85, 10, 5])[0]
    days = roll.randint(least, most)
    decided = accepted + timedelta(days=days)
    if row.kind in (PetitionKind.KHIEU_NAI, PetitionKind.TO_CAO) and roll.random() < 0.06:
        return replace(
            row, state=S.DINH_CHI, accepted_on=accepted, ending=Ending.RUT_DON, ended_on=decided, ended_ground="Người viết đơn rút đơn."
        )
    paper = {"khieu_nai": "QĐ-GQKN", "to_cao": "KL-GQTC"}.get(row.kind, "CV-TL")
    row = replace(row, accepted_on=accepted, decided_on=decided, decision_number=f"{roll.randint(11, 2400)}/{paper}", state=S.DA_GIAI_QUYET)
    return replace(row, **_result(row, decided, roll))


def _result(row: PetitionRow, decided: date, roll: random.Random) -> dict[str, object]:
    if row.kind not in (PetitionKind.KHIEU_NAI, PetitionKind.TO_CAO):
        return {"outcome": Outcome.DA_TRA_LOI, "state": S.KET_THUC}
    if row.kind == PetitionKind.KHIEU_NAI and row.round == Round.LAN_HAI:
        outcome = Outcome.CONG_NHAN_LAN_DAU if roll.random() < 0.8 else Outcome.HUY_SUA_LAN_DAU
    else:
        outcome = roll.choices([Outcome.DUNG, Outcome.DUNG_MOT_PHAN, Outcome.SAI], [14, 26, 60])[0]
    found: dict[str, object] = {"outcome": outcome}
    if outcome in (Outcome.DUNG, Outcome.DUNG_MOT_PHAN, Outcome.HUY_SUA_LAN_DAU):
        if row.kind == PetitionKind.KHIEU_NAI:
            found |= {"returned_people_million": Decimal(roll.randint(15, 420)), "returned_individuals": roll.randint(1, 4)}
            found |= {"returned_people_m2": Decimal(roll.randint(20, 700))} if row.field == "dat_dai" else {}
        else:
            handled = roll.randint(1, 3)
            found |= {"recovered_state_million": Decimal(roll.randint(20, 610)), "people_handled": handled, "officials_handled": handled}
    elif outcome == Outcome.SAI:
        found["state"] = S.KET_THUC
    return found


RESULT_FIELDS = (
    "decided_on", "decision_number", "outcome", "executed_on", "recovered_state_million", "returned_people_million", "returned_people_m2",
    "returned_individuals", "people_handled", "officials_handled",
)  # fmt: skip


def known_on(row: PetitionRow, today: date) -> PetitionRow:
    """The story as far as it has gone on a day."""
    blank = {field.name: field.default for field in PetitionRow.__dataclass_fields__.values()}
    later: dict[str, object] = {}
    if row.decided_on and row.decided_on > today:
        later |= {name: blank[name] for name in RESULT_FIELDS} | {"state": S.DA_THU_LY}
    if row.ended_on and row.ended_on > today:
        later |= {"ending": "", "ended_on": None, "ended_ground": "", "state": S.DA_THU_LY if row.accepted_on else S.DA_XU_LY}
    if row.accepted_on and row.accepted_on > today:
        later |= {"accepted_on": None, "state": S.DA_XU_LY}
    if row.disposed_on and row.disposed_on > today:
        later |= {name: blank[name] for name in ("eligibility", "ineligible_reason", "within_competence", "disposition", "disposed_on")}
        later |= {"disposition_paper": "", "sent_to": "", "state": S.MOI, "duplicate_of_key": ""}
    return replace(row, **later) if later else row
