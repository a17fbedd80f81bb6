"""The whole province as a list of steps in the order of time, so that a bar can be shown."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from giaoban.core.values.periods import Period
from giaoban.figures.indicators.actions import open_period
from giaoban.registers.people.actions import load_agencies
from giaoban.registers.people.models import Person
from giaoban.registers.petitions import actions as book

from . import bodies, calendar, conferences, letters, officials, reporting, scenes, turns
from .kit import LAST, quarters
from .quarter import World, at, carry_on, enter, enter_turns, steps

Step = tuple[str, Callable[[], None]]
FRESH_FROM, FRESH_UNTIL, CALENDAR_UNTIL = date(2026, 9, 15), date(2026, 9, 18), date(2026, 10, 31)


def all_steps(scale: float = 1.0) -> list[Step]:
    """Everything there is to load, oldest first. ``scale``: 1 is the whole province."""
    world, people = World({}, scale), dict[str, Person]()
    done: list[Step] = [("Cơ quan", lambda: _found(world))]
    for period in quarters():
        if period == LAST:
            done.append(("Các cảnh mùa hè", transaction.atomic(lambda: scenes.play_summer(world))))
            done.append((f"Mở {period.code}", _open_last))
        if period == Period(2025, "Q4"):
            done.append(("Cán bộ", transaction.atomic(lambda: people.update(officials.appoint(world.agencies, at(date(2025, 10, 15)))))))
        done += steps(period, world)
        if period in (held := [p for p, _ in conferences.HELD]):
            place = held.index(period)
            done.append((f"Hội nghị {period.code}", transaction.atomic(lambda place=place: _confer(place, world, people))))  # type: ignore[misc]
    done.append(("Những ngày gần đây", lambda: _recent(world, people)))
    return done


@transaction.atomic
def _found(world: World) -> None:
    rows, successions = bodies.catalogue()
    by = at(date(2024, 9, 15))
    world.agencies = load_agencies(rows=rows, successions=successions, by=by)


def _open_last() -> None:
    open_period(period=LAST, by=at(date(2026, 9, 15), 18))


def _confer(place: int, world: World, people: dict[str, Person]) -> None:
    reporting.issue(conferences.HELD[place][0])
    conferences.hold(place, world, people)
    if place:
        conferences.follow(conferences.HELD[0][0], date(2026, 6, 30), late=1)


@transaction.atomic
def _recent(world: World, people: dict[str, Person]) -> None:
    """The days after the window: fresh letters and visits, the next conference, the accounts."""
    by, ids = at(date(2026, 9, 20), 9), world.ids
    carry_on(world, FRESH_UNTIL, by)
    seen = turns.visits("2026-Q4", FRESH_FROM, FRESH_UNTIL, round(160 * world.scale), ids)
    seen = calendar.laid(seen, world.agencies, FRESH_FROM, FRESH_UNTIL)
    book.load_days(rows=calendar.days(world.agencies.values(), FRESH_FROM, CALENDAR_UNTIL, FRESH_UNTIL), by=by)
    enter_turns(seen, world, FRESH_UNTIL, by)
    enter(letters.letters("2026-Q4", FRESH_FROM, FRESH_UNTIL, round(84 * world.scale), ids, seen, world.earlier), world, FRESH_UNTIL, by)
    conferences.follow(conferences.HELD[1][0], date(2026, 9, 20), late=2)
    reporting.begin_last()
    conferences.prepare_next(people)
    officials.open_accounts(world.agencies, at(date(2026, 9, 20), 18))
