"""Report windows, reception duties and the intake tables."""

from datetime import date, timedelta

import pytest

from giaoban.core.days import load_calendar
from giaoban.core.law import dispositions, period_of, reception_duties, reception_duty, refusal_grounds, window
from giaoban.core.values.periods import Period


@pytest.mark.parametrize(
    ("period", "start", "end"),
    [
        ("2026-Q1", "2025-12-15", "2026-03-14"),
        ("2026-Q2", "2026-03-15", "2026-06-14"),
        ("2026-Q3", "2026-06-15", "2026-09-14"),
        ("2026-Q4", "2026-09-15", "2026-12-14"),
        ("2026-H1", "2025-12-15", "2026-06-14"),
        ("2026-M9", "2025-12-15", "2026-09-14"),
        ("2026", "2025-12-15", "2026-12-14"),
    ],
)
def test_window_runs_from_the_15th_to_the_14th(period: str, start: str, end: str) -> None:
    found = window(Period.parse(period))
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)
    assert (found.unit_due, found.province_due) == (found.end.replace(day=17), found.end.replace(day=20))
    assert found.basis


def test_due_day_on_a_sunday_stays_and_the_target_is_the_friday_before() -> None:
    third = window(Period(2026, "Q3"))
    assert third.province_due == date(2026, 9, 20)
    assert third.targets(load_calendar()) == (date(2026, 9, 17), date(2026, 9, 18))


def test_every_day_lies_in_exactly_one_quarter() -> None:
    for number in range(800):
        day = date(2025, 1, 1) + timedelta(days=number)
        assert window(period_of(day)).holds(day)
    assert period_of(date(2026, 12, 14)) == Period(2026, "Q4")
    assert period_of(date(2026, 12, 15)) == Period(2027, "Q1")


def test_commune_chairman_receives_weekly_before_and_two_days_a_month_since_july_2026() -> None:
    before, after = (reception_duty("chu_tich_ubnd_xa", day) for day in (date(2026, 6, 30), date(2026, 7, 1)))
    assert before
    assert after
    assert (before.days, before.per) == (1, "week")
    assert (after.days, after.per) == (2, "month")


def test_party_duties_are_marked_second_hand() -> None:
    assert {duty.role for duty in reception_duties() if not duty.confirmed} == {"bi_thu_tinh_uy", "bi_thu_dang_uy_xa"}
    assert reception_duty("bi_thu_dang_uy_xa", date(2025, 11, 22)) is None


def test_refusal_grounds_grow_in_july_2026_and_two_need_a_notice() -> None:
    assert len(refusal_grounds(date(2026, 6, 30))) == 3
    grounds = refusal_grounds(date(2026, 7, 1))
    assert len(grounds) == 13
    assert {ground.key for ground in grounds if ground.written_notice} == {"ltcd_9_3", "nd154_4_1_h"}


def test_denunciation_out_of_competence_is_transferred_and_complaint_guided() -> None:
    table = {(row.kind, row.condition): row.disposition for row in dispositions()}
    assert len(table) == len(dispositions())
    assert table[("to_cao", "khong_thuoc_tham_quyen")] == "transfer"
    assert table[("khieu_nai", "khong_thuoc_tham_quyen")] == "guide"
