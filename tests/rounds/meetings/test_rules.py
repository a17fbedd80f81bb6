"""The numbering of conclusions, what a notice lacks, its sentences and its tree."""

from datetime import date, time

import pytest

from giaoban.core.paper import docx, pdf
from giaoban.core.paper.tree import Heading, Item, Para, from_json, plain_text
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.rounds.meetings import rules
from giaoban.rounds.meetings.choices import MeetingState, PointKind
from giaoban.rounds.meetings.rules import MeetingFact, PointDraft, PointFact

ASSESSMENT = PointDraft(PointKind.DANH_GIA, "Công tác nội chính có nhiều chuyển biến")
FACT = MeetingFact(
    committee="Tỉnh ủy Hà Lam",
    title="Hội nghị giao ban các cơ quan khối Nội chính và khối Dân vận quý III năm 2026",
    on=date(2026, 9, 18),
    place="Hội trường Tỉnh ủy",
    chair="Nguyễn Văn Khuê",
    chair_post="Bí thư Tỉnh ủy",
    start_time=time(8),
    attended=("Công an tỉnh", "TAND tỉnh"),
    agenda=rules.default_agenda(Period(2026, "Q3")),
    spoke=("Công an tỉnh",),
)


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (["danh_gia", "giao_viec", "giao_viec", "to_chuc"], ["I", "II.1", "II.2", "III.1"]),
        (["danh_gia", "danh_gia", "giao_viec"], ["I.1", "I.2", "II.1"]),
        (["giao_viec"], ["II.1"]),
        ([], []),
    ],
)
def test_numbers_by_section(kinds: list[str], expected: list[str]) -> None:
    assert rules.numbers(kinds) == expected


def test_ordered_puts_sections_in_the_order_of_the_notice() -> None:
    points = [PointDraft("to_chuc", "c"), PointDraft("giao_viec", "b"), PointDraft("danh_gia", "a"), PointDraft("giao_viec", "d")]
    assert [p.text for p in rules.ordered(points)] == ["a", "b", "d", "c"]


@pytest.mark.parametrize("point", [PointDraft("khac", "a"), PointDraft("danh_gia", ""), PointDraft("giao_viec", "a", 3, (3, 4))])
def test_ordered_refuses_a_wrong_point(point: PointDraft) -> None:
    with pytest.raises(InvalidInput):
        rules.ordered([point])


def test_lacking_names_each_point_and_what_it_lacks() -> None:
    points = [
        ASSESSMENT,
        PointDraft("giao_viec", "Rà soát", 1, (), "", date(2026, 11, 30)),
        PointDraft("giao_viec", "Kiểm tra"),
        PointDraft("giao_viec", "Báo cáo", 2),
    ]
    assert rules.lacking(points) == ["II.2 chưa có cơ quan chủ trì, chưa có hạn", "II.3 chưa có hạn"]


def test_check_issue_refuses_with_the_list() -> None:
    with pytest.raises(RefusedByLaw, match=r"II\.1 chưa có hạn"):
        rules.check_issue(
            MeetingState.DA_HOP, [ASSESSMENT, PointDraft("giao_viec", "x", 1)], date(2026, 9, 18), date(2026, 9, 19), date(2026, 9, 20)
        )


@pytest.mark.parametrize(
    ("state", "deadline", "issued_on", "words"),
    [
        ("da_moi", date(2026, 11, 30), date(2026, 9, 19), "chưa ghi là đã họp"),
        ("da_hop", date(2026, 11, 30), date(2026, 9, 17), "từ ngày họp"),
        ("da_hop", date(2026, 11, 30), date(2026, 9, 21), "đến hôm nay"),
        ("da_hop", date(2026, 9, 18), date(2026, 9, 19), "trước ngày ban hành"),
    ],
)
def test_check_issue_refuses_wrong_days_and_states(state: str, deadline: date, issued_on: date, words: str) -> None:
    points = [ASSESSMENT, PointDraft("giao_viec", "x", 1, deadline=deadline)]
    with pytest.raises((RefusedByLaw, InvalidInput), match=words):
        rules.check_issue(state, points, date(2026, 9, 18), issued_on, date(2026, 9, 20))


@pytest.mark.parametrize("points", [[ASSESSMENT], [PointDraft("giao_viec", "x", 1, deadline=date(2026, 11, 30))]])
def test_check_issue_wants_assessment_and_work(points: list[PointDraft]) -> None:
    with pytest.raises(RefusedByLaw, match="chưa có phần"):
        rules.check_issue(MeetingState.DA_HOP, points, date(2026, 9, 18), date(2026, 9, 19), date(2026, 9, 20))


def test_point_sentence_says_who_with_whom_what_product_and_when() -> None:
    point = PointFact(
        "giao_viec",
        "Rà soát các cuộc thanh tra kinh tế - xã hội.",
        "Thanh tra tỉnh",
        ("Sở Tài chính", "Sở Tư pháp"),
        "Báo cáo kết quả rà soát",
        date(2026, 11, 5),
    )
    assert rules.point_sentence(point) == (
        "Thanh tra tỉnh chủ trì, phối hợp với Sở Tài chính và Sở Tư pháp rà soát các cuộc thanh tra kinh tế - xã hội; "
        "sản phẩm: báo cáo kết quả rà soát; hoàn thành trước ngày 05/11/2026."
    )


def test_point_sentence_keeps_capitals_of_an_abbreviation() -> None:
    assert rules.point_sentence(PointFact("giao_viec", "UBND các xã báo cáo", "UBND tỉnh")) == "UBND tỉnh UBND các xã báo cáo."


@pytest.mark.parametrize("number", ["127-TB/TU", "Số 127-TB/TU"])
def test_check_number_accepts_a_party_notice(number: str) -> None:
    assert rules.check_number(number) == "127-TB/TU"


@pytest.mark.parametrize("number", ["127/TB-UBND", "127-BC/TU", "127", ""])
def test_check_number_refuses_others(number: str) -> None:
    with pytest.raises(InvalidInput):
        rules.check_number(number)


def test_notice_has_the_parts_of_the_form() -> None:
    points = [
        PointFact("danh_gia", "Công tác nội chính có nhiều chuyển biến"),
        PointFact("giao_viec", "Rà soát đơn thư", "Thanh tra tỉnh", (), "", date(2026, 11, 30)),
        PointFact("to_chuc", "Văn phòng Tỉnh ủy theo dõi"),
    ]
    paper = rules.notice(FACT, points, number="127-TB/TU", issued_on=date(2026, 9, 19), signer="Hoàng Thị Yến")
    assert [b.number for b in paper.body if isinstance(b, Heading)] == ["I-", "II-", "III-"]
    assert [b.marker for b in paper.body if isinstance(b, Item)] == ["1.", "1."]
    assert sum(isinstance(b, Para) for b in paper.body) == 3
    assert (paper.issuer, paper.type_name, paper.place) == ("TỈNH ỦY HÀ LAM", "THÔNG BÁO", "Hà Lam")
    assert paper.signature is not None
    assert (paper.signature.authority, paper.signature.post) == ("T/L BAN THƯỜNG VỤ", "CHÁNH VĂN PHÒNG")
    words = plain_text(paper)
    assert "Dự hội nghị có đại diện 02 cơ quan: Công an tỉnh và TAND tỉnh." in words
    assert "ý kiến phát biểu của Công an tỉnh, đồng chí Nguyễn Văn Khuê kết luận như sau:" in words
    assert "Thanh tra tỉnh" in paper.recipients
    assert from_json(paper.as_json()) == paper


def test_notice_and_invitation_are_written_as_docx_and_pdf() -> None:
    for paper in (rules.notice(FACT, [PointFact("danh_gia", "Tốt")], draft="DỰ THẢO"), rules.invitation(FACT, ("Công an tỉnh",))):
        assert docx.write(paper).startswith(b"PK")
        assert pdf.write(paper).startswith(b"%PDF")


def test_invitation_says_when_where_and_what() -> None:
    words = plain_text(rules.invitation(FACT, ("Công an tỉnh",)))
    assert "Thời gian: 8 giờ ngày 18 tháng 9 năm 2026." in words
    assert "Công an tỉnh" in words
    assert "6. Kết luận hội nghị" in words


@pytest.mark.parametrize(("at", "words"), [(None, ""), (time(8), "8 giờ"), (time(13, 30), "13 giờ 30")])
def test_clock_words(at: time | None, words: str) -> None:
    assert rules.clock_words(at) == words


@pytest.mark.parametrize("lines", [[], [rules.AgendaLine("")], [rules.AgendaLine("a", "", 0)]])
def test_check_agenda_refuses(lines: list[rules.AgendaLine]) -> None:
    with pytest.raises(InvalidInput):
        rules.check_agenda(lines)
