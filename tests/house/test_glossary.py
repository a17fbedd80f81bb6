"""GLOSSARY.md and the source name the same things."""

import re

from tests.house.source import ROOT, kinds, models

ROWS = [line.strip("| ").split(" | ") for line in (ROOT / "GLOSSARY.md").read_text("utf-8").splitlines() if line.startswith("| ")]
ENTRIES = [row for row in ROWS if row[0] not in ("Từ", "---")]


def names(row: list[str]) -> list[str]:
    return re.findall(r"`([^`]+)`", row[1])


def test_every_row_is_whole() -> None:
    assert ENTRIES
    assert not [row for row in ENTRIES if len(row) != 4 or not all(cell.strip() for cell in row) or not names(row)]


def test_glossary_holds_every_model_and_every_list_of_words() -> None:
    wanted = [model._meta.label for model in models()] + [f"{kind.__module__.split('.')[2]}.{kind.__name__}" for kind in kinds()]
    told = [name for row in ENTRIES for name in names(row)]
    assert sorted(told) == sorted(wanted)


def test_a_model_is_called_by_its_verbose_name() -> None:
    words = {name: row[0] for row in ENTRIES for name in names(row)}
    other = {m._meta.label: str(m._meta.verbose_name) for m in models() if words.get(m._meta.label) != m._meta.verbose_name}
    assert not other
