"""giaoban clocks due | rules | replay."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.registers.petitions import actions as petitions
from giaoban.registers.petitions.choices import PetitionKind
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.clocks.models import Clock
from tests.factories.agencies import Agencies
from tests.sites.console.conftest import Answer

Call = Callable[..., Answer]
CRIMINAL = ("TTHS_DIEU_TRA", "TTHS_PHUC_HOI_DIEU_TRA", "TTHS_TRUY_TO", "TTHS_CHUAN_BI_XET_XU")
SEVERITIES = ("it_nghiem_trong", "nghiem_trong", "rat_nghiem_trong", "dac_biet_nghiem_trong")


def test_due_answers_with_the_promised_keys(call: Call) -> None:
    answer = call("clocks", "due", "KN_ACCEPT_1", "--start", "2026-01-05", "--json")
    assert (answer.code, answer.err) == (0, "")
    assert {"rule", "version", "start", "due", "unit", "steps", "calendar", "confirmed"} <= set(answer.json)
    assert {"from", "until", "basis"} <= set(answer.json["version"])
    assert all({"date", "text", "basis"} <= set(step) for step in answer.json["steps"])
    assert (answer.json["rule"], answer.json["start"], answer.json["due"]) == ("KN_ACCEPT_1", "2026-01-05", "2026-01-15")
    assert isinstance(answer.json["confirmed"], bool)


def test_due_in_working_days_names_what_was_skipped(call: Call) -> None:
    answer = call("clocks", "due", "KN_ACCEPT_1", "--start", "2026-08-28", "--json").json
    days = {row["date"] for row in answer["calendar"]["skipped"]}
    assert {"2026-08-29", "2026-08-30", "2026-09-02"} <= days
    assert all(row["reason"] for row in answer["calendar"]["skipped"])


def test_due_without_json_is_said_on_stderr(call: Call) -> None:
    answer = call("clocks", "due", "KN_ACCEPT_1", "--start", "2026-01-05")
    assert (answer.code, answer.out) == (0, "")
    assert "15/1/2026" in answer.err


def test_suspended_days_are_not_counted(call: Call) -> None:
    plain = date.fromisoformat(call("clocks", "due", "TC_RESOLVE", "--start", "2026-07-06", "--json").json["due"])
    words = ("--suspend", "2026-07-10:2026-07-12", "--suspend", "2026-07-20:2026-07-20")
    paused = date.fromisoformat(call("clocks", "due", "TC_RESOLVE", "--start", "2026-07-06", *words, "--json").json["due"])
    assert 4 <= (paused - plain).days <= 7


def test_extensions_move_the_day_and_too_many_are_refused(call: Call) -> None:
    days = [call("clocks", "due", "TC_RESOLVE", "--start", "2026-07-06", "--extensions", n, "--json").json["due"] for n in (0, 1)]
    assert days[0] < days[1]
    answer = call("clocks", "due", "TC_RESOLVE", "--start", "2026-07-06", "--extensions", "9")
    assert answer.code == 2
    assert answer.out == ""


@pytest.mark.parametrize("rule", CRIMINAL)
def test_severity_decides_criminal_limits_and_must_be_given(call: Call, rule: str) -> None:
    days = [call("clocks", "due", rule, "--start", "2026-03-02", "--severity", s, "--json").json["due"] for s in SEVERITIES]
    assert days == sorted(days)
    assert days[0] < days[-1]
    without = call("clocks", "due", rule, "--start", "2026-03-02", "--json")
    assert (without.code, without.out) == (2, "")
    assert "--severity" in without.err


def test_the_law_of_another_day_may_be_asked_for(call: Call) -> None:
    old = call("clocks", "due", "KN_ACCEPT_1", "--start", "2026-07-06", "--law-on", "2026-06-30", "--json").json
    new = call("clocks", "due", "KN_ACCEPT_1", "--start", "2026-07-06", "--json").json
    assert old["version"]["from"] < new["version"]["from"]
    assert old["due"] != new["due"]


@pytest.mark.parametrize(
    "words",
    [
        ("NOPE",),
        ("KN_ACCEPT_1", "--severity", "nghiem_trong"),
        ("KN_ACCEPT_1", "--extensions", "1"),
        ("KN_ACCEPT_1", "--variant", "khac"),
        ("KN_ACCEPT_1", "--extensions", "-1"),
        ("KN_ACCEPT_1", "--suspend", "2026-01-08"),
        ("TTHS_DIEU_TRA", "--severity", "nang"),
    ],
    ids=" ".join,
)
def test_what_the_rule_does_not_know_is_wrong_use(call: Call, words: tuple[str, ...]) -> None:
    answer = call("clocks", "due", *words, "--start", "2026-01-05", "--json")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("day", ["2026-02-30", "5/1/2026", "", "2026-1-5"])
def test_a_day_that_is_none_is_wrong_use(call: Call, day: str) -> None:
    answer = call("clocks", "due", "KN_ACCEPT_1", "--start", day, "--json")
    assert (answer.code, answer.out) == (2, "")


def test_a_day_without_law_is_refused(call: Call) -> None:
    assert call("clocks", "due", "KN_ACCEPT_1", "--start", "1999-01-05").code == 1


def test_rules_lists_every_rule_with_versions_basis_and_confirmation(call: Call) -> None:
    rows = {row["rule"]: row for row in call("clocks", "rules", "--json").json}
    assert {"KN_ACCEPT_1", "TC_RESOLVE", "TB_CHECK", *CRIMINAL} <= set(rows)
    for row in rows.values():
        assert row["versions"]
        assert isinstance(row["confirmed"], bool)
        assert all({"from", "until", "basis"} <= set(version) for version in row["versions"])


def test_rules_are_named_line_by_line_for_people(call: Call) -> None:
    answer = call("clocks", "rules")
    assert (answer.code, answer.out) == (0, "")
    assert "KN_ACCEPT_1: Thụ lý khiếu nại lần đầu" in answer.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("KN_ACEPT_1",), "KN_ACCEPT_1"),
        (("tc_resolve",), "TC_RESOLVE"),
        (("KN_ACCEPT_1", "--complex"), "bỏ --complex"),
        (("TC_RESOLVE", "--extensions", "3"), "2 lần"),
        (("TC_RESOLVE", "--suspend", "2026-01-10:2026-01-09"), "trước ngày đầu"),
        (("KHANG_NGHI_JUDGMENT",), "cung_cap"),
    ],
)
def test_wrong_use_says_how_to_mend_it(call: Call, words: tuple[str, ...], told: str) -> None:
    answer = call("clocks", "due", *words, "--start", "2026-01-05", "--json")
    assert (answer.code, answer.out) == (2, "")
    assert told in answer.err


def calendar(path: Path, off: str) -> Path:
    from giaoban.core.days.tables import year_table

    rows = {day.date: (day.kind, day.reason) for day in year_table(2026).days.values()} | {date.fromisoformat(off): ("swap_off", "bão lớn")}
    text = 'year = 2026\nconfirmed = true\nsources = ["Thông báo"]\n'
    for day, (kind, reason) in sorted(rows.items()):
        text += f'\n[[day]]\ndate = {day}\nkind = "{kind}"\nreason = "{reason}"\nbasis = "Thông báo"\nconfirmed = true\n'
    path.write_text(text, "utf-8")
    return path


@pytest.mark.django_db
def test_replay_shows_which_clocks_would_move_and_moves_none(
    call: Call, agencies: Agencies, actor: Actor, tmp_path: Path, settings: Any
) -> None:
    settings.TODAY = "2026-09-20"
    petitions.register(
        agency=agencies.ban_tiep_cong_dan, received_on=date(2026, 9, 18), channel="buu_chinh", kind=PetitionKind.KHIEU_NAI,
        summary="Khiếu nại việc thu hồi thửa đất số 18", person=Person(name="Trần Văn Thử"), by=actor,
    )  # fmt: skip
    clock = Clock.objects.earliest("due_on")
    answer = call("clocks", "replay", "--calendar", calendar(tmp_path / "lich.toml", clock.due_on.isoformat()), "--json")
    assert answer.code == 0
    assert answer.json["moved"] == len(answer.json["clocks"]) >= 1
    move = answer.json["clocks"][0]
    assert {"clock", "record", "rule", "start", "before", "after"} <= set(move)
    assert move["before"] == clock.due_on.isoformat() < move["after"]
    assert Clock.objects.earliest("due_on").due_on == clock.due_on


@pytest.mark.django_db
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe\x00", b"year = 2026"])
def test_replay_of_a_file_that_is_no_calendar_is_refused(call: Call, tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "lich.toml"
    if content is not None:
        path.write_bytes(content)
    for file in (path, tmp_path):
        answer = call("clocks", "replay", "--calendar", file, "--json")
        assert (answer.code, answer.out) == (1, "")
        assert answer.err.count("\n") == 1
