"""Closing identities into the vault and opening them with a motive. Only the sealing.py files of registers may import this."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, NotFound, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit import actions as audit

from .choices import Event, OpeningState
from .models import Identity, Opening, Reveal
from .queries import add_fingerprints, digests, lock_box, open_box, openings_now, standing
from .rules import ANSWER_WITHIN, OPEN_FOR, SHORTEST_MOTIVE, Person, check_asked, check_motive, only, traits


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


def _account(by: Actor) -> int:
    """The account that answers for an opening; a command on the server has none and opens nothing."""
    if by.user_id is None:
        raise NotAllowed("Danh tính niêm phong chỉ mở cho người có tài khoản, không mở bằng lệnh trên máy chủ.")
    return by.user_id


@transaction.atomic
def ask(*, identity_id: int, ref: RecordRef, purpose: str, parts: Iterable[str], motive: str, by: Actor) -> Opening:
    """Ask to open parts of a sealed identity for one purpose. Nothing is shown until a second person agrees.

    The same request twice, while it waits, is one request.
    """
    by.require("identities.reveal")
    account, said, chosen = _account(by), check_motive(motive), check_asked(purpose, parts)
    identity = _identity(identity_id)
    if not identity.sealed:
        raise RefusedByLaw("Danh tính này không niêm phong, không cần đề nghị mở.")
    given = {"identity": identity, "ref_kind": ref.kind, "ref_id": ref.id, "purpose": purpose, "parts": chosen, "asked_by": account}
    waiting = Opening.objects.filter(**given, agreed__isnull=True, asked_at__gte=by.at - ANSWER_WITHIN).first()
    if waiting is not None:
        return waiting
    row = Opening.objects.create(**given, motive=said, asked_name=by.name, asked_at=by.at)
    details = {"opening": row.pk, "purpose": purpose, "parts": chosen, "motive": said}
    audit.record(event=Event.ASKED, ref=ref, details=details, by=by)
    return row


@transaction.atomic
def answer(*, opening: Opening, agreed: bool, reason: str = "", by: Actor) -> Opening:
    """The second person agrees, from when on the asker may look for half an hour, or does not, with the reason."""
    by.require("identities.approve")
    account = _account(by)
    row = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if row.asked_by == account:
        raise NotAllowed(
            "Người đề nghị không tự đồng ý cho mình được. Cần người thứ hai có quyền đồng ý mở danh tính; nếu cơ quan chỉ có một người,"
            " thủ trưởng giao bằng văn bản cho người khác và quản trị viên cấp vai trò cho người đó."
        )
    if row.agreed is not None:
        if row.agreed == agreed and row.answered_by == account:
            return row
        raise Conflict("Đề nghị này đã có người trả lời.")
    if standing(row, by.at) != OpeningState.CHO:
        raise RefusedByLaw("Đề nghị này đã quá 7 ngày không ai trả lời. Người cần mở đề nghị lại.")
    said = " ".join(reason.split())[:500]
    if not agreed and len(said) < SHORTEST_MOTIVE:
        raise InvalidInput("Ghi lý do không đồng ý, ít nhất 10 chữ cái.", field="reason")
    row.agreed, row.answered_by, row.answered_name, row.answered_at, row.answer = agreed, account, by.name, by.at, said
    row.open_until = by.at + OPEN_FOR if agreed else None
    row.save(update_fields=["agreed", "answered_by", "answered_name", "answered_at", "answer", "open_until"])
    details = {"opening": row.pk, "purpose": row.purpose, "parts": row.parts, "asker": row.asked_name, "reason": said}
    event = Event.AGREED if agreed else Event.DECLINED
    audit.record(event=event, ref=RecordRef(row.ref_kind, row.ref_id), details=details, by=by)
    return row


@transaction.atomic
def shut(*, opening: Opening, by: Actor) -> Opening:
    """The asker has done what it was opened for and closes it before its time."""
    row = Opening.objects.select_for_update(of=("self",)).get(pk=opening.pk)
    if row.asked_by != by.user_id:
        raise NotAllowed("Chỉ người đề nghị đóng được lần mở của mình.")
    if standing(row, by.at) != OpeningState.DANG_MO:
        return row
    row.shut_at = by.at
    row.save(update_fields=["shut_at"])
    audit.record(event=Event.SHUT, ref=RecordRef(row.ref_kind, row.ref_id), details={"opening": row.pk}, by=by)
    return row


@transaction.atomic
def look(*, identity_id: int, ref: RecordRef, purpose: str, parts: Iterable[str], by: Actor) -> Person:
    """Look at parts of a sealed identity, by an opening agreed to for this person, record and purpose, that has not ended.

    Each look is kept for ever: who, when, why, which parts, agreed to by whom (Luật Tố cáo Điều 49, 56). Without ``originals`` asked for, what was
    not agreed to is left out; originals are wholly agreed to or refused. Raises NotAllowed when no such opening is open.
    """
    by.require("identities.reveal")
    wanted = set(parts)
    identity = _identity(identity_id)
    row = next((row for row in openings_now(ref, by) if row.identity_id == identity_id and row.purpose == purpose), None)
    seen = [part for part in (row.parts if row else []) if part in wanted]
    if row is None or not seen:
        text = "Danh tính này đang niêm phong. Đề nghị mở cho việc này, chờ người thứ hai đồng ý; sau khi đồng ý được xem trong 30 phút."
        raise NotAllowed(text)
    person = only(open_box(identity), seen)
    Reveal.objects.create(
        identity=identity, opening=row, parts=seen, asked_by=by.user_id, asked_name=by.name, motive=row.motive, ref_kind=ref.kind,
        ref_id=ref.id, at=by.at,
    )  # fmt: skip
    details = {"opening": row.pk, "purpose": purpose, "parts": seen, "motive": row.motive, "approved_by": row.answered_name}
    audit.record(event=Event.REVEALED, ref=ref, details=details, by=by)
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
