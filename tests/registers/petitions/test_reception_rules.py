"""The calendar of heads, the group, the spoken statement and the online session, by the law of the day."""

from datetime import date, time
from typing import Any

import pytest

from giaoban.core.days import load_calendar
from giaoban.core.values.errors import GiaoBanError, InvalidInput, RefusedByLaw
from giaoban.registers.petitions.rules.reception_days import (
    check_plan,
    check_posting,
    check_postponement,
    duties_before,
    duty_of,
    latest,
    owed,
    quarter_of,
    spans,
)
from giaoban.registers.petitions.rules.reception_visits import Session, Visit, check_session, check_visit, counsel, late_connection

ALWAYS = (date(2010, 1, 1), None)


@pytest.mark.parametrize(
    ("role", "start", "end", "days"),
    [
        ("chu_tich_ubnd_xa", date(2026, 5, 1), date(2026, 5, 31), 4),
        ("chu_tich_ubnd_xa", date(2026, 4, 1), date(2026, 6, 30), 13),
        ("chu_tich_ubnd_xa", date(2026, 7, 1), date(2026, 7, 31), 2),
        ("chu_tich_ubnd_xa", date(2026, 7, 1), date(2026, 9, 30), 6),
        ("chu_tich_ubnd_tinh", date(2026, 7, 1), date(2026, 9, 30), 3),
        ("thu_truong_co_quan", date(2025, 1, 1), date(2025, 1, 31), 1),
        ("thu_truong_don_vi_su_nghiep", date(2026, 6, 1), date(2026, 6, 30), 0),
        ("bi_thu_dang_uy_xa", date(2025, 10, 1), date(2025, 10, 31), 0),
        ("bi_thu_dang_uy_xa", date(2025, 11, 1), date(2025, 11, 30), 2),
    ],
)
def test_days_owed_follow_the_version_of_the_law(role: str, start: date, end: date, days: int) -> None:
    assert sum(span.duty.days for span in spans(role, start, end)) == days


def test_the_week_across_the_change_of_law_is_owed_once_by_the_new_law() -> None:
    last = spans("chu_tich_ubnd_xa", date(2026, 6, 1), date(2026, 6, 30))[-1]
    assert (last.start, last.end) == (date(2026, 6, 22), date(2026, 6, 28))


def test_two_days_in_one_week_do_not_pay_for_another_week() -> None:
    sat = [date(2026, 5, 5), date(2026, 5, 6), date(2026, 5, 12), date(2026, 5, 19)]
    found = owed(
        "chu_tich_ubnd_xa", date(2026, 5, 1), date(2026, 5, 31), head=sat, delegated=[date(2026, 5, 26)], lives=ALWAYS,
        today=date(2026, 6, 30),
    )  # fmt: skip
    assert (found.owed, found.held, found.delegated, found.missing) == (4, 4, 1, 1)


def test_what_is_not_over_is_not_missing() -> None:
    found = owed("chu_tich_ubnd_xa", date(2026, 9, 1), date(2026, 9, 30), head=[], delegated=[], lives=ALWAYS, today=date(2026, 9, 20))
    assert (found.owed, found.missing) == (2, 0)


def test_a_body_owes_nothing_before_it_exists() -> None:
    lives = (date(2025, 7, 1), None)
    found = owed("chu_tich_ubnd_xa", date(2025, 6, 1), date(2025, 6, 30), head=[], delegated=[], lives=lives, today=date(2026, 1, 1))
    assert (found.owed, found.missing) == (0, 0)


@pytest.mark.parametrize(
    ("kind", "top", "role"),
    [
        ("ubnd_xa", False, "chu_tich_ubnd_xa"),
        ("ban_tiep_cong_dan", False, "chu_tich_ubnd_tinh"),
        ("so", False, "thu_truong_co_quan"),
        ("tinh_uy", True, "bi_thu_tinh_uy"),
        ("tinh_uy", False, ""),
        ("mat_tran", False, ""),
    ],
)
def test_whose_duty_it_is(kind: str, top: bool, role: str) -> None:
    assert duty_of(kind, top) == role


def test_calendar_quarter() -> None:
    assert quarter_of(date(2026, 8, 15)) == (date(2026, 7, 1), date(2026, 9, 30))


def test_posting_is_due_five_working_days_before() -> None:
    days = load_calendar()
    assert latest("TCD_SCHEDULE", date(2026, 9, 18), days) == date(2026, 9, 11)
    assert latest("TCD_SCHEDULE", date(2026, 9, 9), days) == date(2026, 8, 28)  # 31/8, 01/9 and 02/9/2026 are off
    assert latest("TCD_ONLINE_TEST", date(2026, 9, 18), days) == date(2026, 9, 17)
    assert latest("TCD_ONLINE_NOTICE", date(2026, 6, 18), days) is None


def test_an_online_day_has_three_duties_and_an_unscheduled_one_no_posting() -> None:
    on = date(2026, 9, 18)
    assert duties_before("truc_tuyen", on) == ("TCD_SCHEDULE", "TCD_ONLINE_NOTICE", "TCD_ONLINE_TEST")
    assert duties_before("truc_tiep", on) == ("TCD_SCHEDULE",)
    assert duties_before("truc_tiep", on, "dot_xuat") == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"duty": "chu_tich_huyen"}, "duty"),
        ({"kind": "thuong_xuyen"}, "kind"),
        ({"kind": "dot_xuat"}, "ground"),
        ({"day_off": "Chủ nhật"}, "on"),
        ({"mode": "truc_tuyen", "on": date(2026, 6, 30)}, "mode"),
    ],
)
def test_days_that_cannot_be_planned(changes: dict[str, Any], field: str) -> None:
    given = {"duty": "chu_tich_ubnd_xa", "kind": "dinh_ky", "mode": "truc_tiep", "on": date(2026, 9, 18), "ground": "", "day_off": ""}
    check_plan(**given)
    with pytest.raises(GiaoBanError) as refused:
        check_plan(**(given | changes))
    assert refused.value.field == field


def test_posting_after_the_day_is_refused() -> None:
    with pytest.raises(InvalidInput, match="đã qua trước ngày niêm yết"):
        check_posting([date(2026, 9, 3)], date(2026, 9, 4), date(2026, 9, 20))


@pytest.mark.parametrize(("to", "reason", "field"), [(date(2026, 9, 25), " ", "reason"), (date(2026, 9, 19), "Họp", "to")])
def test_postponement_needs_a_new_day_and_a_reason(to: date, reason: str, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_postponement(date(2026, 9, 22), to, reason, date(2026, 9, 20))
    assert refused.value.field == field


def visit(**changes: Any) -> Visit:
    return Visit(**{"received_on": date(2026, 9, 1), "kind": "thuong_xuyen", "petition_kind": "khieu_nai", **changes})


@pytest.mark.parametrize(
    ("changes", "error", "said"),
    [
        ({"people": 7, "representatives": 3, "choice_paper": "Giấy"}, RefusedByLaw, "từ 1 đến 2 người đại diện"),
        ({"people": 12, "representatives": 6, "choice_paper": "Giấy"}, RefusedByLaw, "từ 1 đến 5 người đại diện"),
        ({"people": 12, "representatives": 5}, InvalidInput, "văn bản cử người đại diện"),
        ({"presented": "bang_loi"}, InvalidInput, "đọc lại cho nghe"),
        ({"mode": "truc_tuyen", "received_on": date(2026, 6, 30)}, RefusedByLaw, "có từ 01/7/2026"),
        ({"mode": "truc_tuyen", "petition_kind": "to_cao", "protection_asked": True}, RefusedByLaw, "không tiếp trực tuyến"),
    ],
)
def test_visits_the_law_does_not_allow(changes: dict[str, Any], error: type[GiaoBanError], said: str) -> None:
    with pytest.raises(error, match=said):
        check_visit(visit(**changes))


@pytest.mark.parametrize(
    "changes",
    [
        {"people": 12, "representatives": 5, "choice_paper": "Giấy cử đại diện 01/9/2026"},
        {"people": 3},
        {"people": 30},
        {"presented": "bang_loi", "statement_signed": True},
        {"presented": "bang_loi", "remarks": "Người đến không chịu ký"},
        {"mode": "truc_tuyen", "petition_kind": "to_cao"},
    ],
)
def test_visits_the_law_allows(changes: dict[str, Any]) -> None:
    check_visit(visit(**changes))


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"people": 6}, "cử người đại diện"),
        ({"petition_kind": "nhieu_noi_dung"}, "đơn riêng"),
        ({"petition_kind": "phan_anh"}, "luôn chuyển"),
        ({"kind": "dinh_ky"}, "thông báo kết luận"),
        ({"presented": "bang_loi", "remarks": "không ký"}, "chưa được ký"),
    ],
)
def test_what_the_receiver_still_has_to_do(changes: dict[str, Any], said: str) -> None:
    assert any(said in line for line in counsel(visit(**changes)))
    assert counsel(visit(within_competence=True)) == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"notified_on": date(2026, 9, 2)}, "notified_on"),
        ({"recording": "https://kho.example/1.mp4"}, "recording"),
        ({"recording": "/mnt/ghi-hinh/1"}, "recording"),
        ({"recording": "phien-1.mp4"}, "recording"),
        ({"minutes_signed_on": date(2026, 9, 1)}, "minutes_number"),
        ({"minutes_signed_on": date(2026, 8, 31), "minutes_number": "1/BB"}, "minutes_signed_on"),
    ],
)
def test_sessions_kept_wrongly(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_session(Session(**changes), date(2026, 9, 1), date(2026, 9, 20))
    assert refused.value.field == field


def test_a_session_kept_rightly() -> None:
    kept = Session(date(2026, 8, 24), date(2026, 8, 31), time(7, 0), time(8, 0), "GH-12/2026", "04/BB-TCD", date(2026, 9, 1))
    check_session(kept, date(2026, 9, 1), date(2026, 9, 20))
    assert not late_connection(kept)
    assert late_connection(Session(connected_at=time(7, 30), began_at=time(8, 0)))
