"""Definitions of indicators and the arithmetic of figures, by tables."""

from decimal import Decimal

import pytest

from giaoban.figures.indicators.rules import catalogue, change_of, rate, records_hash, value_of


def test_catalogue_covers_the_report() -> None:
    assert len(catalogue()) >= 40


def test_every_indicator_says_its_basis() -> None:
    assert [code for code, indicator in catalogue().items() if not indicator.basis or not indicator.unit] == []


def test_definition_changes_with_any_word() -> None:
    digests = {indicator.definition for indicator in catalogue().values()}
    assert len(digests) == len(catalogue())


@pytest.mark.parametrize(
    ("value", "base", "unit", "expected"),
    [
        ("2815", "3320", "lượt", ("giảm", "15.2", "%")),
        ("12", "10", "vụ", ("tăng", "20.0", "%")),
        ("10", "10", "vụ", ("không đổi", "0.0", "%")),
        ("91.4", "88.9", "%", ("tăng", "2.5", "điểm %")),
        ("5", "0", "vụ", None),
        ("5", None, "vụ", None),
        (None, "5", "vụ", None),
    ],
)
def test_change_is_percent_or_points(value: str | None, base: str | None, unit: str, expected: tuple[str, str, str] | None) -> None:
    change = change_of(None if value is None else Decimal(value), None if base is None else Decimal(base), unit)
    assert (None if change is None else (change.direction, str(change.value), change.unit)) == expected


@pytest.mark.parametrize(("top", "bottom", "expected"), [("15", "18", "83.3"), ("1", "8", "12.5"), ("1", "0", None), (None, "5", None), ("2", "3", "66.7")])
def test_rate_has_one_decimal_rounded_half_up(top: str | None, bottom: str, expected: str | None) -> None:
    found = rate(None if top is None else Decimal(top), Decimal(bottom))
    assert (None if found is None else str(found)) == expected


def test_value_counts_records_or_sums_amounts() -> None:
    assert value_of([[1, None], [2, None]]) == 2
    assert value_of([[1, "12.5"], [2, "0.5"]]) == 13


def test_hash_does_not_depend_on_order() -> None:
    assert records_hash([[2, None], [1, None]]) == records_hash([[1, None], [2, None]])
    assert records_hash([[1, "2"]]) != records_hash([[1, "3"]])
