"""Following docs/howto/add-a-register.md to the letter, in a copy of the house."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import ROOT

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


def run(house: Path, *words: object) -> None:
    env = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(house / "src"), "GIAOBAN_HOME": str(house / "var"), "LANG": "C.UTF-8"}
    done = subprocess.run([str(word) for word in words], cwd=house, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"


def follow(copy: Path) -> None:
    """Copy the tree, put the register of the recipe into it, make its migration and its pages."""
    shutil.copytree(ROOT, copy, ignore=KEPT_OUT)
    shutil.copytree(copy / "tests" / "house" / "permits", copy / ROOM)
    (copy / ROOM / "migrations").mkdir()
    (copy / ROOM / "migrations" / "__init__.py").touch()
    for file, after, add in edits():
        text = (copy / file).read_text("utf-8")
        assert text.count(after) == 1, f"{file}: “{after}” có {text.count(after)} chỗ"
        (copy / file).write_text(text.replace(after, after + add), "utf-8")
    glossary, rows = copy / "GLOSSARY.md", REGISTER.partition("```markdown\n")[2].partition("```")[0]
    glossary.write_text(glossary.read_text("utf-8") + rows, "utf-8")
    run(copy, PYTHON, "-m", "django", "makemigrations", "permits", "-n", "initial", *SETTINGS)
    run(copy, BIN / "ruff", "check", "--quiet", "--fix", ROOM)
    run(copy, PYTHON, "-m", "tests.docs", "--write")
