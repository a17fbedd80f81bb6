"""What stands beside the main line of a petition: bodies owed an answer, dialogues, how far its decision is carried out, its kin."""

from dataclasses import dataclass
from datetime import date

from giaoban.core.values.actors import Actor
from giaoban.registers.petitions.models import Dialogue, ExecutionStep, Forwarder, Petition
from giaoban.registers.petitions.rules import ORDERS, Progress, progress
from giaoban.trust.clocks.choices import ClockState
from giaoban.trust.clocks.models import Clock

from .reading import get

ANSWER = "TC_REPLY_FORWARDER"


@dataclass(frozen=True, slots=True)
class Owed:
    """The answer owed to one body: its row (None for one entered before rows were kept), the clock that runs for it."""

    row: Forwarder | None
    body: str
    paper: str
    received_on: date
    clock: Clock | None

    @property
    def answered_on(self) -> date | None:
        """The day of the answer: as the row says, or as the deadline was met by hand."""
        if self.row and self.row.answered_on:
            return self.row.answered_on
        return self.clock.ended_on if self.clock and self.clock.state == ClockState.MET else None


def owed_answers(petition: Petition) -> list[Owed]:
    """Every body that sent the letter on, in the order of their papers. The caller may read the petition."""
    rows = list(petition.forwarders.order_by("received_on", "pk"))
    if not rows and not petition.forwarded_by:
        return []
    found = Clock.objects.filter(rule=ANSWER, ref_kind="petition", ref_id=petition.pk) | Clock.objects.filter(
        rule=ANSWER, ref_kind="forwarder", ref_id__in=[row.pk for row in rows]
    )
    clocks = {(clock.ref_kind, clock.ref_id): clock for clock in found}
    own = clocks.get(("petition", petition.pk))
    owed = [Owed(row, row.body, row.paper, row.received_on, own if row.first else clocks.get(("forwarder", row.pk))) for row in rows]
    if petition.forwarded_by and not any(row.first for row in rows):
        owed.insert(0, Owed(None, petition.forwarded_by, petition.forwarding_paper, petition.received_on, own))
    return owed


def forwarder_of(petition: Petition, id: int) -> Forwarder | None:
    """One body of a petition the caller may change."""
    return petition.forwarders.filter(pk=id).first()


def petition_of_forwarder(actor: Actor, id: int) -> Petition:
    """The petition a forwarding body sent on. Raises NotFound as ``get``."""
    found = Forwarder.objects.filter(pk=id).values_list("petition_id", flat=True).first()
    return get(actor, found or 0)


def dialogues_of(petition: Petition) -> list[Dialogue]:
    """The dialogues of a complaint, the latest first. The caller may read the petition."""
    return list(petition.dialogues.order_by("-planned_on", "-pk"))


def steps_of(petition: Petition) -> list[ExecutionStep]:
    """The steps of carrying out, oldest first. The caller may read the petition."""
    return list(petition.execution_steps.order_by("on", "pk"))


def execution_of(petition: Petition) -> tuple[Progress, ...]:
    """How far each order of the decision is carried out; a petition closed as carried out before steps were kept is wholly done."""
    ordered = {name: getattr(petition, name) for name in ORDERS}
    if not any(ordered.values()):
        return ()
    steps = list(petition.execution_steps.values(*ORDERS))
    if not steps and petition.executed_on is not None:
        steps.append(ordered)
    return progress(ordered, steps)


def parts_of(petition: Petition) -> list[Petition]:
    """What a mixed letter was split into. The parts have the gate of the letter: same agency, same body resolving at first."""
    return list(petition.parts.select_related("handler").defer("folded").order_by("pk"))
