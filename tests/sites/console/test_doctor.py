"""giaoban doctor: each thing that can be wrong is named, with what to do."""

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from giaoban.core.paper import letters
from giaoban.core.values.actors import Actor
from giaoban.core.values.refs import RecordRef
from giaoban.sites.console import doctor
from giaoban.trust.accounts.actions import create_user
from giaoban.trust.audit import actions as audit
from giaoban.trust.files.actions import store
from giaoban.trust.files.queries import path_of
from giaoban.trust.vault.models import Identity
from tests.sites.console.conftest import Answer, program

pytestmark = pytest.mark.django_db
Call = Callable[..., Answer]


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH: the machine has only the programs a test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    return folder


def put(folder: Path, name: str, says: str) -> None:
    (folder / name).write_text(f"#!/bin/sh\necho '{says}'\n")
    (folder / name).chmod(0o755)


def test_an_installation_without_administrator_is_bad(call: Call) -> None:
    answer = call("doctor", "--json")
    found = {one["what"]: one for one in answer.json["findings"]}
    assert answer.code == 1
    assert answer.json["bad"] == sum(one["state"] == "bad" for one in found.values()) == answer.err.count("HỎNG")
    assert found["Quản trị viên"]["state"] == "bad"
    assert "giaoban setup" in found["Quản trị viên"]["mend"]
    assert found["Cơ sở dữ liệu"]["state"] == "ok"
    assert found["Viết văn bản PDF"]["state"] == "ok"
    assert all(one["mend"] for one in found.values() if one["state"] != "ok")


def test_a_sound_installation_is_code_0(call: Call, actor: Actor, settings: Any) -> None:
    key = Path(settings.HOME) / "session.key"
    key.write_text("x")
    key.chmod(0o600)
    Path(settings.VAULT_KEY_FILE).chmod(0o600)
    settings.TODAY, settings.ALLOWED_HOSTS = "2026-09-22", ["127.0.0.1"]
    create_user(
        username="quan", full_name="Hứa Sinh Cắng", role="administrator", agency_ref=None, post="", password="mot-mat-khau-dai-2026", by=actor
    )  # fmt: skip
    answer = call("doctor", "--json")
    assert (answer.code, answer.json["bad"]) == (0, 0), answer.err
    assert "[tốt ]" in call("doctor").err


def test_a_key_that_is_lost_is_bad_and_no_other_is_made_in_its_place(tmp_path: Path) -> None:
    home = tmp_path / "home"
    assert program("doctor", home=home).code == 1
    (home / "vault.key").unlink()
    answer = program("doctor", "--json", home=home)
    found = {one["what"]: one for one in answer.json["findings"]}
    assert found["vault.key"]["state"] == "bad"
    assert "nơi cất khóa" in found["vault.key"]["mend"]
    assert not (home / "vault.key").exists()


def test_a_key_others_may_read_is_bad(tmp_path: Path) -> None:
    key = tmp_path / "vault.key"
    key.write_text("00")
    key.chmod(0o644)
    assert doctor.secret(key).state == "bad"
    assert "chmod 600" in doctor.secret(key).mend
    key.chmod(0o600)
    assert doctor.secret(key).state == "ok"
    assert doctor.secret(tmp_path / "none.key").state == "bad"


def test_a_missing_folder_is_bad(tmp_path: Path) -> None:
    assert doctor.folder(tmp_path / "none").state == "bad"
    assert doctor.folder(tmp_path).state == "ok"


def test_a_folder_that_cannot_be_written_is_bad() -> None:
    assert "không ghi được" in doctor.folder(Path("/proc")).said


def test_a_full_disk_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states = []
    for free in (2**27, 2**30, 2**40):
        monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path, free=free: SimpleNamespace(free=free))
        states.append(doctor.space(tmp_path).state)
    assert states == ["bad", "warn", "ok"]


def test_a_step_of_the_database_not_yet_run_is_bad() -> None:
    assert doctor.migrations().state == "ok"
    MigrationRecorder(connection).record_unapplied("audit", "0002_refuse_changes")
    assert doctor.migrations().state == "bad"
    assert "giaoban setup" in doctor.migrations().mend


def test_an_empty_database_is_told_without_words_of_the_machine(tmp_path: Path) -> None:
    answer = program("doctor", home=tmp_path / "home")
    assert answer.code == 1
    assert "bước chưa chạy" in answer.err
    assert "Error" not in answer.err


def test_a_server_that_does_not_answer_is_told(tmp_path: Path) -> None:
    answer = program("doctor", "--json", home=tmp_path / "home", GIAOBAN_DATABASE="postgresql://ai@127.0.0.1:9/khong")
    found = {one["what"]: one for one in answer.json["findings"]}
    assert answer.code == 1
    assert found["Cơ sở dữ liệu"]["state"] == "bad"
    assert "GIAOBAN_DATABASE" in found["Cơ sở dữ liệu"]["said"]
    assert found["Ổ đĩa"]["state"] in ("ok", "warn")


def test_tools_of_a_server_that_are_missing_or_old_are_bad(tools: Path) -> None:
    if connection.vendor == "sqlite":
        assert doctor.dumping().state == "ok"
        return
    assert "pg_dump" in doctor.dumping().said
    put(tools, "pg_dump", "pg_dump (PostgreSQL) 99.1")
    put(tools, "pg_restore", "pg_restore (PostgreSQL) 9.6")
    assert "cũ hơn máy chủ" in doctor.dumping().said
    put(tools, "pg_restore", "pg_restore (PostgreSQL) 99.1")
    assert doctor.dumping().state == "ok"


def test_a_clock_behind_the_ledger_is_bad(actor: Actor, settings: Any) -> None:
    settings.TODAY = "2026-09-20"
    assert doctor.clock().state == "ok"
    audit.record(event="accounts.changed", ref=RecordRef("user", 1), details={}, by=actor)
    settings.TODAY = "2026-09-22"
    assert doctor.clock().state == "ok"
    settings.TODAY = "2026-09-18"
    assert doctor.clock().state == "bad"
    assert "20/09/2026" in doctor.clock().said


def test_identities_of_another_key_are_bad(actor: Actor) -> None:
    assert doctor.identities().state == "ok"
    Identity.objects.create(key_name="khac", box=b"x", created_at=actor.at)
    assert "khac" in doctor.identities().said


def test_a_lost_or_cut_file_is_bad(actor: Actor) -> None:
    row = store(content=b"Mot van ban", name="van-ban.txt", by=actor)
    media = path_of(row.sha256).parents[2]
    assert doctor.contents(media).state == "ok"
    path_of(row.sha256).write_bytes(b"Mot")
    assert row.sha256[:12] in doctor.contents(media).said
    path_of(row.sha256).unlink()
    assert row.sha256[:12] in doctor.contents(media).said


def test_a_missing_font_is_bad(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert doctor.paper().state == "ok"
    monkeypatch.setattr(letters, "FONTS", tmp_path)
    assert "Tinos-Regular.ttf" in doctor.paper().said


def test_scans_without_tesseract_or_vietnamese_are_worth_knowing(tools: Path) -> None:
    assert doctor.scans().state == "warn"
    put(tools, "tesseract", "List of available languages: eng")
    assert "tiếng Việt" in doctor.scans().said
    put(tools, "tesseract", "vie")
    assert doctor.scans().state == "ok"


def test_a_year_without_confirmed_days_is_worth_knowing(settings: Any) -> None:
    settings.TODAY = "2026-09-20"
    assert doctor.calendar().state == "ok"
    settings.TODAY = "2026-11-20"
    assert doctor.calendar().state == "warn"
    assert "2027" in doctor.calendar().said
    settings.TODAY = "2031-03-01"
    assert "2031" in doctor.calendar().said


def test_dangerous_options_are_told(settings: Any) -> None:
    settings.DEBUG, settings.TODAY, settings.ALLOWED_HOSTS, settings.SESSION_COOKIE_SECURE = False, "", ["127.0.0.1"], False
    assert [one.state for one in doctor.options(settings)] == ["ok"]
    settings.DEBUG, settings.TODAY, settings.ALLOWED_HOSTS = True, "2026-09-20", ["giaoban.hl"]
    assert {one.what: one.state for one in doctor.options(settings)} == {"debug": "bad", "today": "warn", "https": "bad"}
    settings.SESSION_COOKIE_SECURE = True
    assert "https" not in {one.what for one in doctor.options(settings)}


def test_a_look_that_fails_is_a_finding_and_the_others_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "space", {}.popitem)
    found = {one.what: one for one in doctor.examine()}
    assert found["Ổ đĩa"].state == "bad"
    assert found["Cơ sở dữ liệu"].state == "ok"
