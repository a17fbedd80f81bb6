"""Closing identities into the vault and opening them with a motive. Only the sealing.py files of registers may import this."""

from collections.abc import Sequence

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit import actions as audit

from .choices import Event
from .models import Identity, Reveal
from .queries import add_fingerprints, digests, lock_box, open_box
from .rules import Person, traits


def _identity(number: int) -> Identity:
    identity = Identity.objects.select_for_update().filter(pk=number).first()
    if identity is None:
        raise NotFound("Không có danh tính số %(id)s trong kho niêm phong.", id=number)
    return identity


@transaction.atomic
def close(*, people: Sequence[tuple[Person, bool]], by: Actor) -> list[int]:
    """Encrypt people, each sealed or not, and keep their fingerprints. Returns the identity ids in the same order.

    The caller's own action writes the ledger: an identity never stands alone.
    """
    rows = []
    for person, sealed in people:
        key_name, box = lock_box(person)
        rows.append(Identity(sealed=sealed, key_name=key_name, box=box, created_at=by.at))
    Identity.objects.bulk_create(rows, batch_size=2000)
    owned = [(row.pk, trait, value) for row, (person, _) in zip(rows, people, strict=True) for trait, value in traits(person)]
    marks = digests((trait, value) for _, trait, value in owned)
    add_fingerprints((pk, trait, mark) for (pk, trait, _), mark in zip(owned, marks, strict=True))
    return [row.pk for row in rows]


@transaction.atomic
def reveal(*, identity_id: int, ref: RecordRef, motive: str, by: Actor) -> Person:
    """Open a sealed identity for one person and one reason; the opening is kept for ever (Luật Tố cáo Điều 49, 56)."""
    by.require("identities.reveal")
    if len(motive.strip()) < 10:
        raise InvalidInput("Lý do mở danh tính quá ngắn. Ghi rõ việc cần làm, ít nhất 10 chữ cái.", field="motive")
    identity = _identity(identity_id)
    person = open_box(identity)
    Reveal.objects.create(
        identity=identity,
        asked_by=by.user_id,
        asked_name=by.name,
        motive=motive.strip()[:500],
        ref_kind=ref.kind,
        ref_id=ref.id,
        at=by.at,
    )
    audit.record(event=Event.REVEALED, ref=ref, details={"motive": motive.strip()[:500]}, by=by)
    return person


@transaction.atomic
def change_seal(*, identity_id: int, sealed: bool, ref: RecordRef, paper: str, by: Actor) -> None:
    """Seal on request, or unseal when the denouncer discloses himself or refuses the measure (Luật Tố cáo Điều 47.2)."""
    by.require("petitions.write")
    if not sealed and not paper.strip():
        raise InvalidInput("Bỏ niêm phong phải có văn bản của người viết đơn. Ghi số, ngày văn bản.", field="paper")
    identity = _identity(identity_id)
    if identity.sealed == sealed:
        return
    identity.sealed = sealed
    identity.save(update_fields=["sealed"])
    audit.record(event=Event.SEALED if sealed else Event.UNSEALED, ref=ref, details={"paper": paper}, by=by)
