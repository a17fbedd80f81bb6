"""The calendar of the province's heads, and its turns of reception laid on the days it has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

from giaoban.core.law import reception_duty
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions.actions import DayRow
from giaoban.registers.petitions.choices import DayState, ReceptionKind, ReceptionMode
from giaoban.registers.petitions.rules.reception_days import ONLINE_BEGINS, duty_of
from giaoban.registers.petitions.rules.rows import ReceptionRow

from .bodies import NEW_BEGINS
from .kit import dice
from .offices import working_days
from .turns import Turn

HEADS = {
    "chu_tich_ubnd_tinh": ("Giàng A Lử, Chủ tịch UBND tỉnh", "Phó Chủ tịch UBND tỉnh"),
    "chu_tich_ubnd_xa": ("Chủ tịch {name}", "Phó Chủ tịch {name}"),
    "bi_thu_tinh_uy": ("Lường Ích Nhuận, Bí thư Tỉnh ủy", "Phó Bí thư Thường trực Tỉnh ủy"),
    "thu_truong_co_quan": ("Thủ trưởng {name}", "Cấp phó {name}"),
}
REASONS = ("Đi công tác đột xuất theo triệu tập", "Chỉ đạo phòng, chống mưa lũ tại cơ sở")


def role_of(agency: Agency) -> str:
    return duty_of(agency.kind, agency.parent_id is None)


@cache
def _days_of(code: str, role: str, year: int, month: int) -> tuple[date, ...]:
    """The days of a head in a month, as many as the law of the month asks for."""
    first = date(year, month, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    work, roll = working_days(first, last), dice("calendar", code, year, month)
    duty = reception_duty(role, last)
    if duty is None:
        return ()
    if duty.per == "week":
        day = dice("weekday", code).randrange(5)
        return tuple(each for each in work if each.weekday() == day)
    part = len(work) // duty.days
    return tuple(work[part * place + roll.randrange(part)] for place in range(duty.days))


def _planned(agency: Agency, start: date, end: date) -> list[date]:
    """Days a head of a present body was to receive; the calendars of the bodies that ended in 2025 are not kept."""
    role, found, month = role_of(agency), [], start.replace(day=1)
    if not role or agency.kind == "ubnd_tinh" or (agency.ends_on and agency.ends_on < NEW_BEGINS):
        return []
    while month <= end:
        found += [on for on in _days_of(agency.code, role, month.year, month.month) if start <= on <= end]
        month = (month + timedelta(days=31)).replace(day=1)
    return [on for on in found if agency.starts_on <= on and (agency.ends_on is None or on <= agency.ends_on)]


def _fate(agency: Agency, on: date) -> tuple[str, bool]:
    """(state, delegated) of a day gone by."""
    chance = dice("held", agency.code, on).random()
    return (DayState.KHONG_TIEP, False) if chance < 0.03 else (DayState.DA_TIEP, chance > 0.8)


def _seated(agency: Agency, delegated: bool) -> str:
    return HEADS.get(role_of(agency), HEADS["thu_truong_co_quan"])[delegated].format(name=agency.short_name)


def days(agencies: Iterable[Agency], start: date, end: date, today: date) -> list[DayRow]:
    """The calendar of some weeks: days gone by with who sat, days ahead as planned; most of them posted in time."""
    found = []
    for agency in agencies:
        for on in _planned(agency, start, end):
            state, delegated = _fate(agency, on) if on <= today else (DayState.THEO_LICH, False)
            ahead = dice("posted", agency.code, on).choice([9, 10, 12, 14, 14, 3])
            posted = working_days(on - timedelta(days=40), on)[-1 - ahead]
            found.append(
                DayRow(
                    agency.pk, role_of(agency), on, place=f"Trụ sở tiếp công dân {agency.short_name}", leader=_seated(agency, False),
                    posted_on=posted if posted <= today else None, state=state, delegated=delegated,
                    receiver=_seated(agency, delegated) if state == DayState.DA_TIEP else "",
                    reason=dice("why", agency.code, on).choice(REASONS) if state == DayState.KHONG_TIEP else "",
                )
            )  # fmt: skip
    return found


def laid(seen: Sequence[Turn], agencies: Mapping[str, Agency], start: date, end: date) -> list[Turn]:
    """Visits with those of heads on days of the calendar: periodic ones on the nearest day held, the rest unscheduled; sat by whom it says."""
    by_id = {agency.pk: agency for agency in agencies.values()}
    held = {
        pk: [on for on in _planned(agency, start, end) if _fate(agency, on)[0] == DayState.DA_TIEP]
        for pk, agency in by_id.items()
        if pk in {row.agency_id for row, _ in seen}
    }
    found = [(_laid(row, by_id[row.agency_id], held[row.agency_id]), told) for row, told in seen]
    return sorted(found, key=lambda turn: (turn[0].received_on, turn[0].source_key))


def _laid(row: ReceptionRow, agency: Agency, held: Sequence[date]) -> ReceptionRow:
    online = row.mode == ReceptionMode.TRUC_TUYEN and row.received_on >= ONLINE_BEGINS
    row = replace(row, mode=ReceptionMode.TRUC_TUYEN if online else ReceptionMode.TRUC_TIEP)
    if row.kind == ReceptionKind.THUONG_XUYEN:
        return row
    on = row.received_on
    if row.kind == ReceptionKind.DINH_KY and held:
        on = next((each for each in held if each >= row.received_on), held[-1])
    kind = row.kind if not held else ReceptionKind.DINH_KY if on in held else ReceptionKind.DOT_XUAT
    delegated = _fate(agency, on)[1]
    answered = row.answered_on + (on - row.received_on) if row.answered_on else None
    return replace(row, received_on=on, kind=kind, delegated=delegated, receiver=_seated(agency, delegated), answered_on=answered)
