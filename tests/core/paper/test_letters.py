"""Letters: every Vietnamese letter is in every cut; what is not is refused with its place."""

import unicodedata
from itertools import product

import pytest

from giaoban.core.paper import docx, html, letters, pdf
from giaoban.core.paper.tree import Document, para
from giaoban.core.values.errors import InvalidInput

MARKS = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
VIETNAMESE = (
    "".join(unicodedata.normalize("NFC", vowel + mark) for vowel, mark in product("aăâeêioôơuưyAĂÂEÊIOÔƠUƯY", MARKS))
    + "đĐbcdghklmnpqrstvxBCDGHKLMNPQRSTVX"
)


def test_every_vietnamese_letter_is_in_every_cut() -> None:
    assert letters.missing_glyphs(VIETNAMESE + "0123456789.,:;-–—“”‘’…%/()+*₫²≥≤×\u00a0\n") == ()


def test_missing_letters_named_once_in_order() -> None:
    assert letters.missing_glyphs("vụ 中 án ☐ 中") == ("中", "☐")


@pytest.mark.parametrize("writer", [docx, pdf, html])
@pytest.mark.parametrize("words", ["vụ án 中", "hỏng \x07 chữ", "\ufffe"])
def test_writers_refuse_letters_no_font_has(writer: object, words: str) -> None:
    with pytest.raises(InvalidInput, match="U\\+"):
        writer.write(Document(form="party", issuer="Ban Nội chính", body=(para(words),)))  # type: ignore[attr-defined]


def test_decomposed_letters_are_composed() -> None:
    apart = unicodedata.normalize("NFD", "Tỉnh ủy khiếu nại")
    assert "Tỉnh ủy khiếu nại" in html.write(Document(form="party", issuer="Ban", body=(para(apart),)))


def test_widths_grow_with_size_and_weight() -> None:
    assert letters.width("Độc lập", 28) == pytest.approx(2 * letters.width("Độc lập", 14))
    assert letters.width("BÁO CÁO", 14, bold=True) > letters.width("BÁO CÁO", 14)
    assert letters.width("a\nabc", 14) == letters.width("abc", 14)
    assert letters.width("n", 1) == pytest.approx(0.5)
