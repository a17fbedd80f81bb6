"""The three writers: what is in the file, that it is the same every time, and that words never become code."""

import io
import os
import re
import zipfile
from pathlib import Path

import docx as word
import pypdfium2
import pytest

from giaoban.core.paper import docx, html, pdf
from giaoban.core.paper.tree import Document, Number, Table, plain_text
from tests.core.paper import samples

KEPT = Path(__file__).parents[2] / "papers"


def pdf_words(made: bytes) -> str:
    file = pypdfium2.PdfDocument(made)
    text = " ".join(page.get_textpage().get_text_range() for page in file)
    file.close()
    return re.sub(r"\s+", " ", text)


def docx_xml(made: bytes) -> str:
    """The text and marks of the main part, a line for each paragraph, cell and section, without identifiers."""
    xml = zipfile.ZipFile(io.BytesIO(made)).read("word/document.xml").decode()
    xml = re.sub(r' w:rsid\w*="\w+"', "", xml[xml.index("<w:body>") :])
    return re.sub(r"(?=<w:(?:p|tbl|tr|tc|sectPr)[ >])", "\n", xml) + "\n"


@pytest.mark.parametrize("name", samples.ALL)
def test_docx_snapshot(name: str) -> None:
    kept, now = KEPT / f"{name}.docx.xml", docx_xml(docx.write(samples.ALL[name]()))
    if os.environ.get("PAPERS_REWRITE") == "1":
        kept.write_text(now, encoding="utf-8")
    assert now == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", samples.ALL)
@pytest.mark.parametrize("writer", [docx, pdf])
def test_same_tree_same_bytes(writer: object, name: str) -> None:
    made = [writer.write(samples.ALL[name]()) for _ in range(2)]  # type: ignore[attr-defined]
    assert made[0] == made[1]


@pytest.mark.parametrize("name", samples.ALL)
def test_pdf_has_every_word(name: str) -> None:
    document = samples.ALL[name]()
    words = pdf_words(pdf.write(document)).lower()
    missing = [word for word in plain_text(document).lower().split() if word not in words]
    assert missing == []


def test_pdf_is_archival_with_embedded_fonts_only() -> None:
    made = pdf.write(samples.party_report())
    assert b"<pdfaid:part>2</pdfaid:part>" in made
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in made
    fonts = set(re.findall(rb"/BaseFont\s*/([A-Z]{6}\+[\w-]+)", made))
    assert fonts
    assert all(b"Tinos" in font for font in fonts)


def test_pdf_numbers_pages_from_the_second_and_turns_the_annex() -> None:
    file = pypdfium2.PdfDocument(pdf.write(samples.party_report()))
    first, second, third = (page.get_textpage().get_text_range().split() for page in file)
    assert (first[0], second[0], third[0]) == ("TỈNH", "2", "3")
    assert [page.get_width() > page.get_height() for page in file] == [False, False, True]
    file.close()


def test_party_paper_is_not_a_state_paper() -> None:
    party, state = pdf_words(pdf.write(samples.party_report())), pdf_words(pdf.write(samples.state_report()))
    assert "ĐẢNG CỘNG SẢN VIỆT NAM" in party
    assert "Độc lập" not in party
    assert "Số 05-BC/BNCTU" in party
    assert "chính quyền. Nơi nhận" in party
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in state
    assert "Số: 210/BC-UBND" in state
    assert "Trân trọng báo cáo./." in state
    assert "TM. ỦY BAN NHÂN DÂN KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in state


def test_docx_opens_with_properties_and_language() -> None:
    file = word.Document(io.BytesIO(docx.write(samples.party_report())))
    properties = file.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("Ban Nội chính", "Ban Nội chính", "")
    assert f"{properties.created:%Y-%m-%d}" == "2026-09-18"
    assert file.styles["Normal"].font.name == "Times New Roman"
    assert [section.different_first_page_header_footer for section in file.sections] == [True, False]
    assert "PAGE" in file.sections[0].header._element.xml
    assert file.sections[1].page_width > file.sections[1].page_height
    names = set(re.findall(r'w:lang [^>]*w:val="([^"]+)"', file.styles.element.xml))
    assert names == {"vi-VN"}


def test_docx_table_repeats_titles_and_keeps_rows_whole() -> None:
    xml = docx_xml(docx.write(samples.register(40)))
    assert xml.count("<w:tblHeader/>") == 2
    assert xml.count("<w:cantSplit/>") >= 42
    assert 'w:orient="landscape"' in xml


def test_docx_spans_make_a_full_grid() -> None:
    file = word.Document(io.BytesIO(docx.write(samples.party_report())))
    table = next(each for each in file.tables if each.cell(0, 0).text == "TT")
    assert [cell.text for cell in table.rows[0].cells] == ["TT", "Nội dung", "Kết quả", "Kết quả", "So sánh", "So sánh"]
    assert [cell.text for cell in table.rows[1].cells] == ["TT", "Nội dung", "Quý III/2026", "Quý III/2025", "+/-", "%"]
    assert len({len(row.cells) for row in table.rows}) == 1


def test_pdf_register_repeats_titles_on_every_page() -> None:
    file = pypdfium2.PdfDocument(pdf.write(samples.register(40)))
    pages = [page.get_textpage().get_text_range() for page in file]
    file.close()
    assert len(pages) > 3
    assert all("Ghi" in page and "(13)" in page for page in pages)
    assert "Vàng Thị Mẩy 40" in re.sub(r"\s+", " ", pages[-1])


def test_html_links_each_number_with_an_origin() -> None:
    written = html.write(samples.party_report(), lambda ref: f"/figures/{ref}?a=1&b=2")
    ref = "figure:RECEPTION_TURNS@2026-Q3"
    first = f'<a class="paper-number" href="/figures/{ref}?a=1&amp;b=2" data-ref="{ref}">2.815</a>'
    assert first in written
    origins = [number for number in samples.party_report().numbers() if number.ref]
    assert written.count("<a ") == len(origins)
    assert "<a " not in html.write(samples.party_report())
    assert 'data-ref="figure:PETITIONS@2026-Q3"' in html.write(samples.party_report(), lambda ref: None)


def test_html_refuses_an_address_that_runs_code() -> None:
    assert "javascript" not in html.write(samples.party_report(), lambda ref: "javascript:alert(1)")


def test_html_escapes_every_word() -> None:
    written = html.write(samples.hostile(), lambda ref: f'/x?"><script>{ref}')
    assert "<script" not in written
    assert "<img" not in written
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in written
    assert " style=" not in written


def test_hostile_words_stay_words_in_pdf_and_docx() -> None:
    words = pdf_words(pdf.write(samples.hostile()))
    for said in ('#set page(width: 1pt) $x$ *đậm* _nghiêng_ @nhãn `mã` "nháy" \\ //', "#import $1$ *a* @b <c> = d [e] {f} ~ \\n --"):
        assert said in words
    text = "\n".join(line.text for line in word.Document(io.BytesIO(docx.write(samples.hostile()))).paragraphs)
    assert "<script>alert('x')</script> & #import $1$" in text


@pytest.mark.parametrize("ending", ["\\", '\\"', '"', '\\\\"; panic("x")', "\n", "\\u{41}"])
def test_quoting_ends_no_typst_string(ending: str) -> None:
    document = Document(form="party", issuer=f"Ban{ending}", type_name="Báo cáo", body=(Table((f"a{ending}",), ((),)),))
    assert "BÁO CÁO" in pdf_words(pdf.write(document))


def test_empty_document_is_still_a_paper() -> None:
    bare = Document(form="state", issuer="Thanh tra tỉnh")
    assert "THANH TRA TỈNH" in pdf_words(pdf.write(bare))
    assert docx.write(bare)[:2] == b"PK"
    assert "Nơi nhận" not in html.write(bare)


def test_numbers_print_alike_everywhere() -> None:
    document = Document(form="party", issuer="Ban", body=(Table(("Số",), ((samples.cell(Number("1.204", "figure:A@2026")),),)),))
    assert "figure:A" not in docx_xml(docx.write(document))
    assert "figure:A" not in pdf.source(document)
    assert "1.204" in pdf_words(pdf.write(document))


def test_html_page_stands_alone() -> None:
    whole = html.page(samples.state_letter())
    assert whole.startswith("<!DOCTYPE html>")
    assert "url(" not in whole
    assert "<script" not in whole
