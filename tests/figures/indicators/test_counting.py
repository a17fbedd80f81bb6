"""A figure is a query: its number is the count of its lineage, whoever asks, in the bodies of today."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from giaoban.core.law import window
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotAllowed, NotFound
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.choices import Source
from giaoban.figures.indicators.queries import COUNTABLES, Counted, checked_catalogue, collect, countable, figures, lineage, tally
from giaoban.figures.indicators.rules import value_of
from tests.figures.sample import Q3, Province

COUNTED = [code for code, one in checked_catalogue().items() if one.source == Source.COUNTED]
CEILING = 20


def made_of(code: str, rows: Any) -> Decimal:
    one = countable(checked_catalogue()[code])
    if one.amount:
        span = window(Q3)
        return sum(rows.annotate(worth=one.amount(span.start, span.end)).values_list("worth", flat=True), Decimal(0))
    if one.total:
        return sum((Decimal(v or 0) for v in rows.values_list(one.total, flat=True)), Decimal(0))
    if one.distinct:
        return Decimal(len({v for v in rows.values_list(one.distinct, flat=True) if v is not None}))
    return Decimal(rows.count())


@pytest.mark.parametrize("code", COUNTED)
def test_figure_is_its_lineage_for_all_and_for_each_agency(code: str, province: Province, actor: Actor) -> None:
    counted = Counted(Q3, actor, {}, [code])
    assert counted.parts(code)[0] == made_of(code, lineage(code, Q3, actor))
    assert counted.parts(code)[0] != 0, "the sample province has nothing of this indicator"
    for agency in counted.agencies():
        assert counted.parts(code, agency)[0] == made_of(code, lineage(code, Q3, actor, agency))


def test_every_countable_counts_what_it_collects(province: Province, actor: Actor) -> None:
    """Also the sets only the forms use: no condition may double a row through a join."""
    numbers, kept = tally(COUNTABLES, Q3, actor), collect(COUNTABLES, Q3, actor.today)
    assert set(numbers) == set(COUNTABLES)
    for name, by_body in numbers.items():
        assert {b: v for b, v in by_body.items() if v} == {b: v for b, r in kept[name].items() if (v := value_of(r))}, name


def test_window_edges_and_values(province: Province, actor: Actor) -> None:
    found = figures(Q3, actor, submitted={}, submitted_base={})
    expected = {
        "TCD_LUOT": 4, "TCD_NGUOI": 10, "TCD_VU_VIEC": 2, "TCD_DOAN_DONG_NGUOI": 1, "DON_TIEP_NHAN": 5, "KT_VU_AN": 2, "KT_BI_CAN": 8,
        "TT_VU_AN": 1, "XX_BI_CAO": 3, "DIEN_VAO": 3, "DIEN_RA": 1, "DIEN_CON": 1, "NV_GIAO": 3, "NV_DUNG_HAN": 1, "NV_CHAM": 1,
        "PCTN_THIET_HAI": Decimal("120.5"), "TTR_TIEN_DA_THU": Decimal("40.5"), "TTR_KIEN_NGHI_THU": Decimal("80.5"),
    }  # fmt: skip
    assert {code: found[code].value for code in expected} == expected


def test_money_to_recover_is_less_what_came_in_before_the_window(province: Province, actor: Actor) -> None:
    """02/TTr: 80,5 recommended in the quarter, and 60 of the 100 that an earlier conclusion asked for; the rate rests on that."""
    found = figures(Q3, actor, submitted={}, submitted_base={}, codes=["TTR_TIEN_THU_HOI", "TTR_TY_LE_THU"])
    assert found["TTR_TIEN_THU_HOI"].value == Decimal("140.5")
    assert (found["TTR_TY_LE_THU"].numerator, found["TTR_TY_LE_THU"].denominator) == (Decimal("40.5"), Decimal("140.5"))
    assert found["TTR_TY_LE_THU"].value == Decimal("28.8")
    inspectorate = province.agencies.thanh_tra.pk
    kept = collect(["findings.thanh_tra_recovery_due"], Q3, actor.today)["findings.thanh_tra_recovery_due"]
    assert [amount for _, amount in kept[inspectorate]] == ["60", "30.5", "50"]


def test_old_bodies_are_recounted_in_todays(province: Province, actor: Actor) -> None:
    base = Period(2025, "Q3")
    counted = Counted(base, actor, {}, ["DON_TIEP_NHAN"])
    bodies = province.agencies
    assert counted.parts("DON_TIEP_NHAN", bodies.xa_dong.pk)[0] == 2, "its own letter and that of the district"
    assert counted.parts("DON_TIEP_NHAN", bodies.phuong_moi.pk)[0] == 2, "two merged communes"
    assert counted.parts("DON_TIEP_NHAN", bodies.huyen_cu.pk)[0] == 0
    assert set(lineage("DON_TIEP_NHAN", base, actor, bodies.phuong_moi.pk)) == set(province.petitions[8:10])


def test_thing_of_two_merged_bodies_is_one_thing(province: Province, actor: Actor) -> None:
    numbers = tally(["petitions.received_matters"], Period(2025, "Q3"), actor)["petitions.received_matters"]
    assert numbers == {None: 2, province.agencies.xa_dong.pk: 1, province.agencies.phuong_moi.pk: 1}


def test_agency_bound_reader_has_its_own(province: Province, make_actor: Callable[..., Actor]) -> None:
    reporter = make_actor("reporter", province.agencies.xa_dong)
    found = figures(Q3, reporter, submitted={"TP_VU": {province.agencies.cong_an.pk: Decimal(9)}}, submitted_base={})
    assert (found["DON_TIEP_NHAN"].value, found["TCD_LUOT"].value, found["KT_VU_AN"].value, found["TP_VU"].value) == (1, 2, 0, None)
    assert list(lineage("DON_TIEP_NHAN", Q3, reporter)) == [province.petitions[5]]
    with pytest.raises(NotAllowed):
        lineage("DON_TIEP_NHAN", Q3, reporter, province.agencies.ban_tiep_cong_dan.pk)
    with pytest.raises(NotAllowed):
        figures(Q3, make_actor("clerk", province.agencies.xa_dong), submitted={}, submitted_base={})


def test_lineage_goes_through_the_gate(province: Province, make_actor: Callable[..., Actor]) -> None:
    auditor = make_actor("auditor")
    assert figures(Q3, auditor, submitted={}, submitted_base={}, codes=["DON_TIEP_NHAN"])["DON_TIEP_NHAN"].value == 5
    assert not lineage("DON_TIEP_NHAN", Q3, auditor).exists()


def test_lineage_only_of_counted(actor: Actor) -> None:
    with pytest.raises(NotFound):
        lineage("TP_VU", Q3, actor)


def test_rate_needs_both_parts(province: Province, actor: Actor) -> None:
    police = province.agencies.cong_an.pk
    sent = {"TP_VU": {police: Decimal(40)}, "TP_KHAM_PHA": {police: Decimal(35)}}
    found = figures(Q3, actor, submitted=sent, submitted_base={"TP_VU": {police: Decimal(50)}})
    rate = found["TP_TY_LE_KHAM_PHA"]
    assert (rate.value, rate.numerator, rate.denominator, rate.base_value) == (Decimal("87.5"), 35, 40, None)
    change = found["TP_VU"].change
    assert change is not None
    assert (change.direction, change.value, change.unit) == ("giảm", Decimal("20.0"), "%")


def test_queries_do_not_grow_with_figures(province: Province, actor: Actor, django_assert_max_num_queries: Any) -> None:
    """All figures of a period: one pass for each register and agency field, not one query for each figure."""
    checked_catalogue()
    with django_assert_max_num_queries(CEILING):
        Counted(Q3, actor, {}).parts("DON_TIEP_NHAN")
