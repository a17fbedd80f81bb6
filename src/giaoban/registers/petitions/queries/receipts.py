"""What the holder of a receipt is shown: the state, the next step and its day, never the contents."""

from dataclasses import dataclass
from datetime import date

from giaoban.registers.petitions.models import Petition, Receipt
from giaoban.registers.petitions.rules.receipts import Told, told
from giaoban.registers.petitions.rules.states import FINISHED


@dataclass(frozen=True, slots=True)
class Standing:
    """The petition of a receipt as its writer sees it."""

    number: str
    received_on: date
    agency: str
    told: Told
    next_step: str
    next_due: date | None
    may_rate: bool


def standing(receipt: Receipt) -> Standing:
    row = receipt.petition
    first = Petition.objects.filter(pk=row.duplicate_of_id).first() if row.duplicate_of_id else None
    facts = told(
        state=row.state,
        disposition=row.disposition,
        duplicate_of=first.number if first else "",
        agency=row.handler.name,
        sent_to=row.sent_to,
        outcome=row.outcome,
        days={"received": row.received_on, "accepted": row.accepted_on, "disposed": row.disposed_on, "decided": row.decided_on},
    )
    running = row.next_due is not None and not first and row.state not in FINISHED
    rated = Receipt.objects.filter(petition=row).exclude(satisfaction="").exists()
    return Standing(
        number=row.number,
        received_on=row.received_on,
        agency=row.handler.name,
        told=facts,
        next_step=row.next_step if running else "",
        next_due=row.next_due if running else None,
        may_rate=row.state in FINISHED and not rated,
    )


def receipt_of(petition: Petition) -> Receipt | None:
    """The receipt that opens this petition now."""
    return Receipt.objects.filter(petition=petition, replaced_at__isnull=True).first()


def satisfaction_of(petition: Petition) -> str:
    """The writer's judgement in words; empty while none was given."""
    found = Receipt.objects.filter(petition=petition).exclude(satisfaction="").first()
    return found.get_satisfaction_display() if found else ""
