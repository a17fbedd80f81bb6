"""Reception turns of the province."""

import random
from dataclasses import replace
from datetime import date, timedelta

from giaoban.core.law import window
from giaoban.core.values.periods import Period
from giaoban.registers.petitions.choices import ReceptionAnswer, ReceptionKind, ReceptionMode
from giaoban.registers.petitions.rules.rows import ReceptionRow

from .kit import dice
from .names import somebody
from .offices import KINDS, OFFICES, home_of, office_on, working_days
from .stories import Story, story

SIZES = {
    "2024-Q4": 2871, "2025-Q1": 2640, "2025-Q2": 2905, "2025-Q3": 3010, "2025-Q4": 2784, "2026-Q1": 2598, "2026-Q2": 2716, "2026-Q3": 2552,
}  # fmt: skip
RECEIVERS = ("Cán bộ tiếp dân trực", "Phó Trưởng Ban Tiếp công dân", "Chủ tịch UBND", "Phó Chủ tịch UBND", "Giám đốc Sở", "Chánh Thanh tra")
GUIDED = (
    "UBND xã nơi có đất",
    "Chi nhánh Văn phòng đăng ký đất đai",
    "Tòa án nhân dân khu vực",
    "Sở Nội vụ",
    "Công an xã",
    "Thanh tra tỉnh",
)
Turn = tuple[ReceptionRow, Story]
_A = ReceptionAnswer


def turns(period: Period, ids: dict[str, int], scale: float) -> list[Turn]:
    """The visits in a quarter's window with the matter told."""
    days = window(period)
    return visits(period.code, days.start, days.end, round(SIZES[period.code] * scale), ids)


def visits(label: str, start: date, end: date, size: int, ids: dict[str, int]) -> list[Turn]:
    roll, days, found = dice("turns", label), working_days(start, end), list[Turn]()
    for place in range(size):
        found.append(_visit(f"TCD-{label}-{place + 1:05d}", roll.choice(days), found, ids, roll))
    return sorted(found, key=lambda turn: (turn[0].received_on, turn[0].source_key))


def _visit(key: str, day: date, found: list[Turn], ids: dict[str, int], roll: random.Random) -> Turn:
    person, again = somebody(roll), None
    if found and roll.random() < 0.12 and found[-1][0].received_on <= day and (past := roll.choice(found[-80:]))[0].received_on <= day:
        again = past
    kind = roll.choices([k for k, _ in KINDS], [n for _, n in KINDS])[0]
    office = roll.choices([code for code, _ in OFFICES], [n for _, n in OFFICES])[0]
    home = home_of(person, day)
    told = again[1] if again else story(kind, place=home, hamlet=person.hamlet, year=day.year, roll=roll)
    way = roll.choices([ReceptionKind.THUONG_XUYEN, ReceptionKind.DINH_KY, ReceptionKind.DOT_XUAT], [82, 14, 4])[0]
    people = roll.choices([1, roll.randint(2, 4), roll.randint(5, 34)], [88, 9, 3])[0]
    ours = roll.random() < 0.17
    answer, answered = _answer(day, ours, roll)
    row = ReceptionRow(
        agency_id=again[0].agency_id if again and again[0].agency_id in _lasting(ids, day) else ids[office_on(office, person, day, roll)],
        received_on=day, kind=way, petition_kind=told.kind, summary=told.text, source_key=key, request=told.request,
        name=again[0].name if again else person.name, birth_year=again[0].birth_year if again else person.birth_year,
        address=again[0].address if again else f"{person.hamlet}, {home}, tỉnh Sông Ngân", place=again[0].place if again else home,
        phone=again[0].phone if again else person.phone, identity_no=again[0].identity_no if again else person.identity_no,
        mode=ReceptionMode.TRUC_TUYEN if roll.random() < 0.03 else ReceptionMode.TRUC_TIEP,
        delegated=way != ReceptionKind.THUONG_XUYEN and roll.random() < 0.3, receiver=roll.choice(RECEIVERS), people=people,
        same_matter_people=people, matter_key=again[0].matter_key if again else key, within_competence=ours,
        guided_to="" if ours or answer != _A.DA_CHUYEN else roll.choice(GUIDED), answer=answer, answered_on=answered,
        past_handling="Đã được UBND xã trả lời, công dân không đồng ý." if roll.random() < 0.2 else "",
    )  # fmt: skip
    return row, told


def _lasting(ids: dict[str, int], day: date) -> set[int]:
    """Bodies of the province, which exist on every day."""
    return {ids[code] for code in ("ban-tiep-cong-dan", "thanh-tra-tinh", "so-xay-dung", "so-noi-vu", "cong-an-tinh")}


def _answer(day: date, ours: bool, roll: random.Random) -> tuple[str, date]:
    """The answer and its day."""
    given = day if roll.random() < 0.72 else day + timedelta(days=roll.randint(1, 12))
    if ours:
        return (_A.THU_LY if roll.random() < 0.9 else _A.CAN_THEM_THOI_GIAN), given
    return (_A.DA_CHUYEN if roll.random() < 0.94 else _A.TU_CHOI), given


def known_on(row: ReceptionRow, today: date) -> ReceptionRow:
    """The turn as far as it had gone on a day: without its answer when that came later."""
    if row.answered_on is None or row.answered_on <= today:
        return row
    return replace(row, answer="", answered_on=None, guided_to="")
