"""giaoban backup and restore."""

import contextlib
import json
import sqlite3
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from giaoban.conf.main import main
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput
from giaoban.sites.console.backup import EMBEDDED, MANIFEST, key_name, verify, write_backup
from giaoban.sites.console.restore import check_fits, known_migrations, replace_database, replace_files
from giaoban.trust.files.actions import store
from giaoban.trust.files.queries import path_of
from tests.factories.agencies import Agencies

pytestmark = pytest.mark.django_db


@pytest.fixture
def backup(agencies: Agencies, actor: Actor, tmp_path: Path, at: Callable[..., datetime]) -> Path:
    """A backup of the small province with one stored file."""
    if connection.vendor != "sqlite":
        pytest.skip("the snapshot of a server is taken outside this test's transaction")
    store(content=b"Noi dung mot to trinh", name="to-trinh.txt", by=actor)
    write_backup(tmp_path / "b", Path(settings.MEDIA_ROOT), at())
    return tmp_path / "b"


def test_backup_holds_database_files_and_the_name_of_the_key_but_never_the_key(backup: Path, agencies: Agencies) -> None:
    manifest = verify(backup)
    with contextlib.closing(sqlite3.connect(backup / EMBEDDED)) as database:
        names = [row[0] for row in database.execute("select code from people_agency where id = ?", (agencies.thanh_tra.pk,))]
    everything = b"".join(path.read_bytes() for path in backup.rglob("*") if path.is_file())
    assert names == [agencies.thanh_tra.code]
    assert any(part["path"].startswith("files/") for part in manifest["parts"])
    assert manifest["vault_key"] == key_name()
    assert settings.VAULT_KEY_FILE.read_text().strip().encode() not in everything


def test_backup_into_a_folder_with_data_is_refused(backup: Path, at: Callable[..., datetime]) -> None:
    with pytest.raises(Conflict, match="đã có dữ liệu"):
        write_backup(backup, Path(settings.MEDIA_ROOT), at())


def test_backup_by_command_answers_json(agencies: Agencies, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("the snapshot of a server is taken outside this test's transaction")
    assert main(["backup", str(tmp_path / "b"), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["verified"] is True
    assert answer["parts"] >= 1


def test_a_changed_part_is_named(backup: Path) -> None:
    part = next(path for path in (backup / "files").rglob("*") if path.is_file())
    part.write_bytes(part.read_bytes()[::-1])
    with pytest.raises(InvalidInput, match=part.name):
        verify(backup)


def test_a_missing_part_is_named(backup: Path) -> None:
    part = next(path for path in (backup / "files").rglob("*") if path.is_file())
    part.unlink()
    with pytest.raises(InvalidInput, match="thiếu"):
        verify(backup)


def test_a_part_that_leaves_the_folder_is_refused(backup: Path) -> None:
    manifest = json.loads((backup / MANIFEST).read_text())
    manifest["parts"][0]["path"] = "../elsewhere"
    (backup / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(InvalidInput, match="hỏng"):
        verify(backup)


def test_a_folder_of_something_else_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], db: None) -> None:
    assert main(["restore", str(tmp_path)]) == 1
    assert "không phải bản sao lưu" in capsys.readouterr().err


def test_restore_over_data_needs_force(backup: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["restore", str(backup)]) == 1
    assert "--force" in capsys.readouterr().err


def test_backup_sealed_with_another_key_is_refused(backup: Path) -> None:
    manifest = verify(backup)
    check_fits(manifest, "sqlite", known_migrations(), key_name())
    with pytest.raises(InvalidInput, match=r"vault\.key"):
        check_fits(manifest, "sqlite", known_migrations(), "another")


def test_backup_of_later_code_is_refused(backup: Path) -> None:
    manifest = verify(backup)
    manifest["migrations"].append("petitions.9999_later")
    with pytest.raises(InvalidInput, match="9999_later"):
        check_fits(manifest, "sqlite", known_migrations(), key_name())


def test_restored_database_takes_the_place_and_the_old_one_is_kept(backup: Path, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    with contextlib.closing(sqlite3.connect(home / "giaoban.sqlite3")) as old:
        old.execute("create table cu (id)")
    replace_database(backup / EMBEDDED, home / "giaoban.sqlite3", "stamp")
    assert (home / "giaoban.sqlite3").read_bytes() == (backup / EMBEDDED).read_bytes()
    with contextlib.closing(sqlite3.connect(home / "giaoban.sqlite3.stamp.cu")) as kept:
        assert kept.execute("select count(*) from cu").fetchone() == (0,)


def test_restored_files_are_whole(backup: Path, actor: Actor, tmp_path: Path) -> None:
    file = store(content=b"Noi dung mot to trinh", name="to-trinh.txt", by=actor)
    replace_files(backup / "files", tmp_path / "files", "stamp")
    place = tmp_path / "files" / path_of(file.sha256).relative_to(settings.MEDIA_ROOT)
    assert place.read_bytes() == b"Noi dung mot to trinh"
