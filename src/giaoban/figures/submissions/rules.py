"""Decisions about returns: what an agency must send, which numbers can be, and what may be done in which state."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.choices import Source
from giaoban.figures.indicators.rules import Indicator, catalogue

from .choices import ReturnState

SENT = (ReturnState.DA_GUI, ReturnState.DA_NHAN)
FRACTIONS = ("triệu đồng", "tỷ đồng", "đồng", "%", "m2", "ha", "kg", "tấn")
BIGGEST = Decimal(10) ** 15
QUARTERS = {"H1": ("Q1", "Q2"), "M9": ("Q1", "Q2", "Q3"), "YEAR": ("Q1", "Q2", "Q3", "Q4")}


class Sent(dict[str, dict[int, Decimal]]):
    """What agencies sent: code → agency → value; ``sheets``: agency → the numbers of the returns it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.sheets: dict[int, list[int]] = {}


def quarters_of(period: Period) -> list[Period]:
    """The quarters whose returns make up a period; a quarter is its own."""
    return [Period(period.year, part) for part in QUARTERS.get(period.part, (period.part,))]


def needed_of(kind: str) -> list[Indicator]:
    """What an agency of this kind must send, in the order of the catalogue; for others everything is counted from the registers."""
    return [i for i in catalogue().values() if i.source == Source.SUBMITTED and kind in i.senders]


def parts_of() -> list[tuple[Indicator, Indicator]]:
    """(part, whole) of submitted figures: the numerator of a rate is never more than its denominator."""
    known = catalogue()
    pairs = ((known[i.numerator], known[i.denominator]) for i in known.values() if i.numerator)
    return [(part, whole) for part, whole in pairs if part.source == whole.source == Source.SUBMITTED]


def check_values(values: Mapping[str, Decimal | None], needed: Iterable[Indicator]) -> None:
    """Numbers of a return: known, not negative, whole where things are counted, a part never above its whole. Raises InvalidInput."""
    known = {i.code: i for i in needed}
    for code, value in values.items():
        if code not in known:
            raise InvalidInput("Cơ quan này không gửi chỉ tiêu “%(code)s”.", code=code, field=code)
        if value is None:
            continue
        name = known[code].name
        if not value.is_finite() or not 0 <= value < BIGGEST:
            raise InvalidInput("“%(name)s”: số phải từ 0 trở lên.", name=name, field=code)
        if known[code].unit not in FRACTIONS and value != value.to_integral_value():
            raise InvalidInput("“%(name)s” tính bằng %(unit)s nên phải là số nguyên.", name=name, unit=known[code].unit, field=code)
        if value != round(value, 4):
            raise InvalidInput("“%(name)s”: chỉ ghi đến bốn chữ số thập phân.", name=name, field=code)
    for part, whole in parts_of():
        low, high = values.get(part.code), values.get(whole.code)
        if low is not None and high is not None and low > high:
            raise InvalidInput(
                "“%(part)s” (%(low)s) lớn hơn “%(whole)s” (%(high)s). Kiểm tra lại hai số.",
                part=part.name, low=low, whole=whole.name, high=high, field=part.code,
            )  # fmt: skip


def check_complete(values: Mapping[str, Decimal | None], needed: Iterable[Indicator]) -> None:
    """Raises RefusedByLaw naming what is still empty: a missing figure is never sent as zero."""
    empty = [i.short for i in needed if values.get(i.code) is None]
    if empty:
        raise RefusedByLaw("Chưa gửi được: còn trống %(names)s. Không phát sinh thì ghi 0.", names="; ".join(empty))


def check_state(state: str, allowed: Collection[str], doing: str) -> None:
    """Raises RefusedByLaw when a return in this state does not allow it. ``doing``: the verb for the sentence."""
    if state not in allowed:
        raise RefusedByLaw(
            "Báo cáo kỳ đang ở trạng thái “%(state)s” nên không %(doing)s được.", state=ReturnState.label_of(state), doing=doing
        )


def late_days(due_on: date, sent_on: date | None, today: date) -> int:
    """Days past the due day when it was sent, or until today when it is not; 0 in time. The due day does not move for a day off."""
    return max(((sent_on or today) - due_on).days, 0)
