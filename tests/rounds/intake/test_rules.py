"""From a reading to proposals, what each lacks, and the text cut into marked pieces."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.rounds.intake import rules
from giaoban.rounds.intake.rules import Segment, Span


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"kind": "quarter", "n": 2, "year": 2026}, "2026-Q2"),
        ({"kind": "half", "n": 1, "year": 2026}, "2026-H1"),
        ({"kind": "half", "n": 2, "year": 2026}, ""),
        ({"kind": "nine_months", "n": None, "year": 2026}, "2026-M9"),
        ({"kind": "year", "n": None, "year": 2025}, "2025"),
        ({"kind": "quarter", "n": 2, "year": None}, ""),
        ({"kind": "month", "n": 2, "year": 2026}, ""),
        (None, ""),
    ],
)
def test_period_code(told: dict[str, object] | None, code: str) -> None:
    assert rules.period_code(told) == code


def test_segments_show_the_most_exact_mark() -> None:
    text = "kiểm tra Chỉ thị 26 ngay"
    found = rules.segments(text, [Span(0, 24, "task", 1), Span(9, 19, "citation", 2)])
    assert found == [
        Segment("kiểm tra ", "task", 1, True),
        Segment("Chỉ thị 26", "citation", 2, True),
        Segment(" ngay", "task", 1, False),
    ]


def test_segments_without_marks_is_the_text() -> None:
    assert rules.segments("abc", [Span(2, 2, "task", 1), Span(0, 9, "task", 2)]) == [Segment("abc")]


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.sampled_from(["task", "figure"])), max_size=8),
)
def test_segments_joined_are_the_text(text: str, places: list[tuple[int, int, str]]) -> None:
    found = rules.segments(text, [Span(a, b, kind, i) for i, (a, b, kind) in enumerate(places)])
    assert "".join(piece.text for piece in found) == text
    firsts = [piece.id for piece in found if piece.first]
    assert len(firsts) == len(set(firsts))


@pytest.mark.parametrize(
    ("said", "code"),
    [("chỉ thị", "chi_thi"), ("quyết định", "quyet_dinh"), ("luật", "khac"), ("đề án", "de_an"), ("công văn", "cong_van")],
)
def test_directive_kind(said: str, code: str) -> None:
    assert rules.directive_kind(said) == code


@pytest.mark.parametrize(
    ("issuer", "level"),
    [
        ("Bộ Chính trị", "trung_uong"),
        ("Bộ Công an", "trung_uong"),
        ("Thủ tướng Chính phủ", "trung_uong"),
        ("Tỉnh ủy", "tinh"),
        ("UBND tỉnh", "tinh"),
        ("Thành ủy Khê Đông", "co_quan"),
    ],
)
def test_level_of(issuer: str, level: str) -> None:
    assert rules.level_of(issuer) == level


@pytest.mark.parametrize(
    ("number", "said", "issuer"), [("26-CT/TW", None, "Trung ương"), ("26", None, ""), ("26-CT/TW", "Bộ Chính trị", "Bộ Chính trị")]
)
def test_issuer_of(number: str, said: str | None, issuer: str) -> None:
    found = rules.issuer_of(number, said)
    assert bool(found) == bool(issuer)
    if said:
        assert found == said


@pytest.mark.parametrize(
    ("said", "code"), [("Bằng khen", "bang_khen"), ("Huân chương Lao động hạng Ba", "huan_chuong"), ("Kỷ niệm chương", "khac")]
)
def test_award_kind(said: str, code: str) -> None:
    assert rules.award_kind(said) == code


@pytest.mark.parametrize(
    ("text", "day"), [("2026-11-30", True), ("thường xuyên", False), ("quý IV năm", False), (None, False), ("", False)]
)
def test_is_day(text: str | None, day: bool) -> None:
    assert rules.is_day(text) is day


@pytest.mark.parametrize(
    ("kind", "data", "words"),
    [
        ("figure", {"indicator": "", "period": "2026-Q3"}, "chỉ tiêu"),
        ("figure", {"indicator": "TCD_LUOT", "period": ""}, "kỳ"),
        ("citation", {"number": "", "issuer": "x"}, "số văn bản"),
        ("task", {"title": "x", "lead": None}, "chủ trì"),
        ("person", {"name": "x", "one": False}, "trùng tên"),
        ("award", {"giver": "x", "recipient": ""}, "được tặng"),
    ],
)
def test_lacking_says_what(kind: str, data: dict[str, object], words: str) -> None:
    assert words in rules.lacking(kind, data)


def test_lacking_is_empty_when_whole() -> None:
    assert rules.lacking("task", {"title": "x", "lead": 3}) == ""
