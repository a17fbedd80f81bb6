from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.core.values.errors import InvalidInput
from giaoban.core.words import numbers

decimals = st.decimals(min_value=-(10**9), max_value=10**9, allow_nan=False, allow_infinity=False, places=2)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.200", 1200),
        ("15,2", Decimal("15.2")),
        ("1.688,5", Decimal("1688.5")),
        ("1.688,500", Decimal("1688.5")),
        ("05", 5),
        ("0,125", Decimal("0.125")),
        ("-3", -3),
        ("−3", -3),
        (" 30 ", 30),
        ("12.345.678", 12345678),
    ],
)
def test_parse_number(written, value):
    assert numbers.parse_number(written) == value


@pytest.mark.parametrize("written", ["1.20", "1,200", "15.2", "", "abc", "1.2.3", "1,2,3", "0.200", "1.2000", "12 %", "1 200", "1" * 5000])
def test_parse_number_refuses_what_reads_in_two_ways(written):
    with pytest.raises(InvalidInput, match="không phải là số viết đúng"):
        numbers.parse_number(written)


@given(decimals)
def test_number_written_is_read_back(value):
    assert numbers.parse_number(numbers.format_number(value, 2)) == value


@given(st.integers(-(10**20), 10**20))
def test_whole_number_written_is_read_back(n):
    assert numbers.parse_number(numbers.format_number(n)) == n


@pytest.mark.parametrize(
    ("value", "places", "written"),
    [
        (1200, None, "1.200"),
        (15.2, None, "15,2"),
        (Decimal("15.20"), None, "15,2"),
        (Decimal("15.0"), None, "15"),
        (-3, None, "-3"),
        (0, None, "0"),
        (2.5, 0, "3"),
        (1.005, 2, "1,01"),
        (Decimal("-0.01"), 0, "0"),
        (1000, 2, "1.000,00"),
        (Decimal("1E+3"), None, "1.000"),
    ],
)
def test_format_number(value, places, written):
    assert numbers.format_number(value, places) == written


@pytest.mark.parametrize(
    ("value", "written"), [(15.2, "15,2%"), (7, "7%"), (7.04, "7%"), (-15.25, "-15,3%"), (1234.5, "1.234,5%"), (0, "0%")]
)
def test_format_percent(value, written):
    assert numbers.format_percent(value) == written


def test_format_percent_with_two_decimals():
    assert numbers.format_percent(Decimal("15.249"), 2) == "15,25%"


@pytest.mark.parametrize(
    ("dong", "written"),
    [
        (3_500_000_000, "3,5 tỷ đồng"),
        (3_500_000, "3.500.000 đồng"),
        (1_234_567_891, "1.234.567.891 đồng"),
        (0, "0 đồng"),
        (-2_000_000_000, "-2 tỷ đồng"),
        (1_250_000_000_000, "1.250 tỷ đồng"),
    ],
)
def test_format_money(dong, written):
    assert numbers.format_money(dong) == written


@pytest.mark.parametrize(("n", "written"), [(5, "05"), (9, "09"), (10, "10"), (30, "30"), (0, "0"), (1200, "1.200")])
def test_format_count(n, written):
    assert numbers.format_count(n) == written


@pytest.mark.parametrize(
    ("n", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (10, "mười"),
        (11, "mười một"),
        (15, "mười lăm"),
        (20, "hai mươi"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (25, "hai mươi lăm"),
        (100, "một trăm"),
        (105, "một trăm linh năm"),
        (110, "một trăm mười"),
        (111, "một trăm mười một"),
        (1005, "một nghìn không trăm linh năm"),
        (1050, "một nghìn không trăm năm mươi"),
        (2800, "hai nghìn tám trăm"),
        (10**6, "một triệu"),
        (1_000_005_000, "một tỷ không trăm linh năm nghìn"),
        (10**12, "một nghìn tỷ"),
        (10**18, "một tỷ tỷ"),
        (-3, "âm ba"),
        (15.2, "mười lăm phẩy hai"),
        (Decimal("0.05"), "không phẩy không năm"),
        (Decimal("15.25"), "mười lăm phẩy hai mươi lăm"),
        (Decimal("3.125"), "ba phẩy một hai năm"),
    ],
)
def test_number_words(n, words):
    assert numbers.number_words(n) == words
    assert numbers.parse_words(words) == n if not isinstance(n, float) else Decimal(str(n))


@given(st.integers(-(10**18), 10**18))
def test_number_words_are_read_back(n):
    assert numbers.parse_words(numbers.number_words(n)) == n


@given(decimals)
def test_number_words_with_decimals_are_read_back(value):
    assert numbers.parse_words(numbers.number_words(value)) == value


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("Một trăm lẻ năm", 105),
        ("hai ngàn", 2000),
        ("ba tỉ", 3 * 10**9),
        ("hai mươi bốn", 24),
        ("bẩy mươi", 70),
        ("một phẩy mười lăm", Decimal("1.15")),
    ],
)
def test_parse_words_in_other_spellings(words, value):
    assert numbers.parse_words(words) == value


@pytest.mark.parametrize(
    "words",
    [
        "",
        "hai mươi năm",
        "mười mốt",
        "một mươi",
        "trăm",
        "hai ba",
        "mười mười",
        "một trăm năm",
        "một trăm linh",
        "một trăm linh không",
        "hai trăm ba trăm",
        "nghìn",
        "không nghìn",
        "một nghìn hai nghìn",
        "một nghìn hai triệu",
        "phẩy năm",
        "một phẩy",
        "một phẩy xa",
        "một phẩy hai phẩy ba",
        "hai mươi một",
        "con mèo",
        "trăm hai trăm",
    ],
)
def test_parse_words_refuses(words):
    with pytest.raises(InvalidInput, match="bằng chữ"):
        numbers.parse_words(words)


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("tiếp trên 2.800 lượt, giảm 15,2% so với cùng kỳ", [("2.800", 2800, False), ("15,2%", Decimal("15.2"), True)]),
        ("thu hồi 3,5 tỷ đồng và 12 triệu", [("3,5 tỷ", 3_500_000_000, False), ("12 triệu", 12_000_000, False)]),
        ("1,2 nghìn đơn", [("1,2 nghìn", 1200, False)]),
        ("3 tỷ 500 triệu đồng", [("3 tỷ 500 triệu", 3_500_000_000, False)]),
        ("2 nghìn tỷ đồng", [("2 nghìn tỷ", 2 * 10**12, False)]),
        ("hai trăm người, mười vụ", [("hai trăm", 200, False), ("mười", 10, False)]),
        ("sau hai mươi năm", [("hai mươi", 20, False)]),
        ("trong năm nay, hai bên, ba trường hợp", []),
        ("giải quyết 25/30 đơn", [("25", 25, False), ("30", 30, False)]),
        ("đạt 7 % kế hoạch", [("7 %", 7, True)]),
        ("ngày 30/6/2026, tháng 7/2026, 5/6", []),
        ("12-BC/TU, 26-CT/TW, 05/2021/TT-TTCP, 12/BC-UBND, QH15", []),
        ("số 0912345678; 1.20 đơn; 1,200 đơn; mục 1.2.3", []),
        ("nhiệt độ -3 độ; từ 5-7 vụ", [("-3", -3, False), ("5", 5, False), ("7", 7, False)]),
        ("Có 30 đơn.", [("30", 30, False)]),
        ("mười lăm triệu đồng", [("mười lăm triệu", 15_000_000, False)]),
        ("3 tỷ 1.20 triệu", []),
        ("hàng trăm năm; hai ba vụ", []),
        ("", []),
    ],
)
def test_find_numbers(said, found):
    spans = list(numbers.find_numbers(said))
    assert [(span.raw, span.value, span.percent) for span in spans] == found
    assert all(said[span.start : span.end] == span.raw for span in spans)


@given(st.text(alphabet="0123456789.,/-% trăm mười tỷ năm hai", max_size=40))
def test_find_numbers_gives_places_in_the_text(said):
    end = 0
    for span in numbers.find_numbers(said):
        assert numbers.nfc(said)[span.start : span.end] == span.raw
        assert span.start >= end
        end = span.end


@pytest.mark.parametrize(("n", "letters"), [(1, "I"), (2, "II"), (4, "IV"), (9, "IX"), (40, "XL"), (1994, "MCMXCIV")])
def test_roman(n, letters):
    assert numbers.roman(n) == letters


@given(st.integers(1, 3999))
def test_roman_is_read_back(n):
    assert numbers.parse_roman(numbers.roman(n).lower()) == n


@pytest.mark.parametrize("letters", ["", "IIII", "VX", "ABC", "MMMMM", "IC"])
def test_parse_roman_refuses(letters):
    with pytest.raises(InvalidInput, match="La Mã"):
        numbers.parse_roman(letters)


@pytest.mark.parametrize("n", [0, -1, 4000])
def test_roman_refuses(n):
    with pytest.raises(InvalidInput, match="La Mã"):
        numbers.roman(n)


def test_find_numbers_passes_over_endless_figures():
    assert list(numbers.find_numbers("1" * 5000 + " " + "2." * 3000 + " 3/" + "4" * 5000)) == []
