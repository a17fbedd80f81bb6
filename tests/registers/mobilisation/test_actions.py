"""Activities of the mass-mobilisation bloc and awards."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed
from giaoban.registers.mobilisation import actions, queries
from giaoban.registers.mobilisation.models import Activity
from giaoban.registers.mobilisation.queries import COUNTS, ActivityFilter
from tests.factories.agencies import Agencies

D = date(2026, 8, 3)


@pytest.fixture
def relief(agencies: Agencies, actor: Actor) -> Activity:
    return actions.record_activity(
        kind="cuu_tro", title="Hỗ trợ hộ dân bị hỏa hoạn", agency_id=agencies.mat_tran.pk, on=D, households=4, million=Decimal(20), by=actor
    )


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": "giam_sat"}, "about"),
        ({"kind": "le_hoi"}, "kind"),
        ({"title": "  "}, "title"),
        ({"on": date(2026, 9, 21)}, "on"),
        ({"until": date(2026, 8, 2)}, "until"),
        ({"until": date(2026, 10, 1)}, "state"),
        ({"households": -1}, "households"),
    ],
)
def test_record_activity_refused(changes: dict[str, Any], field: str, agencies: Agencies, actor: Actor) -> None:
    facts: dict[str, Any] = {"kind": "tham_hoi", "title": "Thăm gia đình chính sách", "agency_id": agencies.mat_tran.pk, "on": D, **changes}
    with pytest.raises(InvalidInput) as caught:
        actions.record_activity(**facts, by=actor)
    assert caught.value.field == field


def test_record_activity_once(relief: Activity, agencies: Agencies, actor: Actor) -> None:
    facts: dict[str, Any] = {"kind": "cuu_tro", "title": relief.title, "agency_id": agencies.mat_tran.pk, "on": D}
    assert actions.record_activity(**facts, by=actor).pk == relief.pk


def test_planned_work_is_not_counted(relief: Activity, agencies: Agencies, actor: Actor) -> None:
    plan = actions.record_activity(
        kind="cuu_tro", title="Đợt hai", agency_id=agencies.mat_tran.pk, on=date(2026, 10, 1), state="ke_hoach", by=actor
    )
    counted = {c.name: c for c in COUNTS}["mobilisation.cuu_tro_households"]
    rows = Activity.objects.filter(counted.condition(date(2026, 6, 15), date(2026, 12, 14)))
    assert (list(rows), counted.total) == ([relief], "households")
    with pytest.raises(InvalidInput):
        actions.change(activity=plan, state="da_xong", by=actor)


def test_change_checks_version_and_agency(relief: Activity, agencies: Agencies, actor: Actor, make_actor: Callable[..., Actor]) -> None:
    assert actions.change(activity=relief, households=5, version=1, by=actor).version == 2
    with pytest.raises(Conflict):
        actions.change(activity=relief, households=6, version=1, by=actor)
    with pytest.raises(NotAllowed):
        actions.change(activity=relief, households=6, by=make_actor("reporter", agencies.nong_dan))


def test_awards_once_and_found_without_marks(agencies: Agencies, actor: Actor) -> None:
    facts: dict[str, Any] = {
        "kind": "bang_khen",
        "giver": "Chủ tịch UBND tỉnh",
        "recipient": "Tập thể Phòng Cảnh sát hình sự",
        "reason": "Phá án nhanh",
        "agency_id": agencies.cong_an.pk,
        "on": D,
    }
    first = actions.record_award(**facts, by=actor)
    assert actions.record_award(**facts, by=actor).pk == first.pk
    assert list(queries.awards(actor, ActivityFilter(q="canh sat hinh su", kind="bang_khen"))) == [first]


def test_listing_gate_and_queries(
    relief: Activity, agencies: Agencies, actor: Actor, make_actor: Callable[..., Actor], django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        rows = list(queries.listing(actor, ActivityFilter(q="hoa hoan", kind="cuu_tro")))
        assert [r.agency.short_name for r in rows] == ["MTTQ tỉnh"]
    assert not queries.listing(make_actor("reporter", agencies.nong_dan), ActivityFilter()).exists()


def test_load_skips_known(relief: Activity, agencies: Agencies, actor: Actor) -> None:
    rows = [
        actions.ActivityRow("cuu_tro", relief.title, agencies.mat_tran.pk, D),
        actions.ActivityRow("doi_thoai", "Đối thoại quý III", agencies.mat_tran.pk, D, attendances=120),
    ]
    assert [a.kind for a in actions.load(rows=rows, by=actor)] == ["doi_thoai"]
    assert actions.load(rows=rows, by=actor) == []
