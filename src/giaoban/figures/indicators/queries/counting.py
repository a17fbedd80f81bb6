"""Counting sets of records: all sets of one model in one pass, grouped by agency, in the bodies of today."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Case, Count, Q, QuerySet, SmallIntegerField, Sum, Value, When

from giaoban.core.law import window
from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.periods import Period
from giaoban.figures.indicators.rules import plain
from giaoban.registers.people.queries import today_bodies

from .registry import COUNTABLES, rows_of, within_reach

ByAgency = dict[int | None, Decimal]
Kept = dict[int | None, list[list[Any]]]
ZERO = Decimal(0)


def _groups(names: Iterable[str]) -> dict[tuple[str, str], list[Countable]]:
    """Sets that one query can count together: of one model, for one agency field."""
    found: dict[tuple[str, str], list[Countable]] = defaultdict(list)
    for name in dict.fromkeys(names):
        found[COUNTABLES[name].model, COUNTABLES[name].agency].append(COUNTABLES[name])
    return found


def _any_of(sets: Iterable[Countable], start: date, end: date) -> Q:
    found: Q = reduce(or_, (one.condition(start, end) for one in sets))
    return found


def tally(names: Iterable[str], period: Period, actor: Actor) -> dict[str, ByAgency]:
    """Values of many sets in one window: by today's body, and under None the whole. One query for each register, however many sets; one
    more where different things are counted. Of an agency-bound reader: its agencies."""
    bounds, heirs = window(period), today_bodies(actor.today)
    found: dict[str, ByAgency] = {}
    for (_, agency), sets in _groups(names).items():
        rows = within_reach(rows_of(sets[0]), sets[0], actor).order_by()
        if plainly := [one for one in sets if not one.distinct]:
            _tally_rows(rows, agency, plainly, (bounds.start, bounds.end), heirs, found)
        for thing in dict.fromkeys(one.distinct for one in sets if one.distinct):
            same = [one for one in sets if one.distinct == thing]
            _tally_things(rows, agency, thing, same, (bounds.start, bounds.end), heirs, found)
    return found


def _tally_rows(
    rows: "QuerySet[Any]", agency: str, sets: list[Countable], span: tuple[date, date], heirs: Mapping[int, int], found: dict[str, ByAgency]
) -> None:
    columns: dict[str, Any] = {}
    for i, one in enumerate(sets):
        found[one.name] = {None: ZERO}
        condition = one.condition(*span)
        summed = one.amount(*span) if one.amount else one.total
        columns[f"m{i}"] = Sum(summed, filter=condition) if summed else Count("pk", filter=condition)
    for body, *numbers in rows.values_list(agency).annotate(**columns):
        for one, number in zip(sets, numbers, strict=True):
            if number:
                values, amount = found[one.name], Decimal(str(number))
                values[None] += amount
                if body is not None:
                    today = heirs.get(body, body)
                    values[today] = values.get(today, ZERO) + amount


def _tally_things(
    rows: "QuerySet[Any]",
    agency: str,
    thing: str,
    sets: list[Countable],
    span: tuple[date, date],
    heirs: Mapping[int, int],
    found: dict[str, ByAgency],
) -> None:
    """A thing of two agencies is one thing of the province, and one of the body that does the work of both today."""
    columns = {f"m{i}": Count("pk", filter=one.condition(*span)) for i, one in enumerate(sets)}
    things: dict[str, dict[int | None, set[Any]]] = {one.name: {None: set()} for one in sets}
    kept = rows.filter(_any_of(sets, *span), **{f"{thing}__isnull": False})
    for body, what, *numbers in kept.values_list(agency, thing).annotate(**columns):
        for one, number in zip(sets, numbers, strict=True):
            if number:
                things[one.name][None].add(what)
                if body is not None:
                    things[one.name].setdefault(heirs.get(body, body), set()).add(what)
    for name, by_body in things.items():
        found[name] = {body: Decimal(len(different)) for body, different in by_body.items()}


def collect(names: Iterable[str], period: Period, today: date) -> dict[str, Kept]:
    """The records behind many sets of the whole province, as closing stores them: by today's body, and under None all. One query for
    each register."""
    bounds, heirs = window(period), today_bodies(today)
    found: dict[str, Kept] = {}
    for (_, agency), sets in _groups(names).items():
        worth = {f"a{i}": one.amount(bounds.start, bounds.end) for i, one in enumerate(sets) if one.amount}
        weights = list(dict.fromkeys(weight for i, one in enumerate(sets) if (weight := _weight(one, i))))
        flags = {f"f{i}": _flag(one.condition(bounds.start, bounds.end)) for i, one in enumerate(sets)}
        found.update({one.name: {None: []} for one in sets})
        rows = rows_of(sets[0]).filter(_any_of(sets, bounds.start, bounds.end)).annotate(**worth, **flags).order_by("pk")
        for pk, body, *rest in rows.values_list("pk", agency, *weights, *flags).iterator(5000):
            amounts = dict(zip(weights, rest, strict=False))
            for i, (one, counted) in enumerate(zip(sets, rest[len(weights) :], strict=True)):
                if counted and (record := _record(one, pk, amounts.get(_weight(one, i)))) is not None:
                    found[one.name][None].append(record)
                    if body is not None:
                        found[one.name].setdefault(heirs.get(body, body), []).append(record)
    return found


def _flag(condition: Q) -> Case:
    return Case(When(condition, then=Value(1)), default=Value(0), output_field=SmallIntegerField())


def _weight(one: Countable, place: int) -> str:
    """The column that holds what a row of this set is worth; "" when a row counts one."""
    return f"a{place}" if one.amount else one.total or one.distinct or ""


def _record(one: Countable, pk: int, worth: Any) -> list[Any] | None:
    if one.total or one.amount:
        return [pk, plain(worth or 0)]
    if not one.distinct:
        return [pk, None]
    return None if worth is None else [pk, worth.toordinal() if isinstance(worth, date) else int(worth)]
