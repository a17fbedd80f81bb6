"""From the first reading to acceptance: conditions, disposition, acceptance or refusal."""

from datetime import date
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.registers.people import queries as people
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions.choices import Channel, Disposition, Eligibility, Ending, Event, PetitionKind, PetitionState
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.rules import (
    Act,
    Case,
    EligibilityFacts,
    Proposal,
    check_day,
    check_disposition,
    departs,
    eligibility,
    ground_sentence,
    large_group,
    propose,
)
from giaoban.registers.petitions.rules.deadlines import FIRST_EXAMINATION, FORWARDED, on_accepted, on_not_competent
from giaoban.trust.clocks import actions as clocks

from .keeping import begin, check_act, drop, finish, holds, locked, meet, petition_label, petition_ref

NEEDS_BODY = frozenset({Disposition.CHUYEN_DON, Disposition.CHUYEN_DIEU_TRA, Disposition.CHUYEN_THANH_TRA, Disposition.YEU_CAU_CAP_DUOI})


def case_of(petition: Petition, on: date, **marks: bool) -> Case:
    """The petition as the decision table sees it. ``marks``: what the reader adds (crime_signs, party_member …)."""
    given: dict[str, Any] = {
        "many": large_group(petition.signatories),
        "forwarded": petition.channel in FORWARDED,
        "anonymous": petition.anonymous,
        "duplicate": petition.duplicate_of_id is not None,
        **marks,
    }
    return Case(kind=petition.kind, eligibility=petition.eligibility, within=petition.within_competence, on=on, **given)


def proposal_for(petition: Petition, on: date, **marks: bool) -> Proposal:
    """What the law proposes to do with this petition, with reason, form and citation."""
    return propose(case_of(petition, on, **marks))


@transaction.atomic
def check(
    *,
    petition: Petition,
    eligible: bool | None = None,
    facts: EligibilityFacts | None = None,
    reason: str = "",
    within_competence: bool | None = None,
    competent_kind: str = "",
    version: int | None = None,
    by: Actor,
) -> Petition:
    """Conclude whether the petition has what is needed, from ``facts`` by the rule or as said; and whether the body is competent.

    A denunciation for another body must be passed on in five working days: that deadline starts here (Luật Tố cáo Điều 24).
    """
    row = locked(petition, by)
    if facts is not None:
        verdict = eligibility(facts)
        eligible, reason = verdict.eligible, reason.strip() or " ".join(verdict.reasons)
    if eligible is None:
        raise InvalidInput("Chọn đủ hay không đủ điều kiện xử lý.", field="eligible")
    if not eligible and not reason.strip():
        raise InvalidInput("Đơn không đủ điều kiện thì phải ghi lý do.", field="reason")
    told = {
        "eligibility": Eligibility.DU if eligible else Eligibility.KHONG_DU,
        "ineligible_reason": "" if eligible else reason.strip()[:300],
        "within_competence": within_competence,
        "competent_kind": competent_kind or row.competent_kind,
    }
    if holds(row, state=PetitionState.DANG_KIEM_TRA, **told):
        return row
    check_act(Act.CHECK, row, version)
    for name, value in told.items():
        setattr(row, name, value)
    row.state, row.disposition, row.disposed_on, row.disposition_paper = PetitionState.DANG_KIEM_TRA, "", None, ""
    if within_competence is False and eligible:
        _not_ours(row, by)
    elif row.anonymous and row.kind == PetitionKind.TO_CAO:
        drop(row, by.today, "Tố cáo không rõ người viết", by, rules=FIRST_EXAMINATION)
    return finish(row, Event.CHECKED, told, by)


def _not_ours(row: Petition, by: Actor) -> None:
    drop(row, by.today, "Không thuộc thẩm quyền", by, rules=(*FIRST_EXAMINATION, "KNPA_ANSWER"))
    begin(row, on_not_competent(kind=row.kind, anonymous=row.anonymous, received_on=row.received_on), by)


@transaction.atomic
def dispose(
    *,
    petition: Petition,
    disposition: str,
    on: date,
    paper: str = "",
    sent_to: str = "",
    marks: dict[str, bool] | None = None,
    reason: str = "",
    version: int | None = None,
    by: Actor,
) -> Petition:
    """Handle the petition one way, by its paper. Handled means counted as processed; only a proposal to accept keeps its deadline running.

    ``marks``: what the reader saw besides (rules.SIGNS). ``reason``: why another way than the decision table proposes is taken; kept in the
    ledger with the proposal. Raises RefusedByLaw when the law of the day does not let this petition be handled so (rules.disposing) or the
    body it goes to has ended, InvalidInput without that reason.
    """
    row = locked(petition, by)
    if disposition not in list(Disposition):
        raise InvalidInput("Chọn một hướng xử lý trong danh sách.", field="disposition")
    told = {"disposition": disposition, "disposed_on": on, "disposition_paper": paper.strip()[:100], "sent_to": sent_to.strip()[:250]}
    if row.state != PetitionState.DANG_KIEM_TRA and holds(row, **told):
        return row
    check_act(Act.DISPOSE, row, version)
    check_day("Ngày xử lý", on, after=("ngày nhận", row.received_on), today=by.today, field="on")
    seen = _check_choice(row, disposition, on, marks or {}, reason)
    if disposition in NEEDS_BODY and not sent_to.strip():
        raise InvalidInput("Ghi cơ quan nhận đơn được chuyển đến.", field="sent_to")
    _check_recipient(sent_to, on)
    for name, value in told.items():
        setattr(row, name, value)
    row.state = PetitionState.DA_XU_LY
    if disposition != Disposition.DE_XUAT_THU_LY:
        meet(row, ("TC_TRANSFER",) if disposition in NEEDS_BODY else (), on, paper, by)
        reason = f"Xử lý đơn: {Disposition.label_of(disposition).lower()}"
        drop(row, on, reason, by, rules=(*FIRST_EXAMINATION, "TC_TRANSFER", "KNPA_ANSWER"))
        if row.channel == Channel.TIEP_CONG_DAN:
            meet(row, ("TCD_ANSWER",), on, paper, by)
    return finish(row, Event.DISPOSED, told | seen, by)


def _check_choice(row: Petition, disposition: str, on: date, marks: dict[str, bool], reason: str) -> dict[str, Any]:
    """What the ledger keeps of the choice: what the reader marked, and a departure from the table with its reason."""
    case = case_of(row, on, **marks)
    check_disposition(case, disposition)
    if disposition == Disposition.TACH_DON:
        raise RefusedByLaw("Tách đơn bằng nút “Tách đơn”, ghi từng nội dung.", field="disposition")
    proposal = propose(case)
    seen = {"marks": ", ".join(sorted(name for name, held in marks.items() if held))}
    if not departs(case, proposal, disposition):
        return seen
    if not reason.strip():
        text = "Luật gợi ý “%(proposed)s” (%(citation)s). Chọn hướng khác thì ghi lý do."
        raise InvalidInput(text, proposed=proposal.disposition.label, citation=proposal.citation, field="reason")
    return seen | {"proposed": proposal.disposition, "reason": reason.strip()[:300]}


def _check_recipient(sent_to: str, on: date) -> None:
    """Raises RefusedByLaw naming the heirs when the text is the name of a body that has ended; a body outside the books is let through."""
    if not sent_to.strip():
        return
    known = people.by_name(sent_to, on)
    if known is None:
        return
    try:
        people.check_exists(known, on)
    except RefusedByLaw as error:
        error.field = "sent_to"
        raise


@transaction.atomic
def accept(
    *,
    petition: Petition,
    on: date,
    paper: str = "",
    complex: bool = False,
    remote: bool = False,
    complex_ground: str = "",
    handler: Agency | None = None,
    version: int | None = None,
    by: Actor,
) -> Petition:
    """Accept for resolution. The time for resolving starts; a complaint found complex has more, its finding written (NĐ 124/2020 Điều 3a).

    ``handler``: the body that resolves, when it is not the one that received: its deadlines go to that body.
    """
    row = locked(petition, by)
    if row.state == PetitionState.DA_THU_LY and row.accepted_on == on:
        return row
    check_act(Act.ACCEPT, row, version)
    check_day("Ngày thụ lý", on, after=("ngày nhận", row.received_on), today=by.today, field="on")
    if complex and row.kind == PetitionKind.KHIEU_NAI and not complex_ground.strip():
        raise InvalidInput(
            "Vụ việc phức tạp phải ghi rõ thuộc trường hợp nào trong hồ sơ (Nghị định 124/2020/NĐ-CP Điều 3a).", field="complex_ground"
        )
    row.state, row.accepted_on, row.complex, row.remote = PetitionState.DA_THU_LY, on, complex, remote
    if handler is not None and handler.pk != row.handler_id:
        row.handler = handler
        clocks.hand_over(ref=petition_ref(row), agency_ref=handler.pk, ref_label=petition_label(row.number, row.kind), by=by)
    meet(row, (*FIRST_EXAMINATION, "TCD_ANSWER"), on, paper, by)
    begin(row, on_accepted(kind=row.kind, round=row.round, accepted_on=on, complex=complex, remote=remote), by)
    details = {"on": on, "paper": paper, "complex": complex, "remote": remote, "ground": complex_ground, "handler": row.handler_id}
    return finish(row, Event.ACCEPTED, details, by)


@transaction.atomic
def not_accept(*, petition: Petition, on: date, ground: str, paper: str = "", version: int | None = None, by: Actor) -> Petition:
    """Refuse acceptance in writing on a ground of the law (Luật Khiếu nại Điều 11, Luật Tố cáo Điều 29)."""
    row = locked(petition, by)
    if row.state == PetitionState.KHONG_THU_LY and row.ended_on == on:
        return row
    check_act(Act.NOT_ACCEPT, row, version)
    check_day("Ngày thông báo không thụ lý", on, after=("ngày nhận", row.received_on), today=by.today, field="on")
    if not ground.strip():
        raise InvalidInput("Không thụ lý thì phải nêu lý do, căn cứ.", field="ground")
    row.state, row.ending, row.ended_on = PetitionState.KHONG_THU_LY, Ending.KHONG_THU_LY, on
    row.ended_ground = ground_sentence(Act.NOT_ACCEPT, row.kind, ground, on)[:300]
    meet(row, (*FIRST_EXAMINATION, "TCD_ANSWER"), on, paper, by)
    drop(row, on, "Không thụ lý", by, rules=("KNPA_ANSWER",))
    return finish(row, Event.NOT_ACCEPTED, {"on": on, "ground": row.ended_ground, "paper": paper}, by)


@transaction.atomic
def fulfil(*, petition: Petition, rule: str, on: date, paper: str = "", by: Actor) -> Petition:
    """Say that the act one deadline waits for was done (notice sent, conclusion published, forwarder answered)."""
    row = locked(petition, by)
    met = clocks.meet_rule(ref=petition_ref(row), rule=rule, on=on, paper=paper, by=by)
    return finish(row, Event.FULFILLED, {"rule": rule, "on": on, "paper": paper}, by) if met else row
