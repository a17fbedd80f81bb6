"""Giving the citizen a receipt, letting its holder see the petition's state, and asking once for satisfaction."""

import secrets
from dataclasses import dataclass

from django.db import transaction
from django.db.models import F

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotFound
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Event, Proof, Satisfaction
from giaoban.registers.petitions.models import Attempt, Petition, Receipt
from giaoban.registers.petitions.rules.receipts import (
    FORGET_AFTER,
    TRIES,
    TRIES_FROM_ADDRESS,
    check_satisfaction,
    code_of,
    proof_of,
    read_code,
)
from giaoban.trust.audit import actions as audit

from .keeping import locked, petition_ref

CLOSED_DOOR = (
    "Không tìm thấy đơn với mã và thông tin này. Xem lại từng chữ trên giấy tra cứu; sau năm lần sai, mã phải chờ một giờ mới thử lại được."
)


@dataclass(frozen=True, slots=True)
class IssuedReceipt:
    """What is printed, once: the code, what the holder will be asked for, and the number to remember when the letter gives nothing to ask."""

    receipt: Receipt
    code: str
    proof: Proof
    pin: str


@transaction.atomic
def issue_receipt(*, petition: Petition, by: Actor) -> IssuedReceipt:
    """Give the writer a receipt; an earlier one of this petition stops working, since its code is nowhere to be read again."""
    row = locked(petition, by)
    known = sealing.receipt_proof(row.identity_ref) if row.identity_ref else None
    found = proof_of(*known) if known else None
    pin = "" if found else f"{secrets.randbelow(10**6):06}"
    proof, value = found or (Proof.MA_RIENG, pin)
    code = code_of(secrets.randbits(50))
    Receipt.objects.filter(petition=row, replaced_at__isnull=True).update(replaced_at=by.at)
    receipt = Receipt.objects.create(
        petition=row,
        code_mark=sealing.mark("receipt", code),
        proof=proof,
        proof_mark=sealing.mark("receipt-proof", f"{code}|{value}"),
        issued_at=by.at,
    )
    audit.record(event=Event.RECEIPT_ISSUED, ref=petition_ref(row), details={"number": row.number}, by=by)
    return IssuedReceipt(receipt, code, proof, pin)


def look_up(*, code: str, proof: str, address: str, by: Actor) -> Receipt:
    """The receipt of this code, for whoever also knows the second thing.

    Raises NotFound in the same words for an unknown code, a wrong answer, a replaced receipt and too many tries, after the same work.
    The failure itself is kept, so this is two transactions and not one.
    """
    known = read_code(code) or "?"
    answer = "".join(c for c in proof if c.isalnum())
    code_mark = sealing.mark("receipt", known)
    marks = {code_mark: TRIES, sealing.mark("address", address): TRIES_FROM_ADDRESS}
    with transaction.atomic():
        Attempt.objects.filter(since__lt=by.at - FORGET_AFTER).delete()
        tried = dict(Attempt.objects.filter(mark__in=marks).values_list("mark", "failures"))
        receipt = (
            Receipt.objects.select_related("petition", "petition__handler").filter(code_mark=code_mark, replaced_at__isnull=True).first()
        )
        right = secrets.compare_digest(receipt.proof_mark if receipt else "-" * 24, sealing.mark("receipt-proof", f"{known}|{answer}"))
        if receipt is not None and right and all(tried.get(mark, 0) < limit for mark, limit in marks.items()):
            audit.record(event=Event.LOOKED_UP, ref=petition_ref(receipt.petition), by=by)
            return receipt
        for mark in marks:
            Attempt.objects.get_or_create(mark=mark, defaults={"since": by.at})
        Attempt.objects.filter(mark__in=marks).update(failures=F("failures") + 1)
    raise NotFound(CLOSED_DOOR)


@transaction.atomic
def rate(*, receipt: Receipt, satisfaction: str, by: Actor) -> Receipt:
    """The writer's own judgement, once, after the end of the petition."""
    row = Receipt.objects.select_for_update(of=("self",)).select_related("petition").get(pk=receipt.pk)
    if row.satisfaction == satisfaction:
        return row
    if satisfaction not in set(Satisfaction):
        raise InvalidInput("Chọn một trong các mức hài lòng.", field="satisfaction")
    given = Receipt.objects.filter(petition=row.petition).exclude(satisfaction="").exists()
    check_satisfaction(row.petition.state, "x" if given else "")
    row.satisfaction, row.satisfied_at = satisfaction, by.at
    row.save(update_fields=["satisfaction", "satisfied_at"])
    audit.record(event=Event.RATED, ref=petition_ref(row.petition), details={"satisfaction": satisfaction}, by=by)
    return row
