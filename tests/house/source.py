"""The source as trees and the rooms as Django knows them, for the tests of the house."""

import ast
import inspect
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from giaoban.core.values.kinds import Kind

ROOT = Path(__file__).resolve().parent.parent.parent
SRC = ROOT / "src" / "giaoban"
FLOORS = ("core", "trust", "registers", "figures", "rounds", "sites", "conf")


@cache
def files() -> tuple[Path, ...]:
    """Every written Python file of the application; migrations are made by a machine."""
    return tuple(sorted(p for p in SRC.rglob("*.py") if "migrations" not in p.parts))


@cache
def around() -> tuple[Path, ...]:
    """Every Python file around the application: its tests."""
    return tuple(sorted((ROOT / "tests").rglob("*.py")))


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def at(path: Path, node: Any = None) -> str:
    """Where: file, and line when a node is given."""
    return f"{path.relative_to(ROOT)}" + (f":{node.lineno}" if node is not None else "")


def calls(node: ast.AST) -> Iterator[str]:
    """Every call below a node, written out: "timezone.now"."""
    return (ast.unparse(part.func) for part in ast.walk(node) if isinstance(part, ast.Call))


def rooms() -> list[Any]:
    from django.apps import apps

    return [config for config in apps.get_app_configs() if config.name.startswith("giaoban.")]


def models() -> list[Any]:
    return [model for config in rooms() for model in config.get_models()]


def kinds() -> list[type[Kind]]:
    """Every list of legal words of the rooms."""
    modules = [import_module(f"{room.name}.choices") for room in rooms() if find_spec(f"{room.name}.choices")]
    return [one for module in modules for _, one in inspect.getmembers(module, inspect.isclass) if one.__module__ == module.__name__]


def floor_of(module: str) -> int:
    return FLOORS.index(module.split(".")[1])
