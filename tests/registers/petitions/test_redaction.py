"""What tells who wrote a letter is found however it is written, and in whatever corner of a file it hides."""

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest

from giaoban.core.paper import docx, pdf
from giaoban.core.paper.tree import Document, para
from giaoban.core.values.errors import InvalidInput
from giaoban.registers.petitions.rules.redaction import BAR, Traces, faults, find, redact
from giaoban.registers.petitions.rules.redaction_files import inspect
from giaoban.registers.petitions.rules.small_counts import shown_count, shown_counts

TAM = Traces("Nguyễn Thị Tám", 1961, ("Thôn Ba Lạch, xã Khê Đông",), ("912345678",), ("038061000123",), ("Út Lành", "Vietcombank 00710"))


@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Thị Tám", "NGUYỄN THỊ TÁM", "nguyen thi tam", "Nguyê\u0303n Thi\u0323 Ta\u0301m", "Nguyễn\u200b Thị\u00ad Tám", "Tám Nguyễn", "Thị-Tám",
        "nguyen_thi_tam", "nguyenthitam", "tamnguyenthi", "nttam", "tamnt", "N.T.T", "N. T. Tám", "bà Tám", "ba tam", "ông Tám", "đồng chí Tám", "TÁM",
        "+84 912 345 678", "0912.345.678", "(0912) 345-678", "84912345678", "038 061 000 123", "038061000123", "sinh năm 1961", "12/3/1961",
        "ngày 12 tháng 3 năm 1961", "(1961)", "thôn Ba Lạch", "THON BA LACH", "Ba  Lạch", "tam.61@thu.vn", "út lành", "vietcombank 00710",
    ],
)  # fmt: skip
def test_trace_is_found_and_blacked_out(text: str) -> None:
    around = f"Người gửi: {text}, đề nghị làm rõ."
    assert find(around, TAM)
    masked, count = redact(around, TAM)
    assert count >= 1
    assert masked.startswith("Người gửi: ")
    assert masked.endswith("đề nghị làm rõ.")
    assert BAR in masked
    assert not find(masked, TAM)


@pytest.mark.parametrize(
    "text",
    [
        "Cán bộ địa chính xã Khê Đông lập khống tám hồ sơ, thửa 118, năm 2019.",
        "Ông Nguyễn Văn Bền nhận 912 triệu đồng ngày 01/9/2026, thị trấn đã biết.",
        "Điện thoại cơ quan 0203 999 888; căn cứ Quyết định 1961/QĐ-UBND.",
    ],
)
def test_ordinary_sentence_stays_as_it_is(text: str) -> None:
    assert redact(text, TAM) == (text, 0)


def test_nobody_known_masks_only_addresses_of_mail() -> None:
    assert redact("Ông A ở thôn B, a@b.vn", Traces()) == (f"Ông A ở thôn B, {BAR}", 1)


def paper(*lines: str) -> Document:
    return Document(form="state", issuer="THANH TRA TỈNH", type_name="BẢN TRÍCH", body=tuple(para(line) for line in lines))


@pytest.mark.parametrize("write", [docx.write, pdf.write])
def test_own_clean_copy_passes_and_one_with_a_name_does_not(write: Callable[[Document], bytes]) -> None:
    clean, dirty = inspect(write(paper("Lập khống hồ sơ hỗ trợ nhà ở"))), inspect(write(paper("Đơn của bà Tám, thôn Ba Lạch")))
    assert (clean.unreadable, faults(clean.corners, TAM)) == ([], [])
    assert any("họ tên" in fault for fault in faults(dirty.corners, TAM))
    assert any("địa chỉ" in fault for fault in faults(dirty.corners, TAM))


CLEAN = docx.write(paper("Lập khống hồ sơ hỗ trợ nhà ở"))
BODY = '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:p>'


def changed(**parts: bytes) -> bytes:
    """The clean docx with parts replaced or added; ``__`` in a name is ``/``, ``_dot_`` is ``.``."""
    given = {name.replace("__", "/").replace("_dot_", "."): data for name, data in parts.items()}
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(CLEAN)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            new.writestr(part.filename, given.pop(part.filename, None) or old.read(part))
        for name, data in given.items():
            new.writestr(name, data)
    return out.getvalue()


def body_with(xml: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(CLEAN)) as package:
        return changed(word__document_dot_xml=package.read("word/document.xml").replace(b"<w:body>", b"<w:body>" + xml.encode()))


HIDING_IN_DOCX = {
    "split over runs": body_with("<w:p><w:r><w:t>Nguyễn Th</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>ị Tám</w:t></w:r></w:p>"),
    "split over paragraphs": body_with("<w:p><w:r><w:t>Nguyễn</w:t></w:r></w:p><w:p><w:r><w:t>Thị Tám</w:t></w:r></w:p>"),
    "hidden": body_with("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>Nguyễn Thị Tám</w:t></w:r></w:p>"),
    "deleted, tracked": body_with('<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>Nguyễn Thị Tám</w:delText></w:r></w:del></w:p>'),
    "author of a change": body_with('<w:p><w:ins w:id="1" w:author="Nguyen Thi Tam"><w:r><w:t>x</w:t></w:r></w:ins></w:p>'),
    "description of a shape": body_with('<w:p><w:r><docPr id="1" name="x" descr="bà Tám"/></w:r></w:p>'),
    "field code": body_with("<w:p><w:r><w:instrText>HYPERLINK mailto:tam@x.vn</w:instrText></w:r></w:p>"),
    "xml entity": body_with("<w:p><w:r><w:t>Nguy&#7877;n Th&#7883; T&#225;m</w:t></w:r></w:p>"),
    "xml comment": body_with("<!-- Nguyễn Thị Tám --><w:p/>"),
    "comment in the margin": changed(word__comments_dot_xml=BODY.format("<w:r><w:t>hỏi bà Tám</w:t></w:r>").encode()),
    "title": changed(docProps__custom_dot_xml=b"<p><v>don cua nguyen thi tam</v></p>"),
    "utf-16 part": changed(customXml__item1_dot_xml="<a>Nguyễn Thị Tám</a>".encode("utf-16")),
    "name of a part": changed(word__NguyenThiTam_dot_xml=b"<a/>"),
    "thumbnail": changed(docProps__thumbnail_dot_jpeg=b"\xff\xd8\xff"),
    "scan inside": changed(word__media__image1_dot_png=b"\x89PNG"),
    "embedded file": changed(word__embeddings__a_dot_xlsx=b"PK"),
    "settings": changed(word__settings_dot_xml=b'<w:settings><w:rsid w:val="0912345678"/></w:settings>'),
}


@pytest.mark.parametrize("case", HIDING_IN_DOCX)
def test_identity_hidden_in_a_docx_is_told_with_its_place(case: str) -> None:
    inside = inspect(HIDING_IN_DOCX[case])
    assert inside.unreadable or faults(inside.corners, TAM), case


def test_zip_comment_and_file_name_are_searched() -> None:
    out = io.BytesIO(CLEAN)
    with zipfile.ZipFile(out, "a") as package:
        package.comment = "bà Tám".encode()
    assert faults(inspect(out.getvalue()).corners, TAM)
    assert faults(inspect(CLEAN, "don-nguyen-thi-tam.docx").corners, TAM) == ["tên tệp: họ tên"]


SOUND = pdf.write(paper("Lập khống hồ sơ"))


def with_object(text: bytes) -> bytes:
    """A pdf with an object no page refers to, in front of its cross references."""
    at = SOUND.rindex(b"xref") if b"\nxref" in SOUND else SOUND.rindex(b"startxref")
    return SOUND[:at] + b"999 0 obj\n" + text + b"\nendobj\n" + SOUND[at:]


HIDING_IN_PDF = {
    "old title": with_object(b"<</Title (Nguyen Thi Tam)>>"),
    "old title, utf-16": with_object(b"<</Author <" + ("\ufeff" + "Nguyễn Thị Tám").encode("utf-16-be").hex().encode() + b">>>"),
    "xmp": with_object(
        b"<</Type/Metadata>>stream\n" + zlib.compress("<x:xmpmeta><rdf:RDF>bà Tám</rdf:RDF></x:xmpmeta>".encode()) + b"\nendstream"
    ),
    "earlier save": SOUND + b"\nstartxref\n9\n%%EOF\n",
}


@pytest.mark.parametrize("case", HIDING_IN_PDF)
def test_identity_hidden_in_a_pdf_is_told_with_its_place(case: str) -> None:
    inside = inspect(HIDING_IN_PDF[case])
    assert inside.unreadable or faults(inside.corners, TAM), case


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n", b"plain", b"PK\x03\x04broken", b"%PDF-1.7 broken", b""])
def test_what_cannot_be_searched_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        inspect(content)


def test_small_counts_are_not_published() -> None:
    """Luật Tố cáo Điều 56.1."""
    assert [shown_count(n) for n in (0, 1, 2, 3, 1200)] == ["0", "dưới 3", "dưới 3", "3", "1.200"]
    assert shown_counts([1, 7, 0]) == ["dưới 3", "7", "0"]
    assert shown_counts([1, 7, 12, 0], with_total=True) == ["dưới 3", "…", "12", "0"]
    assert shown_counts([1, 2, 9], with_total=True) == ["dưới 3", "dưới 3", "9"]
