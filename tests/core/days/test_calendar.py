"""The working calendar: yearly tables, Tết by our own lunar calendar, statutory days, rows typed by an administrator."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.core.days import CalendarDay, computed_year, load_calendar, lunar_day, parse_year, year_table
from giaoban.core.values.errors import InvalidInput

CALENDAR = load_calendar()
OFF_2025 = "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02"
OFF_2026 = "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02 11-24"


@pytest.mark.parametrize(
    ("year", "tet"),
    [(1985, "1985-01-21"), (2007, "2007-02-17"), (2023, "2023-01-22"), (2024, "2024-02-10"), (2025, "2025-01-29"), (2026, "2026-02-17"),
     (2027, "2027-02-06"), (2028, "2028-01-26"), (2030, "2030-02-02")],
)  # fmt: skip
def test_tet_falls_where_the_vietnamese_calendar_has_it(year: int, tet: str) -> None:
    assert lunar_day(year, 1, 1) == date.fromisoformat(tet)


@pytest.mark.parametrize(
    ("year", "day"), [(2023, "2023-04-29"), (2024, "2024-04-18"), (2025, "2025-04-07"), (2026, "2026-04-26"), (2027, "2027-04-16")]
)
def test_gio_to_is_the_tenth_of_the_third_month(year: int, day: str) -> None:
    assert lunar_day(year, 3, 10) == date.fromisoformat(day)


def test_leap_month_does_not_shift_the_months_before_it() -> None:
    assert lunar_day(2020, 3, 10) == date(2020, 4, 2)
    assert lunar_day(2023, 3, 10) == date(2023, 4, 29)


@pytest.mark.parametrize(("year", "off", "worked"), [(2025, OFF_2025, {"04-26"}), (2026, OFF_2026, {"01-10", "08-22"})])
def test_yearly_table_holds_exactly_the_announced_days(year: int, off: str, worked: set[str]) -> None:
    days = year_table(year).days.values()
    assert {day.date.strftime("%m-%d") for day in days if not day.works} == set(off.split())
    assert {day.date.strftime("%m-%d") for day in days if day.works} == worked


def test_every_weekday_of_2026_is_worked_but_the_listed_ones() -> None:
    off = {date.fromisoformat(f"2026-{day}") for day in OFF_2026.split()}
    worked = {date(2026, 1, 10), date(2026, 8, 22)}
    for number in range(365):
        day = date(2026, 1, 1) + timedelta(days=number)
        assert CALENDAR.is_working(day) == (day in worked or (day.weekday() < 5 and day not in off))


def test_reason_names_the_rest_the_holiday_and_the_swap() -> None:
    assert CALENDAR.reason(date(2026, 9, 5)) == "thứ Bảy"
    assert CALENDAR.reason(date(2026, 9, 6)) == "Chủ nhật"
    assert CALENDAR.reason(date(2026, 9, 2)) == "Quốc khánh"
    assert CALENDAR.reason(date(2026, 8, 31)) == "nghỉ hoán đổi"
    assert "làm bù" in CALENDAR.reason(date(2026, 8, 22))
    assert CALENDAR.reason(date(2026, 9, 7)) == ""


def test_confirmation_follows_each_row() -> None:
    assert CALENDAR.is_confirmed(date(2026, 4, 27))
    assert not CALENDAR.is_confirmed(date(2026, 11, 24))
    assert CALENDAR.is_confirmed(date(2026, 9, 7))
    assert CALENDAR.confirmed(2026)
    assert not CALENDAR.confirmed(2027)
    assert not CALENDAR.is_confirmed(date(2027, 3, 2))


def test_2027_is_computed_from_the_statutes() -> None:
    off = {day.strftime("%m-%d") for day in computed_year(2027).days}
    assert {"01-01", "04-16", "04-30", "05-03", "09-02", "11-24", "02-06"} <= off
    assert ("09-01" in off) != ("09-03" in off)
    assert not computed_year(2027).confirmed


def test_computed_years_agree_with_the_notices_of_the_past() -> None:
    assert {day.strftime("%m-%d") for day in computed_year(2024).days} >= {"02-08", "02-09", "02-13", "02-14", "09-03"}
    assert {day.strftime("%m-%d") for day in computed_year(2022).days if day.weekday() < 5} == {
        "01-03", "01-31", "02-01", "02-02", "02-03", "02-04", "04-11", "05-02", "05-03", "09-01", "09-02",
    }  # fmt: skip
    assert date(2025, 11, 24) not in computed_year(2025).days


def test_culture_day_on_a_weekend_is_not_made_up() -> None:
    assert date(2029, 11, 24).weekday() == 5
    assert date(2029, 11, 26) not in computed_year(2029).days


def test_typed_rows_win_over_the_packaged_ones() -> None:
    rows = [
        CalendarDay(date(2026, 11, 23), "swap_off", "nghỉ hoán đổi", "Thông báo thử 1"),
        CalendarDay(date(2026, 11, 28), "swap_work", "làm bù", "Thông báo thử 1"),
        CalendarDay(date(2026, 8, 22), "weekend", "thứ Bảy", "Thông báo thử 2"),
    ]
    typed = load_calendar(rows)
    assert not typed.is_working(date(2026, 11, 23))
    assert typed.is_working(date(2026, 11, 28))
    assert not typed.is_working(date(2026, 8, 22))
    assert CALENDAR.is_working(date(2026, 11, 23))
    assert typed.version != CALENDAR.version
    assert CALENDAR.version == load_calendar().version


def test_swap_saturday_is_the_second_working_day() -> None:
    assert CALENDAR.add_working_days(date(2026, 8, 20), 2) == date(2026, 8, 22)
    assert CALENDAR.add_working_days(date(2026, 8, 24), 5) == date(2026, 9, 3)
    assert CALENDAR.add_working_days(date(2026, 8, 24), -1) == date(2026, 8, 22)


def test_a_year_the_calendar_cannot_reach_is_refused() -> None:
    with pytest.raises(InvalidInput, match="3000"):
        CALENDAR.is_working(date(3000, 1, 1))


def test_unknown_kind_of_day_is_refused() -> None:
    with pytest.raises(InvalidInput, match="le_tet"):
        CalendarDay(date(2026, 1, 1), "le_tet", "", "")


ROW = 'year = 2030\nconfirmed = true\n[[day]]\ndate = 2030-01-01\nkind = "holiday"\nreason = "x"\nbasis = "y"\nconfirmed = true\n'


@pytest.mark.parametrize(
    ("text", "word"),
    [
        (ROW + 'note = "z"\n', "note"),
        (ROW.replace("2030-01-01", "2031-01-01"), "2031-01-01"),
        (ROW.replace('basis = "y"', 'basis = ""'), "căn cứ"),
        (ROW.replace('reason = "x"\n', ""), "reason"),
        (ROW.replace("year = 2030", 'year = "2030"'), "year"),
        (ROW.replace("2030", "2999"), "2999"),
        ("year = 2030\nconfirmed = true\nday = 3", "day"),
        ('year = 2030\nconfirmed = true\nday = ["x"]', "bảng"),
        (ROW.replace('basis = "y"', 'basis = ["y"]'), "basis"),
        (ROW.replace('kind = "holiday"', 'kind = "le"'), "le"),
        ("year = ", "TOML"),
    ],
)
def test_a_wrong_calendar_file_is_refused_by_name(text: str, word: str) -> None:
    with pytest.raises(InvalidInput, match=word) as refusal:
        parse_year(text, "lich-2030.toml")
    assert "lich-2030.toml" in str(refusal.value)


def test_a_whole_year_takes_the_place_of_the_computed_one() -> None:
    text = ROW.replace("2030", "2027") + '[[day]]\ndate = 2027-09-01\nkind = "holiday"\nreason = "x"\nbasis = "y"\nconfirmed = true\n'
    some = parse_year(text, "lich.toml").replacing(CALENDAR.specials(2027))
    every = parse_year("whole_year = true\n" + text, "lich.toml").replacing(CALENDAR.specials(2027))
    assert [row.date for row in some] == [date(2027, 1, 1), date(2027, 9, 1)]
    assert not load_calendar(some).is_working(date(2027, 9, 3))
    new = load_calendar(every)
    assert new.is_working(date(2027, 9, 3))
    assert not new.is_working(date(2027, 9, 1))
    assert not new.is_working(date(2027, 5, 1))
    assert load_calendar(confirmed_years=[2027]).is_confirmed(date(2027, 9, 2))


@pytest.mark.parametrize(
    ("year", "tet", "gio_to"),
    [
        (2018, "02-16", "04-25"), (2019, "02-05", "04-14"), (2020, "01-25", "04-02"), (2021, "02-12", "04-21"), (2022, "02-01", "04-10"),
        (2023, "01-22", "04-29"), (2024, "02-10", "04-18"), (2025, "01-29", "04-07"), (2026, "02-17", "04-26"), (2027, "02-06", "04-16"),
        (2028, "01-26", "04-04"), (2029, "02-13", "04-23"), (2030, "02-02", "04-12"), (2031, "01-23", "04-01"), (2032, "02-11", "04-19"),
        (2033, "01-31", "04-09"), (2034, "02-19", "04-28"), (2035, "02-08", "04-17"),
    ],
)  # fmt: skip
def test_tet_and_gio_to_of_the_years_around(year: int, tet: str, gio_to: str) -> None:
    assert lunar_day(year, 1, 1) == date.fromisoformat(f"{year}-{tet}")
    assert lunar_day(year, 3, 10) == date.fromisoformat(f"{year}-{gio_to}")


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@given(DAYS, st.integers(1, 60))
def test_counting_there_and_back_agrees(day: date, count: int) -> None:
    end = CALENDAR.add_working_days(day, count)
    assert CALENDAR.is_working(end)
    assert CALENDAR.working_days_between(day, end) == count
    assert CALENDAR.working_days_between(end, day) == -count


@given(DAYS)
def test_next_and_previous_working_enclose_the_day(day: date) -> None:
    before, after = CALENDAR.previous_working(day), CALENDAR.next_working(day)
    assert before <= day <= after
    assert (before == after == day) is CALENDAR.is_working(day)
    assert (after - before).days <= 16
