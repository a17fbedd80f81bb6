"""Every countable set of every register under its name, and the models they count."""

from functools import cache
from typing import Any

from django.db.models import Model, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.figures.indicators.rules import Indicator, catalogue, check_countables
from giaoban.registers.cases.models import Case, CaseStage, Oversight
from giaoban.registers.cases.queries import COUNTS as CASES
from giaoban.registers.directives.models import Directive, Dissemination
from giaoban.registers.directives.queries import COUNTS as DIRECTIVES
from giaoban.registers.findings.models import CarriedOut, Conclusion, Recommendation
from giaoban.registers.findings.queries import COUNTS as FINDINGS
from giaoban.registers.mobilisation.models import Activity, Award
from giaoban.registers.mobilisation.queries import COUNTS as MOBILISATION
from giaoban.registers.petitions.models import Petition, Reception, ReceptionDay
from giaoban.registers.petitions.queries import COUNTS as PETITIONS
from giaoban.registers.tasks.models import Extension, Review, Task
from giaoban.registers.tasks.queries import COUNTS as TASKS

COUNTABLES: dict[str, Countable] = {c.name: c for c in (*PETITIONS, *CASES, *DIRECTIVES, *TASKS, *FINDINGS, *MOBILISATION)}

# Model → (the kind of record a row belongs to, the field with its number). A row of a stage or a step is told by the record it is of.
_RECORDS: dict[type[Model], tuple[str, str]] = {
    Petition: ("petition", "pk"),
    Reception: ("reception", "pk"),
    ReceptionDay: ("reception_day", "pk"),
    Case: ("case", "pk"),
    CaseStage: ("case", "case_id"),
    Oversight: ("case", "case_id"),
    Directive: ("directive", "pk"),
    Dissemination: ("directive", "directive_id"),
    Task: ("task", "pk"),
    Extension: ("task", "task_id"),
    Review: ("task", "task_id"),
    Conclusion: ("conclusion", "pk"),
    Recommendation: ("recommendation", "pk"),
    CarriedOut: ("recommendation", "recommendation_id"),
    Activity: ("activity", "pk"),
    Award: ("award", "pk"),
}
MODELS: dict[str, type[Model]] = {model._meta.label: model for model in _RECORDS}
KIND_OF_MODEL: dict[str, str] = {model._meta.label: kind for model, (kind, _) in _RECORDS.items()}
OWNER_OF_MODEL: dict[str, str] = {model._meta.label: path for model, (_, path) in _RECORDS.items()}


@cache
def checked_catalogue() -> dict[str, Indicator]:
    """The catalogue, once every counted indicator was found to name a set of a register."""
    check_countables(catalogue(), COUNTABLES)
    return catalogue()


def countable(indicator: Indicator) -> Countable:
    """The set an indicator counts. Raises NotFound when no register offers it."""
    found = COUNTABLES.get(indicator.counts)
    if found is None:
        raise NotFound("Chỉ tiêu %(code)s đếm tập “%(set)s”, mà không sổ nào có.", code=indicator.code, set=indicator.counts)
    return found


def rows_of(one: Countable) -> "QuerySet[Any]":
    rows: QuerySet[Any] = MODELS[one.model]._default_manager.all()
    return rows


def within_reach(rows: "QuerySet[Any]", one: Countable, actor: Actor) -> "QuerySet[Any]":
    """An agency-bound reader's figures count the records of the agencies it reads; a reader of the province counts all of it."""
    return rows if actor.agencies is None else rows.filter(**{f"{one.agency}__in": actor.agencies})
