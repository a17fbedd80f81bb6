from dataclasses import replace
from datetime import date, timedelta

import pytest

from giaoban.core.values.errors import NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.trust.clocks import actions, queries
from giaoban.trust.clocks.choices import ClockState, Standing
from giaoban.trust.clocks.models import Clock
from giaoban.trust.clocks.queries import ClockFilter

TODAY = date(2026, 9, 16)  # a Wednesday

pytestmark = pytest.mark.django_db


def stored(number: int, due: date, agency: int = 7, **changes) -> Clock:
    fields = {"rule": "KN_ACCEPT_1", "label": "Thụ lý khiếu nại lần đầu", "started_on": date(2026, 9, 1), "ref_kind": "petition", **changes}
    return Clock.objects.create(ref_id=number, ref_label=f"Đơn số {number}/2026", agency_ref=agency, due_on=due, **fields)


@pytest.fixture
def week() -> list[Clock]:
    """One overdue, one today, one tomorrow, one on Sunday, one on Monday; one met long ago."""
    rows = [stored(i, TODAY + timedelta(days=gap)) for i, gap in enumerate((-2, 0, 1, 4, 5))]
    stored(99, TODAY, state=ClockState.MET, ended_on=TODAY)
    return rows


def test_falling_due_groups_by_the_calendar_week(actor, week) -> None:
    groups = queries.falling_due(actor, TODAY)
    assert {key: [c.ref_id for c in group.rows] for key, group in groups.items()} == {
        "overdue": [0],
        "today": [1],
        "this_week": [2, 3],
        "later": [4],
    }
    assert queries.counts(actor, TODAY) == {"overdue": 1, "today": 1, "this_week": 2}


def test_falling_due_shows_few_but_counts_all(actor) -> None:
    for number in range(7):
        stored(number, TODAY - timedelta(days=number + 1))
    group = queries.falling_due(actor, TODAY, limit=3)["overdue"]
    assert (group.count, [c.ref_id for c in group.rows], group.more) == (7, [6, 5, 4], True)


def test_counts_stop_at_the_cap(actor, monkeypatch) -> None:
    monkeypatch.setattr(queries, "CAP", 3)
    for number in range(5):
        stored(number, TODAY - timedelta(days=1))
    assert queries.counts(actor, TODAY)["overdue"] == 3


def test_queries_do_not_grow_with_rows(actor, week, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(8):
        queries.falling_due(actor, TODAY)


def test_clerk_sees_the_clocks_of_the_own_agency(make_actor) -> None:
    stored(1, TODAY, agency=7), stored(2, TODAY, agency=8)
    clerk = make_actor("clerk", 7)
    assert [c.ref_id for c in queries.visible(clerk)] == [1]
    assert queries.counts(clerk, TODAY)["today"] == 1
    with pytest.raises(NotFound):
        queries.get(clerk, Clock.objects.get(ref_id=2).pk)


def test_auditor_sees_no_clock(make_actor, week) -> None:
    assert not queries.visible(make_actor("auditor")).exists()
    assert queries.counts(make_actor("auditor"), TODAY) == {"overdue": 0, "today": 0, "this_week": 0}


@pytest.mark.parametrize(
    ("standing", "ids"),
    [(Standing.LATE, [0]), (Standing.TODAY, [1]), (Standing.AHEAD, [4, 3, 2]), (Standing.OVER, [99]), ("", [4, 3, 2, 99, 1, 0])],
)
def test_listing_by_standing(actor, at, week, standing, ids) -> None:
    by = replace(actor, at=at(2026, 9, 16))
    assert [c.ref_id for c in queries.listing(by, ClockFilter(standing=standing))] == ids


def test_listing_by_word_rule_agency_and_days(actor, week) -> None:
    stored(500, TODAY, agency=3, rule="KN_RESOLVE_1")
    assert [c.ref_id for c in queries.listing(actor, ClockFilter(q="500/2026"))] == [500]
    assert [c.ref_id for c in queries.listing(actor, ClockFilter(rule="KN_RESOLVE_1", agency=3))] == [500]
    assert [c.ref_id for c in queries.listing(actor, ClockFilter(start=TODAY + timedelta(days=1), end=TODAY + timedelta(days=4)))] == [3, 2]


def test_next_due_is_the_nearest_running(actor) -> None:
    stored(1, TODAY + timedelta(days=9), rule="KN_RESOLVE_1")
    near = stored(1, TODAY)
    stored(1, TODAY - timedelta(days=9), rule="KN_SEND_DECISION_1", state=ClockState.MET, ended_on=TODAY)
    assert queries.next_due("petition", [1, 2]) == {1: near}
    assert queries.running(RecordRef("petition", 1)).count() == 2
    assert queries.clocks_of(RecordRef("petition", 1)).count() == 3


def test_standing_of_paused_and_ended_clocks() -> None:
    days = queries.calendar()
    assert queries.standing_of(stored(1, TODAY, state=ClockState.PAUSED), TODAY, days) == (Standing.PAUSED, 0)
    assert queries.standing_of(stored(2, TODAY, state=ClockState.MET, ended_on=TODAY), TODAY, days) == (Standing.OVER, 0)
    assert queries.standing_of(stored(3, TODAY - timedelta(days=3)), TODAY, days) == (Standing.LATE, 3)


def test_calendar_is_kept_until_a_row_changes(actor) -> None:
    first = queries.calendar()
    assert queries.calendar() is first
    actions.decide_day(day=date(2026, 9, 4), kind="swap_off", reason="Nghỉ hoán đổi", basis="TB 1", by=actor)
    assert queries.calendar() is not first
    assert [row.day for row in queries.decided_days(2026)] == [date(2026, 9, 4)]


def test_counts_tell_late_from_met() -> None:
    stored(1, TODAY, state=ClockState.MET, ended_on=TODAY)
    stored(2, TODAY, state=ClockState.MET, ended_on=TODAY + timedelta(days=1))
    found = {c.name: Clock.objects.filter(c.condition(TODAY, TODAY + timedelta(days=30))).count() for c in queries.COUNTS}
    assert found == {"clocks.met": 2, "clocks.met_late": 1}
