"""The recipe for a register is followed to the letter in a copy of the house, and the gates are run there."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.source import ROOT

RECIPES = ("add-a-register", "add-a-clock", "add-an-indicator", "add-a-report-block", "add-a-page")
REGISTER = (ROOT / "docs" / "howto" / "add-a-register.md").read_text("utf-8")
PYTHON, BIN = sys.executable, Path(sys.executable).parent
ROOM = "src/giaoban/registers/permits"
KEPT_OUT = shutil.ignore_patterns(".venv", ".git", "var", "giaoban-data", "__pycache__", ".*_cache", "dist", "*.sqlite3")
SETTINGS = ("--settings", "giaoban.conf.settings")


def code(cell: str) -> str:
    """What a cell of the recipe quotes: `as it is`, or `` with its own backticks ``; ⏎ is a new line."""
    ticks = re.match("`+", cell)
    assert ticks, cell
    inner = cell[len(ticks[0]) : -len(ticks[0])]
    return (inner[1:-1] if len(ticks[0]) > 1 else inner).replace("\\|", "|").replace("⏎", "\n")


def edits() -> Iterator[tuple[str, str, str]]:
    table = REGISTER.partition("| File | Directly after | Add |")[2].partition("\n\n")[0]
    for line in table.splitlines()[2:]:
        file, after, add = (code(cell.strip()) for cell in re.split(r"(?<!\\)\|", line)[1:-1])
        yield file, after, add


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tree with the register of the recipe in it."""
    copy = tmp_path_factory.mktemp("recipe") / "house"
    shutil.copytree(ROOT, copy, ignore=KEPT_OUT)
    shutil.copytree(copy / "tests" / "house" / "permits", copy / ROOM)
    (copy / ROOM / "migrations").mkdir()
    (copy / ROOM / "migrations" / "__init__.py").touch()
    for file, after, add in edits():
        text = (copy / file).read_text("utf-8")
        assert text.count(after) == 1, f"{file}: “{after}” có {text.count(after)} chỗ"
        (copy / file).write_text(text.replace(after, after + add), "utf-8")
    glossary, rows = copy / "GLOSSARY.md", REGISTER.partition("```markdown\n")[2].partition("```")[0]
    glossary.write_text(
        re.sub(r"(\n## Số liệu)", lambda found: f"| Từ | Tên trong mã | Nghĩa | Luật |\n{rows}{found[0]}", glossary.read_text("utf-8")),
        "utf-8",
    )
    run(copy, PYTHON, "-m", "django", "makemigrations", "permits", "-n", "initial", *SETTINGS)
    run(copy, PYTHON, "-m", "tests.docs", "--write")
    return copy


def run(house: Path, *words: object) -> None:
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(house / "src"), "GIAOBAN_HOME": str(house / "var"), "LANG": "C.UTF-8"}
    done = subprocess.run([str(word) for word in words], cwd=house, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


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
