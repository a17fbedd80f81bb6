"""Single sentences with numbers."""

import pytest

from giaoban.core.reading.reader import read_text

LEAD = "Báo cáo công tác nội chính của Tỉnh ủy. "


def one(sentence: str) -> list[tuple[object, str | None, str | None]]:
    return [(f.as_dict("")["value"], f.unit, f.indicator) for f in read_text(LEAD + sentence).figures]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Khởi tố 05 vụ/12 bị can.", [(5, "vụ", "KT_VU_AN"), (12, "bị can", "KT_BI_CAN")]),
        ("Truy tố 38 vụ/61 bị can; xét xử 35 vụ/58 bị cáo.", [
            (38, "vụ", "TT_VU_AN"), (61, "bị can", "TT_BI_CAN"), (35, "vụ", "XX_VU_AN"), (58, "bị cáo", "XX_BI_CAO"),
        ]),
        ("Đã tiếp 1.688 lượt công dân.", [(1688, "lượt", "TCD_LUOT")]),
        ("Tiếp 12 đoàn đông người.", [(12, "đoàn", "TCD_DOAN_DONG_NGUOI")]),
        ("Toàn tỉnh xảy ra 210 vụ phạm pháp hình sự.", [(210, "vụ", "TP_VU")]),
        ("Triển khai 14 cuộc thanh tra hành chính.", [(14, "cuộc thanh tra", "TTR_CUOC")]),
        ("Giải quyết 18 vụ việc khiếu nại.", [(18, "vụ việc", "KN_GIAI_QUYET")]),
        ("Giải quyết 07 vụ việc tố cáo.", [(7, "vụ việc", "TC_GIAI_QUYET")]),
        ("Kiến nghị thu hồi 3,5 tỷ đồng.", [(3_500_000_000, "đồng", "TTR_KIEN_NGHI_THU")]),
        ("Thu giữ 2,5 kg ma túy.", [(2.5, "kg", None)]),
    ],
)  # fmt: skip
def test_values_units_and_indicators(sentence: str, found: list[tuple[object, str | None, str | None]]) -> None:
    assert one(sentence) == found


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện Điều 5, khoản 2 Điều 12 Luật Tố cáo năm 2018.",
        "Hội nghị diễn ra ngày 12/10/2026, lúc 8 giờ 30 phút.",
        "Trong 6 tháng đầu năm 2026, quý 1 và quý II, khối 5 giữ ổn định.",
        "Số điện thoại 0912.345.678; nhiệm kỳ 2025 - 2030.",
        "Nghị quyết số 18-NQ/TW, Công văn số 412/STP-HCTP, Đề án 16 của Tỉnh ủy.",
        "Tuyên phạt 05 năm tù, quản chế 3 năm.",
        "1. Công tác tư pháp\n2. Công tác thanh tra\n1.1. Tiếp công dân",
        "Họp tại phòng 305, tổ 5, Quốc lộ 4D, Km 12.",
    ],
)
def test_numbers_that_are_no_figures(sentence: str) -> None:
    assert one(sentence) == []


def test_qualifiers_stand_before_the_number() -> None:
    for word in ("trên", "hơn", "gần", "khoảng", "xấp xỉ", "ít nhất"):
        (figure,) = read_text(f"{LEAD}Cơ quan đã tiếp nhận {word} 120 đơn tố cáo.").figures
        assert (figure.qualifier, figure.value, figure.unit) == (word, 120, "đơn")


@pytest.mark.parametrize(
    ("sentence", "change"),
    [
        ("Đã tiếp 300 lượt công dân, tăng 12 lượt so với cùng kỳ năm 2025.", ("tăng", 12, "absolute", "cùng kỳ năm 2025")),
        ("Đã tiếp 300 lượt công dân (giảm 2,5% so với quý trước).", ("giảm", 2.5, "%", "quý trước")),
        ("So với cùng kỳ năm trước, đã tiếp 300 lượt công dân, tăng 7%.", ("tăng", 7, "%", "cùng kỳ năm trước")),
        ("Đã tiếp 300 lượt công dân, tăng 7%.", ("tăng", 7, "%", None)),
    ],
)
def test_change_belongs_to_its_figure(sentence: str, change: tuple[str, float, str, str | None]) -> None:
    (figure,) = read_text(LEAD + sentence).figures
    assert figure.change is not None
    assert tuple(figure.change.as_dict().values()) == change
    assert figure.value == 300


def test_changes_go_to_the_figures_with_the_same_word() -> None:
    found = read_text(f"{LEAD}Khởi tố 50 vụ/80 bị can, tăng 5 vụ, giảm 10 bị can so với cùng kỳ.").figures
    changes = [f.change.as_dict() if f.change else None for f in found]
    assert [f.value for f in found] == [50, 80]
    assert changes == [
        {"direction": "tăng", "value": 5, "unit": "absolute", "base": "cùng kỳ"},
        {"direction": "giảm", "value": 10, "unit": "absolute", "base": "cùng kỳ"},
    ]


@pytest.mark.parametrize(
    ("sentence", "value", "change"),
    [
        ("Có 40 mô hình, tăng gấp đôi so với cùng kỳ.", 40, ("tăng", 100, "%", "cùng kỳ")),
        ("Có 40 mô hình, gấp 2,5 lần so với năm 2025.", 40, ("tăng", 150, "%", "năm 2025")),
        ("Có 40 mô hình, giảm một nửa so với quý trước.", 40, ("giảm", 50, "%", "quý trước")),
        ("Tổ chức 318 cuộc giám sát, bằng 85% so với cùng kỳ.", 318, ("giảm", 15, "%", "cùng kỳ")),
        ("Tổ chức 318 cuộc giám sát, bằng 120% cùng kỳ năm trước.", 318, ("tăng", 20, "%", "cùng kỳ năm trước")),
        ("Xảy ra 31 vụ, kéo giảm 5 vụ so cùng kỳ.", 31, ("giảm", 5, "absolute", "cùng kỳ")),
        ("Xảy ra 31 vụ (-12,5%).", 31, ("giảm", 12.5, "%", None)),
        ("Xảy ra 31 vụ (+5 vụ).", 31, ("tăng", 5, "absolute", None)),
        ("Tiếp 86 lượt, ít hơn 12 lượt so với quý II/2026.", 86, ("giảm", 12, "absolute", "quý II/2026")),
        ("Tỷ lệ đạt 86,4%, tăng 2,1 điểm phần trăm so với đầu năm.", 86.4, ("tăng", 2.1, "%", "đầu năm")),
        ("Khởi tố 50 vụ/80 bị can, giảm 4% so với cùng kỳ.", 50, ("giảm", 4, "%", "cùng kỳ")),
        ("Tiếp 412 lượt/520 người, tăng 3% về số lượt so với cùng kỳ.", 412, ("tăng", 3, "%", "cùng kỳ")),
        ("Số vụ án từ 35 vụ còn 21 vụ.", 21, ("giảm", 14, "absolute", "từ 35")),
    ],
)
def test_changes_told_in_other_ways(sentence: str, value: float, change: tuple[str, float, str, str | None]) -> None:
    moved = [figure.as_dict("") for figure in read_text(LEAD + sentence).figures if figure.change]
    assert [(figure["value"], tuple(figure["change"].values())) for figure in moved] == [(value, change)]


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Còn 10-15 vụ việc kéo dài.", [(10, "vụ việc"), (15, "vụ việc")]),
        ("Hòa giải thành 1.042/1.187 vụ việc.", [(1042, "vụ việc"), (1187, "vụ việc")]),
        ("Phát hiện sai phạm 1.200m2 và 15,3ha đất.", [(1200, "m2"), (15.3, "ha")]),
        ("Giải quyết dứt điểm 02 vụ án.", [(2, "vụ án")]),
        ("Trực 24/24 giờ, họp lần thứ 12, điểm 5 khoản 2, từ ngày 5-10 tháng 7.", []),
    ],
)
def test_ranges_ratios_and_joined_units(sentence: str, found: list[tuple[float, str]]) -> None:
    assert [(value, unit) for value, unit, _ in one(sentence)] == found


def test_change_without_its_figure_has_no_indicator() -> None:
    (figure,) = read_text(f"{LEAD}Số vụ phạm pháp hình sự giảm 5,2% so với cùng kỳ.").figures
    assert (figure.as_dict("")["value"], figure.unit, figure.indicator) == (5.2, "%", None)
    assert figure.change is not None
    assert figure.change.direction == "giảm"


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("Khởi tố tổng số 12 vụ, gồm: 5 vụ ma túy, 6 vụ trộm cắp.", ["sum"]),
        ("Khởi tố tổng số 12 vụ, gồm: 5 vụ ma túy, 7 vụ trộm cắp.", []),
        ("Tiếp nhận 12 đơn, trong đó 5 đơn khiếu nại, 3 đơn tố cáo.", []),
        ("Hoàn thành 12/15 nhiệm vụ, đạt 80%.", []),
        ("Hoàn thành 12/15 nhiệm vụ, đạt 91%.", ["percentage"]),
        ("Đã tiếp 300 lượt công dân. Trong quý đã tiếp 310 lượt công dân.", ["contradiction"]),
        ("Đã tiếp trên 300 lượt công dân. Trong quý đã tiếp 310 lượt công dân.", []),
        ("Báo cáo gửi trước ngày 31/6/2026.", ["date"]),
        ("Từ ngày 15/3/2026 đến ngày 14/6/2026 tổ chức kiểm tra.", []),
        ("Tiếp 300 lượt công dân, giảm 120% so với cùng kỳ.", ["percentage"]),
        ("Họp thứ Hai, ngày 12/10/2026.", []),
        ("Họp thứ Ba, ngày 12/10/2026.", ["date"]),
        ("Họp ngày 12/10/2026 (Chủ nhật).", ["date"]),
        ("Khởi tố 215 vụ, giảm 18 vụ (7,7%) so với cùng kỳ.", ["implied_base"]),
        ("Khởi tố 215 vụ, giảm 18 vụ (12,7%) so với cùng kỳ.", ["implied_base", "percentage"]),
        ("Khởi tố 96 vụ, giảm 25% (cùng kỳ năm 2025: 108 vụ).", ["implied_base", "percentage"]),
        ("Khởi tố 96 vụ, tăng 11,1% (cùng kỳ năm 2025: 108 vụ).", ["implied_base", "contradiction"]),
        ("Số vụ án tăng từ 120 xuống còn 98 vụ.", ["contradiction"]),
        ("Số vụ án giảm từ 120 xuống còn 98 vụ.", []),
    ],
)
def test_doubts(sentence: str, kinds: list[str]) -> None:
    assert [check.kind for check in read_text(LEAD + sentence).checks] == kinds


def test_long_text_is_read_in_time_that_grows_with_its_length() -> None:
    page = "Trong quý, các cơ quan đã tiếp hơn 3.150 lượt công dân, tăng 8,4% so với cùng kỳ; khởi tố 45 vụ/72 bị can. " * 400
    assert len(read_text(page).figures) == 1200
    assert len(read_text("1 " * 30_000 + "đồng chí " * 10_000 + "Nguyễn " * 5_000 + "," * 20_000).figures) == 0


def test_runs_of_one_sign_do_not_stop_the_reader() -> None:
    for sign in ("1", ".", "(", "a", "-", "tặng ", "Số ", "\t1\t"):
        assert read_text(sign * 20_000).tasks == []
