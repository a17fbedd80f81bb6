"""Decisions about recommendations: when one is done, and what may still be recorded (TT 06/2025/TT-TTCP, 02/TTr)."""

from datetime import date
from decimal import Decimal

from giaoban.core.values.errors import InvalidInput, RefusedByLaw

from .choices import NotDoneReason, RecommendationKind, RecommendationState, SourceKind

MONEY_KINDS = (
    RecommendationKind.THU_HOI_NSNN,
    RecommendationKind.THU_HOI_TO_CHUC,
    RecommendationKind.XU_LY_KHAC,
    RecommendationKind.XU_PHAT,
)


def is_done(*, due_million: Decimal, done_million: Decimal, due_count: int, done_count: int, declared: bool) -> bool:
    """Done means all of it: every đồng and every body, person or document. A recommendation in words only is done when it is declared so
    with a paper."""
    if due_million == 0 and due_count == 0:
        return declared
    return done_million >= due_million and done_count >= due_count


def check_step(
    *,
    due_million: Decimal,
    done_million: Decimal,
    due_count: int,
    done_count: int,
    million: Decimal,
    count: int,
    on: date,
    issued_on: date,
    today: date,
) -> None:
    """One step of carrying out: in time order, not negative, and never more than is due. Raises InvalidInput."""
    if not issued_on <= on <= today:
        raise InvalidInput("Ngày thực hiện phải từ ngày ban hành kết luận đến hôm nay.", field="on")
    if million < 0 or count < 0:
        raise InvalidInput("Số không được âm.", field="million" if million < 0 else "count")
    if done_million + million > due_million:
        raise InvalidInput(
            "Đã thực hiện %(done)s triệu đồng, vượt số phải thực hiện %(due)s triệu đồng. Kiểm tra lại số tiền.",
            done=done_million + million,
            due=due_million,
            field="million",
        )
    if done_count + count > due_count:
        raise InvalidInput("Đã thực hiện %(done)s, vượt số phải thực hiện %(due)s.", done=done_count + count, due=due_count, field="count")


def check_recommendation(*, kind: str, due_million: Decimal, due_count: int) -> None:
    """Recovery, other economic measures and fines name an amount; nothing is negative. Raises InvalidInput."""
    if kind not in RecommendationKind.__members__.values():
        raise InvalidInput("Không có loại kiến nghị “%(kind)s”.", kind=kind, field="kind")
    if due_million < 0 or due_count < 0:
        raise InvalidInput("Số phải thực hiện không được âm.", field="due_million")
    if kind in MONEY_KINDS and due_million == 0 and due_count == 0:
        raise InvalidInput("Kiến nghị về tiền phải có số tiền phải thực hiện (triệu đồng).", field="due_million")


def check_conclusion(*, source: str, issued_on: date, today: date) -> None:
    if source not in SourceKind.__members__.values():
        raise InvalidInput("Không có nguồn kết luận “%(source)s”.", source=source, field="source")
    if issued_on > today:
        raise InvalidInput("Ngày ban hành %(on)s chưa đến.", on=f"{issued_on:%d/%m/%Y}", field="issued_on")


def check_not_done(*, state: str, to: str, reason: str) -> None:
    """A recommendation is put aside (tạm chưa, không thể) only with a reason, and a done one not at all."""
    if state == RecommendationState.XONG:
        raise RefusedByLaw("Kiến nghị đã thực hiện xong 100%, không ghi lại trạng thái khác.", field="state")
    if to not in (RecommendationState.CHUA, RecommendationState.DANG, RecommendationState.TAM_CHUA, RecommendationState.KHONG_THE):
        raise InvalidInput("Trạng thái “xong” do hệ thống tự ghi khi thực hiện đủ 100%.", field="state")
    if to in (RecommendationState.TAM_CHUA, RecommendationState.KHONG_THE) and reason not in NotDoneReason.__members__.values():
        raise InvalidInput("Chọn lý do chưa thực hiện.", field="reason")
