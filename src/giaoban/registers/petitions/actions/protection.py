"""Protecting a denouncer and relatives: asked for, put in writing, decided, ended; whom it concerns stays in the vault (Luật Tố cáo Chương VI)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotFound, RefusedByLaw
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import (
    Event,
    PetitionKind,
    ProtectedGood,
    ProtectionEnd,
    ProtectionPaperKind,
    ProtectionState,
    Relation,
    RequestChannel,
)
from giaoban.registers.petitions.models import Petition, ProtectedPerson, ProtectionDecision, ProtectionPaper, ProtectionRequest
from giaoban.registers.petitions.rules import check_day, clean_name, clean_short, clean_text
from giaoban.registers.petitions.rules.redaction import redact
from giaoban.registers.petitions.sealing import Person
from giaoban.trust.audit import actions as audit

from .keeping import locked, petition_ref, plain
from .redacting import traces_of
from .secrecy import protect


@dataclass(frozen=True, slots=True)
class ToProtect:
    """Somebody a request names: who, how related to the denouncer, what needs protecting."""

    person: Person
    relation: str
    goods: tuple[str, ...]


def _locked_request(number: int, petition: Petition, by: Actor) -> tuple[Petition, ProtectionRequest]:
    row = locked(petition, by)
    found = ProtectionRequest.objects.select_for_update(of=("self",)).filter(pk=number, petition=row).first()
    if found is None:
        raise NotFound("Đơn này không có đề nghị bảo vệ đó.")
    return row, found


def _silent(text: str, people: Iterable[Person]) -> str:
    """A text without what would tell who is protected."""
    for person in people:
        text = redact(text, traces_of(person))[0]
    return text


def _known(row: Petition, request: ProtectionRequest | None = None) -> list[Person]:
    refs = [row.identity_ref, *(request.people.values_list("identity_ref", flat=True) if request else ())]
    return [sealing.known_person(ref) for ref in refs if ref is not None]


def _check_people(people: Sequence[ToProtect]) -> None:
    if not people:
        raise InvalidInput("Ghi ít nhất một người cần được bảo vệ.", field="name")
    for one in people:
        clean_name(one.person.name)
        if one.relation not in set(Relation):
            raise InvalidInput("Luật bảo vệ người tố cáo, vợ chồng, cha mẹ, con của họ. Chọn quan hệ trong danh sách.", field="relation")
        if not one.goods or set(one.goods) - set(ProtectedGood):
            raise InvalidInput("Chọn điều cần bảo vệ: bí mật, vị trí công tác, việc làm, tính mạng …", field="goods")
        if one.relation != Relation.NGUOI_TO_CAO and not one.person.name.strip():
            raise InvalidInput("Ghi họ tên người cần được bảo vệ (lưu trong kho niêm phong).", field="name")


@transaction.atomic
def ask_protection(
    *, petition: Petition, people: Sequence[ToProtect], reason: str, on: date, channel: str = RequestChannel.VAN_BAN, urgent: bool = False,
    signed: bool = False, by: Actor,
) -> ProtectionRequest:  # fmt: skip
    """Record a request for protection (Luật Tố cáo Điều 50). By telephone or in person only when urgent; the writing follows.

    Names and addresses go to the vault at once, sealed; the reason is kept without them.
    """
    row = locked(petition, by)
    if row.kind != PetitionKind.TO_CAO:
        raise RefusedByLaw("Chỉ người tố cáo và người thân thích được bảo vệ theo Luật Tố cáo.", field="kind")
    check_day("Ngày đề nghị", on, after=("ngày nhận", row.received_on), today=by.today, field="on")
    if channel not in set(RequestChannel):
        raise InvalidInput("Chọn cách đề nghị trong danh sách.", field="channel")
    if channel != RequestChannel.VAN_BAN and not urgent:
        raise RefusedByLaw(
            "Đề nghị bảo vệ phải bằng văn bản; chỉ khi khẩn cấp mới nhận qua điện thoại hoặc trực tiếp (Luật Tố cáo Điều 50).",
            field="channel",
        )
    if channel == RequestChannel.VAN_BAN and not signed:
        raise RefusedByLaw("Văn bản đề nghị phải có chữ ký hoặc điểm chỉ (Luật Tố cáo Điều 50).", field="signed")
    _check_people(people)
    said = clean_text(reason, "reason", 4000)
    if len(said) < 10:
        raise InvalidInput("Ghi lý do và nội dung cần bảo vệ.", field="reason")
    refs = iter(sealing.close(people=[(one.person, True) for one in people if one.person.name], by=by))
    own = [row.identity_ref] if row.identity_ref is not None else []
    written = on if channel == RequestChannel.VAN_BAN else None
    said = _silent(said, [*_known(row), *(one.person for one in people)])
    known = row.protection_requests.filter(on=on, channel=channel, reason=said).first()
    if known is not None:
        return known
    request = ProtectionRequest.objects.create(
        petition=row, on=on, channel=channel, urgent=urgent, reason=said, written_on=written, signed=signed
    )
    for one in people:
        ref = next(refs) if one.person.name else next(iter(own), None)
        if ref is None:
            raise InvalidInput("Đơn không rõ người viết. Ghi họ tên người cần được bảo vệ.", field="name")
        ProtectedPerson.objects.create(request=request, identity_ref=ref, relation=one.relation, goods=list(dict.fromkeys(one.goods)))
    details = plain({"request": request.pk, "count": len(people), "on": on, "urgent": urgent, "answer": RequestChannel.label_of(channel)})
    audit.record(event=Event.PROTECTION_ASKED, ref=petition_ref(row), details=details, by=by)
    return request


@transaction.atomic
def write_protection(*, petition: Petition, number: int, on: date, by: Actor) -> ProtectionRequest:
    """The writing that follows an urgent request by telephone or in person, signed."""
    row, request = _locked_request(number, petition, by)
    if request.written_on == on:
        return request
    check_day("Ngày văn bản", on, after=("ngày đề nghị", request.on), today=by.today, field="on")
    request.written_on, request.signed = on, True
    request.save(update_fields=["written_on", "signed"])
    audit.record(event=Event.PROTECTION_WRITTEN, ref=petition_ref(row), details=plain({"request": request.pk, "on": on}), by=by)
    return request


def _waiting(request: ProtectionRequest) -> None:
    if request.state != ProtectionState.CHO:
        raise RefusedByLaw("Đề nghị bảo vệ này đã có trả lời: %(state)s.", state=ProtectionState.label_of(request.state).lower())


@transaction.atomic
def decide_protection(
    *, petition: Petition, number: int, decision: str, on: date, ground: str, measures: str, bodies: str, starts_on: date, sent_to: str,
    by: Actor,
) -> ProtectionDecision:  # fmt: skip
    """The decision to protect, with all that Luật Tố cáo Điều 52 asks for; it is sent only to the protected, the resolver and the bodies named."""
    row, request = _locked_request(number, petition, by)
    made = ProtectionDecision.objects.filter(request=request, number=decision.strip(), on=on).first()
    if made is not None:
        return made
    _waiting(request)
    check_day("Ngày quyết định bảo vệ", on, after=("ngày đề nghị", request.on), today=by.today, field="on")
    if starts_on < on and not request.urgent:
        raise InvalidInput("Ngày bắt đầu bảo vệ không trước ngày quyết định.", field="starts_on")
    given = {"decision": decision, "ground": ground, "measures": measures, "bodies": bodies, "sent_to": sent_to}
    for name, value in given.items():
        if not value.strip():
            raise InvalidInput(
                "Quyết định bảo vệ phải ghi đủ số, căn cứ, biện pháp, cơ quan thực hiện, nơi nhận (Luật Tố cáo Điều 52).", field=name
            )
    people = _known(row, request)
    silent = {name: _silent(value.strip(), people) for name, value in given.items()}
    made = ProtectionDecision.objects.create(
        request=request, number=clean_short(silent["decision"], 60, "decision"), on=on, ground=silent["ground"][:300],
        measures=silent["measures"], bodies=silent["bodies"][:300], starts_on=starts_on, sent_to=silent["sent_to"][:300],
    )  # fmt: skip
    request.state = ProtectionState.DANG_BAO_VE
    request.save(update_fields=["state"])
    running = (
        ProtectedPerson.objects.filter(request__petition=row, request__decision__isnull=False).values("identity_ref").distinct().count()
    )
    protect(petition=row, people=running, on=on, paper=made.number, by=by)
    return made


@transaction.atomic
def refuse_protection(*, petition: Petition, number: int, on: date, reason: str, by: Actor) -> ProtectionRequest:
    """Answer that there is no ground to protect, with the reason."""
    row, request = _locked_request(number, petition, by)
    if request.state == ProtectionState.KHONG_BAO_VE and request.refused_on == on:
        return request
    _waiting(request)
    check_day("Ngày trả lời", on, after=("ngày đề nghị", request.on), today=by.today, field="on")
    if len(reason.strip()) < 10:
        raise InvalidInput("Ghi lý do không bảo vệ, ít nhất 10 chữ cái.", field="reason")
    request.state, request.refused_on = ProtectionState.KHONG_BAO_VE, on
    request.refusal = _silent(reason.strip(), _known(row, request))[:300]
    request.save(update_fields=["state", "refused_on", "refusal"])
    audit.record(event=Event.PROTECTION_REFUSED, ref=petition_ref(row), details=plain({"request": request.pk, "on": on}), by=by)
    return request


@transaction.atomic
def end_protection(*, petition: Petition, number: int, ground: str, on: date, paper: str = "", by: Actor) -> ProtectionDecision:
    """Protection ends on a conclusion, a termination, a decision to end it, or a deliberate breach of duties (Luật Tố cáo Điều 54.2)."""
    row, request = _locked_request(number, petition, by)
    made = ProtectionDecision.objects.select_for_update(of=("self",)).filter(request=request).first()
    if made is None:
        raise RefusedByLaw("Đề nghị này chưa có quyết định bảo vệ nên không có gì để chấm dứt.")
    if made.ended_on == on and made.end_ground == ground:
        return made
    if made.ended_on is not None:
        raise RefusedByLaw("Việc bảo vệ đã chấm dứt.")
    if ground not in set(ProtectionEnd):
        raise InvalidInput("Chọn lý do chấm dứt trong danh sách.", field="ground")
    check_day("Ngày chấm dứt", on, after=("ngày bắt đầu bảo vệ", made.starts_on), today=by.today, field="on")
    if ground == ProtectionEnd.KET_LUAN and row.decided_on is None:
        raise RefusedByLaw("Tố cáo này chưa có kết luận nội dung.", field="ground")
    if ground == ProtectionEnd.VI_PHAM and on < date(2026, 7, 1):
        raise RefusedByLaw("Chấm dứt vì cố ý vi phạm nghĩa vụ chỉ áp dụng từ 01/7/2026 (Luật 136/2025/QH15).", field="ground")
    if ground in (ProtectionEnd.QUYET_DINH, ProtectionEnd.VI_PHAM) and not paper.strip():
        raise InvalidInput("Ghi số, ngày quyết định chấm dứt.", field="paper")
    made.ended_on, made.end_ground, made.end_paper = on, ground, _silent(paper.strip(), _known(row, request))[:100]
    made.save(update_fields=["ended_on", "end_ground", "end_paper"])
    request.state = ProtectionState.DA_CHAM_DUT
    request.save(update_fields=["state"])
    details = plain({"request": request.pk, "on": on, "reason": ProtectionEnd.label_of(ground), "paper": made.end_paper})
    audit.record(event=Event.PROTECTION_ENDED, ref=petition_ref(row), details=details, by=by)
    return made


@transaction.atomic
def file_protection_paper(*, petition: Petition, number: int, kind: str, on: date, paper: str = "", by: Actor) -> ProtectionPaper:
    """Tick off one of the papers a to i of the file (Luật Tố cáo Điều 55)."""
    row, request = _locked_request(number, petition, by)
    if kind not in set(ProtectionPaperKind):
        raise InvalidInput("Chọn loại tài liệu từ a đến i.", field="kind")
    check_day("Ngày tài liệu", on, after=("ngày đề nghị", None), today=by.today, field="on")
    said = _silent(clean_short(paper, 60, "paper"), _known(row, request))
    made, new = ProtectionPaper.objects.get_or_create(request=request, kind=kind, on=on, number=said)
    if new:
        details = plain({"request": request.pk, "title": ProtectionPaperKind.label_of(kind), "on": on, "paper": said})
        audit.record(event=Event.PROTECTION_PAPER, ref=petition_ref(row), details=details, by=by)
    return made
