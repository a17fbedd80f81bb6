"""The whole province as a list of steps in the order of time, each a transaction, so that a bar can be shown and a stopped load goes on."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from giaoban.figures.indicators.actions import open_period
from giaoban.registers.people.actions import load_agencies
from giaoban.registers.people.models import Person

from . import bodies, conferences, letters, officials, scenes, turns
from .kit import LAST, quarters
from .quarter import World, at, book, enter, steps

Step = tuple[str, Callable[[], None]]
TODAY = date(2026, 9, 21)
FRESH_FROM, FRESH_UNTIL = date(2026, 9, 15), date(2026, 9, 18)


def all_steps(scale: float = 1.0) -> list[Step]:
    """Everything there is to load, oldest first. ``scale``: 1 is the whole province."""
    world, people = World({}, scale), dict[str, Person]()
    done: list[Step] = [("Cơ quan, cán bộ", lambda: _found(world, people))]
    for period in quarters():
        if period == LAST:
            done.append(("Các cảnh mùa hè", transaction.atomic(lambda: scenes.play_summer(world))))
        done += steps(period, world)
        if period in (held := [p for p, _ in conferences.HELD]):
            place = held.index(period)
            done.append((f"Hội nghị {period.code}", transaction.atomic(lambda place=place: _confer(place, world, people))))  # type: ignore[misc]
    done.append(("Những ngày gần đây", lambda: _recent(world, people)))
    return done


@transaction.atomic
def _found(world: World, people: dict[str, Person]) -> None:
    rows, successions = bodies.catalogue()
    by = at(date(2024, 9, 15))
    world.agencies = load_agencies(rows=rows, successions=successions, by=by)
    people.update(officials.appoint(world.agencies, at(date(2025, 10, 15))))


def _confer(place: int, world: World, people: dict[str, Person]) -> None:
    conferences.hold(place, world, people)
    if place:
        conferences.follow(conferences.HELD[0][0], date(2026, 6, 26), late=1)


@transaction.atomic
def _recent(world: World, people: dict[str, Person]) -> None:
    """The days after the window: fresh letters and visits, the next conference, the accounts."""
    by, ids = at(FRESH_UNTIL), world.ids
    conferences.follow(conferences.HELD[1][0], FRESH_UNTIL, late=2)
    scenes.seal_denunciation(world)
    seen = turns.visits("2026-Q4", FRESH_FROM, FRESH_UNTIL, round(160 * world.scale), ids, FRESH_UNTIL)
    book.load_receptions(rows=[row for row, _ in seen], by=by)
    rows = letters.letters("2026-Q4", FRESH_FROM, FRESH_UNTIL, round(84 * world.scale), ids, seen, world.earlier)
    enter(rows, world, FRESH_UNTIL, by)
    open_period(period=LAST, by=at(date(2026, 9, 15)))
    conferences.prepare_next(people)
    officials.open_accounts(world.agencies, at(date(2026, 9, 19)))
