"""Beside the main line of a petition: splitting, the decision before, those who sent it on, dialogue, execution, papers given back."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, RefusedByLaw

if TYPE_CHECKING:
    from giaoban.registers.petitions.models import Petition

pytestmark = pytest.mark.django_db
Letter = Callable[..., "Petition"]


def clocks(petition: Any) -> dict[str, tuple[str, date]]:
    from giaoban.trust.clocks.models import Clock

    rows = Clock.objects.filter(ref_kind="petition", ref_id=petition.pk)
    return {clock.rule: (clock.state, clock.due_on) for clock in rows}


def counted(name: str, start: date = date(2026, 8, 1), end: date = date(2026, 9, 20)) -> int:
    from giaoban.registers.petitions.models import Petition
    from giaoban.registers.petitions.queries import COUNTS

    found = next(item for item in COUNTS if item.name == name)
    return Petition.objects.filter(found.condition(start, end)).distinct().count()


def two_parts(actions: Any) -> list[Any]:
    return [
        actions.Part("to_cao", "Tố cáo cán bộ địa chính nhận tiền", field="tham_nhung", respondent="Cán bộ địa chính xã"),
        actions.Part("khieu_nai", "Khiếu nại quyết định thu hồi đất", field="dat_dai", request="Hủy quyết định"),
    ]


def test_mixed_letter_is_split_into_numbered_linked_parts(letter: Letter, actor: Actor, actions: Any) -> None:
    mixed = letter(kind="nhieu_noi_dung", summary="Tố cáo cán bộ và khiếu nại thu hồi đất", originals=True)
    parts = actions.split(petition=mixed, parts=two_parts(actions), on=date(2026, 9, 3), by=actor)
    mixed.refresh_from_db()
    assert [(part.kind, part.number, part.split_from_id) for part in parts] == [
        ("to_cao", "2/2026", mixed.pk),
        ("khieu_nai", "3/2026", mixed.pk),
    ]
    assert {part.received_on for part in parts} == {mixed.received_on}
    assert (mixed.state, mixed.disposition, mixed.disposed_on) == ("da_xu_ly", "tach_don", date(2026, 9, 3))
    assert (set(clocks(parts[0])), set(clocks(parts[1]))) == ({"TC_INITIAL"}, {"KN_ACCEPT_1"})
    assert "dang_chay" not in {state for state, _ in clocks(mixed).values()}


def test_parts_of_a_sealed_letter_stay_sealed_with_the_same_identity(letter: Letter, actor: Actor, actions: Any) -> None:
    mixed = letter(kind="nhieu_noi_dung")
    parts = actions.split(petition=mixed, parts=two_parts(actions), on=date(2026, 9, 3), by=actor)
    assert {(part.sealed, part.identity_ref) for part in parts} == {(True, mixed.identity_ref)}


def test_split_letter_counts_once_and_its_parts_by_kind(letter: Letter, actor: Actor, actions: Any) -> None:
    mixed = letter(kind="nhieu_noi_dung")
    for piece in actions.split(petition=mixed, parts=two_parts(actions), on=date(2026, 9, 3), by=actor):
        part = actions.check(petition=piece, eligible=True, within_competence=True, by=actor)
        actions.dispose(petition=part, disposition="de_xuat_thu_ly", on=date(2026, 9, 4), by=actor)
    names = ("received", "in_hand", "processed", "eligible", "not_within", "khieu_nai", "to_cao", "received_khieu_nai")
    assert [counted(f"petitions.{name}") for name in names] == [1, 1, 1, 1, 0, 1, 1, 0]


def test_second_click_on_split_makes_no_more_parts(letter: Letter, actor: Actor, actions: Any) -> None:
    mixed = letter(kind="nhieu_noi_dung")
    first = actions.split(petition=mixed, parts=two_parts(actions), on=date(2026, 9, 3), by=actor)
    assert actions.split(petition=mixed, parts=two_parts(actions), on=date(2026, 9, 3), by=actor) == first


@pytest.mark.parametrize(
    ("kind", "count", "error"),
    [("khieu_nai", 2, RefusedByLaw), ("nhieu_noi_dung", 1, InvalidInput)],
)
def test_impossible_split(letter: Letter, actor: Actor, actions: Any, kind: str, count: int, error: type[Exception]) -> None:
    with pytest.raises(error):
        actions.split(petition=letter(kind=kind), parts=two_parts(actions)[:count], on=date(2026, 9, 3), by=actor)


def test_part_of_many_contents_is_refused(letter: Letter, actor: Actor, actions: Any) -> None:
    parts = [actions.Part("nhieu_noi_dung", "x"), actions.Part("khieu_nai", "y")]
    with pytest.raises(InvalidInput, match="một loại"):
        actions.split(petition=letter(kind="nhieu_noi_dung"), parts=parts, on=date(2026, 9, 3), by=actor)


def test_mixed_letter_is_not_split_by_the_handling_form(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(kind="nhieu_noi_dung", until="dang_kiem_tra")
    with pytest.raises(RefusedByLaw, match="Tách đơn"):
        actions.dispose(petition=row, disposition="tach_don", on=date(2026, 9, 3), by=actor)


def test_every_forwarder_is_owed_its_own_answer_in_twenty_days(letter: Letter, actor: Actor, actions: Any, queries: Any) -> None:
    row = letter(kind="to_cao", channel="chuyen_den", forwarded_by="Mặt trận Tổ quốc tỉnh", forwarding_paper="12/CV")
    second = actions.add_forwarder(petition=row, body="Báo Hà Lam", paper="5/BHL", received_on=date(2026, 9, 1), by=actor)
    actions.add_forwarder(petition=row, body="Đoàn đại biểu Quốc hội tỉnh", paper="7/ĐBQH", received_on=date(2026, 9, 8), by=actor)
    owed = queries.owed_answers(row)
    assert [(item.body, item.clock.due_on) for item in owed] == [
        ("Mặt trận Tổ quốc tỉnh", date(2026, 9, 21)),
        ("Báo Hà Lam", date(2026, 9, 21)),
        ("Đoàn đại biểu Quốc hội tỉnh", date(2026, 9, 28)),
    ]
    actions.answer_forwarder(petition=row, forwarder=second, on=date(2026, 9, 18), paper="40/TTT", by=actor)
    assert [item.clock.state for item in queries.owed_answers(row)] == ["dang_chay", "da_xong", "dang_chay"]


def test_same_forwarder_and_paper_is_entered_once(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(kind="to_cao")
    given = {"petition": row, "body": "Báo Hà Lam", "paper": "5/BHL", "received_on": date(2026, 9, 1), "by": actor}
    assert actions.add_forwarder(**given) == actions.add_forwarder(**given)
    assert row.forwarders.count() == 1


def test_forwarded_complaint_is_owed_an_answer_without_a_deadline(letter: Letter, actor: Actor, actions: Any, queries: Any) -> None:
    row = letter(channel="chuyen_den", forwarded_by="Đoàn đại biểu Quốc hội tỉnh")
    owed = queries.owed_answers(row)
    assert [(item.body, item.clock, item.answered_on) for item in owed] == [("Đoàn đại biểu Quốc hội tỉnh", None, None)]
    actions.answer_forwarder(petition=row, forwarder=owed[0].row, on=date(2026, 9, 10), paper="1/CV", by=actor)
    assert queries.owed_answers(row)[0].answered_on == date(2026, 9, 10)


def test_answer_without_a_paper_or_before_the_paper_came_is_refused(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(kind="to_cao")
    forwarder = actions.add_forwarder(petition=row, body="Báo Hà Lam", received_on=date(2026, 9, 8), by=actor)
    with pytest.raises(InvalidInput, match="văn bản trả lời"):
        actions.answer_forwarder(petition=row, forwarder=forwarder, on=date(2026, 9, 9), paper="", by=actor)
    with pytest.raises(InvalidInput, match="trước"):
        actions.answer_forwarder(petition=row, forwarder=forwarder, on=date(2026, 9, 7), paper="1/CV", by=actor)


def test_parts_inherit_the_forwarders_answer(letter: Letter, actor: Actor, actions: Any, queries: Any) -> None:
    mixed = letter(kind="nhieu_noi_dung", channel="chuyen_den", forwarded_by="Báo Hà Lam")
    denunciation = actions.split(petition=mixed, parts=two_parts(actions), on=date(2026, 9, 3), by=actor)[0]
    assert [(item.body, item.clock.due_on) for item in queries.owed_answers(denunciation)] == [("Báo Hà Lam", date(2026, 9, 21))]


def test_second_complaint_is_linked_to_the_first_decision_and_shares_its_matter(letter: Letter, actor: Actor, actions: Any) -> None:
    first = letter(until="da_giai_quyet")
    second = letter(round="lan_hai", received_on=date(2026, 9, 19))
    second = actions.link_earlier(petition=second, earlier=first, by=actor)
    assert (second.earlier_id, second.matter_id, second.earlier_decision) == (first.pk, first.matter_id, "77/QĐ-UBND")
    assert set(clocks(second)) == {"KN_ACCEPT_2"}


def test_second_complaint_after_a_decision_made_elsewhere(letter: Letter, actor: Actor, actions: Any) -> None:
    second = letter(round="lan_hai")
    given = {"decision": "12/QĐ-UBND", "decided_on": date(2026, 8, 10), "body": "Ủy ban nhân dân xã Đông"}
    second = actions.link_earlier(petition=second, **given, by=actor)
    assert (second.earlier_decision, second.earlier_body) == ("12/QĐ-UBND", "Ủy ban nhân dân xã Đông")
    with pytest.raises(InvalidInput, match="sau ngày nhận"):
        actions.link_earlier(petition=second, **{**given, "decided_on": date(2026, 9, 15)}, by=actor)


@pytest.mark.parametrize(
    ("round", "earlier", "words"),
    [
        ("lan_dau", {"until": "da_giai_quyet"}, "lần đầu"),
        ("lan_hai", {"until": "moi"}, "chưa được thụ lý"),
        ("lan_hai", {"kind": "to_cao", "until": "da_thu_ly"}, "cùng loại"),
        ("lan_hai", {"received_on": date(2026, 9, 15)}, "nhận sau"),
    ],
)
def test_impossible_earlier_letter(letter: Letter, actor: Actor, actions: Any, round: str, earlier: dict[str, Any], words: str) -> None:
    former = letter(**earlier)
    with pytest.raises(RefusedByLaw, match=words):
        actions.link_earlier(petition=letter(round=round, received_on=date(2026, 9, 10)), earlier=former, by=actor)


def test_continued_denunciation_is_examined_in_twenty_days(letter: Letter) -> None:
    """Luật Tố cáo Điều 37.2."""
    assert clocks(letter(kind="to_cao", round="tiep")) == {"TC_CONTINUED": ("dang_chay", date(2026, 9, 21))}


def test_partial_withdrawal_keeps_the_rest_running(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(until="da_thu_ly")
    row = actions.withdraw(petition=row, on=date(2026, 9, 10), paper="Đơn ngày 10/9", whole=False, part="Đòi bồi thường hoa màu", by=actor)
    assert (row.state, row.withdrawn_part) == ("da_thu_ly", "Đòi bồi thường hoa màu")
    with pytest.raises(InvalidInput, match="nội dung được rút"):
        actions.withdraw(petition=row, on=date(2026, 9, 10), paper="Đơn", whole=False, by=actor)


def test_withdrawn_denunciation_goes_on_on_a_ground_of_the_law(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(kind="to_cao", until="da_thu_ly")
    row = actions.withdraw(petition=row, on=date(2026, 9, 10), paper="Đơn", goes_on="ep_buoc_mua_chuoc", by=actor)
    assert row.state == "da_thu_ly"


def test_termination_keeps_the_words_and_article_of_its_ground(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(kind="to_cao", until="da_thu_ly")
    row = actions.terminate(petition=row, on=date(2026, 9, 10), ground="nguoi_bi_to_cao_chet", paper="4/QĐ", by=actor)
    assert "Người bị tố cáo chết" in row.ended_ground
    assert "Điều 34" in row.ended_ground


def test_ground_of_another_kind_is_refused(letter: Letter, actor: Actor, actions: Any) -> None:
    with pytest.raises(RefusedByLaw, match="Luật có các căn cứ"):
        actions.terminate(petition=letter(until="da_thu_ly"), on=date(2026, 9, 10), ground="nguoi_bi_to_cao_chet", paper="4/QĐ", by=actor)


def test_departing_from_the_table_asks_a_reason_kept_in_the_ledger(letter: Letter, actor: Actor, actions: Any) -> None:
    from giaoban.trust.audit.models import Event

    row = letter(until="dang_kiem_tra")
    with pytest.raises(InvalidInput, match="Luật gợi ý “Đề xuất thụ lý”"):
        actions.dispose(petition=row, disposition="huong_dan", on=date(2026, 9, 3), by=actor)
    actions.dispose(petition=row, disposition="huong_dan", on=date(2026, 9, 3), reason="Người viết xin hướng dẫn lại", by=actor)
    kept = Event.objects.get(event="petitions.disposed", ref_id=row.pk).details
    assert (kept["proposed"], kept["reason"]) == ("de_xuat_thu_ly", "Người viết xin hướng dẫn lại")


def test_marks_change_the_proposal(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(kind="to_cao", until="dang_kiem_tra")
    row = actions.dispose(
        petition=row, disposition="chuyen_dieu_tra", on=date(2026, 9, 3), sent_to="Công an tỉnh", marks={"crime_signs": True}, by=actor
    )
    assert row.disposition == "chuyen_dieu_tra"


def test_transfer_to_an_abolished_body_names_its_heirs(letter: Letter, actor: Actor, actions: Any, agencies: Any) -> None:
    row = actions.check(petition=letter(kind="to_cao"), eligible=True, within_competence=False, by=actor)
    with pytest.raises(RefusedByLaw) as refused:
        actions.dispose(petition=row, disposition="chuyen_don", on=date(2026, 9, 3), sent_to=agencies.huyen_cu.name, by=actor)
    assert refused.value.field == "sent_to"
    assert agencies.xa_dong.short_name in refused.value.text()


def test_second_complaint_is_not_decided_without_a_dialogue(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(round="lan_hai", until="da_thu_ly")
    decide = {"on": date(2026, 9, 18), "number": "9/QĐ", "outcome": "cong_nhan_lan_dau", "by": actor}
    with pytest.raises(RefusedByLaw, match="phải đối thoại"):
        actions.decide(petition=row, **decide)
    meeting = actions.plan_dialogue(
        petition=row,
        on=date(2026, 9, 14),
        place="Trụ sở tiếp công dân",
        chair="Trần Văn Bé",
        notified_on=date(2026, 9, 7),
        paper="8/GM",
        by=actor,
    )
    assert clocks(row)["KN_DIALOGUE_NOTICE"] == ("da_xong", date(2026, 9, 9))
    actions.hold_dialogue(dialogue=meeting, on=date(2026, 9, 14), minutes="BB 14/9", disputed="Giá bồi thường", by=actor)
    assert actions.decide(petition=row, **decide).state == "da_giai_quyet"


def test_dialogue_notice_later_than_five_days_before_is_refused(letter: Letter, actor: Actor, actions: Any) -> None:
    given = {"petition": letter(until="da_thu_ly"), "place": "Trụ sở", "chair": "Trần Văn Bé", "by": actor}
    with pytest.raises(RefusedByLaw, match="chậm nhất ngày"):
        actions.plan_dialogue(on=date(2026, 9, 14), notified_on=date(2026, 9, 10), **given)
    with pytest.raises(RefusedByLaw, match="muộn hơn"):
        actions.plan_dialogue(on=date(2026, 9, 22), **given)


def test_planned_dialogue_waits_for_its_notice(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(until="da_thu_ly")
    meeting = actions.plan_dialogue(petition=row, on=date(2026, 9, 30), place="Trụ sở", chair="Trần Văn Bé", by=actor)
    assert clocks(row)["KN_DIALOGUE_NOTICE"][0] == "dang_chay"
    with pytest.raises(RefusedByLaw, match="Chưa ghi thông báo"):
        actions.hold_dialogue(dialogue=meeting, on=date(2026, 9, 19), minutes="BB", agreed="x", by=actor)
    actions.notify_dialogue(dialogue=meeting, on=date(2026, 9, 19), paper="9/GM", by=actor)
    assert clocks(row)["KN_DIALOGUE_NOTICE"][0] == "da_xong"


def test_first_decision_against_the_request_asks_for_a_dialogue_or_why_not(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(until="da_thu_ly")
    with pytest.raises(InvalidInput, match="phải đối thoại"):
        actions.decide(petition=row, on=date(2026, 9, 18), number="9/QĐ", outcome="sai", by=actor)
    assert (
        actions.decide(
            petition=row, on=date(2026, 9, 18), number="9/QĐ", outcome="sai", no_dialogue="Người khiếu nại đã thống nhất kết quả", by=actor
        ).outcome
        == "sai"
    )


@pytest.fixture
def decided(letter: Letter, actor: Actor, actions: Any) -> "Petition":
    """A decision of 10/9 that orders 100,5 million to be recovered and two people to be dealt with."""
    row = letter(until="da_thu_ly")
    orders = actions.Consequences(recovered_state_million=Decimal("100.5"), people_handled=2)
    return actions.decide(petition=row, on=date(2026, 9, 10), number="9/QĐ", outcome="dung", consequences=orders, by=actor)


def test_execution_is_followed_to_the_last_dong(decided: Any, actor: Actor, actions: Any, queries: Any) -> None:
    row = actions.carry_out(petition=decided, on=date(2026, 9, 12), amounts={"recovered_state_million": Decimal(60)}, key="a", by=actor)
    assert [(item.remaining, item.percent) for item in queries.execution_of(row)] == [(Decimal("40.5"), 59), (Decimal(2), 0)]
    with pytest.raises(RefusedByLaw, match="40,5 triệu đồng"):
        actions.execute(petition=row, done_on=date(2026, 9, 19), by=actor)
    row = actions.carry_out(
        petition=row, on=date(2026, 9, 18), amounts={"recovered_state_million": Decimal("40.5"), "people_handled": 2}, key="b", by=actor
    )
    assert (row.state, row.executed_on) == ("dang_thi_hanh", date(2026, 9, 18))
    assert [item.percent for item in queries.execution_of(row)] == [100, 100]


def test_execution_step_twice_with_one_key_is_one_step(decided: Any, actor: Actor, actions: Any) -> None:
    for _ in range(2):
        actions.carry_out(petition=decided, on=date(2026, 9, 12), amounts={"people_handled": 1}, key="one", by=actor)
    assert decided.execution_steps.count() == 1


@pytest.mark.parametrize(
    ("amounts", "words"),
    [
        ({"recovered_state_million": Decimal(101)}, "chỉ còn 100,5"),
        ({"returned_people_m2": Decimal(1)}, "chỉ còn 0"),
        ({"people_handled": -1}, "không thể âm"),
        ({}, "Ghi số tiền"),
    ],
)
def test_impossible_execution_step(decided: Any, actor: Actor, actions: Any, amounts: dict[str, Any], words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        actions.carry_out(petition=decided, on=date(2026, 9, 12), amounts=amounts, by=actor)


def test_original_papers_go_back_after_the_decision_not_before(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(until="da_thu_ly", originals=True)
    with pytest.raises(RefusedByLaw, match="sau khi ban hành"):
        actions.return_originals(petition=row, on=date(2026, 9, 10), by=actor)
    row = actions.decide(petition=row, on=date(2026, 9, 11), number="9/QĐ", outcome="dung", by=actor)
    row = actions.return_originals(petition=row, on=date(2026, 9, 12), paper="Biên nhận", by=actor)
    assert row.originals_returned_on == date(2026, 9, 12)
    with pytest.raises(RefusedByLaw, match="không ghi kèm"):
        actions.return_originals(petition=letter(), on=date(2026, 9, 12), by=actor)
