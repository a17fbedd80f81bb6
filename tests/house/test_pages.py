"""Every address asks for a right, save the few that are open to everybody."""

from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from giaoban.sites.desk.shell.navigation import ENTRIES
from giaoban.trust.accounts.rules import role_sheets

OPEN = {"accounts:login", "accounts:logout", "shell:language", "portal:home", "portal:look_up", "portal:rate"}
API = "api:"  # the API asks for a logged-in person itself; its own tests try every endpoint


def pages(resolver: Any, spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from pages(one, (*spaces, one.namespace) if one.namespace else spaces)
        elif isinstance(one, URLPattern):
            yield ":".join((*spaces, one.name or "")), one.callback


def desk_pages() -> list[tuple[str, Any]]:
    return [(name, view) for name, view in pages(get_resolver()) if name not in OPEN and not name.startswith(API)]


def test_every_page_asks_for_a_right() -> None:
    found = desk_pages()
    assert len(found) > 20
    assert not [name for name, view in found if not hasattr(view, "right")]


def test_every_right_asked_for_is_held_by_a_role() -> None:
    held = {right for sheet in role_sheets().values() for right in sheet.rights} | {"log-in"}
    assert not sorted({f"{name}: {view.right}" for name, view in desk_pages() if getattr(view, "right", "log-in") not in held})


def test_every_page_has_a_name() -> None:
    assert not [view.__module__ for name, view in desk_pages() if not name or name.endswith(":")]


def test_open_pages_exist() -> None:
    assert {name for name, _ in pages(get_resolver())} >= OPEN


def test_every_line_of_the_side_bar_opens_a_page() -> None:
    assert all(reverse(entry.url_name) for entry in ENTRIES)
