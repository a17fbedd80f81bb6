"""Recording cases, moving them, and the oversight lists."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, NotFound, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.registers.cases import actions, queries
from giaoban.registers.cases.models import Case
from giaoban.registers.cases.queries import COUNTS, CaseFilter
from giaoban.trust.audit.queries import history
from giaoban.trust.links.queries import others
from tests.factories.agencies import Agencies

D = date(2026, 8, 3)


@pytest.fixture
def vu_an(agencies: Agencies, actor: Actor) -> Callable[..., Case]:
    def make(**changes: Any) -> Case:
        facts: dict[str, Any] = {
            "kind": "vu_an",
            "name": "Nguyễn Văn Thử và đồng phạm tham ô tài sản",
            "group": "tham_nhung",
            "agency_id": agencies.cong_an.pk,
            "opened_on": D,
            "initiated_on": D,
            "suspects": 3,
            **changes,
        }
        return actions.open_case(**facts, by=actor)

    return make


def events(case: Case) -> list[str]:
    return list(history(RecordRef("case", case.pk)).values_list("event", flat=True))


def test_open_case_numbered_and_once(vu_an: Callable[..., Case]) -> None:
    first, again, other = vu_an(), vu_an(), vu_an(name="Vụ buôn lậu trên biên giới", group="kinh_te")
    assert (first.number, again.pk, other.number) == ("VA-2026-001", first.pk, "VA-2026-002")
    assert events(first) == ["cases.opened"]
    assert first.stage == "dieu_tra"


def test_open_case_other_agency_refused(agencies: Agencies, make_actor: Callable[..., Actor]) -> None:
    reporter = make_actor("reporter", agencies.toa_an)
    with pytest.raises(NotAllowed):
        actions.open_case(kind="vu_viec", name="Vụ việc", group="khac", agency_id=agencies.cong_an.pk, opened_on=D, by=reporter)


def test_move_stage_sets_days_and_agency(vu_an: Callable[..., Case], agencies: Agencies, actor: Actor) -> None:
    case = vu_an()
    moved = actions.move_stage(
        case=case, stage="truy_to", on=date(2026, 8, 20), agency_id=agencies.vien_kiem_sat.pk, paper="12/CT", by=actor
    )
    again = actions.move_stage(case=case, stage="truy_to", on=date(2026, 8, 20), agency_id=agencies.vien_kiem_sat.pk, by=actor)
    assert (moved.prosecuted_on, moved.agency, again.version) == (date(2026, 8, 20), agencies.vien_kiem_sat, moved.version)
    assert [s.stage for s in queries.stages(moved)] == ["dieu_tra", "truy_to"]
    with pytest.raises(Conflict):
        actions.move_stage(
            case=case, stage="xet_xu_so_tham", on=date(2026, 9, 1), agency_id=agencies.toa_an.pk, version=case.version, by=actor
        )


def test_matter_becomes_case_linked_and_ended(vu_an: Callable[..., Case]) -> None:
    matter = vu_an(kind="vu_viec", initiated_on=None, opened_on=date(2026, 7, 1), name="Tố giác về quản lý quỹ")
    case = vu_an(from_matter=matter)
    matter.refresh_from_db()
    assert (matter.stage, matter.ended_on) == ("ket_thuc", D)
    assert ("became", RecordRef("case", case.pk)) in others(RecordRef("case", matter.pk))


def test_change_writes_before_and_after_but_no_name(vu_an: Callable[..., Case], actor: Actor) -> None:
    case = actions.change(case=vu_an(), name="Vụ tham ô tại Hợp tác xã", suspects=5, by=actor)
    last = history(RecordRef("case", case.pk)).last()
    assert last is not None
    assert last.details == {"fields": ["name", "suspects"], "before": {"suspects": "3"}, "after": {"suspects": "5"}}
    with pytest.raises(InvalidInput):
        actions.change(case=case, suspects=-1, by=actor)
    with pytest.raises(InvalidInput):
        actions.change(case=case, stage="ket_thuc", by=actor)


def test_oversight_entered_once_left_with_paper(vu_an: Callable[..., Case], actor: Actor) -> None:
    case = vu_an()
    entered = actions.enter_list(case=case, list="bcd_tinh", on=date(2026, 8, 5), paper="Quyết định 15-QĐ/BCĐ", by=actor)
    assert actions.enter_list(case=case, list="bcd_tinh", on=date(2026, 8, 6), paper="Quyết định 16-QĐ/BCĐ", by=actor).pk == entered.pk
    actions.enter_list(case=case, list="ban_thuong_vu", on=date(2026, 8, 5), paper="Thông báo 20-TB/TU", by=actor)
    with pytest.raises(InvalidInput):
        actions.leave_list(oversight=entered, on=date(2026, 8, 4), paper="Quyết định 30-QĐ/BCĐ", by=actor)
    left = actions.leave_list(oversight=entered, on=date(2026, 9, 4), paper="Quyết định 30-QĐ/BCĐ", by=actor)
    assert left.left_on == date(2026, 9, 4)
    with pytest.raises(Conflict):
        actions.leave_list(oversight=entered, on=date(2026, 9, 5), paper="Quyết định 31-QĐ/BCĐ", by=actor)
    assert [c.pk for c in queries.listing(actor, CaseFilter(oversight="ban_thuong_vu"))] == [case.pk]
    assert not queries.listing(actor, CaseFilter(oversight="bcd_tinh")).exists()


def test_listing_gate_search_and_queries(
    vu_an: Callable[..., Case], agencies: Agencies, actor: Actor, make_actor: Callable[..., Actor], django_assert_num_queries: Any
) -> None:
    case = vu_an()
    vu_an(name="Vụ đánh bạc", group="trat_tu_xa_hoi", agency_id=agencies.toa_an.pk)
    with django_assert_num_queries(2):
        rows = list(queries.listing(actor, CaseFilter(q="THAM o")))
        assert [(r.pk, r.agency.short_name, r.open_oversights) for r in rows] == [(case.pk, "Công an tỉnh", [])]
    assert [r.pk for r in queries.listing(actor, CaseFilter(q="va-2026-001"))] == [case.pk]
    reporter = make_actor("reporter", agencies.cong_an)
    assert [r.pk for r in queries.listing(reporter, CaseFilter())] == [case.pk]
    with pytest.raises(NotFound):
        queries.get(make_actor("clerk", agencies.cong_an), case.pk)


def test_load_skips_known_and_counts(agencies: Agencies, actor: Actor) -> None:
    row = actions.CaseRow(
        number="VA-2026-031",
        kind="vu_an",
        name="Vụ cũ",
        group="ma_tuy",
        agency_id=agencies.toa_an.pk,
        opened_on=date(2026, 6, 20),
        initiated_on=date(2026, 6, 21),
        prosecuted_on=date(2026, 8, 1),
        tried_on=date(2026, 9, 1),
        stage="xet_xu_so_tham",
        suspects=4,
        damage_million=Decimal("12.5"),
    )
    assert len(actions.load(rows=[row, row], by=actor)) == 1
    assert actions.load(rows=[row], by=actor) == []
    with pytest.raises(InvalidInput):
        actions.load(rows=[replace(row, number="VA-2026-032", initiated_on=None)], by=actor)
    start, end = date(2026, 6, 15), date(2026, 9, 14)
    found = {c.name: Case.objects.filter(c.condition(start, end)).count() for c in COUNTS if c.model == "cases.Case"}
    assert {name for name, n in found.items() if n} == {
        "cases.initiated",
        "cases.initiated_suspects",
        "cases.prosecuted",
        "cases.prosecuted_suspects",
        "cases.tried",
        "cases.tried_defendants",
    }


def test_become_only_from_matter(vu_an: Callable[..., Case]) -> None:
    with pytest.raises(RefusedByLaw):
        vu_an(name="Vụ khác", from_matter=vu_an())
