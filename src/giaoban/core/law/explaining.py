"""The explanation of a deadline: sentences an official can check against the law, each with its basis or the reading it rests on."""

from collections.abc import Iterable
from datetime import date, timedelta

from giaoban.core.days import Calendar, weekday_name

from .answer import Deadline, Plan, Step
from .counting import Count
from .loading import readings, transitions
from .model import Direction, Length, Unit

CIVIL = "Bộ luật Dân sự 91/2015/QH13"
CRIMINAL = "Bộ luật Tố tụng hình sự 101/2015/QH13"
_ROLL_BASIS = {"civil": f"{CIVIL}, Điều 148", "criminal": f"{CRIMINAL}, Điều 134"}
_MONTH_BASIS = _ROLL_BASIS
SATURDAY = 5


class _Telling:
    """Collects the steps; ``confirmed`` falls when a step rests on a reading or on a day that is not certain."""

    def __init__(self, confirmed: bool) -> None:
        self.steps: list[Step] = []
        self.confirmed = confirmed

    def say(self, day: date, text: str, basis: str) -> None:
        self.steps.append(Step(day, text + ".", basis))

    def by_reading(self, day: date, text: str, key: str) -> None:
        self.confirmed = False
        self.say(day, text, readings()[key].text)


def explain(plan: Plan, counted: Count, calendar: Calendar, other: Deadline | None) -> tuple[tuple[Step, ...], bool]:
    """The steps of a counted plan, and whether the answer is certain."""
    told = _Telling(plan.version.confirmed)
    if not plan.version.confirmed:
        text = "Nội dung quy định này mới biết qua nguồn gián tiếp, cần kiểm chứng trước khi dùng làm căn cứ"
        told.say(plan.start, text, plan.version.cite)
    _first_day(plan, told)
    _lengths(plan, told)
    _suspensions(plan, counted, told)
    if plan.version.direction is Direction.BEFORE:
        _backward(plan, counted, calendar, told)
    else:
        _forward(plan, counted, calendar, told)
    _calendar_doubts(plan, counted, calendar, told)
    _clauses(plan, counted, other, told)
    if plan.version.consequence:
        told.say(counted.due, f"Quá hạn: {plan.version.consequence}", plan.version.cite)
    return tuple(told.steps), told.confirmed


def vn_date(day: date) -> str:
    """14/9/2026, as the desk writes dates."""
    return f"{day.day}/{day.month}/{day.year}"


def _full(day: date) -> str:
    return f"{weekday_name(day)} {vn_date(day)}"


def _first_day(plan: Plan, told: _Telling) -> None:
    event = plan.rule.event if plan.rule.event.startswith("Ngày ") else f"{plan.rule.event} ngày"
    text = f"{event} {vn_date(plan.start)}; ngày này không tính vào thời hạn"
    if plan.version.direction is Direction.BEFORE:
        told.by_reading(plan.start, text, "backward")
    elif plan.lengths[-1].unit is Unit.HOUR:
        told.say(plan.start, f"{event} {vn_date(plan.start)}", plan.version.cite)
    elif plan.rule.counting == "criminal":
        told.by_reading(plan.start, text, "first_day_criminal")
    else:
        told.say(plan.start, text, f"{CIVIL}, Điều 147")
    if plan.law_on is not None:
        version = plan.version
        until = f" đến {vn_date(version.until)}" if version.until else ""
        text = f"Áp dụng bản quy định có hiệu lực ngày {vn_date(plan.law_on)} (từ {vn_date(version.start)}{until}) theo lựa chọn của cán bộ"
        if version.holds_on(plan.start):
            told.say(plan.law_on, text, version.cite)
        else:
            told.by_reading(plan.law_on, text, "law_on")


def _lengths(plan: Plan, told: _Telling) -> None:
    version = plan.version
    case = f", trường hợp {plan.case.label}" if plan.case else ""
    if version.direction is Direction.BEFORE:
        text = f"Phải làm xong chậm nhất {plan.base} trước ngày này{case} ({plan.rule.label})"
    else:
        text = f"Thời hạn {plan.base}{case} ({plan.rule.label})"
    told.say(plan.start, text, version.cite)
    if plan.case and plan.case.note:
        told.say(plan.start, plan.case.note, "; ".join(item.cite for item in plan.case.basis) or version.cite)
    if version.note:
        told.say(plan.start, version.note, version.cite)
    for number, extension in enumerate(plan.granted, 1):
        if extension.total:
            told.by_reading(
                plan.start,
                f"Gia hạn lần {number}{_by(extension.label)}: tổng thời hạn {extension.length} kể từ ngày đầu",
                "extension_total",
            )
        else:
            told.by_reading(plan.start, f"Gia hạn lần {number}{_by(extension.label)}: cộng thêm {extension.length}", "extension")


def _by(label: str) -> str:
    return f" ({label})" if label else ""


def _suspensions(plan: Plan, counted: Count, told: _Telling) -> None:
    for first, last in plan.pauses:
        days = (last - first).days + 1
        low, high = sorted((plan.start, counted.due))
        if last <= low or first > high:
            text = f"Thời gian tạm đình chỉ từ {vn_date(first)} đến {vn_date(last)} nằm ngoài thời gian tính hạn, không làm thay đổi hạn"
        else:
            text = (
                f"Từ {vn_date(first)} đến {vn_date(last)} ({days} ngày) không tính vào thời hạn; hồ sơ phải có {plan.rule.suspension_paper}"
            )
        told.by_reading(first, text, "suspension")


def _forward(plan: Plan, counted: Count, calendar: Calendar, told: _Telling) -> None:
    total = _total(plan)
    units = {length.unit for length in plan.lengths}
    end = _full(counted.nominal)
    if Unit.HOUR in units:
        told.by_reading(counted.due, f"Đủ {total}: đến cùng giờ ngày {end}", "hours")
        return
    if Unit.WORKING_DAY in units:
        text = f"Đếm đủ {total} từ ngày tiếp theo: hết ngày {end}{_passed(counted.skipped, calendar)}"
        told.say(counted.nominal, text, f"{plan.version.cite}; Bộ luật Lao động 45/2019/QH14, Điều 111, Điều 112")
        return
    if Unit.MONTH in units:
        if plan.version.month_days:
            text = f"Mỗi tháng tính {plan.version.month_days} ngày; đủ {total}: hết ngày {end}"
        else:
            text = f"Đủ {total}, đến ngày trùng số của tháng cuối (tháng không có ngày đó thì lấy ngày cuối tháng): {end}"
    else:
        text = f"Đếm đủ {total} từ ngày tiếp theo: hết ngày {end}"
    told.say(counted.nominal, text, _MONTH_BASIS[plan.rule.counting])
    if counted.due != counted.nominal:
        text = f"Ngày cuối gặp ngày nghỉ{_passed(counted.skipped, calendar)}: hạn dời đến {_full(counted.due)}"
        told.say(counted.due, text, _ROLL_BASIS[plan.rule.counting])
    elif not plan.version.rollover:
        text = f"Hạn giữ nguyên {end}, không dời khi gặp ngày nghỉ"
        if calendar.is_working(counted.due):
            told.say(counted.due, text, readings()["no_rollover"].text)
        elif plan.version.month_days:
            told.say(counted.due, text, _ROLL_BASIS["criminal"])
        else:
            told.by_reading(counted.due, text, "no_rollover")


def _total(plan: Plan) -> str:
    """ "90 ngày (30 + 30 + 30)", or "2 tháng + 30 ngày" when the units differ."""
    lengths = plan.lengths
    if len(lengths) > 1 and len({length.unit for length in lengths}) == 1:
        parts = " + ".join(str(length.amount) for length in lengths)
        return f"{Length(sum(length.amount for length in lengths), lengths[0].unit)} ({parts})"
    return " + ".join(str(length) for length in lengths)


def _backward(plan: Plan, counted: Count, calendar: Calendar, told: _Telling) -> None:
    text = f"Đếm lùi đủ {plan.base}: ngày {_full(counted.nominal)}"
    if plan.base.unit is Unit.WORKING_DAY:
        text += _passed(counted.skipped, calendar)
    told.by_reading(counted.nominal, text, "backward")
    if counted.due != counted.nominal:
        text = f"Gặp ngày nghỉ{_passed(counted.skipped, calendar)}: phải làm xong chậm nhất {_full(counted.due)}"
        told.by_reading(counted.due, text, "backward")


def _passed(days: tuple[date, ...], calendar: Calendar) -> str:
    """ ", bỏ qua 29/8 đến 2/9/2026 (thứ Bảy, Chủ nhật, nghỉ hoán đổi, Quốc khánh)": runs of neighbouring days are told together."""
    return f", bỏ qua {_spans(days, calendar)}" if days else ""


def _spans(days: Iterable[date], calendar: Calendar) -> str:
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][-1] == timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    told = []
    for run in runs:
        reasons = ", ".join(dict.fromkeys(calendar.reason(day) for day in run))
        span = vn_date(run[0]) if len(run) == 1 else f"{run[0].day}/{run[0].month} đến {vn_date(run[-1])}"
        told.append(f"{span} ({reasons})")
    return "; ".join(told)


def _calendar_doubts(plan: Plan, counted: Count, calendar: Calendar, told: _Telling) -> None:
    swapped = [day for day in counted.decisive if calendar.is_working(day) and day.weekday() >= SATURDAY]
    for day in swapped:
        told.by_reading(day, f"{_full(day)} là ngày làm việc: {calendar.reason(day)}", "swap_saturday")
    doubted = [day for day in counted.decisive if not calendar.is_confirmed(day)]
    years = sorted({day.year for day in doubted if not calendar.confirmed(day.year)})
    for year in years:
        text = f"Lịch nghỉ năm {year} chưa có thông báo được kiểm chứng; ngày nghỉ lấy theo luật hoặc nguồn gián tiếp, cần kiểm chứng"
        told.confirmed = False
        told.say(counted.due, text, "Bộ luật Lao động 45/2019/QH14, Điều 111, Điều 112")
    by_paper: dict[str, list[date]] = {}
    for day in sorted({day for day in doubted if day.year not in years}):
        by_paper.setdefault(calendar.basis(day), []).append(day)
    for paper, days in by_paper.items():
        told.confirmed = False
        told.say(days[-1], f"Ngày {_spans(days, calendar)} mới biết qua nguồn gián tiếp, cần kiểm chứng", paper)


def _clauses(plan: Plan, counted: Count, other: Deadline | None, told: _Telling) -> None:
    for clause in transitions():
        if clause.concerns(plan.rule.id) and clause.topic == "note" and plan.start < clause.day <= counted.due:
            told.say(clause.day, clause.text, clause.basis)
        if other is not None and clause.concerns(plan.rule.id) and clause.topic == "alternative":
            told.confirmed = told.confirmed and counted.due < clause.day
            length = other.version.length
            told.say(other.due, f"{clause.text} {vn_date(other.due)} ({length}, {other.version.cite})", clause.basis)
