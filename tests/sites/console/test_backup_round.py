"""A backup taken while somebody writes, carried to another machine; and what restore refuses. As programs, on the engine under test."""

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from giaoban.sites.console.backup import DUMP, EMBEDDED, MANIFEST
from tests.sites.console.conftest import Answer, program

pytestmark = pytest.mark.xdist_group("backup round")  # one installation, backed up once
SERVER = os.environ.get("GIAOBAN_DATABASE", "")
PART = DUMP if SERVER else EMBEDDED
PASSWORD = "mot-mat-khau-dai-2026"
FILLER = 24


@dataclass(frozen=True)
class Installation:
    """A data folder with a database of its own."""

    home: Path
    url: str = ""
    variables: dict[str, str] = field(default_factory=dict)

    def call(self, *words: object, **more: str) -> Answer:
        return program(*words, home=self.home, **self.variables, **more)

    @contextlib.contextmanager
    def database(self) -> Iterator[Any]:
        """A connection beside the application's own."""
        if self.url:
            import psycopg

            with psycopg.connect(self.url) as server:
                yield server
        else:
            with contextlib.closing(sqlite3.connect(self.home / "giaoban.sqlite3", timeout=30)) as file:
                yield file


@pytest.fixture(scope="module")
def install(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Installation]]:
    """Makes empty installations; their databases on a server are dropped at the end."""
    made: list[str] = []

    def make() -> Installation:
        home = tmp_path_factory.mktemp("may") / "home"
        if not SERVER:
            return Installation(home)
        import psycopg

        name = f"may_{os.getpid()}_{len(made)}"
        with psycopg.connect(SERVER, autocommit=True) as server:
            server.execute(f'CREATE DATABASE "{name}"'.encode())
        made.append(name)
        url = urlsplit(SERVER)._replace(path=f"/{name}").geturl()
        return Installation(home, url, {"GIAOBAN_DATABASE": url})

    yield make
    if made:
        import psycopg

        with psycopg.connect(SERVER, autocommit=True) as server:
            for name in made:
                server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


@pytest.fixture(scope="module")
def built(install: Callable[[], Installation]) -> Installation:
    """With an administrator, one stored file, and two counters that are always equal outside a transaction."""
    one = install()
    done = one.call("setup", "--username", "quan", "--full-name", "Hứa Sinh Cắng", "--password-env", "MAT_KHAU", MAT_KHAU=PASSWORD)
    assert done.code == 0, done.err
    content = b"Mot to trinh"
    digest = hashlib.sha256(content).hexdigest()
    place = one.home / "files" / digest[:2] / digest
    place.parent.mkdir(parents=True)
    place.write_bytes(content)
    with one.database() as database:
        database.execute("CREATE TABLE so_dem (a integer, b integer, nang text)")
        mark = "%s" if SERVER else "?"
        for _ in range(FILLER):
            database.execute(f"INSERT INTO so_dem VALUES (0, 0, {mark})", [os.urandom(500_000).hex()])
        database.commit()
    return one


def counters(one: Installation) -> tuple[int, int]:
    with one.database() as database:
        return tuple(database.execute("SELECT sum(a), sum(b) FROM so_dem").fetchone())


def write_until(stop: threading.Event, one: Installation) -> None:
    with one.database() as database:
        while not stop.is_set():
            database.execute("UPDATE so_dem SET a = a + 1")
            database.execute("UPDATE so_dem SET b = b + 1")
            database.commit()


@pytest.fixture(scope="module")
def backup(built: Installation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Taken while another connection writes."""
    dest = tmp_path_factory.mktemp("sao-luu") / "b"
    stop = threading.Event()
    writer = threading.Thread(target=write_until, args=(stop, built))
    before = counters(built)
    writer.start()
    try:
        answer = built.call("backup", dest, "--json")
    finally:
        stop.set()
        writer.join()
    assert answer.code == 0, answer.err
    assert {"path", "parts", "bytes", "verified"} <= set(answer.json)
    assert answer.json["verified"] is True
    assert counters(built) > before
    return dest


@pytest.fixture
def damaged(backup: Path, tmp_path: Path) -> Path:
    """A copy of the backup, to be spoiled."""
    return Path(shutil.copytree(backup, tmp_path / "hong"))


def test_another_machine_takes_it_whole(built: Installation, backup: Path, install: Callable[[], Installation]) -> None:
    other = install()
    refused = other.call("restore", backup, "--json")
    assert (refused.code, refused.out) == (1, "")
    assert "vault.key" in refused.err
    shutil.copyfile(built.home / "vault.key", other.home / "vault.key")
    answer = other.call("restore", backup, "--json")
    assert answer.code == 0, answer.err
    assert (answer.json["chain"], answer.json["migrations_to_run"]) == ("ok", [])
    a, b = counters(other)
    assert a == b
    files = [path.relative_to(built.home) for path in (built.home / "files").rglob("*") if path.is_file()]
    assert files
    assert all((other.home / path).read_bytes() == (built.home / path).read_bytes() for path in files)
    assert other.call("doctor", "--json").json["bad"] == 0
    again = other.call("restore", backup)
    assert again.code == 1
    assert "--force" in again.err
    with other.database() as database:
        database.execute("UPDATE so_dem SET a = -1")
        database.commit()
    assert other.call("restore", backup, "--force").code == 0
    assert counters(other) == (a, b)
    if not SERVER:
        assert len(list(other.home.glob("giaoban.sqlite3.*.cu"))) == 1


def test_the_vault_key_is_nowhere_in_it(built: Installation, backup: Path) -> None:
    key = (built.home / "vault.key").read_text().strip()
    for path in backup.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert key.encode() not in content
            assert bytes.fromhex(key) not in content


def shorten(folder: Path) -> None:
    content = (folder / PART).read_bytes()
    (folder / PART).write_bytes(content[: len(content) // 2])


def shorten_knowingly(folder: Path) -> None:
    """Cut, with a manifest made to fit: only reading the database finds it."""
    shorten(folder)
    content = (folder / PART).read_bytes()
    manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
    for part in manifest["parts"]:
        if part["path"] == PART:
            part |= {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
    (folder / MANIFEST).write_text(json.dumps(manifest), "utf-8")


def edit(**values: object) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        (folder / MANIFEST).write_text(json.dumps(manifest | values), "utf-8")

    return change


SPOILED = {
    "cut": (shorten, PART),
    "cut and covered up": (shorten_knowingly, "hỏng"),
    "database missing": (lambda folder: (folder / PART).unlink(), f"thiếu {PART}"),
    "something added": (lambda folder: (folder / "la.exe").write_bytes(b"x"), "la.exe"),
    "manifest cut": (lambda folder: (folder / MANIFEST).write_text("{", "utf-8"), MANIFEST),
    "manifest missing": (lambda folder: (folder / MANIFEST).unlink(), MANIFEST),
    "of another application": (edit(application="khac"), "ứng dụng khác"),
    "of a later format": (edit(format=99), "phiên bản mới hơn"),
    "of later code": (edit(migrations=["petitions.9999_later"]), "9999_later"),
    "of another engine": (edit(engine="oracle"), "oracle"),
}


@pytest.mark.parametrize("how", SPOILED)
def test_a_spoiled_backup_is_refused_and_nothing_is_touched(built: Installation, damaged: Path, how: str) -> None:
    spoil, said = SPOILED[how]
    spoil(damaged)
    before = counters(built)
    answer = built.call("restore", damaged, "--force", "--json")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.count("\n") == 1
    assert said in answer.err
    assert counters(built) == before
    assert not list(built.home.glob("*.cu"))


def test_what_is_no_backup_is_refused(built: Installation, tmp_path: Path) -> None:
    (tmp_path / "tep.txt").write_text("x")
    for source in (tmp_path, tmp_path / "tep.txt", tmp_path / "khong-co"):
        answer = built.call("restore", source, "--force", "--json")
        assert (answer.code, answer.out) == (1, "")
        assert "không phải bản sao lưu" in answer.err


def test_a_place_that_cannot_be_written_is_told(built: Installation, tmp_path: Path) -> None:
    (tmp_path / "tep").write_text("x")
    for dest in (tmp_path / "tep", tmp_path / "tep" / "trong", Path("/proc/khong-co")):
        answer = built.call("backup", dest, "--json")
        assert (answer.code, answer.out) == (1, "")
        assert str(dest) in answer.err
    assert not list(tmp_path.glob("*.part"))
