"""What is counted of petitions: forms 02/XLD, 03/GQKN and 04/GQTC of Thông tư 06/2025/TT-TTCP and the quarterly report.

A split letter is one letter received and processed; its parts are counted by kind, as what is within competence and as what is resolved.
A petition is processed on the day it was handled; kinds and fields count eligible petitions within competence only (form 02/XLD).
Results are counted for the body that resolves (handler), everything before for the body that received.
"""

from collections.abc import Callable
from datetime import date

from django.db.models import F, Q

from giaoban.core.values.countables import Countable
from giaoban.registers.petitions.choices import Disposition, Eligibility, Ending, Field, Outcome, PetitionKind, Round
from giaoban.registers.petitions.rules.classification import FIELDS
from giaoban.registers.petitions.rules.disposing import TRANSFERRED

Condition = Callable[[date, date], Q]
MODEL = "petitions.Petition"
HANDLER = "handler_id"
KN, TC = Q(kind=PetitionKind.KHIEU_NAI), Q(kind=PetitionKind.TO_CAO)
KNPA = Q(kind__in=[PetitionKind.KIEN_NGHI, PetitionKind.PHAN_ANH])
COUNTED_KINDS = [PetitionKind.KHIEU_NAI, PetitionKind.TO_CAO, PetitionKind.KIEN_NGHI, PetitionKind.PHAN_ANH]
MASTER = Q(duplicate_of__isnull=True)
LETTER = Q(split_from__isnull=True)
SPLIT = Q(disposition=Disposition.TACH_DON)


def between(field: str, start: date, end: date) -> Q:
    return Q(**{f"{field}__gte": start, f"{field}__lte": end})


def day(field: str, extra: Q | None = None) -> Condition:
    return lambda start, end: between(field, start, end) & (extra or Q())


def _not_yet(field: str, moment: date) -> Q:
    """Not done by the end of the day ``moment``."""
    return Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__gt": moment})


def _carried_over(start: date, end: date) -> Q:
    return LETTER & Q(received_on__lt=start) & (Q(disposed_on__isnull=True) | Q(disposed_on__gte=start))


def _in_hand(start: date, end: date) -> Q:
    return LETTER & between("received_on", start, end) | _carried_over(start, end)


def _unprocessed(start: date, end: date) -> Q:
    return LETTER & Q(received_on__lte=end) & _not_yet("disposed_on", end)


OURS = Q(eligibility=Eligibility.DU, within_competence=True, kind__in=COUNTED_KINDS)
NOT_OURS = Q(eligibility=Eligibility.DU) & ~SPLIT & (~Q(within_competence=True) | ~Q(kind__in=COUNTED_KINDS))


def _ours(extra: Q | None = None) -> Condition:
    return day("disposed_on", OURS & (extra or Q()))


def _processing() -> list[Countable]:
    """Form 02/XLD columns 1-5 and 23-25."""
    sent = Q(disposition__in=sorted(TRANSFERRED))
    return [
        Countable("petitions.received", "Đơn tiếp nhận trong kỳ", MODEL, day("received_on", LETTER)),
        Countable("petitions.carried_over", "Đơn kỳ trước chuyển sang", MODEL, _carried_over),
        Countable("petitions.in_hand", "Tổng số đơn (tiếp nhận trong kỳ và kỳ trước chuyển sang)", MODEL, _in_hand),
        Countable("petitions.unprocessed", "Đơn chưa xử lý đến cuối kỳ", MODEL, _unprocessed),
        Countable("petitions.duplicates", "Đơn trùng nhận trong kỳ", MODEL, day("received_on", ~MASTER)),
        Countable("petitions.anonymous", "Đơn không rõ người viết nhận trong kỳ", MODEL, day("received_on", LETTER & Q(anonymous=True))),
        Countable("petitions.processed", "Đơn đã xử lý", MODEL, day("disposed_on", LETTER)),
        Countable("petitions.eligible", "Đơn đủ điều kiện xử lý", MODEL, day("disposed_on", LETTER & Q(eligibility=Eligibility.DU))),
        Countable("petitions.not_eligible", "Đơn không đủ điều kiện xử lý", MODEL, day("disposed_on", LETTER & ~Q(eligibility=Eligibility.DU))),
        Countable("petitions.within_competence", "Đơn thuộc thẩm quyền", MODEL, _ours()),
        Countable("petitions.matters", "Vụ việc thuộc thẩm quyền", MODEL, _ours(), distinct="matter_id"),
        Countable("petitions.not_within", "Đơn không thuộc thẩm quyền", MODEL, day("disposed_on", NOT_OURS)),
        Countable("petitions.not_within_guided", "Không thuộc thẩm quyền: hướng dẫn", MODEL, day("disposed_on", NOT_OURS & ~sent)),
        Countable("petitions.not_within_transferred", "Không thuộc thẩm quyền: chuyển đơn", MODEL, day("disposed_on", NOT_OURS & sent)),
        Countable("petitions.kn_tc_received", "Đơn khiếu nại, tố cáo nhận trong kỳ", MODEL, day("received_on", LETTER & (KN | TC))),
        Countable("petitions.received_matters", "Vụ việc có đơn nhận trong kỳ", MODEL, day("received_on"), distinct="matter_id"),
        *(
            Countable(
                f"petitions.received_{kind.value}", f"Đơn {kind.label.lower()} nhận trong kỳ", MODEL, day("received_on", LETTER & Q(kind=kind))
            )
            for kind in PetitionKind
        ),
        *(
            Countable(
                f"petitions.received_field_{item.value}", f"Đơn lĩnh vực {item.label.lower()} nhận trong kỳ", MODEL,
                day("received_on", LETTER & Q(field=item)),
            )
            for item in Field
        ),
    ]  # fmt: skip


def _classes() -> list[Countable]:
    """Form 02/XLD columns 6-22."""
    found = []
    for name, label, where, kind, rounds in (
        ("khieu_nai", "Khiếu nại", KN, PetitionKind.KHIEU_NAI, (Round.LAN_DAU, Round.LAN_HAI)),
        ("to_cao", "Tố cáo", TC, PetitionKind.TO_CAO, (Round.LAN_DAU, Round.TIEP)),
        ("kien_nghi_phan_anh", "Kiến nghị, phản ánh", KNPA, PetitionKind.KIEN_NGHI, ()),
    ):
        found += [
            Countable(f"petitions.{name}", f"{label} thuộc thẩm quyền", MODEL, _ours(where)),
            Countable(f"petitions.{name}_matters", f"{label} thuộc thẩm quyền: vụ việc", MODEL, _ours(where), distinct="matter_id"),
        ]
        found += [
            Countable(f"petitions.{name}_{item.value}", f"{label}: {item.label.lower()}", MODEL, _ours(where & Q(round=item)))
            for item in rounds
        ]
        found += [
            Countable(f"petitions.{name}_{item.value}", f"{label}: {item.label.lower()}", MODEL, _ours(where & Q(field=item)))
            for item in FIELDS[kind]
        ]
    found += [
        Countable("petitions.kn_tc_within_competence", "Khiếu nại, tố cáo thuộc thẩm quyền", MODEL, _ours(KN | TC)),
        Countable("petitions.kn_tc_matters", "Khiếu nại, tố cáo thuộc thẩm quyền: vụ việc", MODEL, _ours(KN | TC), distinct="matter_id"),
    ]
    return found


def _standing(where: Q) -> dict[str, Condition]:
    """Columns 3-6 of 03/GQKN and 04/GQTC: how the petitions of column 1 stand at the end of the window; each is in exactly one."""

    def at_end(extra: Callable[[date], Q]) -> Condition:
        return lambda start, end: _ours(where)(start, end) & extra(end)

    def ended(endings: list[Ending]) -> Callable[[date], Q]:
        return lambda end: Q(ended_on__lte=end, ending__in=endings)

    return {
        "considering": at_end(lambda end: _not_yet("accepted_on", end) & _not_yet("ended_on", end)),
        "accepted": at_end(lambda end: Q(accepted_on__lte=end) & _not_yet("ended_on", end)),
        "not_accepted": at_end(ended([Ending.KHONG_THU_LY])),
        "withdrawn": at_end(ended([Ending.DINH_CHI, Ending.RUT_DON])),
    }


STANDING_LABELS = {
    "considering": "đang xem xét điều kiện thụ lý",
    "accepted": "đã thụ lý giải quyết",
    "not_accepted": "không thụ lý",
    "withdrawn": "rút đơn, đình chỉ giải quyết",
}
SUMS = {
    "recovered_state_million": "kiến nghị thu hồi cho Nhà nước, triệu đồng",
    "recovered_state_m2": "kiến nghị thu hồi cho Nhà nước, m2 đất",
    "returned_people_million": "trả lại tổ chức, cá nhân, triệu đồng",
    "returned_people_m2": "trả lại tổ chức, cá nhân, m2 đất",
    "returned_organisations": "số tổ chức được trả lại quyền lợi",
    "returned_individuals": "số cá nhân được trả lại quyền lợi",
    "organisations_handled": "số tổ chức bị kiến nghị xử lý",
    "people_handled": "số người bị kiến nghị xử lý hành chính",
    "officials_handled": "số cán bộ, công chức, viên chức bị kiến nghị xử lý",
    "referred_cases": "số vụ chuyển cơ quan điều tra",
    "referred_people": "số người chuyển cơ quan điều tra",
    "referred_officials": "số cán bộ, công chức, viên chức chuyển cơ quan điều tra",
}


def _resolving(name: str, label: str, where: Q) -> list[Countable]:
    """03/GQKN, 04/GQTC columns 3-6 (matters), and the sums their decisions order; 05/KQTH columns 1, 2, 16, 17."""
    found = []
    for key, condition in _standing(where).items():
        text = f"{label}: {STANDING_LABELS[key]}"
        found += [
            Countable(f"petitions.{name}_{key}", f"{text} (đơn)", MODEL, condition),
            Countable(f"petitions.{name}_{key}_matters", f"{text} (vụ việc)", MODEL, condition, distinct="matter_id"),
        ]
    decided = day("decided_on", where)
    found.append(Countable(f"petitions.{name}_decided", f"{label}: quyết định, kết luận ban hành", MODEL, decided, agency=HANDLER))
    found += [
        Countable(f"petitions.{name}_{column}", f"{label}: {text}", MODEL, decided, agency=HANDLER, total=column)
        for column, text in SUMS.items()
    ]
    found += [
        Countable(f"petitions.{name}_to_execute", f"{label}: phải thi hành trong kỳ", MODEL, _to_execute(where), agency=HANDLER),
        Countable(f"petitions.{name}_executed", f"{label}: đã thi hành xong", MODEL, day("executed_on", where), agency=HANDLER),
    ]
    for stem, words, condition in (
        ("to_execute", "phải thi hành trong kỳ", _to_execute(where)),
        ("executed", "đã thi hành xong", day("executed_on", where)),
    ):
        found += [
            Countable(f"petitions.{name}_{stem}_{column}", f"{label} {words}: {text}", MODEL, condition, agency=HANDLER, total=column)
            for column, text in SUMS.items()
        ]
    return found


def _to_execute(where: Q) -> Condition:
    return lambda start, end: where & Q(decided_on__lte=end) & (Q(executed_on__isnull=True) | Q(executed_on__gte=start))


def _outcomes() -> list[Countable]:
    """03/GQKN columns 8-12 and 04/GQTC columns 8-13."""
    found = []
    for name, label, where, round in (
        ("khieu_nai_first", "Khiếu nại lần đầu", KN, Round.LAN_DAU),
        ("khieu_nai_second", "Khiếu nại lần hai", KN, Round.LAN_HAI),
        ("to_cao_first", "Tố cáo lần đầu", TC, Round.LAN_DAU),
        ("to_cao_again", "Tố cáo tiếp", TC, Round.TIEP),
    ):
        second = round == Round.LAN_HAI
        possible = (Outcome.CONG_NHAN_LAN_DAU, Outcome.HUY_SUA_LAN_DAU) if second else (Outcome.DUNG, Outcome.SAI, Outcome.DUNG_MOT_PHAN)
        found += [
            Countable(
                f"petitions.{name}_{item.value}", f"{label}: {item.label.lower()}", MODEL,
                day("decided_on", where & Q(round=round, outcome=item)), agency=HANDLER,
            )
            for item in possible
        ]  # fmt: skip
    return found


def _resolved(where: Q) -> Condition:
    """Resolved in the window: decided, or ended by withdrawal or termination after acceptance."""
    stopped = Q(ending__in=[Ending.DINH_CHI, Ending.RUT_DON], accepted_on__isnull=False)
    return lambda start, end: where & (between("decided_on", start, end) | stopped & between("ended_on", start, end))


def _pending(where: Q) -> Condition:
    return lambda start, end: where & Q(accepted_on__lte=end) & _not_yet("decided_on", end) & _not_yet("ended_on", end)


def _overdue(where: Q) -> Condition:
    return lambda start, end: _pending(where)(start, end) & Q(resolve_due__lt=end)


def _pending_before(where: Q) -> Condition:
    """Accepted before the window and not resolved when it began."""
    return lambda start, end: (
        where
        & Q(accepted_on__lt=start)
        & (Q(decided_on__isnull=True) | Q(decided_on__gte=start))
        & (Q(ended_on__isnull=True) | Q(ended_on__gte=start))
    )


def _to_resolve(where: Q) -> Condition:
    """To be resolved in the window: accepted by its end and not resolved before it began."""
    return lambda start, end: (
        where
        & Q(accepted_on__lte=end)
        & (Q(decided_on__isnull=True) | Q(decided_on__gte=start))
        & (Q(ended_on__isnull=True) | Q(ended_on__gte=start))
    )


def _progress() -> list[Countable]:
    """How resolution goes: accepted, resolved, in time, late, overdue at the end of the window."""
    found = []
    for name, label, where in (
        ("", "Đơn", Q()), ("kn_tc_", "Khiếu nại, tố cáo", KN | TC), ("khieu_nai_", "Khiếu nại", KN), ("to_cao_", "Tố cáo", TC),
        ("kien_nghi_phan_anh_", "Kiến nghị, phản ánh", KNPA),
    ):  # fmt: skip
        in_time = where & Q(decided_on__lte=F("resolve_due"))
        late = where & Q(decided_on__gt=F("resolve_due"))
        found += [
            Countable(f"petitions.{name}newly_accepted", f"{label} thụ lý trong kỳ", MODEL, day("accepted_on", where), agency=HANDLER),
            Countable(f"petitions.{name}resolved", f"{label} đã giải quyết trong kỳ", MODEL, _resolved(where), agency=HANDLER),
            Countable(
                f"petitions.{name}resolved_in_time", f"{label} giải quyết đúng hạn", MODEL, day("decided_on", in_time), agency=HANDLER
            ),
            Countable(f"petitions.{name}resolved_late", f"{label} giải quyết quá hạn", MODEL, day("decided_on", late), agency=HANDLER),
            Countable(
                f"petitions.{name}pending_before", f"{label} đã thụ lý kỳ trước chuyển sang", MODEL, _pending_before(where), agency=HANDLER
            ),
            Countable(f"petitions.{name}to_resolve", f"{label} phải giải quyết trong kỳ", MODEL, _to_resolve(where), agency=HANDLER),
            Countable(f"petitions.{name}pending", f"{label} đang giải quyết cuối kỳ", MODEL, _pending(where), agency=HANDLER),
            Countable(f"petitions.{name}overdue", f"{label} quá hạn giải quyết cuối kỳ", MODEL, _overdue(where), agency=HANDLER),
        ]
    return found


def _everything() -> list[Countable]:
    """Sums over all kinds, and the protection of denouncers (Mẫu 02 II.5: numbers only)."""
    return [
        *(
            Countable(f"petitions.{column}", f"Khiếu nại, tố cáo: {text}", MODEL, day("decided_on", KN | TC), agency=HANDLER, total=column)
            for column, text in SUMS.items()
        ),
        Countable("petitions.protected", "Số vụ có quyết định bảo vệ người tố cáo", MODEL, day("protected_on", TC)),
        Countable("petitions.protected_people", "Số người được bảo vệ", MODEL, day("protected_on", TC), total="protected_people"),
    ]


PETITION_COUNTS: tuple[Countable, ...] = (
    *_processing(),
    *_classes(),
    *_resolving("khieu_nai", "Khiếu nại", KN),
    *_resolving("to_cao", "Tố cáo", TC),
    *_outcomes(),
    *_progress(),
    *_everything(),
)
