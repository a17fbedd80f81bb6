"""giaoban audit verify: the chain and the frozen figures, and that tampering with either shows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import connection

from giaoban.figures.indicators.models import FrozenFigure
from giaoban.trust.audit.models import Event
from tests.figures.sample import Province
from tests.sites.console.conftest import Answer

pytestmark = pytest.mark.django_db
Call = Callable[..., Answer]


@pytest.fixture
def closed(call: Call, province: Province, tmp_path: Path) -> Province:
    assert call("quarter", "close", "2026-Q3", "--out", tmp_path, "--force", "Thử").code == 0
    return province


def test_all_is_well(call: Call, closed: Province) -> None:
    answer = call("audit", "verify", "--json")
    assert answer.code == 0
    assert answer.json == {
        "events": Event.objects.count(), "chain": "ok", "first_bad": None, "figures": FrozenFigure.objects.count(), "figures_bad": [],
    }  # fmt: skip
    assert "nguyên vẹn" in call("audit", "verify").err


def test_an_empty_book_is_well(call: Call) -> None:
    assert call("audit", "verify", "--json").json == {"events": 0, "chain": "ok", "first_bad": None, "figures": 0, "figures_bad": []}


def test_a_changed_figure_is_named(call: Call, closed: Province) -> None:
    FrozenFigure.objects.filter(code="DON_TIEP_NHAN", agency_ref=None).update(value=6)
    answer = call("audit", "verify", "--json")
    assert (answer.code, answer.json["chain"]) == (1, "ok")
    assert {"DON_TIEP_NHAN"} <= {one["code"] for one in answer.json["figures_bad"]}


def test_a_changed_line_of_the_ledger_breaks_the_chain_there(call: Call, closed: Province) -> None:
    place = Event.objects.order_by("seq")[2].seq
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER audit_event_no_update")
        cursor.execute("UPDATE audit_event SET actor_name = 'Người khác' WHERE seq = %s", [place])
    answer = call("audit", "verify", "--json")
    assert answer.code == 1
    assert (answer.json["chain"], answer.json["first_bad"]) == ("broken", place)
    assert f"dòng {place}" in call("audit", "verify").err
