"""A directive of the province to work with."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from giaoban.core.values.actors import Actor

if TYPE_CHECKING:
    from giaoban.registers.directives.models import Directive


@pytest.fixture
def record(db: None, actor: Actor) -> "Callable[..., Directive]":
    """``record(number="05-CT/TU")``: an entered document; what is not said is a directive of the province of 1/9/2026."""

    from giaoban.registers.directives import actions

    def make(**fields: Any) -> "Directive":
        values = {
            "kind": "chi_thi",
            "number": "05-CT/TU",
            "issuer": "Tỉnh ủy",
            "level": "tinh",
            "subject": "Về tăng cường tiếp công dân, xử lý phản ánh, kiến nghị",
            "issued_on": date(2026, 9, 1),
            **fields,
        }
        return actions.record(**values, by=actor)

    return make


@pytest.fixture
def directive(record: "Callable[..., Directive]") -> "Directive":
    return record()
