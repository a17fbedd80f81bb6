"""Packed office files (docx, xlsx): what they declare is checked before anything is unpacked."""

import io
import zipfile

from giaoban.core.values.errors import InvalidInput

LARGEST_UNPACKED = 200 * 2**20
MOST_PARTS = 5_000
MOST_RATIO = 250


def check_package(data: bytes, name: str) -> frozenset[str]:
    """The parts of the package. Raises InvalidInput when it is broken, encrypted, or would unpack to a mass (a bomb)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        raise InvalidInput("Tệp %(name)s bị hỏng, không mở được. Hãy xin lại bản khác.", name=name) from None
    whole = sum(part.file_size for part in parts)
    bomb = whole > LARGEST_UNPACKED or len(parts) > MOST_PARTS or (whole > 20 * 2**20 and whole > MOST_RATIO * max(1, len(data)))
    if bomb:
        raise InvalidInput("Tệp %(name)s khi mở ra lớn bất thường, hệ thống không đọc. Hãy lưu lại thành bản gọn hơn.", name=name)
    if any(part.flag_bits & 0x1 for part in parts):
        raise InvalidInput("Tệp %(name)s có mật khẩu. Hãy bỏ mật khẩu rồi gửi lại.", name=name)
    return frozenset(part.filename for part in parts)
