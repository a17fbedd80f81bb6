"""Whole invented documents of many kinds (``documents/``) against what a careful reader finds in each."""

import tomllib
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from giaoban.core.reading.reader import read_text

FOLDER = Path(__file__).parent / "documents"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))


def written(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def expected(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def change(figure: dict[str, Any]) -> list[Any]:
    told = figure["change"]
    return [told["direction"], told["value"], told["unit"]] if told else []


def by_text(rows: list[list[Any]]) -> list[list[Any]]:
    return sorted(rows, key=str)


@pytest.mark.parametrize("name", NAMES)
def test_figures_with_their_changes(name: str) -> None:
    found = [[f["value"], f["unit"] or "", f["qualifier"] or "", change(f)] for f in read_text(written(name)).as_dict()["figures"]]
    assert by_text(found) == by_text(expected(name)["figures"])


@pytest.mark.parametrize("name", NAMES)
def test_people_with_all_posts(name: str) -> None:
    found = {person.name: sorted(post.lower() for post in person.positions) for person in read_text(written(name)).people}
    assert found == {who: sorted(post.lower() for post in posts) for who, posts in expected(name)["people"].items()}


@pytest.mark.parametrize("name", NAMES)
def test_tasks_and_who_is_told(name: str) -> None:
    tasks = read_text(written(name)).tasks
    wanted = expected(name)["tasks"]
    assert [[list(t.assignees), list(t.co_assignees), t.deadline or ""] for t in tasks] == [row[1:] for row in wanted]
    assert all(t.text.lower().startswith(row[0].lower()) for t, row in zip(tasks, wanted, strict=True)), [t.text for t in tasks]


@pytest.mark.parametrize("name", NAMES)
def test_awards_and_citations(name: str) -> None:
    reading, wanted = read_text(written(name)), expected(name)
    assert [[a.kind, a.giver or "", a.to or ""] for a in reading.awards] == wanted["awards"]
    assert [[c.type, c.number or ""] for c in reading.citations] == wanted["citations"]


@pytest.mark.parametrize("name", NAMES)
def test_kind_period_and_head(name: str) -> None:
    reading, wanted = read_text(written(name)), expected(name)
    assert reading.doc_kind == wanted["kind"]
    if "period" in wanted:
        assert reading.period is not None
        assert [reading.period.kind, reading.period.n or 0, reading.period.year] == wanted["period"]
    if "document" in wanted:
        assert reading.document is not None
        assert [reading.document.number, reading.document.type, str(reading.document.date)] == wanted["document"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_spans_are_verbatim_in_the_text_as_given(name: str, form: str) -> None:
    answer = read_text(unicodedata.normalize(form, written(name))).as_dict()  # type: ignore[arg-type]
    text = answer["text"]
    for item in [*answer["figures"], *answer["citations"], *answer["tasks"]]:
        assert item["span"] == text[item["start"] : item["end"]] != ""
    for person in answer["people"]:
        assert " ".join(text[person["start"] : person["end"]].split()).lower() == person["name"].lower()
    assert [line.strip() for line in text.split("\n")] == [line.strip() for line in written(name).split("\n")]


def test_a_span_runs_over_the_end_of_a_line() -> None:
    figures = read_text(written("tin_ngat_dong")).as_dict()["figures"]
    assert any("\n" in figure["span"] for figure in figures)
