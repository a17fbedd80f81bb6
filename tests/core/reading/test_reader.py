"""Whole texts: what is proposed, and that places and words agree."""

import json

import pytest

from giaoban.core.reading.proposals import Figure, Reading, Task
from giaoban.core.reading.reader import read_text

from . import texts

KEYS = [
    "source", "doc_kind", "document", "period", "figures", "citations", "people", "agencies", "tasks", "awards", "checks", "text",
]  # fmt: skip


def figures(reading: Reading) -> dict[str, Figure]:
    return {reading.text[f.number_at[0] : f.number_at[1]]: f for f in reading.figures}


def told(reading: Reading) -> list[tuple[str, tuple[str, ...], tuple[str, ...], str | None]]:
    return [(" ".join(t.text.split()[:4]), t.assignees, t.co_assignees, t.deadline) for t in reading.tasks]


def task(reading: Reading, begins: str) -> Task:
    return next(t for t in reading.tasks if t.text.startswith(begins))


@pytest.mark.parametrize("name", texts.ALL)
def test_every_span_is_verbatim_and_json_is_the_contract(name: str) -> None:
    answer = json.loads(json.dumps(read_text(texts.ALL[name]).as_dict()))
    assert list(answer) == KEYS
    text = answer["text"]
    for item in [*answer["figures"], *answer["citations"], *answer["tasks"]]:
        assert item["span"] == text[item["start"] : item["end"]] != ""
        assert item["span"] == item["span"].strip()
    for person in answer["people"]:
        assert text[person["start"] : person["end"]].lower() == person["name"].lower()
    for check in answer["checks"]:
        assert all(0 <= start < end <= len(text) for start, end in check["spans"])
    for award in answer["awards"]:
        assert award["kind"].lower() in text[award["start"] : award["end"]].lower()
    assert all(0 <= figure["confidence"] <= 1 for figure in answer["figures"])


def test_news_figures() -> None:
    found = figures(read_text(texts.NEWS))
    turns = found["3.150"]
    assert (turns.value, turns.qualifier, turns.unit, turns.what, turns.indicator) == (3150, "hơn", "lượt", "tiếp công dân", "TCD_LUOT")
    assert turns.change is not None
    assert turns.change.as_dict() == {"direction": "tăng", "value": 8.4, "unit": "%", "base": "cùng kỳ năm 2025"}
    assert (found["45"].unit, found["45"].indicator) == ("vụ", "KT_VU_AN")
    assert found["45"].change is not None
    assert found["45"].change.as_dict() == {"direction": "giảm", "value": 12, "unit": "absolute", "base": "cùng kỳ"}
    assert (found["72"].unit, found["72"].indicator, found["72"].change) == ("bị can", "KT_BI_CAN", None)
    assert (found["91,4%"].as_dict("")["value"], found["91,4%"].unit, found["91,4%"].indicator) == (91.4, "%", "TP_TY_LE_KHAM_PHA")
    assert (found["3,5 tỷ"].value, found["3,5 tỷ"].unit) == (3_500_000_000, "đồng")
    assert (found["12"].value, found["15"].value, found["12"].unit) == (12, 15, "nhiệm vụ")
    assert set(found) == {"3.150", "45", "72", "91,4%", "3,5 tỷ", "150", "12", "15", "92%", "5", "8"}


def test_news_rise_from_one_number_to_another() -> None:
    figure = figures(read_text(texts.NEWS))["150"]
    assert figure.change is not None
    assert (figure.value, figure.unit, figure.change.direction, figure.change.value, figure.change.base) == (
        150,
        "vụ",
        "tăng",
        30,
        "từ 120",
    )


def test_news_people_with_all_posts() -> None:
    people = {person.name: person.positions for person in read_text(texts.NEWS).people}
    assert people == {
        "Lương Văn Khải": (
            "Phó Bí thư Thường trực Tỉnh ủy",
            "Trưởng Ban Chỉ đạo cải cách tư pháp tỉnh",
            "Trưởng Ban Chỉ đạo phòng, chống tham nhũng, tiêu cực tỉnh",
        ),
        "Trần Thị Thu Hạnh": ("Ủy viên Ban Thường vụ Tỉnh ủy", "Trưởng Ban Nội chính Tỉnh ủy"),
        "Giàng A Dơ": ("Phó Chủ tịch UBND tỉnh",),
    }


def test_news_tasks_citation_award_and_period() -> None:
    reading = read_text(texts.NEWS)
    assert told(reading)[0] == ("Rà soát các vụ", ("Công an tỉnh",), ("Sở Tư pháp",), "2026-11-30")
    assert len(reading.tasks) == 3
    (cited,) = reading.citations
    assert (cited.type, cited.number, cited.issuer, str(cited.date)) == ("chỉ thị", "35-CT/TU", "Ban Thường vụ Tỉnh ủy", "2025-03-12")
    (award,) = reading.awards
    assert (award.kind, award.giver, award.to) == ("Bằng khen", "Chủ tịch UBND tỉnh", "5 tập thể và 8 cá nhân")
    assert reading.period is not None
    assert reading.period.as_dict() == {"kind": "quarter", "n": 3, "year": 2026}
    assert reading.doc_kind == "news"
    assert reading.document is None


def test_speech_reads_who_is_told() -> None:
    reading = read_text(texts.SPEECH)
    assert [(t.assignees, " ".join(t.text.split()[:3])) for t in reading.tasks] == [
        (("khối Nội chính tỉnh",), "Tiếp tục giữ"),
        (("khối Nội chính tỉnh",), "Sớm hoàn thiện"),
        (("khối Nội chính tỉnh",), "Tiến hành rà"),
        (("khối Nội chính tỉnh",), "Kiểm tra việc"),
        (("khối Dân vận",), "Tập trung thực"),
        (("khối Dân vận",), "Phối hợp định"),
        (("Các cơ quan liên quan",), "Tiếp thu các"),
    ]
    assert reading.people == []
    assert [(c.type, c.number, c.issuer) for c in reading.citations] == [("chỉ thị", "17", "Bộ Chính trị")]


def test_speech_figures_and_implied_base() -> None:
    reading = read_text(texts.SPEECH)
    assert [(f.value, f.indicator) for f in reading.figures] == [
        (2400, "TCD_LUOT"),
        (900, "DON_TIEP_NHAN"),
        (25, "DON_KN_TC_THAM_QUYEN"),
    ]
    (check,) = reading.checks
    assert check.kind == "implied_base"
    assert "3.000 lượt" in check.message
    assert [reading.text[start:end] for start, end in check.spans] == ["2.400", "giảm 20%"]
    assert reading.period is not None
    assert reading.period.as_dict() == {"kind": "quarter", "n": 2, "year": None}


def test_report_head_and_agencies() -> None:
    reading = read_text(texts.REPORT)
    assert reading.doc_kind == "report"
    assert reading.document is not None
    assert reading.document.as_dict() == {
        "number": "128-BC/BNCTU",
        "type": "báo cáo",
        "issuer": "Ban Nội chính Tỉnh ủy Bản Sơn",
        "date": "2026-10-05",
        "place": "Bản Sơn",
        "subject": "Kết quả công tác nội chính, phòng, chống tham nhũng quý III năm 2026",
    }
    assert reading.citations == []
    assert {"Tỉnh ủy", "Ban Nội chính Tỉnh ủy", "Viện kiểm sát nhân dân tỉnh"} <= set(reading.agencies)
    assert [(p.name, p.positions) for p in reading.people] == [("Hoàng Đức Lâm", ("Phó trưởng ban",))]


def test_report_table_rows() -> None:
    found = read_text(texts.REPORT).figures
    row = next(f for f in found if f.what == "Số lượt tiếp công dân")
    assert row.change is not None
    assert (row.value, row.unit, row.indicator, row.change.direction, row.change.as_dict()["value"]) == (
        2845,
        "lượt",
        "TCD_LUOT",
        "giảm",
        13.8,
    )
    before = next(f for f in found if f.what == "Số lượt tiếp công dân (cùng kỳ năm 2025)")
    assert (before.value, before.indicator) == (3301, None)
    money = next(f for f in found if f.what == "Thu hồi qua thanh tra")
    assert (money.value, money.unit, money.indicator) == (1_250_000_000, "đồng", "TTR_TIEN_DA_THU")


def test_report_tasks_only_in_the_part_that_instructs() -> None:
    assert told(read_text(texts.REPORT)) == [
        ("Tiếp tục tham mưu", (), (), None),
        ("Tập trung kết luận", ("Thanh tra tỉnh",), (), "trong quý IV/2026"),
        ("Sớm đưa ra xét", ("Viện kiểm sát nhân dân tỉnh", "Tòa án nhân dân tỉnh"), (), None),
    ]


def test_report_doubts() -> None:
    kinds = [(check.kind, check.severity) for check in read_text(texts.REPORT).checks if check.kind != "implied_base"]
    assert kinds == [("sum", "warning"), ("date", "error"), ("date", "error")]


def test_conclusion_tasks_with_leads_and_deadlines() -> None:
    reading = read_text(texts.CONCLUSION)
    assert reading.doc_kind == "conclusion"
    assert told(reading) == [
        ("Xây dựng quy chế", ("Công an tỉnh",), ("Sở Tư pháp", "Sở Nội vụ"), "2026-11-15"),
        ("Kết thúc 02 cuộc", ("Thanh tra tỉnh",), (), "trong quý IV/2026"),
        ("Công khai kết luận", ("Thanh tra tỉnh",), (), None),
        ("Tăng cường tiếp công", ("Các cấp ủy, tổ chức đảng",), (), None),
        ("Theo dõi, đôn đốc", ("Văn phòng Tỉnh ủy",), (), None),
    ]


def test_decision_bodies_told_and_laws_cited() -> None:
    reading = read_text(texts.DECISION)
    assert reading.doc_kind == "decision"
    assert reading.document is not None
    assert (reading.document.issuer, reading.document.subject) == (
        "UBND tỉnh Bản Sơn",
        "thành lập Tổ công tác giải quyết khiếu nại đông người",
    )
    assert [(p.name, p.positions) for p in reading.people] == [
        ("Vi Văn Thắng", ("Phó Chủ tịch UBND tỉnh", "Tổ trưởng")),
        ("Nguyễn Thị Lan Phương", ("Chánh Thanh tra tỉnh", "Tổ phó")),
    ]
    assert [(c.type, c.number) for c in reading.citations] == [("luật", None), ("luật", "02/2011/QH13"), ("tờ trình", "88/TTr-TTr")]
    assert task(reading, "Rà soát").assignees == ("Tổ công tác",)
    assert task(reading, "Rà soát").deadline == "2026-12-31"
    assert reading.figures == []
    assert reading.period is None


def test_letter_asks_with_a_deadline_and_gives_no_telephone_as_figure() -> None:
    reading = read_text(texts.LETTER)
    assert reading.doc_kind == "official_letter"
    assert reading.document is not None
    assert (reading.document.number, reading.document.issuer) == ("412/STP-HCTP", "Sở Tư pháp")
    assert reading.document.subject == "báo cáo số liệu hòa giải ở cơ sở"
    assert [(t.assignees, t.deadline) for t in reading.tasks] == [(("UBND các xã, phường",), "2026-08-20")]
    assert reading.figures == []


@pytest.mark.parametrize("text", [
    texts.FOOTBALL, texts.RECIPE, texts.ENGLISH, texts.POEM, texts.NOVEL, texts.MENU, texts.PRICES, texts.SUMS, texts.PLANETS, texts.CODE,
    "", " \n\t ", "...", "12345", "a",
])  # fmt: skip
def test_other_worlds_propose_nothing(text: str) -> None:
    reading = read_text(text)
    assert (reading.tasks, reading.people, reading.figures, reading.awards, reading.citations) == ([], [], [], [], [])
    assert (reading.document, reading.checks, reading.agencies) == (None, [], [])


def test_lease_names_its_parties_and_no_tasks() -> None:
    reading = read_text(texts.LEASE)
    assert [(p.name, p.positions) for p in reading.people] == [("Đinh Quang Huy", ()), ("Phan Thị Mỹ Dung", ())]
    assert (reading.tasks, reading.figures, reading.document, reading.doc_kind) == ([], [], None, "other")


def test_noisy_text_gives_what_is_sure() -> None:
    reading = read_text(texts.NOISY)
    assert [(f.value, f.indicator) for f in reading.figures][:1] == [(412, "TCD_LUOT")]
    assert (reading.tasks, reading.people) == ([], [])


def test_mobilisation_awards_people_and_tasks() -> None:
    reading = read_text(texts.MOBILISATION)
    assert [(a.kind, a.giver, a.to) for a in reading.awards] == [
        ("Bằng khen", "Ủy ban nhân dân tỉnh", "12 tập thể"),
        ("Giấy khen", "Trưởng Ban Dân vận Tỉnh ủy", "20 cá nhân"),
    ]
    assert [(p.name, p.positions) for p in reading.people] == [
        ("Vàng Thị Sống", ("Ủy viên Ban Thường vụ", "Trưởng Ban Dân vận Tỉnh ủy")),
        ("Hoàng Thị Mỷ", ("Chủ tịch Hội Liên hiệp Phụ nữ tỉnh",)),
        ("Nguyễn Đình Toàn", ("Bí thư Đảng ủy xã Nậm Pung",)),
    ]
    assert [(t.assignees, t.deadline) for t in reading.tasks] == [
        (("hệ thống dân vận các cấp",), None),
        (("hệ thống dân vận các cấp",), None),
        (("UBND các xã, phường",), "trước 30/9"),
        (("Ban Dân vận Tỉnh ủy",), "trong tháng 8/2026"),
    ]
    assert reading.tasks[3].co_assignees == ("Công an tỉnh", "Bộ Chỉ huy Quân sự tỉnh", "các đoàn thể")
    assert 4_350_000_000 in [f.value for f in reading.figures]


def test_denunciation_asks_but_tells_nobody() -> None:
    reading = read_text(texts.DENUNCIATION)
    assert reading.tasks == []
    assert [(p.name, p.positions) for p in reading.people] == [("Lò Thị Xuân", ()), ("Bùi Văn Cảnh", ("Chủ tịch UBND xã Mường Hoa",))]


def test_directive_tells_each_body_its_part() -> None:
    reading = read_text(texts.DIRECTIVE)
    assert reading.doc_kind == "directive"
    assert reading.document is not None
    assert (reading.document.number, reading.document.issuer) == ("19-CT/TU", "Ban Thường vụ Tỉnh ủy")
    assert [t.assignees for t in reading.tasks] == [
        ("các cấp ủy, tổ chức đảng",),
        ("người đứng đầu cấp ủy",),
        ("Đảng ủy UBND tỉnh",),
        ("Ban Nội chính Tỉnh ủy",),
    ]
