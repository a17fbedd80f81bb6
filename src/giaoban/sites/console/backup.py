"""giaoban backup DEST: the database, the files and a manifest in one folder, consistent while people work; verified before it is named."""

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from giaoban import __version__
from giaoban.core.values.errors import Conflict, InvalidInput

from .output import emit, progress, say, with_json
from .refusals import reason_of

FORMAT = 1
MANIFEST = "manifest.json"
EMBEDDED, DUMP = "giaoban.sqlite3", "giaoban.pgdump"
BLOCK = 2**20


def arguments(parser: ArgumentParser) -> None:
    with_json(parser).add_argument("dest", type=Path, metavar="DEST", help="thư mục mới để ghi bản sao lưu")


def run(args: Namespace) -> int:
    from django.conf import settings

    from .acting import moment

    manifest = write_backup(args.dest, Path(settings.MEDIA_ROOT), moment())
    size = sum(part["size"] for part in manifest["parts"])
    if args.json:
        emit({"path": str(args.dest), "parts": len(manifest["parts"]), "bytes": size, "events": manifest["events"], "verified": True})
    say(f"Đã sao lưu {len(manifest['parts'])} tệp, {size / 2**20:.1f} MB vào {args.dest}; đã kiểm lại từng tệp.")
    say("Khóa niêm phong (vault.key) không nằm trong bản sao lưu: cất khóa riêng, nơi khác; mất khóa là mất mọi danh tính đã niêm phong.")
    return 0


def write_backup(dest: Path, files: Path, at: datetime) -> dict[str, Any]:
    """Write into a folder beside DEST, verify it, then give it its name. Raises Conflict when DEST holds anything, InvalidInput when
    it cannot be written."""
    if dest.exists() and (not dest.is_dir() or any(dest.iterdir())):
        raise Conflict("%(path)s đã có dữ liệu. Chọn một thư mục chưa có.", path=dest)
    partial = dest.with_name(dest.name + ".part")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True, mode=0o700)
        events = _events()
        engine, name = _copy_database(partial)
        parts = [_part(partial, partial / name)]
        parts += _copy_files(files, partial)
        manifest = _manifest(engine, parts, events, at)
        (partial / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1), "utf-8")
        verify(partial)
        if dest.exists():
            dest.rmdir()
        os.replace(partial, dest)
    except OSError as error:
        shutil.rmtree(partial, ignore_errors=True)
        raise InvalidInput("Không ghi được bản sao lưu vào %(path)s (%(why)s).", path=dest, why=reason_of(error)) from error
    except BaseException:
        shutil.rmtree(partial, ignore_errors=True)
        raise
    return manifest


def _copy_database(folder: Path) -> tuple[str, str]:
    """(engine, file): a snapshot of one moment, taken while others write."""
    from django.db import connection

    connection.ensure_connection()
    if connection.vendor == "sqlite":
        if connection.is_in_memory_db():
            (folder / EMBEDDED).write_bytes(connection.connection.serialize())
        with contextlib.closing(sqlite3.connect(folder / EMBEDDED)) as target:
            if not connection.is_in_memory_db():
                connection.connection.backup(target)  # one step: a writer never makes it begin again
            target.execute("PRAGMA journal_mode=DELETE")
        return "sqlite", EMBEDDED
    command = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--file", str(folder / DUMP)]
    postgres(command, connection.settings_dict)
    return "postgresql", DUMP


def postgres(command: list[str], database: dict[str, Any]) -> None:
    """Run a PostgreSQL tool on the database of the settings; the password goes by the environment, never by the command line."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {variable: str(database[key]) for variable, key in names.items() if database.get(key)}
    try:
        done = subprocess.run(command, env={**os.environ, **given}, capture_output=True, text=True, check=False)  # noqa: S603
    except FileNotFoundError as error:
        text = "Máy chưa có %(tool)s. Cài bộ công cụ khách của PostgreSQL (postgresql-client) rồi gọi lại."
        raise InvalidInput(text, tool=command[0]) from error
    if done.returncode:
        said = done.stderr.strip().splitlines()
        raise InvalidInput("%(tool)s không xong: %(why)s", tool=command[0], why=said[-1] if said else done.returncode)


def _copy_files(files: Path, folder: Path) -> list[dict[str, Any]]:
    """Stored files are never changed and come before their rows: copied after the database, none of the snapshot is missing."""
    parts = []
    for source in progress(_files_under(files), "Sao lưu tệp"):
        target = folder / "files" / source.relative_to(files)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)
        parts.append(_part(folder, target))
    return parts


def _files_under(folder: Path) -> list[Path]:
    """Contents only; a file still being written has a temporary name and is not yet anybody's."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("tmp"))


def _part(folder: Path, path: Path) -> dict[str, Any]:
    return {"path": path.relative_to(folder).as_posix(), "size": path.stat().st_size, "sha256": digest_of(path)}


def digest_of(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def _manifest(engine: str, parts: list[dict[str, Any]], events: int, at: datetime) -> dict[str, Any]:
    """``events``: lines of the ledger just before the snapshot; a restored one has at least as many."""
    return {
        "application": "giaoban",
        "format": FORMAT,
        "version": __version__,
        "made_at": at.isoformat(timespec="seconds"),
        "engine": engine,
        "migrations": applied_migrations(),
        "events": events,
        "vault_key": key_name(),
        "parts": parts,
    }


def applied_migrations() -> list[str]:
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _events() -> int:
    from giaoban.trust.audit.models import Event

    return Event.objects.count()


def key_name() -> str:
    """The fingerprint by which the vault key is known; it says nothing about the key."""
    from giaoban.registers.petitions import sealing

    return sealing.key_name()


def read_manifest(folder: Path) -> dict[str, Any]:
    """Raises InvalidInput for a folder that is no backup of this application, or of a later format."""
    if not folder.is_dir():
        raise InvalidInput("%(path)s không phải bản sao lưu: cần thư mục do giaoban backup ghi ra.", path=folder)
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        kind, number = manifest["application"], int(manifest["format"])
        _check_parts(manifest["parts"])
        complete = {"version", "made_at", "engine", "migrations", "vault_key", "events"} <= set(manifest)
    except FileNotFoundError as error:
        raise InvalidInput("%(path)s không phải bản sao lưu: không có manifest.json.", path=folder) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidInput("Bản sao lưu %(path)s hỏng: không đọc được manifest.json.", path=folder) from error
    if kind != "giaoban" or not complete:
        raise InvalidInput("%(path)s là bản sao lưu của ứng dụng khác.", path=folder)
    if number > FORMAT:
        raise InvalidInput("Bản sao lưu do phiên bản mới hơn (%(version)s) ghi. Nâng cấp Giao Ban trước.", version=manifest["version"])
    return manifest


def _check_parts(parts: Iterable[dict[str, Any]]) -> None:
    for part in parts:
        path = Path(part["path"])
        if path.is_absolute() or ".." in path.parts or not isinstance(part["sha256"], str) or int(part["size"]) < 0:
            raise ValueError("part")


def verify(folder: Path) -> dict[str, Any]:
    """Every part of the manifest is there and unchanged, nothing is there besides, and the database is whole. Raises InvalidInput."""
    manifest = read_manifest(folder)
    for part in progress(manifest["parts"], "Kiểm bản sao lưu"):
        path = folder / part["path"]
        if not path.is_file():
            raise InvalidInput("Bản sao lưu %(path)s thiếu %(part)s.", path=folder, part=part["path"])
        if path.stat().st_size != part["size"] or digest_of(path) != part["sha256"]:
            raise InvalidInput("Bản sao lưu %(path)s hỏng: %(part)s không còn như lúc ghi.", path=folder, part=part["path"])
    known = {part["path"] for part in manifest["parts"]} | {MANIFEST}
    for path in _everything(folder):
        if path not in known:
            raise InvalidInput("Bản sao lưu %(path)s có tệp lạ %(part)s.", path=folder, part=path)
    if manifest["engine"] == "sqlite":
        _check_embedded(folder / EMBEDDED)
    elif manifest["engine"] == "postgresql":
        _check_dump(folder / DUMP)
    return manifest


def _check_dump(path: Path) -> None:
    """The dump is read to its end."""
    try:
        postgres(["pg_restore", "--file", os.devnull, str(path)], {})
    except InvalidInput as error:
        if error.params.keys() == {"tool"}:
            raise
        raise InvalidInput("Cơ sở dữ liệu trong bản sao lưu hỏng (%(why)s).", why=error.params["why"]) from error


def _everything(folder: Path) -> Iterator[str]:
    return (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _check_embedded(path: Path) -> None:
    try:
        with contextlib.closing(sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)) as database:
            said = database.execute("PRAGMA integrity_check").fetchone()[0]
            orphan = database.execute("PRAGMA foreign_key_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise InvalidInput("Cơ sở dữ liệu trong bản sao lưu hỏng (%(why)s).", why=str(error)) from error
    if said != "ok" or orphan:
        raise InvalidInput("Cơ sở dữ liệu trong bản sao lưu hỏng (%(why)s).", why=said if said != "ok" else f"{orphan[0]} {orphan[1]}")
