"""The report's sentences, tables and tree, by tables."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from giaoban.core.paper.tree import Document, Number, Table, plain_text, text_of
from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.rules import Figure, catalogue
from giaoban.rounds.reports.rules import CaseFact, TaskFact, compared, compose, figures_table, load_outline, outline, sentence, shown

Q3 = Period(2026, "Q3")


def figure(code: str, value: str | None, base: str | None = None, reason: str = "") -> Figure:
    return Figure(
        catalogue()[code], None if value is None else Decimal(value), base_value=None if base is None else Decimal(base), base_reason=reason
    )


@pytest.mark.parametrize(
    ("code", "value", "base", "words"),
    [
        ("TCD_LUOT", "2815", "3320", "giảm 15,2% so với cùng kỳ"),
        ("TCD_LUOT", "3320", "2815", "tăng 17,9% so với cùng kỳ"),
        ("TCD_LUOT", "2815", "2815", "bằng cùng kỳ"),
        ("TCD_LUOT", "2815", None, ""),
        ("TCD_LUOT", "2815", "0", ""),
        ("TCD_LUOT", None, "10", ""),
        ("TP_TY_LE_KHAM_PHA", "91.4", "88.9", "tăng 2,5 điểm phần trăm so với cùng kỳ"),
        ("TP_TY_LE_KHAM_PHA", "88.9", "91.4", "giảm 2,5 điểm phần trăm so với cùng kỳ"),
    ],
)
def test_comparison_says_rise_fall_no_change_and_no_base(code: str, value: str | None, base: str | None, words: str) -> None:
    assert compared(figure(code, value, base)) == words


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("5", "vụ", "05"),
        ("0", "vụ", "0"),
        ("2815", "lượt", "2.815"),
        ("15.25", "triệu đồng", "15,25"),
        ("91.4", "%", "91,4%"),
        (None, "vụ", "–"),
    ],
)
def test_value_is_shown_the_official_way(value: str | None, unit: str, text: str) -> None:
    assert shown(None if value is None else Decimal(value), unit) == text


def test_sentence_binds_each_number_to_its_figure() -> None:
    runs = sentence("Đã tiếp {TCD_LUOT} lượt, {TCD_LUOT~}.", {"TCD_LUOT": figure("TCD_LUOT", "2815", "3320")}, Q3)
    assert runs is not None
    assert text_of(runs) == "Đã tiếp 2.815 lượt, giảm 15,2% so với cùng kỳ."
    assert [run.ref for run in runs if isinstance(run, Number)] == ["figure:TCD_LUOT@2026-Q3"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Tiếp {TCD_LUOT} lượt, {TCD_LUOT~}.", "Tiếp 07 lượt."), ("Khởi tố {TCD_LUOT} vụ ({TCD_LUOT~}).", "Khởi tố 07 vụ.")],
)
def test_sentence_without_base_drops_the_comparison_and_its_comma(text: str, expected: str) -> None:
    runs = sentence(text, {"TCD_LUOT": figure("TCD_LUOT", "7")}, Q3)
    assert runs is not None
    assert text_of(runs) == expected


def test_figure_that_nobody_gave_is_said_to_be_missing() -> None:
    """An indicator that came into the catalogue after the closing: no sentence states it, its row says so, the others stay."""
    assert sentence("Tiếp {TCD_LUOT} lượt, {TCD_LUOT~}.", {}, Q3) is None
    told = sentence("Khởi tố {KT_VU_AN} vụ, {TCD_LUOT~}.", {"KT_VU_AN": figure("KT_VU_AN", "7")}, Q3)
    assert text_of(told or ()) == "Khởi tố 07 vụ."
    lone = figures_table(["TCD_LUOT", "KT_VU_AN"], {"KT_VU_AN": figure("KT_VU_AN", "7")}, Q3)
    assert [text_of(cell.inlines) for cell in lone.rows[0]] == ["1", "TCD_LUOT", "chưa có số liệu"]
    assert [sum(cell.colspan for cell in line) for line in lone.rows] == [len(lone.columns)] * 2
    said = plain_text(compose(load_outline("noi_chinh_quy"), period=Q3, figures={}, written={}, tasks=[], notice="", cases=[]))
    assert "chưa có số liệu" in said
    assert "{" not in said


def test_sentence_with_a_missing_figure_is_left_out() -> None:
    assert sentence("Tiếp {TCD_LUOT} lượt.", {"TCD_LUOT": figure("TCD_LUOT", None)}, Q3) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Còn {DON_QUA_HAN!} đơn quá hạn.", None),
        ("Còn {DON_QUA_HAN} đơn quá hạn.", "Còn 0 đơn quá hạn."),
        (
            "Khởi tố {KT_VU_AN} vụ, {KT_VU_AN~}, với {KT_BI_CAN} bị can ({KT_BI_CAN-}).",
            "Khởi tố 55 vụ, tăng 10% so với cùng kỳ, với 219 bị can (giảm 0,5%).",
        ),
        (
            "Khởi tố {XX_VU_AN} vụ, {XX_VU_AN~}; {XX_VU_AN} ({XX_VU_AN-}).",
            "Khởi tố 04 vụ, không so sánh với cùng kỳ do cùng kỳ bằng 0; 04.",
        ),
    ],
)
def test_sentence_marks(text: str, expected: str | None) -> None:
    """! says only what is not zero, - the second comparison of a sentence shortly, ~ why nothing can be compared."""
    figures = {
        "DON_QUA_HAN": figure("DON_QUA_HAN", "0", "3"),
        "KT_VU_AN": figure("KT_VU_AN", "55", "50"),
        "KT_BI_CAN": figure("KT_BI_CAN", "219", "220"),
        "XX_VU_AN": figure("XX_VU_AN", "4", "0", "không so sánh: cùng kỳ bằng 0"),
    }
    runs = sentence(text, figures, Q3)
    assert (text_of(runs) if runs else None) == expected


@pytest.mark.parametrize(
    ("code", "value", "base", "cells"),
    [
        ("TCD_LUOT", "2552", "3010", ["2.552", "3.010", "-458", "-15,2"]),
        ("TCD_LUOT", "3010", "2552", ["3.010", "2.552", "+458", "+17,9"]),
        ("TCD_LUOT", "7", "7", ["07", "07", "0", "0"]),
        ("TP_TY_LE_KHAM_PHA", "91.4", "88.9", ["91,4%", "88,9%", "+2,5", "–"]),
        ("TCD_LUOT", "7", "0", ["07", "0", "+7", "không so sánh"]),
        ("TCD_LUOT", "7", None, ["07", "–", "không so sánh"]),
        ("TCD_LUOT", None, None, ["–", "–", "chưa có số liệu"]),
    ],
)
def test_table_puts_difference_and_percentage_side_by_side(code: str, value: str | None, base: str | None, cells: list[str]) -> None:
    table = figures_table([code], {code: figure(code, value, base)}, Q3)
    assert [text_of(cell.inlines) for cell in table.rows[0][3:]] == cells
    assert sum(cell.colspan for cell in table.rows[0]) == len(table.columns)


def whole(tasks: list[TaskFact] | None = None, cases: list[CaseFact] | None = None) -> Document:
    figures = {code: figure(code, "12", "10") for code in catalogue()}
    return compose(
        load_outline("noi_chinh_quy"),
        period=Q3,
        figures=figures,
        written={"II.1": "Viết tay.\n- một ý"},
        tasks=tasks or [],
        notice="Thông báo số 07-TB/TU",
        cases=cases or [],
    )


def test_report_numbers_its_parts_in_party_style() -> None:
    text = plain_text(whole())
    for line in (
        "I- KẾT QUẢ CÔNG TÁC QUÝ III NĂM 2026",
        "3. Công tác nội chính",
        "b) Phòng, chống tội phạm",
        "đ) Tiếp công dân",
        "IV- KIẾN NGHỊ",
    ):
        assert line in text, line


def test_report_tells_the_last_conclusions_from_the_tasks() -> None:
    late = TaskFact(4, "NV-2026-0004", "Rà soát nhà ở xuống cấp", "Sở Xây dựng", date(2026, 8, 30), "quá hạn chưa xong")
    done = replace(late, id=5, number="NV-2026-0005", standing="hoàn thành đúng hạn")
    document = whole([late, done])
    text = plain_text(document)
    assert "đã giao 02 nhiệm vụ; trong đó 01 nhiệm vụ hoàn thành đúng hạn; 01 nhiệm vụ quá hạn chưa xong." in text
    assert "Rà soát nhà ở xuống cấp (Sở Xây dựng, hạn 30/8/2026)." in text
    assert "tasks:4,5" in document.refs()
    assert [annex.label for annex in document.annexes] == ["Phụ lục 1", "Phụ lục 2"]


def test_report_without_tasks_says_so() -> None:
    assert "Kỳ trước không có nhiệm vụ giao" in plain_text(whole())


def test_hand_written_part_replaces_the_standing_words() -> None:
    text = plain_text(whole())
    assert "Viết tay." in text
    assert "- một ý" in text
    assert "số liệu được đối chiếu từ sổ gốc" not in text


def test_every_number_of_the_annex_carries_its_figure() -> None:
    tables = [block for block in whole().annexes[0].blocks if isinstance(block, Table)]
    numbers = [run for table in tables for row in table.rows if len(row) > 2 for cell in row[3:4] for run in cell.inlines]
    assert numbers
    assert all(isinstance(run, Number) and run.ref for run in numbers)


def annexed(**given: object) -> Document:
    figures = {code: figure(code, "12", None, "không so sánh: cùng kỳ không có số liệu") for code in catalogue()}
    facts: dict[str, object] = {"period": Q3, "figures": figures, "written": {}, "tasks": [], "notice": "", "cases": []}
    return compose(load_outline("noi_chinh_quy"), **{**facts, **given})  # type: ignore[arg-type]


def test_draft_leaves_room_for_its_day_and_number_and_an_issued_report_does_not() -> None:
    draft = annexed(span=(date(2026, 6, 15), date(2026, 9, 14)), remark="Chốt khi chưa đủ.")
    assert draft.place.replace("\u00a0", " ") == "Sông Ngân, ngày     tháng     năm 2026"
    assert (
        draft.annexes[0].note.replace("\u00a0", "_").startswith("(Kèm theo Báo cáo số ______-BC/BNCTU, ngày_____tháng_____năm_2026 của Ban")
    )
    text = plain_text(draft)
    assert "Số liệu tính từ ngày 15/6/2026 đến ngày 14/9/2026" in text
    assert "- Chốt khi chưa đủ." in text
    assert "- Không so sánh do cùng kỳ không có số liệu: Văn bản lãnh đạo, chỉ đạo của tỉnh ban hành; " in text
    issued = annexed(number="05-BC/BNCTU", issued_on=date(2026, 9, 20))
    assert (issued.place, issued.annexes[0].note) == (
        "Sông Ngân",
        "(Kèm theo Báo cáo số 05-BC/BNCTU, ngày 20/9/2026 của Ban Nội chính Tỉnh ủy)",
    )
    assert "Ghi chú" in text
    assert "Ghi chú" not in plain_text(whole())


def test_outline_names_only_known_figures() -> None:
    assert load_outline("noi_chinh_quy").codes() <= set(catalogue())


def test_outline_with_an_unknown_key_is_refused() -> None:
    with pytest.raises(InvalidInput, match="khóa lạ: colour"):
        outline._only({"title": "x", "colour": "red"}, outline.HEAD_KEYS, "thử")
