"""Every event of the ledger has one code, its words, and somebody who writes it."""

import ast
from importlib import import_module
from pathlib import Path

import pytest

from tests.house.source import SRC, kinds, rooms, tree

EVENTS = [one for one in kinds() if one.__name__ == "Event"]


def test_event_codes_are_unique() -> None:
    codes = [str(event) for one in EVENTS for event in one]
    assert len(codes) > 50
    assert sorted(codes) == sorted(set(codes))


def test_every_event_is_labelled_in_words() -> None:
    bare = [str(event) for one in EVENTS for event in one if not event.label.strip() or event.label == event.value]
    assert not bare


def test_the_ledger_knows_the_words_of_every_event() -> None:
    words = import_module("giaoban.trust.audit.queries").words()
    assert {str(event) for one in EVENTS for event in one} == set(words)


@pytest.mark.parametrize(
    "room", [room for room in rooms() if any(one.__module__.startswith(room.name + ".") for one in EVENTS)], ids=lambda r: r.label
)
def test_every_event_is_written_by_an_action(room: object) -> None:
    folder = Path(str(room.path))  # type: ignore[attr-defined]
    written = {
        node.attr
        for path in [*folder.glob("actions.py"), *folder.glob("actions/*.py")]
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Event"
    }
    declared = next(one for one in EVENTS if one.__module__.startswith(f"{room.name}."))  # type: ignore[attr-defined]
    assert folder.is_relative_to(SRC)
    assert not set(declared.__members__) - written
