"""Every corner of a docx or a pdf in which a name can hide, opened and read as text; what cannot be read is told and not let through.

Pictures are not let through at all: handwriting, a stamp or a photographed page is identity itself (Luật Tố cáo Điều 8.3, 56.2).
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from giaoban.core.values.errors import InvalidInput

TAG = re.compile(r"<[^>]+>")
PARAGRAPH = re.compile(r"<(?:w:p|a:p|text:p)[ >].*?</(?:w:p|a:p|text:p)>", re.DOTALL)
ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')
PERSONAL = ("author", "initials", "name", "title", "descr", "target", "val", "tooltip", "alias", "tag")
REMOVED = re.compile(r"<w:(?:del|moveFrom) .*?</w:(?:del|moveFrom)>", re.DOTALL)
PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".svg", ".webp")
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
LITERAL = re.compile(rb"\((?:[^()\\]|\\.)*\)", re.DOTALL)
HEXED = re.compile(rb"<([0-9A-Fa-f\s]{4,})>")
MOST_UNPACKED = 60 * 2**20
MOST_PAGES = 2_000
WHERE = {
    "word/document.xml": "nội dung",
    "word/comments.xml": "ghi chú bên lề",
    "docProps/core.xml": "thuộc tính tệp (tác giả, tiêu đề)",
    "docProps/app.xml": "thuộc tính tệp (cơ quan, phần mềm)",
    "docProps/custom.xml": "thuộc tính tệp tự đặt",
    "word/footnotes.xml": "chú thích cuối trang",
    "word/endnotes.xml": "chú thích cuối văn bản",
    "word/settings.xml": "thiết lập của tệp",
}


@dataclass(slots=True)
class Inside:
    """What a file holds: readable corners, and things that no search can vouch for."""

    corners: list[tuple[str, str]] = field(default_factory=list)
    unreadable: list[str] = field(default_factory=list)


def inspect(content: bytes, name: str = "") -> Inside:
    """Every corner of the file. Raises InvalidInput when it is neither docx nor pdf, or broken."""
    inside = Inside([("tên tệp", name.rsplit(".", 1)[0])] if name else [])
    if content.startswith(b"%PDF-"):
        _pdf(content, inside)
    elif content.startswith(b"PK"):
        _docx(content, inside)
    else:
        raise InvalidInput("Bản đã che phải là docx hoặc pdf có chữ, không phải bản chụp. Gõ lại nội dung rồi lưu.", field="file")
    return inside


def _docx(content: bytes, inside: Inside) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            if sum(part.file_size for part in package.infolist()) > MOST_UNPACKED or "word/document.xml" not in package.namelist():
                raise InvalidInput("Tệp không phải văn bản Word đọc được. Lưu lại thành docx rồi gửi.", field="file")
            inside.corners.append(("lời ghi của tệp nén", package.comment.decode("utf-8", "replace")))
            for part in package.infolist():
                inside.corners.append(("tên phần trong tệp", part.filename))
                inside.corners.append(("lời ghi của phần trong tệp", part.comment.decode("utf-8", "replace")))
                _docx_part(part.filename, package.read(part), inside)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as error:
        raise InvalidInput("Tệp Word hỏng hoặc có mật khẩu, không soát được. Lưu lại rồi gửi.", field="file") from error


def _docx_part(name: str, data: bytes, inside: Inside) -> None:
    low = name.lower()
    where = WHERE.get(name, f"phần {name}")
    if low.startswith("docprops/thumbnail"):
        inside.unreadable.append("ảnh thu nhỏ của tệp")
    elif low.endswith(PICTURES):
        inside.unreadable.append(f"ảnh {name.rsplit('/', 1)[-1]} (ảnh chụp, chữ viết tay là danh tính)")
    elif "/embeddings/" in low or low.endswith((".bin", ".docx", ".xlsx", ".ole")):
        inside.unreadable.append(f"tệp nhúng {name.rsplit('/', 1)[-1]}")
    elif low.endswith((".xml", ".rels", ".vml")):
        _xml(where, data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace"), inside)
    elif not low.endswith((".odttf", ".ttf", "/")):
        inside.corners.append((where, data.decode("utf-8", "replace")))


def _xml(where: str, text: str, inside: Inside) -> None:
    """The words of each paragraph run together as they are read, those marked deleted or hidden too, and what stands in attributes."""
    for removed in REMOVED.findall(text):
        inside.corners.append((f"{where}, chữ đã xóa còn lưu vết", _words(removed)))
    paragraphs = PARAGRAPH.findall(text)
    for paragraph in paragraphs:
        inside.corners.append((f"{where}, chữ ẩn" if "<w:vanish" in paragraph else where, _words(paragraph)))
    inside.corners.append((where, _words(text if not paragraphs else PARAGRAPH.sub(" ", text), " ")))
    inside.corners.append((where, " ".join(_words(paragraph) for paragraph in paragraphs)))
    said = (value for key, value in ATTRIBUTE.findall(text) if key.rsplit(":", 1)[-1].lower() in PERSONAL)
    inside.corners.append((f"{where}, thuộc tính ẩn", " | ".join(dict.fromkeys(unescape(value) for value in said))))
    inside.corners += [(f"{where}, lời ghi ẩn", unescape(each)) for each in re.findall(r"<!--(.*?)-->", text, re.DOTALL)]


def _words(xml: str, between: str = "") -> str:
    kept = re.sub(r"<w:(?:tab|br|cr)\b[^>]*/>", " ", xml)
    return unescape(TAG.sub(between, kept))


def _pdf(content: bytes, inside: Inside) -> None:
    import pypdfium2
    from pypdfium2 import raw

    try:
        book = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise InvalidInput("Tệp PDF hỏng hoặc có mật khẩu, không soát được. Lưu lại rồi gửi.", field="file") from error
    try:
        if len(book) > MOST_PAGES:
            raise InvalidInput("Tệp PDF quá nhiều trang. Chia nhỏ rồi gửi.", field="file")
        inside.corners += [("thuộc tính tệp (tác giả, tiêu đề)", value) for value in book.get_metadata_dict().values() if value]
        if book.count_attachments():
            inside.unreadable.append("tệp đính kèm trong PDF")
        inside.corners += [("mục lục của PDF", each.get_title()) for each in book.get_toc()]
        for number in range(len(book)):
            _page(book[number], number + 1, raw, inside)
    finally:
        book.close()
    _objects(content, inside)


def _page(page: Any, number: int, raw: Any, inside: Inside) -> None:
    layer = page.get_textpage()
    try:
        text = str(layer.get_text_range())
    finally:
        layer.close()
    inside.corners += [(f"phần chữ trang {number}", text), (f"phần chữ trang {number}", " ".join(text.split()))]
    if any(True for _ in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=8)):
        inside.unreadable.append(f"ảnh ở trang {number} (ảnh chụp, chữ viết tay là danh tính)")
    if raw.FPDFPage_GetAnnotCount(page):
        inside.unreadable.append(f"ghi chú, ô điền ở trang {number}")


def _objects(content: bytes, inside: Inside) -> None:
    """Beside the pages: XMP, properties of earlier saves, and earlier saves themselves, which a viewer no longer shows."""
    saves, linear = content.count(b"startxref"), b"/Linearized" in content[:2048]
    if saves > (2 if linear else 1):
        inside.unreadable.append("bản lưu trước còn nằm trong PDF")
    pieces, unpacked = [STREAM.sub(b" ", content)], 0
    for packed in STREAM.findall(content):
        try:
            plain = zlib.decompressobj().decompress(packed, MOST_UNPACKED - unpacked)
        except zlib.error:
            plain = packed
        unpacked += len(plain)
        if b"<x:xmpmeta" in plain or b"<rdf:" in plain:
            inside.corners.append(("thuộc tính XMP", unescape(TAG.sub(" ", plain.decode("utf-8", "replace")))))
        elif b" obj" in plain or b"/Title" in plain or b"/Author" in plain or b"/T(" in plain:
            pieces.append(plain)
        if unpacked >= MOST_UNPACKED:
            inside.unreadable.append("phần nén quá lớn trong PDF")
            break
    for piece in pieces:
        said = [_string(each[1:-1].replace(b"\\(", b"(").replace(b"\\)", b")")) for each in LITERAL.findall(piece)]
        said += [_string(bytes.fromhex(h + "0" * (len(h) % 2))) for h in (re.sub(rb"\s", b"", e).decode() for e in HEXED.findall(piece))]
        inside.corners.append(("thuộc tính, chuỗi trong PDF", " | ".join(said)))


def _string(data: bytes) -> str:
    if data[:2] == b"\xfe\xff":
        return data[2:].decode("utf-16-be", "replace")
    if data[:2] == b"\xff\xfe":
        return data[2:].decode("utf-16-le", "replace")
    return data.decode("utf-8", "replace")
