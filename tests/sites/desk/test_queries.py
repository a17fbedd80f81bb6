"""How many SQL queries each page takes: a committed ceiling for every page that a person reaches by following links.

``make queries`` walks anew and writes queries.json; look at the difference before committing it.
"""

import json
import os
import re
from collections import Counter, deque
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import Resolver404, resolve

from giaoban.sites.desk.shell.navigation import ENTRIES

from .people import official

CEILINGS = Path(__file__).with_name("queries.json")
REWRITE = bool(os.environ.get("QUERIES_REWRITE"))
MARGIN = 2
SCALE = 0.03
EACH = 2
ROLES = ("clerk", "specialist", "reporter", "leader", "administrator", "auditor")
LINK = re.compile(r'(?:href|data-panel|hx-get)="(/[^"#]*)"')
LEAVES = re.compile(r"^/(static|api|cong-dan|dang-xuat|dang-nhap|tim)|[?&]xuat=|\.(docx|pdf|xlsx)$|/xlsx/|/tep/")


def walk(role: str, agency: int) -> Iterator[tuple[str, str, int]]:
    """(page, address, SQL queries) of what this person reaches from the first page, at most two records of each kind of page."""
    from giaoban.registers.people.models import Agency

    client = Client()
    client.force_login(official(role, Agency.objects.get(pk=agency)))
    waiting, met, seen = deque(["/"]), {"/"}, Counter[str]()
    while waiting:
        address = waiting.popleft()
        try:
            name = resolve(address.split("?")[0]).view_name
        except Resolver404:
            continue
        if seen[name] >= EACH:
            continue
        with CaptureQueriesContext(connection) as queries:
            answer = client.get(address)
        if answer.status_code not in (200, 302):
            continue
        seen[name] += 1
        yield name, address, len(queries)
        if answer.status_code == 302:
            waiting.appendleft(answer["Location"])
            continue
        if "html" not in answer["Content-Type"]:
            continue
        for link in map(unescape, LINK.findall(answer.content.decode())):
            if link not in met and not LEAVES.search(link):
                met.add(link)
                waiting.append(link)


@pytest.fixture
def province(db: None) -> int:
    """The invented province, small, with every register filled; the agency with the most letters."""
    from giaoban.registers.petitions.models import Petition
    from giaoban.sites.console.province.loading import all_steps

    for _, step in all_steps(SCALE):
        step()
    busiest = Petition.objects.order_by().values("agency_id").annotate(n=Count("pk")).order_by("-n").first()
    assert busiest is not None
    return int(busiest["agency_id"])


def test_queries_of_every_page_stay_under_their_ceilings(province: int) -> None:
    taken: dict[str, tuple[int, str]] = {}
    for role in ROLES:
        for name, address, queries in walk(role, province):
            taken[name] = max(taken.get(name, (0, "")), (queries, f"{role} {address}"))
    if REWRITE:
        CEILINGS.write_text(json.dumps({name: taken[name][0] + MARGIN for name in sorted(taken)}, indent=2) + "\n")
    ceilings = json.loads(CEILINGS.read_text())
    over = [f"{name}: {n} > {ceilings[name]} ({who})" for name, (n, who) in sorted(taken.items()) if n > ceilings.get(name, n)]
    assert over == [], "\n".join(over)
    assert sorted(set(taken) - set(ceilings)) == [], "pages without a ceiling: make queries"
    assert {entry.url_name for entry in ENTRIES} <= set(taken)


def test_ceilings_are_of_pages_that_exist() -> None:
    from tests.house.test_pages import desk_pages

    known = {name for name, _ in desk_pages()}
    assert sorted(set(json.loads(CEILINGS.read_text())) - known) == []
