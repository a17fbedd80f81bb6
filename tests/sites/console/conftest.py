"""Commands called as people call them: in this process, or as a program of its own in an empty data folder."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from giaoban.core.values.actors import Actor

if TYPE_CHECKING:
    from tests.factories.agencies import Agencies
    from tests.figures.sample import Province

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True)
class Answer:
    """What a command said: its exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on stdout."""
        return json.loads(self.out)


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Callable[..., Answer]:
    """``call("audit", "verify", "--json")`` in this process, on the test's database."""
    from giaoban.conf.main import main

    def run(*words: object) -> Answer:
        code = main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


def program(*words: object, home: Path, **variables: str) -> Answer:
    """The command as a program, on the data folder ``home`` (SQLite unless GIAOBAN_DATABASE is given)."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("GIAOBAN_") and key != "DJANGO_SETTINGS_MODULE"}
    done = subprocess.run(
        [sys.executable, "-m", "giaoban.conf.main", *map(str, words)],
        env=kept | {"GIAOBAN_HOME": str(home), "PYTHONPATH": str(ROOT / "src"), **variables},
        cwd=home.parent, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return Answer(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def province(agencies: "Agencies", actor: Actor, settings: Any) -> "Province":
    """The sample of every register, on the working day 20/9/2026."""
    from tests.figures.sample import build

    settings.TODAY = "2026-09-20"
    return build(agencies, actor)
