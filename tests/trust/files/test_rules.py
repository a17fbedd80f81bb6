import io
import zipfile

import pytest

from giaoban.core.values.errors import InvalidInput
from giaoban.trust.files import rules
from giaoban.trust.files.rules import DOCX, EXTENSIONS, ODS, XLSX, clean_title, download_name, media_type


def packed(parts: dict[str, bytes]) -> bytes:
    box = io.BytesIO()
    with zipfile.ZipFile(box, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return box.getvalue()


def word(**more: bytes) -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w:document/>", **more})


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"II*\x00....", "image/tiff"),
        (word(), DOCX),
        (packed({"[Content_Types].xml": b"<Types/>", "xl/workbook.xml": b"<workbook/>"}), XLSX),
        (packed({"mimetype": ODS.encode(), "content.xml": b"<x/>"}), ODS),
        ("Kính gửi Ban Tiếp công dân".encode(), "text/plain"),
        ("Kính gửi".encode("utf-16"), "text/plain"),
        (b"<!DOCTYPE html><p>", "text/html"),
    ],
)
def test_type_is_what_the_content_says(content, kind) -> None:
    assert media_type(content, "tep.exe") == kind
    assert kind in EXTENSIONS


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "rỗng"),
        (b"MZ\x90\x00\x03\x00\x00", "không thuộc loại"),
        (b"\x7fELF\x02\x01\x01\x00", "không thuộc loại"),
        (b"a" * 5000 + b"\x00", "không thuộc loại"),
        (b"PK\x03\x04word/document.xml xl/workbook.xml", "hỏng"),
        (packed({"word/document.xml": b"x"}), "không thuộc loại"),
        (packed({"bai.txt": b"word/ xl/"}), "không thuộc loại"),
        (rules.OLD_OFFICE + b"\x00" * 600, "kiểu cũ"),
        (word(**{"word/vbaProject.bin": b"x"}), "macro"),
        (word(**{"../../etc/cron.d/x": b"x"}), "bất thường"),
        (word(**{"/etc/passwd": b"x"}), "bất thường"),
    ],
)
def test_hostile_content_is_refused_with_the_reason(content, why) -> None:
    with pytest.raises(InvalidInput, match=why) as refused:
        media_type(content, "don.docx")
    assert refused.value.field == "file"


def test_swollen_office_file_is_refused_without_unpacking() -> None:
    bomb = word(**{"word/media/image1.bmp": b"\x00" * (40 * 2**20)})
    assert len(bomb) < 100_000
    with pytest.raises(InvalidInput, match="nén quá mức"):
        media_type(bomb, "don.docx")


def test_office_file_of_too_many_parts_is_refused(monkeypatch) -> None:
    monkeypatch.setattr(rules, "MOST_PARTS", 3)
    with pytest.raises(InvalidInput, match="nén quá mức"):
        media_type(word(a=b"", b=b""), "don.docx")


def test_office_file_with_a_password_is_refused() -> None:
    content = bytearray(word())
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= 1
        place = content.find(b"PK\x01\x02", place + 4)
    with pytest.raises(InvalidInput, match="mật khẩu"):
        media_type(bytes(content), "don.docx")


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Công văn 12/CV-UBND.pdf", "Công văn 12/CV-UBND.pdf"),
        ("C:\\Users\\can bo\\don.pdf", "don.pdf"),
        ("../../etc/passwd", "passwd"),
        ("/tmp/don.pdf", "don.pdf"),
        ("don\u202efdp.exe", "donfdp.exe"),
        ("a\u200b\u2066b\x00c\x1b", "abc"),
        ("Đơn\n\ttố   cáo", "Đơn tố cáo"),
        ("...", "tệp"),
        ("", "tệp"),
        ("Đơn".encode().decode(), "Đơn"),
        ("x" * 300, "x" * 200),
    ],
)
def test_title_shows_nothing_hidden(given, kept) -> None:
    assert clean_title(given) == kept


@pytest.mark.parametrize(
    ("title", "kind", "name"),
    [
        ("Công văn 12/CV-UBND", "application/pdf", "Công văn 12-CV-UBND.pdf"),
        ("hoa-don.pdf.exe", "application/pdf", "hoa-don.pdf.exe.pdf"),
        ("Don.PDF", "application/pdf", "Don.pdf"),
        ('a"b<c>|?*', "text/plain", "a-b-c----.txt"),
        ("x" * 300, DOCX, "x" * 195 + ".docx"),
        (".pdf", "application/pdf", "pdf.pdf"),
        ("la", "application/x-unknown", "la.bin"),
    ],
)
def test_download_name_ends_as_the_content_says(title, kind, name) -> None:
    assert download_name(title, kind) == name
