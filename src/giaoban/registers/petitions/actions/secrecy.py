"""Opening an identity with a motive, sealing on request, unsealing when the writer gives secrecy up, protecting a denouncer."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotFound, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Event, PetitionKind
from giaoban.registers.petitions.models import Matter, Petition, Reception
from giaoban.registers.petitions.rules import check_day, mask
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.accounts.queries import visible_to

from .keeping import check_version, finish, folded_text, holds, locked, petition_ref


@transaction.atomic
def reveal(*, record: Petition | Reception, motive: str, by: Actor) -> Person:
    """Open the identity behind a record for one person and one reason; the opening is kept for ever (Luật Tố cáo Điều 56)."""
    kind = "petition" if isinstance(record, Petition) else "reception"
    rows: QuerySet[Petition] | QuerySet[Reception] = (
        visible_to(by, Petition.objects.all()) if isinstance(record, Petition) else visible_to(by, Reception.objects.all())
    )
    row = rows.filter(pk=record.pk).first()
    if row is None or row.identity_ref is None:
        raise NotFound("Không có danh tính của hồ sơ này hoặc đồng chí không được xem.")
    return sealing.reveal(identity_ref=row.identity_ref, ref=RecordRef(kind, row.pk), motive=motive, by=by)


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
    return finish(row, Event.CHANGED, {"fields": "sealed", "paper": paper, "sealed": True}, by)


@transaction.atomic
def waive_seal(*, petition: Petition, paper: str, version: int | None = None, by: Actor) -> Petition:
    """Unseal because the denouncer disclosed himself or refused secrecy, by his paper (Luật Tố cáo Điều 47)."""
    row = locked(petition, by)
    if not row.sealed:
        return row
    check_version(row, version)
    if row.identity_ref is not None:
        sealing.change_seal(identity_ref=row.identity_ref, sealed=False, ref=petition_ref(row), paper=paper, by=by)
    row.sealed = False
    return finish(row, Event.CHANGED, {"fields": "unsealed", "paper": paper}, by)


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
