"""Receiving people: the turn in the book, its correction, the one answer, and refusing to receive."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import format_date
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import Event, ReceptionAnswer, ReceptionMode
from giaoban.registers.petitions.models import Matter, Reception
from giaoban.registers.petitions.queries import word_index
from giaoban.registers.petitions.rules import ReceptionRow, check_day, check_people, check_reception
from giaoban.registers.petitions.rules.deadlines import on_refusal, refusal_ground
from giaoban.registers.petitions.rules.reception_visits import Visit, check_visit
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.audit import actions as audit
from giaoban.trust.clocks import actions as clocks

from .keeping import check_agency, check_version, folded_text, holds, locked_reception, plain
from .loading import person_of, texts_of, write_receptions
from .reception_days import tie_days

CHANGEABLE = (
    "received_on", "kind", "mode", "delegated", "receiver", "people", "same_matter_people", "petition_kind", "summary", "request",
    "past_handling", "resolved_by", "within_competence", "guided_to", "accepting_body", "outcome", "remarks",
)  # fmt: skip


@transaction.atomic
def receive(
    *, agency: Agency, received_on: date, kind: str, petition_kind: str, summary: str, person: Person,
    mode: str = ReceptionMode.TRUC_TIEP, delegated: bool = False, receiver: str = "", people: int = 1, representatives: int | None = None,
    same_matter_people: int = 1, request: str = "", past_handling: str = "", resolved_by: str = "", within_competence: bool = False,
    guided_to: str = "", accepting_body: str = "", remarks: str = "", presented: str = "", statement_signed: bool = False,
    protection_asked: bool = False, choice_paper: str = "", sealed: bool | None = None, matter: Matter | None = None, key: str = "",
    by: Actor,
) -> Reception:  # fmt: skip
    """Enter one reception turn (13 columns of form 03/TCD) with the next number of the year; the answer is due in ten working days.

    ``representatives``: how many a large group sent, by the written choice ``choice_paper`` (Luật Tiếp công dân Điều 29). ``presented``: with
    a letter or in words, then ``statement_signed``. A turn of a head is tied to its day of the calendar. ``key``: the form's one-time key
    against a second click.
    """
    check_agency(agency, "receptions.write", received_on, by)
    source_key = f"form:{key}" if key else ""
    if source_key and (known := Reception.objects.filter(agency=agency, source_key=source_key).first()):
        return known
    if not person.name.strip():
        raise InvalidInput("Chưa ghi họ tên người đến. Ghi họ tên như trên giấy tờ tùy thân.", field="name")
    check_people(people, kind, delegated)
    extra = {
        "representatives": representatives or 0, "presented": presented, "statement_signed": statement_signed,
        "protection_asked": protection_asked, "choice_paper": choice_paper.strip()[:150],
    }  # fmt: skip
    check_visit(
        Visit(
            received_on, kind, petition_kind, mode, people, representatives, choice_paper, presented, statement_signed, protection_asked,
            within_competence, remarks,
        )
    )  # fmt: skip
    row = ReceptionRow(
        agency_id=agency.pk, received_on=received_on, kind=kind, petition_kind=petition_kind, summary=summary, source_key=source_key,
        name=person.name, birth_year=person.birth_year, address=person.address, place=person.place, phone=person.phone,
        identity_no=person.identity_no, mode=mode, delegated=delegated, receiver=receiver.strip()[:150], people=people,
        same_matter_people=max(same_matter_people, 1), sealed=sealed, matter_key="matter" if matter else "", request=request,
        past_handling=past_handling, resolved_by=resolved_by.strip()[:200], within_competence=within_competence,
        guided_to=guided_to.strip()[:250], accepting_body=accepting_body.strip()[:250], remarks=remarks.strip()[:300],
    )  # fmt: skip
    check_reception(row, by.today)
    turn = write_receptions([row], matters={"matter": matter.pk} if matter else {}, event=Event.RECEIVED, by=by)[0][0]
    if any(extra.values()):
        for name, value in extra.items():
            setattr(turn, name, value)
        turn.save(update_fields=list(extra))
    return turn


@transaction.atomic
def change_reception(
    *, reception: Reception, version: int | None = None, person: Person | None = None, by: Actor, **values: Any
) -> Reception:
    """Correct what was typed (any of CHANGEABLE, and the person); the number stays. Raises Conflict, InvalidInput, RefusedByLaw."""
    row = locked_reception(reception, by)
    if unknown := sorted(set(values) - set(CHANGEABLE)):
        raise InvalidInput("Không sửa được ô này: %(names)s.", names=", ".join(unknown))
    if person is None and holds(row, **values):
        return row
    check_version(row, version)
    changed = [name for name in values if values[name] != getattr(row, name)]
    for name in changed:
        setattr(row, name, values[name])
    if row.received_on.year != row.year:
        raise RefusedByLaw("Lượt tiếp mang số năm %(year)s; không sửa ngày tiếp sang năm khác.", year=str(row.year), field="received_on")
    who = person or Person()
    story = ReceptionRow(
        **{name: getattr(row, name) for name in CHANGEABLE}, agency_id=row.agency_id, name=who.name, birth_year=who.birth_year,
        address=who.address, place=who.place, phone=who.phone, identity_no=who.identity_no,
    )  # fmt: skip
    check_reception(story, by.today)
    row.large_group = check_people(row.people, row.kind, row.delegated)
    _rewrite(row, story, person, by)
    if set(changed) & {"received_on", "kind", "delegated"}:
        row.day = None
        tie_days([row], from_book=False, by=by)
    details = {"fields": ", ".join(sorted([*changed, *(["person"] if person else [])])), "sealed": row.sealed}
    return _finish(row, Event.RECEPTION_CHANGED, details, by)


def _rewrite(row: Reception, story: ReceptionRow, person: Person | None, by: Actor) -> None:
    seal = row.sealed or sealing.sealed_by_default(row.petition_kind)
    if seal and person is None and row.identity_ref is not None and not row.sealed:
        if found := sealing.open_persons([row.identity_ref], by).get(row.identity_ref):
            story = replace(story, name=found.name, phone=found.phone, identity_no=found.identity_no, address=found.address)
        sealing.change_seal(identity_ref=row.identity_ref, sealed=True, ref=RecordRef("reception", row.pk), paper="", by=by)
    texts = texts_of(story, seal, "summary", "request", "past_handling")
    row.summary, row.request, row.past_handling = texts["summary"], texts["request"], texts["past_handling"]
    row.folded = folded_text(row.summary, row.request)
    if person is not None:
        row.identity_ref = sealing.close(people=[(person_of(story), seal)], by=by)[0]
    row.sealed = seal


def _finish(row: Reception, event: Event, details: dict[str, Any], by: Actor) -> Reception:
    row.version += 1
    row.save()
    word_index.keep(row)
    audit.record(event=event, ref=RecordRef("reception", row.pk), details=plain(details), by=by)
    return row


@transaction.atomic
def answer_reception(
    *, reception: Reception, answer: str, on: date, outcome: str = "", body: str = "", version: int | None = None, by: Actor
) -> Reception:
    """Tell the visitor exactly one of four results: accepted, more time, refused, transferred (Luật Tiếp công dân Điều 28).

    ``body``: who accepted the matter or to whom it went; needed when it was transferred. "More time" may be followed by a final answer.
    """
    row = locked_reception(reception, by)
    if answer not in list(ReceptionAnswer):
        raise InvalidInput("Chọn đúng một trong bốn kết quả trả lời công dân.", field="answer")
    if row.answer == answer and row.answered_on == on:
        return row
    check_version(row, version)
    if row.answer and row.answer != ReceptionAnswer.CAN_THEM_THOI_GIAN:
        text = "Lượt tiếp số %(number)s đã trả lời ngày %(day)s (%(answer)s). Mỗi lượt chỉ có một kết quả trả lời."
        label = ReceptionAnswer.label_of(row.answer).lower()
        raise RefusedByLaw(
            text, number=row.number, day=format_date(row.answered_on) if row.answered_on else "", answer=label, field="answer"
        )
    check_day("Ngày trả lời", on, after=("ngày tiếp", row.received_on), today=by.today, field="on")
    if answer == ReceptionAnswer.DA_CHUYEN and not (body.strip() or row.accepting_body or row.guided_to):
        raise InvalidInput("Ghi cơ quan được chuyển đến và số văn bản chuyển.", field="body")
    row.answer, row.answered_on = answer, on
    row.outcome = outcome.strip() or row.outcome
    if body.strip():
        row.accepting_body = body.strip()[:250]
    clocks.meet_rule(ref=RecordRef("reception", row.pk), rule="TCD_ANSWER", on=on, by=by)
    return _finish(row, Event.ANSWERED, {"answer": str(answer), "on": on, "body": row.accepting_body}, by)


@transaction.atomic
def refuse_to_receive(*, reception: Reception, ground: str, on: date, version: int | None = None, by: Actor) -> Reception:
    """Refuse to receive on a ground of the law of the day; where the law asks for it the written notice is due in three working days."""
    row = locked_reception(reception, by)
    if row.refusal_ground == ground:
        return row
    check_version(row, version)
    found = refusal_ground(ground, on)
    if row.answer or row.refusal_ground:
        raise RefusedByLaw("Lượt tiếp số %(number)s đã có kết quả, không ghi từ chối tiếp được nữa.", number=row.number, field="ground")
    check_day("Ngày từ chối", on, after=("ngày tiếp", row.received_on), today=by.today, field="on")
    row.refusal_ground, row.answer, row.answered_on = ground, ReceptionAnswer.TU_CHOI, on
    ref = RecordRef("reception", row.pk)
    clocks.meet_rule(ref=ref, rule="TCD_ANSWER", on=on, by=by)
    for item in on_refusal(ground, on):
        clocks.start(rule=item.rule, ref=ref, ref_label=f"Lượt tiếp số {row.number}", agency_ref=row.agency_id, start=item.start, by=by)
    return _finish(row, Event.REFUSED_TO_RECEIVE, {"ground": found.label, "law": found.basis.cite, "on": on}, by)


@transaction.atomic
def notice_sent(*, reception: Reception, on: date, paper: str = "", by: Actor) -> Reception:
    """The written notice of refusal (Mẫu 01/TCD) went out."""
    row = locked_reception(reception, by)
    if not row.refusal_ground:
        raise RefusedByLaw("Lượt tiếp số %(number)s không bị từ chối, không có thông báo phải gửi.", number=row.number, field="on")
    check_day("Ngày gửi thông báo", on, after=("ngày từ chối", row.answered_on), today=by.today, field="on")
    if not clocks.meet_rule(ref=RecordRef("reception", row.pk), rule="TCD_REFUSAL_NOTICE", on=on, paper=paper, by=by):
        return row
    return _finish(row, Event.REFUSAL_NOTICE_SENT, {"on": on, "paper": paper}, by)
