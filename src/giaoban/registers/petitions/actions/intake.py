"""A letter enters the book, is corrected, and is found to repeat another."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Channel, Event, Field, PetitionState, Round
from giaoban.registers.petitions.models import Matter, Petition, Reception
from giaoban.registers.petitions.rules import PetitionRow, check_petition
from giaoban.registers.petitions.rules.deadlines import FIRST_EXAMINATION, Begin, on_received
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.clocks import actions as clocks
from giaoban.trust.clocks.models import Clock

from .attachments import seal_papers
from .duplicates import keep_for_duplicates
from .keeping import begin, check_agency, check_version, drop, finish, folded_text, hold_book, holds, locked, petition_label, petition_ref
from .loading import BOOK, person_of, texts_of, write_petitions
from .procedure import note_first_forwarder

OPEN_TO_RECLASSIFY = frozenset({PetitionState.MOI, PetitionState.DANG_KIEM_TRA})
CHANGEABLE = (
    "received_on", "channel", "kind", "round", "field", "respondent", "summary", "request", "written_on", "forwarded_by",
    "forwarding_paper", "signatories", "originals", "anonymous", "attachments", "competent_kind",
)  # fmt: skip
_RECLASSIFIES = ("received_on", "channel", "kind", "round", "anonymous")


@transaction.atomic
def register(
    *,
    agency: Agency,
    received_on: date,
    channel: str,
    kind: str,
    summary: str,
    person: Person | None = None,
    round: str = Round.LAN_DAU,
    field: str = Field.KHAC,
    respondent: str = "",
    request: str = "",
    written_on: date | None = None,
    forwarded_by: str = "",
    forwarding_paper: str = "",
    signatories: int = 1,
    attachments: int = 0,
    originals: bool = False,
    competent_kind: str = "",
    anonymous: bool = False,
    sealed: bool | None = None,
    handler: Agency | None = None,
    matter: Matter | None = None,
    reception: Reception | None = None,
    key: str = "",
    by: Actor,
) -> Petition:
    """Enter a letter with the next number of the agency's year, close its writer's identity away and start its first deadlines.

    A denunciation is sealed unless ``sealed`` is given as False by its writer's own wish. ``key``: the form's one-time key, so that a
    second click does not enter the letter twice. Raises InvalidInput for impossible days, classes or names, NotAllowed for another agency.
    """
    check_agency(agency, "petitions.write", received_on, by)
    source_key = f"form:{key}" if key else ""
    hold_book(BOOK, agency.pk, received_on.year)
    if source_key and (known := Petition.objects.filter(agency=agency, source_key=source_key).first()):
        return known
    who = person or Person()
    _check_writer(who, anonymous, signatories)
    row = PetitionRow(
        agency_id=agency.pk, received_on=received_on, channel=channel, kind=kind, summary=summary, source_key=source_key,
        name=who.name, birth_year=who.birth_year, address=who.address, place=who.place, phone=who.phone, identity_no=who.identity_no,
        handler_id=handler.pk if handler else None, written_on=written_on, forwarded_by=forwarded_by.strip()[:250],
        forwarding_paper=forwarding_paper.strip()[:100], round=round, field=field, anonymous=anonymous, signatories=signatories,
        attachments=max(attachments, int(originals)), originals=originals, competent_kind=competent_kind, respondent=respondent,
        request=request, sealed=sealed, matter_key="matter" if matter else "",
    )  # fmt: skip
    check_petition(row, by.today)
    matters = {"matter": matter.pk} if matter else {}
    if reception is not None:
        shared = matter.pk if matter else reception.matter_id
        row = replace(row, matter_key="matter" if shared else "", reception_key=f"#{reception.pk}")
        matters = {"matter": shared} if shared else {}
    petition = write_petitions([row], matters=matters, event=Event.REGISTERED, by=by)[0][0]
    if reception is not None:
        petition.reception = reception
        petition.save(update_fields=["reception"])
    note_first_forwarder(petition)
    return petition


def _check_writer(person: Person, anonymous: bool, signatories: int) -> None:
    if anonymous and person.name:
        raise InvalidInput("Đã chọn “không rõ người viết” thì không ghi họ tên. Bỏ chọn hoặc xóa họ tên.", field="anonymous")
    if not anonymous and not person.name.strip():
        raise InvalidInput("Chưa ghi họ tên người viết đơn. Nếu đơn không ghi tên, chọn “không rõ người viết”.", field="name")
    if signatories < 1:
        raise InvalidInput("Số người ký ít nhất là 1.", field="signatories")


def register_from(
    *, reception: Reception, channel: str = Channel.TIEP_CONG_DAN, person: Person | None = None, by: Actor, **details: Any
) -> Petition:
    """Enter the letter a visitor handed in: day, kind, text and person of the reception turn unless given otherwise."""
    if person is None and reception.identity_ref is not None and not reception.sealed:
        person = sealing.open_persons([reception.identity_ref], by).get(reception.identity_ref)
    if person is None and not details.get("anonymous"):
        raise InvalidInput("Danh tính của lượt tiếp đang niêm phong. Ghi lại họ tên người viết đơn như trong đơn.", field="name")
    given = {
        "agency": reception.agency, "received_on": reception.received_on, "kind": reception.petition_kind, "summary": reception.summary,
        "request": reception.request, "key": f"reception-{reception.pk}", **details,
    }  # fmt: skip
    return register(channel=channel, person=person, reception=reception, by=by, **given)


@transaction.atomic
def change(*, petition: Petition, version: int | None = None, person: Person | None = None, by: Actor, **values: Any) -> Petition:
    """Correct what was typed (any of CHANGEABLE, and the person). Kind, day and round stand once the letter was handled.

    A letter that becomes a denunciation is sealed from that moment. Raises Conflict, InvalidInput, RefusedByLaw.
    """
    row = locked(petition, by)
    if unknown := sorted(set(values) - set(CHANGEABLE)):
        raise InvalidInput("Không sửa được ô này: %(names)s.", names=", ".join(unknown))
    if person is None and holds(row, **values):
        return row
    check_version(row, version)
    old = {name: getattr(row, name) for name in values}
    changed = [name for name in values if values[name] != old[name]]
    if set(changed) & set(_RECLASSIFIES) and row.state not in OPEN_TO_RECLASSIFY:
        raise RefusedByLaw("Đơn đã xử lý thì không sửa ngày nhận, nguồn, loại, lần của đơn.", field="kind")
    for name in changed:
        setattr(row, name, values[name])
    who = person or Person()
    story = PetitionRow(
        **{name: getattr(row, name) for name in CHANGEABLE}, agency_id=row.agency_id, name=who.name, birth_year=who.birth_year,
        address=who.address, place=who.place, phone=who.phone, identity_no=who.identity_no,
    )  # fmt: skip
    check_petition(story, by.today)
    _check_year(row)
    seal = row.sealed or sealing.sealed_by_default(row.kind)
    _rewrite(row, story, seal, person, by)
    if set(changed) & {"summary", "request"} or person is not None:
        keep_for_duplicates([(row, person_of(story) if person is not None else None)])
    if set(changed) & set(_RECLASSIFIES):
        _restart(row, by)
    return finish(row, Event.CHANGED, {"fields": ", ".join(sorted([*changed, *(["person"] if person else [])])), "sealed": row.sealed}, by)


def _check_year(row: Petition) -> None:
    if row.received_on.year != row.year:
        raise RefusedByLaw(
            "Đơn mang số năm %(year)s; không sửa ngày nhận sang năm khác. Ghi đơn mới nếu vào nhầm sổ.",
            year=str(row.year),
            field="received_on",
        )


def _rewrite(row: Petition, story: PetitionRow, seal: bool, person: Person | None, by: Actor) -> None:
    """Texts without the sealed person's name, and the identity closed anew when it was typed anew."""
    known = story
    if seal and person is None and row.identity_ref is not None and not row.sealed:
        found = sealing.open_persons([row.identity_ref], by).get(row.identity_ref)
        if found:
            known = replace(story, name=found.name, phone=found.phone, identity_no=found.identity_no, address=found.address)
    texts = texts_of(known, seal, "summary", "request", "respondent")
    row.summary, row.request, row.respondent = texts["summary"], texts["request"], texts["respondent"][:250]
    row.folded = folded_text(row.respondent, row.summary, row.request)
    if seal:
        Matter.objects.filter(pk=row.matter_id, petitions=row).update(title=" ".join(row.summary.split())[:300])
    if person is not None:
        row.identity_ref = sealing.close(people=[(person_of(story), seal)], by=by)[0]
    elif seal and not row.sealed and row.identity_ref is not None:
        sealing.change_seal(identity_ref=row.identity_ref, sealed=True, ref=petition_ref(row), paper="", by=by)
    if seal and not row.sealed:
        seal_papers(row, by)
    row.sealed = seal


def _first_deadlines(row: Petition) -> tuple[Begin, ...]:
    return on_received(
        kind=row.kind, round=row.round, channel=row.channel, anonymous=row.anonymous, received_on=row.received_on,
        has_reception=row.reception_id is not None,
    )  # fmt: skip


def _restart(row: Petition, by: Actor) -> None:
    """The first deadlines of the letter as it is now known to be."""
    wanted = _first_deadlines(row)
    keep = {(item.rule, item.start) for item in wanted}
    ref = petition_ref(row)
    for clock in Clock.objects.filter(ref_kind=ref.kind, ref_id=ref.id, ended_on=None):
        if (clock.rule, clock.started_on) not in keep:
            clocks.drop(clock=clock, on=by.today, paper="Sửa loại đơn hoặc ngày nhận", by=by)
    clocks.hand_over(ref=ref, agency_ref=row.handler_id, ref_label=petition_label(row.number, row.kind), by=by)
    begin(row, wanted, by)


@transaction.atomic
def link_duplicate(*, petition: Petition, master: Petition, version: int | None = None, by: Actor) -> Petition:
    """Say that this letter repeats another: it joins the other's matter and its own deadlines stop, those of the first run on.

    A forwarder's answer stays due (Luật Tố cáo Điều 26). Raises RefusedByLaw for a later letter, itself, or an accepted one.
    """
    row, first = locked(petition, by), _first_of(locked(master, by))
    if row.duplicate_of_id == first.pk:
        return row
    check_version(row, version)
    if row.pk == first.pk:
        raise RefusedByLaw("Một đơn không thể trùng với chính nó. Chọn đơn khác.", field="master")
    if (first.received_on, first.pk) > (row.received_on, row.pk):
        raise RefusedByLaw(
            "Đơn gốc số %(number)s nhận sau đơn này. Liên kết đơn nhận sau vào đơn nhận trước.", number=first.number, field="master"
        )
    if row.accepted_on is not None:
        raise RefusedByLaw("Đơn số %(number)s đã thụ lý nên không ghi là đơn trùng được.", number=row.number, field="master")
    row.duplicate_of, row.matter_id = first, first.matter_id
    row.duplicates.update(duplicate_of=first, matter_id=first.matter_id)
    drop(row, by.today, f"Đơn trùng với đơn số {first.number}", by, rules=(*FIRST_EXAMINATION, "TC_TRANSFER", "KNPA_ANSWER"))
    return finish(row, Event.DUPLICATE_LINKED, {"master": first.pk, "number": first.number}, by)


def _first_of(petition: Petition) -> Petition:
    return petition.duplicate_of if petition.duplicate_of_id is not None and petition.duplicate_of else petition


@transaction.atomic
def unlink_duplicate(*, petition: Petition, version: int | None = None, by: Actor) -> Petition:
    """Take back a link that was wrong: the letter is a matter of its own again and its deadlines run from its own receipt."""
    row = locked(petition, by)
    if row.duplicate_of_id is None:
        return row
    check_version(row, version)
    former = row.duplicate_of_id
    row.duplicate_of = None
    row.matter = Matter.objects.create(title=" ".join(row.summary.split())[:300], opened_on=row.received_on)
    if row.state in OPEN_TO_RECLASSIFY:
        begin(row, _first_deadlines(row), by)
    return finish(row, Event.DUPLICATE_UNLINKED, {"master": former}, by)
