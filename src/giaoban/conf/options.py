"""The options of an installation: one frozen object, read from giaoban.toml in the data folder and from GIAOBAN_* variables."""

import os
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Options:
    """Every option with its help text; docs/operate/settings.md lists them."""

    home: Path = field(
        default=Path("giaoban-data"), metadata={"help": "Thư mục dữ liệu: cơ sở dữ liệu, tệp, khóa niêm phong, văn bản xuất ra"}
    )
    database: str = field(default="", metadata={"help": "postgresql://user:pass@host:port/name; để trống: SQLite trong thư mục dữ liệu"})
    hosts: str = field(default="127.0.0.1,localhost,[::1]", metadata={"help": "Các tên máy được phép trong địa chỉ, cách nhau dấu phẩy"})
    port: int = field(default=8000, metadata={"help": "Cổng phục vụ"})
    https: bool = field(default=False, metadata={"help": "Đặt sau máy chủ HTTPS: cookie chỉ gửi qua HTTPS"})
    debug: bool = field(default=False, metadata={"help": "Chỉ dùng khi phát triển"})
    max_file_mb: int = field(default=100, metadata={"help": "Dung lượng lớn nhất của một tệp tải lên (MB)"})
    today: str = field(default="", metadata={"help": "Ngày làm việc giả định (YYYY-MM-DD), chỉ cho bản dùng thử"})


def _convert(kind: type, value: object) -> object:
    if kind is bool:
        return value if isinstance(value, bool) else str(value).lower() in {"1", "true", "yes", "có"}
    if kind is Path:
        return Path(str(value)).expanduser()
    return kind(value)  # type: ignore[call-arg]


def _database(text: str) -> None:
    url = urlsplit(text)
    if text and (url.scheme not in ("postgresql", "postgres") or not url.path.strip("/")):
        raise ValueError("database: cần postgresql://user:pass@host:port/name")


def _today(text: str) -> None:
    if text:
        date.fromisoformat(text)


CHECKS: dict[str, Callable[[str], None]] = {"database": _database, "today": _today}


def _written(source: Path) -> dict[str, object]:
    try:
        return tomllib.loads(source.read_text("utf-8")) if source.exists() else {}
    except (ValueError, OSError) as error:
        raise SystemExit(
            f"{source}: không đọc được ({error}). Sửa tệp theo dạng TOML: tên = giá trị, chữ đặt trong dấu nháy kép."
        ) from error


def load_options() -> Options:
    """Read the options. An unknown key or an unreadable value ends with a sentence that says how to mend it."""
    home = Path(os.environ.get("GIAOBAN_HOME", "giaoban-data")).expanduser()
    source = home / "giaoban.toml"
    values = _written(source)
    known = {f.name: f for f in fields(Options)}
    if unknown := sorted(set(values) - set(known)):
        raise SystemExit(f"{source}: không có tùy chọn {', '.join(unknown)}. Các tùy chọn: {', '.join(known)}.")
    for name in known:
        if (env := os.environ.get(f"GIAOBAN_{name.upper()}")) is not None:
            values[name] = env
    values["home"] = home
    try:
        options = Options(**{name: _convert(known[name].type, value) for name, value in values.items()})  # type: ignore[arg-type]
        for name, check in CHECKS.items():
            check(getattr(options, name))
    except ValueError as error:
        raise SystemExit(f"{source}: giá trị không đọc được ({error}). Sửa tệp hoặc biến GIAOBAN_* tương ứng.") from error
    return options
