"""Decisions about cases: which stage may follow which, and what a stage says about the dates of a case (Bộ luật TTHS)."""

from datetime import date

from giaoban.core.values.errors import InvalidInput, RefusedByLaw

from .choices import CaseKind, Stage

NEXT: dict[str, frozenset[Stage]] = {
    Stage.XAC_MINH: frozenset({Stage.DIEU_TRA, Stage.TAM_DINH_CHI, Stage.DINH_CHI, Stage.KET_THUC}),
    Stage.DIEU_TRA: frozenset({Stage.TRUY_TO, Stage.TAM_DINH_CHI, Stage.DINH_CHI}),
    Stage.TRUY_TO: frozenset({Stage.XET_XU_SO_THAM, Stage.DIEU_TRA, Stage.TAM_DINH_CHI, Stage.DINH_CHI}),
    Stage.XET_XU_SO_THAM: frozenset(
        {Stage.XET_XU_PHUC_THAM, Stage.THI_HANH_AN, Stage.DIEU_TRA, Stage.TRUY_TO, Stage.TAM_DINH_CHI, Stage.DINH_CHI}
    ),
    Stage.XET_XU_PHUC_THAM: frozenset({Stage.THI_HANH_AN, Stage.DIEU_TRA, Stage.XET_XU_SO_THAM, Stage.DINH_CHI}),
    Stage.THI_HANH_AN: frozenset({Stage.KET_THUC}),
    Stage.TAM_DINH_CHI: frozenset({Stage.XAC_MINH, Stage.DIEU_TRA, Stage.TRUY_TO, Stage.XET_XU_SO_THAM, Stage.DINH_CHI}),
    Stage.DINH_CHI: frozenset({Stage.DIEU_TRA, Stage.KET_THUC}),
    Stage.KET_THUC: frozenset(),
}
MATTER_STAGES = frozenset({Stage.XAC_MINH, Stage.TAM_DINH_CHI, Stage.DINH_CHI, Stage.KET_THUC})
ENDING = frozenset({Stage.DINH_CHI, Stage.KET_THUC})


def next_stages(kind: str, stage: str) -> list[Stage]:
    """Stages a case may move to from this one, in the order of the procedure. A vụ việc never leaves verification for investigation:
    it becomes a vụ án, which is another record linked to it."""
    allowed = NEXT.get(stage, frozenset())
    return [s for s in Stage if s in allowed and (kind == CaseKind.VU_AN or s in MATTER_STAGES)]


def check_move(*, kind: str, stage: str, to: str, on: date, last_on: date, today: date) -> None:
    """Raises RefusedByLaw when the procedure has no such step, InvalidInput when the day cannot be."""
    if to not in Stage.__members__.values():
        raise InvalidInput("Không có giai đoạn “%(stage)s”.", stage=to, field="stage")
    if to not in next_stages(kind, stage):
        if kind == CaseKind.VU_VIEC and to == Stage.DIEU_TRA:
            raise RefusedByLaw("Vụ việc đã có quyết định khởi tố thì ghi thành vụ án mới, hình thành từ vụ việc này.", field="stage")
        raise RefusedByLaw("Không chuyển được từ “%(now)s” sang “%(to)s”.", now=Stage.label_of(stage), to=Stage.label_of(to), field="stage")
    if on > today:
        raise InvalidInput("Ngày %(on)s chưa đến.", on=f"{on:%d/%m/%Y}", field="on")
    if on < last_on:
        raise InvalidInput(
            "Ngày %(on)s trước ngày của giai đoạn hiện tại (%(last)s).", on=f"{on:%d/%m/%Y}", last=f"{last_on:%d/%m/%Y}", field="on"
        )


def dates_of(stage: str, on: date) -> dict[str, date | None]:
    """Fields of the case that a stage sets: the indictment, the first-instance trial, the end; going on again clears the end."""
    if stage == Stage.TRUY_TO:
        return {"prosecuted_on": on, "ended_on": None}
    if stage == Stage.XET_XU_SO_THAM:
        return {"tried_on": on, "ended_on": None}
    if stage in ENDING:
        return {"ended_on": on}
    return {"ended_on": None}


def check_facts(*, kind: str, opened_on: date, initiated_on: date | None, today: date) -> None:
    """A vụ án has a decision to initiate on or after receipt; a vụ việc has none; nothing is dated in the future."""
    if kind not in CaseKind.__members__.values():
        raise InvalidInput("Loại “%(kind)s” không có: chỉ vụ án hoặc vụ việc.", kind=kind, field="kind")
    if kind == CaseKind.VU_AN and initiated_on is None:
        raise InvalidInput("Vụ án phải có ngày khởi tố. Chưa khởi tố thì ghi là vụ việc.", field="initiated_on")
    if kind == CaseKind.VU_VIEC and initiated_on is not None:
        raise InvalidInput("Vụ việc chưa khởi tố thì không có ngày khởi tố. Đã khởi tố thì ghi là vụ án.", field="initiated_on")
    if initiated_on is not None and initiated_on < opened_on:
        raise InvalidInput("Ngày khởi tố trước ngày tiếp nhận.", field="initiated_on")
    for field, day in (("opened_on", opened_on), ("initiated_on", initiated_on)):
        if day is not None and day > today:
            raise InvalidInput("Ngày %(on)s chưa đến.", on=f"{day:%d/%m/%Y}", field=field)


def record_number(kind: str, year: int, seq: int) -> str:
    """The house number of a case: VA-2026-014 for a vụ án, VV-2026-014 for a vụ việc."""
    return f"{'VA' if kind == CaseKind.VU_AN else 'VV'}-{year}-{seq:03d}"
