"""Layouts and the arithmetic of the statutory forms."""

from decimal import Decimal

import pytest

from giaoban.core.values.errors import InvalidInput
from giaoban.figures.forms.rules import check_countables, check_row, layouts, load
from giaoban.figures.indicators.queries import COUNTABLES

FORM = 'form = "09/THU"\ntitle = "Thử"\nbasis = "Luật"\nrules = ["c1 == c2"]\n'
COLUMNS = '[[column]]\nnumber = 1\nlabel = "Một"\ncounts = "x.a"\n[[column]]\nnumber = 2\nlabel = "Hai"\ncounts = "x.b"\n'


def test_layouts_are_those_of_the_circular() -> None:
    columns = {"01/TCD": 21, "01/TTr": 26, "02/TTr": 34, "02/XLD": 25, "03/GQKN": 23, "04/GQTC": 25, "05/KQTH": 31}
    assert {form: len(layout.columns) for form, layout in layouts().items()} == columns
    check_countables(COUNTABLES)
    hard = {form: len([r for r in layout.rules if r.hard]) for form, layout in layouts().items()}
    assert hard == {"01/TCD": 4, "01/TTr": 8, "02/TTr": 10, "02/XLD": 12, "03/GQKN": 6, "04/GQTC": 6, "05/KQTH": 8}


def test_columns_no_register_has_are_filled_by_hand() -> None:
    inspections = layouts()["01/TTr"]
    assert inspections.by_hand() == [2, 3, 4, 5, 7, 9 + 2, 13, 15, 17, 19, 20, 22, 23, 25]
    assert {rule.text: inspections.by_hand(rule) for rule in inspections.rules}["c8 == c10 + c16"] == []
    assert layouts()["05/KQTH"].by_hand() == [13, 14, 15, 29, 30, 31]
    assert layouts()["01/TCD"].by_hand() == []


@pytest.mark.parametrize(
    ("form", "column", "formula"),
    [
        ("01/TCD", 1, "1=5+11+17"),
        ("01/TCD", 5, "5"),
        ("02/XLD", 6, "6=7+8"),
        ("02/XLD", 3, "3=4+23"),
        ("03/GQKN", 1, "1"),
        ("04/GQTC", 7, "7=8+9+10+11+12+13"),
    ],
)
def test_formula_of_the_row_ms(form: str, column: int, formula: str) -> None:
    assert layouts()[form].formula(column) == formula


def test_heads_of_grouped_and_single_columns() -> None:
    columns = layouts()["01/TCD"].columns
    assert columns[0].heads == ("", "Tổng số lượt tiếp")
    assert columns[4].heads == ("Tiếp thường xuyên", "Số lượt tiếp")


@pytest.mark.parametrize(
    "text",
    [
        FORM.replace("c1 == c2", "c1 == c9") + COLUMNS,
        FORM.replace("c1 == c2", "c1 = c2") + COLUMNS,
        FORM.replace("c1 == c2", "c1 == 08/KHAC.c2") + COLUMNS,
        FORM.replace("c1 == c2", "c1 == 2c") + COLUMNS,
        FORM + 'colour = "red"\n' + COLUMNS,
        FORM + COLUMNS.replace("number = 2", "number = 3"),
        FORM + COLUMNS.replace('label = "Hai"\n', ""),
        FORM + COLUMNS.replace('counts = "x.b"', 'counts = "x.b"\nsent = "TP_VU"'),
    ],
)
def test_load_refuses_what_it_does_not_understand(text: str) -> None:
    assert load({"thu.toml": FORM + COLUMNS})
    with pytest.raises(InvalidInput):
        load({"thu.toml": text})


def rows(**changes: dict[int, int]) -> dict[str, list[Decimal]]:
    filled = {form: [Decimal(0)] * len(layout.columns) for form, layout in layouts().items()}
    for name, values in changes.items():
        for number, value in values.items():
            filled[name.replace("_", "/")][number - 1] = Decimal(value)
    return filled


@pytest.mark.parametrize(
    ("form", "cells", "wrong"),
    [
        ("01/TCD", {"n01_TCD": {1: 5, 5: 2, 11: 2, 17: 1}}, []),
        ("01/TCD", {"n01_TCD": {1: 6, 5: 2, 11: 2, 17: 1}}, ["c1 == c5 + c11 + c17"]),
        ("01/TCD", {"n01_TCD": {4: 2, 8: 2, 6: 9, 2: 9, 9: 9}}, ["c9 >= 5*c8"]),
        ("02/XLD", {"n02_XLD": {1: 3, 2: 4}}, ["c2 <= c1"]),
        ("03/GQKN", {"n03_GQKN": {1: 4}, "n02_XLD": {6: 4}}, []),
        ("03/GQKN", {"n03_GQKN": {1: 4}, "n02_XLD": {6: 3}}, ["c1 == 02/XLD.c6"]),
    ],
)
def test_check_row(form: str, cells: dict[str, dict[int, int]], wrong: list[str]) -> None:
    filled = rows(**{name[1:]: values for name, values in cells.items()})
    assert [c.rule for c in check_row(form, "Xã Khê Đông", filled) if not c.holds] == wrong


def test_sanity_is_only_a_warning() -> None:
    found = {c.rule: c.hard for c in check_row("01/TCD", "X", rows())}
    assert found["c1 == c5 + c11 + c17"]
    assert not found["c9 >= 5*c8"]


def test_rule_on_a_column_filled_by_hand_is_not_tried() -> None:
    filled: dict[str, list[Decimal | None]] = {form: [*values] for form, values in rows().items()}
    filled["01/TTr"][0], filled["01/TTr"][1] = Decimal(3), None
    assert "c1 == c2 + c3" not in [c.rule for c in check_row("01/TTr", "X", filled)]
    filled["01/TTr"][1] = Decimal(1)
    wrong = next(c for c in check_row("01/TTr", "X", filled) if c.rule == "c1 == c2 + c3")
    assert wrong.sentence == "Biểu 01/TTr, X: cột 1 (3) phải bằng cột 2 + cột 3 (1)."


def test_sentence_of_a_rule_names_the_other_form_and_the_factor() -> None:
    filled = rows(**{"05_KQTH": {1: 1}, "03_GQKN": {7: 2}, "01_TCD": {8: 2}})
    told = {c.rule: c.sentence for form in ("05/KQTH", "01/TCD") for c in check_row(form, "X", filled) if not c.holds}
    assert told["c1 >= 03/GQKN.c7"] == "Biểu 05/KQTH, X: cột 1 (1) không được nhỏ hơn cột 7 biểu 03/GQKN (2)."
    assert told["c9 >= 5*c8"] == "Biểu 01/TCD, X: cột 9 (0) không được nhỏ hơn 5 × cột 8 (10)."
