"""The engine: the answer's form, refusals, readings, properties that hold for every rule."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from giaoban.core.days import CalendarDay, load_calendar
from giaoban.core.law import Direction, describe_rules, due, replay, rules
from giaoban.core.law.counting import add_months, merge
from giaoban.core.values.errors import GiaoBanError, InvalidInput, RefusedByLaw, WrongUse

CALENDAR = load_calendar()

STATED = """KN_LIMITATION KN_LIMITATION_DISCIPLINE_1 KN_LIMITATION_DISCIPLINE_2 KN_ACCEPT_1 KN_ACCEPT_2 KN_ACCEPT_DISCIPLINE KN_RESOLVE_1
KN_RESOLVE_2 KN_RESOLVE_DISCIPLINE KN_SEND_DECISION_1 KN_SEND_DECISION_2 KN_SECOND_COMPLAINT KN_DECISION_EFFECTIVE
KN_DECISION_EFFECTIVE_DISCIPLINE KN_DIALOGUE_NOTICE KN_SEND_SUSPENSION TC_INITIAL TC_TRANSFER TC_REPLY_FORWARDER TC_NOTIFY_ACCEPT TC_RESOLVE
TC_SEND_SUSPENSION TC_SEND_CONCLUSION TC_HANDLE_CONCLUSION TC_REPORT_HANDLING TC_PUBLISH TC_POSTING_MIN TC_CONTINUED TC_OVERDUE_DEMAND
TC_OVERDUE_REPORT TC_FOLLOWUP_REPORT TB_CHECK TB_SUSPEND_SEND TB_RESUME TB_RESUME_SEND KT_SEND KT_BICAN_APPROVE TTHS_DIEU_TRA TTHS_TAM_GIAM
TTHS_PHUC_HOI_DIEU_TRA TTHS_DIEU_TRA_BO_SUNG TTHS_KET_LUAN_BAN_GIAO TTHS_TRUY_TO TTHS_CHUAN_BI_XET_XU AFTER_RETURN OPEN_TRIAL
KHANG_CAO_JUDGMENT KHANG_CAO_DECISION KHANG_NGHI_JUDGMENT KHANG_NGHI_DECISION FILE_TO_APPEAL_COURT APPEAL_OPEN APPEAL_DECIDE THA_DECISION
TTHS_RUT_GON_DIEU_TRA TTHS_RUT_GON_TRUY_TO TTHS_RUT_GON_CHUAN_BI_XET_XU TTHS_RUT_GON_MO_PHIEN_TOA TCD_ANSWER TCD_FORWARD_NOTICE
TCD_REFUSAL_NOTICE TCD_SCHEDULE KLTT_ISSUE KLTT_EXECUTE MTTQ_TAI_LIEU MTTQ_BAO_CAO MTTQ_KET_QUA
KNPA_ANSWER TCD_HANDLING_30 TCD_HANDLING_45"""


def test_every_stated_rule_exists() -> None:
    assert set(STATED.split()) - set(rules()) == set()


def test_answer_has_the_promised_form() -> None:
    answer = due("KN_ACCEPT_1", date(2026, 7, 6), calendar=CALENDAR).as_dict()
    assert set(answer) == {"rule", "version", "start", "due", "unit", "steps", "calendar", "confirmed"}
    assert set(answer["version"]) == {"from", "until", "basis"}
    assert (answer["version"]["from"], answer["version"]["until"]) == ("2026-07-01", None)
    assert answer["calendar"] == {"skipped": [{"date": "2026-07-11", "reason": "thứ Bảy"}, {"date": "2026-07-12", "reason": "Chủ nhật"}]}
    assert (answer["start"], answer["due"], answer["unit"], answer["confirmed"]) == ("2026-07-06", "2026-07-15", "working_day", True)
    assert all(set(step) == {"date", "text", "basis"} and step["basis"] and step["text"].endswith(".") for step in answer["steps"])


def test_described_rules_carry_basis_and_confirmation() -> None:
    described = {item["rule"]: item for item in describe_rules()}
    assert set(described) == set(rules())
    assert described["KN_ACCEPT_1"]["versions"][1]["amount"] == 7
    assert described["KNPA_ANSWER"]["confirmed"] is False
    assert all(version["basis"] for item in described.values() for version in item["versions"])


@pytest.mark.parametrize(
    ("rule", "options", "word"),
    [
        ("KN_KHONG_CO", {}, "KN_KHONG_CO"),
        ("KN_ACCEPT_1", {"complex": True}, "--complex"),
        ("KN_ACCEPT_1", {"severity": "nghiem_trong"}, "--severity"),
        ("KN_RESOLVE_DISCIPLINE", {"remote": True}, "--remote"),
        ("KN_RESOLVE_DISCIPLINE", {"remote": True, "complex": True}, "--remote --complex"),
        ("KN_RESOLVE_1", {"extensions": 1}, "gia hạn"),
        ("KN_RESOLVE_1", {"variant": "tinh"}, "tinh"),
        ("KN_RESOLVE_1", {"variant": "complex", "remote": True}, "một trường hợp"),
        ("TC_RESOLVE", {"extensions": -1}, "âm"),
        ("TC_RESOLVE", {"complex": True}, "--complex"),
        ("TTHS_DIEU_TRA", {"severity": "nang"}, "nang"),
        ("TTHS_DIEU_TRA", {"severity": "nghiem_trong", "extensions": 3}, "2 lần"),
        ("TTHS_DIEU_TRA", {"severity": "nghiem_trong", "complex": True}, "--complex"),
        ("APPEAL_OPEN", {"variant": "cap_tren"}, "cap_cao"),
    ],
)
def test_an_option_the_rule_does_not_know_is_wrong_use(rule: str, options: dict[str, Any], word: str) -> None:
    with pytest.raises(WrongUse, match=word):
        due(rule, date(2026, 7, 6), calendar=CALENDAR, **options)


@pytest.mark.parametrize("rule", ["KN_DIALOGUE_NOTICE", "KN_SEND_SUSPENSION", "TCD_REFUSAL_NOTICE"])
def test_a_start_before_the_rule_existed_is_refused(rule: str) -> None:
    with pytest.raises(RefusedByLaw, match="1/7/2026"):
        due(rule, date(2026, 6, 30), calendar=CALENDAR)
    assert due(rule, date(2026, 7, 1), calendar=CALENDAR)


def test_suspension_ending_before_it_begins_is_invalid() -> None:
    with pytest.raises(InvalidInput, match="ngày cuối trước ngày đầu"):
        due("TC_RESOLVE", date(2026, 7, 1), calendar=CALENDAR, suspensions=[(date(2026, 7, 9), date(2026, 7, 8))])


def test_a_day_beyond_the_calendar_is_invalid() -> None:
    with pytest.raises(InvalidInput, match="2190"):
        due("TC_RESOLVE", date(9999, 12, 31), calendar=CALENDAR)


def test_overlapping_suspensions_count_each_day_once() -> None:
    twice = [(date(2026, 7, 6), date(2026, 7, 15)), (date(2026, 7, 10), date(2026, 7, 20))]
    once = [(date(2026, 7, 6), date(2026, 7, 20))]
    assert merge(twice) == merge(once)
    start = date(2026, 7, 1)
    assert (
        due("TC_RESOLVE", start, calendar=CALENDAR, suspensions=twice).due
        == due("TC_RESOLVE", start, calendar=CALENDAR, suspensions=once).due
    )


def test_suspension_after_the_end_changes_nothing_and_says_so() -> None:
    answer = due("TC_RESOLVE", date(2026, 7, 1), calendar=CALENDAR, suspensions=[(date(2026, 9, 1), date(2026, 9, 9))])
    assert answer.due == date(2026, 7, 31)
    assert any("không làm thay đổi hạn" in step.text for step in answer.steps)


def test_old_complaint_shows_the_other_reading() -> None:
    answer = due("KN_ACCEPT_2", date(2026, 6, 24), calendar=CALENDAR)
    assert any(step.date == date(2026, 7, 3) and "Cách hiểu 8" in str(step.basis) for step in answer.steps)
    chosen = due("KN_ACCEPT_2", date(2026, 6, 24), calendar=CALENDAR, law_on=date(2026, 7, 1))
    assert not any("Cách hiểu 8" in str(step.basis) for step in chosen.steps)


def test_first_step_cites_its_article_once() -> None:
    step = due("KN_ACCEPT_1", date(2026, 7, 6), calendar=CALENDAR).steps[0]
    assert step.text == "Nhận đơn khiếu nại thuộc thẩm quyền ngày 6/7/2026; ngày này không tính vào thời hạn."
    assert f"{step.text} {step.basis}".count("Điều 147") == 1


def test_an_unknown_rule_names_the_nearest_ones() -> None:
    with pytest.raises(WrongUse, match="KN_ACCEPT_1"):
        due("kn_acept_1", date(2026, 7, 6), calendar=CALENDAR)
    with pytest.raises(WrongUse, match="giaoban clocks rules"):
        due("XYZ", date(2026, 7, 6), calendar=CALENDAR)


def test_second_hand_rule_is_never_confirmed() -> None:
    answer = due("TCD_PARTY_ANSWER", date(2026, 7, 6), calendar=CALENDAR)
    assert answer.confirmed is False
    assert "cần kiểm chứng" in answer.steps[0].text


def test_months_end_on_the_last_day_when_the_day_is_missing() -> None:
    assert add_months(date(2025, 12, 31), 2) == date(2026, 2, 28)
    assert add_months(date(2023, 12, 31), 2) == date(2024, 2, 29)
    assert add_months(date(2026, 3, 31), -1) == date(2026, 2, 28)
    assert add_months(date(2025, 12, 31), 4) == date(2026, 4, 30)


def options_of(rule_id: str) -> dict[str, Any]:
    version = rules()[rule_id].versions[-1]
    if version.severities:
        return {"severity": "nghiem_trong"}
    return {"variant": next(iter(version.variants))} if version.length is None and version.variants else {}


COUNTED = sorted(rule.id for rule in rules().values() if rule.id != "TC_FOLLOWUP_REPORT")
STARTS = st.dates(date(2026, 7, 1), date(2034, 12, 31))
PAUSES = st.lists(st.tuples(st.integers(-5, 80), st.integers(0, 30)), max_size=3)


@pytest.mark.parametrize("rule", COUNTED)
def test_no_step_tells_its_basis_twice(rule: str) -> None:
    for step in due(rule, date(2026, 7, 6), calendar=CALENDAR, **options_of(rule)).steps:
        assert step.basis
        assert step.basis not in step.text


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(COUNTED), STARTS, PAUSES)
def test_a_rolling_deadline_is_a_working_day_outside_every_suspension(rule_id: str, start: date, pauses: list[tuple[int, int]]) -> None:
    first_day = date(2026, 7, 1)
    suspensions = [(start + timedelta(days=a), start + timedelta(days=a + n)) for a, n in pauses if start + timedelta(days=a) >= first_day]
    answer = due(rule_id, start, calendar=CALENDAR, suspensions=suspensions, **options_of(rule_id))
    version = answer.version
    if version.rollover and answer.unit != "hour":
        assert CALENDAR.is_working(answer.due)
    assert not any(first <= answer.due <= last for first, last in suspensions)
    assert answer.due < start if version.direction is Direction.BEFORE else answer.due > start
    assert all(step.basis for step in answer.steps)


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(COUNTED), STARTS, st.integers(0, 20))
def test_a_later_start_never_ends_earlier(rule_id: str, start: date, later: int) -> None:
    options = options_of(rule_id)
    first = due(rule_id, start, calendar=CALENDAR, **options).due
    second = due(rule_id, start + timedelta(days=later), calendar=CALENDAR, **options).due
    assert first <= second


@settings(max_examples=200, deadline=None)
@given(STARTS, st.integers(0, 60), st.integers(0, 25))
def test_a_suspension_never_brings_the_end_forward(start: date, after: int, days: int) -> None:
    pause = (start + timedelta(days=after), start + timedelta(days=after + days))
    for rule_id in ("TC_RESOLVE", "TC_PUBLISH", "TB_RESUME"):
        assert due(rule_id, start, calendar=CALENDAR, suspensions=[pause]).due >= due(rule_id, start, calendar=CALENDAR).due


def test_replay_names_exactly_the_clocks_that_move() -> None:
    changed = load_calendar([CalendarDay(date(2026, 11, 23), "swap_off", "nghỉ hoán đổi", "Thông báo thử")])
    items: list[tuple[str, str, date, date, dict[str, Any]]] = [
        ("a", "TCD_ANSWER", date(2026, 11, 11), date(2026, 11, 26), {}),
        ("b", "TC_RESOLVE", date(2026, 10, 24), date(2026, 11, 23), {}),
        ("c", "TC_RESOLVE", date(2026, 10, 26), date(2026, 11, 25), {}),
        ("d", "TC_RESOLVE", date(2026, 10, 23), date(2026, 11, 23), {"suspensions": [[date(2026, 11, 1), date(2026, 11, 1)]]}),
    ]
    moved = {item.key: (item.old_due, item.new_due) for item in replay(items, changed)}
    assert moved == {
        "a": (date(2026, 11, 26), date(2026, 11, 27)),
        "b": (date(2026, 11, 23), date(2026, 11, 25)),
        "d": (date(2026, 11, 23), date(2026, 11, 25)),
    }


def test_replay_of_fifty_thousand_clocks() -> None:
    changed = load_calendar([CalendarDay(date(2026, 11, 23), "swap_off", "nghỉ hoán đổi", "Thông báo thử")])
    day = date(2026, 7, 1)
    ids = [rule for rule in COUNTED if not options_of(rule)]
    begun = [(ids[n % len(ids)], day + timedelta(days=n % 140)) for n in range(50_000)]
    standing = {pair: due(*pair, calendar=CALENDAR).due for pair in set(begun)}
    assert not list(replay(((n, *pair, standing[pair], {}) for n, pair in enumerate(begun)), CALENDAR))
    assert list(replay(((n, *pair, standing[pair], {}) for n, pair in enumerate(begun)), changed))


def test_an_error_tells_what_and_how_to_mend() -> None:
    with pytest.raises(GiaoBanError) as refusal:
        due("SAI", date(2026, 7, 1), calendar=CALENDAR)
    assert "giaoban clocks rules" in str(refusal.value)
