"""The recipes are true: they name what exists, and the one for a register leads to a room that passes the gates."""

import re
from pathlib import Path

import pytest

from tests.house.recipe import BIN, PYTHON, ROOM, SETTINGS, follow, run
from tests.house.source import ROOT

RECIPES = ("add-a-register", "add-a-clock", "add-an-indicator", "add-a-report-block", "add-a-page")
pytestmark = pytest.mark.xdist_group("recipes")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree with the register of the recipe in it."""
    copy = tmp_path_factory.mktemp("recipe") / "house"
    follow(copy)
    return copy


def test_recipes_exist_and_fit_a_page() -> None:
    sizes = {name: len((ROOT / "docs" / "howto" / f"{name}.md").read_text("utf-8").splitlines()) for name in RECIPES}
    assert max(sizes.values()) <= 60, sizes


def test_recipes_name_existing_files() -> None:
    texts = [(name, (ROOT / "docs" / "howto" / f"{name}.md").read_text("utf-8")) for name in RECIPES]
    paths = [(name, path) for name, text in texts for path in re.findall(r"`((?:src|tests|docs)/[\w/.-]+)`", text)]
    assert not [(name, path) for name, path in paths if not (ROOT / path).exists()]


def test_register_of_the_recipe_passes_the_gates(house: Path) -> None:
    run(house, BIN / "lint-imports", "--no-cache")
    run(house, BIN / "ruff", "format", "--check", ROOM)
    run(house, BIN / "ruff", "check", ROOM, "src/giaoban/figures/indicators")
    run(house, PYTHON, "-m", "django", "makemigrations", "--check", "--dry-run", *SETTINGS)
    run(house, PYTHON, "-m", "tests.docs")


def test_register_of_the_recipe_passes_the_tests_of_the_house(house: Path) -> None:
    tests = [f"tests/house/test_{name}.py" for name in ("models", "actions", "events", "figures", "glossary")]
    run(house, PYTHON, "-m", "pytest", "-p", "no:randomly", *tests, "-k", "permit or Permit or glossary or code")
