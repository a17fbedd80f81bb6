import unicodedata

import pytest

from giaoban.core.values.errors import InvalidInput
from giaoban.core.words import names
from giaoban.core.words.text import sort_vi


def test_surnames_hold_those_of_many_peoples():
    assert {
        "Nguyễn",
        "Giàng",
        "Lò",
        "Vàng",
        "Sùng",
        "Thào",
        "H'",
        "Y",
        "Ksor",
        "Rơ Châm",
        "Siu",
        "Nay",
        "Điểu",
        "Thạch",
        "Kim",
        "Sơn",
    } <= names.SURNAMES
    assert len(names.SURNAMES) >= 250


def test_surnames_are_written_in_the_tone_position_of_the_house():
    assert "Ngụy" in names.SURNAMES


@pytest.mark.parametrize(
    "name",
    [
        "Đặng Xuân Phong",
        "ĐẶNG XUÂN PHONG",
        unicodedata.normalize("NFD", "Nguyễn Thị Hồng"),
        "Giàng A Páo",
        "Vàng Thị Mỷ",
        "H'Hen Niê",
        "H’Yim Kđoh",
        "Rơ Châm H'Phik",
        "Y Thanh Hà Niê Kdăm",
        "Điểu K'Ré",
        "Tôn Nữ Thị Ninh",
        "Lê Văn Đoàn",
        "Sơn Minh Thắng",
        "Võ Thị Ánh",
        "NGÔ QUỲNH",
    ],
)
def test_is_person_name(name):
    assert names.is_person_name(name)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "Phong",
        "Hà Nội",
        "HÀ GIANG",
        "Sơn La",
        "Tỉnh ủy",
        "Bí Thư",
        "Chỉ Thị",
        "Ban Nội chính",
        "Trần Ủy Viên Ban",
        "VĂN PHÒNG",
        "Lâm Đồng",
        "Phong Văn Nguyễn",
        "Đặng 2 Phong",
        "Lê Văn Một Hai Ba Bốn Năm",
        "Lê TAND Hà",
        "Rơ Châm",
        "Mai Xzt",
        "HỘI NGHỊ",
        "LÊ ỦY VIÊN",
        "Đặng Nghiêngnghiêng",
        "Zzz Abc",
    ],
)
def test_is_no_person_name(words):
    assert not names.is_person_name(words)


@pytest.mark.parametrize(
    ("full", "parts"),
    [
        ("Đặng Xuân Phong", ("Đặng", "Xuân", "Phong")),
        ("Giàng A Páo", ("Giàng", "A", "Páo")),
        ("Tôn Nữ Thị Ninh", ("Tôn Nữ", "Thị", "Ninh")),
        ("Rơ Châm Phik", ("Rơ Châm", "", "Phik")),
        ("Âu Dương", ("Âu", "", "Dương")),
        ("Ngô Quỳnh", ("Ngô", "", "Quỳnh")),
        ("Xyz Văn An", ("Xyz", "Văn", "An")),
        ("Páo", ("", "", "Páo")),
        ("  Lê   Thị  Thu   Hà ", ("Lê", "Thị Thu", "Hà")),
    ],
)
def test_split_name(full, parts):
    assert names.split_name(full) == parts


def test_split_name_refuses_nothing():
    with pytest.raises(InvalidInput, match="Chưa có họ tên"):
        names.split_name("  ")


def test_list_of_persons_is_sorted_by_given_name_then_surname_then_middle_names():
    people = ["Trần Văn Bình", "Lê Thị Ân", "Đỗ An", "Dương An", "Lê Hải Bình", "Lê Đức Bình", ""]
    assert sorted(people, key=names.name_sort_key) == ["", "Dương An", "Đỗ An", "Lê Thị Ân", "Lê Đức Bình", "Lê Hải Bình", "Trần Văn Bình"]
    assert sort_vi(people) != sorted(people, key=names.name_sort_key)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("ĐẶNG XUÂN PHONG", "Đặng Xuân Phong"),
        ("đặng  xuân phong ", "Đặng Xuân Phong"),
        ("h'hen niê", "H'Hen Niê"),
        ("NGUYỄN THỊ HOÀ", "Nguyễn Thị Hòa"),
        ("", ""),
    ],
)
def test_title_case_name(typed, shown):
    assert names.title_case_name(typed) == shown


@pytest.mark.parametrize(("full", "letters"), [("Đặng Xuân Phong", "ĐXP"), ("h'hen niê", "HN"), ("", "")])
def test_initials(full, letters):
    assert names.initials(full) == letters
