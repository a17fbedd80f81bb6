"""What is counted of reception: form 01/TCD of Thông tư 06/2025/TT-TTCP and the quarterly report."""

from collections.abc import Callable
from datetime import date

from django.db.models import Exists, F, OuterRef, Q

from giaoban.core.values.countables import Countable
from giaoban.registers.petitions.choices import DayState, PetitionKind, ReceptionAnswer, ReceptionKind
from giaoban.registers.petitions.models import Reception

Condition = Callable[[date, date], Q]
MODEL = "petitions.Reception"
DAY = "petitions.ReceptionDay"
HEAD = Q(kind__in=[ReceptionKind.DINH_KY, ReceptionKind.DOT_XUAT])


def _window(start: date, end: date) -> Q:
    return Q(received_on__gte=start, received_on__lte=end)


def _where(extra: Q) -> Condition:
    return lambda start, end: _window(start, end) & extra


def _received_elsewhere(start: date, end: date, where: Q) -> Exists:
    """The same agency received the same matter in the window in another way too."""
    turns = Reception.objects.filter(_window(start, end), where, matter_id=OuterRef("matter_id"), agency_id=OuterRef("agency_id"))
    return Exists(turns)


STANDING, BY_HEAD, DELEGATED = Q(kind=ReceptionKind.THUONG_XUYEN), HEAD & Q(delegated=False), HEAD & Q(delegated=True)


def _standing_matters(start: date, end: date) -> Q:
    return _window(start, end) & STANDING & Q(~_received_elsewhere(start, end, HEAD))


def _delegated_matters(start: date, end: date) -> Q:
    return _window(start, end) & DELEGATED & Q(~_received_elsewhere(start, end, BY_HEAD))


def _ways() -> list[Countable]:
    """Turns, people, matters and large groups of each way of receiving. A matter the head received is entered once, under the head."""
    found = []
    for name, label, where, matters in (
        ("standing", "Tiếp thường xuyên", STANDING, _standing_matters),
        ("head", "Thủ trưởng tiếp", BY_HEAD, _where(BY_HEAD)),
        ("delegated", "Ủy quyền tiếp", DELEGATED, _delegated_matters),
    ):
        found += [
            Countable(f"receptions.{name}_turns", f"{label}: số lượt", MODEL, _where(where)),
            Countable(f"receptions.{name}_people", f"{label}: số người", MODEL, _where(where), total="people"),
            Countable(f"receptions.{name}_matters", f"{label}: số vụ việc", MODEL, matters, distinct="matter_id"),
            Countable(f"receptions.{name}_large_groups", f"{label}: số đoàn đông người", MODEL, _where(where & Q(large_group=True))),
            Countable(
                f"receptions.{name}_large_group_people", f"{label}: số người trong đoàn đông người", MODEL,
                _where(where & Q(large_group=True)), total="people",
            ),
        ]  # fmt: skip
    return found


def _days(delegated: bool) -> Condition:
    """Days a head sat, or somebody delegated: unscheduled ones, and periodic ones that were announced (Thông tư 06/2025/TT-TTCP, 01/TCD)."""
    announced = Q(kind=ReceptionKind.DOT_XUAT) | Q(posted_on__isnull=False) | Q(from_book=True)
    return lambda start, end: Q(on__gte=start, on__lte=end, state=DayState.DA_TIEP, delegated=delegated) & announced


def _answered(start: date, end: date) -> Q:
    return Q(answered_on__gte=start, answered_on__lte=end) & ~Q(answer=ReceptionAnswer.CAN_THEM_THOI_GIAN)


def _unanswered(start: date, end: date) -> Q:
    still = Q(answered_on__isnull=True) | Q(answered_on__gt=end) | Q(answer=ReceptionAnswer.CAN_THEM_THOI_GIAN)
    return Q(received_on__lte=end) & still


def _answers() -> list[Countable]:
    found = [
        Countable("receptions.answered", "Lượt tiếp đã trả lời", MODEL, _answered),
        Countable("receptions.unanswered", "Lượt tiếp chưa trả lời đến cuối kỳ", MODEL, _unanswered),
    ]
    for answer in ReceptionAnswer:
        where = Q(answer=answer)
        found.append(Countable(f"receptions.answered_{answer.value}", f"Lượt tiếp: {answer.label.lower()}", MODEL, _where(where)))
    return found


RECEPTION_COUNTS: tuple[Countable, ...] = (
    Countable("receptions.turns", "Số lượt tiếp công dân", MODEL, _window),
    Countable("receptions.people", "Số người được tiếp", MODEL, _window, total="people"),
    Countable("receptions.matters", "Số vụ việc tiếp", MODEL, _window, distinct="matter_id"),
    Countable("receptions.large_groups", "Số đoàn đông người", MODEL, _where(Q(large_group=True))),
    Countable("receptions.large_group_people", "Số người trong đoàn đông người", MODEL, _where(Q(large_group=True)), total="people"),
    *_ways(),
    Countable("receptions.head_days", "Thủ trưởng tiếp: số ngày tiếp", DAY, _days(delegated=False)),
    Countable("receptions.delegated_days", "Ủy quyền tiếp: số ngày tiếp", DAY, _days(delegated=True)),
    Countable("receptions.periodic_turns", "Tiếp định kỳ: số lượt", MODEL, _where(Q(kind=ReceptionKind.DINH_KY))),
    Countable("receptions.unscheduled_turns", "Tiếp đột xuất: số lượt", MODEL, _where(Q(kind=ReceptionKind.DOT_XUAT))),
    Countable("receptions.online_turns", "Tiếp trực tuyến: số lượt", MODEL, _where(Q(mode="truc_tuyen"))),
    Countable("receptions.refused", "Số lượt từ chối tiếp", MODEL, _where(~Q(refusal_ground=""))),
    Countable("receptions.within_competence", "Lượt tiếp thuộc thẩm quyền", MODEL, _where(Q(within_competence=True))),
    *(
        Countable(f"receptions.{kind.value}", f"Lượt tiếp về {kind.label.lower()}", MODEL, _where(Q(petition_kind=kind)))
        for kind in PetitionKind
    ),
    *_answers(),
    Countable(
        "receptions.answered_same_day", "Lượt tiếp trả lời trong ngày", MODEL,
        lambda start, end: _answered(start, end) & Q(answered_on=F("received_on")),
    ),
)  # fmt: skip
