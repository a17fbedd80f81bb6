"""Sentences for what goes wrong outside the application's own rules: wrong arguments, files of the machine, the database."""

import errno
import re
import sys

from giaoban.core.values.errors import GiaoBanError, InvalidInput, WrongUse
from giaoban.core.values.kinds import gettext_noop as told

# What argparse says -> the sentence for people; the groups of the pattern fill its places.
WRONG_USE = (
    (r"the following arguments are required: (?P<names>.+)", told("Thiếu %(names)s. Xem: %(prog)s --help")),
    (r"unrecognized arguments: (?P<names>.+)", told("Lệnh không có tham số %(names)s. Xem: %(prog)s --help")),
    (
        r"argument (?P<name>.+?): invalid choice: '?(?P<value>.+?)'? \(choose from (?P<known>.+)\)",
        told("%(name)s: không có “%(value)s”; chọn một trong: %(known)s. Xem: %(prog)s --help"),
    ),
    (r"argument (?P<name>.+?): expected .+", told("%(name)s: thiếu giá trị. Xem: %(prog)s --help")),
    (
        r"argument (?P<name>.+?): invalid int value: '?(?P<value>.*?)'?",
        told("%(name)s: “%(value)s” không phải số nguyên. Xem: %(prog)s --help"),
    ),
    (
        r"argument (?P<name>.+?): ignored explicit argument '?(?P<value>.*?)'?",
        told("%(name)s không nhận giá trị (“%(value)s”). Xem: %(prog)s --help"),
    ),
    (r"argument (?P<name>.+?): (?P<why>.+)", told("%(name)s: %(why)s. Xem: %(prog)s --help")),
)
OTHERWISE = told("Gọi lệnh chưa đúng: %(why)s. Xem: %(prog)s --help")
REASONS = {
    errno.ENOENT: told("không có ở đó"),
    errno.EISDIR: told("là thư mục, không phải tệp"),
    errno.ENOTDIR: told("một phần của đường dẫn không phải thư mục"),
    errno.EEXIST: told("đã có tệp trùng tên"),
    errno.EACCES: told("không có quyền"),
    errno.EPERM: told("không có quyền"),
    errno.EROFS: told("ổ đĩa chỉ cho đọc"),
    errno.ENOSPC: told("ổ đĩa đầy"),
    errno.ENAMETOOLONG: told("tên quá dài"),
}


def wrong_use(message: str, prog: str) -> WrongUse:
    """The refusal of a command that argparse could not read."""
    for pattern, sentence in WRONG_USE:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            given = match.groupdict()
            if "known" in given:
                given["known"] = given["known"].replace("'", "")
            return WrongUse(sentence, prog=prog, **given)
    return WrongUse(OTHERWISE, why=message, prog=prog)


def reason_of(error: OSError) -> str:
    """Why the machine refused, in words: "không có quyền"; the machine's own words when it is something rare."""
    return REASONS.get(error.errno or 0, error.strerror or str(error))


def refusal_of(error: Exception) -> GiaoBanError | None:
    """The sentence for an error of the machine or the database; None for anything else, which is a fault of the application."""
    if isinstance(error, OSError):
        return InvalidInput("Không đọc hoặc ghi được %(file)s: %(why)s.", file=error.filename or "tệp", why=reason_of(error))
    database = sys.modules.get("django.db")
    if database is None or not isinstance(error, database.OperationalError | database.ProgrammingError):
        return None
    why = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if "no such table" in why or "no such column" in why or ("does not exist" in why and ("relation" in why or "column" in why)):
        return InvalidInput("Cơ sở dữ liệu chưa được dựng hoặc chưa nâng cấp cho bản này. Chạy: giaoban setup.")
    if "locked" in why:
        return InvalidInput("Cơ sở dữ liệu đang bận vì một việc khác đang ghi. Chờ việc ấy xong rồi gọi lại.")
    return InvalidInput("Cơ sở dữ liệu không trả lời (%(why)s). Xem GIAOBAN_DATABASE, rồi chạy giaoban doctor.", why=why)
