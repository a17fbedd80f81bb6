"""Decisions of the law on petitions, as tables."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from giaoban.core import law
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.registers.petitions import rules
from giaoban.registers.petitions.rules import Act, Case, EligibilityFacts, deadlines, states

DAY = date(2026, 9, 1)


@pytest.mark.parametrize(
    ("facts", "eligible", "word"),
    [
        (EligibilityFacts("khieu_nai"), True, ""),
        (EligibilityFacts("khieu_nai", vietnamese=False), False, "tiếng Việt"),
        (EligibilityFacts("khieu_nai", dated=False), False, "ngày, tháng, năm"),
        (EligibilityFacts("khieu_nai", signed=False), False, "chữ ký"),
        (EligibilityFacts("khieu_nai", respondent=False), False, "bị khiếu nại"),
        (EligibilityFacts("khieu_nai", request=False), False, "yêu cầu"),
        (EligibilityFacts("kien_nghi", request=False, respondent=False), True, ""),
        (EligibilityFacts("kien_nghi", content=False), False, "kiến nghị"),
        (EligibilityFacts("to_cao", request=False), True, ""),
        (EligibilityFacts("to_cao", contactable=False), False, "liên hệ"),
        (EligibilityFacts("to_cao", named=False, signed=False, addressed=False, contactable=False), False, "họ, tên"),
        (EligibilityFacts("to_cao", named=False, signed=False, addressed=False, contactable=False, clear_evidence=True), True, ""),
        (EligibilityFacts("to_cao", named=False, clear_evidence=True, respondent=False), False, "bị tố cáo"),
        (EligibilityFacts("khieu_nai", named=False, clear_evidence=True), False, "họ, tên"),
        (EligibilityFacts("khieu_nai", sent_to_competent_too=True), False, "nhiều nơi"),
        (EligibilityFacts("khieu_nai", guided_before=True), False, "hướng dẫn một lần"),
        (EligibilityFacts("khieu_nai", processed_before=True), False, "đã được cơ quan này xử lý"),
        (EligibilityFacts("khieu_nai", processed_before=True, further_step=True), True, ""),
    ],
)
def test_eligibility(facts: EligibilityFacts, eligible: bool, word: str) -> None:
    found = rules.eligibility(facts)
    assert found.eligible is eligible
    assert word in " ".join(found.reasons)


def test_eligibility_names_every_fault() -> None:
    found = rules.eligibility(EligibilityFacts("khieu_nai", dated=False, signed=False, content=False))
    assert len(found.reasons) == 3


@pytest.mark.parametrize(
    ("changes", "disposition", "form"),
    [
        ({"within": True}, "de_xuat_thu_ly", "Mẫu 01"),
        ({"within": True, "supplementable": True, "eligibility": "khong_du"}, "yeu_cau_bo_sung", "Mẫu 02"),
        ({}, "huong_dan", "Mẫu 02"),
        ({"many": True}, "huong_dan", "Mẫu 02"),
        ({"forwarded": True}, "tra_lai", "trả lại đơn"),
        ({"subordinate_overdue": True}, "yeu_cau_cap_duoi", ""),
        ({"kind": "to_cao", "within": True}, "de_xuat_thu_ly", "Mẫu 01"),
        ({"kind": "to_cao"}, "chuyen_don", "Mẫu 03"),
        ({"kind": "to_cao", "sent_to_competent_too": True}, "khong_xu_ly", ""),
        ({"kind": "to_cao", "oral": True}, "huong_dan", ""),
        ({"kind": "to_cao", "party_member": True}, "chuyen_don", ""),
        ({"kind": "to_cao", "within": True, "crime_signs": True}, "chuyen_dieu_tra", ""),
        ({"kind": "to_cao", "within": True, "anonymous": True}, "chuyen_thanh_tra", ""),
        ({"kind": "kien_nghi", "within": True}, "de_xuat_thu_ly", "Mẫu 01"),
        ({"kind": "phan_anh"}, "chuyen_don", "kiến nghị, phản ánh"),
        ({"kind": "nhieu_noi_dung"}, "huong_dan", "tách đơn"),
        ({"eligibility": "khong_du"}, "luu_don", ""),
        ({"duplicate": True, "within": True}, "luu_don", ""),
    ],
)
def test_proposed_disposition(changes: dict[str, Any], disposition: str, form: str) -> None:
    found = rules.propose(replace(Case("khieu_nai", "du", False, DAY), **changes))
    assert found.disposition == disposition
    assert form in found.form
    assert found.why
    assert found.citation


def test_serious_harm_is_reported_at_once() -> None:
    assert rules.propose(Case("to_cao", "du", True, DAY, serious_harm=True, many=True)).report[0:2] != ()
    assert len(rules.propose(Case("to_cao", "du", True, DAY, serious_harm=True, many=True)).report) == 2


@pytest.mark.parametrize(
    ("case", "disposition", "refused"),
    [
        (Case("khieu_nai", "chua_xet", True, DAY), "de_xuat_thu_ly", True),
        (Case("khieu_nai", "du", True, DAY), "de_xuat_thu_ly", False),
        (Case("khieu_nai", "du", False, DAY), "de_xuat_thu_ly", True),
        (Case("khieu_nai", "du", None, DAY), "de_xuat_thu_ly", True),
        (Case("khieu_nai", "du", False, DAY), "chuyen_don", False),
        (Case("khieu_nai", "du", False, date(2026, 6, 30)), "chuyen_don", True),
        (Case("to_cao", "du", False, date(2026, 6, 30)), "chuyen_don", False),
        (Case("to_cao", "du", True, DAY), "chuyen_don", True),
        (Case("to_cao", "du", True, DAY, anonymous=True), "de_xuat_thu_ly", True),
        (Case("to_cao", "du", False, DAY, duplicate=True), "chuyen_don", True),
        (Case("to_cao", "du", False, DAY, duplicate=True), "luu_don", False),
        (Case("khieu_nai", "khong_du", True, DAY), "chuyen_don", True),
        (Case("khieu_nai", "khong_du", True, DAY), "luu_don", False),
        (Case("nhieu_noi_dung", "du", False, DAY), "chuyen_don", True),
        (Case("nhieu_noi_dung", "du", False, DAY), "huong_dan", False),
    ],
)
def test_refused_disposition(case: Case, disposition: str, refused: bool) -> None:
    assert bool(rules.refusal(case, disposition)) is refused


@pytest.mark.parametrize(
    ("state", "kind", "disposition", "possible"),
    [
        ("moi", "khieu_nai", "", {"check", "withdraw"}),
        ("dang_kiem_tra", "khieu_nai", "", {"check", "dispose", "withdraw"}),
        ("dang_kiem_tra", "to_cao", "", {"check", "dispose", "withdraw", "extend"}),
        ("da_xu_ly", "khieu_nai", "de_xuat_thu_ly", {"accept", "not_accept", "withdraw"}),
        ("da_xu_ly", "khieu_nai", "huong_dan", {"close"}),
        ("da_xu_ly", "khieu_nai", "yeu_cau_bo_sung", {"check", "close"}),
        ("da_thu_ly", "khieu_nai", "de_xuat_thu_ly", {"decide", "extend", "suspend", "terminate", "withdraw"}),
        ("da_thu_ly", "kien_nghi", "de_xuat_thu_ly", {"decide", "terminate", "withdraw"}),
        ("tam_dinh_chi", "to_cao", "de_xuat_thu_ly", {"resume", "terminate", "withdraw"}),
        ("da_giai_quyet", "khieu_nai", "de_xuat_thu_ly", {"execute", "close"}),
        ("ket_thuc", "khieu_nai", "", set()),
    ],
)
def test_acts_of_a_state(state: str, kind: str, disposition: str, possible: set[str]) -> None:
    assert {act.value for act in rules.acts(state, kind, disposition)} == possible


def test_next_states_follow_the_acts() -> None:
    assert rules.next_states("da_xu_ly", "khieu_nai", "de_xuat_thu_ly") == ("da_thu_ly", "khong_thu_ly", "dinh_chi")


def test_impossible_act_names_the_state_and_the_way_on() -> None:
    with pytest.raises(RefusedByLaw) as caught:
        rules.require_act(Act.DECIDE, state="da_xu_ly", kind="khieu_nai", disposition="de_xuat_thu_ly", number="118/2026")
    assert "118/2026" in str(caught.value)
    assert "Đã xử lý" in str(caught.value)
    assert "thụ lý" in str(caught.value)


@pytest.mark.parametrize(("people", "least", "most"), [(1, 0, 0), (4, 0, 0), (5, 1, 2), (10, 1, 2), (11, 1, 5), (300, 1, 5)])
def test_representatives_of_a_group(people: int, least: int, most: int) -> None:
    assert rules.representatives(people) == (least, most)
    assert rules.large_group(people) is (people >= 5)


@pytest.mark.parametrize(("people", "chosen"), [(5, 0), (10, 3), (11, 6)])
def test_representatives_beyond_the_law(people: int, chosen: int) -> None:
    with pytest.raises(RefusedByLaw, match="Điều 29"):
        rules.check_representatives(people, chosen)


@pytest.mark.parametrize(
    ("kind", "field", "round", "fault"),
    [
        ("khieu_nai", "tham_nhung", "lan_dau", "field"),
        ("to_cao", "dat_dai", "lan_dau", "field"),
        ("kien_nghi", "khac", "lan_hai", "round"),
        ("to_cao", "khac", "lan_hai", "round"),
        ("khieu_nai", "khac", "tiep", "round"),
        ("don_la", "khac", "lan_dau", "kind"),
    ],
)
def test_class_not_of_the_kind(kind: str, field: str, round: str, fault: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        rules.check_classes(kind, field, round)
    assert caught.value.field == fault


@pytest.mark.parametrize(
    ("kind", "round", "outcome", "allowed"),
    [
        ("khieu_nai", "lan_dau", "dung", True),
        ("khieu_nai", "lan_dau", "cong_nhan_lan_dau", False),
        ("khieu_nai", "lan_hai", "huy_sua_lan_dau", True),
        ("khieu_nai", "lan_hai", "sai", False),
        ("to_cao", "tiep", "dung_mot_phan", True),
        ("to_cao", "lan_dau", "da_tra_loi", False),
        ("kien_nghi", "lan_dau", "da_tra_loi", True),
        ("kien_nghi", "lan_dau", "", False),
    ],
)
def test_outcomes(kind: str, round: str, outcome: str, allowed: bool) -> None:
    if allowed:
        rules.check_outcome(kind, round, outcome)
    else:
        with pytest.raises(InvalidInput):
            rules.check_outcome(kind, round, outcome)


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"received_on": date(2026, 9, 21)}, "received_on"),
        ({"received_on": date(1926, 9, 1)}, "received_on"),
        ({"received_on": DAY, "written_on": date(2026, 9, 2)}, "written_on"),
        ({"received_on": DAY, "accepted_on": date(2026, 8, 31)}, "accepted_on"),
        ({"received_on": DAY, "accepted_on": date(2026, 9, 5), "decided_on": date(2026, 9, 4)}, "decided_on"),
        ({"received_on": DAY, "decided_on": date(2026, 9, 4), "executed_on": date(2026, 9, 3)}, "executed_on"),
    ],
)
def test_days_out_of_order(days: dict[str, date], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        rules.check_order(**days, today=date(2026, 9, 20))
    assert caught.value.field == field


def test_clean_name_drops_direction_marks() -> None:
    assert rules.clean_name("  Trần\u202e Văn \u200f Dũng ") == "Trần Văn Dũng"


@pytest.mark.parametrize("name", ["A" * 500, "Trần Văn 😀", "12345", "Trần\x07 Dũng"])
def test_name_refused(name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        rules.clean_name(name)
    assert caught.value.field == "name"


@pytest.mark.parametrize("year", [2027, 1800, 99])
def test_birth_year_refused(year: int) -> None:
    with pytest.raises(InvalidInput):
        rules.check_birth_year(year, date(2026, 9, 20))


@pytest.mark.parametrize("text", ["Tôi là Nguyễn Thị Tám, ở", "TÔI LÀ NGUYỄN THỊ TÁM", "bà Nguyễn  Thị\nTám trình bày"])
def test_mask_hides_a_name(text: str) -> None:
    hidden = rules.mask(text, "Nguyễn Thị Tám")
    assert "tám" not in hidden.lower()
    assert "[đã niêm phong]" in hidden


def test_mask_leaves_other_words() -> None:
    assert rules.mask("Tám thửa đất", "Tám") == "Tám thửa đất"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, ["KN_ACCEPT_1"]),
        ({"round": "lan_hai"}, ["KN_ACCEPT_2"]),
        ({"kind": "to_cao"}, ["TC_INITIAL"]),
        ({"kind": "to_cao", "channel": "chuyen_den"}, ["TC_INITIAL", "TC_REPLY_FORWARDER"]),
        ({"kind": "to_cao", "channel": "chuyen_den", "anonymous": True}, ["TC_REPLY_FORWARDER"]),
        ({"kind": "kien_nghi"}, ["KNPA_ANSWER"]),
        ({"channel": "tiep_cong_dan"}, ["KN_ACCEPT_1", "TCD_ANSWER"]),
        ({"channel": "tiep_cong_dan", "has_reception": True}, ["KN_ACCEPT_1"]),
        ({"kind": "nhieu_noi_dung"}, []),
    ],
)
def test_clocks_of_receipt(values: dict[str, Any], expected: list[str]) -> None:
    given = {
        "kind": "khieu_nai", "round": "lan_dau", "channel": "buu_chinh", "anonymous": False, "received_on": DAY,
        "has_reception": False, **values,
    }  # fmt: skip
    assert [item.rule for item in deadlines.on_received(**given)] == expected


def test_clocks_of_acceptance() -> None:
    found = deadlines.on_accepted(kind="khieu_nai", round="lan_hai", accepted_on=DAY, complex=True, remote=True)
    assert [(item.rule, item.options) for item in found] == [("KN_RESOLVE_2", {"complex": True, "remote": True})]
    found = deadlines.on_accepted(kind="to_cao", round="lan_dau", accepted_on=DAY, complex=True)
    assert [(item.rule, item.options) for item in found] == [("TC_NOTIFY_ACCEPT", {}), ("TC_RESOLVE", {})]


def test_clocks_of_decision() -> None:
    second = deadlines.on_decided(kind="khieu_nai", round="lan_hai", decided_on=DAY, remote=True)
    assert [(item.rule, item.options) for item in second] == [("KN_SEND_DECISION_2", {}), ("KN_DECISION_EFFECTIVE", {"remote": True})]
    conclusion = deadlines.on_decided(kind="to_cao", round="lan_dau", decided_on=DAY)
    assert [item.rule for item in conclusion] == ["TC_SEND_CONCLUSION", "TC_HANDLE_CONCLUSION", "TC_PUBLISH"]


def test_suspension_notice_exists_only_since_july_2026() -> None:
    assert deadlines.on_stopped(kind="khieu_nai", on=date(2026, 6, 30)) == ()
    assert [item.rule for item in deadlines.on_stopped(kind="khieu_nai", on=DAY)] == ["KN_SEND_SUSPENSION"]


def test_refusal_notice_only_where_the_law_asks() -> None:
    assert [item.rule for item in deadlines.on_refusal("ltcd_9_3", DAY)] == ["TCD_REFUSAL_NOTICE"]
    assert deadlines.on_refusal("ltcd_9_1", DAY) == ()
    with pytest.raises(RefusedByLaw):
        deadlines.on_refusal("nd154_4_1_a", date(2026, 6, 1))


def test_every_state_has_its_acts_and_words() -> None:
    assert set(states.ACTS) == set(states.S)
    assert set(states.ACT_LABELS) == set(Act) == set(states.RESULT)


TABLE: dict[tuple[str, str], dict[str, Any]] = {
    ("khieu_nai", "thuoc_tham_quyen"): {"within": True},
    ("khieu_nai", "thieu_dieu_kien"): {"within": True, "supplementable": True, "eligibility": "khong_du"},
    ("khieu_nai", "khong_thuoc_tham_quyen"): {},
    ("khieu_nai", "nhieu_nguoi_khong_thuoc_tham_quyen"): {"many": True},
    ("khieu_nai", "do_co_quan_chuyen_den"): {"forwarded": True},
    ("khieu_nai", "cap_duoi_qua_han"): {"subordinate_overdue": True},
    ("khieu_nai", "co_hieu_luc_co_dau_hieu_vi_pham"): {"within": True, "new_facts": True},
    ("khieu_nai", "hau_qua_kho_khac_phuc"): {"within": True, "serious_harm": True},
    ("to_cao", "thuoc_tham_quyen"): {"within": True},
    ("to_cao", "khong_thuoc_tham_quyen"): {},
    ("to_cao", "da_gui_noi_co_tham_quyen"): {"guided_before": True},
    ("to_cao", "truc_tiep_khong_thuoc_tham_quyen"): {"oral": True},
    ("to_cao", "cap_duoi_qua_han"): {"subordinate_overdue": True},
    ("to_cao", "dang_vien_vi_pham_dieu_le"): {"party_member": True},
    ("to_cao", "thiet_hai_nghiem_trong"): {"within": True, "serious_harm": True},
    ("to_cao", "dau_hieu_toi_pham"): {"within": True, "crime_signs": True},
    ("to_cao", "nac_danh_co_chung_cu"): {"anonymous": True},
    ("kien_nghi_phan_anh", "thuoc_tham_quyen"): {"kind": "kien_nghi", "within": True},
    ("kien_nghi_phan_anh", "khong_thuoc_tham_quyen"): {"kind": "phan_anh"},
    ("nhieu_noi_dung", "nhieu_co_quan"): {},
    ("moi_loai", "tu_phap_dan_cu_to_chuc"): {"kind": "kien_nghi", "judicial": True},
    ("moi_loai", "phuc_tap_dong_nguoi"): {"kind": "khieu_nai", "many": True, "within": True},
    ("moi_loai", "khong_du_dieu_kien"): {"kind": "khieu_nai", "eligibility": "khong_du"},
}


def test_every_row_of_the_decision_table_has_a_case() -> None:
    assert set(TABLE) == {(row.kind, row.condition) for row in law.dispositions()}


@pytest.mark.parametrize("row", law.dispositions(), ids=lambda row: f"{row.kind}-{row.condition}")
def test_row_of_the_decision_table_is_proposed_with_its_law_and_form(row: Any) -> None:
    """law.md 2.5: each row decides for the case it describes; "report to the head" comes beside the disposition."""
    kind = "khieu_nai" if row.kind in ("moi_loai", "kien_nghi_phan_anh") else row.kind
    case = replace(Case(kind, "du", False, DAY), **TABLE[row.kind, row.condition])
    found = rules.propose(case)
    if row.disposition == "report_to_head":
        assert f"{row.label} ({row.basis})" in found.report
        return
    assert (found.why, found.form, found.citation) == (row.label, row.form, row.basis)
    assert not rules.refusal(case, found.disposition)
    assert not rules.departs(case, found, found.disposition)


@pytest.mark.parametrize(
    ("changes", "disposition", "departs"),
    [
        ({"within": True}, "huong_dan", True),
        ({"judicial": True}, "chuyen_don", False),
        ({"kind": "nhieu_noi_dung"}, "tach_don", False),
        ({"kind": "to_cao"}, "luu_don", True),
    ],
)
def test_departure_from_the_table(changes: dict[str, Any], disposition: str, departs: bool) -> None:
    case = replace(Case("khieu_nai", "du", False, DAY), **changes)
    assert rules.departs(case, rules.propose(case), disposition) is departs


def test_marks_offered_are_those_of_the_kind() -> None:
    assert "crime_signs" not in dict(rules.signs_of("khieu_nai"))
    assert "supplementable" not in dict(rules.signs_of("to_cao"))
    assert set(dict(rules.signs_of("phan_anh"))) == {"guided_before", "sent_to_competent_too", "judicial"}


@pytest.mark.parametrize(
    ("act", "kind", "count"),
    [
        ("not_accept", "khieu_nai", 9), ("suspend", "khieu_nai", 2), ("suspend", "to_cao", 2), ("terminate", "khieu_nai", 4),
        ("terminate", "to_cao", 3), ("goes_on", "to_cao", 3), ("goes_on", "khieu_nai", 0), ("terminate", "kien_nghi", 0),
    ],
)  # fmt: skip
def test_grounds_of_the_law(act: str, kind: str, count: int) -> None:
    assert len(rules.grounds_of(act, kind, DAY)) == count


def test_complaint_had_no_ground_of_suspension_before_july_2026() -> None:
    assert rules.grounds_of("suspend", "khieu_nai", date(2026, 6, 30)) == ()
