"""Plain text in UTF-8, UTF-16, Windows code pages, TCVN3 or VNI."""

from giaoban.core.values.errors import InvalidInput
from giaoban.core.words.text import decode

from .text import SourceText


def read_plain(data: bytes, name: str) -> SourceText:
    """Raises InvalidInput for bytes that are no text."""
    text, encoding = decode(data)
    sample = text[:20_000]
    strange = sum(1 for char in sample if (ord(char) < 32 and char not in "\n\r\t\f\v") or char == "\ufffd")
    if strange > max(2, len(sample) // 50):
        raise InvalidInput("Tệp %(name)s không phải văn bản đọc được. Dùng txt, html, docx, pdf, xlsx hoặc ảnh png, jpg, tiff.", name=name)
    return SourceText(text, "txt", encoding=encoding)
