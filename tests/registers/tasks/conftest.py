"""A task of the conclusion notice of a conference, and the people around it."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from giaoban.core.values.actors import Actor

if TYPE_CHECKING:
    from giaoban.registers.directives.models import Directive
    from giaoban.registers.tasks.models import Task
    from tests.factories.agencies import Agencies


@pytest.fixture
def notice(agencies: "Agencies", actor: Actor) -> "Directive":
    from giaoban.registers.directives import actions
    from giaoban.registers.directives.actions import ProvisionRow

    return actions.issue(
        kind="thong_bao_ket_luan",
        number="12-TB/TU",
        issuer="Tỉnh ủy",
        issued_on=date(2026, 7, 1),
        subject="Kết luận hội nghị giao ban quý II",
        provisions=[ProvisionRow("II.1", "Giao Sở Tư pháp rà soát.", True), ProvisionRow("II.2", "Giao Thanh tra tỉnh.", True)],
        by=actor,
    )


@pytest.fixture
def give(agencies: "Agencies", actor: Actor) -> "Callable[..., Task]":
    """``give(title="…", deadline=None)``: a task of 1/7/2026 to the Sở Tư pháp, due 31/8/2026 unless said otherwise."""
    from giaoban.registers.tasks import actions

    def make(**fields: Any) -> "Task":
        values = {
            "title": "Rà soát văn bản về hòa giải ở cơ sở",
            "lead": agencies.so_tu_phap,
            "giver": agencies.tinh_uy,
            "deadline": date(2026, 8, 31),
            "assigned_on": date(2026, 7, 1),
            **fields,
        }
        values.setdefault("deadline_kind", "ngay" if values["deadline"] else "chua_dinh")
        return actions.assign(**values, by=actor)

    return make


@pytest.fixture
def task(give: "Callable[..., Task]", agencies: "Agencies", notice: "Directive") -> "Task":
    return give(supports=[agencies.thanh_tra], provision=notice.provisions.get(number="II.1"), product="Báo cáo rà soát")


@pytest.fixture
def reporter(make_actor: Callable[..., Actor], agencies: "Agencies") -> Actor:
    """The reporter of the lead agency."""
    return make_actor("reporter", agencies.so_tu_phap)
