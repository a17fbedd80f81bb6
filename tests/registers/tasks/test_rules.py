"""Decisions about tasks as tables."""

from datetime import date

import pytest

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.registers.tasks import rules
from giaoban.registers.tasks.choices import DeadlineKind, TaskState, Timing

DUE = date(2026, 8, 31)


@pytest.mark.parametrize(
    ("state", "deadline", "reported", "today", "timing", "text"),
    [
        ("da_giao", DUE, None, date(2026, 8, 26), Timing.CON_HAN, "còn 5 ngày"),
        ("dang_lam", DUE, None, DUE, Timing.HOM_NAY, "hạn hôm nay"),
        ("dang_lam", DUE, None, date(2026, 9, 3), Timing.QUA_HAN, "quá hạn 3 ngày"),
        ("da_bao_cao", DUE, DUE, date(2026, 9, 20), Timing.DUNG_HAN, "đúng hạn"),  # the giver's time is not the lead agency's
        ("hoan_thanh", DUE, date(2026, 9, 1), date(2026, 12, 1), Timing.QUA_HAN, "quá hạn 1 ngày"),
        ("hoan_thanh", DUE, date(2026, 8, 1), date(2026, 12, 1), Timing.DUNG_HAN, "đúng hạn"),
        ("dang_lam", None, None, date(2026, 12, 1), Timing.KHONG_HAN, "không có ngày hạn"),
        ("da_huy", DUE, None, date(2026, 12, 1), Timing.THOI, "đã thôi giao"),
    ],
)
def test_lateness(state: str, deadline: date | None, reported: date | None, today: date, timing: Timing, text: str) -> None:
    found = rules.lateness(state=state, deadline=deadline, reported_on=reported, today=today)
    assert (found.timing, found.text, found.late) == (timing, text, timing == Timing.QUA_HAN)


@pytest.mark.parametrize(
    ("state", "to"),
    [
        ("da_giao", "dang_lam"),
        ("da_giao", "da_bao_cao"),
        ("dang_lam", "dang_lam"),
        ("da_bao_cao", "hoan_thanh"),
        ("da_bao_cao", "dang_lam"),
    ],
)
def test_check_next_lets(state: str, to: str) -> None:
    rules.check_next(state, to)
    assert to in rules.next_states(state)


@pytest.mark.parametrize(
    ("state", "to", "words"),
    [
        ("hoan_thanh", "dang_lam", "đã kết thúc"),
        ("da_huy", "dang_lam", "đã kết thúc"),
        ("da_bao_cao", "da_bao_cao", "chờ nghiệm thu"),
        ("da_giao", "hoan_thanh", "chưa có báo cáo kết quả"),
    ],
)
def test_check_next_refuses(state: str, to: str, words: str) -> None:
    with pytest.raises(RefusedByLaw, match=words):
        rules.check_next(state, to)


def test_every_open_state_has_a_next_step() -> None:
    assert {s for s in TaskState if not rules.next_step(s)} == rules.CLOSED == {s for s in TaskState if not rules.next_states(s)}


@pytest.mark.parametrize(
    ("kind", "deadline"),
    [("ngay", None), ("thuong_xuyen", DUE), ("chua_dinh", DUE), ("ngay", date(2026, 6, 30)), ("mai", None)],
)
def test_check_deadline_refuses(kind: str, deadline: date | None) -> None:
    with pytest.raises(InvalidInput):
        rules.check_deadline(kind, deadline, date(2026, 7, 1))


def test_check_deadline_lets() -> None:
    rules.check_deadline(DeadlineKind.NGAY, date(2026, 7, 1), date(2026, 7, 1))
    rules.check_deadline(DeadlineKind.THUONG_XUYEN, None, date(2026, 7, 1))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "hoan_thanh"}, "đã kết thúc"),
        ({"state": "da_bao_cao"}, "đã báo cáo"),
        ({"deadline": None}, "không có ngày hạn"),
        ({"waiting": True}, "chờ quyết định"),
    ],
)
def test_check_extension_refuses(change: dict, words: str) -> None:
    good = {"state": "dang_lam", "deadline": DUE, "until": date(2026, 9, 30), "waiting": False}
    rules.check_extension(**good)
    with pytest.raises(RefusedByLaw, match=words):
        rules.check_extension(**(good | change))


def test_check_extension_needs_a_later_day() -> None:
    with pytest.raises(InvalidInput, match="phải sau hạn hiện nay 31/8/2026"):
        rules.check_extension(state="dang_lam", deadline=DUE, until=DUE, waiting=False)


def test_check_basis() -> None:
    rules.check_basis("12-TB/TU", date(2026, 7, 1), date(2026, 7, 1), date(2026, 7, 1))
    with pytest.raises(RefusedByLaw, match="ban hành sau"):
        rules.check_basis("12-TB/TU", date(2026, 7, 2), None, date(2026, 7, 1))
    with pytest.raises(RefusedByLaw, match="hết hiệu lực"):
        rules.check_basis("12-TB/TU", date(2026, 6, 1), date(2026, 6, 30), date(2026, 7, 1))


def test_check_percent() -> None:
    rules.check_percent(0)
    with pytest.raises(InvalidInput, match="từ 0 đến 100%, không phải 101"):
        rules.check_percent(101)
