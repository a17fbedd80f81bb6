"""The sample of tests/figures/sample.py, and the acting person on another day."""

from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING

import pytest

from giaoban.core.values.actors import Actor

if TYPE_CHECKING:
    from tests.factories.agencies import Agencies
    from tests.figures.sample import Province


@pytest.fixture
def province(agencies: "Agencies", actor: Actor) -> "Province":
    from tests.figures.sample import build

    return build(agencies, actor)


@pytest.fixture
def on(actor: Actor) -> Callable[[date], Actor]:
    """The all-rights actor on another day, at 09:00."""

    def move(day: date) -> Actor:
        at = datetime(day.year, day.month, day.day, 9, tzinfo=actor.at.tzinfo)
        return Actor(None, "Người sửa", None, "system", frozenset({"*"}), at, None)

    return move
