"""giaoban doctor: what is wrong with an installation, and how to mend it."""

import re
import shutil
import stat
import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from giaoban import __version__
from giaoban.core.values.errors import GiaoBanError

from .output import emit, say, with_json
from .refusals import reason_of, refusal_of

OK, WARN, BAD = "ok", "warn", "bad"
SIGNS = {OK: "tốt ", WARN: "lưu ý", BAD: "HỎNG"}
LEAST_FREE = 2 * 2**30
NEWEST = 300
AHEAD = timedelta(hours=1)
NEXT_YEAR_FROM = 10  # the notice of the next year's days off comes out in the last quarter


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``mend``: what to do when it is not ok."""

    what: str
    state: str
    said: str
    mend: str = ""


def arguments(parser: ArgumentParser) -> None:
    with_json(parser)


def run(args: Namespace) -> int:
    """0 when nothing is broken; things worth knowing do not fail."""
    found = list(examine())
    bad = sum(one.state == BAD for one in found)
    if args.json:
        emit({"version": __version__, "bad": bad, "findings": [asdict(one) for one in found]})
    for one in found:
        if not args.json or one.state == BAD:
            say(f"[{SIGNS[one.state]}] {one.what}: {one.said}")
            if one.mend:
                say(f"        → {one.mend}")
    return 1 if bad else 0


def examine() -> Iterator[Finding]:
    """Every look, in the order a person would mend; a look that fails itself is a finding too."""
    from django.conf import settings

    home = Path(settings.HOME)
    looks: dict[str, Callable[[], Finding | list[Finding]]] = {
        "Phiên bản": python,
        "Thư mục dữ liệu": lambda: folder(home),
        "Ổ đĩa": lambda: space(home),
        "Khóa phiên": lambda: secret(home / "session.key"),
        "Khóa niêm phong": lambda: secret(Path(settings.VAULT_KEY_FILE)),
        "Cơ sở dữ liệu": database,
        "Cấu trúc dữ liệu": migrations,
        "Công cụ sao lưu": dumping,
        "Đồng hồ máy": clock,
        "Kho danh tính": identities,
        "Tìm đơn trùng": repeats,
        "Tệp đính kèm": lambda: contents(Path(settings.MEDIA_ROOT)),
        "Quản trị viên": administrators,
        "Viết văn bản PDF": paper,
        "Đọc bản quét": scans,
        "Lịch làm việc": calendar,
        "Tùy chọn": lambda: options(settings),
    }
    for what, look in looks.items():
        try:
            answer = look()
        except Exception as error:
            known = error if isinstance(error, GiaoBanError) else refusal_of(error)
            said = str(known) if known else f"{type(error).__name__}: {error}"
            yield Finding(what, BAD, said, "Khắc phục các mục ở trên trước, rồi khám lại.")
            continue
        yield from answer if isinstance(answer, list) else [answer]


def python() -> Finding:
    return Finding("Phiên bản", OK, f"Giao Ban {__version__}, Python {sys.version.split()[0]}")


def folder(home: Path) -> Finding:
    if not home.is_dir():
        return Finding("Thư mục dữ liệu", BAD, f"không có {home}", "Đặt GIAOBAN_HOME đúng thư mục, hoặc chạy giaoban setup.")
    try:
        tempfile.TemporaryFile(dir=home).close()
    except OSError as error:
        said = f"không ghi được vào {home} ({reason_of(error)})"
        return Finding("Thư mục dữ liệu", BAD, said, "Cấp quyền ghi cho tài khoản chạy giaoban, hoặc dọn ổ đĩa.")
    return Finding("Thư mục dữ liệu", OK, str(home))


def space(home: Path) -> Finding:
    free = shutil.disk_usage(home).free
    said = f"còn {free / 2**30:.1f} GB"
    if free < LEAST_FREE:
        return Finding("Ổ đĩa", WARN if free > LEAST_FREE // 10 else BAD, said, "Dọn ổ đĩa hoặc chuyển thư mục dữ liệu sang ổ lớn hơn.")
    return Finding("Ổ đĩa", OK, said)


def secret(path: Path) -> Finding:
    """A key file: there, readable by its owner only."""
    if not path.is_file():
        return Finding(path.name, BAD, "không có tệp", f"Chép lại {path.name} từ nơi cất khóa vào thư mục dữ liệu.")
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        return Finding(path.name, BAD, "người khác trên máy đọc được", f"chmod 600 {path}")
    return Finding(path.name, OK, "chỉ chủ tệp đọc được")


def database() -> Finding:
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA quick_check(1)")
            said = cursor.fetchone()[0]
            if said != "ok":
                return Finding("Cơ sở dữ liệu", BAD, f"SQLite hỏng ({said})", "Dừng phục vụ, khôi phục từ bản sao lưu gần nhất.")
            return Finding("Cơ sở dữ liệu", OK, f"SQLite {connection.Database.sqlite_version}, nguyên vẹn")
        cursor.execute("SHOW server_version")
        return Finding("Cơ sở dữ liệu", OK, f"PostgreSQL {cursor.fetchone()[0]}")


def migrations() -> Finding:
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if waiting:
        return Finding("Cấu trúc dữ liệu", BAD, f"còn {len(waiting)} bước chưa chạy", "Sao lưu, rồi chạy giaoban setup.")
    return Finding("Cấu trúc dữ liệu", OK, "mới nhất")


def dumping() -> Finding:
    """Backup and restore of a server need its client's tools, not older than the server."""
    from django.db import connection

    what, mend = "Công cụ sao lưu", "Cài bộ công cụ khách PostgreSQL cùng phiên bản với máy chủ (postgresql-client)."
    if connection.vendor == "sqlite":
        return Finding(what, OK, "có sẵn trong ứng dụng")
    connection.ensure_connection()
    server = connection.connection.info.server_version // 10_000
    for tool in ("pg_dump", "pg_restore"):
        if (path := shutil.which(tool)) is None:
            return Finding(what, BAD, f"chưa có {tool}: không sao lưu, khôi phục được", mend)
        said = subprocess.run([path, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        if (found := re.search(r"\d+", said)) and int(found[0]) < server:
            return Finding(what, BAD, f"{tool} {found[0]} cũ hơn máy chủ PostgreSQL {server}", mend)
    return Finding(what, OK, f"pg_dump, pg_restore cho PostgreSQL {server}")


def clock() -> Finding:
    """The ledger never lies in the future: when it does, the machine's clock was set back, and every deadline is counted from a wrong day."""
    from giaoban.trust.audit.models import Event

    from .acting import moment

    now, last = moment(), Event.objects.order_by("-pk").values_list("at", flat=True).first()
    if last and last > now + AHEAD:
        said = f"máy báo {now:%H:%M %d/%m/%Y}, nhật ký đã ghi đến {last.astimezone(now.tzinfo):%H:%M %d/%m/%Y}"
        return Finding("Đồng hồ máy", BAD, said, "Đặt lại ngày giờ của máy và bật đồng bộ giờ (NTP).")
    return Finding("Đồng hồ máy", OK, f"{now:%H:%M %d/%m/%Y}")


def identities() -> Finding:
    from giaoban.registers.petitions.sealing import foreign_keys, key_name

    now = key_name()
    if others := foreign_keys():
        said = f"khóa hiện tại {now} không mở được danh tính đóng bằng khóa {', '.join(others)}"
        return Finding("Kho danh tính", BAD, said, "Đặt lại đúng tệp vault.key đã dùng khi nhập các danh tính ấy.")
    return Finding("Kho danh tính", OK, f"đang dùng khóa {now}")


def repeats() -> Finding:
    """Whether every letter is in the index by which repeats are found."""
    from giaoban.registers.petitions.queries import duplicate_index

    if lost := duplicate_index.missing():
        return Finding("Tìm đơn trùng", WARN, f"{lost} đơn chưa có trong chỉ mục", "Chạy: giaoban petitions index.")
    return Finding("Tìm đơn trùng", OK, "mọi đơn có trong chỉ mục")


def contents(media: Path) -> Finding:
    """The newest files are where they should be, at their size."""
    from giaoban.trust.files.models import StoredFile
    from giaoban.trust.files.queries import path_of

    rows = list(StoredFile.objects.order_by("-pk")[:NEWEST])
    lost = [row.sha256[:12] for row in rows if not path_of(row.sha256).is_file() or path_of(row.sha256).stat().st_size != row.size]
    if lost:
        said = f"thiếu hoặc cụt {len(lost)} trong {len(rows)} tệp mới nhất ({', '.join(lost[:3])})"
        return Finding("Tệp đính kèm", BAD, said, f"Khôi phục thư mục {media} từ bản sao lưu gần nhất.")
    return Finding("Tệp đính kèm", OK, f"đủ {len(rows)} tệp mới nhất")


def administrators() -> Finding:
    from giaoban.trust.accounts.choices import Role
    from giaoban.trust.accounts.models import User

    number = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).count()
    if not number:
        return Finding("Quản trị viên", BAD, "không có tài khoản quản trị nào đang mở", "Chạy giaoban setup để tạo.")
    return Finding("Quản trị viên", OK, f"{number} tài khoản")


def paper() -> Finding:
    """Documents can be written: a small one is made."""
    from giaoban.core.paper import letters, pdf
    from giaoban.core.paper.tree import Document, Para, Text

    missing = [path.name for path in letters.files() if not path.is_file()]
    if missing:
        return Finding("Viết văn bản PDF", BAD, f"thiếu phông chữ {', '.join(missing)}", "Cài lại gói giaoban.")
    words = Para((Text("Độ nghiêng của chữ: ắ ằ ẳ ẵ ặ"),))
    size = len(pdf.write(Document(form="state", issuer="Ủy ban nhân dân tỉnh", body=(words,))))
    return Finding("Viết văn bản PDF", OK, f"{size // 1024} KiB")


def scans() -> Finding:
    """Reading scanned pages needs tesseract with Vietnamese; everything else works without."""
    mend = "Cài tesseract-ocr và tesseract-ocr-vie nếu cần đọc bản quét."
    tool = shutil.which("tesseract")
    if tool is None:
        return Finding("Đọc bản quét", WARN, "chưa có tesseract; vẫn đọc được mọi tệp có chữ", mend)
    done = subprocess.run([tool, "--list-langs"], capture_output=True, text=True, check=False)  # noqa: S603
    if "vie" not in done.stdout.split():
        return Finding("Đọc bản quét", WARN, "tesseract chưa có tiếng Việt", mend)
    return Finding("Đọc bản quét", OK, "tesseract, tiếng Việt")


def calendar() -> Finding:
    from giaoban.trust.clocks.queries import calendar as of_installation

    from .acting import moment

    now, days = moment(), of_installation()
    year = now.year
    if not days.confirmed(year):
        mend = "Vào trang Thời hạn, nhập các ngày nghỉ theo thông báo chính thức và xác nhận."
        return Finding("Lịch làm việc", WARN, f"năm {year} chưa được xác nhận; thời hạn tính theo lịch dự kiến", mend)
    if now.month >= NEXT_YEAR_FROM and not days.confirmed(year + 1):
        mend = f"Khi có thông báo nghỉ lễ, Tết năm {year + 1}: nhập và xác nhận ở trang Thời hạn (xem trước bằng giaoban clocks replay)."
        return Finding("Lịch làm việc", WARN, f"năm {year} đã xác nhận; năm {year + 1} chưa, thời hạn sang năm là dự kiến", mend)
    return Finding("Lịch làm việc", OK, f"năm {year} đã xác nhận")


def options(settings: Any) -> list[Finding]:
    found = []
    if settings.DEBUG:
        found.append(Finding("debug", BAD, "đang bật: lỗi lộ dữ liệu ra trang", "Đặt debug = false trong giaoban.toml."))
    if settings.TODAY:
        said = f"ngày làm việc giả định {settings.TODAY}: chỉ dành cho bản dùng thử"
        found.append(Finding("today", WARN, said, "Bỏ today khỏi giaoban.toml khi dùng thật."))
    outside = [host for host in settings.ALLOWED_HOSTS if host not in ("127.0.0.1", "localhost", "[::1]")]
    if outside and not settings.SESSION_COOKIE_SECURE:
        said = f"phục vụ {', '.join(outside)} mà không có HTTPS: mật khẩu đi qua mạng không che"
        found.append(Finding("https", BAD, said, "Đặt sau máy chủ HTTPS và đặt https = true."))
    return found or [Finding("Tùy chọn", OK, "không có gì đáng ngại")]
