"""Decisions about tasks: which step may follow, whether one is late, and whether a later deadline may be asked for."""

from datetime import date

from giaoban.core.values.errors import InvalidInput, RefusedByLaw

from .choices import DeadlineKind, TaskState

OPEN = frozenset({TaskState.DA_GIAO, TaskState.DANG_LAM, TaskState.DA_BAO_CAO})
NEXT: dict[str, frozenset[str]] = {
    TaskState.DA_GIAO: frozenset({TaskState.DANG_LAM, TaskState.DA_BAO_CAO, TaskState.DA_HUY}),
    TaskState.DANG_LAM: frozenset({TaskState.DANG_LAM, TaskState.DA_BAO_CAO, TaskState.DA_HUY}),
    TaskState.DA_BAO_CAO: frozenset({TaskState.DANG_LAM, TaskState.HOAN_THANH, TaskState.DA_HUY}),
    TaskState.HOAN_THANH: frozenset(),
    TaskState.DA_HUY: frozenset(),
}


def check_step(state: str, new: str) -> None:
    """Raises RefusedByLaw when ``new`` cannot follow ``state``."""
    if new not in NEXT[state]:
        raise RefusedByLaw(
            "Nhiệm vụ đang ở bước “%(now)s” nên chưa chuyển sang “%(new)s” được.", now=TaskState.label_of(state), new=TaskState.label_of(new)
        )


def days_late(deadline: date | None, ended: date | None, today: date) -> int:
    """Days past the deadline on the day the result was reported, or today while it is open; 0 when in time or without a deadline."""
    return max(((ended or today) - deadline).days, 0) if deadline else 0


def check_deadline(kind: str, deadline: date | None, assigned_on: date) -> None:
    """A task with a day has one, not before its assignment; another kind has none. Raises InvalidInput."""
    if (kind == DeadlineKind.NGAY) != (deadline is not None):
        raise InvalidInput("Nhiệm vụ có ngày hạn phải ghi ngày; nhiệm vụ thường xuyên thì để trống ngày.", field="deadline")
    if deadline and deadline < assigned_on:
        raise InvalidInput("Hạn %(due)s trước ngày giao %(on)s. Sửa ngày hạn hoặc ngày giao.", due=f"{deadline:%d/%m/%Y}", on=f"{assigned_on:%d/%m/%Y}", field="deadline")


def check_extension(state: str, deadline: date | None, until: date, *, waiting: bool) -> None:
    """Raises RefusedByLaw or InvalidInput when a later deadline cannot be asked for."""
    if state not in OPEN or state == TaskState.DA_BAO_CAO:
        raise RefusedByLaw("Nhiệm vụ đã báo cáo kết quả hoặc đã kết thúc nên không xin gia hạn được.")
    if deadline is None:
        raise RefusedByLaw("Nhiệm vụ không có ngày hạn nên không cần gia hạn.")
    if waiting:
        raise RefusedByLaw("Đang có một lần xin gia hạn chờ quyết định.")
    if until <= deadline:
        raise InvalidInput("Ngày xin lùi %(until)s phải sau hạn hiện nay %(due)s.", until=f"{until:%d/%m/%Y}", due=f"{deadline:%d/%m/%Y}", field="until")


def check_day(on: date, assigned_on: date, today: date) -> None:
    """A step's day lies between the assignment and today. Raises InvalidInput."""
    if not assigned_on <= on <= today:
        raise InvalidInput("Ngày %(on)s phải từ ngày giao %(from)s đến hôm nay.", on=f"{on:%d/%m/%Y}", **{"from": f"{assigned_on:%d/%m/%Y}"}, field="on")
