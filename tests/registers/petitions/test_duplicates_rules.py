"""Telling repeats from neighbours, campaigns and other matters, without a database."""

from dataclasses import replace

import pytest

from giaoban.registers.petitions.rules.duplicates_pairs import Crowd, Written, judged
from giaoban.registers.petitions.rules.duplicates_person import agreement, marks, names_of, person_keys, phone_of
from giaoban.registers.petitions.rules.duplicates_reasons import reasons_of
from giaoban.registers.petitions.rules.duplicates_text import slip, syllables, tokens, told

TEXT = (
    "Gia đình tôi sử dụng thửa đất số 214, tờ bản đồ số 12, diện tích 1.350 m2 tại thôn Ba Lạch từ năm 1987. Ngày 5/6/2024, UBND huyện ban hành"
    " Quyết định số 1873/QĐ-UBND thu hồi đất để làm khu dân cư mới Khê Đông. Khi kiểm đếm, tổ công tác bỏ sót hai dãy chuồng trại và giếng khoan."
    " Phương án bồi thường áp giá 185 triệu đồng là quá thấp. Đề nghị hủy Quyết định số 1873/QĐ-UBND và kiểm đếm lại."
)
FIRST = Written(
    "1",
    TEXT,
    "Nguyễn Thị Tám",
    1961,
    "Thôn Ba Lạch, xã Khê Đông, huyện Khê Sơn",
    "0912345678",
    "038161000123",
    "UBND xã Khê Đông",
    "khieu nai",
)
OTHERS = [
    Written("x1", "Kiến nghị sửa đèn đường tổ 3 phường Tân Lập, hỏng từ mùa mưa, đi đêm rất nguy hiểm.", "Lò Văn Pản", 1950),
    Written("x2", "Tôi nộp hồ sơ hưởng chế độ thương binh 14 tháng nay chưa được trả lời, giấy ra viện còn đủ.", "Vi Thị Ót", 1951),
    Written("x3", "Trường mầm non Hoa Ban thu 450.000 đồng mỗi cháu tiền điều hòa mà không lắp máy nào.", "Bùi Đức Kha", 1982),
    Written("x4", "Phản ánh trạm bơm Cầu Ván không bơm nước, lúa của 46 hộ cháy khô, hợp tác xã đổ cho điện lực.", "Quách Công Lô", 1963),
]


def verdicts(*letters: Written) -> dict[tuple[str, str], str]:
    rows = [*letters, *OTHERS]
    return {(rows[p.a].id, rows[p.b].id): p.opinion.verdict for p in judged(rows)}


def again(**values: object) -> Written:
    return replace(FIRST, **{"id": "2", **values})  # type: ignore[arg-type]


def test_days_sums_and_slips_read_alike() -> None:
    assert tokens("ngày 05 tháng 06 năm 2024") == tokens("5/6/2024") == ["ngai", "20240605"]
    assert tokens("185 triệu đồng") == tokens("185.000.000 đồng")
    assert tokens("thửa 2l4") == tokens("thửa 214")
    assert tokens("narn") == tokens("năm")
    assert slip("214", "241")
    assert slip("2140", "214")
    assert not slip("214", "87")
    assert told("thửa đất số 214, tờ bản đồ 12").slots == {"thua": {"214"}, "do": {"12"}}


def test_old_and_new_tone_and_no_marks_are_one_text() -> None:
    assert told("Uỷ ban thoả thuận xoá nợ") == told("ủy ban thỏa thuận xóa nợ") == told("uy ban thoa thuan xoa no")


@pytest.mark.parametrize(
    "written", ["Nguyễn Tám", "Bà Nguyễn Thị Tám", "N.T. Tám", "TÁM NGUYỄN THỊ", "nguyen thi tam", "Nguyễn T. Tám (đại diện)"]
)
def test_names_of_one_person(written: str) -> None:
    empty = {"birth_year": None, "address": "", "phone": "", "identity_no": ""}
    found = agreement(marks(name="Nguyễn Thị Tám", **empty), marks(name=written, **empty))  # type: ignore[arg-type]
    assert found["name"] >= 0.8
    assert found["given"] >= 0.6
    assert not found["name_apart"]


def test_names_of_two_people() -> None:
    empty = {"birth_year": None, "address": "", "phone": "", "identity_no": ""}
    found = agreement(marks(name="Nguyễn Thị Tám", **empty), marks(name="Nguyễn Thị Hoa", **empty))  # type: ignore[arg-type]
    assert found["given"] == 0
    assert found["name_apart"]


def test_group_names_are_read_one_by_one() -> None:
    assert names_of("Ông Lò Văn Pản, bà Vi Thị Ót và 12 hộ dân") == [["io", "van", "pan"], ["vi", "thi", "ot"]]
    assert phone_of("+84 912.345.678") == phone_of("0912 345 678") == "912345678"
    assert (
        len(person_keys(name="Nguyễn Thị Tám", birth_year=1961, address="Thôn Ba Lạch", phone="0912345678", identity_no="038161000123"))
        == 4
    )


def test_same_letter_however_it_is_typed() -> None:
    plain = " ".join(syllables(TEXT))
    sentences = TEXT.split(". ")
    for text in (
        TEXT.upper(),
        plain,
        ". ".join(reversed(sentences)),
        ". ".join(sentences[:3]),
        f"Tôi gửi đơn lần thứ ba. {TEXT} Xin cảm ơn.",
    ):
        assert verdicts(FIRST, again(text=text)).get(("1", "2")) == "duplicate"
    assert verdicts(FIRST, again(name="Nguyễn Tám", birth_year=None, phone="", identity_no="", address=""))["1", "2"] == "duplicate"
    assert verdicts(FIRST, again(name="Bà Nguyễn T. Tám", address="Thôn Ba Lạch, xã Lạc Thủy", identity_no=""))["1", "2"] == "duplicate"


def test_same_template_in_the_same_village_about_another_plot_stays_apart() -> None:
    neighbour = (
        TEXT.replace("214", "87").replace("1873", "2290").replace("1.350", "420").replace("185", "61").replace("5/6/2024", "9/11/2024")
    )
    other = again(text=neighbour, name="Trần Văn Lợi", birth_year=1974, phone="0987654321", identity_no="038074000999")
    assert verdicts(FIRST, other) == {}


def test_same_person_on_another_matter_stays_apart() -> None:
    other = again(
        text="Phản ánh quán karaoke Hoa Mai mở nhạc quá nửa đêm, gây ồn cả xóm, công an phường nhắc nhiều lần không được.", respondent=""
    )
    assert verdicts(FIRST, other) == {}


def test_one_text_of_many_signers_is_a_campaign() -> None:
    signers = [
        replace(
            FIRST, id=f"s{i}", name=name, birth_year=1950 + i, phone="", identity_no=f"0380{i}0{i}3211", address=f"Xóm {i}, xã Khê Đông"
        )
        for i, name in enumerate(["Trần Văn Lợi", "Phạm Thị Nhung", "Lê Công Hoan", "Đỗ Bích Liên"])
    ]
    found = verdicts(*signers)
    assert set(found.values()) == {"campaign"}
    assert len(found) == 6


def test_other_people_with_the_same_matter() -> None:
    text = (
        "Tôi là em trai cùng sử dụng thửa 214 tờ bản đồ 12 ở thôn Ba Lạch. Việc thu hồi đất theo Quyết định số 1873/QĐ-UBND ngày 5/6/2024 làm khu"
        " dân cư mới Khê Đông không đo đạc, tổ công tác kiểm đếm bỏ sót giếng khoan."
    )
    other = again(text=text, name="Trần Văn Lợi", birth_year=1974, phone="0987654321", identity_no="038074000999")
    assert verdicts(FIRST, other)["1", "2"] in ("same_matter", "campaign")


def test_anonymous_letter_sent_again() -> None:
    nobody = replace(FIRST, name="", birth_year=None, address="", phone="", identity_no="")
    assert ("1", "2") in verdicts(nobody, replace(nobody, id="2"))


def test_empty_and_tiny_letters_do_not_fail() -> None:
    assert judged([]) == []
    assert judged([Written("1", ""), Written("2", "")]) == []
    assert Crowd([Written("1", "a")]).sides[0].length == 1


def test_reasons_are_vietnamese_and_name_nobody() -> None:
    rows = [FIRST, again(birth_year=None), *OTHERS]
    found = reasons_of(judged(rows)[0].why)
    assert "cùng họ tên" in found
    assert any("1873" in reason or "1.873" in reason for reason in found)
    assert "Tám" not in " ".join(found)
