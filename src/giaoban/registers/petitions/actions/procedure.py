"""Beside the main line of a petition: a mixed letter split, the decision before it, the bodies that sent it on, original papers given back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.registers.petitions.choices import Disposition, Eligibility, Event, Field, PetitionKind, PetitionState, Round
from giaoban.registers.petitions.models import Forwarder, Petition
from giaoban.registers.petitions.rules import PetitionRow, check_day, check_petition
from giaoban.registers.petitions.rules.deadlines import on_forwarded
from giaoban.trust.clocks import actions as clocks

from .keeping import check_version, drop, finish, holds, locked, petition_label, petition_ref
from .loading import write_petitions

SPLITTABLE = frozenset({PetitionState.MOI, PetitionState.DANG_KIEM_TRA})
LEAST_PARTS = 2
ANSWER = "TC_REPLY_FORWARDER"


@dataclass(frozen=True, slots=True)
class Part:
    """One content of a mixed letter, to become a petition of its own."""

    kind: str
    summary: str
    field: str = Field.KHAC
    round: str = Round.LAN_DAU
    respondent: str = ""
    request: str = ""


def forwarder_ref(forwarder: Forwarder) -> RecordRef:
    """Where the answer owed to a body runs: the one entered with the letter on the letter itself, every other on its own."""
    return petition_ref(forwarder.petition) if forwarder.first else RecordRef("forwarder", forwarder.pk)


@transaction.atomic
def split(*, petition: Petition, parts: Sequence[Part], on: date, version: int | None = None, by: Actor) -> list[Petition]:
    """Split a letter of several contents: each part gets a number, its kind and its deadlines from the day the letter came.

    The letter itself stays one letter, handled by being split; it is counted once as received and processed, its parts by kind. A second
    click gives the same parts. Raises RefusedByLaw for another kind of letter or one already handled, InvalidInput for fewer than two parts.
    """
    row = locked(petition, by)
    known = list(row.parts.order_by("pk"))
    if known:
        return known
    check_version(row, version)
    if row.kind != PetitionKind.NHIEU_NOI_DUNG:
        text = "Đơn số %(number)s ghi là đơn %(kind)s nên không tách. Nếu đơn có nhiều nội dung, sửa loại đơn trước."
        raise RefusedByLaw(text, number=row.number, kind=row.get_kind_display().lower(), field="kind")
    if row.state not in SPLITTABLE or row.duplicate_of_id is not None:
        raise RefusedByLaw("Đơn số %(number)s đã xử lý hoặc là đơn trùng nên không tách được.", number=row.number, field="state")
    if len(parts) < LEAST_PARTS:
        raise InvalidInput("Tách đơn thì ghi ít nhất hai nội dung.", field="parts")
    check_day("Ngày tách đơn", on, after=("ngày nhận", row.received_on), today=by.today, field="on")
    rows = [_row_of_part(row, part, place, by.today) for place, part in enumerate(parts, 1)]
    made = write_petitions(rows, matters={}, event=Event.REGISTERED, by=by)[0]
    for piece in made:
        piece.split_from, piece.identity_ref, piece.reception_id = row, row.identity_ref, row.reception_id
        piece.save(update_fields=["split_from", "identity_ref", "reception"])
    _carry_forwarders(row, made)
    row.state, row.disposition, row.disposed_on = PetitionState.DA_XU_LY, Disposition.TACH_DON, on
    row.eligibility = Eligibility.DU
    drop(row, on, "Đã tách đơn", by)
    numbers = ", ".join(piece.number for piece in made)
    finish(row, Event.SPLIT, {"on": on, "count": len(made), "to": numbers}, by)
    return made


def _row_of_part(row: Petition, part: Part, place: int, today: date) -> PetitionRow:
    if part.kind == PetitionKind.NHIEU_NOI_DUNG:
        raise InvalidInput("Mỗi phần tách ra là một loại: khiếu nại, tố cáo, kiến nghị hoặc phản ánh.", field="parts")
    made = PetitionRow(
        agency_id=row.agency_id, received_on=row.received_on, channel=row.channel, kind=part.kind, summary=part.summary,
        source_key=f"part:{row.pk}:{place}", handler_id=row.handler_id, written_on=row.written_on, forwarded_by=row.forwarded_by,
        forwarding_paper=row.forwarding_paper, round=part.round, field=part.field, anonymous=row.anonymous, signatories=row.signatories,
        respondent=part.respondent, request=part.request, sealed=row.sealed,
    )  # fmt: skip
    check_petition(made, today)
    return made


def _carry_forwarders(row: Petition, made: Sequence[Petition]) -> None:
    """Every body that sent the letter on is owed the answer of the denunciation in it."""
    denunciations = [piece for piece in made if piece.kind == PetitionKind.TO_CAO]
    for forwarder in row.forwarders.filter(first=True):
        for piece in denunciations:
            Forwarder.objects.create(
                petition=piece, body=forwarder.body, paper=forwarder.paper, received_on=forwarder.received_on, first=True
            )


@transaction.atomic
def link_earlier(
    *,
    petition: Petition,
    earlier: Petition | None = None,
    decision: str = "",
    decided_on: date | None = None,
    body: str = "",
    version: int | None = None,
    by: Actor,
) -> Petition:
    """Say what a second complaint or a continued denunciation goes on from: a letter in the books, or a decision made elsewhere.

    A letter in the books gives its decision, day and body, and the two share one matter. Raises RefusedByLaw for a first petition, another
    kind, or an earlier letter that came later; InvalidInput when neither a letter nor a decision is given.
    """
    row = locked(petition, by)
    if earlier is not None:
        decision = earlier.decision_number or decision
        decided_on, body = earlier.decided_on or decided_on, earlier.handler.name
    told = {
        "earlier": earlier,
        "earlier_decision": decision.strip()[:100],
        "earlier_decided_on": decided_on,
        "earlier_body": body.strip()[:250],
    }
    if holds(row, **told):
        return row
    check_version(row, version)
    _check_earlier(row, earlier, decision, decided_on)
    for name, value in told.items():
        setattr(row, name, value)
    if earlier is not None:
        row.matter_id = earlier.matter_id
    details = {
        "earlier": earlier.pk if earlier else None,
        "number": told["earlier_decision"],
        "day": decided_on,
        "from": told["earlier_body"],
    }
    return finish(row, Event.EARLIER_LINKED, details, by)


def _check_earlier(row: Petition, earlier: Petition | None, decision: str, decided_on: date | None) -> None:
    if row.round == Round.LAN_DAU:
        text = "Đơn số %(number)s ghi là lần đầu. Sửa lần của đơn thành lần hai hoặc tố cáo tiếp trước."
        raise RefusedByLaw(text, number=row.number, field="earlier")
    if earlier is None and not decision.strip():
        raise InvalidInput("Ghi số đơn lần trước, hoặc số quyết định, kết luận lần trước của cơ quan khác.", field="earlier")
    if decided_on is not None and decided_on > row.received_on:
        raise InvalidInput("Ngày quyết định, kết luận lần trước sau ngày nhận đơn này. Ghi lại.", field="decided_on")
    if earlier is None:
        return
    if earlier.pk == row.pk or earlier.kind != row.kind:
        raise RefusedByLaw("Đơn lần trước phải là đơn khác, cùng loại với đơn này.", field="earlier")
    if (earlier.received_on, earlier.pk) > (row.received_on, row.pk):
        raise RefusedByLaw("Đơn số %(number)s nhận sau đơn này nên không phải đơn lần trước.", number=earlier.number, field="earlier")
    if earlier.accepted_on is None:
        text = "Đơn số %(number)s chưa được thụ lý nên chưa có lần hai, chưa có tố cáo tiếp."
        raise RefusedByLaw(text, number=earlier.number, field="earlier")


def note_first_forwarder(petition: Petition) -> None:
    """Keep the body named when the letter was entered among those owed an answer; its clock already runs on the letter."""
    if petition.forwarded_by:
        Forwarder.objects.get_or_create(
            petition=petition, body=petition.forwarded_by, paper=petition.forwarding_paper,
            defaults={"received_on": petition.received_on, "first": True},
        )  # fmt: skip


@transaction.atomic
def add_forwarder(*, petition: Petition, body: str, received_on: date, paper: str = "", version: int | None = None, by: Actor) -> Forwarder:
    """Another body sent the same letter on: it is owed an answer of its own, of a denunciation within twenty days of that day.

    The same body with the same paper is entered once. Raises InvalidInput without a body or for an impossible day.
    """
    row = locked(petition, by)
    body, paper = " ".join(body.split())[:250], paper.strip()[:100]
    if not body:
        raise InvalidInput("Ghi tên cơ quan, đại biểu, báo đã chuyển đơn đến.", field="body")
    note_first_forwarder(row)
    known = row.forwarders.filter(body__iexact=body, paper=paper).first()
    if known:
        return known
    check_version(row, version)
    check_day("Ngày nhận văn bản chuyển", received_on, after=("ngày viết đơn", row.written_on), today=by.today, field="received_on")
    made = Forwarder.objects.create(petition=row, body=body, paper=paper, received_on=received_on)
    label = f"{petition_label(row.number, row.kind)}: {body}"
    for item in on_forwarded(kind=row.kind, received_on=received_on):
        clocks.start(rule=item.rule, ref=forwarder_ref(made), ref_label=label, agency_ref=row.handler_id, start=item.start, by=by)
    finish(row, Event.FORWARDER_ADDED, {"to": body, "paper": paper, "on": received_on}, by)
    return made


@transaction.atomic
def answer_forwarder(*, petition: Petition, forwarder: Forwarder, on: date, paper: str, version: int | None = None, by: Actor) -> Forwarder:
    """The body that sent the letter on was answered by a paper. Raises InvalidInput without a paper or before the body's own came."""
    row = locked(petition, by)
    found = Forwarder.objects.select_for_update().get(pk=forwarder.pk, petition=row)
    paper = paper.strip()[:100]
    if found.answered_on == on and found.answer_paper == paper:
        return found
    check_version(row, version)
    if not paper:
        raise InvalidInput("Ghi số, ngày văn bản trả lời.", field="paper")
    check_day("Ngày trả lời", on, after=("ngày nhận văn bản chuyển", found.received_on), today=by.today, field="on")
    found.answered_on, found.answer_paper = on, paper
    found.save(update_fields=["answered_on", "answer_paper"])
    clocks.meet_rule(ref=forwarder_ref(found), rule=ANSWER, on=on, paper=paper, by=by)
    finish(row, Event.FORWARDER_ANSWERED, {"to": found.body, "paper": paper, "on": on}, by)
    return found


@transaction.atomic
def return_originals(*, petition: Petition, on: date, paper: str = "", version: int | None = None, by: Actor) -> Petition:
    """Give original papers back: when the petition is not accepted, or right after the decision (Thông tư 07/2014/TT-TTCP Điều 10)."""
    row = locked(petition, by)
    if row.originals_returned_on == on:
        return row
    check_version(row, version)
    if not row.originals:
        raise RefusedByLaw("Đơn số %(number)s không ghi kèm giấy tờ gốc.", number=row.number, field="on")
    if row.accepted_on is not None and row.decided_on is None and row.ended_on is None:
        text = "Đơn số %(number)s đang giải quyết; giấy tờ gốc trả lại ngay sau khi ban hành quyết định, kết luận."
        raise RefusedByLaw(text, number=row.number, field="on")
    check_day("Ngày trả giấy tờ gốc", on, after=("ngày nhận", row.received_on), today=by.today, field="on")
    row.originals_returned_on = on
    return finish(row, Event.ORIGINALS_RETURNED, {"on": on, "paper": paper.strip()[:100]}, by)
