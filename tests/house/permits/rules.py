"""What a permit must satisfy."""

from datetime import date

from giaoban.core.values.errors import InvalidInput

from .choices import PermitKind


def check_permit(*, kind: str, issued_on: date, today: date) -> None:
    """Raises InvalidInput for an unknown kind or a day that has not come."""
    if kind not in list(PermitKind):
        raise InvalidInput("Không có loại giấy phép “%(kind)s”.", kind=kind, field="kind")
    if issued_on > today:
        raise InvalidInput("Ngày cấp không thể sau hôm nay.", field="issued_on")
