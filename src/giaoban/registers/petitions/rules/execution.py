"""How far a decision is carried out: what it orders, what the steps did, what remains (Luật Khiếu nại Điều 46; Luật Tố cáo Điều 36)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.values.kinds import gettext_noop as _
from giaoban.core.words.numbers import format_number

ORDERS: dict[str, tuple[str, str]] = {
    "recovered_state_million": (_("Thu hồi cho Nhà nước"), _("triệu đồng")),
    "returned_people_million": (_("Trả lại tổ chức, cá nhân"), _("triệu đồng")),
    "recovered_state_m2": (_("Thu hồi đất cho Nhà nước"), _("m2")),
    "returned_people_m2": (_("Trả lại đất"), _("m2")),
    "returned_organisations": (_("Tổ chức được trả lại quyền lợi"), _("tổ chức")),
    "returned_individuals": (_("Cá nhân được trả lại quyền lợi"), _("người")),
    "organisations_handled": (_("Tổ chức bị xử lý"), _("tổ chức")),
    "people_handled": (_("Người bị xử lý"), _("người")),
    "referred_cases": (_("Vụ chuyển cơ quan điều tra"), _("vụ")),
    "referred_people": (_("Người chuyển cơ quan điều tra"), _("người")),
}


@dataclass(frozen=True, slots=True)
class Progress:
    """One order of a decision: how much, how much done, in its unit (million đồng, square metres, people …)."""

    name: str
    label: str
    unit: str
    ordered: Decimal
    done: Decimal

    @property
    def remaining(self) -> Decimal:
        return self.ordered - self.done

    @property
    def percent(self) -> int:
        """Whole percents, 100 only when nothing remains."""
        return 100 if self.remaining <= 0 else int(self.done * 100 / self.ordered)


def progress(ordered: Mapping[str, Any], steps: Iterable[Mapping[str, Any]]) -> tuple[Progress, ...]:
    """Every order that is not nought, with the sum of the steps."""
    rows = list(steps)
    return tuple(
        Progress(name, label, unit, Decimal(ordered[name]), sum((Decimal(row[name]) for row in rows), Decimal(0)))
        for name, (label, unit) in ORDERS.items()
        if ordered[name]
    )


def remaining_words(rows: Iterable[Progress]) -> str:
    """ "Thu hồi cho Nhà nước: 35,5 triệu đồng; Người bị xử lý: 2 người"; empty when all is done."""
    return "; ".join(f"{row.label}: {format_number(row.remaining)} {row.unit}" for row in rows if row.remaining > 0)


def check_step(rows: Iterable[Progress], given: Mapping[str, Any]) -> None:
    """Raises InvalidInput for a step that does nothing, below nought, more than remains, or something the decision never ordered."""
    known = {row.name: row for row in rows}
    if not any(given.values()):
        raise InvalidInput("Ghi số tiền, diện tích hoặc số người đã thi hành trong bước này.", field="on")
    for name, value in given.items():
        if value < 0:
            raise InvalidInput("Số đã thi hành không thể âm. Ghi lại.", field=name)
        remaining = known[name].remaining if name in known else Decimal(0)
        if Decimal(value) > remaining:
            text = "%(label)s: ghi %(given)s %(unit)s, chỉ còn %(remaining)s phải thi hành. Ghi lại."
            label, unit = ORDERS[name]
            raise InvalidInput(
                text, label=label, given=format_number(Decimal(value)), unit=unit, remaining=format_number(remaining), field=name
            )


def check_finished(rows: Iterable[Progress]) -> None:
    """Raises RefusedByLaw naming what remains: finished means wholly, not in part."""
    if left := remaining_words(rows):
        raise RefusedByLaw("Chưa thi hành xong. Còn: %(left)s. Ghi từng bước thi hành trước.", left=left, field="done_on")
