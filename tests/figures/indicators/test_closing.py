"""Figures of a small province: counted, recounted in today's bodies, frozen, explained, verified."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound, RefusedByLaw
from giaoban.core.values.periods import Period

pytestmark = pytest.mark.django_db
Q2, Q3 = Period(2026, "Q2"), Period(2026, "Q3")


def activity(agency: Any, on: date, actor: Actor, **values: Any) -> Any:
    from giaoban.registers.mobilisation.actions import record_activity

    return record_activity(kind="giam_sat", title=f"Giám sát ngày {on}", about="Chi cục Thủy lợi", agency_id=agency.pk, on=on, by=actor, **values)


@pytest.fixture
def supervised(agencies: Any, actor: Actor) -> Any:
    """Two supervisions in the third quarter of 2026, one on each edge of its window, and one a year before by a commune that has merged."""
    activity(agencies.mat_tran, date(2026, 6, 15), actor, turns=2)
    activity(agencies.phuong_moi, date(2026, 9, 14), actor)
    activity(agencies.xa_cu[1], date(2025, 6, 20), actor)
    return agencies


def counted(period: Period, actor: Actor, submitted: Any = None) -> Any:
    from giaoban.figures.indicators.queries import Counted

    return Counted(period, actor, submitted or {})


def test_window_holds_both_its_days_and_no_other(supervised: Any, actor: Actor) -> None:
    activity(supervised.mat_tran, date(2026, 6, 14), actor)
    assert counted(Q3, actor).parts("DV_GIAM_SAT")[0] == 3
    assert counted(Q2, actor).parts("DV_GIAM_SAT")[0] == 1


def test_last_years_work_of_a_merged_commune_is_counted_for_its_heir(supervised: Any, actor: Actor) -> None:
    last = counted(Q3.same_last_year, actor)
    assert last.parts("DV_GIAM_SAT", supervised.phuong_moi.pk)[0] == 1
    assert last.parts("DV_GIAM_SAT", supervised.xa_cu[1].pk)[0] == 0


def test_value_is_what_its_records_make_for_every_counted_figure(supervised: Any, actor: Actor) -> None:
    from giaoban.figures.indicators.queries import collect
    from giaoban.figures.indicators.rules import catalogue, value_of

    now = counted(Q3, actor)
    kept = collect({i.counts for i in catalogue().values() if i.source == "counted"}, Q3, actor.today)
    for code, indicator in catalogue().items():
        if indicator.source == "counted":
            assert now.parts(code)[0] == value_of(kept[indicator.counts][None]), code


def test_lineage_opens_the_same_records(supervised: Any, actor: Actor) -> None:
    from giaoban.figures.indicators.queries import lineage

    assert lineage("DV_GIAM_SAT", Q3, actor).count() == 2
    assert lineage("DV_GIAM_SAT", Q3.same_last_year, actor, supervised.phuong_moi.pk).count() == 1


def test_reader_of_one_agency_counts_and_opens_only_its_records(supervised: Any, make_actor: Callable[..., Actor]) -> None:
    from giaoban.figures.indicators.queries import lineage

    own = make_actor("reporter", supervised.mat_tran)
    assert counted(Q3, own).parts("DV_GIAM_SAT")[0] == 2
    assert lineage("DV_GIAM_SAT", Q3, own).count() == 1


def test_submitted_figure_has_no_lineage(agencies: Any, actor: Actor) -> None:
    from giaoban.figures.indicators.queries import lineage

    with pytest.raises(NotFound, match="không đếm từ sổ"):
        lineage("TP_VU", Q3, actor)


def test_rate_rests_on_what_was_sent(agencies: Any, actor: Actor) -> None:
    sent = {"TP_VU": {agencies.cong_an.pk: Decimal(18)}, "TP_KHAM_PHA": {agencies.cong_an.pk: Decimal(15)}}
    assert counted(Q3, actor, sent).parts("TP_TY_LE_KHAM_PHA") == (Decimal("83.3"), 15, 18)
    assert counted(Q3, actor).parts("TP_TY_LE_KHAM_PHA")[0] is None


def close(actor: Actor, period: Period = Q3, submitted: Any = None) -> Any:
    from giaoban.figures.indicators.actions import close_period

    return close_period(period=period, submitted=submitted or {}, submitted_base={}, by=actor)


def test_closing_before_the_window_ends_is_refused(supervised: Any, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw, match="chưa hết"):
        close(actor, Period(2026, "Q4"))


def test_closing_twice_gives_the_same_closing(supervised: Any, actor: Actor) -> None:
    first = close(actor)
    assert close(actor).digest == first.digest


def test_base_of_the_next_year_is_what_was_reported(supervised: Any, actor: Actor) -> None:
    from giaoban.figures.indicators.queries import figures

    close(actor, Q3.same_last_year)
    activity(supervised.mat_tran, date(2025, 7, 20), actor)
    figure = figures(Q3, actor, submitted={}, submitted_base={}, codes=["DV_GIAM_SAT"])["DV_GIAM_SAT"]
    assert (figure.value, figure.base_value, figure.base_as) == (3, 1, "reported")
    assert figure.change is not None
    assert (figure.change.direction, figure.change.value) == ("tăng", Decimal("200.0"))


def test_late_record_explains_the_difference(supervised: Any, actor: Actor, at: Callable[..., datetime]) -> None:
    from giaoban.figures.indicators.queries import explain
    from giaoban.trust.accounts.queries import system_actor

    close(actor)
    later = system_actor(at(2026, 9, 21), "Người ghi muộn")
    row = activity(supervised.mat_tran, date(2026, 7, 1), later, turns=4)
    found = explain("DV_GIAM_SAT", Q3, later, submitted={})
    assert (found["frozen"], found["now"], found["difference"]) == (3, 7, 4)
    assert [(line["record"], line["kind"], line["delta"], line["by"]) for line in found["because"]] == [
        (f"activity:{row.pk}", "late", Decimal(4), "Người ghi muộn")
    ]


def test_corrected_return_explains_the_difference(agencies: Any, actor: Actor) -> None:
    from giaoban.figures.indicators.queries import explain

    police = agencies.cong_an.pk
    close(actor, submitted={"TP_VU": {police: Decimal(40)}})
    found = explain("TP_VU", Q3, actor, submitted={"TP_VU": {police: Decimal(43)}})
    assert (found["frozen"], found["now"]) == (40, 43)
    assert [(line["kind"], line["delta"]) for line in found["because"]] == [("corrected", Decimal(3))]


def test_deltas_sum_to_the_difference_for_every_figure(supervised: Any, actor: Actor, at: Callable[..., datetime]) -> None:
    from giaoban.figures.indicators.queries import explain
    from giaoban.figures.indicators.rules import catalogue
    from giaoban.trust.accounts.queries import system_actor

    close(actor)
    activity(supervised.nong_dan, date(2026, 8, 1), system_actor(at(2026, 9, 22)), attendances=30, households=4, million=Decimal("2.5"))
    for code in catalogue():
        found = explain(code, Q3, actor, submitted={})
        assert sum((line["delta"] for line in found["because"]), Decimal(0)) == found["difference"], code


def test_verify_finds_nothing_wrong_and_then_each_tampering(supervised: Any, actor: Actor) -> None:
    from giaoban.figures.indicators.models import FrozenFigure
    from giaoban.figures.indicators.queries import verify

    close(actor)
    number, bad = verify()
    assert number > 60
    assert bad == []
    figure = FrozenFigure.objects.get(code="DV_GIAM_SAT", agency_ref=None)
    FrozenFigure.objects.filter(pk=figure.pk).update(value=9)
    assert {line["why"] for line in verify()[1]} == {"value", "closing"}
    FrozenFigure.objects.filter(pk=figure.pk).update(value=figure.value, records=figure.records[:1])
    assert {line["why"] for line in verify()[1]} == {"records"}


def test_counting_all_figures_takes_few_queries(supervised: Any, actor: Actor, django_assert_max_num_queries: Any) -> None:
    from giaoban.figures.indicators.rules import catalogue

    with django_assert_max_num_queries(26):
        now = counted(Q3, actor)
        for code in catalogue():
            now.parts(code)
