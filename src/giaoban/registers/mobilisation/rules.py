"""Decisions about mass-mobilisation work: what a record must say."""

from datetime import date
from decimal import Decimal

from giaoban.core.values.errors import InvalidInput

from .choices import ActivityKind, ActivityState, AwardKind

NEEDS_SUBJECT = (ActivityKind.GIAM_SAT, ActivityKind.PHAN_BIEN)


def check_activity(
    *, kind: str, state: str, on: date, until: date | None, about: str, numbers: dict[str, Decimal | int], today: date
) -> None:
    """Raises InvalidInput. A supervision names the body supervised and a critique the draft; only planned work lies in the future."""
    if kind not in ActivityKind.__members__.values():
        raise InvalidInput("Không có loại hoạt động “%(kind)s”.", kind=kind, field="kind")
    if state not in ActivityState.__members__.values():
        raise InvalidInput("Không có trạng thái “%(state)s”.", state=state, field="state")
    if until is not None and until < on:
        raise InvalidInput("Ngày kết thúc trước ngày bắt đầu.", field="until")
    if state != ActivityState.KE_HOACH and on > today:
        raise InvalidInput("Ngày %(on)s chưa đến: ghi trạng thái “Theo kế hoạch”.", on=f"{on:%d/%m/%Y}", field="on")
    if state == ActivityState.DA_XONG and until is not None and until > today:
        raise InvalidInput("Hoạt động chưa đến ngày kết thúc thì chưa ghi “Đã kết thúc”.", field="state")
    if kind in NEEDS_SUBJECT and not about:
        raise InvalidInput("Ghi cơ quan được giám sát hoặc dự thảo được phản biện.", field="about")
    for field, value in numbers.items():
        if value < 0:
            raise InvalidInput("Số không được âm.", field=field)


def check_award(*, kind: str, on: date | None, today: date) -> None:
    if kind not in AwardKind.__members__.values():
        raise InvalidInput("Không có hình thức khen thưởng “%(kind)s”.", kind=kind, field="kind")
    if on is not None and on > today:
        raise InvalidInput("Ngày %(on)s chưa đến.", on=f"{on:%d/%m/%Y}", field="on")
