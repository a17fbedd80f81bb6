"""What the writers share: number line, dates, closing marks, columns."""

from dataclasses import replace
from datetime import date

import pytest

from giaoban.core.paper.layout import closed, fit, lay_out, official_date, places
from giaoban.core.paper.tree import Heading, Number, Table, cell, item, para, row, text_of
from tests.core.paper import samples

PLAIN = str.maketrans("\u00a0", " ")


@pytest.mark.parametrize(
    ("day", "written"),
    [
        (date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (date(2026, 7, 15), "ngày 15 tháng 7 năm 2026"),
        (date(2026, 12, 1), "ngày 01 tháng 12 năm 2026"),
        (None, ""),
    ],
)
def test_official_date(day: date | None, written: str) -> None:
    assert official_date(day).translate(PLAIN) == written
    assert " " not in official_date(day)


def test_number_lines_of_both_forms() -> None:
    assert lay_out(samples.party_report()).left_low[0].text == "Số 05-BC/BNCTU"
    letter = lay_out(samples.state_letter()).left_low
    assert letter[0].text == "Số: 12/TTr-VP"
    assert letter[1].text.replace("\n", " ") == "V/v trả lời về việc thực hiện kết luận thanh tra"
    assert lay_out(samples.party_notice()).left_low[0].text.translate(PLAIN) == "Số         -TB/TU"


def test_letter_has_no_type_name_and_submission_is_presented() -> None:
    assert lay_out(samples.state_letter()).titles == ()
    assert lay_out(replace(samples.party_report(), type_name="Tờ trình")).address_label == "Kính trình:"
    assert lay_out(samples.party_report()).address_label == "Kính gửi:"


def test_issuer_parts_before_its_province() -> None:
    assert [line.text for line in lay_out(samples.state_report()).left] == ["ỦY BAN NHÂN DÂN\nTỈNH SƠN HÀ"]


def test_long_subject_parts_at_its_commas() -> None:
    subject = lay_out(samples.state_report()).titles[1].text
    assert subject == "Kết quả công tác tiếp công dân,\ngiải quyết khiếu nại, tố cáo quý III năm 2026"


@pytest.mark.parametrize(
    ("given", "mark", "written"),
    [("Hết.", ".", "Hết."), ("Hết", ".", "Hết."), ("Hết.", "./.", "Hết./."), ("Hết./.", ".", "Hết."), ("Hết;", "./.", "Hết./.")],
)
def test_closing_mark(given: str, mark: str, written: str) -> None:
    (last,) = closed((para(given),), mark)
    assert text_of(last.inlines) == written  # type: ignore[union-attr]


def test_closing_mark_stands_after_a_number_and_not_after_a_table() -> None:
    number, heading = para("Còn ", Number("3")), Heading("Hết")
    assert text_of(closed((number, heading), ".")[0].inlines) == "Còn 3."  # type: ignore[union-attr]
    table = Table(("a",), (row("1"),))
    assert closed((item("x"), table), ".") == (item("x"), table)


def test_recipients_end_each_as_the_form_says() -> None:
    assert lay_out(samples.party_report()).recipients[-2:] == ("- Các cơ quan khối Nội chính,", "- Lưu Văn phòng Ban.")
    assert lay_out(samples.state_letter()).recipients == ("- Như trên;", "- Ủy ban nhân dân tỉnh (để báo cáo);", "- Lưu: VT, NV1.")


def test_annex_names_its_document() -> None:
    (note,) = lay_out(samples.party_report()).annex_notes
    assert note.translate(PLAIN) == "(Kèm theo Báo cáo số 05-BC/BNCTU, ngày 18 tháng 9 năm 2026 của Ban Nội chính)"


def test_places_step_over_spans() -> None:
    rows = (row(cell("a", rowspan=2), cell("b", colspan=2), cell("c", rowspan=2)), row("d", "e"), row("f", "g", "h", "i"))
    assert places(rows, 4) == [[0, 1, 3], [1, 2], [0, 1, 2, 3]]


def test_columns_fill_the_page_and_hold_their_words() -> None:
    (table,) = samples.register(3).body
    assert isinstance(table, Table)
    grid = fit(table, 700, 12)
    assert sum(grid.widths) == pytest.approx(700)
    assert grid.widths[4] == max(grid.widths)
    assert 9 <= grid.size < 12
    assert grid.align[0] == "center"


def test_given_widths_are_kept() -> None:
    grid = fit(Table(("a", "b"), (row("1", "2"),), widths=(1, 3)), 400, 12)
    assert grid.widths == (100, 300)


def test_numbers_stand_right_words_left_marks_in_the_middle() -> None:
    table = Table(("Nội dung", "Số vụ", "%", "CCCD", "x"), (row("Vụ án", "1.204", "-15,2", "010200000001", "x"),))
    assert fit(table, 400, 12).align == ("left", "right", "right", "left", "center")
