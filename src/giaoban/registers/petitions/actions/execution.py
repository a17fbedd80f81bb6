"""Carrying a decision out, step by step, until nothing remains."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.registers.petitions.choices import Event, PetitionState
from giaoban.registers.petitions.models import ExecutionStep, Petition
from giaoban.registers.petitions.queries.procedure import execution_of
from giaoban.registers.petitions.rules import ORDERS, Act, check_day, check_step

from .keeping import check_act, finish, locked, meet


@transaction.atomic
def carry_out(
    *,
    petition: Petition,
    on: date,
    amounts: dict[str, Decimal | int],
    paper: str = "",
    note: str = "",
    key: str = "",
    version: int | None = None,
    by: Actor,
) -> Petition:
    """One step: so much of each order done on a day (keys of rules.ORDERS). When nothing remains the petition is carried out that day.

    ``key``: the form's one-time key, so that a second click is no second step. Raises InvalidInput for more than remains.
    """
    row = locked(petition, by)
    if key and row.execution_steps.filter(key=key[:40]).exists():
        return row
    check_act(Act.EXECUTE, row, version)
    check_day("Ngày thi hành", on, after=("ngày quyết định, kết luận", row.decided_on), today=by.today, field="on")
    given: dict[str, Any] = {name: amounts.get(name) or 0 for name in ORDERS}
    check_step(execution_of(row), given)
    step = ExecutionStep.objects.create(petition=row, key=key[:40], on=on, paper=paper.strip()[:100], note=note.strip()[:300], **given)
    done = all(item.remaining <= 0 for item in execution_of(row))
    row.state = PetitionState.DANG_THI_HANH
    if done:
        row.executed_on = max(on, *(each.on for each in row.execution_steps.all()))
        meet(row, ("TC_HANDLE_CONCLUSION",), on, step.paper, by)
    told = {name: value for name, value in given.items() if value}
    return finish(row, Event.CARRIED_OUT, {"on": on, "paper": step.paper, "note": step.note, "until": row.executed_on, **told}, by)
