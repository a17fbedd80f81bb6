"""The calendar of heads: whose duty it is, how many days are owed by the law of the time, and what may be written on a day.

Weeks belong to the month their Thursday lies in; a duty by the week is owed by the law of that Thursday, one by the month by the law of the
month's last day. Only a day on which the head sat pays a duty; a delegated one is counted beside it (Thông tư 06/2025/TT-TTCP, biểu 01/TCD).
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.core.days import Calendar
from giaoban.core.law import Duty, due, reception_duties, reception_duty
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.words.dates import format_date
from giaoban.registers.petitions.choices import DayState, ReceptionKind, ReceptionMode

from .states import check_day

POSTING, ONLINE_NOTICE, ONLINE_TEST = "TCD_SCHEDULE", "TCD_ONLINE_NOTICE", "TCD_ONLINE_TEST"
ONLINE_BEGINS = date(2026, 7, 1)
HEADS = frozenset({ReceptionKind.DINH_KY, ReceptionKind.DOT_XUAT})
WEEK = timedelta(days=7)
_BY_KIND: Mapping[str, str] = {
    "ubnd_tinh": "chu_tich_ubnd_tinh", "ban_tiep_cong_dan": "chu_tich_ubnd_tinh", "ubnd_xa": "chu_tich_ubnd_xa", "so": "thu_truong_co_quan",
    "thanh_tra": "thu_truong_co_quan", "cong_an": "thu_truong_co_quan", "vien_kiem_sat": "thu_truong_co_quan",
    "toa_an": "thu_truong_co_quan", "thi_hanh_an": "thu_truong_co_quan",
}  # fmt: skip


def duty_of(kind: str, top: bool) -> str:
    """The role of the head of a body of this kind; "" when the law's table has none. ``top``: nothing stands above the body.

    At the provincial reception office it is the chairman of the province who receives (Luật Tiếp công dân Điều 12).
    """
    return ("bi_thu_tinh_uy" if top else "") if kind == "tinh_uy" else _BY_KIND.get(kind, "")


def roles() -> list[tuple[str, str]]:
    """(role, label) of every role with a duty, in the order of the law's table."""
    return list({duty.role: duty.label for duty in reception_duties()}.items())


@dataclass(frozen=True, slots=True)
class Span:
    """A week or a month for which days are owed, by one version of the law."""

    duty: Duty
    start: date
    end: date


def month_of(day: date) -> tuple[date, date]:
    """First and last day of the month of a day."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def quarter_of(day: date) -> tuple[date, date]:
    """First and last day of the three calendar months of a day: duties are owed by the month, not by the reporting period."""
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return first, month_of(first.replace(month=first.month + 2))[1]


def spans(role: str, start: date, end: date) -> tuple[Span, ...]:
    """Weeks and months owed by a role in whole calendar months from ``start`` to ``end``."""
    found = []
    thursday = start + timedelta(days=(3 - start.weekday()) % 7)
    while thursday <= end:
        duty = reception_duty(role, thursday)
        if duty is not None and duty.per == "week":
            found.append(Span(duty, thursday - timedelta(days=3), thursday + timedelta(days=3)))
        thursday += WEEK
    first = start
    while first <= end:
        last = month_of(first)[1]
        duty = reception_duty(role, last)
        if duty is not None and duty.per == "month":
            found.append(Span(duty, first, last))
        first = last + timedelta(days=1)
    return tuple(sorted(found, key=lambda span: (span.start, span.end)))


@dataclass(frozen=True, slots=True)
class Owed:
    """What a role owed and did in some months. ``missing``: days still lacking in weeks and months that are over."""

    owed: int
    held: int
    delegated: int
    missing: int
    duties: tuple[Duty, ...]


def owed(
    role: str, start: date, end: date, *, head: Iterable[date], delegated: Iterable[date], lives: tuple[date, date | None], today: date
) -> Owed:
    """``head``: days the head sat; ``delegated``: days somebody sat for the head; ``lives``: first and last day of the body."""
    due_spans = [s for s in spans(role, start, end) if s.end >= lives[0] and (lives[1] is None or s.start <= lives[1])]
    sat = sorted(set(head))
    missing = sum(max(s.duty.days - sum(s.start <= day <= s.end for day in sat), 0) for s in due_spans if s.end < today)
    return Owed(
        sum(s.duty.days for s in due_spans),
        sum(start <= day <= end for day in sat),
        sum(start <= day <= end for day in set(delegated)),
        missing,
        tuple(dict.fromkeys(s.duty for s in due_spans)),
    )


def latest(rule: str, on: date, days: Calendar) -> date | None:
    """The last day on which a backward duty is done in time before a reception day; None when the law of then had none."""
    try:
        return due(rule, on, calendar=days).due
    except RefusedByLaw:
        return None


def duties_before(mode: str, on: date, kind: str = ReceptionKind.DINH_KY) -> tuple[str, ...]:
    """What has to be done before a reception day: posting (not for an unscheduled one), and for an online one the notice and the test."""
    found = (POSTING,) if kind == ReceptionKind.DINH_KY else ()
    return (*found, ONLINE_NOTICE, ONLINE_TEST) if mode == ReceptionMode.TRUC_TUYEN and on >= ONLINE_BEGINS else found


def check_plan(*, duty: str, kind: str, mode: str, on: date, ground: str, day_off: str) -> None:
    """Raises InvalidInput or RefusedByLaw for a day that cannot be planned so. ``day_off``: why people do not work on the day."""
    if duty not in dict(roles()):
        raise InvalidInput("Không có vai trò “%(value)s” trong bảng trách nhiệm tiếp công dân.", value=duty, field="duty")
    if kind not in HEADS:
        raise InvalidInput("Lịch lãnh đạo chỉ có tiếp định kỳ hoặc đột xuất.", field="kind")
    if kind == ReceptionKind.DOT_XUAT and not ground.strip():
        text = "Ghi lý do tiếp đột xuất: vụ việc gay gắt, phức tạp, đông người, liên quan nhiều cơ quan (Luật Tiếp công dân Điều 18.3)."
        raise InvalidInput(text, field="ground")
    if kind == ReceptionKind.DINH_KY and day_off:
        text = "Ngày %(day)s là ngày nghỉ (%(why)s), không lên lịch tiếp định kỳ. Chọn ngày làm việc."
        raise InvalidInput(text, day=format_date(on), why=day_off, field="on")
    check_online_day(mode, on)


def check_online_day(mode: str, on: date) -> None:
    """Raises RefusedByLaw for online reception before the law knew it."""
    if mode == ReceptionMode.TRUC_TUYEN and on < ONLINE_BEGINS:
        text = "Tiếp công dân trực tuyến có từ 01/7/2026 (Luật Tiếp công dân Điều 3a); ngày %(day)s chưa được tiếp trực tuyến."
        raise RefusedByLaw(text, day=format_date(on), field="mode")


def check_posting(planned: Sequence[date], posted_on: date, today: date) -> None:
    """Raises InvalidInput when a calendar is said to be posted in the future or after the day it announces."""
    check_day("Ngày niêm yết", posted_on, after=("", None), today=today, field="posted_on")
    if late := [day for day in planned if day < posted_on]:
        text = "Ngày tiếp %(day)s đã qua trước ngày niêm yết %(posted)s. Ghi lại ngày niêm yết."
        raise InvalidInput(text, day=format_date(min(late)), posted=format_date(posted_on), field="posted_on")


def check_still_planned(state: str, on: date) -> None:
    """Raises RefusedByLaw when the day was held, put off or given up already."""
    if state != DayState.THEO_LICH:
        text = "Ngày tiếp %(day)s đã ghi “%(state)s”, không ghi lại được."
        raise RefusedByLaw(text, day=format_date(on), state=DayState.label_of(state).lower(), field="state")


def check_postponement(on: date, to: date, reason: str, today: date) -> None:
    """A postponement names the new day and why (Luật Tiếp công dân Điều 24.4). Raises InvalidInput."""
    if not reason.strip():
        raise InvalidInput("Ghi lý do hoãn để thông báo tại nơi tiếp công dân.", field="reason")
    if to == on or to < today:
        text = "Ngày tiếp thay phải khác ngày %(day)s và chưa qua (hôm nay %(today)s)."
        raise InvalidInput(text, day=format_date(on), today=format_date(today), field="to")
