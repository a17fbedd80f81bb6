"""Lists of phrases as fast patterns: many phrases are sought in one walk over the text."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> dict[str, Any]:
    """The packaged table ``data/<name>.toml``."""
    return tomllib.loads(files(__package__).joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


def _branch(node: dict[str, Any]) -> str:
    ends = "" in node
    choices = [
        r"[^\S\n]+" * (letter == " ") + re.escape(letter) * (letter != " ") + _branch(below) for letter, below in node.items() if letter
    ]
    if not choices:
        return ""
    inner = choices[0] if len(choices) == 1 and not ends else f"(?:{'|'.join(choices)})"
    return f"{inner}?" if ends else inner


def one_of(phrases: Iterable[str]) -> str:
    """A pattern for the longest of the phrases, written as a tree of letters; a space in a phrase is any run of spaces."""
    tree: dict[str, Any] = {}
    for phrase in phrases:
        node = tree
        for letter in phrase:
            node = node.setdefault(letter, {})
        node[""] = {}
    return _branch(tree)


def squeeze(text: str) -> str:
    """The text with single spaces."""
    return " ".join(text.split())
