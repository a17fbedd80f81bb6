"""The life of a petition: which act is possible in which state, and the order of its days."""

from datetime import date
from enum import StrEnum

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.words.dates import format_date
from giaoban.registers.petitions.choices import Disposition, PetitionKind, PetitionState

S = PetitionState


class Act(StrEnum):
    """What can be done to a petition; the value is the name of the action."""

    CHECK = "check"
    DISPOSE = "dispose"
    ACCEPT = "accept"
    NOT_ACCEPT = "not_accept"
    EXTEND = "extend"
    SUSPEND = "suspend"
    RESUME = "resume"
    TERMINATE = "terminate"
    WITHDRAW = "withdraw"
    DECIDE = "decide"
    EXECUTE = "execute"
    CLOSE = "close"


ACT_LABELS = {
    Act.CHECK: "kết luận điều kiện xử lý",
    Act.DISPOSE: "xử lý đơn",
    Act.ACCEPT: "thụ lý",
    Act.NOT_ACCEPT: "ra thông báo không thụ lý",
    Act.EXTEND: "gia hạn",
    Act.SUSPEND: "tạm đình chỉ",
    Act.RESUME: "tiếp tục giải quyết",
    Act.TERMINATE: "đình chỉ",
    Act.WITHDRAW: "ghi rút đơn",
    Act.DECIDE: "ban hành quyết định, kết luận",
    Act.EXECUTE: "ghi thi hành",
    Act.CLOSE: "kết thúc",
}

RESULT = {
    Act.CHECK: S.DANG_KIEM_TRA,
    Act.DISPOSE: S.DA_XU_LY,
    Act.ACCEPT: S.DA_THU_LY,
    Act.NOT_ACCEPT: S.KHONG_THU_LY,
    Act.EXTEND: S.DA_THU_LY,
    Act.SUSPEND: S.TAM_DINH_CHI,
    Act.RESUME: S.DA_THU_LY,
    Act.TERMINATE: S.DINH_CHI,
    Act.WITHDRAW: S.DINH_CHI,
    Act.DECIDE: S.DA_GIAI_QUYET,
    Act.EXECUTE: S.DANG_THI_HANH,
    Act.CLOSE: S.KET_THUC,
}

ACTS: dict[str, tuple[Act, ...]] = {
    S.MOI: (Act.CHECK, Act.WITHDRAW),
    S.DANG_KIEM_TRA: (Act.CHECK, Act.DISPOSE, Act.EXTEND, Act.WITHDRAW),
    S.DA_XU_LY: (Act.ACCEPT, Act.NOT_ACCEPT, Act.CHECK, Act.EXTEND, Act.WITHDRAW, Act.CLOSE),
    S.DA_THU_LY: (Act.DECIDE, Act.EXTEND, Act.SUSPEND, Act.TERMINATE, Act.WITHDRAW),
    S.TAM_DINH_CHI: (Act.RESUME, Act.TERMINATE, Act.WITHDRAW),
    S.DA_GIAI_QUYET: (Act.EXECUTE, Act.CLOSE),
    S.DANG_THI_HANH: (Act.EXECUTE, Act.CLOSE),
    S.KHONG_THU_LY: (Act.CLOSE,),
    S.DINH_CHI: (Act.CLOSE,),
    S.KET_THUC: (),
}

FINISHED = frozenset({S.KET_THUC, S.DINH_CHI, S.KHONG_THU_LY})
HANDED_OVER = frozenset({d for d in Disposition if d not in (Disposition.DE_XUAT_THU_LY, Disposition.YEU_CAU_BO_SUNG)})


def acts(state: str, kind: str, disposition: str = "") -> tuple[Act, ...]:
    """What may be done now. Acceptance follows a proposal to accept; a new check follows a request to supplement."""
    found = ACTS[state]
    if state == S.DA_XU_LY:
        proposed = disposition == Disposition.DE_XUAT_THU_LY
        unwanted = {Act.CHECK} if disposition != Disposition.YEU_CAU_BO_SUNG else set()
        unwanted |= set() if proposed else {Act.ACCEPT, Act.NOT_ACCEPT, Act.EXTEND, Act.WITHDRAW}
        unwanted |= {Act.CLOSE} if proposed else set()
        found = tuple(act for act in found if act not in unwanted)
    if kind in (PetitionKind.KIEN_NGHI, PetitionKind.PHAN_ANH):
        found = tuple(act for act in found if act not in (Act.EXTEND, Act.SUSPEND, Act.RESUME))
    if kind == PetitionKind.NHIEU_NOI_DUNG:
        found = tuple(act for act in found if act not in (Act.ACCEPT, Act.NOT_ACCEPT, Act.EXTEND))
    if kind == PetitionKind.KHIEU_NAI and state != S.DA_THU_LY:
        found = tuple(act for act in found if act is not Act.EXTEND)
    return found


def next_states(state: str, kind: str, disposition: str = "") -> tuple[PetitionState, ...]:
    """The states that can follow, in the order of the acts."""
    return tuple(dict.fromkeys(RESULT[act] for act in acts(state, kind, disposition) if RESULT[act] != state))


def require_act(act: Act, *, state: str, kind: str, disposition: str, number: str) -> None:
    """Raises RefusedByLaw naming the state the petition is in and what can be done instead."""
    possible = acts(state, kind, disposition)
    if act in possible:
        return
    text = "Đơn số %(number)s đang ở trạng thái “%(state)s”, không %(act)s được. Việc có thể làm: %(possible)s."
    known = ", ".join(ACT_LABELS[item] for item in possible) or "không còn việc nào"
    raise RefusedByLaw(text, number=number, state=PetitionState.label_of(state), act=ACT_LABELS[act], possible=known, field="state")


def check_day(name: str, day: date, *, after: tuple[str, date | None], today: date, field: str) -> None:
    """Raises InvalidInput when the day is in the future or before the day of the step it follows."""
    if day > today:
        raise InvalidInput(
            "%(name)s %(day)s ở tương lai (hôm nay %(today)s). Ghi lại ngày.",
            name=name,
            day=format_date(day),
            today=format_date(today),
            field=field,
        )
    step, earlier = after
    if earlier is not None and day < earlier:
        text = "%(name)s %(day)s trước %(step)s %(earlier)s. Ghi lại một trong hai ngày."
        raise InvalidInput(text, name=name, day=format_date(day), step=step, earlier=format_date(earlier), field=field)


def check_order(
    *, received_on: date, written_on: date | None = None, accepted_on: date | None = None, decided_on: date | None = None,
    executed_on: date | None = None, today: date,
) -> None:  # fmt: skip
    """The days of a whole story in order, for records that arrive finished. Raises InvalidInput."""
    check_day("Ngày nhận", received_on, after=("", None), today=today, field="received_on")
    if received_on.year < 1990:
        raise InvalidInput("Ngày nhận %(day)s quá xa. Ghi lại năm.", day=format_date(received_on), field="received_on")
    if written_on is not None and written_on > received_on:
        text = "Ngày viết đơn %(day)s sau ngày nhận %(received)s. Ghi lại một trong hai ngày."
        raise InvalidInput(text, day=format_date(written_on), received=format_date(received_on), field="written_on")
    if accepted_on is not None:
        check_day("Ngày thụ lý", accepted_on, after=("ngày nhận", received_on), today=today, field="accepted_on")
    if decided_on is not None:
        earlier = ("ngày thụ lý", accepted_on) if accepted_on else ("ngày nhận", received_on)
        check_day("Ngày quyết định, kết luận", decided_on, after=earlier, today=today, field="decided_on")
    if executed_on is not None:
        check_day("Ngày thi hành xong", executed_on, after=("ngày quyết định, kết luận", decided_on), today=today, field="executed_on")


def waiting_for(state: str, disposition: str = "") -> str:
    """What the petition waits for when no time limit runs."""
    if state == S.DA_XU_LY:
        if disposition == Disposition.DE_XUAT_THU_LY:
            return "Quyết định thụ lý hoặc không thụ lý"
        return "Chờ người gửi bổ sung" if disposition == Disposition.YEU_CAU_BO_SUNG else ""
    waits: dict[str, str] = {
        S.MOI: "Xem xét điều kiện xử lý",
        S.DANG_KIEM_TRA: "Xử lý đơn",
        S.DA_THU_LY: "Giải quyết, trả lời",
        S.TAM_DINH_CHI: "Chờ căn cứ để tiếp tục giải quyết",
        S.DA_GIAI_QUYET: "Tổ chức thi hành",
        S.DANG_THI_HANH: "Thi hành xong",
    }
    return waits.get(state, "")
