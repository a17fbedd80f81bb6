"""The tree of a document: round trip, references, words, and the JSON kept for review."""

import os
from pathlib import Path

import pytest

from giaoban.core.paper.tree import Document, Number, Text, from_json, item, para, plain_text, row, text_of
from giaoban.core.values.errors import InvalidInput
from tests.core.paper import samples

KEPT = Path(__file__).parents[2] / "papers"


@pytest.mark.parametrize("name", samples.ALL)
def test_tree_snapshot(name: str) -> None:
    kept, now = KEPT / f"{name}.json", samples.ALL[name]().as_json()
    if os.environ.get("PAPERS_REWRITE") == "1":
        kept.write_text(now, encoding="utf-8")
    assert now == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", samples.ALL)
def test_tree_comes_back_from_json(name: str) -> None:
    document = samples.ALL[name]()
    assert from_json(document.as_json()) == document


def test_json_of_something_else_is_refused() -> None:
    for text in ("", "{}", "[]", '{"kind": "Text", "text": "a"}', '{"kind": "Bomb"}', '{"kind": "Document", "extra": 1}'):
        with pytest.raises(InvalidInput):
            from_json(text)


def test_unknown_form_is_refused() -> None:
    with pytest.raises(InvalidInput, match="church"):
        Document(form="church", issuer="Ban Nội chính")  # type: ignore[arg-type]


def test_refs_in_reading_order_once_each() -> None:
    assert samples.party_report().refs() == (
        "figure:RECEPTION_TURNS@2026-Q3",
        "figure:RECEPTION_TURNS_CHANGE@2026-Q3",
        "figure:PETITIONS@2026-Q3",
        "figure:COMPLAINTS@2026-Q3",
        "figure:DENUNCIATIONS@2026-Q3",
    )


def test_plain_text_has_body_tables_signature_and_annex() -> None:
    text = plain_text(samples.party_report())
    for words in ("giảm 15,2% so với cùng kỳ", "Lượt tiếp công dân\t2.815\t3.320\t-505\t-15,2", "Lò Văn Thắm", "Phụ lục 1"):
        assert words in text


def test_short_ways_to_build() -> None:
    number = Number("12", "figure:A@2026")
    assert para("Có ", number, " vụ").inlines == (Text("Có "), number, Text(" vụ"))
    assert item("a", marker="+").marker == "+"
    assert text_of(row("a", number)[1].inlines) == "12"
