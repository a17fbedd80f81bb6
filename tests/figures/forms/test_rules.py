"""Layouts and the arithmetic of the statutory forms."""

from decimal import Decimal

import pytest

from giaoban.core.values.errors import InvalidInput
from giaoban.figures.forms.rules import check_countables, check_row, layouts, load
from giaoban.figures.indicators.queries import COUNTABLES

FORM = 'form = "09/THU"\ntitle = "Thử"\nbasis = "Luật"\nrules = ["c1 == c2"]\n'
COLUMNS = '[[column]]\nnumber = 1\nlabel = "Một"\ncounts = "x.a"\n[[column]]\nnumber = 2\nlabel = "Hai"\ncounts = "x.b"\n'


def test_layouts_are_those_of_the_circular() -> None:
    assert {form: len(layout.columns) for form, layout in layouts().items()} == {"01/TCD": 21, "02/XLD": 25, "03/GQKN": 23, "04/GQTC": 25}
    check_countables(COUNTABLES)
    assert [len([r for r in layout.rules if r.hard]) for layout in layouts().values()] == [4, 12, 6, 6]


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
