import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.core.values.errors import InvalidInput
from giaoban.core.words import documents


@pytest.mark.parametrize(
    ("written", "number", "year", "code", "issuer", "style", "word"),
    [
        ("12-BC/TU", 12, None, "BC", "TU", "party", "báo cáo"),
        ("05/2021/TT-TTCP", 5, 2021, "TT", "TTCP", "law", "thông tư"),
        ("26-CT/TW", 26, None, "CT", "TW", "party", "chỉ thị"),
        ("154/2026/NĐ-CP", 154, 2026, "NĐ", "CP", "law", "nghị định"),
        ("136/2025/QH15", 136, 2025, "L", "QH15", "law", "luật"),
        ("01/2022/UBTVQH15", 1, 2022, "PL", "UBTVQH15", "law", "pháp lệnh"),
        ("1234/UBND-NC", 1234, None, None, "UBND-NC", "state", "công văn"),
        ("Số 127-QĐ/TW", 127, None, "QĐ", "TW", "party", "quyết định"),
        ("QĐ 217-QĐ/TW", 217, None, "QĐ", "TW", "party", "quyết định"),
        ("Số: 12/BC-UBND", 12, None, "BC", "UBND", "state", "báo cáo"),
        ("Nghị quyết số 18 - NQ / TW", 18, None, "NQ", "TW", "party", "nghị quyết"),
        ("11-QĐi/TW", 11, None, "QĐi", "TW", "party", "quy định"),
        ("02/TTr-SNV", 2, None, "TTr", "SNV", "state", "tờ trình"),
        ("15/QD-TTg", 15, None, "QĐ", "TTg", "state", "quyết định"),
        ("3-XYZ/TU", 3, None, "XYZ", "TU", "party", "XYZ"),
        ("45/KH-BCĐ-VP", 45, None, "KH", "BCĐ-VP", "state", "kế hoạch"),
    ],
)
def test_parse_document_number(written, number, year, code, issuer, style, word):
    read = documents.parse_document_number(unicodedata.normalize("NFD", written))
    assert (read.number, read.year, read.type_code, read.issuer_code, read.style, read.type_word) == (
        number,
        year,
        code,
        issuer,
        style,
        word,
    )


@pytest.mark.parametrize("written", ["", "12", "BC/TU", "12-BC", "12/63", "12/7/2026", "24/7", "12-BC/TU và 13-BC/TU"])
def test_parse_document_number_refuses(written):
    with pytest.raises(InvalidInput, match="không đúng mẫu"):
        documents.parse_document_number(written)


@pytest.mark.parametrize(
    ("code", "name"),
    [("TU", "Tỉnh ủy"), ("QH15", "Quốc hội"), ("UBTVQH14", "Ủy ban Thường vụ Quốc hội"), ("TTCP", "Thanh tra Chính phủ"), ("XYZ", "XYZ")],
)
def test_issuer_name(code, name):
    assert documents.issuer_name(code) == name


@pytest.mark.parametrize(
    ("given_values", "line"),
    [
        ((5, "BC", "TU"), "Số 05-BC/TU"),
        ((127, "QĐ", "TW"), "Số 127-QĐ/TW"),
        ((7, None, "BNCTU"), "Số 07-CV/BNCTU"),
        ((12, "BC", "UBND", "state"), "Số: 12/BC-UBND"),
        ((1234, None, "UBND-NC", "state"), "Số: 1234/UBND-NC"),
        ((5, "TT", "TTCP", "law", 2021), "Số: 05/2021/TT-TTCP"),
        ((136, "L", "QH15", "law", 2025), "Số: 136/2025/QH15"),
    ],
)
def test_format_document_number(given_values, line):
    assert documents.format_document_number(*given_values) == line


@pytest.mark.parametrize(
    ("given_values", "said"),
    [
        ((0, "BC", "TU"), "từ 1 trở lên"),
        ((1, "BC", "TU", "other"), "Thể thức"),
        ((1, "TT", "TTCP", "law"), "ghi năm"),
        ((1, "BC", "UBND", "state", 2026), "ghi năm"),
    ],
)
def test_format_document_number_refuses(given_values, said):
    with pytest.raises(InvalidInput, match=said):
        documents.format_document_number(*given_values)


@given(
    st.integers(1, 99999),
    st.sampled_from(sorted(documents.TYPE_CODES)),
    st.sampled_from(["TU", "TW", "BNCTU", "UBND", "TTCP"]),
    st.sampled_from([("party", None), ("state", None), ("law", 2026)]),
)
def test_document_number_written_is_read_back(number, code, issuer, style_and_year):
    style, year = style_and_year
    read = documents.parse_document_number(documents.format_document_number(number, code, issuer, style, year))
    assert (read.number, read.type_code, read.issuer_code, read.style, read.year) == (number, code, issuer, style, year)


@pytest.mark.parametrize(
    ("said", "kind", "number", "issuer", "signed", "raw"),
    [
        ("thực hiện Chỉ thị số 26 của Bộ Chính trị về", "chỉ thị", "26", "Bộ Chính trị", None, "Chỉ thị số 26 của Bộ Chính trị"),
        ("trong thực hiện Đề án 16 của Tỉnh ủy.", "đề án", "16", "Tỉnh ủy", None, "Đề án 16 của Tỉnh ủy"),
        (
            "Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương.",
            "nghị quyết",
            "18-NQ/TW",
            "Ban Chấp hành Trung ương",
            date(2017, 10, 25),
            "Nghị quyết số 18-NQ/TW ngày 25/10/2017 của Ban Chấp hành Trung ương",
        ),
        (
            "Kết luận số 215-KL/TW, ngày 23 tháng 11 năm 2025 của Ban Bí thư",
            "kết luận",
            "215-KL/TW",
            "Ban Bí thư",
            date(2025, 11, 23),
            "Kết luận số 215-KL/TW, ngày 23 tháng 11 năm 2025 của Ban Bí thư",
        ),
        ("Quyết định 45/QĐ-UBND của UBND tỉnh về", "quyết định", "45/QĐ-UBND", "UBND tỉnh", None, "Quyết định 45/QĐ-UBND của UBND tỉnh"),
        (
            "Công văn số 1234/UBND-NC của Ủy ban nhân dân tỉnh Lào Cai ngày 5/6/2026",
            "công văn",
            "1234/UBND-NC",
            "Ủy ban nhân dân tỉnh Lào Cai",
            date(2026, 6, 5),
            "Công văn số 1234/UBND-NC của Ủy ban nhân dân tỉnh Lào Cai ngày 5/6/2026",
        ),
        ("Quy định 11-QĐi/TW", "quy định", "11-QĐi/TW", None, None, "Quy định 11-QĐi/TW"),
        ("Quy định số 132-QĐ/TW", "quy định", "132-QĐ/TW", None, None, "Quy định số 132-QĐ/TW"),
        ("căn cứ 154/2026/NĐ-CP", "nghị định", "154/2026/NĐ-CP", None, None, "154/2026/NĐ-CP"),
        ("Thông báo kết luận số 12-TB/TU", "thông báo", "12-TB/TU", None, None, "Thông báo kết luận số 12-TB/TU"),
        ("thực hiện thông báo kết luận số 12 của", "thông báo", "12", None, None, "thông báo kết luận số 12"),
        (
            "Hướng dẫn số 05-HD/VPTW (27/05/2026)",
            "hướng dẫn",
            "05-HD/VPTW",
            None,
            date(2026, 5, 27),
            "Hướng dẫn số 05-HD/VPTW (27/05/2026)",
        ),
        ("Nghị quyết số 9 ngày 31/02/2026", "nghị quyết", "9", None, None, "Nghị quyết số 9"),
        ("Chương trình số 3-XYZ/TU", "chương trình", "3-XYZ/TU", None, None, "Chương trình số 3-XYZ/TU"),
        ("Chỉ thị 26 của Thường trực Tỉnh ủy", "chỉ thị", "26", "Thường trực Tỉnh ủy", None, "Chỉ thị 26 của Thường trực Tỉnh ủy"),
        ("Thông tư 07 của Thanh tra Chính phủ", "thông tư", "07", "Thanh tra Chính phủ", None, "Thông tư 07 của Thanh tra Chính phủ"),
        ("Kế hoạch số 8 của Bộ Công an", "kế hoạch", "8", "Bộ Công an", None, "Kế hoạch số 8 của Bộ Công an"),
    ],
)
def test_find_documents(said, kind, number, issuer, signed, raw):
    (span,) = documents.find_documents(said)
    assert (span.type, span.number, span.issuer, span.date, span.raw) == (kind, number, issuer, signed, raw)
    assert said[span.start : span.end] == raw


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("Luật Tố cáo năm 2018", [("luật", "Luật Tố cáo", 2018, None)]),
        (
            "Luật Phòng, chống tham nhũng và Bộ luật Tố tụng hình sự 2015",
            [("luật", "Luật Phòng, chống tham nhũng", None, None), ("bộ luật", "Bộ luật Tố tụng hình sự", 2015, None)],
        ),
        ("Luật Đường sắt năm 2017 và Luật Nhà ở", [("luật", "Luật Đường sắt", 2017, None)]),
        ("Luật Đường bộ và Luật Nhà ở năm 2023", [("luật", "Luật Nhà ở", 2023, None)]),
        ("Luật Khiếu nại số 02/2011/QH13 ngày 11/11/2011", [("luật", "Luật Khiếu nại", None, "02/2011/QH13")]),
        ("theo pháp luật, luật pháp; Luật sư Nguyễn Văn A", []),
    ],
)
def test_find_laws_by_name(said, found):
    assert [(span.type, span.name, span.year, span.number) for span in documents.find_documents(said)] == found


@pytest.mark.parametrize(
    "said",
    [
        "các chỉ thị, nghị quyết của Trung ương và Tỉnh ủy",
        "Kế hoạch 5 năm 2026-2030",
        "Báo cáo 6 tháng đầu năm; báo cáo 12 vụ việc",
        "tỷ lệ 25/30; 24/7; 3/4; ngày 30/6/2026",
        "đợt 3-XYZ/TU",
        "quyết định 5 người",
        "",
    ],
)
def test_find_documents_takes_nothing_else(said):
    assert list(documents.find_documents(said)) == []


def test_find_documents_in_a_list():
    found = list(
        documents.find_documents("Nghị quyết số 18-NQ/TW và 19-NQ/TW; Kết luận 21-KL/TW; Nghị định số 154/2026/NĐ-CP của Chính phủ")
    )
    assert [(span.type, span.number) for span in found] == [
        ("nghị quyết", "18-NQ/TW"),
        ("nghị quyết", "19-NQ/TW"),
        ("kết luận", "21-KL/TW"),
        ("nghị định", "154/2026/NĐ-CP"),
    ]
    assert found[3].year == 2026


@given(st.text(alphabet="Nghị quyết số 18-NQ/TW của Luật năm 2018, ngày", max_size=80))
def test_find_documents_gives_places_in_the_text(said):
    end = 0
    for span in documents.find_documents(said):
        assert documents.nfc(said)[span.start : span.end] == span.raw
        assert span.start >= end
        end = span.end
