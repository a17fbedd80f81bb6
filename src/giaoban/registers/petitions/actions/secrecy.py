"""Opening an identity with a second person's agreement, sealing on request, unsealing when the writer gives secrecy up, the number protected."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotFound, RefusedByLaw
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Event, PetitionKind, WaiverGround
from giaoban.registers.petitions.models import Matter, Petition, Reception, SecrecyWaiver
from giaoban.registers.petitions.queries.secrecy import opening_of, readable, record_ref
from giaoban.registers.petitions.rules import check_day, mask
from giaoban.registers.petitions.rules.redaction import redact
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.vault.rules import PERSON_PARTS

from .attachments import seal_papers
from .keeping import check_version, finish, folded_text, holds, locked, petition_ref
from .redacting import traces_of


def _identity_of(record: Petition | Reception, by: Actor) -> tuple[Petition | Reception, int]:
    row = readable(record, by)
    if row.identity_ref is None:
        raise NotFound("Không có danh tính của hồ sơ này hoặc đồng chí không được xem.")
    return row, row.identity_ref


def _masked(text: str, identity_ref: int) -> str:
    """What a clerk writes about a sealed record, without what would tell whose it is: it is kept for ever and read by many."""
    return redact(text, traces_of(sealing.known_person(identity_ref)))[0]


@transaction.atomic
def ask_reveal(*, record: Petition | Reception, purpose: str, parts: Iterable[str], motive: str, by: Actor) -> sealing.Opening:
    """Ask to open parts of the identity behind a sealed record, for one purpose; a second person answers (Luật Tố cáo Điều 56)."""
    row, identity = _identity_of(record, by)
    return sealing.ask(identity_ref=identity, ref=record_ref(row), purpose=purpose, parts=parts, motive=_masked(motive, identity), by=by)


@transaction.atomic
def answer_reveal(*, record: Petition | Reception, number: int, agreed: bool, reason: str = "", by: Actor) -> sealing.Opening:
    """The second person agrees, from when on the asker may look for half an hour, or does not, with a reason."""
    row, identity = _identity_of(record, by)
    found = opening_of(row, number, by)
    return sealing.answer(opening=found, agreed=agreed, reason=_masked(reason, identity), by=by)


@transaction.atomic
def shut_reveal(*, record: Petition | Reception, number: int, by: Actor) -> sealing.Opening:
    """The asker closes an opening before its time."""
    return sealing.shut(opening=opening_of(record, number, by), by=by)


@transaction.atomic
def reveal(*, record: Petition | Reception, purpose: str, parts: Iterable[str] = PERSON_PARTS, by: Actor) -> Person:
    """Look at the identity behind a record by an opening agreed to for this person and purpose; the look is kept for ever."""
    row, identity = _identity_of(record, by)
    return sealing.reveal(identity_ref=identity, ref=record_ref(row), purpose=purpose, parts=parts, by=by)


@transaction.atomic
def request_seal(*, petition: Petition, paper: str = "", version: int | None = None, by: Actor) -> Petition:
    """Seal at the writer's wish: the name leaves every list and the search, and is masked in the text."""
    row = locked(petition, by)
    if row.sealed:
        return row
    check_version(row, version)
    if row.identity_ref is not None:
        person = sealing.open_persons([row.identity_ref], by).get(row.identity_ref)
        secrets = (person.name, person.phone, person.identity_no, person.address) if person else ()
        row.summary, row.request, row.respondent = (mask(text, *secrets) for text in (row.summary, row.request, row.respondent))
        row.folded = folded_text(row.respondent, row.summary, row.request)
        for matter in Matter.objects.filter(pk=row.matter_id):
            matter.title = mask(matter.title, *secrets)
            matter.save(update_fields=["title"])
        sealing.change_seal(identity_ref=row.identity_ref, sealed=True, ref=petition_ref(row), paper=paper, by=by)
    row.sealed = True
    seal_papers(row, by)
    return finish(row, Event.CHANGED, {"fields": "sealed", "paper": paper, "sealed": True}, by)


@transaction.atomic
def waive_seal(
    *,
    petition: Petition,
    paper: str,
    on: date | None = None,
    ground: str = WaiverGround.KHONG_YEU_CAU,
    version: int | None = None,
    by: Actor,
) -> Petition:
    """Unseal because the denouncer disclosed himself or refused secrecy, by his paper of a day (Luật Tố cáo Điều 47.2)."""
    row = locked(petition, by)
    if not row.sealed:
        return row
    check_version(row, version)
    day = on or by.today
    check_day("Ngày văn bản", day, after=("ngày nhận", None), today=by.today, field="on")
    if ground not in set(WaiverGround):
        raise InvalidInput("Chọn trường hợp bỏ giữ bí mật trong danh sách.", field="ground")
    if not paper.strip():
        raise InvalidInput("Bỏ niêm phong phải có văn bản của người viết đơn. Ghi số, ngày văn bản.", field="paper")
    if row.identity_ref is not None:
        sealing.change_seal(identity_ref=row.identity_ref, sealed=False, ref=petition_ref(row), paper=paper, by=by)
    row.sealed = False
    SecrecyWaiver.objects.create(petition=row, ground=ground, on=day, paper=paper.strip()[:200])
    return finish(row, Event.WAIVED, {"paper": paper, "on": day, "ground": WaiverGround.label_of(ground)}, by)


@transaction.atomic
def protect(*, petition: Petition, people: int, on: date, paper: str, version: int | None = None, by: Actor) -> Petition:
    """Record a decision to protect a denouncer and relatives: how many people, never who (Luật Tố cáo Điều 47, 52)."""
    row = locked(petition, by)
    if holds(row, protected_people=people, protected_on=on):
        return row
    check_version(row, version)
    if row.kind != PetitionKind.TO_CAO:
        raise RefusedByLaw("Chỉ người tố cáo và người thân thích được bảo vệ theo Luật Tố cáo.", field="kind")
    if people < 1 or not paper.strip():
        raise InvalidInput("Ghi số người được bảo vệ và số, ngày quyết định.", field="people")
    check_day("Ngày quyết định bảo vệ", on, after=("ngày nhận", row.received_on), today=by.today, field="on")
    row.protected_people, row.protected_on = people, on
    return finish(row, Event.PROTECTED, {"people": people, "on": on, "paper": paper}, by)
