import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.core.values.errors import InvalidInput
from giaoban.core.words import legacy, text

CLEAN = (
    "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - Hạnh phúc. Nguyễn Văn Đức, Ủy viên Ban Thường vụ Tỉnh ủy, "
    "đã tiếp 2.800 lượt công dân; những vụ việc phức tạp, kéo dài được giải quyết dứt điểm, khẩn trương, đúng pháp luật."
)
TCVN3 = {
    "Céng hßa x· héi chñ nghÜa ViÖt Nam": "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "NguyÔn V¨n §øc": "Nguyễn Văn Đức",
    "§iÒu 5. §¬n khiÕu n¹i, tè c¸o thuéc thÈm quyÒn": "Điều 5. Đơn khiếu nại, tố cáo thuộc thẩm quyền",
    "CéNG HßA": "CỘNG HÒA",
}
VNI = {
    "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam": "Cộng hòa xã hội chủ nghĩa Việt Nam",
    "Nguyeãn Vaên Ñöùc": "Nguyễn Văn Đức",
    "ñôn khieáu naïi, toá caùo thuoäc thaåm quyeàn": "đơn khiếu nại, tố cáo thuộc thẩm quyền",
    "ÑOÄC LAÄP": "ĐỘC LẬP",
}
FOREIGN = [
    "The committee received 1,200 petitions; the naïve café owner was not among them.",
    "Où est le café de l'hôtel, très à côté de la fenêtre ? Noël, ça va, né à Genève.",
    "Il a dû payer la dernière facture à Orléans",
    "été",
    "§ 5 ® © ¬",
]


def to_tcvn3(s: str) -> str:
    table = {new: old for old, new in legacy._TCVN3.items()}
    return "".join(table.get(c, c) for c in s)


def to_vni(s: str) -> str:
    table = {new: old for old, new in legacy._VNI.items()}
    return "".join(table.get(c) or (table[c.lower()].upper() if c.lower() in table else c) for c in s)


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_fold_in_every_unicode_form(form):
    assert text.fold(unicodedata.normalize(form, "  Đơn  tố\u200b cáo\tĐẮK LẮK\u202e ")) == "don to cao dak lak"


def test_fold_is_the_same_for_old_and_new_tone_position():
    assert text.fold("Uỷ ban hoà giải") == text.fold("Ủy ban hòa giải") == "uy ban hoa giai"


def test_fold_takes_the_icelandic_letter_of_old_fonts_for_đ():
    assert text.fold("Ðảng") == "dang"


@given(st.text())
def test_fold_twice_is_fold_once(s):
    assert text.fold(text.fold(s)) == text.fold(s)


@given(st.text())
def test_fold_keep_keeps_the_length(s):
    assert len(text.fold_keep(s)) == len(text.nfc(s))


def test_fold_keep_keeps_the_place_of_words():
    said = unicodedata.normalize("NFD", "Tại Tỉnh ủy\u00a0Lào Cai\nhôm nay")
    place = text.fold_keep(said).index("lao cai")
    assert text.nfc(said)[place : place + 7] == "Lào Cai"
    assert "\n" in text.fold_keep(said)


@pytest.mark.parametrize(
    ("written", "house"),
    [
        ("hoà giải", "hòa giải"),
        ("Tỉnh uỷ", "Tỉnh ủy"),
        ("UỶ BAN", "ỦY BAN"),
        ("thuý", "thúy"),
        ("khoẻ", "khỏe"),
        ("hoả hoạn", "hỏa hoạn"),
        ("quý", "quý"),
        ("giá", "giá"),
        ("quỹ", "quỹ"),
        ("hoàn toàn", "hoàn toàn"),
        ("khuỷu", "khuỷu"),
        ("ngoáo", "ngoáo"),
        ("oà", "òa"),
    ],
)
def test_normalise_tone(written, house):
    assert text.normalise_tone(written) == house
    assert text.normalise_tone(house) == house


def test_sort_letters_in_the_order_of_the_alphabet():
    letters = list("aăâbcdđeêghiklmnoôơpqrstuưvxy")
    assert text.sort_vi(reversed(letters)) == letters


def test_sort_tones_in_the_order_of_the_dictionary():
    assert text.sort_vi(["mạ", "má", "mã", "mả", "mà", "ma"]) == ["ma", "mà", "mả", "mã", "má", "mạ"]


def test_sort_compares_syllable_by_syllable():
    assert text.sort_vi(["bà an", "ba tri", "Ba Tri", "bá", "Đô", "Do", "bà"]) == ["ba tri", "Ba Tri", "bà", "bà an", "bá", "Do", "Đô"]


def test_sort_numbers_by_size_and_marks_of_print_first():
    assert text.sort_vi(["Tổ 10", "Tổ 2", "(Tổ 1)", "Ωmega"]) == ["(Tổ 1)", "Tổ 2", "Tổ 10", "Ωmega"]


def test_sort_by_a_key():
    assert text.sort_vi([{"n": "Ân"}, {"n": "An"}], key=lambda row: row["n"]) == [{"n": "An"}, {"n": "Ân"}]


@given(st.lists(st.text(alphabet="aAàáăâđĐ1 2b\u0300", max_size=6)))
def test_sort_does_not_depend_on_the_order_given(names):
    assert text.sort_vi(names) == text.sort_vi(list(reversed(names))) or len(set(map(text.nfc, names))) < len(set(names))


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("  Đơn\u202e của\u200b ông\t\n A\x00 ", "Đơn của ông A"),
        ("tốt 👍", "tốt 👍"),
        (unicodedata.normalize("NFD", "Tố cáo"), "Tố cáo"),
        ("mềm\u00ad lại", "mềm lại"),
        ("", ""),
    ],
)
def test_clean_line(typed, line):
    assert text.clean_line(typed, 20) == line


def test_clean_line_refuses_what_is_too_long_and_names_the_field():
    with pytest.raises(InvalidInput, match="dài 6 ký tự, tối đa 5") as refusal:
        text.clean_line("abcdef", 5, field="summary")
    assert refusal.value.field == "summary"


@given(st.text(max_size=50))
def test_clean_line_twice_is_clean_line_once(s):
    line = text.clean_line(s, 500)
    assert text.clean_line(line, 500) == line


@pytest.mark.parametrize(("old", "new"), TCVN3.items())
def test_from_legacy_tcvn3(old, new):
    assert text.from_legacy(old) == (new, "tcvn3")


@pytest.mark.parametrize(("old", "new"), VNI.items())
def test_from_legacy_vni(old, new):
    assert text.from_legacy(old) == (new, "vni")


def test_from_legacy_reads_back_a_whole_paragraph():
    small = CLEAN.lower()
    assert text.from_legacy(to_tcvn3(small)) == (small, "tcvn3")
    assert text.from_legacy(to_vni(CLEAN)) == (CLEAN, "vni")


@pytest.mark.parametrize("clean", [CLEAN, *FOREIGN, "là gì và cá", "Hà", "tòa án", "", "abc", "thò tay, bò, có cá"])
def test_from_legacy_leaves_other_text_alone(clean):
    assert text.from_legacy(clean) == (clean, None)


@given(st.lists(st.sampled_from(text.nfc(CLEAN).replace(",", "").replace(".", "").split()), min_size=1, max_size=8))
def test_from_legacy_never_changes_clean_vietnamese(words):
    said = " ".join(words)
    assert text.from_legacy(said) == (said, None)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (CLEAN.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + CLEAN.encode(), "utf-8"),
        (CLEAN.encode("utf-16"), "utf-16-le"),
        (b"\xfe\xff" + CLEAN.encode("utf-16-be"), "utf-16-be"),
        (CLEAN.encode("utf-16-le"), "utf-16-le"),
        (CLEAN.encode("utf-16-be"), "utf-16-be"),
        (to_vni(CLEAN).encode("cp1252"), "vni"),
        (to_vni(CLEAN).encode(), "vni"),
    ],
)
def test_decode(data, encoding):
    assert text.decode(data) == (CLEAN, encoding)


def to_1258(s: str) -> bytes:
    out = b""
    for char in s:
        try:
            out += char.encode("cp1258")
        except UnicodeEncodeError:
            parts = unicodedata.normalize("NFD", char)
            tone = next(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
            out += unicodedata.normalize("NFC", parts.replace(tone, "")).encode("cp1258") + tone.encode("cp1258")
    return out


def test_decode_windows_1258():
    assert text.decode(to_1258(CLEAN)) == (CLEAN, "cp1258")


def test_decode_bytes_of_an_old_tcvn3_file():
    assert text.decode("C\u00e9ng h\u00dfa x\u00b7 h\u00e9i chñ nghÜa ViÖt Nam".encode("latin-1"))[1] == "tcvn3"


def test_decode_french_file():
    assert text.decode("Où est le café, dernière fenêtre".encode("cp1252")) == ("Où est le café, dernière fenêtre", "cp1252")


def test_decode_empty_and_short():
    assert text.decode(b"") == ("", "utf-8")
    assert text.decode(b"ab") == ("ab", "utf-8")
    assert text.decode(b"\xff") == ("ÿ", "cp1252")


@given(st.binary(max_size=60))
def test_decode_never_fails(data):
    said, encoding = text.decode(data)
    assert isinstance(said, str)
    assert encoding


@pytest.mark.parametrize("word", ["nghiêng", "Quỳnh", "HUYỆN", "khuya", "ươm", "yêu", "giặc", "ủy", "tách", "xoong"])
def test_is_syllable(word):
    assert text.is_syllable(word)


@pytest.mark.parametrize("word", ["NguyÔn", "café", "cằch", "fa", "áá", "thêk", "bcd", ""])
def test_is_no_syllable(word):
    assert not text.is_syllable(word)
