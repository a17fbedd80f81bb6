"""Following tasks, outcome by outcome."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.registers.directives import actions as directives
from giaoban.registers.tasks import actions
from giaoban.registers.tasks.actions import TaskRow
from giaoban.registers.tasks.choices import Decision, Event, TaskState
from giaoban.registers.tasks.models import Extension, Progress, Task
from giaoban.trust.audit.queries import history
from giaoban.trust.files.queries import attachments_of

NOW = date(2026, 9, 20)


def events(task: Task) -> list[str]:
    return [e.event for e in history(RecordRef("task", task.pk))]


@pytest.fixture
def reported(task, actor):
    return actions.report_result(task=task, text="Đã rà soát 12 văn bản.", on=date(2026, 8, 30), by=actor)


def test_assign_numbers_the_task_and_keeps_the_first_deadline(task, agencies) -> None:
    assert (task.number, task.state, task.first_deadline, task.deadline) == (
        "NV-2026-0001",
        "da_giao",
        date(2026, 8, 31),
        date(2026, 8, 31),
    )
    assert [s.agency for s in task.supports.all()] == [agencies.thanh_tra]
    assert "ra soat van ban" in task.folded
    assert events(task) == [Event.ASSIGNED]


def test_assign_again_gives_it_once(task, give, agencies, notice) -> None:
    again = give(supports=[agencies.thanh_tra], provision=notice.provisions.get(number="II.1"), product="Báo cáo rà soát")
    assert again == task
    assert give(title="Việc khác").number == "NV-2026-0002"
    assert give(title="Việc năm trước", assigned_on=date(2025, 12, 1)).number == "NV-2025-0001"


def test_assign_many_numbers_in_order_and_drops_twins(agencies, actor) -> None:
    rows = [
        TaskRow(title, agencies.so_tu_phap, agencies.tinh_uy, "ngay", date(2026, 10, 1), supports=(agencies.thanh_tra, agencies.thanh_tra))
        for title in ("A", "B", "A", "C")
    ]
    tasks = actions.assign_many(rows=rows, by=actor)
    assert [t.number for t in tasks] == ["NV-2026-0001", "NV-2026-0002", "NV-2026-0001", "NV-2026-0003"]
    assert actions.assign_many(rows=rows, by=actor) == tasks
    assert Task.objects.count() == 3
    assert tasks[0].supports.count() == 1
    assert tasks[0].assigned_on == NOW


def test_assign_many_costs_the_same_for_more(agencies, actor) -> None:
    def cost(count: int) -> int:
        rows = [TaskRow(f"Việc {count}.{n}", agencies.so_tu_phap, agencies.tinh_uy, supports=(agencies.cong_an,)) for n in range(count)]
        with CaptureQueriesContext(connection) as asked:
            actions.assign_many(rows=rows, by=actor)
        return len(asked)

    cost(1)
    assert cost(2) == cost(30)


def test_assign_refuses_and_takes_no_number(give, agencies, notice, actor) -> None:
    for fields, error in (
        ({"title": "  "}, InvalidInput),
        ({"deadline": date(2026, 6, 1)}, InvalidInput),
        ({"deadline": None, "deadline_kind": "ngay"}, InvalidInput),
        ({"assigned_on": date(2026, 9, 21), "deadline": None}, InvalidInput),
        ({"supports": [agencies.so_tu_phap]}, InvalidInput),
        ({"lead": agencies.huyen_cu}, RefusedByLaw),
        ({"supports": [agencies.xa_cu[0]]}, RefusedByLaw),
        ({"assigned_on": date(2026, 6, 30), "provision": notice.provisions.first()}, RefusedByLaw),
    ):
        with pytest.raises(error):
            give(**fields)
    directives.end(directive=notice, on=date(2026, 7, 10), by=actor)
    with pytest.raises(RefusedByLaw, match="hết hiệu lực"):
        give(assigned_on=date(2026, 8, 1), provision=notice.provisions.first())
    assert give().number == "NV-2026-0001"


def test_assign_needs_the_right(agencies, reporter, make_actor) -> None:
    row = {"title": "A", "lead": agencies.thanh_tra, "giver": agencies.so_tu_phap}
    with pytest.raises(NotAllowed):
        actions.assign(**row, by=reporter)
    assert actions.assign(**row, by=make_actor("specialist", agencies.ban_noi_chinh)).giver == agencies.so_tu_phap


def test_change(task, agencies, actor) -> None:
    row = actions.change(
        task=task,
        version=1,
        title="Rà soát mới",
        supports=[agencies.cong_an],
        deadline=date(2026, 9, 30),
        lead=agencies.so_tai_chinh,
        by=actor,
    )
    assert (row.version, row.first_deadline, row.lead) == (2, date(2026, 9, 30), agencies.so_tai_chinh)
    assert [s.agency for s in row.supports.all()] == [agencies.cong_an]
    details = history(RecordRef("task", row.pk)).last().details
    assert details["fields"] == ["deadline", "lead", "supports", "title"]
    assert details["before"]["supports"] == "Thanh tra tỉnh"
    assert actions.change(task=task, title="Rà soát mới", by=actor).version == 2


def test_change_refuses(task, agencies, actor, reporter) -> None:
    with pytest.raises(Conflict):
        actions.change(task=task, version=5, title="A", by=actor)
    with pytest.raises(InvalidInput, match="state"):
        actions.change(task=task, state="hoan_thanh", by=actor)
    with pytest.raises(InvalidInput, match="phối hợp"):
        actions.change(task=task, lead=agencies.thanh_tra, by=actor)
    with pytest.raises(RefusedByLaw, match="nay là"):
        actions.change(task=task, lead=agencies.huyen_cu, by=actor)
    with pytest.raises(NotAllowed):
        actions.change(task=task, title="A", by=reporter)
    actions.report_progress(task=task, percent=10, text="Bắt đầu", by=actor)
    with pytest.raises(RefusedByLaw, match="đề nghị gia hạn"):
        actions.change(task=task, deadline=date(2026, 12, 31), by=actor)


def test_change_sets_a_deadline_where_none_was(give, actor) -> None:
    task = give(deadline=None)
    actions.report_progress(task=task, percent=10, text="Bắt đầu", by=actor)
    row = actions.change(task=task, deadline_kind="ngay", deadline=date(2026, 10, 1), by=actor)
    assert row.first_deadline == row.deadline == date(2026, 10, 1)


def test_report_progress_with_evidence(task, reporter) -> None:
    row = actions.report_progress(task=task, percent=40, text="Đã xong đợt 1", evidence=("bao-cao.txt", "Đợt 1".encode()), by=reporter)
    assert (row.state, row.percent, row.version) == (TaskState.DANG_LAM, 40, 2)
    assert [a.title for a in attachments_of(RecordRef("task", row.pk))] == ["bao-cao.txt"]
    again = actions.report_progress(task=task, percent=40, text="Đã xong đợt 1", version=1, by=reporter)
    assert again.version == 2
    assert Progress.objects.count() == 1


def test_report_progress_refuses(task, reporter, make_actor, agencies) -> None:
    for fields in ({"percent": 101}, {"text": " "}, {"on": date(2026, 6, 30)}, {"on": date(2026, 9, 21)}):
        with pytest.raises(InvalidInput):
            actions.report_progress(task=task, **({"percent": 10, "text": "A"} | fields), by=reporter)
    for other in (make_actor("reporter", agencies.thanh_tra), make_actor("reporter", agencies.ubnd_tinh)):
        with pytest.raises(NotAllowed, match="cơ quan chủ trì"):
            actions.report_progress(task=task, percent=10, text="A", by=other)
    with pytest.raises(NotAllowed):
        actions.report_progress(task=task, percent=10, text="A", by=make_actor("leader"))
    with pytest.raises(Conflict):
        actions.report_progress(task=task, percent=10, text="A", version=3, by=reporter)
    assert not Progress.objects.exists()


def test_heir_of_the_lead_agency_reports(give, agencies, make_actor) -> None:
    task = give(lead=agencies.xa_cu[0], assigned_on=date(2025, 5, 1), deadline=date(2025, 12, 1))
    assert actions.report_progress(task=task, percent=5, text="Nhận bàn giao", by=make_actor("reporter", agencies.phuong_moi)).percent == 5
    with pytest.raises(NotAllowed):
        actions.report_progress(task=task, percent=6, text="A", by=make_actor("reporter", agencies.xa_dong))


def test_report_result_then_accept(reported, actor, make_actor) -> None:
    assert (reported.state, reported.percent, reported.reported_on) == (TaskState.DA_BAO_CAO, 100, date(2026, 8, 30))
    row = actions.accept(task=reported, on=date(2026, 9, 5), by=make_actor("leader"))
    assert (row.state, row.closed_on) == (TaskState.HOAN_THANH, date(2026, 9, 5))
    assert actions.accept(task=reported, version=1, by=actor).version == row.version
    assert events(row) == [Event.ASSIGNED, Event.REPORTED, Event.ACCEPTED]


def test_report_result_twice_is_one_report(reported, task, actor) -> None:
    again = actions.report_result(task=task, text="Đã rà soát 12 văn bản.", on=date(2026, 8, 30), by=actor)
    assert again.version == reported.version
    with pytest.raises(RefusedByLaw, match="chờ nghiệm thu"):
        actions.report_result(task=task, text="Khác", by=actor)
    with pytest.raises(RefusedByLaw, match="chờ nghiệm thu"):
        actions.report_progress(task=task, percent=50, text="Khác", by=actor)


def test_return_goes_on_with_the_work(task, actor) -> None:
    actions.report_progress(task=task, percent=60, text="Đợt 1", on=date(2026, 8, 1), by=actor)
    actions.report_result(task=task, text="Xong", on=date(2026, 8, 30), by=actor)
    row = actions.return_(task=task, text="Thiếu phụ lục.", on=date(2026, 9, 3), by=actor)
    assert (row.state, row.reported_on, row.percent, row.deadline) == (TaskState.DANG_LAM, None, 60, date(2026, 8, 31))
    assert actions.return_(task=task, text="Thiếu phụ lục.", on=date(2026, 9, 3), by=actor).version == row.version
    with pytest.raises(InvalidInput, match="từ 3/9/2026"):
        actions.report_result(task=task, text="Xong", on=date(2026, 9, 1), by=actor)
    assert actions.report_result(task=task, text="Xong", on=date(2026, 9, 4), by=actor).reported_on == date(2026, 9, 4)


def test_review_refuses(task, actor, reporter, make_actor, agencies) -> None:
    for attempt in (lambda: actions.accept(task=task, by=actor), lambda: actions.return_(task=task, text="Thiếu", by=actor)):
        with pytest.raises(RefusedByLaw, match="chưa có báo cáo kết quả"):
            attempt()
    actions.report_result(task=task, text="Xong", on=date(2026, 8, 30), by=actor)
    with pytest.raises(NotAllowed):
        actions.accept(task=task, by=reporter)
    with pytest.raises(InvalidInput):
        actions.accept(task=task, on=date(2026, 8, 29), by=actor)
    with pytest.raises(InvalidInput):
        actions.return_(task=task, text=" ", by=actor)
    with pytest.raises(Conflict):
        actions.accept(task=task, version=1, by=actor)
    actions.accept(task=task, by=actor)
    with pytest.raises(RefusedByLaw, match="đã kết thúc"):
        actions.return_(task=task, text="Thiếu", by=actor)


def test_review_by_an_agency_bound_giver_only(give, agencies, actor, make_actor) -> None:
    task = give(giver=agencies.thanh_tra)
    actions.report_result(task=task, text="Xong", by=actor)
    rights = frozenset({"tasks.read", "tasks.review", "tasks.assign"})
    other = replace(make_actor("approver", agencies.so_tu_phap), rights=rights)
    for attempt in (lambda: actions.accept(task=task, by=other), lambda: actions.cancel(task=task, reason="A", by=other)):
        with pytest.raises(NotAllowed, match="cơ quan khác giao"):
            attempt()
    giver = replace(make_actor("approver", agencies.thanh_tra), rights=rights)
    assert actions.accept(task=task, by=giver).state == TaskState.HOAN_THANH


def test_extension_asked_and_granted(task, reporter, actor) -> None:
    asked = actions.ask_extension(task=task, until=date(2026, 10, 15), reason="Khối lượng lớn", on=date(2026, 8, 20), by=reporter)
    assert actions.ask_extension(task=task, until=date(2026, 10, 15), reason="Khối lượng lớn", by=reporter) == asked
    with pytest.raises(RefusedByLaw, match="chờ quyết định"):
        actions.ask_extension(task=task, until=date(2026, 11, 15), reason="Khối lượng lớn", by=reporter)
    done = actions.decide_extension(extension=asked, granted=True, until=date(2026, 9, 30), on=date(2026, 8, 25), by=actor)
    task.refresh_from_db()
    assert (task.deadline, task.first_deadline, done.granted_until) == (date(2026, 9, 30), date(2026, 8, 31), date(2026, 9, 30))
    assert actions.decide_extension(extension=asked, granted=True, until=date(2026, 9, 30), by=actor).decided_on == date(2026, 8, 25)
    with pytest.raises(RefusedByLaw, match="đã được trả lời"):
        actions.decide_extension(extension=asked, granted=False, answer="Không", by=actor)
    assert events(task) == [Event.ASSIGNED, Event.EXTENSION_ASKED, Event.EXTENSION_GRANTED]
    second = actions.ask_extension(task=task, until=date(2026, 12, 1), reason="Còn vướng", by=reporter)
    assert second.pk != asked.pk


def test_extension_refused_leaves_the_deadline(task, reporter, actor) -> None:
    asked = actions.ask_extension(task=task, until=date(2026, 10, 15), reason="Khối lượng lớn", by=reporter)
    with pytest.raises(InvalidInput, match="lý do không đồng ý"):
        actions.decide_extension(extension=asked, granted=False, by=actor)
    done = actions.decide_extension(extension=asked, granted=False, answer="Đã quá lâu", by=actor)
    task.refresh_from_db()
    assert (done.decision, task.deadline) == (Decision.KHONG, date(2026, 8, 31))


def test_extension_refuses(task, give, reporter, actor, make_actor, agencies) -> None:
    with pytest.raises(InvalidInput, match="phải sau hạn"):
        actions.ask_extension(task=task, until=date(2026, 8, 31), reason="A", by=reporter)
    with pytest.raises(InvalidInput):
        actions.ask_extension(task=task, until=date(2026, 10, 1), reason="", by=reporter)
    with pytest.raises(NotAllowed):
        actions.ask_extension(task=task, until=date(2026, 10, 1), reason="A", by=make_actor("reporter", agencies.thanh_tra))
    with pytest.raises(RefusedByLaw, match="không có ngày hạn"):
        actions.ask_extension(task=give(title="Khác", deadline=None), until=date(2026, 10, 1), reason="A", by=reporter)
    asked = actions.ask_extension(task=task, until=date(2026, 10, 1), reason="A", on=date(2026, 9, 1), by=reporter)
    with pytest.raises(NotAllowed):
        actions.decide_extension(extension=asked, granted=True, by=reporter)
    with pytest.raises(InvalidInput, match="phải sau hạn"):
        actions.decide_extension(extension=asked, granted=True, until=date(2026, 8, 1), by=actor)
    with pytest.raises(InvalidInput):
        actions.decide_extension(extension=asked, granted=True, on=date(2026, 8, 31), by=actor)
    assert Extension.objects.get().decision == Decision.CHO


def test_closing_answers_a_waiting_request(task, reporter, actor) -> None:
    asked = actions.ask_extension(task=task, until=date(2026, 10, 1), reason="A", on=date(2026, 8, 1), by=reporter)
    actions.report_result(task=task, text="Xong", on=date(2026, 8, 30), by=reporter)
    actions.accept(task=task, by=actor)
    asked.refresh_from_db()
    assert (asked.decision, asked.decided_on) == (Decision.KHONG, NOW)


def test_cancel(task, actor) -> None:
    with pytest.raises(InvalidInput):
        actions.cancel(task=task, reason="", by=actor)
    row = actions.cancel(task=task, reason="Nhập vào nhiệm vụ khác", by=actor)
    assert (row.state, row.closed_on) == (TaskState.DA_HUY, NOW)
    assert actions.cancel(task=task, reason="Lần nữa", by=actor).version == row.version
    with pytest.raises(RefusedByLaw, match="thôi giao"):
        actions.report_progress(task=task, percent=1, text="A", by=actor)
    with pytest.raises(RefusedByLaw, match="đã kết thúc"):
        actions.ask_extension(task=task, until=date(2026, 12, 1), reason="A", by=actor)
    with pytest.raises(RefusedByLaw, match="đã kết thúc"):
        actions.change(task=task, title="A", by=actor)


def test_cancel_of_a_done_task_is_refused(reported, actor) -> None:
    actions.accept(task=reported, by=actor)
    with pytest.raises(RefusedByLaw, match="đã kết thúc"):
        actions.cancel(task=reported, reason="A", by=actor)
