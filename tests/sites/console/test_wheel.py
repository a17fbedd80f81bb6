"""The wheel: everything the application reads is in it, and it runs by itself."""

import json
import os
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.sites.console.conftest import ROOT

pytestmark = [
    pytest.mark.skipif("GIAOBAN_DATABASE" in os.environ, reason="the wheel is the same for every database"),
    pytest.mark.xdist_group("wheel"),  # built once
]
# Modules that come with Python's own name for a distribution of another name.
KNOWN_AS = {"django": "django", "docx": "python-docx", "csp": "django-csp", "axes": "django-axes", "ninja": "django-ninja",
            "argon2": "argon2-cffi", "PIL": "pillow"}  # fmt: skip


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(out)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = out.glob("giaoban-*.whl")
    return found


@pytest.fixture(scope="module")
def unpacked(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def run(unpacked: Path, *words: str, home: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """The command of the unpacked wheel, in a folder that has nothing to do with the repository."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("GIAOBAN_", "DJANGO_", "PYTHON"))}
    env = kept | {"PYTHONPATH": str(unpacked), "GIAOBAN_HOME": str(home), "PYTHONSAFEPATH": "1", **variables}
    return subprocess.run([sys.executable, *words], env=env, cwd=unpacked.parent, capture_output=True, text=True, check=False)


def test_every_tracked_file_of_the_application_is_in_the_wheel(wheel: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "src/giaoban"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    tracked = {name.removeprefix("src/") for name in listed if (ROOT / name).is_file()}
    names = set(zipfile.ZipFile(wheel).namelist())
    assert {Path(name).suffix for name in tracked} >= {".py", ".toml", ".html", ".css", ".js", ".woff2", ".ttf", ".svg"}
    assert tracked <= names, sorted(tracked - names)


def test_the_english_messages_are_compiled_in(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert "giaoban/locale/en/LC_MESSAGES/django.mo" in names


def test_nothing_of_the_workshop_is_in_the_wheel(wheel: Path) -> None:
    names = [name for name in zipfile.ZipFile(wheel).namelist() if not name.startswith("giaoban-")]
    assert [name for name in names if not name.startswith("giaoban/") or "__pycache__" in name or name.endswith((".pyc", ".sqlite3"))] == []


def test_it_computes_a_deadline_by_itself(unpacked: Path, tmp_path: Path) -> None:
    done = run(
        unpacked, "-m", "giaoban.conf.main", "clocks", "due", "KN_ACCEPT_1", "--start", "2026-01-05", "--json", home=tmp_path / "home"
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["due"] == "2026-01-15"


def test_it_sets_up_answers_pages_and_serves_its_own_files(unpacked: Path, tmp_path: Path) -> None:
    words = ("setup", "--username", "quan", "--full-name", "Hứa Sinh Cắng", "--password-env", "MAT_KHAU")
    done = run(unpacked, "-m", "giaoban.conf.main", *words, home=tmp_path / "home", MAT_KHAU="mot-mat-khau-dai-2026")
    assert done.returncode == 0, done.stderr
    code = """
import giaoban, django, sys
assert giaoban.__file__.startswith(sys.argv[1]), giaoban.__file__
django.setup()
from django.test import Client
from giaoban.trust.accounts.models import User
client = Client(headers={"host": "localhost"})
client.force_login(User.objects.get(), backend="django.contrib.auth.backends.ModelBackend")
for path in ("/", "/tai-khoan/", "/thoi-han/luat/", "/cong-dan/", "/static/desk/desk.css", "/static/desk/icon.svg",
             "/static/desk/fonts/be-vietnam-pro-vietnamese-400-normal.woff2", "/static/django_htmx/htmx-2.min.js"):
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
from giaoban.sites.console.doctor import examine
assert not [one for one in examine() if one.state == "bad"], [one for one in examine() if one.state == "bad"]
"""
    done = run(unpacked, "-c", code, str(unpacked), home=tmp_path / "home", DJANGO_SETTINGS_MODULE="giaoban.conf.settings")
    assert done.returncode == 0, done.stderr


def test_dependencies_are_declared_once_and_alike() -> None:
    """What is declared is what run.in says, and every module of others that the application imports belongs to one of them."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["dependencies"]
    listed = [line for line in (ROOT / "requirements" / "run.in").read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert sorted(project) == sorted(listed)
    declared = {"".join(c if c.isalnum() else "-" for c in one.split(">")[0].split("[")[0]).strip("-").lower() for one in project}
    used = imported_by_the_application()
    assert {"django", "docx", "typst"} <= used
    strange = {module for module in used if KNOWN_AS.get(module, module.replace("_", "-").lower()) not in declared}
    assert strange == set()
    assert all(distribution(name).version for name in declared)


def imported_by_the_application() -> set[str]:
    import ast

    found: set[str] = set()
    for path in (ROOT / "src" / "giaoban").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"giaoban"}
