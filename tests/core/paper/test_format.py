"""The format data: values of law.md 7, strict reading, dates, marks."""

from datetime import date

import pytest

from giaoban.core.paper.format import DATA, facts, format_for, read, roman, version_on
from giaoban.core.values.errors import InvalidInput

PARTY = (DATA / "party.toml").read_text(encoding="utf-8")


def test_party_and_state_differ_where_the_law_says() -> None:
    party, state = format_for("party", date(2026, 9, 18)), format_for("state", date(2026, 9, 18))
    assert (party.number_prefix, state.number_prefix) == ("Số ", "Số: ")
    assert (party.closing_mark, state.closing_mark) == (".", "./.")
    assert (party.issuer_mark, state.issuer_mark) == ("*", "")
    assert (party.numbering, state.numbering) == ("type_and_term", "year")
    assert (party.recipients_style, state.recipients_style) == ("underline", "bold_italic")
    assert party.title_lines == ("ĐẢNG CỘNG SẢN VIỆT NAM",)
    assert state.title_lines == ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
    assert (party.margin_top_mm, party.margin_bottom_mm, party.margin_left_mm, party.margin_right_mm) == (20, 20, 30, 15)
    assert (party.line_exact_pt, party.first_line_mm, party.page_number_from) == (18, 10, 2)


def test_party_format_changes_on_27_may_2026() -> None:
    assert "36-HD/VPTW" in version_on("party", date(2026, 5, 26)).basis
    assert "05-HD/VPTW" in version_on("party", date(2026, 5, 27)).basis
    assert version_on("party", None) == version_on("party", date(2026, 9, 18))


def test_no_format_before_the_first_version() -> None:
    with pytest.raises(InvalidInput, match="05/03/2020"):
        format_for("state", date(2019, 1, 1))


def test_guidance_not_read_is_not_confirmed() -> None:
    assert not any(fact.confirmed for fact in facts("party", date(2026, 9, 18)))
    state = {fact.name: fact for fact in facts("state")}
    assert state["margin_left_mm"].confirmed
    assert not state["closing_mark"].confirmed
    assert "30/2020/NĐ-CP" in state["margin_left_mm"].basis


def test_office_puts_its_own_value() -> None:
    assert format_for("party", None, {"title_sizes": [14]}).title_sizes == (14,)
    with pytest.raises(InvalidInput, match="title_colour"):
        format_for("party", None, {"title_colour": "red"})
    with pytest.raises(InvalidInput, match="body_size"):
        format_for("party", None, {"body_size": "to"})


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("body_size = {", "body_sise = {", "body_sise"),
        ("body_size = { value = 14,", 'body_size = { value = "14",', "body_size"),
        ('closing_mark = { value = ".", basis = "HD36", confirmed = false }', "", "closing_mark"),
        ('closing_mark = { value = ".", basis = "HD36"', 'closing_mark = { value = ".", basis = "HD99"', "HD99"),
        ("until = 2026-05-26", "until = 2026-05-27", "chồng"),
        ('numbering = { value = "type_and_term"', 'numbering = { value = "month"', "numbering"),
        ('form = "party"', 'colour = 1\nform = "party"', "colour"),
        ("from = 2018-04-03", "from = ", "party.toml"),
    ],
)
def test_wrong_data_is_refused_with_its_place(old: str, new: str, said: str) -> None:
    assert old in PARTY
    with pytest.raises(InvalidInput, match=said):
        read(PARTY.replace(old, new, 1), "party.toml")


def test_wrong_data_names_the_line() -> None:
    broken = PARTY.replace("body_size = { value = 14,", "body_size = { value = true,", 1)
    line = next(place for place, text in enumerate(broken.splitlines(), 1) if text.startswith("body_size"))
    with pytest.raises(InvalidInput, match=f"dòng {line}:"):
        read(broken, "party.toml")


def test_marks_of_headings() -> None:
    party, state = format_for("party"), format_for("state")
    assert [party.mark(1, 4), party.mark(2, 3), party.mark(3, 5), party.mark(4, 1)] == ["IV-", "3.", "đ)", "-"]
    assert state.mark(1, 4) == "IV."
    assert [roman(number) for number in (1, 9, 14, 39)] == ["I", "IX", "XIV", "XXXIX"]
