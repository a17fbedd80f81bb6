"""Decisions about tasks as pure functions: what may follow, whether a task is late, whether its deadline may move."""

from dataclasses import dataclass
from datetime import date

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.values.kinds import gettext_noop
from giaoban.core.words.dates import format_date

from .choices import DeadlineKind, TaskState, Timing

NEXT: dict[str, frozenset[str]] = {
    TaskState.DA_GIAO: frozenset({TaskState.DANG_LAM, TaskState.DA_BAO_CAO, TaskState.DA_HUY}),
    TaskState.DANG_LAM: frozenset({TaskState.DANG_LAM, TaskState.DA_BAO_CAO, TaskState.DA_HUY}),
    TaskState.DA_BAO_CAO: frozenset({TaskState.DANG_LAM, TaskState.HOAN_THANH, TaskState.DA_HUY}),
    TaskState.HOAN_THANH: frozenset(),
    TaskState.DA_HUY: frozenset(),
}
CLOSED = frozenset({TaskState.HOAN_THANH, TaskState.DA_HUY})
WORKING = frozenset({TaskState.DA_GIAO, TaskState.DANG_LAM})
_STEPS: dict[str, str] = {
    TaskState.DA_GIAO: gettext_noop("Cơ quan chủ trì báo cáo tiến độ"),
    TaskState.DANG_LAM: gettext_noop("Cơ quan chủ trì báo cáo kết quả"),
    TaskState.DA_BAO_CAO: gettext_noop("Cơ quan giao nghiệm thu hoặc trả lại"),
}


@dataclass(frozen=True, slots=True)
class Lateness:
    """How a task stands against its deadline. ``days``: calendar days past it (late) or left (still ahead), else 0."""

    timing: Timing
    days: int = 0

    @property
    def late(self) -> bool:
        return self.timing == Timing.QUA_HAN

    @property
    def text(self) -> str:
        """ "quá hạn 3 ngày", "còn 5 ngày", "đúng hạn"."""
        if self.timing == Timing.QUA_HAN:
            return f"quá hạn {self.days} ngày"
        return f"còn {self.days} ngày" if self.timing == Timing.CON_HAN else self.timing.label.lower()


def next_states(state: str) -> frozenset[str]:
    return NEXT[state]


def next_step(state: str) -> str:
    """What has to be done next, and by whom; "" when the task is closed."""
    return _STEPS.get(state, "")


def lateness(*, state: str, deadline: date | None, reported_on: date | None, today: date) -> Lateness:
    """Counted by date from the deadline to the day the result was reported, or to today while none is.

    Time the giver takes to look at a result is not the lead agency's; a returned result was no report (``reported_on`` is empty again).
    """
    if state == TaskState.DA_HUY:
        return Lateness(Timing.THOI)
    if deadline is None:
        return Lateness(Timing.KHONG_HAN)
    past = ((reported_on or today) - deadline).days
    if past > 0:
        return Lateness(Timing.QUA_HAN, past)
    if reported_on is not None:
        return Lateness(Timing.DUNG_HAN)
    return Lateness(Timing.HOM_NAY) if past == 0 else Lateness(Timing.CON_HAN, -past)


def check_next(state: str, to: str) -> None:
    """Raises RefusedByLaw when a task in this state cannot go there."""
    if to not in NEXT[state]:
        if state in CLOSED:
            raise RefusedByLaw("Nhiệm vụ đã kết thúc (%(state)s).", state=TaskState.label_of(state).lower())
        if state == TaskState.DA_BAO_CAO:
            raise RefusedByLaw("Kết quả đã báo cáo, đang chờ nghiệm thu. Chờ cơ quan giao nghiệm thu hoặc trả lại.")
        raise RefusedByLaw("Nhiệm vụ chưa có báo cáo kết quả để nghiệm thu hoặc trả lại.")


def check_day(on: date, after: date, today: date, field: str = "on") -> None:
    """Something done with a task happens from the day before it on and not in the future. Raises InvalidInput."""
    if not after <= on <= today:
        raise InvalidInput("Ngày %(on)s phải từ %(after)s đến hôm nay.", on=format_date(on), after=format_date(after), field=field)


def check_deadline(kind: str, deadline: date | None, assigned_on: date) -> None:
    """A dated task has a deadline from the day of assignment on, another has none. Raises InvalidInput."""
    if kind not in DeadlineKind.__members__.values():
        raise InvalidInput("Không có loại hạn “%(value)s”.", value=kind, field="deadline_kind")
    if kind == DeadlineKind.NGAY and deadline is None:
        raise InvalidInput("Ghi ngày hạn, hoặc chọn “Thường xuyên”, “Chưa định hạn”.", field="deadline")
    if kind != DeadlineKind.NGAY and deadline is not None:
        raise InvalidInput("Nhiệm vụ thường xuyên hoặc chưa định hạn thì không ghi ngày hạn.", field="deadline")
    if deadline is not None and deadline < assigned_on:
        raise InvalidInput(
            "Hạn %(deadline)s trước ngày giao %(assigned)s.",
            deadline=format_date(deadline),
            assigned=format_date(assigned_on),
            field="deadline",
        )


def check_basis(number: str, issued_on: date | None, ends_on: date | None, assigned_on: date) -> None:
    """A task is given on the basis of a document that was issued and still holds. Raises RefusedByLaw."""
    if issued_on is not None and assigned_on < issued_on:
        raise RefusedByLaw("Văn bản %(number)s ban hành sau ngày giao.", number=number, field="provision")
    if ends_on is not None and assigned_on > ends_on:
        raise RefusedByLaw("Văn bản %(number)s đã hết hiệu lực ngày %(on)s.", number=number, on=format_date(ends_on), field="provision")


def check_percent(percent: int) -> None:
    if not 0 <= percent <= 100:
        raise InvalidInput("Tiến độ phải từ 0 đến 100%%, không phải %(percent)s.", percent=percent, field="percent")


def check_extension(*, state: str, deadline: date | None, until: date, waiting: bool) -> None:
    """A later day than the present deadline, while the work goes on, one request at a time. Raises RefusedByLaw, InvalidInput."""
    if state not in WORKING:
        text = "Nhiệm vụ đã kết thúc, không xin gia hạn." if state in CLOSED else "Kết quả đã báo cáo, không xin gia hạn nữa."
        raise RefusedByLaw(text, field="until")
    if deadline is None:
        raise RefusedByLaw("Nhiệm vụ không có ngày hạn nên không có gì để gia hạn.", field="until")
    if waiting:
        raise RefusedByLaw("Đã có một đề nghị gia hạn chờ quyết định. Chờ trả lời trước khi xin tiếp.", field="until")
    check_later(deadline, until)


def check_later(deadline: date, until: date) -> None:
    """Raises InvalidInput when the new day is not after the present deadline."""
    if until <= deadline:
        raise InvalidInput("Ngày xin lùi phải sau hạn hiện nay %(deadline)s.", deadline=format_date(deadline), field="until")
