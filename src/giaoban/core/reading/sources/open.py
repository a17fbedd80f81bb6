"""Which source reads a file: told by its first bytes and its parts, never by its name."""

import re

from giaoban.core.values.errors import InvalidInput

from .packages import check_package
from .plain import read_plain
from .text import SourceText

LARGEST_FILE = 50 * 2**20
_PICTURES = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"II*\x00", "tiff"), (b"MM\x00*", "tiff"))
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|div|p|table|article|meta|title|h[1-6]|section)\b",
    re.IGNORECASE | re.DOTALL,
)
_REFUSED = (
    (b"{\\rtf", "RTF"),
    (b"MZ", "chương trình chạy"),
    (b"\x7fELF", "chương trình chạy"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x1f\x8b", "gzip"),
)


def _packed(data: bytes, name: str) -> SourceText:
    from .docx import read_docx
    from .xlsx import read_xlsx

    parts = check_package(data, name)
    if "word/vbaProject.bin" in parts or "xl/vbaProject.bin" in parts:
        raise InvalidInput("Tệp %(name)s có macro, hệ thống không đọc. Hãy lưu lại thành docx hoặc xlsx không macro.", name=name)
    if "word/document.xml" in parts:
        return read_docx(data, name)
    if "xl/workbook.xml" in parts or "xl/workbook.bin" in parts or "content.xml" in parts:
        return read_xlsx(data, name)
    raise InvalidInput("Tệp %(name)s là tệp nén, không phải docx hay xlsx. Hãy giải nén rồi gửi từng tệp.", name=name)


def open_source(data: bytes, name: str) -> SourceText:
    """The text of the file. Raises InvalidInput with what is wrong and how to mend it."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InvalidInput("Tệp %(name)s trống.", name=name)
    if len(data) > LARGEST_FILE:
        raise InvalidInput("Tệp %(name)s quá lớn, tối đa %(most)s MB.", name=name, most=LARGEST_FILE >> 20)
    if b"%PDF-" in data[:1024]:
        from .pdf import read_pdf

        return read_pdf(data, name)
    if data.startswith(b"PK"):
        return _packed(data, name)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise InvalidInput("Tệp %(name)s là bản Office cũ hoặc có mật khẩu. Hãy lưu lại thành docx hoặc xlsx không mật khẩu.", name=name)
    for magic, kind in _PICTURES:
        if data.startswith(magic):
            from .image import read_image

            return read_image(data, name, kind)
    for magic, said in _REFUSED:
        if data.startswith(magic):
            raise InvalidInput(
                "Tệp %(name)s là %(kind)s, hệ thống không đọc. Dùng txt, html, docx, pdf, xlsx hoặc ảnh.", name=name, kind=said
            )
    plain = read_plain(data, name)
    if _HTML.match(plain.text[:4096]):
        from .html import read_html

        return read_html(data, name)
    return plain
