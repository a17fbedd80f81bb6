"""What a file really is, by its content."""

from giaoban.core.values.errors import InvalidInput

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
OFFICE: tuple[tuple[bytes, str], ...] = (
    (b"word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "application/vnd.oasis.opendocument.spreadsheet"),
)
EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
    OFFICE[0][1]: ".docx",
    OFFICE[1][1]: ".xlsx",
    OFFICE[2][1]: ".ods",
    "text/plain": ".txt",
    "text/html": ".html",
}


def media_type(content: bytes, name: str) -> str:
    """The type of a file by its content. Raises InvalidInput for an empty file and for types that are not kept."""
    if not content:
        raise InvalidInput("Tệp “%(name)s” rỗng. Đề nghị chọn lại tệp.", name=name, field="file")
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith(b"PK\x03\x04"):
        for mark, kind in OFFICE:
            if mark in content:
                return kind
    elif b"\x00" not in content[:4096] or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "text/html" if b"<html" in content[:2000].lower() or b"<!doctype html" in content[:2000].lower() else "text/plain"
    raise InvalidInput(
        "Tệp “%(name)s” không thuộc loại được nhận (pdf, docx, xlsx, ods, txt, html, png, jpg, tiff). Đề nghị chuyển sang một trong các loại này.",
        name=name,
        field="file",
    )
