"""Conclusions, recommendations and carrying them out."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, NotFound, RefusedByLaw
from giaoban.registers.findings import actions, queries
from giaoban.registers.findings.models import Conclusion, Recommendation
from giaoban.registers.findings.queries import COUNTS, ConclusionFilter
from giaoban.registers.findings.rules import is_done
from tests.factories.agencies import Agencies

ISSUED = date(2026, 7, 1)


@pytest.fixture
def conclusion(agencies: Agencies, actor: Actor) -> Conclusion:
    return actions.record(
        source="thanh_tra",
        number="12/KL-TTr",
        subject="Thanh tra việc quản lý đất đai tại xã Khê Đông",
        agency_id=agencies.thanh_tra.pk,
        issued_on=ISSUED,
        violation_million=Decimal(500),
        by=actor,
    )


@pytest.fixture
def money(conclusion: Conclusion, agencies: Agencies, actor: Actor) -> Recommendation:
    return actions.recommend(
        conclusion=conclusion, kind="thu_hoi_nsnn", text="Thu hồi", responsible_id=agencies.xa_dong.pk, due_million=Decimal(100), by=actor
    )


@pytest.mark.parametrize(
    ("due", "done", "due_n", "done_n", "declared", "expected"),
    [
        ("100", "99.999", 0, 0, True, False),
        ("100", "100", 0, 0, False, True),
        ("100", "100", 2, 1, True, False),
        ("0", "0", 2, 2, False, True),
        ("0", "0", 0, 0, False, False),
        ("0", "0", 0, 0, True, True),
    ],
)
def test_is_done_only_in_full(due: str, done: str, due_n: int, done_n: int, declared: bool, expected: bool) -> None:
    assert is_done(due_million=Decimal(due), done_million=Decimal(done), due_count=due_n, done_count=done_n, declared=declared) is expected


def test_carry_out_in_parts_then_conclusion_complete(
    conclusion: Conclusion, money: Recommendation, agencies: Agencies, actor: Actor
) -> None:
    words = actions.recommend(conclusion=conclusion, kind="khac", text="Rút kinh nghiệm", responsible_id=agencies.xa_dong.pk, by=actor)
    row = actions.carry_out(recommendation=money, on=date(2026, 7, 10), million=Decimal(60), paper="GNT 1", by=actor)
    assert (row.state, row.done_million, row.done_on) == ("dang", Decimal(60), None)
    again = actions.carry_out(recommendation=money, on=date(2026, 7, 10), million=Decimal(60), paper="GNT 1", by=actor)
    assert again.done_million == 60
    with pytest.raises(InvalidInput):
        actions.carry_out(recommendation=money, on=date(2026, 7, 11), million=Decimal("40.001"), by=actor)
    row = actions.carry_out(recommendation=money, on=date(2026, 8, 1), million=Decimal(40), paper="GNT 2", by=actor)
    assert (row.state, row.done_on) == ("xong", date(2026, 8, 1))
    conclusion.refresh_from_db()
    assert conclusion.done_on is None
    with pytest.raises(InvalidInput):
        actions.carry_out(recommendation=words, on=date(2026, 7, 20), complete=True, by=actor)
    actions.carry_out(recommendation=words, on=date(2026, 7, 20), complete=True, paper="Biên bản họp", by=actor)
    conclusion.refresh_from_db()
    assert conclusion.done_on == date(2026, 8, 1)
    actions.recommend(
        conclusion=conclusion, kind="hoan_thien_co_che", text="Sửa quy chế", responsible_id=agencies.xa_dong.pk, due_count=1, by=actor
    )
    conclusion.refresh_from_db()
    assert conclusion.done_on is None


def test_recommend_money_needs_amount(conclusion: Conclusion, agencies: Agencies, actor: Actor) -> None:
    with pytest.raises(InvalidInput):
        actions.recommend(conclusion=conclusion, kind="xu_phat", text="Xử phạt", responsible_id=agencies.xa_dong.pk, by=actor)


def test_set_state_needs_reason_and_never_undoes(money: Recommendation, actor: Actor) -> None:
    with pytest.raises(InvalidInput):
        actions.set_state(recommendation=money, state="khong_the", by=actor)
    assert actions.set_state(recommendation=money, state="khong_the", reason="mat_kha_nang", by=actor).reason == "mat_kha_nang"
    done = actions.carry_out(recommendation=money, on=date(2026, 8, 1), million=Decimal(100), by=actor)
    assert (done.state, done.reason) == ("xong", "")
    with pytest.raises(RefusedByLaw):
        actions.set_state(recommendation=money, state="dang", by=actor)


def test_record_same_number_other_paper_refused(conclusion: Conclusion, agencies: Agencies, actor: Actor) -> None:
    facts: dict[str, Any] = {"source": "thanh_tra", "number": "12/KL-TTr", "agency_id": agencies.thanh_tra.pk, "issued_on": ISSUED}
    assert actions.record(subject=conclusion.subject, **facts, by=actor).pk == conclusion.pk
    with pytest.raises(Conflict):
        actions.record(subject="Việc khác", **facts, by=actor)


def test_gate_issuer_and_responsible_read_others_not(
    conclusion: Conclusion, money: Recommendation, agencies: Agencies, make_actor: Callable[..., Actor]
) -> None:
    responsible, other = make_actor("reporter", agencies.xa_dong), make_actor("reporter", agencies.xa_tay)
    assert queries.get(responsible, conclusion.pk) == conclusion
    assert list(queries.recommendations(responsible, conclusion)) == [money]
    with pytest.raises(NotFound):
        queries.get(other, conclusion.pk)
    assert not queries.recommendations(other, conclusion).exists()
    with pytest.raises(NotAllowed):
        actions.carry_out(recommendation=money, on=date(2026, 7, 10), million=Decimal(1), by=other)


def test_change_keeps_version(conclusion: Conclusion, actor: Actor) -> None:
    changed = actions.change(conclusion=conclusion, violation_million=Decimal(700), version=1, by=actor)
    assert changed.version == 2
    with pytest.raises(Conflict):
        actions.change(conclusion=conclusion, violation_million=Decimal(800), version=1, by=actor)


def test_listing_sums_without_a_query_per_row(money: Recommendation, actor: Actor, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        rows = list(queries.listing(actor, ConclusionFilter(q="dat dai khe dong", source="thanh_tra", done="chua")))
        assert [(r.items, r.items_done, r.due, r.agency.short_name) for r in rows] == [(1, 0, Decimal(100), "Thanh tra tỉnh")]


def test_load_with_steps(agencies: Agencies, actor: Actor) -> None:
    steps = (actions.StepRow(on=date(2026, 6, 20), million=Decimal(30)), actions.StepRow(on=date(2026, 7, 1), million=Decimal(20)))
    item = actions.RecommendationRow("thu_hoi_nsnn", "Thu hồi", agencies.xa_tay.pk, due_million=Decimal(50), steps=steps)
    row = actions.ConclusionRow("thanh_tra", "3/KL", "Kết luận cũ", agencies.thanh_tra.pk, date(2026, 5, 4), recommendations=(item,))
    (made,) = actions.load(rows=[row], by=actor)
    assert (made.done_on, actions.load(rows=[row], by=actor)) == (date(2026, 7, 1), [])
    counted = {c.name: c for c in COUNTS}
    start, end = date(2026, 6, 15), date(2026, 9, 14)
    assert Conclusion.objects.filter(counted["findings.thanh_tra_followed"].condition(start, end)).count() == 1
    assert Conclusion.objects.filter(counted["findings.thanh_tra_completed"].condition(start, end)).count() == 1
    late = date(2026, 12, 14)
    assert not Conclusion.objects.filter(counted["findings.thanh_tra_followed"].condition(date(2026, 9, 15), late)).exists()
