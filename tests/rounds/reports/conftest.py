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
