"""Every act on a letter, by its outcomes: done, done twice, on an old version, in a wrong state."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, NotFound, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.registers.petitions import actions
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.rules import EligibilityFacts
from giaoban.trust.audit.models import Event as LedgerRow
from giaoban.trust.clocks.models import Clock

Letter = Callable[..., Petition]
pytestmark = pytest.mark.django_db


def clocks(petition: Petition) -> dict[str, str]:
    rows = Clock.objects.filter(ref_kind="petition", ref_id=petition.pk)
    return {row.rule: row.state for row in rows}


def events(petition: Petition) -> list[str]:
    rows = LedgerRow.objects.filter(ref_kind="petition", ref_id=petition.pk, event__startswith="petitions.")
    return list(rows.order_by("seq").values_list("event", flat=True))


def test_register_numbers_and_starts_the_first_deadline(letter: Letter) -> None:
    first, second = letter(), letter()
    assert (first.number, second.number) == ("1/2026", "2/2026")
    assert first.state == "moi"
    assert first.next_step == "Thụ lý khiếu nại lần đầu"
    assert first.next_due == date(2026, 9, 11)
    assert first.handler_id == first.agency_id
    assert first.matter_id != second.matter_id


def test_register_twice_with_one_key_is_one_letter(letter: Letter) -> None:
    assert letter(key="abc").pk == letter(key="abc").pk
    assert Petition.objects.count() == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"received_on": date(2026, 9, 21)}, "received_on"),
        ({"written_on": date(2026, 9, 2)}, "written_on"),
        ({"field": "tham_nhung"}, "field"),
        ({"channel": "email"}, "channel"),
        ({"summary": "  "}, "text"),
        ({"signatories": 0}, "signatories"),
        ({"anonymous": True}, "anonymous"),
    ],
)
def test_register_refuses(letter: Letter, values: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        letter(**values)
    assert caught.value.field == field
    assert Petition.objects.count() == 0


def test_register_for_another_agency_is_not_allowed(letter: Letter, make_actor: Callable[..., Actor], agencies: Any) -> None:
    with pytest.raises(NotAllowed):
        letter(by=make_actor("clerk", agencies.xa_dong))
    with pytest.raises(NotAllowed):
        letter(by=make_actor("specialist"))
    assert letter(by=make_actor("clerk", agencies.ban_tiep_cong_dan)).number == "1/2026"


def test_register_in_an_ended_agency_is_refused(letter: Letter, agencies: Any) -> None:
    with pytest.raises(RefusedByLaw):
        letter(agency=agencies.huyen_cu)


def test_another_agencys_letter_does_not_exist(letter: Letter, make_actor: Callable[..., Actor], agencies: Any) -> None:
    petition = letter()
    with pytest.raises(NotFound):
        actions.check(petition=petition, eligible=True, by=make_actor("clerk", agencies.xa_dong))


def test_check_by_facts(letter: Letter, actor: Actor) -> None:
    petition = actions.check(petition=letter(), facts=EligibilityFacts("khieu_nai", signed=False), by=actor)
    assert (petition.eligibility, petition.state) == ("khong_du", "dang_kiem_tra")
    assert "chữ ký" in petition.ineligible_reason


def test_check_not_eligible_needs_a_reason(letter: Letter, actor: Actor) -> None:
    with pytest.raises(InvalidInput) as caught:
        actions.check(petition=letter(), eligible=False, by=actor)
    assert caught.value.field == "reason"


def test_denunciation_of_others_must_go_on_in_five_working_days(letter: Letter, actor: Actor) -> None:
    petition = actions.check(petition=letter(kind="to_cao"), eligible=True, within_competence=False, by=actor)
    assert clocks(petition) == {"TC_INITIAL": "da_bo", "TC_TRANSFER": "dang_chay"}
    petition = actions.dispose(petition=petition, disposition="chuyen_don", on=date(2026, 9, 3), sent_to="Công an tỉnh", by=actor)
    assert clocks(petition)["TC_TRANSFER"] == "da_xong"
    assert petition.next_due is None


def test_second_click_changes_nothing(letter: Letter, actor: Actor) -> None:
    petition = letter(until="dang_kiem_tra")
    act: dict[str, Any] = {"disposition": "de_xuat_thu_ly", "on": date(2026, 9, 3), "by": actor}
    first = actions.dispose(petition=petition, version=petition.version, **act)
    second = actions.dispose(petition=petition, version=petition.version, **act)
    assert second.version == first.version
    assert events(petition).count("petitions.disposed") == 1


def test_old_version_is_a_conflict(letter: Letter, actor: Actor) -> None:
    petition = letter(until="dang_kiem_tra")
    with pytest.raises(Conflict, match="1/2026"):
        actions.dispose(petition=petition, disposition="de_xuat_thu_ly", on=date(2026, 9, 3), version=petition.version - 1, by=actor)


def test_dispose_before_the_check_is_refused(letter: Letter, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw, match="kết luận điều kiện"):
        actions.dispose(petition=letter(), disposition="luu_don", on=date(2026, 9, 3), by=actor)


def test_dispose_against_the_law_is_refused(letter: Letter, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw):
        actions.dispose(petition=letter(until="dang_kiem_tra"), disposition="chuyen_don", on=date(2026, 9, 3), sent_to="X", by=actor)


def test_supplement_lets_the_letter_be_checked_again(letter: Letter, actor: Actor) -> None:
    petition = actions.check(petition=letter(), eligible=False, reason="Thiếu chữ ký", by=actor)
    petition = actions.dispose(
        petition=petition, disposition="yeu_cau_bo_sung", on=date(2026, 9, 3), reason="Thiếu chữ ký, bổ sung được", by=actor
    )
    petition = actions.check(petition=petition, eligible=True, within_competence=True, by=actor)
    assert (petition.state, petition.disposition, petition.disposed_on) == ("dang_kiem_tra", "", None)


def test_accept_starts_the_time_for_resolving(letter: Letter, actor: Actor, agencies: Any) -> None:
    petition = actions.accept(petition=letter(until="da_xu_ly"), on=date(2026, 9, 4), handler=agencies.thanh_tra, by=actor)
    assert petition.state == "da_thu_ly"
    assert clocks(petition) == {"KN_ACCEPT_1": "da_xong", "KN_RESOLVE_1": "dang_chay"}
    assert petition.next_due == petition.resolve_due == date(2026, 10, 5)
    assert Clock.objects.get(rule="KN_RESOLVE_1").agency_ref == agencies.thanh_tra.pk


@pytest.mark.parametrize(
    ("options", "due"),
    [
        ({}, date(2026, 10, 5)),
        ({"remote": True}, date(2026, 10, 19)),
        ({"complex": True, "complex_ground": "nhiều nội dung"}, date(2026, 10, 19)),
        ({"remote": True, "complex": True, "complex_ground": "nhiều nội dung"}, date(2026, 11, 3)),
    ],
)
def test_accept_complex_and_remote(letter: Letter, actor: Actor, options: dict[str, Any], due: date) -> None:
    assert actions.accept(petition=letter(until="da_xu_ly"), on=date(2026, 9, 4), by=actor, **options).resolve_due == due


def test_complex_without_a_written_ground_is_refused(letter: Letter, actor: Actor) -> None:
    with pytest.raises(InvalidInput):
        actions.accept(petition=letter(until="da_xu_ly"), on=date(2026, 9, 4), complex=True, by=actor)


def test_accept_before_receipt_is_refused(letter: Letter, actor: Actor) -> None:
    with pytest.raises(InvalidInput, match="31/8/2026"):
        actions.accept(petition=letter(until="da_xu_ly"), on=date(2026, 8, 31), by=actor)


def test_accepted_denunciation_has_two_deadlines(letter: Letter) -> None:
    assert clocks(letter(kind="to_cao", until="da_thu_ly")) == {
        "TC_INITIAL": "da_xong",
        "TC_NOTIFY_ACCEPT": "dang_chay",
        "TC_RESOLVE": "dang_chay",
    }


def test_fulfil_meets_one_deadline(letter: Letter, actor: Actor) -> None:
    petition = actions.fulfil(petition=letter(kind="to_cao", until="da_thu_ly"), rule="TC_NOTIFY_ACCEPT", on=date(2026, 9, 8), by=actor)
    assert petition.next_step == Clock.objects.get(rule="TC_RESOLVE").label
    again = actions.fulfil(petition=petition, rule="TC_NOTIFY_ACCEPT", on=date(2026, 9, 8), by=actor)
    assert again.version == petition.version


def test_not_accept(letter: Letter, actor: Actor) -> None:
    petition = actions.not_accept(petition=letter(until="da_xu_ly"), on=date(2026, 9, 8), ground="Hết thời hiệu", by=actor)
    assert (petition.state, petition.ending, petition.next_due) == ("khong_thu_ly", "khong_thu_ly", None)
    assert clocks(petition) == {"KN_ACCEPT_1": "da_xong"}


def test_decide_before_acceptance_is_refused_with_a_sentence(letter: Letter, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw, match="chưa thụ lý"):
        actions.decide(petition=letter(until="da_xu_ly"), on=date(2026, 9, 8), number="1/QĐ", outcome="dung", by=actor)


def test_decide_begins_sending_and_effect(letter: Letter) -> None:
    petition = letter(until="da_giai_quyet")
    assert clocks(petition) == {
        "KN_ACCEPT_1": "da_xong", "KN_RESOLVE_1": "da_xong", "KN_SEND_DECISION_1": "dang_chay", "KN_DECISION_EFFECTIVE": "dang_chay",
    }  # fmt: skip
    assert petition.next_due == date(2026, 9, 23)


def test_decide_twice_is_once(letter: Letter, actor: Actor) -> None:
    petition = letter(until="da_giai_quyet")
    again = actions.decide(petition=petition, on=date(2026, 9, 18), number="77/QĐ-UBND", outcome="dung", by=actor)
    assert again.version == petition.version
    with pytest.raises(RefusedByLaw):
        actions.decide(petition=petition, on=date(2026, 9, 18), number="78/QĐ-UBND", outcome="sai", by=actor)


def test_decide_keeps_what_was_ordered(letter: Letter, actor: Actor) -> None:
    ordered = actions.Consequences(recovered_state_million=Decimal("120.5"), people_handled=3, officials_handled=2)
    petition = actions.decide(
        petition=letter(until="da_thu_ly"), on=date(2026, 9, 18), number="1/QĐ", outcome="dung", consequences=ordered, by=actor
    )
    assert (petition.recovered_state_million, petition.people_handled) == (Decimal("120.5"), 3)


@pytest.mark.parametrize("ordered", [{"people_handled": 1, "officials_handled": 2}, {"referred_people": -1}, {"referred_officials": 1}])
def test_impossible_consequences(letter: Letter, actor: Actor, ordered: dict[str, int]) -> None:
    with pytest.raises(InvalidInput):
        actions.decide(
            petition=letter(until="da_thu_ly"), on=date(2026, 9, 18), number="1/QĐ", outcome="dung",
            consequences=actions.Consequences(**ordered), by=actor,
        )  # fmt: skip


def test_denunciation_is_extended_twice_at_most(letter: Letter, actor: Actor) -> None:
    petition = letter(kind="to_cao", until="da_thu_ly")
    actions.fulfil(petition=petition, rule="TC_NOTIFY_ACCEPT", on=date(2026, 9, 8), by=actor)
    petition = actions.extend(petition=petition, paper="01/QĐ-GH", by=actor)
    assert petition.resolve_due == date(2026, 11, 3)
    assert actions.extend(petition=petition, paper="01/QĐ-GH", by=actor).version == petition.version
    petition = actions.extend(petition=petition, paper="02/QĐ-GH", by=actor)
    assert petition.resolve_due == date(2026, 12, 3)
    with pytest.raises(Exception, match="nhiều nhất 2 lần"):
        actions.extend(petition=petition, paper="03/QĐ-GH", by=actor)


def test_complaint_is_lengthened_only_as_complex_in_writing(letter: Letter, actor: Actor) -> None:
    petition = letter(until="da_thu_ly")
    with pytest.raises(InvalidInput):
        actions.extend(petition=petition, paper="05/BC", by=actor)
    petition = actions.extend(petition=petition, paper="05/BC", ground="nhiều người khiếu nại", by=actor)
    assert petition.complex
    assert petition.resolve_due == date(2026, 10, 19)
    assert actions.extend(petition=petition, paper="05/BC", ground="nhiều người khiếu nại", by=actor).version == petition.version


def test_suspension_stops_the_clock_and_keeps_the_days_used(letter: Letter, actor: Actor) -> None:
    petition = actions.suspend(petition=letter(until="da_thu_ly"), on=date(2026, 9, 8), ground="Chờ giám định", paper="3/QĐ", by=actor)
    assert petition.state == "tam_dinh_chi"
    assert clocks(petition)["KN_RESOLVE_1"] == "tam_dung"
    assert petition.next_step == Clock.objects.get(rule="KN_SEND_SUSPENSION").label
    petition = actions.resume(petition=petition, on=date(2026, 9, 18), paper="9/QĐ", by=actor)
    assert petition.state == "da_thu_ly"
    assert petition.resolve_due == date(2026, 10, 14)


def test_complaint_suspended_before_july_2026_is_refused(letter: Letter, actor: Actor) -> None:
    petition = letter(until="dang_kiem_tra", received_on=date(2026, 6, 1))
    petition = actions.dispose(petition=petition, disposition="de_xuat_thu_ly", on=date(2026, 6, 3), by=actor)
    petition = actions.accept(petition=petition, on=date(2026, 6, 8), by=actor)
    with pytest.raises(RefusedByLaw, match="1/7/2026"):
        actions.suspend(petition=petition, on=date(2026, 6, 20), ground="x", paper="3/QĐ", by=actor)
    assert Petition.objects.get(pk=petition.pk).state == "da_thu_ly"


def test_terminate_lets_deadlines_go_and_sends_the_decision(letter: Letter, actor: Actor) -> None:
    petition = actions.terminate(
        petition=letter(until="da_thu_ly"), on=date(2026, 9, 10), ground="Tòa án đã thụ lý", paper="4/QĐ", by=actor
    )
    assert (petition.state, petition.ending) == ("dinh_chi", "dinh_chi")
    assert clocks(petition)["KN_RESOLVE_1"] == "da_bo"
    assert clocks(petition)["KN_SEND_SUSPENSION"] == "dang_chay"


@pytest.mark.parametrize(
    ("kind", "values", "state"),
    [
        ("khieu_nai", {}, "dinh_chi"),
        ("khieu_nai", {"whole": False, "part": "Đòi bồi thường hoa màu"}, "da_thu_ly"),
        ("khieu_nai", {"by_all": False}, "da_thu_ly"),
        ("to_cao", {}, "dinh_chi"),
        ("to_cao", {"goes_on": "Có dấu hiệu vi phạm pháp luật"}, "da_thu_ly"),
    ],
)
def test_withdraw(letter: Letter, actor: Actor, kind: str, values: dict[str, Any], state: str) -> None:
    petition = letter(kind=kind, until="da_thu_ly")
    petition = actions.withdraw(petition=petition, on=date(2026, 9, 10), paper="Đơn rút ngày 10/9/2026", by=actor, **values)
    assert petition.state == state
    assert petition.ending == ("rut_don" if state == "dinh_chi" else "")


def test_complaint_cannot_go_on_after_withdrawal(letter: Letter, actor: Actor) -> None:
    with pytest.raises(RefusedByLaw):
        actions.withdraw(petition=letter(until="da_thu_ly"), on=date(2026, 9, 10), paper="x", goes_on="vì", by=actor)


def test_execute_and_close(letter: Letter, actor: Actor) -> None:
    petition = actions.execute(petition=letter(until="da_giai_quyet"), by=actor)
    assert petition.state == "dang_thi_hanh"
    with pytest.raises(InvalidInput):
        actions.execute(petition=petition, done_on=date(2026, 9, 1), by=actor)
    petition = actions.execute(petition=petition, done_on=date(2026, 9, 19), by=actor)
    petition = actions.close(petition=petition, by=actor)
    assert (petition.state, petition.executed_on, petition.next_step, petition.next_due) == ("ket_thuc", date(2026, 9, 19), "", None)
    assert actions.close(petition=petition, by=actor).version == petition.version
    assert "dang_chay" not in clocks(petition).values()


def test_the_forwarders_answer_outlives_the_letter(letter: Letter, actor: Actor) -> None:
    petition = letter(kind="to_cao", channel="chuyen_den", forwarded_by="Mặt trận Tổ quốc tỉnh", until="da_thu_ly")
    petition = actions.terminate(petition=petition, on=date(2026, 9, 10), ground="Người bị tố cáo chết", paper="4/QĐ", by=actor)
    petition = actions.close(petition=petition, by=actor)
    assert clocks(petition)["TC_REPLY_FORWARDER"] == "dang_chay"
    assert petition.next_due == date(2026, 9, 21)


def test_every_act_leaves_one_line_in_the_ledger(letter: Letter) -> None:
    assert events(letter(until="da_giai_quyet")) == [
        "petitions.registered", "petitions.checked", "petitions.disposed", "petitions.accepted", "petitions.decided",
    ]  # fmt: skip


def test_recommendation_is_answered(letter: Letter) -> None:
    petition = letter(kind="kien_nghi", until="da_giai_quyet")
    assert petition.outcome == "da_tra_loi"
    assert clocks(petition) == {"KNPA_ANSWER": "da_xong"}


def test_reads_nothing_of_the_clock(letter: Letter, make_actor: Callable[..., Actor], agencies: Any, at: Callable[..., datetime]) -> None:
    """Yesterday's clerk cannot accept on a day that is still to come for him."""
    petition = letter(until="da_xu_ly")
    with pytest.raises(InvalidInput, match="tương lai"):
        actions.accept(
            petition=petition,
            on=date(2026, 9, 12),
            by=make_actor("clerk", agencies.ban_tiep_cong_dan, at(2026, 9, 11)),
            version=petition.version,
        )


def test_history_names_the_record(letter: Letter) -> None:
    petition = letter()
    assert LedgerRow.objects.filter(ref_kind="petition", ref_id=petition.pk).count() == 2
    assert str(RecordRef("petition", petition.pk)) == f"petition:{petition.pk}"
