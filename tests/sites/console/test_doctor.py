"""giaoban doctor."""

import json
from pathlib import Path

import pytest

from giaoban.conf.main import main
from giaoban.core.values.actors import Actor
from giaoban.sites.console.doctor import contents, folder, identities, secret
from giaoban.trust.files.actions import store
from giaoban.trust.files.queries import path_of
from giaoban.trust.vault.models import Identity

pytestmark = pytest.mark.django_db


def test_an_installation_without_administrator_is_bad(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--json"]) == 1
    found = {one["what"]: one for one in json.loads(capsys.readouterr().out)["findings"]}
    assert found["Quản trị viên"]["state"] == "bad"
    assert "giaoban setup" in found["Quản trị viên"]["mend"]
    assert found["Cơ sở dữ liệu"]["state"] == "ok"
    assert found["Viết văn bản PDF"]["state"] == "ok"


def test_a_key_others_may_read_is_bad(tmp_path: Path) -> None:
    key = tmp_path / "vault.key"
    key.write_text("00")
    key.chmod(0o644)
    assert secret(key).state == "bad"
    key.chmod(0o600)
    assert secret(key).state == "ok"
    assert secret(tmp_path / "none.key").state == "bad"


def test_a_missing_folder_is_bad(tmp_path: Path) -> None:
    assert folder(tmp_path / "none").state == "bad"
    assert folder(tmp_path).state == "ok"


def test_a_lost_file_is_bad(actor: Actor) -> None:
    row = store(content=b"Mot van ban", name="van-ban.txt", by=actor)
    media = path_of(row.sha256).parents[2]
    assert contents(media).state == "ok"
    path_of(row.sha256).unlink()
    assert row.sha256[:12] in contents(media).said


def test_identities_of_another_key_are_bad(actor: Actor) -> None:
    assert identities().state == "ok"
    Identity.objects.create(key_name="khac", box=b"x", created_at=actor.at)
    assert "khac" in identities().said
