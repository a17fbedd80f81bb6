"""What a return may hold and when it may be sent."""

from datetime import date
from decimal import Decimal

import pytest

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.figures.submissions.rules import check_complete, check_state, check_values, late_days, needed_of, quarters_of

POLICE = needed_of("cong_an")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"TP_VU": Decimal(-1)}, "TP_VU"),
        ({"TP_VU": Decimal("1.5")}, "TP_VU"),
        ({"TP_VU": Decimal("NaN")}, "TP_VU"),
        ({"TP_VU": Decimal("1e16")}, "TP_VU"),
        ({"DON_TIEP_NHAN": Decimal(3)}, "DON_TIEP_NHAN"),
        ({"THA_VIEC": Decimal(3)}, "THA_VIEC"),
        ({"TP_VU": Decimal(10), "TP_KHAM_PHA": Decimal(11)}, "TP_KHAM_PHA"),
    ],
)
def test_check_values_refuses(values: dict[str, Decimal], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        check_values(values, POLICE)
    assert caught.value.field == field


def test_check_values_accepts_equal_part_and_empty() -> None:
    check_values({"TP_VU": Decimal(10), "TP_KHAM_PHA": Decimal(10), "TP_DOI_TUONG": None}, POLICE)


def test_needed_is_by_kind_of_agency() -> None:
    assert {i.code for i in POLICE} >= {"TP_VU", "TP_KHAM_PHA"}
    assert needed_of("ubnd_xa") == []


def test_check_complete_names_what_is_empty_and_knows_zero() -> None:
    values: dict[str, Decimal | None] = {i.code: Decimal(0) for i in POLICE}
    check_complete(values, POLICE)
    with pytest.raises(RefusedByLaw) as caught:
        check_complete({**values, "TP_VU": None}, POLICE)
    assert next(i.short for i in POLICE if i.code == "TP_VU") in str(caught.value)


def test_check_state_says_the_state() -> None:
    check_state("da_gui", ("da_gui",), "tiếp nhận")
    with pytest.raises(RefusedByLaw, match="Đang nhập"):
        check_state("dang_nhap", ("da_gui",), "tiếp nhận")


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("Q3", ["2026-Q3"]),
        ("H1", ["2026-Q1", "2026-Q2"]),
        ("M9", ["2026-Q1", "2026-Q2", "2026-Q3"]),
        ("YEAR", ["2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"]),
    ],
)
def test_quarters_of(part: str, expected: list[str]) -> None:
    assert [p.code for p in quarters_of(Period(2026, part))] == expected


@pytest.mark.parametrize(
    ("sent", "today", "days"),
    [
        (None, date(2026, 9, 17), 0),
        (None, date(2026, 9, 19), 2),
        (date(2026, 9, 18), date(2026, 12, 1), 1),
        (date(2026, 9, 1), date(2026, 12, 1), 0),
    ],
)
def test_late_days(sent: date | None, today: date, days: int) -> None:
    assert late_days(date(2026, 9, 17), sent, today) == days
