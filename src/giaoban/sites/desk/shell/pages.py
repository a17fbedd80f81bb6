"""One page of a long list: keyed by (date, id), never by offset, with a capped total."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

PAGE_SIZE = 50
CAP = 10_000
CAP_FOUND = 100


@dataclass(slots=True)
class Page:
    """Rows of one page, the address of the next, and the total up to the cap."""

    rows: list[Any]
    next_query: str | None
    total: int
    capped: bool
    first: bool
    extra: dict[str, Any] = field(default_factory=dict)


def page_of(request: HttpRequest, rows: "QuerySet[Any]", *, day: str = "", size: int = PAGE_SIZE) -> Page:
    """The page asked for by ``?after=<day>_<id>``. ``day``: the date field the list is ordered by, newest first ("" = by id only)."""
    after = request.GET.get("after", "")
    page_rows = rows
    if after:
        page_rows = _after(rows, day, after)
    found = list(page_rows[: size + 1])
    more = len(found) > size
    found = found[:size]
    total = rows.order_by().values("pk")[: CAP + 1].count() if more or after else len(found)
    next_query = None
    if more:
        query = request.GET.copy()
        last = found[-1]
        query["after"] = f"{getattr(last, day).isoformat() if day and getattr(last, day) else ''}_{last.pk}"
        next_query = query.urlencode()
    return Page(found, next_query, min(total, CAP), total > CAP, not after)


def page_of_ranked(request: HttpRequest, sets: Sequence["QuerySet[Any]"], *, day: str, size: int = PAGE_SIZE) -> Page:
    """The same over disjoint sets shown one after the other, each newest first: ``?after=<set>~<day>_<id>``.

    What was searched for is counted up to 100 only. The first page reads that many rows at once: counting them by themselves would
    compare every row with the words a second time.
    """
    place, _, after = request.GET.get("after", "").rpartition("~")
    start = min(int(place), len(sets) - 1) if place.isdecimal() else 0
    most = size if after else max(size, CAP_FOUND)
    found: list[tuple[int, Any]] = []
    for number in range(start, len(sets)):
        rows = _after(sets[number], day, after) if after and number == start else sets[number]
        found += [(number, row) for row in rows[: most + 1 - len(found)]]
        if len(found) > most:
            break
    total = _counted(sets) if after else len(found)
    more, found = len(found) > size, found[:size]
    next_query = None
    if more:
        query = request.GET.copy()
        number, last = found[-1]
        query["after"] = f"{number}~{getattr(last, day).isoformat()}_{last.pk}"
        next_query = query.urlencode()
    return Page([row for _, row in found], next_query, min(total, CAP_FOUND), total > CAP_FOUND, not after)


def _counted(sets: Sequence["QuerySet[Any]"]) -> int:
    total = 0
    for rows in sets:
        if total <= CAP_FOUND:
            total += rows.order_by().values("pk")[: CAP_FOUND + 1 - total].count()
    return total


def _after(rows: "QuerySet[Any]", day: str, after: str) -> "QuerySet[Any]":
    text, _, number = after.rpartition("_")
    try:
        pk = int(number)
        if not day or not text:
            return rows.filter(pk__lt=pk)
        on = date.fromisoformat(text)
    except ValueError:
        return rows
    return rows.filter(Q(**{f"{day}__lt": on}) | Q(**{day: on}, pk__lt=pk))
