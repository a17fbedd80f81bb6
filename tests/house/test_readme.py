"""What exists is told, what is told exists: commands, options, decisions, links."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from giaoban.conf.main import COMMANDS
from giaoban.conf.options import Options
from giaoban.sites.console.province.officials import ACCOUNTS, PASSWORD
from tests.house.source import ROOT

README = (ROOT / "README.md").read_text("utf-8")
PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*/*.md"), *(ROOT / "docs").glob("*.md")]


def test_readme_tells_every_command() -> None:
    assert set(re.findall(r"`giaoban (\w+)", README)) == set(COMMANDS)


def test_readme_names_the_accounts_of_the_demonstration() -> None:
    assert not [account.username for account in ACCOUNTS if f"`{account.username}`" not in README]
    assert PASSWORD in README


def test_settings_page_tells_every_option() -> None:
    page = (ROOT / "docs" / "operate" / "settings.md").read_text("utf-8")
    told = {line.split("|")[2].strip(" `"): line for line in page.splitlines() if "| `GIAOBAN_" in line}
    assert set(told) == {f"GIAOBAN_{option.name.upper()}" for option in fields(Options)}
    assert not [
        option.name for option in fields(Options) if option.metadata["help"] not in told[f"GIAOBAN_{option.name.upper()}"].replace("`", "")
    ]


def test_decisions_are_numbered_and_short() -> None:
    found = sorted((ROOT / "docs" / "adr").glob("*.md"))
    assert [path.name[:4] for path in found] == [f"{number:04}" for number in range(1, len(found) + 1)]
    assert not [path.name for path in found if len(path.read_text("utf-8").splitlines()) > 40]
    assert not [
        path.name for path in found if not {"## Context", "## Decision", "## Consequences"} <= set(path.read_text("utf-8").splitlines())
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", page.read_text("utf-8"))
    assert not [link for link in links if not (page.parent / link).exists()]
