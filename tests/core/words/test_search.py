"""What an officer means by the words of a search."""

import pytest

from giaoban.core.words.search import kept_words, short_forms, sought, spelled
from giaoban.core.words.text import fold


def test_kept_words_stand_between_spaces() -> None:
    assert kept_words("Thửa đất số 118/2026,", "UỶ BAN") == " thua dat so 118 2026 uy ban "
    assert kept_words(" … ") == ""


def test_short_form_means_its_long_form_and_back() -> None:
    assert "uy ban nhan dan" in sought("UBND Khê Đông").parts[0].others
    parts = sought("đơn gửi ủy ban nhân dân xã").parts
    assert [part.words for part in parts] == [("don",), ("gui",), ("uy", "ban", "nhan", "dan"), ("xa",)]
    assert parts[2].others == ("ubnd",)


def test_common_syllable_is_not_a_short_form_of_its_long_one() -> None:
    assert "cong an" in sought("CA tỉnh").parts[0].others
    assert not sought("công an").has_others


def test_former_name_is_another_name() -> None:
    parts = sought("đất Khê Thượng", {"khe thuong": ("khe dong",)}).parts
    assert parts[1].words == ("khe", "thuong")
    assert parts[1].others == ("khe dong",)


@pytest.mark.parametrize(("typed", "marked"), [("hoà giải", ("hòa", "giải")), ("hòa giai", ("hòa",)), ("hoa giai", ())])
def test_marked_words_have_the_tone_of_the_house(typed: str, marked: tuple[str, ...]) -> None:
    assert sought(typed).marked == marked


def test_spelled_in_both_tone_places_and_all_cases() -> None:
    assert {"hòa", "hoà", "Hòa", "Hoà", "HÒA", "HOÀ"} == set(spelled("hòa"))


def test_abbreviations_are_folded() -> None:
    assert all(fold(phrase) == phrase for phrase in short_forms())
