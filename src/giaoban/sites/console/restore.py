"""giaoban restore SRC: put a verified backup in the place of this installation's data."""

import contextlib
import os
import shutil
import sqlite3
from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from giaoban.core.values.errors import Conflict, InvalidInput

from .backup import DUMP, EMBEDDED, applied_migrations, key_name, postgres, verify
from .output import emit, say, with_json


def arguments(parser: ArgumentParser) -> None:
    with_json(parser).add_argument("source", type=Path, metavar="SRC", help="thư mục của bản sao lưu")
    parser.add_argument("--force", action="store_true", help="thay dữ liệu đang có; dữ liệu cũ được cất bên cạnh")
    parser.add_argument("--without-key", action="store_true", help="khôi phục dù không có khóa niêm phong của bản sao lưu")


def run(args: Namespace) -> int:
    from django.conf import settings
    from django.db import connection

    from .acting import moment

    manifest = verify(args.source)
    check_fits(manifest, connection.vendor, known_migrations(), "" if args.without_key else key_name())
    if has_data(connection) and not args.force:
        raise Conflict("Bản cài đặt này đã có dữ liệu. Muốn thay bằng bản sao lưu, dừng phục vụ rồi gọi lại với --force.")
    files = Path(settings.MEDIA_ROOT)
    stamp = f"{moment():%Y%m%d-%H%M%S}"
    connection.close()
    if manifest["engine"] == "sqlite":
        replace_database(args.source / EMBEDDED, Path(settings.DATABASES["default"]["NAME"]), stamp)
    else:
        command = ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
        postgres([*command, "--dbname", str(connection.settings_dict["NAME"]), str(args.source / DUMP)], connection.settings_dict)
    replace_files(args.source / "files", files, stamp)
    answer = {"source": str(args.source), "made_at": manifest["made_at"], "parts": len(manifest["parts"]), **_checked(manifest)}
    if args.json:
        emit(answer)
    made = datetime.fromisoformat(manifest["made_at"])
    chain = "chuỗi nguyên vẹn" if answer["chain"] == "ok" else "chuỗi ĐỨT"
    say(f"Đã khôi phục bản sao lưu lúc {made:%H:%M} ngày {made.day}/{made.month}/{made.year}: {answer['events']} dòng nhật ký, {chain}.")
    if answer["migrations_to_run"]:
        say("Bản sao lưu cũ hơn ứng dụng: chạy giaoban setup để nâng cấp cơ sở dữ liệu.")
    return 0 if answer["chain"] == "ok" else 1


def check_fits(manifest: dict[str, Any], vendor: str, known: set[str], key: str) -> None:
    """Raises InvalidInput when the backup is of another kind of database, of later code, or sealed with another key ("" = do not ask)."""
    if manifest["engine"] != vendor:
        text = "Bản sao lưu là của %(engine)s, bản cài đặt này dùng %(vendor)s. Đặt lại GIAOBAN_DATABASE cho đúng loại."
        raise InvalidInput(text, engine=manifest["engine"], vendor=vendor)
    if later := sorted(set(manifest["migrations"]) - known):
        text = "Bản sao lưu do phiên bản %(version)s ghi, có bước %(step)s mà bản này chưa biết. Cài đúng phiên bản rồi khôi phục."
        raise InvalidInput(text, version=manifest["version"], step=later[0])
    if key and manifest["vault_key"] != key:
        raise InvalidInput(
            "Bản sao lưu niêm phong bằng khóa %(theirs)s, máy này đang giữ khóa %(ours)s. Chép vault.key của nơi sao lưu vào thư mục"
            " dữ liệu; nếu khóa đã mất, gọi với --without-key (các danh tính sẽ không mở được nữa).",
            theirs=manifest["vault_key"],
            ours=key,
        )


def known_migrations() -> set[str]:
    from django.db.migrations.loader import MigrationLoader

    return {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}


def has_data(connection: Any) -> bool:
    """Whether anybody has worked here: the ledger has lines, or there are accounts."""
    from giaoban.trust.accounts.models import User
    from giaoban.trust.audit.models import Event

    tables = set(connection.introspection.table_names())
    return any(model._meta.db_table in tables and model.objects.exists() for model in (Event, User))


def replace_database(source: Path, target: Path, stamp: str) -> None:
    """Copy beside, then take the place in one step; the database that was there is kept under another name."""
    partial = target.with_name(target.name + ".part")
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, partial)
    if target.exists() and _holds_something(target):
        _fold_journal(target)
        os.replace(target, target.with_name(f"{target.name}.{stamp}.cu"))
    for ending in ("-wal", "-shm"):
        target.with_name(target.name + ending).unlink(missing_ok=True)
    os.replace(partial, target)


def _holds_something(path: Path) -> bool:
    """Whether there is anything to keep: a database without tables is only the trace of a first start; a broken one is kept."""
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=5)) as database:
            return bool(database.execute("SELECT 1 FROM sqlite_master").fetchone())
    except sqlite3.DatabaseError:
        return True


def _fold_journal(path: Path) -> None:
    """Bring what still lies in the write-ahead file into the database, so that the kept copy is whole."""
    try:
        with contextlib.closing(sqlite3.connect(path, timeout=5)) as database:
            busy = database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    except sqlite3.DatabaseError:
        return  # a broken database is kept as it lies
    if busy:
        raise Conflict("Cơ sở dữ liệu đang có người dùng. Dừng phục vụ (giaoban serve) rồi gọi lại.")


def replace_files(source: Path, target: Path, stamp: str) -> None:
    """Contents are named by their hash: those already here stay, missing or damaged ones come from the backup."""
    if not source.is_dir():
        return
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            partial = place.with_name(f"tmp{stamp}")
            shutil.copyfile(path, partial)
            os.replace(partial, place)


def _checked(manifest: dict[str, Any]) -> dict[str, Any]:
    """The ledger is walked again in the restored database, and must be at least as long as when the backup began."""
    from giaoban.trust.audit.queries import verify as walk

    events, first_bad = walk()
    whole = first_bad is None and events >= manifest["events"]
    later = sorted(known_migrations() - set(applied_migrations()))
    return {"events": events, "chain": "ok" if whole else "broken", "first_bad": first_bad, "migrations_to_run": later}
