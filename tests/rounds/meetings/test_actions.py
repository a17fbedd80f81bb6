"""Preparing, holding, concluding and issuing, and what each refuses."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from giaoban.core.paper.tree import plain_text
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.registers.directives.models import Directive
from giaoban.registers.tasks.models import Task
from giaoban.rounds.meetings import actions, queries
from giaoban.rounds.meetings.actions import Came
from giaoban.rounds.meetings.models import Meeting
from giaoban.rounds.meetings.rules import AgendaLine, PointDraft
from giaoban.trust.audit.queries import history
from tests.factories.agencies import Agencies

ISSUED = {"number": "127-TB/TU", "issued_on": date(2026, 9, 19), "signer": "Hoàng Thị Yến"}


def test_prepare_gives_the_usual_agenda_and_invites_who_reports(meeting: Meeting, agencies: Agencies) -> None:
    assert meeting.title == "Hội nghị giao ban các cơ quan khối Nội chính và khối Dân vận quý III năm 2026"
    assert meeting.agenda.count() == 6
    invited = {i.agency_id for i in meeting.invitations.all()}
    assert agencies.cong_an.pk in invited
    assert agencies.tinh_uy.pk not in invited
    assert agencies.huyen_cu.pk not in invited
    assert [e.event for e in history(RecordRef("meeting", meeting.pk))] == ["meetings.prepared"]


def test_prepare_twice_is_one_conference(meeting: Meeting, actor: Actor) -> None:
    again = {"period": Period(2026, "Q3"), "place": meeting.place, "chair": meeting.chair, "chair_post": "Bí thư Tỉnh ủy", "by": actor}
    assert actions.prepare(on=meeting.on, **again) == meeting
    with pytest.raises(RefusedByLaw, match="đã có hội nghị ngày 18/9/2026"):
        actions.prepare(on=date(2026, 9, 25), **again)


def test_prepare_wants_the_right(meeting: Meeting, make_actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotAllowed):
        actions.prepare(
            period=Period(2026, "Q2"), on=meeting.on, place="x", chair=meeting.chair, chair_post="y", by=make_actor("reporter", 1)
        )


def test_change_counts_versions_and_refuses_a_stale_page(meeting: Meeting, actor: Actor) -> None:
    row = actions.change(meeting=meeting, place="Phòng họp số 2", version=1, by=actor)
    assert (row.place, row.version) == ("Phòng họp số 2", 2)
    assert actions.change(meeting=meeting, place="Phòng họp số 2", by=actor).version == 2
    with pytest.raises(Conflict, match="Người khác vừa sửa"):
        actions.change(meeting=meeting, place="Phòng họp số 3", version=1, by=actor)
    with pytest.raises(InvalidInput):
        actions.change(meeting=meeting, state="da_hop", by=actor)


def test_set_agenda_writes_anew(meeting: Meeting, actor: Actor) -> None:
    lines = [AgendaLine("Khai mạc", "Văn phòng", 5), AgendaLine("Kết luận", "", 15)]
    row = actions.set_agenda(meeting=meeting, lines=lines, by=actor)
    assert list(row.agenda.values_list("order", "title")) == [(1, "Khai mạc"), (2, "Kết luận")]
    assert actions.set_agenda(meeting=meeting, lines=lines, by=actor).version == row.version


def test_invite_keeps_who_has_come(held: Meeting, agencies: Agencies, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw, match="TAND tỉnh"):
        actions.invite(meeting=held, agencies=[agencies.cong_an], by=actor)


def test_invite_sends_once(meeting: Meeting, agencies: Agencies, actor: Actor) -> None:
    row = actions.invite(meeting=meeting, agencies=[agencies.cong_an, agencies.mat_tran], by=actor)
    assert (row.state, row.invitations.count()) == ("da_moi", 2)
    assert actions.invite(meeting=meeting, agencies=[agencies.mat_tran, agencies.cong_an], by=actor).version == row.version
    with pytest.raises(RefusedByLaw):
        actions.invite(meeting=meeting, agencies=[agencies.huyen_cu], by=actor)


def test_attendance_and_opinions_not_before_the_day(meeting: Meeting, agencies: Agencies, actor: Actor) -> None:
    early = replace(actor, at=actor.at.replace(day=17))
    line = Came(meeting.invitations.get(agency=agencies.cong_an).pk, "co_mat")
    with pytest.raises(RefusedByLaw):
        actions.record_attendance(meeting=meeting, lines=[line], by=early)
    with pytest.raises(RefusedByLaw):
        actions.record_opinion(meeting=meeting, agency=agencies.cong_an, text="x", by=early)
    with pytest.raises(RefusedByLaw):
        actions.hold(meeting=meeting, by=early)


@pytest.mark.parametrize("line", [Came(0, "co_mat"), Came(-1, "o_nha")])
def test_attendance_refuses_a_stranger(meeting: Meeting, actor: Actor, line: Came) -> None:
    with pytest.raises(InvalidInput):
        actions.record_attendance(meeting=meeting, lines=[line], by=actor)


def test_hold_wants_somebody_present(meeting: Meeting, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw, match="thành phần dự"):
        actions.hold(meeting=meeting, by=actor)


def test_opinion_is_not_doubled(held: Meeting, agencies: Agencies, actor: Actor) -> None:
    actions.record_opinion(meeting=held, agency=agencies.cong_an, text="Đề nghị tăng cường phối hợp.", by=actor)
    actions.record_opinion(meeting=held, agency=agencies.toa_an, text="Nhất trí.", by=actor)
    assert list(held.opinions.values_list("order", flat=True)) == [1, 2]


def test_issue_makes_a_directive_its_provisions_and_the_tasks(held: Meeting, agencies: Agencies, actor: Actor) -> None:
    notice = actions.issue_notice(meeting=held, **ISSUED, by=actor)
    held.refresh_from_db()
    assert (notice.kind, notice.number, notice.issuer_agency, notice.issued_here) == (
        "thong_bao_ket_luan",
        "127-TB/TU",
        agencies.tinh_uy,
        True,
    )
    assert list(notice.provisions.values_list("number", "directs")) == [("I", False), ("II.1", True), ("II.2", True), ("III.1", False)]
    tasks = list(Task.objects.order_by("provision__order"))
    assert [(t.provision.number, t.lead, t.deadline, t.first_deadline, t.product) for t in tasks] == [
        ("II.1", agencies.thanh_tra, date(2026, 11, 30), date(2026, 11, 30), "Báo cáo"),
        ("II.2", agencies.ban_tiep_cong_dan, date(2026, 10, 31), date(2026, 10, 31), ""),
    ]
    assert {s.agency for s in tasks[0].supports.all()} == {agencies.so_tai_chinh, agencies.so_tu_phap}
    assert (held.state, held.notice) == ("da_ket_luan", notice)
    assert [p.provision.number for p in queries.points_of(held) if p.provision] == ["I", "II.1", "II.2", "III.1"]
    assert history(RecordRef("meeting", held.pk)).last().event == "meetings.issued"


def test_issue_twice_is_one_notice(held: Meeting, actor: Actor) -> None:
    first = actions.issue_notice(meeting=held, **ISSUED, by=actor)
    assert actions.issue_notice(meeting=held, **{**ISSUED, "number": "128-TB/TU"}, by=actor) == first
    assert (Directive.objects.count(), Task.objects.count()) == (1, 2)


def test_issue_without_a_number_takes_the_next(held: Meeting, actor: Actor) -> None:
    assert actions.issue_notice(meeting=held, issued_on=date(2026, 9, 19), signer="Hoàng Thị Yến", by=actor).number == "01-TB/TU"


def test_issue_refuses_a_number_of_the_term(held: Meeting, points: list[PointDraft], actor: Actor) -> None:
    actions.issue_notice(meeting=held, **ISSUED, by=actor)
    other = actions.prepare(period=Period(2026, "H1"), on=held.on, place="x", chair=held.chair, chair_post="Bí thư Tỉnh ủy", by=actor)
    actions.record_attendance(meeting=other, lines=[Came(other.invitations.first().pk, "co_mat")], by=actor)
    actions.hold(meeting=other, by=actor)
    actions.set_points(meeting=other, points=points, by=actor)
    with pytest.raises(Conflict, match="đã dùng"):
        actions.issue_notice(meeting=other, **ISSUED, by=actor)


def test_issue_refused_leaves_nothing_behind(held: Meeting, points: list[PointDraft], actor: Actor) -> None:
    actions.set_points(meeting=held, points=[*points, PointDraft("giao_viec", "Kiểm tra")], by=actor)
    with pytest.raises(RefusedByLaw, match=r"II\.3 chưa có cơ quan chủ trì, chưa có hạn"):
        actions.issue_notice(meeting=held, **ISSUED, by=actor)
    assert (Directive.objects.count(), Task.objects.count()) == (0, 0)


def test_a_leader_may_issue_and_a_reporter_may_not(held: Meeting, make_actor: Callable[..., Actor]) -> None:
    with pytest.raises(NotAllowed):
        actions.issue_notice(meeting=held, **ISSUED, by=make_actor("reporter", 1))
    actions.issue_notice(meeting=held, **ISSUED, by=make_actor("leader"))
    assert Task.objects.count() == 2


def test_nothing_changes_after_issue(held: Meeting, agencies: Agencies, points: list[PointDraft], actor: Actor) -> None:
    actions.issue_notice(meeting=held, **ISSUED, by=actor)
    before = plain_text(queries.notice_of(Meeting.objects.get(pk=held.pk)))
    for attempt in (
        lambda: actions.set_points(meeting=held, points=points[:1], by=actor),
        lambda: actions.change(meeting=held, place="x", by=actor),
        lambda: actions.record_opinion(meeting=held, agency=agencies.cong_an, text="x", by=actor),
    ):
        with pytest.raises(RefusedByLaw, match="đã ban hành"):
            attempt()
    assert plain_text(queries.notice_of(Meeting.objects.get(pk=held.pk))) == before
    assert "Số" not in before
    assert "127-TB/TU" in before


def test_set_points_same_again_changes_nothing(held: Meeting, points: list[PointDraft], actor: Actor) -> None:
    assert actions.set_points(meeting=held, points=points, by=actor).version == held.version
