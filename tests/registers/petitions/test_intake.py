"""Correcting letters, finding them repeated, keeping names sealed, and the reception book."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, RefusedByLaw
from giaoban.registers.petitions import actions, queries, sealing
from giaoban.registers.petitions.models import Matter, Petition, Reception
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.audit.models import Event as LedgerRow
from giaoban.trust.clocks.models import Clock
from tests.registers.petitions.conftest import TAM

Letter = Callable[..., Petition]
Visit = Callable[..., Reception]
pytestmark = pytest.mark.django_db


def everything_written() -> str:
    """Every text outside the vault: letters, matters, visits, deadlines and the ledger."""
    rows: list[Any] = []
    for model in (Petition, Reception, Matter, Clock, LedgerRow):
        rows += list(model.objects.values())
    return json.dumps(rows, default=str, ensure_ascii=False).lower()


def test_a_denouncers_name_is_nowhere_outside_the_vault(letter: Letter, visit: Visit, actor: Actor) -> None:
    story = "Tôi là NGUYỄN THỊ TÁM, điện thoại 0912 345 678, tố cáo ông Chủ tịch xã nhận tiền"
    petition = letter(kind="to_cao", summary=story, request="Đề nghị trả lời bà Nguyễn Thị Tám", until="da_giai_quyet")
    visit(petition_kind="to_cao", summary=story, past_handling="Bà Nguyễn Thị Tám đã gửi đơn")
    actions.change(petition=petition, summary="Bà Nguyễn  Thị Tám nói thêm", person=TAM, by=actor)
    written = everything_written()
    for secret in ("nguyễn thị tám", "nguyen thi tam", "0912 345 678", "0912345678", "038061000123", "ba lạch"):
        assert secret not in written
    assert petition.sealed


def test_an_ordinary_name_is_not_searched_by_text_either(letter: Letter) -> None:
    assert "tam" not in letter(kind="khieu_nai").folded.split()


def test_letter_that_becomes_a_denunciation_is_sealed(letter: Letter, actor: Actor) -> None:
    petition = letter(summary="Bà Nguyễn Thị Tám khiếu nại về đất")
    petition = actions.change(petition=petition, kind="to_cao", version=petition.version, by=actor)
    assert petition.sealed
    assert "nguyễn thị tám" not in everything_written()
    assert sealing.open_names([petition.identity_ref], actor) == {}
    assert Clock.objects.get(rule="KN_ACCEPT_1").state == "da_bo"
    assert petition.next_step == Clock.objects.get(rule="TC_INITIAL").label


def test_kind_corrected_back_runs_the_first_deadline_again(letter: Letter, actor: Actor) -> None:
    petition = actions.change(petition=letter(), kind="kien_nghi", by=actor)
    petition = actions.change(petition=petition, kind="khieu_nai", by=actor)
    assert petition.next_due == date(2026, 9, 11)


def test_change_of_nothing_changes_nothing(letter: Letter, actor: Actor) -> None:
    petition = letter()
    assert actions.change(petition=petition, summary=petition.summary, version=1, by=actor).version == 1


def test_change_on_an_old_version(letter: Letter, actor: Actor) -> None:
    petition = letter()
    actions.change(petition=petition, respondent="UBND xã Khê Đông", version=1, by=actor)
    with pytest.raises(Conflict):
        actions.change(petition=petition, respondent="UBND xã Khê Tây", version=1, by=actor)


def test_kind_stands_after_handling(letter: Letter, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw):
        actions.change(petition=letter(until="da_thu_ly"), kind="kien_nghi", by=actor)


def test_day_of_another_year_is_refused(letter: Letter, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw):
        actions.change(petition=letter(), received_on=date(2025, 12, 31), by=actor)


def test_duplicate_joins_the_matter_and_stops_its_own_clock(letter: Letter, actor: Actor) -> None:
    first, second = letter(), letter(received_on=date(2026, 9, 10))
    second = actions.link_duplicate(petition=second, master=first, by=actor)
    assert (second.duplicate_of_id, second.matter_id, second.next_due, second.next_step) == (first.pk, first.matter_id, None, "")
    assert Clock.objects.get(ref_id=second.pk).state == "da_bo"
    assert Clock.objects.get(ref_id=first.pk).state == "dang_chay"
    assert actions.link_duplicate(petition=second, master=first, by=actor).version == second.version
    second = actions.check(petition=second, eligible=False, reason="Trùng đơn", by=actor)
    actions.dispose(petition=second, disposition="luu_don", on=date(2026, 9, 11), by=actor)
    assert Clock.objects.filter(ref_id=second.pk).count() == 1


def test_duplicate_of_a_duplicate_points_to_the_first(letter: Letter, actor: Actor) -> None:
    first, second, third = letter(), letter(received_on=date(2026, 9, 2)), letter(received_on=date(2026, 9, 3))
    actions.link_duplicate(petition=second, master=first, by=actor)
    assert actions.link_duplicate(petition=third, master=second, by=actor).duplicate_of_id == first.pk


def test_impossible_duplicates(letter: Letter, actor: Actor) -> None:
    first, second = letter(), letter(received_on=date(2026, 9, 2))
    with pytest.raises(RefusedByLaw):
        actions.link_duplicate(petition=first, master=first, by=actor)
    with pytest.raises(RefusedByLaw):
        actions.link_duplicate(petition=first, master=second, by=actor)
    with pytest.raises(RefusedByLaw):
        actions.link_duplicate(petition=letter(received_on=date(2026, 9, 2), until="da_thu_ly"), master=first, by=actor)


def test_unlinked_letter_runs_from_its_own_receipt(letter: Letter, actor: Actor) -> None:
    first, second = letter(), letter(received_on=date(2026, 9, 10))
    second = actions.link_duplicate(petition=second, master=first, by=actor)
    second = actions.unlink_duplicate(petition=second, by=actor)
    assert second.duplicate_of_id is None
    assert second.matter_id != first.matter_id
    assert second.next_due == date(2026, 9, 21)


def test_seal_on_request_and_waive(letter: Letter, actor: Actor) -> None:
    petition = letter(summary="Bà Nguyễn Thị Tám kiến nghị", kind="kien_nghi")
    petition = actions.request_seal(petition=petition, paper="Đơn ngày 2/9/2026", by=actor)
    assert petition.sealed
    assert "nguyễn thị tám" not in everything_written()
    with pytest.raises(InvalidInput):
        actions.waive_seal(petition=petition, paper="", by=actor)
    petition = actions.waive_seal(petition=petition, paper="Văn bản ngày 5/9/2026", by=actor)
    assert not petition.sealed
    assert sealing.open_names([petition.identity_ref], actor)[petition.identity_ref or 0] == "Nguyễn Thị Tám"


def test_protection_counts_people_only(letter: Letter, actor: Actor) -> None:
    petition = actions.protect(petition=letter(kind="to_cao"), people=3, on=date(2026, 9, 5), paper="8/QĐ", by=actor)
    assert petition.protected_people == 3
    with pytest.raises(RefusedByLaw):
        actions.protect(petition=letter(), people=1, on=date(2026, 9, 5), paper="8/QĐ", by=actor)


def test_receive_numbers_and_starts_the_answer(visit: Visit) -> None:
    first, second = visit(people=5, representatives=2, choice_paper="Giấy cử người đại diện 01/9/2026"), visit()
    assert (first.number, second.number) == ("1/2026", "2/2026")
    assert first.large_group
    assert first.representatives == 2
    assert not second.large_group
    clock = Clock.objects.get(ref_kind="reception", ref_id=first.pk)
    assert (clock.rule, clock.due_on, clock.ref_label) == ("TCD_ANSWER", date(2026, 9, 16), "Lượt tiếp số 1/2026")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"people": 0}, "people"),
        ({"kind": "hang_ngay"}, "kind"),
        ({"delegated": True}, "delegated"),
        ({"received_on": date(2026, 9, 21)}, "received_on"),
        ({"person": Person()}, "name"),
        ({"person": Person(name="An 😀")}, "name"),
        ({"person": Person(name="An", birth_year=2030)}, "birth_year"),
    ],
)
def test_receive_refuses(visit: Visit, values: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        visit(**values)
    assert caught.value.field == field


def test_reception_is_answered_once(visit: Visit, actor: Actor) -> None:
    turn = visit()
    turn = actions.answer_reception(reception=turn, answer="can_them_thoi_gian", on=date(2026, 9, 10), by=actor)
    assert Clock.objects.get().state == "da_xong"
    turn = actions.answer_reception(reception=turn, answer="thu_ly", on=date(2026, 9, 14), by=actor)
    assert actions.answer_reception(reception=turn, answer="thu_ly", on=date(2026, 9, 14), by=actor).version == turn.version
    with pytest.raises(RefusedByLaw, match="14/9/2026"):
        actions.answer_reception(reception=turn, answer="tu_choi", on=date(2026, 9, 15), by=actor)


def test_transferred_visit_names_the_body(visit: Visit, actor: Actor) -> None:
    with pytest.raises(InvalidInput):
        actions.answer_reception(reception=visit(), answer="da_chuyen", on=date(2026, 9, 10), by=actor)
    with pytest.raises(InvalidInput):
        actions.answer_reception(reception=visit(), answer="khong_biet", on=date(2026, 9, 10), by=actor)


def test_refusal_with_written_notice(visit: Visit, actor: Actor) -> None:
    turn = actions.refuse_to_receive(reception=visit(), ground="ltcd_9_3", on=date(2026, 9, 1), by=actor)
    assert turn.answer == "tu_choi"
    assert Clock.objects.get(rule="TCD_REFUSAL_NOTICE").due_on == date(2026, 9, 7)
    actions.notice_sent(reception=turn, on=date(2026, 9, 4), paper="3/TB", by=actor)
    assert Clock.objects.get(rule="TCD_REFUSAL_NOTICE").state == "da_xong"
    oral = actions.refuse_to_receive(reception=visit(), ground="ltcd_9_1", on=date(2026, 9, 1), by=actor)
    assert not Clock.objects.filter(ref_id=oral.pk, rule="TCD_REFUSAL_NOTICE").exists()


def test_change_reception(visit: Visit, actor: Actor) -> None:
    turn = actions.change_reception(reception=visit(), people=12, outcome="Đã báo cáo", version=1, by=actor)
    assert turn.large_group
    assert turn.version == 2
    with pytest.raises(Conflict):
        actions.change_reception(reception=turn, people=3, version=1, by=actor)
    assert turn.number == "1/2026"


def test_letter_from_a_visit_shares_its_matter(visit: Visit, actor: Actor) -> None:
    turn = visit()
    petition = actions.register_from(reception=turn, by=actor)
    assert petition.reception_id == turn.pk
    assert petition.matter_id == turn.matter_id
    assert petition.summary == turn.summary
    assert actions.register_from(reception=turn, by=actor).pk == petition.pk
    assert not Clock.objects.filter(ref_kind="petition", rule="TCD_ANSWER").exists()
    view = queries.matter_view(actor, petition.matter_id)
    assert (len(view.petitions), len(view.receptions), view.open) == (1, 1, True)


def test_letter_from_a_sealed_visit_asks_for_the_name(visit: Visit, actor: Actor) -> None:
    turn = visit(petition_kind="to_cao")
    with pytest.raises(InvalidInput):
        actions.register_from(reception=turn, by=actor)
    assert actions.register_from(reception=turn, person=TAM, by=actor).sealed
