"""Walls of the house: where pages lie, who reads the clock, who speaks SQL."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.source import SRC, at, calls, files, tree

CLOCK = (
    "date.today",
    "datetime.now",
    "datetime.utcnow",
    "datetime.today",
    "timezone.now",
    "timezone.localdate",
    "timezone.localtime",
    "time.time",
)
SQL = ("RawSQL", "cursor", "raw", "extra", "executescript")


def parts(path: Path) -> tuple[str, ...]:
    return path.relative_to(SRC).parts


def said(*floors: str, without: bool = False) -> Iterator[tuple[Path, str]]:
    """Every call in files of these floors (or of all others)."""
    return ((path, call) for path in files() if (parts(path)[0] in floors) != without for call in calls(tree(path)))


def test_every_room_says_what_it_records() -> None:
    rooms = [p for p in SRC.glob("*/*/__init__.py") if parts(p)[0] in ("trust", "registers", "figures", "rounds")]
    assert not [at(path) for path in rooms if not ast.get_docstring(tree(path))]


def test_no_page_below_the_sites() -> None:
    assert not [at(path) for path in SRC.rglob("*.html") if parts(path)[0] != "sites"]


def test_only_sites_and_settings_read_the_clock() -> None:
    assert not [f"{at(path)} {call}" for path, call in said("sites", "conf", without=True) if call.endswith(CLOCK)]


def test_sites_read_through_queries_only() -> None:
    # the console tends the database itself (sample province, backup, doctor, bench); pages and the API never do
    pages = [path for path in files() if parts(path)[0] == "sites" and parts(path)[1] != "console"]
    managers = [(path, node) for path in pages for node in ast.walk(tree(path))]
    direct = [at(path, node) for path, node in managers if isinstance(node, ast.Attribute) and node.attr in ("objects", "_default_manager")]
    assert not direct


def test_no_receiver_of_signals_outside_the_settings() -> None:
    assert not [
        f"{at(path)} {call}"
        for path, call in said("conf", without=True)
        if call.endswith(("receiver", "signals.connect", "post_save.connect", "pre_save.connect"))
    ]


def test_sql_is_written_in_queries_only() -> None:
    # the doctor and the backup ask the database engine itself how it is
    spoken = [path for path, call in said("core", without=True) if call.rpartition(".")[2] in SQL and "console" not in parts(path)]
    assert not [at(path) for path in spoken if "queries" not in path.stem and "queries" not in path.parent.name]
