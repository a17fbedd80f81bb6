"""Reading tasks and counting them."""

from dataclasses import replace
from datetime import date

import pytest
from django.apps import apps

from giaoban.core.values.errors import NotFound
from giaoban.registers.tasks import actions, queries
from giaoban.registers.tasks.queries import COUNTS, Outcome, TaskFilter

NOW = date(2026, 9, 20)


def counted(name: str, start: date, end: date) -> int:
    one = next(c for c in COUNTS if c.name == f"tasks.{name}")
    rows = apps.get_model(one.model).objects.filter(one.condition(start, end))
    assert rows.values(one.agency).exists() == rows.exists()
    return rows.values(one.distinct).distinct().count() if one.distinct else rows.count()


def test_gate_agency_reporter_sees_led_supported_and_given_only(give, agencies, reporter, make_actor) -> None:
    led, other = give(title="A"), give(title="B", lead=agencies.cong_an)
    supported = give(title="C", lead=agencies.cong_an, supports=[agencies.so_tu_phap, agencies.thanh_tra])
    given = give(title="D", lead=agencies.cong_an, giver=agencies.so_tu_phap)
    assert set(queries.listing(reporter, TaskFilter())) == {led, supported, given}
    assert set(queries.listing(reporter, TaskFilter(mine=True))) == {led, supported}
    with pytest.raises(NotFound):
        queries.get(reporter, other.pk)
    assert queries.get(reporter, supported.pk) == supported
    assert queries.listing(make_actor("specialist"), TaskFilter()).count() == 4
    assert not queries.listing(make_actor("administrator"), TaskFilter()).exists()
    assert not queries.listing(make_actor("specialist"), TaskFilter(mine=True)).exists()


def test_listing_costs_two_queries_whatever_its_length(give, agencies, reporter, django_assert_num_queries) -> None:
    for n in range(12):
        give(title=f"Việc {n}", supports=[agencies.thanh_tra, agencies.cong_an])
    with django_assert_num_queries(2):
        shown = [
            (t.number, t.lead.short_name, t.giver.short_name, [s.agency.short_name for s in t.supports.all()], t.provision)
            for t in queries.listing(reporter, TaskFilter(q="viec"))
        ]
    assert [row[0] for row in shown][:2] == ["NV-2026-0012", "NV-2026-0011"]


def test_listing_filters(task, give, agencies, notice, actor) -> None:
    soon = give(title="Nộp báo cáo hòa giải", lead=agencies.cong_an, deadline=date(2026, 9, 25), assigned_on=date(2026, 8, 1))
    free = give(title="Duy trì trực ban", deadline=None, deadline_kind="thuong_xuyen")
    done = give(title="Đã xong", deadline=date(2026, 9, 22))
    actions.report_result(task=done, text="Xong", by=actor)
    actions.accept(task=done, by=actor)

    def found(**f) -> set:
        return set(queries.listing(actor, TaskFilter(**f)))

    assert found(q="hoa giai so tu phap") == {task}
    assert found(q="nv-2026-0002") == {soon}
    assert found(state="mo") == {task, soon, free}
    assert found(state="hoan_thanh") == {done}
    assert found(lead=agencies.cong_an.pk) == {soon}
    assert found(agency=agencies.thanh_tra.pk) == {task}
    assert found(giver=agencies.tinh_uy.pk) == {task, soon, free, done}
    assert found(overdue=NOW) == {task}
    assert found(due_from=NOW, due_days=5) == {soon}
    assert found(due_from=NOW, due_days=4) == set()
    assert found(directive=notice.pk) == {task}
    assert found(start=date(2026, 8, 1), end=NOW) == {soon}
    assert list(queries.late(actor, NOW)) == [task]
    assert list(queries.due(actor, NOW, 7)) == [soon]
    assert list(queries.of_directive(notice.pk)) == [task]


@pytest.mark.parametrize(("day", "late"), [(date(2026, 8, 31), False), (date(2026, 9, 1), True)])
def test_late_from_the_day_after_the_deadline(task, actor, day: date, late: bool) -> None:
    assert queries.late(actor, day).exists() is late


@pytest.mark.parametrize(("reported", "late"), [(date(2026, 8, 31), False), (date(2026, 9, 1), True)])
def test_reported_task_is_late_only_when_reported_late(task, actor, reported: date, late: bool) -> None:
    actions.report_result(task=task, text="Xong", on=reported, by=actor)
    assert queries.late(actor, NOW).exists() is late


def test_waiting_decisions(task, give, agencies, actor, reporter, make_actor) -> None:
    asked = actions.ask_extension(task=task, until=date(2026, 10, 1), reason="A", by=reporter)
    own = give(title="B", giver=agencies.thanh_tra)
    actions.report_result(task=own, text="Xong", by=reporter)
    leader = queries.waiting_decisions(make_actor("leader"))
    assert (list(leader.extensions), list(leader.results)) == ([asked], [own])
    none = queries.waiting_decisions(reporter)
    assert not none.extensions.exists()
    assert not none.results.exists()
    giver = queries.waiting_decisions(replace(make_actor("approver", agencies.thanh_tra), rights=frozenset({"tasks.read", "tasks.review"})))
    assert (list(giver.extensions), list(giver.results)) == ([], [own])
    assert queries.extension(reporter, asked.pk) == asked
    with pytest.raises(NotFound):
        queries.extension(make_actor("reporter", agencies.cong_an), asked.pk)


def test_late_twice_is_followed(task, actor, reporter) -> None:
    asked = actions.ask_extension(task=task, until=date(2026, 9, 10), reason="Vướng", on=date(2026, 9, 2), by=reporter)
    assert queries.late(actor, date(2026, 9, 2)).exists()
    actions.decide_extension(extension=asked, granted=True, on=date(2026, 9, 3), by=actor)
    assert not queries.late(actor, date(2026, 9, 3)).exists()
    assert queries.late(actor, date(2026, 9, 11)).exists()
    actions.report_progress(task=task, percent=50, text="Một nửa", on=date(2026, 9, 4), by=reporter)
    actions.report_result(task=task, text="Xong", on=date(2026, 9, 12), by=reporter)
    actions.return_(task=task, text="Thiếu", on=date(2026, 9, 13), by=actor)
    assert [p.percent for p in queries.progresses(task)] == [100, 50]
    assert queries.extensions(task).count() == queries.reviews(task).count() == 1


@pytest.fixture
def quarter(give, notice, agencies, actor):
    """Seven tasks around the window 15/6 to 14/9/2026, all of one directive."""
    point = notice.provisions.get(number="II.2")

    def one(title: str, deadline: date | None, reported: date | None = None, closed: date | None = None):
        task = give(title=title, deadline=deadline, provision=point)
        if reported:
            actions.report_result(task=task, text="Xong", on=reported, by=actor)
        if closed:
            actions.accept(task=task, on=closed, by=actor)
        return task

    one("đúng hạn", date(2026, 8, 31), date(2026, 8, 31), date(2026, 9, 10))
    one("không hạn", None, date(2026, 8, 1), date(2026, 8, 2))
    one("quá hạn", date(2026, 8, 31), date(2026, 9, 1), date(2026, 9, 10))
    one("chờ nghiệm thu, đúng hạn", date(2026, 8, 31), date(2026, 8, 30))
    one("nghiệm thu sau kỳ", date(2026, 9, 14), date(2026, 9, 14), date(2026, 9, 16))
    late = one("chưa xong", date(2026, 9, 13))
    off = one("thôi", date(2026, 9, 1))
    actions.cancel(task=off, reason="Nhập", on=date(2026, 8, 20), by=actor)
    asked = actions.ask_extension(task=late, until=date(2026, 10, 30), reason="Vướng", on=date(2026, 9, 12), by=actor)
    actions.decide_extension(extension=asked, granted=False, answer="Không", on=date(2026, 9, 14), by=actor)
    give(title="kỳ sau", assigned_on=date(2026, 9, 15), deadline=None, provision=point)
    return notice


def test_counts(quarter) -> None:
    window = date(2026, 6, 15), date(2026, 9, 14)
    expected = {
        "assigned": 7, "carried_over": 0, "done": 3, "done_on_time": 2, "done_late": 1, "cancelled": 1, "open": 3, "overdue_open": 1,
        "waiting_review": 2, "due_in_window": 5, "extensions_asked": 1, "extensions_granted": 0, "extended": 0, "returned": 0,
    }  # fmt: skip
    assert {name: counted(name, *window) for name in expected} == expected
    assert {c.name.removeprefix("tasks.") for c in COUNTS} == set(expected)
    following = date(2026, 9, 15), date(2026, 12, 14)
    assert [counted(name, *following) for name in ("assigned", "carried_over", "done_on_time")] == [1, 3, 1]


def test_outcome_adds_up(quarter, django_assert_num_queries) -> None:
    rows = queries.of_directive(quarter.pk)
    with django_assert_num_queries(1):
        found = queries.outcome(rows, date(2026, 9, 14))
    assert found == Outcome(total=7, done_on_time=2, done_late=1, overdue=1, in_time=2, cancelled=1)
    assert found.done == 3
    assert queries.outcome(rows, NOW).done_on_time == 3
    assert queries.outcome(rows, date(2026, 6, 1)).total == 0
