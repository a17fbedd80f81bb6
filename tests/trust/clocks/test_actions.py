from dataclasses import replace
from datetime import date, timedelta

import pytest

from giaoban.core.days import load_calendar
from giaoban.core.values.errors import Conflict, GiaoBanError, InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit.models import Event as Row
from giaoban.trust.audit.queries import verify
from giaoban.trust.clocks import actions
from giaoban.trust.clocks.choices import ClockState, DayKind, Event
from giaoban.trust.clocks.models import CalendarDay, Clock
from giaoban.trust.clocks.queries import calendar, replay
from giaoban.trust.clocks.rules import ClockRow

REF = RecordRef("petition", 118)
RECEIVED = date(2026, 9, 1)
ACCEPT_DUE = date(2026, 9, 11)
PAPER = "Quyết định 12/QĐ-TCĐ ngày 10/9/2026"

pytestmark = pytest.mark.django_db


def begin(actor, rule: str = "KN_ACCEPT_1", start: date = RECEIVED, ref: RecordRef = REF, **options) -> Clock:
    return actions.start(rule=rule, ref=ref, ref_label="Đơn số 118/2026", agency_ref=7, start=start, options=options, by=actor)


def events() -> list[str]:
    return list(Row.objects.order_by("seq").values_list("event", flat=True))


def test_start_keeps_the_law_version_and_the_working(actor) -> None:
    clock = begin(actor)
    assert (clock.due_on, clock.version_from, clock.label) == (ACCEPT_DUE, date(2026, 7, 1), "Thụ lý khiếu nại lần đầu")
    assert "7 ngày làm việc" in " ".join(step["text"] for step in clock.steps)
    assert events() == [Event.STARTED]


def test_start_before_the_amendment_uses_the_old_version(actor) -> None:
    clock = begin(actor, start=date(2026, 6, 1))
    assert (clock.due_on, clock.version_from) == (date(2026, 6, 11), date(2012, 7, 1))


def test_start_twice_is_one_clock(actor) -> None:
    assert begin(actor).pk == begin(actor).pk
    assert events() == [Event.STARTED]


def test_start_with_an_unknown_rule_writes_nothing(actor) -> None:
    with pytest.raises(GiaoBanError, match="KHONG_CO"):
        begin(actor, rule="KHONG_CO")
    assert (Clock.objects.count(), events()) == (0, [])


def test_complex_variant_is_longer(actor) -> None:
    assert begin(actor, rule="KN_RESOLVE_1", complex=True).due_on > begin(actor, rule="KN_RESOLVE_1", start=date(2026, 8, 31)).due_on


def test_start_many_leaves_out_known_and_double_rows(actor) -> None:
    begin(actor)
    rows = [ClockRow("KN_ACCEPT_1", RecordRef("petition", n), f"Đơn số {n}", 7, RECEIVED) for n in (118, 119, 119, 120)]
    assert [c.ref_id for c in actions.start_many(rows=rows, by=actor)] == [119, 120]
    assert actions.start_many(rows=rows, by=actor) == []
    assert verify() == (3, None)


def test_start_many_keeps_matters_already_met(actor) -> None:
    row = ClockRow("KN_ACCEPT_1", REF, "Đơn số 118/2026", 7, RECEIVED, ended_on=date(2026, 9, 8), paper="TB 5/TB")
    (clock,) = actions.start_many(rows=[row], by=actor)
    assert (clock.state, clock.ended_on, clock.due_on) == (ClockState.MET, date(2026, 9, 8), ACCEPT_DUE)


def test_extend_moves_the_day_and_keeps_the_paper(actor) -> None:
    clock = begin(actor, rule="TC_RESOLVE")
    longer = actions.extend(clock=clock, extensions=1, paper=PAPER, by=actor)
    assert longer.due_on > clock.due_on
    assert (longer.options, longer.paper) == ({"extensions": 1}, PAPER)
    again = actions.extend(clock=clock, extensions=1, paper=PAPER, by=actor)
    assert again.due_on == longer.due_on
    assert events() == [Event.STARTED, Event.EXTENDED]


def test_extend_needs_a_paper(actor) -> None:
    with pytest.raises(InvalidInput, match="văn bản"):
        actions.extend(clock=begin(actor, rule="TC_RESOLVE"), extensions=1, paper=" ", by=actor)


def test_extend_beyond_the_law_is_refused(actor) -> None:
    clock = begin(actor, rule="TC_RESOLVE")
    with pytest.raises(GiaoBanError):
        actions.extend(clock=clock, extensions=9, paper=PAPER, by=actor)
    clock.refresh_from_db()
    assert clock.options == {}


def test_extend_backwards_is_refused(actor) -> None:
    clock = actions.extend(clock=begin(actor, rule="TC_RESOLVE"), extensions=1, paper=PAPER, by=actor)
    with pytest.raises(RefusedByLaw):
        actions.extend(clock=clock, extensions=0, paper="QĐ khác", by=actor)


def test_pause_and_resume_give_back_the_days(actor) -> None:
    clock = begin(actor, rule="KN_RESOLVE_1")
    before = clock.due_on
    paused = actions.pause(clock=clock, first_day=date(2026, 9, 10), paper=PAPER, by=actor)
    assert paused.state == ClockState.PAUSED
    actions.pause(clock=clock, first_day=date(2026, 9, 10), paper=PAPER, by=actor)
    running = actions.resume(clock=clock, last_day=date(2026, 9, 19), paper="QĐ 13", by=actor)
    actions.resume(clock=clock, last_day=date(2026, 9, 19), paper="QĐ 13", by=actor)
    assert timedelta(days=10) <= running.due_on - before <= timedelta(days=13)
    assert (running.state, running.suspensions.get().end_paper) == (ClockState.RUNNING, "QĐ 13")
    assert events() == [Event.STARTED, Event.PAUSED, Event.RESUMED]


def test_pause_of_a_time_without_suspension_in_the_law_is_refused(actor) -> None:
    clock = begin(actor, rule="KN_RESOLVE_1", start=date(2026, 5, 4))
    with pytest.raises(RefusedByLaw):
        actions.pause(clock=clock, first_day=date(2026, 5, 20), paper=PAPER, by=actor)
    assert not clock.suspensions.exists()


def test_pause_before_the_start_is_refused(actor) -> None:
    with pytest.raises(InvalidInput):
        actions.pause(clock=begin(actor, rule="KN_RESOLVE_1"), first_day=RECEIVED, paper=PAPER, by=actor)


def test_resume_of_a_running_clock_is_refused(actor) -> None:
    with pytest.raises(Conflict):
        actions.resume(clock=begin(actor), last_day=date(2026, 9, 19), paper=PAPER, by=actor)


def test_resume_before_the_pause_is_refused(actor) -> None:
    clock = actions.pause(clock=begin(actor, rule="KN_RESOLVE_1"), first_day=date(2026, 9, 10), paper=PAPER, by=actor)
    with pytest.raises(InvalidInput):
        actions.resume(clock=clock, last_day=date(2026, 9, 9), paper=PAPER, by=actor)


def test_meet_twice_on_one_day_is_once(actor) -> None:
    clock = begin(actor)
    actions.meet(clock=clock, on=date(2026, 9, 8), by=actor)
    assert actions.meet(clock=clock, on=date(2026, 9, 8), by=actor).ended_on == date(2026, 9, 8)
    assert events() == [Event.STARTED, Event.MET]
    with pytest.raises(Conflict, match="08/09/2026"):
        actions.drop(clock=clock, on=date(2026, 9, 9), paper="rút đơn", by=actor)


def test_meet_tomorrow_is_refused(actor) -> None:
    with pytest.raises(InvalidInput, match="hôm nay"):
        actions.meet(clock=begin(actor), on=actor.today + timedelta(days=1), by=actor)


def test_drop_needs_a_reason(actor) -> None:
    with pytest.raises(InvalidInput):
        actions.drop(clock=begin(actor), on=date(2026, 9, 9), paper="", by=actor)


def test_meet_rule_and_drop_all_take_the_right_clocks(actor) -> None:
    begin(actor), begin(actor, rule="KN_RESOLVE_1"), begin(actor, ref=RecordRef("petition", 5))
    assert len(actions.meet_rule(ref=REF, rule="KN_ACCEPT_1", on=date(2026, 9, 8), by=actor)) == 1
    assert [c.rule for c in actions.drop_all(ref=REF, on=date(2026, 9, 9), paper="rút đơn", by=actor)] == ["KN_RESOLVE_1"]
    assert Clock.objects.filter(state=ClockState.RUNNING).get().ref_id == 5


def test_hand_over_takes_running_clocks_only(actor) -> None:
    done = actions.meet(clock=begin(actor), on=date(2026, 9, 8), by=actor)
    begin(actor, rule="KN_RESOLVE_1")
    assert actions.hand_over(ref=REF, agency_ref=9, by=actor) == 1
    done.refresh_from_db()
    assert done.agency_ref == 7
    assert actions.hand_over(ref=REF, agency_ref=9, by=actor) == 0
    assert events().count(Event.HANDED_OVER) == 1


def decide(actor, day: date = date(2026, 9, 4), **changes) -> CalendarDay:
    given = {"kind": DayKind.SWAP_OFF, "reason": "Nghỉ hoán đổi", "basis": "Thông báo 1/TB", **changes}
    return actions.decide_day(day=day, by=actor, **given)


def test_decided_day_changes_the_calendar_but_no_clock(actor) -> None:
    clock = begin(actor)
    decide(actor)
    assert not calendar().is_working(date(2026, 9, 4))
    clock.refresh_from_db()
    assert clock.due_on == ACCEPT_DUE


def test_replay_foretells_what_apply_then_does(actor) -> None:
    clock = begin(actor)
    other = begin(actor, start=date(2026, 6, 1))
    met = actions.meet(clock=begin(actor, ref=RecordRef("petition", 2)), on=date(2026, 9, 8), by=actor)
    foretold = replay([*_proposed()])
    assert [(m.clock.pk, m.before, m.after) for m in foretold] == [(clock.pk, ACCEPT_DUE, date(2026, 9, 14))]
    decide(actor)
    assert actions.apply_replay(by=actor) == 1
    assert actions.apply_replay(by=actor) == 0
    for row in (clock, other, met):
        row.refresh_from_db()
    assert (clock.due_on, other.due_on, met.due_on) == (date(2026, 9, 14), date(2026, 6, 11), ACCEPT_DUE)
    assert "4/9" in " ".join(step["text"] for step in clock.steps)
    assert events()[-1] == Event.REPLAYED


def _proposed():
    from giaoban.core.days import CalendarDay as Day

    return (Day(date(2026, 9, 4), "swap_off", "Nghỉ hoán đổi", "dự thảo"),)


def test_replay_starts_from_the_day_a_clock_stands_at(actor) -> None:
    clock = begin(actor)
    decide(actor)
    assert [(m.before, m.after) for m in replay(())] == [(clock.due_on, date(2026, 9, 14))]


def test_replay_alone_changes_nothing(actor) -> None:
    clock = begin(actor)
    replay(_proposed())
    clock.refresh_from_db()
    assert (clock.due_on, CalendarDay.objects.count()) == (ACCEPT_DUE, 0)


def test_decide_day_again_the_same_writes_one_event(actor) -> None:
    decide(actor), decide(actor)
    assert events() == [Event.DAY_DECIDED]


def test_withdrawn_day_is_worked_again(actor) -> None:
    decide(actor)
    actions.withdraw_day(day=date(2026, 9, 4), reason="nhập nhầm", by=actor)
    actions.withdraw_day(day=date(2026, 9, 4), reason="nhập nhầm", by=actor)
    assert calendar() == load_calendar()
    assert events() == [Event.DAY_DECIDED, Event.DAY_WITHDRAWN]


@pytest.mark.parametrize("changes", [{"basis": " "}, {"reason": ""}, {"kind": "weekend"}, {"kind": DayKind.SWAP_WORK}])
def test_decide_day_badly_is_refused(actor, changes) -> None:
    with pytest.raises(InvalidInput):
        decide(actor, **changes)


@pytest.mark.parametrize("role", ["clerk", "specialist", "reporter", "approver", "leader", "auditor"])
def test_calendar_is_for_the_administrator(make_actor, role) -> None:
    by = make_actor(role)
    with pytest.raises(NotAllowed):
        decide(by)
    with pytest.raises(NotAllowed):
        actions.apply_replay(by=by)
    with pytest.raises(NotAllowed):
        actions.withdraw_day(day=date(2026, 9, 4), reason="", by=by)
    with pytest.raises(NotAllowed):
        actions.confirm_year(year=2027, document=YEAR_PAPER, by=by)
    with pytest.raises(NotAllowed):
        actions.withdraw_year(year=2027, reason="", by=by)
    with pytest.raises(NotAllowed):
        actions.adopt_days(days=_proposed(), by=by)
    assert decide(make_actor("administrator")).pk


YEAR_PAPER = "Thông báo 9441/TB-BNV ngày 16/10/2025"


def test_confirmed_year_makes_what_rests_on_it_certain(actor) -> None:
    clock = begin(actor, rule="TC_TRANSFER", start=date(2026, 8, 24))
    assert (clock.due_on, clock.confirmed) == (date(2026, 9, 3), False)
    assert any("cần kiểm chứng" in step["text"] for step in clock.steps)
    assert actions.confirm_year(year=2026, document=YEAR_PAPER, by=actor).document == YEAR_PAPER
    clock.refresh_from_db()
    assert (clock.due_on, clock.confirmed) == (date(2026, 9, 3), True)
    assert not any("cần kiểm chứng" in step["text"] for step in clock.steps)
    assert events() == [Event.STARTED, Event.YEAR_CONFIRMED]
    assert Row.objects.get(event=Event.YEAR_CONFIRMED).details == {"year": 2026, "paper": YEAR_PAPER}
    actions.withdraw_year(year=2026, reason="chưa đối chiếu đủ", by=actor)
    actions.withdraw_year(year=2026, reason="chưa đối chiếu đủ", by=actor)
    clock.refresh_from_db()
    assert clock.confirmed is False
    assert events()[2:] == [Event.YEAR_WITHDRAWN]
    assert verify()[1] is None


def test_confirming_a_year_twice_is_one_event(actor) -> None:
    assert actions.confirm_year(year=2027, document=YEAR_PAPER, by=actor) == actions.confirm_year(year=2027, document=YEAR_PAPER, by=actor)
    assert calendar().confirmed(2027)
    assert calendar().is_confirmed(date(2027, 3, 2))
    assert events() == [Event.YEAR_CONFIRMED]


@pytest.mark.parametrize(("year", "document"), [(2027, "  "), (1700, YEAR_PAPER), (3000, YEAR_PAPER)])
def test_a_year_without_paper_or_out_of_reach_is_refused(actor, year, document) -> None:
    with pytest.raises(InvalidInput):
        actions.confirm_year(year=year, document=document, by=actor)
    assert events() == []


def test_adopted_calendar_moves_the_clocks_foretold(actor) -> None:
    clock = begin(actor)
    foretold = replay(_proposed())
    assert actions.adopt_days(days=_proposed(), by=actor) == len(foretold) == 1
    clock.refresh_from_db()
    assert clock.due_on == foretold[0].after
    assert events() == [Event.STARTED, Event.DAY_DECIDED, Event.REPLAYED]


def test_a_computed_day_off_can_be_worked_after_all(actor) -> None:
    day = date(2027, 9, 3)
    assert not calendar().is_working(day)
    decide(actor, day=day, kind=DayKind.WORKING, reason="Thông báo chọn 01/9")
    assert calendar().is_working(day)
    with pytest.raises(InvalidInput, match="thứ Bảy"):
        decide(actor, day=date(2027, 9, 4), kind=DayKind.WORKING)


def test_thousands_of_clocks_start_in_one_go(actor, django_assert_max_num_queries) -> None:
    days = [date(2026, 7, 1) + timedelta(days=i) for i in range(60)]
    rows = [ClockRow("KN_ACCEPT_1", RecordRef("petition", n), f"Đơn số {n}", n % 9, days[n % 60]) for n in range(3000)]
    with django_assert_max_num_queries(150):
        assert len(actions.start_many(rows=rows, by=replace(actor, name="Nhập sổ cũ"))) == 3000
