"""Papers handed in, online sessions, results told, conclusions with their tasks, and the printed book."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from giaoban.core.paper.tree import Table, plain_text
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, RefusedByLaw
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import Reception
from giaoban.registers.petitions.rules.reception_conclusions import Work
from giaoban.registers.petitions.rules.reception_visits import Session
from giaoban.registers.tasks.models import Task
from giaoban.trust.audit.models import Event
from giaoban.trust.clocks.models import Clock

pytestmark = pytest.mark.django_db
HEAD = {"kind": "dinh_ky", "receiver": "Đ/c Vàng A Sử, Chủ tịch UBND tỉnh"}


@pytest.fixture
def conclude(agencies: Any, actor: Actor) -> Callable[..., Any]:
    def issue(turn: Reception, **values: Any) -> Any:
        work = Work("Kiểm tra lại phương án bồi thường thửa 118", agencies.xa_dong.pk, agencies.xa_dong.name, date(2026, 10, 10))
        reply = Work("Trả lời công dân bằng văn bản", agencies.thanh_tra.pk, agencies.thanh_tra.name, date(2026, 10, 20))
        given = {
            "opinion": "Việc bồi thường cần rà soát lại theo hồ sơ địa chính.", "works": [work], "reply": reply, "issued_on": date(2026, 9, 15),
            "signer": "Vàng A Sử", "signer_post": "Chủ tịch", "number": "31/TB-UBND", **values,
        }  # fmt: skip
        return actions.conclude(reception=turn, by=actor, **given)

    return issue


def test_conclusion_makes_a_directive_with_points_and_tasks(visit: Callable[..., Reception], conclude: Any, actor: Actor) -> None:
    turn = visit(**HEAD)
    kept = conclude(turn)
    points = [(p.number, p.directs) for p in kept.directive.provisions.order_by("order")]
    assert points == [("1", False), ("2.1", True), ("3", True)]
    tasks = list(queries.conclusion_tasks(kept, actor))
    assert [(t.title, t.deadline) for t in tasks] == [
        ("Kiểm tra lại phương án bồi thường thửa 118", date(2026, 10, 10)),
        ("Trả lời công dân bằng văn bản", date(2026, 10, 20)),
    ]
    assert all(task.assigned_on == date(2026, 9, 15) for task in tasks)
    said = plain_text(queries.conclusion_paper(kept))
    assert "31/TB-UBND" in said
    assert "2.1. Ủy ban nhân dân xã" in said
    assert "thời hạn 10/10/2026" in said
    assert "Tám" not in said
    assert conclude(turn).pk == kept.pk
    assert Task.objects.count() == 2


def test_conclusion_number_is_taken_without_gaps(visit: Callable[..., Reception], conclude: Any, agencies: Any) -> None:
    agencies.ban_tiep_cong_dan.symbol = "BTCD"
    agencies.ban_tiep_cong_dan.save()
    numbers = [conclude(visit(**HEAD), number="").directive.number for _ in range(2)]
    assert numbers == ["01/TB-BTCD", "02/TB-BTCD"]
    with pytest.raises(Conflict, match="đã dùng"):
        conclude(visit(**HEAD), number="02/TB-BTCD")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"opinion": "Đề nghị của bà Nguyễn Thị Tám là đúng."}, "opinion"),
        ({"opinion": ""}, "opinion"),
        ({"works": []}, "text_1"),
        ({"issued_on": date(2026, 8, 31)}, "issued_on"),
        ({"issued_on": date(2026, 9, 21)}, "issued_on"),
        ({"signer": " "}, "signer"),
    ],
)
def test_conclusion_refuses(visit: Callable[..., Reception], conclude: Any, values: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        conclude(visit(**HEAD), **values)
    assert refused.value.field == field
    assert not Task.objects.exists()


def test_standing_reception_has_no_conclusion(visit: Callable[..., Reception], conclude: Any) -> None:
    with pytest.raises(RefusedByLaw, match="thủ trưởng tiếp"):
        conclude(visit())


def test_sealed_conclusion_does_not_describe_the_matter(visit: Callable[..., Reception], conclude: Any) -> None:
    turn = visit(petition_kind="to_cao", summary="Tố cáo lập khống danh sách nhận hỗ trợ nhà ở", **HEAD)
    kept = conclude(turn)
    assert "lập khống" not in plain_text(queries.conclusion_paper(kept))
    assert "lập khống" not in kept.directive.subject


def test_result_starts_the_five_days_and_telling_meets_them(visit: Callable[..., Reception], actor: Actor) -> None:
    turn = visit()
    with pytest.raises(RefusedByLaw, match="Chưa ghi kết quả"):
        actions.tell_citizen(reception=turn, on=date(2026, 9, 10), by=actor)
    turn = actions.result_known(reception=turn, on=date(2026, 9, 10), paper="45/UBND-TCD ngày 09/9/2026", outcome="Đã giải quyết", by=actor)
    clock = Clock.objects.get(ref_kind="reception", ref_id=turn.pk, rule="TCD_FORWARD_NOTICE")
    assert clock.due_on == date(2026, 9, 17)
    turn = actions.tell_citizen(reception=turn, on=date(2026, 9, 16), paper="Gọi điện", by=actor)
    clock.refresh_from_db()
    assert (clock.state, clock.ended_on, turn.told_on) == ("da_xong", date(2026, 9, 16), date(2026, 9, 16))
    with pytest.raises(RefusedByLaw):
        actions.tell_citizen(reception=turn, on=date(2026, 9, 17), by=actor)


@pytest.mark.parametrize(("ground", "written"), [("ltcd_9_3", True), ("nd154_4_1_h", True), ("ltcd_9_1", False), ("nd154_4_1_k", False)])
def test_written_notice_is_due_only_where_the_law_asks(visit: Callable[..., Reception], actor: Actor, ground: str, written: bool) -> None:
    turn = actions.refuse_to_receive(reception=visit(), ground=ground, on=date(2026, 9, 1), by=actor)
    clocks = Clock.objects.filter(ref_kind="reception", ref_id=turn.pk, rule="TCD_REFUSAL_NOTICE")
    assert [clock.due_on for clock in clocks] == ([date(2026, 9, 7)] if written else [])
    actions.notice_sent(reception=turn, on=date(2026, 9, 4), paper="3/TB", by=actor)
    assert Event.objects.filter(event="receptions.refusal_notice_sent").count() == int(written)


def test_items_are_kept_in_order_and_masked_when_sealed(visit: Callable[..., Reception], actor: Actor) -> None:
    turn = visit(petition_kind="to_cao")
    items = [
        actions.Handed("Đơn của Nguyễn Thị Tám", 3, "còn nguyên", "ban_chinh"),
        actions.Handed(" "),
        actions.Handed("Ảnh hiện trường", 2),
    ]
    kept = actions.take_items(reception=turn, items=items, by=actor)
    assert [(i.order, i.pages, i.copy) for i in kept] == [(1, 3, "ban_chinh"), (2, 2, "ban_sao")]
    assert "Tám" not in kept[0].name
    turn.refresh_from_db()
    before = turn.version
    actions.take_items(reception=turn, items=items, by=actor)
    turn.refresh_from_db()
    assert turn.version == before


def test_receipt_prints_the_items(visit: Callable[..., Reception], actor: Actor) -> None:
    turn = visit()
    actions.take_items(reception=turn, items=[actions.Handed("Giấy chứng nhận quyền sử dụng đất", 4, "cũ, rõ chữ", "ban_chinh")], by=actor)
    paper = actions.write_letter(record=turn, form="02-tcd", by=actor)
    (table,) = [block for block in paper.body if isinstance(block, Table)]
    said = plain_text(paper)
    assert len(table.rows) == 1
    assert "1\tGiấy chứng nhận quyền sử dụng đất\t4\tcũ, rõ chữ\tBản chính" in said


def test_online_session_is_kept_with_its_number_only(visit: Callable[..., Reception], actor: Actor) -> None:
    turn = visit(mode="truc_tuyen")
    session = Session(date(2026, 8, 24), date(2026, 8, 28), None, None, "GH-07/2026", "02/BB", date(2026, 9, 1))
    assert actions.keep_session(reception=turn, session=session, by=actor).recording == "GH-07/2026"
    with pytest.raises(InvalidInput, match="không ghi địa chỉ"):
        actions.keep_session(reception=turn, session=Session(recording="http://kho/1"), by=actor)
    with pytest.raises(InvalidInput, match="không phải tiếp trực tuyến"):
        actions.keep_session(reception=visit(), session=session, by=actor)


def test_online_is_refused_to_a_denouncer_who_asks_protection(visit: Callable[..., Reception]) -> None:
    with pytest.raises(RefusedByLaw, match="không tiếp trực tuyến"):
        visit(mode="truc_tuyen", petition_kind="to_cao", protection_asked=True)
    assert visit(mode="truc_tuyen", petition_kind="to_cao").sealed


def test_printed_book_has_thirteen_columns_and_no_sealed_name(visit: Callable[..., Reception], actor: Actor, agencies: Any) -> None:
    visit(within_competence=True)
    visit(petition_kind="to_cao", received_on=date(2026, 6, 10))
    rows = queries.visible_receptions(actor)
    paper = queries.book_paper(rows, actor, start=None, end=None, agency=agencies.ban_tiep_cong_dan)
    table = paper.body[0]
    assert isinstance(table, Table)
    assert paper.landscape
    assert len(table.columns) == 13
    assert all(len(row) == 13 for row in table.rows)
    said = plain_text(paper)
    assert "[niêm phong]" in said
    assert said.count("Nguyễn Thị Tám") == 1
    assert said.count("038061000123") == 1
    assert "Thông tư 04/2021" in said
    new = queries.book_paper(rows.filter(received_on__gte=date(2026, 7, 1)), actor, start=None, end=None, agency=None)
    assert "Thông tư 04/2021" not in plain_text(new)


def test_book_without_rows_is_a_sentence(actor: Actor) -> None:
    with pytest.raises(InvalidInput, match="Không có lượt tiếp nào để in"):
        queries.book_paper(queries.visible_receptions(actor), actor, start=None, end=None, agency=None)
