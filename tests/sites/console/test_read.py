"""giaoban read."""

from collections.abc import Callable
from pathlib import Path

import pytest

from giaoban.core.paper import docx
from giaoban.core.paper.tree import Document, Para, Text
from tests.sites.console.conftest import Answer

Call = Callable[..., Answer]
KEYS = {"source", "doc_kind", "document", "period", "figures", "citations", "people", "agencies", "tasks", "awards", "checks", "text"}
NEWS = (
    "Trong quý II năm 2026, toàn tỉnh tiếp trên 1.688 lượt công dân, giảm 15,2% so với cùng kỳ; khởi tố 05 vụ/12 bị can, thu hồi 3,5 tỷ đồng."
    " Giao Sở Tư pháp chủ trì, báo cáo kết quả trước ngày 30/7/2026."
)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "tin.txt"
    path.write_text(NEWS, "utf-8")
    return path


def test_one_file_answers_one_object_with_the_promised_keys(call: Call, news: Path) -> None:
    answer = call("read", news, "--json")
    assert (answer.code, answer.err) == (0, "")
    found = answer.json
    assert set(found) >= KEYS
    assert {"name", "sha256", "kind", "pages", "encoding", "ocr"} <= set(found["source"])
    assert found["source"]["path"] == str(news)
    for figure in found["figures"]:
        assert {"span", "start", "end", "value", "qualifier", "unit", "what", "change", "indicator", "confidence"} <= set(figure)
        assert found["text"][figure["start"] : figure["end"]] == figure["span"]
    assert [figure["value"] for figure in found["figures"]] == [1688, 5, 12, 3_500_000_000]
    assert found["figures"][0]["qualifier"] == "trên"
    assert found["figures"][0]["change"]["direction"] == "giảm"
    assert (found["figures"][0]["change"]["value"], found["figures"][0]["change"]["unit"]) == (15.2, "%")
    assert found["figures"][3]["unit"] == "đồng"
    assert found["period"] == {"kind": "quarter", "n": 2, "year": 2026}
    assert found["tasks"][0]["deadline"] == "2026-07-30"


def test_several_files_answer_a_list_in_their_order(call: Call, news: Path, tmp_path: Path) -> None:
    paper = tmp_path / "tin.docx"
    paper.write_bytes(docx.write(Document(form="state", issuer="Ủy ban nhân dân tỉnh", body=(Para((Text(NEWS),)),))))
    answer = call("read", news, paper, "--json")
    assert answer.code == 0
    assert [one["source"]["path"] for one in answer.json] == [str(news), str(paper)]
    assert answer.json[1]["source"]["kind"] == "docx"


def test_a_file_that_cannot_be_read_is_named_and_the_others_answered(call: Call, news: Path, tmp_path: Path) -> None:
    answer = call("read", tmp_path / "khong-co.txt", news, "--json")
    assert answer.code == 1
    assert [one["source"]["path"] for one in answer.json] == [str(news)]
    assert "khong-co.txt" in answer.err


@pytest.mark.parametrize(
    ("name", "content"),
    [("trong.txt", b""), ("hong.pdf", b"%PDF-1.7 hong"), ("hong.docx", b"PK\x03\x04hong"), ("la.bin", bytes(range(256)) * 8), ("trang.txt", b" \n")],
)  # fmt: skip
def test_a_broken_file_answers_nothing_and_is_named(call: Call, tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answer = call("read", path, "--json")
    assert (answer.code, answer.out) == (1, "")
    assert name in answer.err
    assert answer.err.count("\n") == 1


def test_a_folder_is_no_file(call: Call, tmp_path: Path) -> None:
    answer = call("read", tmp_path, "--json")
    assert (answer.code, answer.out) == (1, "")
    assert "là thư mục" in answer.err


def test_without_json_a_line_for_each_file(call: Call, news: Path) -> None:
    answer = call("read", news, news)
    assert (answer.code, answer.out) == (0, "")
    assert answer.err.count("4 số liệu") == 2
