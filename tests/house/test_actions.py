"""Every action takes named values and the acting person, is one transaction, and leaves an event in the ledger."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import SRC, at, calls, tree

ROOMS = sorted({p.parent for p in SRC.glob("*/*/actions.py")} | {p.parent.parent for p in SRC.glob("*/*/actions/__init__.py")})
EACH_ROOM = pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
READERS = {
    "petitions.preview_file",
    "petitions.case_of",
    "petitions.proposal_for",
    "reports.figures_answer",
}  # asked beside acting; they write nothing
STEPS = {"directives.take_numbers", "directives.next_number", "vault.close"}  # half of an action above, which leaves the event
STEPS |= {"accounts.see_search"}  # how far one person has read a list
OTHER_ROOMS = ("clocks.", "sealing.", "links.")  # their actions leave events of their own


def functions(room: Path) -> dict[str, tuple[Path, ast.FunctionDef]]:
    paths = sorted((room / "actions").glob("*.py")) or [room / "actions.py"]
    return {node.name: (path, node) for path in paths for node in tree(path).body if isinstance(node, ast.FunctionDef)}


def acts(room: Path) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The public functions: of a package, those its __init__ hands out."""
    package = room / "actions" / "__init__.py"
    handed = (
        {alias.name for node in tree(package).body if isinstance(node, ast.ImportFrom) for alias in node.names}
        if package.exists()
        else None
    )
    for name, (path, node) in functions(room).items():
        if not name.startswith("_") and f"{room.name}.{name}" not in READERS | STEPS and (handed is None or name in handed):
            yield f"{at(path, node)} {name}", node


def reaching(room: Path, goal: tuple[str, ...]) -> set[str]:
    """Names of the functions that say one of the goals themselves or through another function of the room."""
    found, grown = set[str](), True
    bodies = {name: set(calls(node)) | {ast.unparse(d) for d in node.decorator_list} for name, (_, node) in functions(room).items()}
    while grown:
        more = {n for n, said in bodies.items() if any(s.startswith(goal) or s.rpartition(".")[2] in found for s in said)}
        grown, found = more != found, more
    return found


@EACH_ROOM
def test_action_takes_named_values_and_who_acts_last(room: Path) -> None:
    found = list(acts(room))
    assert found
    assert not [where for where, node in found if node.args.args or node.args.posonlyargs or node.args.vararg]
    assert not [where for where, node in found if not node.args.kwonlyargs or node.args.kwonlyargs[-1].arg != "by"]


@EACH_ROOM
def test_action_is_one_transaction(room: Path) -> None:
    atomic = reaching(room, ("transaction.atomic",))
    assert not [where for where, node in acts(room) if node.name not in atomic]


@EACH_ROOM
def test_action_leaves_an_event(room: Path) -> None:
    told = reaching(room, ("audit.record", "record_many", "lock_and_head", *OTHER_ROOMS))
    assert not [where for where, node in acts(room) if node.name not in told]
