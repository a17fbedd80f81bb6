"""Definitions, changes, freezing and reasons, as tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest

from giaoban.core.values.errors import InvalidInput
from giaoban.figures.indicators.choices import Because
from giaoban.figures.indicators.rules import (
    Delta,
    Figure,
    Reason,
    base_reason,
    catalogue,
    change_of,
    check_countables,
    classify,
    deltas_of,
    fault_of,
    load,
    period_hash,
    rate,
    ratio_reasons,
    records_hash,
    value_of,
)

HEAD = 'section = "Thử"\n'
GOOD = '[A]\nname = "A"\nunit = "vụ"\nsource = "counted"\ncounts = "x.y"\nbasis = "Luật"\nconfirmed = true\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (GOOD, "section"),
        (HEAD + "[A\n", "TOML"),
        (HEAD + GOOD + 'colour = "red"\n', "colour"),
        (HEAD + GOOD.replace('"counted"', '"guessed"'), "source"),
        (HEAD + GOOD.replace('counts = "x.y"\n', ""), "counts"),
        (HEAD + GOOD.replace('basis = "Luật"\n', ""), "basis"),
        (HEAD + GOOD.replace("confirmed = true\n", ""), "confirmed"),
        (HEAD + GOOD + 'senders = ["cong_an"]\n', "senders"),
        (HEAD + GOOD + '[B]\nname="B"\nunit="%"\nsource="derived"\nnumerator="A"\ndenominator="C"\nbasis="x"\nconfirmed=true\n', "C"),
    ],
)
def test_load_refuses_what_it_does_not_understand(text: str, words: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        load({"thu.toml": text})
    assert "thu.toml" in str(caught.value)
    assert words in str(caught.value)


def test_load_refuses_a_code_twice() -> None:
    with pytest.raises(InvalidInput):
        load({"a.toml": HEAD + GOOD, "b.toml": HEAD + GOOD})


def test_check_countables_names_the_entry() -> None:
    entries = load({"a.toml": HEAD + GOOD})
    check_countables(entries, {"x.y"})
    with pytest.raises(InvalidInput, match="A: không sổ nào có tập đếm"):
        check_countables(entries, {"x.z"})


def test_definition_changes_with_what_is_counted() -> None:
    one = load({"a.toml": HEAD + GOOD})["A"]
    assert one.definition != replace(one, counts="x.z").definition
    assert len(catalogue()) >= 45


@pytest.mark.parametrize(
    ("value", "base", "unit", "expected"),
    [
        ("2815", "3320", "lượt", ("giảm", "15.2", "%")),
        ("1187", "1104", "đơn", ("tăng", "7.5", "%")),
        ("91.4", "88.9", "%", ("tăng", "2.5", "điểm %")),
        ("30", "30", "đơn", ("không đổi", "0.0", "%")),
        ("0", "0", "đơn", ("không đổi", "0", "%")),
        ("5", "0", "đơn", None),
        ("50", "0", "%", ("tăng", "50.0", "điểm %")),
        (None, "5", "đơn", None),
        ("5", None, "đơn", None),
    ],
)
def test_change_of(value: str | None, base: str | None, unit: str, expected: tuple[str, str, str] | None) -> None:
    change = change_of(value and Decimal(value), base and Decimal(base), unit)  # type: ignore[arg-type]
    assert (change and (change.direction, str(change.value), change.unit)) == expected


@pytest.mark.parametrize(
    ("top", "bottom", "expected"), [("1", "3", "33.3"), ("2", "3", "66.7"), ("1", "16", "6.3"), ("0", "5", "0.0"), ("1", "0", None)]
)
def test_rate_rounds_half_up(top: str, bottom: str, expected: str | None) -> None:
    found = rate(Decimal(top), Decimal(bottom))
    assert found == (Decimal(expected) if expected else None)


def test_base_reason_for_changed_form_and_missing_base() -> None:
    one = load({"a.toml": HEAD + GOOD + "comparable_from = 2025-09-30\n"})["A"]
    assert "30/9/2025" in base_reason(one, date(2025, 6, 15), Decimal(5))
    assert base_reason(one, date(2025, 12, 15), Decimal(5)) == ""
    assert "không có số liệu" in base_reason(one, date(2025, 12, 15), None)


def test_mood_only_where_the_catalogue_says() -> None:
    one = load({"a.toml": HEAD + GOOD + 'good = "down"\n'})["A"]
    assert Figure(one, Decimal(9), base_value=Decimal(5)).mood == "bad"
    assert Figure(load({"a.toml": HEAD + GOOD})["A"], Decimal(9), base_value=Decimal(5)).mood == ""


@pytest.mark.parametrize(
    ("records", "expected"),
    [([], 0), ([[1, None], [2, None]], 2), ([[1, "2.5"], [2, "1"]], Decimal("3.5")), ([[1, 7], [2, 7], [3, 8]], 2)],
)
def test_value_of_records(records: list[list[object]], expected: Decimal) -> None:
    assert value_of(records) == expected


@pytest.mark.parametrize(
    ("frozen", "now", "expected"),
    [
        ([[1, None]], [[1, None], [2, None]], [(2, 1)]),
        ([[1, None], [3, None]], [[1, None]], [(3, -1)]),
        ([[1, "5"], [2, "4"]], [[1, "7.5"], [3, "1"]], [(1, "2.5"), (2, -4), (3, 1)]),
        ([[1, "0"]], [], []),
        ([[1, 7], [2, 8]], [[1, 7], [2, 7]], [(2, -1)]),
        ([[1, 7]], [[1, 7], [2, 7]], []),
        ([], [[4, 9], [5, 9]], [(4, 1)]),
    ],
)
def test_deltas_sum_to_the_difference(frozen: list[list[object]], now: list[list[object]], expected: list[tuple[int, object]]) -> None:
    found = deltas_of(frozen, now)
    assert [(d.id, d.delta) for d in found] == [(id, Decimal(str(delta))) for id, delta in expected]
    assert sum((d.delta for d in found), Decimal(0)) == value_of(now) - value_of(frozen)


ADDED, GONE, OTHER = (Delta(1, Decimal(1), True, False), Delta(1, Decimal(-1), False, True), Delta(1, Decimal(2), False, False))


@pytest.mark.parametrize(
    ("delta", "verbs", "elsewhere", "expected"),
    [
        (ADDED, ["registered"], False, (Because.LATE, 0)),
        (ADDED, ["loaded", "checked"], False, (Because.LATE, 1)),
        (ADDED, ["changed"], False, (Because.CORRECTED, 0)),
        (ADDED, ["changed"], True, (Because.MOVED, 0)),
        (GONE, ["checked", "duplicate_linked"], False, (Because.MERGED, 1)),
        (GONE, ["withdrawn"], False, (Because.WITHDRAWN, 0)),
        (GONE, ["changed"], True, (Because.MOVED, 0)),
        (GONE, [], True, (Because.MOVED, None)),
        (GONE, [], False, (Because.CORRECTED, None)),
        (OTHER, ["carried_out"], False, (Because.LATE, 0)),
        (OTHER, ["carried_out", "changed"], False, (Because.LATE, 0)),
        (OTHER, ["changed"], False, (Because.CORRECTED, 0)),
    ],
)
def test_classify(delta: Delta, verbs: list[str], elsewhere: bool, expected: tuple[Because, int | None]) -> None:
    assert classify(delta, verbs, elsewhere) == expected


def test_ratio_reasons_sum_to_the_points() -> None:
    up = [Reason("petition:1", Because.LATE, Decimal(1)), Reason("petition:2", Because.MERGED, Decimal(-1))]
    down = [Reason("petition:1", Because.LATE, Decimal(1)), Reason("petition:3", Because.LATE, Decimal(4))]
    found = ratio_reasons(up, down, (Decimal(2), Decimal(3)), rate(Decimal(2), Decimal(3)))
    assert {r.record for r in found} == {"petition:1", "petition:2", "petition:3"}
    assert sum(r.delta for r in found) == Decimal("25.0") - Decimal("66.7")


def frozen(**changes: object) -> SimpleNamespace:
    records = [[1, None], [2, None]]
    facts = {
        "code": "A", "agency_ref": None, "source": "counted", "definition": "d", "value": Decimal(2), "numerator": None, "denominator": None,
        "base_value": None, "base_as": "", "records": records, "records_sha256": records_hash(records),
    }  # fmt: skip
    return SimpleNamespace(**{**facts, **changes})


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({}, ""),
        ({"value": Decimal(3)}, "value"),
        ({"records": [[1, None]]}, "records"),
        (
            {"source": "derived", "records": [], "records_sha256": records_hash([]), "numerator": Decimal(1), "denominator": Decimal(2)},
            "rate",
        ),
        ({"source": "submitted", "value": None, "records": [], "records_sha256": records_hash([])}, ""),
    ],
)
def test_fault_of(changes: dict[str, object], fault: str) -> None:
    assert fault_of(frozen(**changes)) == fault


@pytest.mark.parametrize(
    "changes", [{"value": Decimal(3)}, {"definition": "e"}, {"base_value": Decimal(1)}, {"records_sha256": "x"}, {"agency_ref": 4}]
)
def test_period_hash_covers(changes: dict[str, object]) -> None:
    assert period_hash([frozen()]) != period_hash([frozen(**changes)])
    assert period_hash([frozen(code="B"), frozen()]) == period_hash([frozen(), frozen(code="B")])
