"""Files of every kind, well made, odd and hostile."""

import io
import shutil
import struct
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pytest
import typst
import xlsxwriter
from docx import Document

from giaoban.core.reading.reader import read_file, read_text
from giaoban.core.values.errors import InvalidInput

from . import texts


def docx_bytes() -> bytes:
    document = Document()
    document.add_paragraph("Báo cáo công tác nội chính của Tỉnh ủy Bản Sơn quý III năm 2026")
    document.add_paragraph("Trong quý đã tiếp 1.688 lượt công dân.")
    table = document.add_table(rows=3, cols=4)
    rows = [("TT", "Nội dung", "Đơn vị tính", "Kỳ này"), ("1", "Khởi tố bị can", "bị can", "201"), ("2", "Xét xử bị cáo", "bị cáo", "190")]
    for line, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(line.cells, values, strict=True):
            cell.text = value
    document.add_paragraph("Đoạn cuối cùng.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def xlsx_bytes() -> bytes:
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet("Tội phạm")
        sheet.write_row(0, 0, ["TT", "Nội dung", "Đơn vị tính", "Quý III", "Cùng kỳ"])
        sheet.write_row(1, 0, [1, "Khởi tố vụ án", "vụ", 1145, 1150])
        sheet.write_row(2, 0, [2, "Khởi tố bị can", "bị can", 2201, 2188])
    return stream.getvalue()


def pdf_bytes(text: str) -> bytes:
    escaped = text.replace("#", "\\#").replace("*", "\\*").replace("-", "\\-").replace("@", "\\@").replace("/", "\\/").replace("\t", " ")
    return bytes(typst.compile(f'#set text(lang: "vi", size: 12pt)\n{escaped}'.encode()))


def refusal(data: bytes, name: str = "a.bin") -> str:
    with pytest.raises(InvalidInput) as caught:
        read_file(data, name)
    return str(caught.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_encodings(encoding: str) -> None:
    reading = read_file(texts.SPEECH.encode(encoding), "bai.txt")
    assert reading.text == texts.SPEECH
    assert reading.source.kind == "txt"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKD"])
def test_every_normal_form_reads_the_same(form: str) -> None:
    reading = read_text(unicodedata.normalize(form, texts.SPEECH))  # type: ignore[arg-type]
    assert [f.value for f in reading.figures] == [2400, 900, 25]
    assert len(reading.tasks) == 7
    assert unicodedata.is_normalized("NFC", reading.text)


def test_legacy_fonts() -> None:
    tcvn3 = "Trong quý đã tiếp 1.688 lượt công dân, giảm 5% so với cùng kỳ."
    table = {
        "ý": 0xFD, "đ": 0xAE, "ã": 0xB7, "ế": 0xD5, "ư": 0xAD, "ợ": 0xEE, "ô": 0xAB, "â": 0xA9, "ả": 0xB6, "ớ": 0xED, "ù": 0xEF, "ỳ": 0xFA,
    }  # fmt: skip
    data = bytes(table.get(char, ord(char) if ord(char) < 128 else 0x3F) for char in tcvn3)
    reading = read_file(data, "cu.txt")
    assert reading.text == tcvn3
    assert reading.source.encoding == "tcvn3"
    assert [f.indicator for f in reading.figures] == ["TCD_LUOT"]
    assert read_text(data.decode("latin-1")).source.encoding == "tcvn3"
    vni = "Ñaõ tieáp 1.688 löôït coâng daân, giaûm 5% so vôùi cuøng kyø."
    reading = read_file(vni.encode("latin-1"), "vni.txt")
    assert reading.text == "Đã tiếp 1.688 lượt công dân, giảm 5% so với cùng kỳ."
    assert reading.source.encoding == "vni"


def test_hidden_characters_do_not_hide_words() -> None:
    reading = read_text("Đã ti\u200bếp trên\u00a02.800\u00a0lượt công\u00ad dân\r\ntiếp công dân, tố cáo")
    assert reading.text == "Đã tiếp trên 2.800 lượt công dân\ntiếp công dân, tố cáo"
    assert [f.value for f in reading.figures] == [2800]


def test_html_reads_what_is_seen() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>Ẩn</title><script>var a='Đã tiếp 9 lượt công dân'</script></head><body><p>Tỉnh ủy: đã tiếp "
        "<b>1.688</b> lượt công dân&nbsp;&amp; khách.</p><style>p{}</style><table>"
        "<tr><th>TT</th><th>Nội dung</th><th>Đơn vị tính</th><th>Kỳ này</th></tr>"
        "<tr><td>1</td><td>Khởi tố bị can</td><td>bị can</td><td>201</td></tr></table><p>Tố cáo</p></body></html>"
    )
    reading = read_file(page.encode(), "trang.txt")
    assert reading.source.kind == "html"
    assert "script" not in reading.text
    assert "Ẩn" not in reading.text
    assert [(f.value, f.indicator) for f in reading.figures] == [(1688, "TCD_LUOT"), (201, "KT_BI_CAN")]


def test_docx_keeps_paragraphs_and_tables_in_order() -> None:
    reading = read_file(docx_bytes(), "bao-cao.pdf")
    assert reading.source.kind == "docx"
    assert [(f.value, f.unit, f.indicator) for f in reading.figures] == [
        (1688, "lượt", "TCD_LUOT"),
        (201, "bị can", "KT_BI_CAN"),
        (190, "bị cáo", "XX_BI_CAO"),
    ]
    assert reading.text.index("1.688") < reading.text.index("201") < reading.text.index("Đoạn cuối")


def test_xlsx_rows() -> None:
    reading = read_file(xlsx_bytes(), "so-lieu.xlsx")
    assert reading.source.kind == "xlsx"
    assert [(f.value, f.indicator) for f in reading.figures] == [(1145, "KT_VU_AN"), (1150, None), (2201, "KT_BI_CAN"), (2188, None)]


def test_pdf_with_text_joins_broken_lines() -> None:
    reading = read_file(pdf_bytes(texts.NEWS), "tin.pdf")
    assert (reading.source.kind, reading.source.pages, reading.source.ocr) == ("pdf", 1, False)
    assert [f.value for f in reading.figures][:3] == [3150, 45, 72]
    assert "Lương Văn Khải" in [p.name for p in reading.people]
    assert [t.assignees for t in reading.tasks][:1] == [("Công an tỉnh",)]


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed here")
def test_scans_are_recognised() -> None:
    page = "#set page(width: 16cm, height: 6cm)\n#set text(size: 16pt)\n"
    page += "Tỉnh ủy: Trong quý, đã tiếp 1.688 lượt công dân, giảm 15% so với cùng kỳ. Giải quyết tố cáo."
    png = bytes(typst.compile(page.encode(), format="png", ppi=200))
    reading = read_file(png, "chup.dat")
    assert (reading.source.kind, reading.source.ocr) == ("png", True)
    assert [f.value for f in reading.figures] == [1688]
    assert reading.figures[0].confidence < 0.8


def test_scan_without_the_program_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert "tesseract-ocr-vie" in refusal(b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, "a.png")


def test_missing_and_empty_files(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="Không mở được"):
        read_file(tmp_path / "khong-co.txt")
    for data in (b"", b"  \n\n", b"\xef\xbb\xbf", b"\xff\xfe"):
        assert "trống" in refusal(data)


def test_broken_files_are_refused_in_one_sentence() -> None:
    good = docx_bytes()
    assert "hỏng" in refusal(good[: len(good) // 2], "a.docx")
    assert "hỏng" in refusal(b"%PDF-1.7\n garbage", "a.pdf")
    assert "hỏng" in refusal(b"PK\x03\x04 nothing", "a.docx")
    assert "không phải văn bản" in refusal(bytes(range(1, 9)) * 400)
    assert "RTF" in refusal(b"{\\rtf1 abc}", "a.rtf")
    assert "Office cũ" in refusal(b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "a.doc")


def package(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as zipped:
        for name, data in parts.items():
            zipped.writestr(name, data)
    return stream.getvalue()


def test_zip_bomb_is_not_unpacked() -> None:
    bomb = package({"word/document.xml": b"0" * 60_000_000, "[Content_Types].xml": b"<a/>"})
    assert len(bomb) < 200_000
    assert "lớn bất thường" in refusal(bomb, "a.docx")


def test_macros_are_named() -> None:
    with zipfile.ZipFile(io.BytesIO(docx_bytes())) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    assert "macro" in refusal(package(parts | {"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"}), "a.docm")


def test_merged_cells_keep_their_columns() -> None:
    document = Document()
    table = document.add_table(rows=4, cols=5)
    rows = [
        ("TT", "Nội dung", "Đơn vị tính", "Năm 2026", "Năm 2025"),
        ("I", "Công tác điều tra", "", "", ""),
        ("1", "Khởi tố bị can", "bị can", "201", "188"),
        ("2", "Khởi tố vụ án", "vụ", "120", "130"),
    ]
    for line, values in zip(table.rows, rows, strict=True):
        for cell, value in zip(line.cells, values, strict=True):
            cell.text = value
    table.rows[1].cells[1].merge(table.rows[1].cells[4])
    document.add_paragraph("Báo cáo công tác nội chính của Tỉnh ủy")
    stream = io.BytesIO()
    document.save(stream)
    found = read_file(stream.getvalue(), "a.docx").figures
    assert [(f.value, f.unit, f.indicator) for f in found] == [
        (201, "bị can", "KT_BI_CAN"), (188, "bị can", None), (120, "vụ", "KT_VU_AN"), (130, "vụ", None),
    ]  # fmt: skip


def test_other_packages_are_refused() -> None:
    assert "tệp nén" in refusal(package({"a.txt": b"xin chao"}), "a.zip")


def test_entities_in_xml_do_no_harm() -> None:
    source = docx_bytes()
    attack = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
    with zipfile.ZipFile(io.BytesIO(source)) as zipped:
        parts = {name: zipped.read(name) for name in zipped.namelist()}
    body = parts["word/document.xml"]
    parts["word/document.xml"] = attack + body[body.index(b"?>") + 2 :].replace(b"1.688", b"&e;")
    assert "khai báo lạ" in refusal(package(parts), "a.docx")


def test_encrypted_pdf_is_named_so() -> None:
    encrypted = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
        b"3 0 obj<</Filter/Standard/V 1/R 2/P -4/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">>>endobj\n"
        b"trailer<</Root 1 0 R/Encrypt 3 0 R/ID[<00><00>]>>\n%%EOF"
    )
    assert "mật khẩu" in refusal(encrypted, "a.pdf")


def test_picture_with_a_mass_of_pixels_is_refused() -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    chunk = struct.pack(">I", len(header)) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    assert "quá lớn" in refusal(b"\x89PNG\r\n\x1a\n" + chunk, "a.png")


def test_too_large_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("giaoban.core.reading.sources.open.LARGEST_FILE", 1000)
    assert "quá lớn" in refusal(b"a " * 600)


def test_digest_is_that_of_the_file() -> None:
    first, second = read_file("Tỉnh ủy".encode(), "a"), read_file("Tỉnh ủy".encode("utf-16"), "a")
    assert first.text == second.text
    assert first.source.sha256 != second.source.sha256
    assert len(first.source.sha256) == 64
