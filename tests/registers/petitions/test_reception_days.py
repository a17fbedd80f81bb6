"""The calendar of heads: planned, posted, put off, held, and what turns do to it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, GiaoBanError, NotAllowed, RefusedByLaw
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import Reception, ReceptionDay
from giaoban.registers.petitions.queries import COUNTS
from giaoban.trust.audit.models import Event
from giaoban.trust.clocks.models import Clock

pytestmark = pytest.mark.django_db
SOON = date(2026, 10, 15)


@pytest.fixture
def planned(agencies: Any, actor: Actor) -> Callable[..., ReceptionDay]:
    def plan(on: date = SOON, by: Actor = actor, **values: Any) -> ReceptionDay:
        given = {"agency": agencies.xa_dong, "duty": "chu_tich_ubnd_xa", **values}
        return actions.plan_day(on=on, by=by, **given)

    return plan


def counted(name: str, start: date = date(2026, 6, 15), end: date = date(2026, 9, 14)) -> int:
    one = next(each for each in COUNTS if each.name == f"receptions.{name}")
    return ReceptionDay.objects.filter(one.condition(start, end)).count()


def test_a_planned_day_starts_the_clock_of_posting_once(planned: Callable[..., ReceptionDay]) -> None:
    day = planned()
    assert planned().pk == day.pk
    clock = Clock.objects.get(ref_kind="reception_day", ref_id=day.pk)
    assert (clock.rule, clock.due_on) == ("TCD_SCHEDULE", date(2026, 10, 8))
    assert Event.objects.filter(ref_kind="reception_day", ref_id=day.pk).count() == 2


def test_an_online_day_starts_the_notice_and_the_test_too(planned: Callable[..., ReceptionDay], actor: Actor) -> None:
    day = planned(mode="truc_tuyen")
    due = dict(Clock.objects.filter(ref_id=day.pk, ref_kind="reception_day").values_list("rule", "due_on"))
    assert due == {"TCD_SCHEDULE": date(2026, 10, 8), "TCD_ONLINE_NOTICE": date(2026, 10, 8), "TCD_ONLINE_TEST": date(2026, 10, 14)}
    actions.prepare_online(day=day, notified_on=date(2026, 9, 19), tested_on=None, by=actor)
    states = dict(Clock.objects.filter(ref_id=day.pk, ref_kind="reception_day").values_list("rule", "state"))
    assert states["TCD_ONLINE_NOTICE"] == "da_xong"
    assert states["TCD_ONLINE_TEST"] == "dang_chay"


def test_posting_meets_the_clock_and_keeps_the_first_day(planned: Callable[..., ReceptionDay], actor: Actor) -> None:
    days = [planned(), planned(date(2026, 10, 29))]
    assert len(actions.post_days(days=days, on=date(2026, 9, 18), by=actor)) == 2
    assert actions.post_days(days=days, on=date(2026, 9, 19), by=actor) == []
    assert {day.posted_on for day in ReceptionDay.objects.all()} == {date(2026, 9, 18)}
    assert set(Clock.objects.filter(ref_kind="reception_day").values_list("state", flat=True)) == {"da_xong"}
    assert not queries.duly(ReceptionDay.objects.get(pk=days[0].pk), actor.today)[0].late


def test_posting_too_late_is_said(planned: Callable[..., ReceptionDay], actor: Actor) -> None:
    day = planned(date(2026, 9, 23))
    actions.post_days(days=[day], on=actor.today, by=actor)
    (posting,) = queries.duly(ReceptionDay.objects.get(pk=day.pk), actor.today)
    assert (posting.until, posting.late) == (date(2026, 9, 16), True)


def test_a_day_put_off_keeps_its_reason_and_plans_the_new_one(planned: Callable[..., ReceptionDay], actor: Actor) -> None:
    old = planned()
    new = actions.postpone_day(day=old, to=date(2026, 10, 20), reason="Họp HĐND tỉnh", by=actor)
    old.refresh_from_db()
    assert (old.state, old.reason, old.postponed_to_id) == ("hoan", "Họp HĐND tỉnh", new.pk)
    assert Clock.objects.get(ref_kind="reception_day", ref_id=old.pk).state == "thoi_tinh" or not Clock.objects.filter(
        ref_kind="reception_day", ref_id=old.pk, state="dang_chay"
    )
    assert Clock.objects.get(ref_kind="reception_day", ref_id=new.pk).due_on == date(2026, 10, 13)
    assert actions.postpone_day(day=old, to=date(2026, 10, 20), reason="Họp HĐND tỉnh", by=actor).pk == new.pk
    with pytest.raises(RefusedByLaw, match="đã ghi “hoãn”"):
        actions.hold_day(day=old, receiver="Đ/c Vàng A Sử", by=actor)


def test_who_really_sat_can_be_corrected(planned: Callable[..., ReceptionDay], actor: Actor) -> None:
    day = planned(date(2026, 9, 17))
    actions.hold_day(day=day, receiver="Đ/c Vàng A Sử, Chủ tịch", by=actor)
    row = actions.hold_day(day=day, receiver="Đ/c Lò Thị Xuân, Phó Chủ tịch", delegated=True, by=actor)
    assert (row.state, row.delegated) == ("da_tiep", True)


def test_a_coming_day_cannot_be_held(planned: Callable[..., ReceptionDay], actor: Actor) -> None:
    with pytest.raises(GiaoBanError, match="tương lai"):
        actions.hold_day(day=planned(), receiver="Đ/c Vàng A Sử", by=actor)


def test_a_stale_form_is_a_conflict(planned: Callable[..., ReceptionDay], actor: Actor) -> None:
    day = planned(date(2026, 9, 17))
    actions.hold_day(day=day, receiver="Đ/c Vàng A Sử", by=actor)
    with pytest.raises(Conflict):
        actions.hold_day(day=day, receiver="Đ/c khác", version=1, by=actor)


def test_only_the_own_calendar_is_written(planned: Callable[..., ReceptionDay], make_actor: Any, agencies: Any) -> None:
    with pytest.raises(NotAllowed):
        planned(by=make_actor("clerk", agencies.xa_tay))


def test_a_turn_of_the_head_makes_the_planned_day_held(
    planned: Callable[..., ReceptionDay], visit: Callable[..., Reception], agencies: Any
) -> None:
    day = planned(date(2026, 9, 17))
    given = {"agency": agencies.xa_dong, "received_on": date(2026, 9, 17), "kind": "dinh_ky", "receiver": "Đ/c Lò Thị Xuân"}
    turn = visit(delegated=True, **given)
    day.refresh_from_db()
    assert (turn.day_id, day.state, day.delegated, day.receiver) == (day.pk, "da_tiep", True, "Đ/c Lò Thị Xuân")
    head = visit(**given | {"receiver": "Đ/c Vàng A Sử"})
    day.refresh_from_db()
    assert (head.day_id, day.delegated, day.receiver) == (day.pk, False, "Đ/c Vàng A Sử")


def test_a_turn_without_a_planned_day_writes_one(visit: Callable[..., Reception]) -> None:
    turn = visit(kind="dot_xuat", received_on=date(2026, 9, 10))
    assert turn.day is not None
    assert (turn.day.state, turn.day.kind, turn.day.from_book) == ("da_tiep", "dot_xuat", False)
    assert visit(received_on=date(2026, 9, 10)).day is None


def test_a_corrected_turn_moves_to_its_day(visit: Callable[..., Reception], actor: Actor) -> None:
    turn = visit(kind="dot_xuat", received_on=date(2026, 9, 10))
    moved = actions.change_reception(reception=turn, received_on=date(2026, 9, 11), by=actor)
    assert moved.day is not None
    assert moved.day.on == date(2026, 9, 11)
    assert actions.change_reception(reception=moved, kind="thuong_xuyen", by=actor).day_id is None


def test_only_announced_periodic_days_are_counted(
    planned: Callable[..., ReceptionDay], visit: Callable[..., Reception], actor: Actor, agencies: Any
) -> None:
    posted = planned(date(2026, 9, 14))
    ReceptionDay.objects.filter(pk=posted.pk).update(posted_on=date(2026, 9, 1))
    for agency, on, kind in ((agencies.xa_dong, 14, "dinh_ky"), (agencies.xa_dong, 11, "dinh_ky"), (agencies.xa_tay, 14, "dot_xuat")):
        visit(agency=agency, received_on=date(2026, 9, on), kind=kind)
    visit(agency=agencies.xa_tay, received_on=date(2026, 9, 9), kind="dot_xuat", delegated=True)
    assert (counted("head_days"), counted("delegated_days")) == (2, 1)


def test_days_owed_and_held_by_the_law_of_the_month(planned: Callable[..., ReceptionDay], actor: Actor, agencies: Any) -> None:
    for on in (date(2026, 7, 7), date(2026, 7, 21)):
        actions.hold_day(day=planned(on), receiver="Đ/c Vàng A Sử", by=actor)
    found = {s.agency.pk: s for s in queries.standings(actor, date(2026, 7, 1), date(2026, 7, 31))}
    east, west = found[agencies.xa_dong.pk], found[agencies.xa_tay.pk]
    assert (east.owed.owed, east.owed.held, east.owed.missing, east.unposted) == (2, 2, 0, 2)
    assert (west.owed.owed, west.owed.held, west.owed.missing) == (2, 0, 2)
    assert "Điều 15" in west.owed.duties[0].basis[0].cite
    june = {s.agency.pk: s.owed.owed for s in queries.standings(actor, date(2026, 6, 1), date(2026, 6, 30))}
    assert june[agencies.xa_dong.pk] == 4
    assert agencies.ubnd_tinh.pk not in found


def test_a_clerk_sees_the_own_calendar_only(planned: Callable[..., ReceptionDay], make_actor: Any, agencies: Any) -> None:
    day, clerk = planned(), make_actor("clerk", agencies.xa_tay)
    month = queries.DayFilter(date(2026, 10, 1), date(2026, 10, 31))
    assert not queries.listing_days(clerk, month)
    assert {s.agency.pk for s in queries.standings(clerk, month.start, month.end)} == {agencies.xa_tay.pk}
    with pytest.raises(GiaoBanError):
        queries.get_day(clerk, day.pk)


def test_loaded_days_are_written_once(actor: Actor, agencies: Any) -> None:
    row = actions.DayRow(
        agencies.xa_dong.pk, "chu_tich_ubnd_xa", date(2026, 8, 6), posted_on=date(2026, 7, 20), state="da_tiep", receiver="A"
    )
    assert len(actions.load_days(rows=[row, row], by=actor)) == 1
    assert actions.load_days(rows=[row], by=actor) == []
