"""What a file really is, by its content, and what it may be called."""

import io
import unicodedata
import zipfile

from giaoban.core.values.errors import InvalidInput

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"II*\x00", "image/tiff"),
    (b"MM\x00*", "image/tiff"),
)
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
EXTENSIONS = {
    "application/pdf": ".pdf",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
    DOCX: ".docx",
    XLSX: ".xlsx",
    ODS: ".ods",
    "text/plain": ".txt",
    "text/html": ".html",
}
SEALED_TYPE = "application/x-giaoban-sealed"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# A thousand-page office file unpacks to some tens of MB at a ratio of ten to thirty.
MOST_PARTS = 10_000
MOST_UNPACKED = 500 * 2**20
MOST_RATIO = 200
RATIO_COUNTS_FROM = 10 * 2**20

NO_NAME = "tệp"
LONGEST = 200


def clean_title(text: str) -> str:
    """A title fit to be shown and stored: no folders of somebody's computer, no invisible or direction-changing characters."""
    shown = "".join(" " if c.isspace() else c for c in unicodedata.normalize("NFC", text))
    shown = "".join(c for c in shown if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    shown = shown.rsplit("\\", 1)[-1]
    parts = shown.split("/")
    if any(part.strip() in ("", ".", "..") for part in parts):
        shown = parts[-1]
    return " ".join(shown.split()).strip(". ")[:LONGEST].strip() or NO_NAME


def download_name(title: str, media_type: str) -> str:
    """The name under which a file is handed out: the title without slashes, ending as its content says, whatever it was called."""
    ending = EXTENSIONS.get(media_type, ".bin")
    name = "".join("-" if c in '/\\:*?"<>|' else c for c in clean_title(title))
    stem = name[: -len(ending)] if name.lower().endswith(ending) else name
    return f"{stem.rstrip('. ')[: LONGEST - len(ending)] or NO_NAME}{ending}"


def sealed_title(place: int, media_type: str) -> str:
    """What a sealed file is called outside its box, on the disk, in the ledger and when handed out: its place among the record's files."""
    return f"tai-lieu-{place}{EXTENSIONS.get(media_type, '.bin')}"


def check_size(size: int, most: int, name: str) -> None:
    """Raises InvalidInput when a file is larger than ``most`` bytes."""
    if size > most:
        raise InvalidInput(
            "Tệp “%(name)s” nặng %(size)d MB, lớn hơn mức nhận %(limit)d MB. Đề nghị tách tệp hoặc quét ở độ phân giải thấp hơn.",
            name=clean_title(name),
            size=size // 2**20,
            limit=most // 2**20,
            field="file",
        )


def _refuse(message: str, name: str) -> InvalidInput:
    return InvalidInput(message, name=clean_title(name), field="file")


def _office(content: bytes, name: str) -> str | None:
    """The type of a zip of office parts; None for any other zip. Only the directory of the zip is read, nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            first = archive.read("mimetype")[:100] if "mimetype" in names and archive.getinfo("mimetype").file_size < 100 else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError) as error:
        raise _refuse("Tệp “%(name)s” hỏng hoặc có mật khẩu, không đọc được. Đề nghị mở ra, lưu lại rồi gửi.", name) from error
    unpacked = sum(part.file_size for part in parts)
    swollen = unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * len(content)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or swollen:
        raise _refuse("Tệp “%(name)s” nén quá mức bình thường nên không nhận. Đề nghị gửi bản pdf.", name)
    if any(part.flag_bits & 1 for part in parts):
        raise _refuse("Tệp “%(name)s” có mật khẩu. Đề nghị bỏ mật khẩu rồi gửi lại.", name)
    if any(n.startswith(("/", "\\")) or ".." in n.replace("\\", "/").split("/") for n in names):
        raise _refuse("Tệp “%(name)s” có cấu trúc bất thường nên không nhận.", name)
    if any(n.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for n in names):
        raise _refuse("Tệp “%(name)s” có macro. Đề nghị lưu thành docx hoặc xlsx không có macro.", name)
    if "[Content_Types].xml" in names:
        return DOCX if "word/document.xml" in names else XLSX if "xl/workbook.xml" in names else None
    return ODS if first == ODS.encode() else None


def media_type(content: bytes, name: str) -> str:
    """The type of a file by its content. Raises InvalidInput for an empty or hostile file and for types that are not kept."""
    if not content:
        raise _refuse("Tệp “%(name)s” rỗng. Đề nghị chọn lại tệp.", name)
    for signature, kind in SIGNATURES:
        if content.startswith(signature):
            return kind
    if content.startswith(OLD_OFFICE):
        raise _refuse("Tệp “%(name)s” là doc, xls kiểu cũ hoặc có mật khẩu. Đề nghị lưu thành docx, xlsx rồi gửi lại.", name)
    if content.startswith(b"PK"):
        if kind_of_office := _office(content, name):
            return kind_of_office
    elif b"\x00" not in content or content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = content[:2000].lower()
        return "text/html" if b"<html" in head or b"<!doctype html" in head else "text/plain"
    raise _refuse(
        "Tệp “%(name)s” không thuộc loại được nhận (pdf, docx, xlsx, ods, txt, html, png, jpg, tiff)."
        " Đề nghị chuyển sang một trong các loại này.",
        name,
    )
