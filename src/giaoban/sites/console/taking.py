"""What commands take from the command line: files, periods."""

from pathlib import Path

from giaoban.core.values.errors import InvalidInput, WrongUse
from giaoban.core.values.periods import Period

from .refusals import reason_of


def content_of(path: Path) -> bytes:
    """The bytes of a file. Raises InvalidInput naming the file that cannot be opened, and why."""
    try:
        return path.read_bytes()
    except OSError as error:
        text = "%(file)s: không mở được tệp (%(why)s). Kiểm tra đường dẫn và quyền đọc."
        raise InvalidInput(text, file=path, why=reason_of(error)) from error


def period_of(text: str) -> Period:
    """2026-Q2, 2026-H1, 2026-M9, 2026. Raises WrongUse."""
    try:
        return Period.parse(text)
    except InvalidInput as error:
        raise WrongUse(error.message, **error.params) from error


def folder_for(path: Path) -> Path:
    """A folder made ready for writing. Raises InvalidInput before any work when nothing can be written there."""
    probe = path / ".giaoban"
    try:
        path.mkdir(parents=True, exist_ok=True)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise InvalidInput("Không ghi được vào thư mục %(path)s: %(why)s.", path=path, why=reason_of(error)) from error
    return path
