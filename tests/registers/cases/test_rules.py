"""The stages of a case and the facts a case must have."""

from datetime import date

import pytest

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.registers.cases.choices import Stage
from giaoban.registers.cases.rules import check_facts, check_move, dates_of, next_stages, record_number

TODAY = date(2026, 9, 20)
D = date(2026, 8, 3)


@pytest.mark.parametrize(
    ("kind", "stage", "expected"),
    [
        ("vu_an", "dieu_tra", ["truy_to", "tam_dinh_chi", "dinh_chi"]),
        ("vu_an", "truy_to", ["dieu_tra", "xet_xu_so_tham", "tam_dinh_chi", "dinh_chi"]),
        ("vu_an", "thi_hanh_an", ["ket_thuc"]),
        ("vu_an", "ket_thuc", []),
        ("vu_viec", "xac_minh", ["tam_dinh_chi", "dinh_chi", "ket_thuc"]),
        ("vu_viec", "tam_dinh_chi", ["xac_minh", "dinh_chi"]),
    ],
)
def test_next_stages_by_kind(kind: str, stage: str, expected: list[str]) -> None:
    assert [str(s) for s in next_stages(kind, stage)] == expected


@pytest.mark.parametrize(
    ("kind", "stage", "to", "on", "error"),
    [
        ("vu_an", "dieu_tra", "xet_xu_so_tham", D, RefusedByLaw),
        ("vu_viec", "xac_minh", "dieu_tra", D, RefusedByLaw),
        ("vu_an", "ket_thuc", "dieu_tra", D, RefusedByLaw),
        ("vu_an", "dieu_tra", "khong_co", D, InvalidInput),
        ("vu_an", "dieu_tra", "truy_to", date(2026, 9, 21), InvalidInput),
        ("vu_an", "dieu_tra", "truy_to", date(2026, 7, 31), InvalidInput),
    ],
)
def test_check_move_refused(kind: str, stage: str, to: str, on: date, error: type[Exception]) -> None:
    with pytest.raises(error):
        check_move(kind=kind, stage=stage, to=to, on=on, last_on=date(2026, 8, 1), today=TODAY)


def test_check_move_same_day_allowed() -> None:
    check_move(kind="vu_an", stage="truy_to", to="dieu_tra", on=D, last_on=D, today=TODAY)


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        (Stage.TRUY_TO, {"prosecuted_on": D, "ended_on": None}),
        (Stage.XET_XU_SO_THAM, {"tried_on": D, "ended_on": None}),
        (Stage.DINH_CHI, {"ended_on": D}),
        (Stage.KET_THUC, {"ended_on": D}),
        (Stage.DIEU_TRA, {"ended_on": None}),
    ],
)
def test_dates_of_stage(stage: Stage, expected: dict[str, date | None]) -> None:
    assert dates_of(stage, D) == expected


@pytest.mark.parametrize(
    ("kind", "opened", "initiated", "field"),
    [
        ("vu_an", D, None, "initiated_on"),
        ("vu_viec", D, D, "initiated_on"),
        ("vu_an", D, date(2026, 8, 2), "initiated_on"),
        ("vu_an", date(2026, 9, 21), date(2026, 9, 21), "opened_on"),
        ("an", D, None, "kind"),
    ],
)
def test_check_facts_refused(kind: str, opened: date, initiated: date | None, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_facts(kind=kind, opened_on=opened, initiated_on=initiated, today=TODAY)
    assert caught.value.field == field


def test_record_number_by_kind() -> None:
    assert (record_number("vu_an", 2026, 7), record_number("vu_viec", 2026, 114)) == ("VA-2026-007", "VV-2026-114")
