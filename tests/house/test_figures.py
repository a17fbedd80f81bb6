"""What the catalogue and the outlines name exists: sets, senders, figures."""

from pathlib import Path

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from giaoban.core.values.countables import Countable
from giaoban.figures.indicators.choices import Source
from giaoban.figures.indicators.queries import COUNTABLES
from giaoban.figures.indicators.rules import Indicator, catalogue
from giaoban.registers.people.choices import AgencyKind
from giaoban.rounds.reports.rules import load_outline
from tests.house.source import SRC

OUTLINES = sorted(path.stem for path in (SRC / "rounds" / "reports" / "outlines").glob("*.toml"))


@pytest.mark.parametrize("indicator", catalogue().values(), ids=lambda one: one.code)
def test_indicator_rests_on_something(indicator: Indicator) -> None:
    assert indicator.basis
    assert (indicator.counts in COUNTABLES) == (indicator.source == Source.COUNTED)
    assert {indicator.numerator, indicator.denominator} - {""} <= set(catalogue())
    assert set(indicator.senders) <= set(map(str, AgencyKind))


@pytest.mark.parametrize("one", COUNTABLES.values(), ids=lambda one: one.name)
def test_countable_names_real_fields(one: Countable) -> None:
    for path in filter(None, (one.agency, one.total, one.distinct)):
        model = apps.get_model(one.model)
        for step in path.removesuffix("_id").split("__"):
            try:
                model = model._meta.get_field(step).related_model or model
            except FieldDoesNotExist:
                pytest.fail(f"{one.name}: {path}")


@pytest.mark.parametrize("name", OUTLINES)
def test_outline_names_existing_figures(name: str) -> None:
    assert load_outline(name).codes() <= set(catalogue())


def test_there_are_outlines() -> None:
    assert OUTLINES
    assert Path(SRC / "figures" / "indicators" / "catalogue").is_dir()
