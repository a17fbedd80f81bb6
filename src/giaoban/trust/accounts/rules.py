"""Rights of roles, read from data/roles.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class RoleSheet:
    """One role: its words, how far it reads (agency | province) and what it may do."""

    code: str
    label: str
    help: str
    reach: str
    rights: frozenset[str]


@cache
def role_sheets() -> dict[str, RoleSheet]:
    data = tomllib.loads((resources.files(__package__) / "data" / "roles.toml").read_text("utf-8"))
    return {code: RoleSheet(code, row["label"], row["help"], row["reach"], frozenset(row["rights"])) for code, row in data.items()}


def rights_of(role: str) -> frozenset[str]:
    """The rights of a role; an unknown role has none."""
    sheet = role_sheets().get(role)
    return sheet.rights if sheet else frozenset()


def reads_province(role: str) -> bool:
    sheet = role_sheets().get(role)
    return bool(sheet and sheet.reach == "province")
