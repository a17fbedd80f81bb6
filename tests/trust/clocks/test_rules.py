from datetime import date

import pytest

from giaoban.core.days import load_calendar
from giaoban.core.values.errors import InvalidInput
from giaoban.trust.clocks.choices import Standing
from giaoban.trust.clocks.rules import PHRASES, arguments, end_of_week, settled, standing


def test_settled_drops_what_is_plain() -> None:
    assert settled({"complex": False, "extensions": 0, "variant": None}) == {}


def test_settled_writes_dates_as_text() -> None:
    assert settled({"law_on": date(2026, 7, 1), "complex": True}) == {"complex": True, "law_on": "2026-07-01"}


def test_settled_refuses_an_unknown_option() -> None:
    with pytest.raises(InvalidInput, match="petitioner"):
        settled({"petitioner": "Nguyễn Văn Mẫu"})


def test_arguments_give_dates_back_with_pauses_in_order() -> None:
    later, earlier = (date(2026, 9, 10), date(2026, 9, 12)), (date(2026, 9, 1), date(2026, 9, 2))
    assert arguments({"law_on": "2026-07-01"}, [later, earlier]) == {"law_on": date(2026, 7, 1), "suspensions": (earlier, later)}


@pytest.mark.parametrize(
    ("due", "today", "expected"),
    [
        (date(2026, 9, 11), date(2026, 9, 14), (Standing.LATE, 3)),
        (date(2026, 9, 14), date(2026, 9, 14), (Standing.TODAY, 0)),
        (date(2026, 9, 14), date(2026, 9, 11), (Standing.AHEAD, 1)),
        (date(2026, 9, 13), date(2026, 9, 12), (Standing.AHEAD, 0)),
    ],
)
def test_standing_counts_late_days_and_working_days_ahead(due: date, today: date, expected: tuple[Standing, int]) -> None:
    assert standing(due, today, load_calendar()) == expected


def test_end_of_week_is_sunday() -> None:
    assert end_of_week(date(2026, 9, 14)) == end_of_week(date(2026, 9, 20)) == date(2026, 9, 20)


def test_every_standing_has_a_phrase() -> None:
    assert set(PHRASES) == set(Standing)
