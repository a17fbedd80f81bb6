"""From acceptance to the end: longer time, suspension, withdrawal, the decision, its execution, closing."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.registers.petitions.choices import Ending, Event, Outcome, PetitionKind, PetitionState, Round
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.queries.procedure import execution_of
from giaoban.registers.petitions.rules import GOES_ON, Act, check_day, check_finished, check_outcome, clean_text, ground_sentence
from giaoban.registers.petitions.rules.deadlines import EXTENSIBLE, RESOLUTION, on_decided, on_stopped
from giaoban.trust.clocks import actions as clocks
from giaoban.trust.clocks.choices import ClockState

from .keeping import begin, check_act, check_version, drop, finish, holds, lengthen, locked, meet, open_clock, running_rules

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a decision orders: money in million đồng, land in square metres, people and organisations (forms 03/GQKN, 04/GQTC)."""

    recovered_state_million: Decimal = ZERO
    returned_people_million: Decimal = ZERO
    recovered_state_m2: Decimal = ZERO
    returned_people_m2: Decimal = ZERO
    returned_organisations: int = 0
    returned_individuals: int = 0
    organisations_handled: int = 0
    people_handled: int = 0
    officials_handled: int = 0
    referred_cases: int = 0
    referred_people: int = 0
    referred_officials: int = 0

    def as_dict(self) -> dict[str, Any]:
        return {item.name: getattr(self, item.name) for item in fields(self)}


def _check_amounts(given: Mapping[str, Any]) -> None:
    for name, value in given.items():
        if value < 0:
            raise InvalidInput("Số liệu kết quả không thể âm. Ghi lại.", field=name)
    for part, whole, text in (
        ("officials_handled", "people_handled", "Số cán bộ, công chức, viên chức bị xử lý không thể nhiều hơn tổng số người bị xử lý."),
        ("referred_officials", "referred_people", "Số cán bộ chuyển cơ quan điều tra không thể nhiều hơn tổng số người."),
    ):
        if given[part] > given[whole]:
            raise InvalidInput(text, field=part)


def _paper(paper: str, what: str) -> str:
    if not paper.strip():
        raise InvalidInput("%(what)s phải có văn bản. Ghi số, ngày văn bản.", what=what, field="paper")
    return paper.strip()


@transaction.atomic
def extend(
    *, petition: Petition, paper: str, ground: str = "", extensions: int | None = None, version: int | None = None, by: Actor
) -> Petition:
    """Give more time by a paper. A denunciation: its check once to ten working days, its resolution once or twice by thirty days.
    A complaint: the finding, in writing, that the matter is complex (no other lengthening exists).

    ``extensions``: how many are then granted in all; one more than before when not given.
    """
    row = locked(petition, by)
    paper = _paper(paper, "Gia hạn")
    if row.kind == PetitionKind.KHIEU_NAI:
        return _find_complex(row, paper, ground, version, by)
    clock = open_clock(row, EXTENSIBLE)
    if clock is not None and clock.paper == paper and clock.options.get("extensions"):
        return row
    check_act(Act.EXTEND, row, version)
    if clock is None:
        raise RefusedByLaw("Đơn số %(number)s không có thời hạn nào gia hạn được.", number=row.number, field="state")
    granted = int(clock.options.get("extensions", 0))
    clock = clocks.extend(clock=clock, extensions=extensions or granted + 1, paper=paper, by=by)
    details = {"rule": clock.rule, "paper": paper, "ground": ground, "due": clock.due_on}
    return finish(row, Event.EXTENDED, details, by)


def _find_complex(row: Petition, paper: str, ground: str, version: int | None, by: Actor) -> Petition:
    if row.complex and row.state == PetitionState.DA_THU_LY:
        return row
    check_act(Act.EXTEND, row, version)
    if not ground.strip():
        raise InvalidInput("Ghi vụ việc phức tạp thuộc trường hợp nào (Nghị định 124/2020/NĐ-CP Điều 3a).", field="ground")
    clock = open_clock(row, RESOLUTION)
    if clock is None:
        raise RefusedByLaw("Đơn số %(number)s không có thời hạn giải quyết đang chạy.", number=row.number, field="state")
    lengthen(clock, {**clock.options, "complex": True}, paper, by)
    row.complex = True
    return finish(row, Event.EXTENDED, {"rule": clock.rule, "paper": paper, "ground": ground.strip(), "complex": True}, by)


@transaction.atomic
def suspend(*, petition: Petition, on: date, ground: str, paper: str, version: int | None = None, by: Actor) -> Petition:
    """Suspend the resolution by a decision from a day on; that day and the following are not counted (Luật Khiếu nại Điều 11a, Luật Tố cáo
    Điều 34). Raises RefusedByLaw for a complaint before 01/7/2026, when the law knew no suspension."""
    row = locked(petition, by)
    if row.state == PetitionState.TAM_DINH_CHI:
        return row
    check_act(Act.SUSPEND, row, version)
    check_day("Ngày tạm đình chỉ", on, after=("ngày thụ lý", row.accepted_on), today=by.today, field="on")
    clock = open_clock(row, RESOLUTION)
    if clock is not None:
        clocks.pause(clock=clock, first_day=on, paper=_paper(paper, "Tạm đình chỉ"), by=by)
    row.state = PetitionState.TAM_DINH_CHI
    begin(row, on_stopped(kind=row.kind, on=on), by)
    said = ground_sentence(Act.SUSPEND, row.kind, _paper(ground, "Tạm đình chỉ"), on)[:300]
    return finish(row, Event.SUSPENDED, {"on": on, "ground": said, "paper": paper}, by)


@transaction.atomic
def resume(*, petition: Petition, on: date, paper: str, version: int | None = None, by: Actor) -> Petition:
    """Continue by a decision of a day: the days used before stay used, counting goes on from that day (NĐ 124/2020 Điều 28b)."""
    row = locked(petition, by)
    if row.state == PetitionState.DA_THU_LY and open_clock(row, RESOLUTION) is not None:
        return row
    check_act(Act.RESUME, row, version)
    check_day("Ngày tiếp tục giải quyết", on, after=("ngày thụ lý", row.accepted_on), today=by.today, field="on")
    clock = open_clock(row, RESOLUTION)
    if clock is not None and clock.state == ClockState.PAUSED:
        clocks.resume(clock=clock, last_day=on - timedelta(days=1), paper=_paper(paper, "Tiếp tục giải quyết"), by=by)
    row.state = PetitionState.DA_THU_LY
    begin(row, on_stopped(kind=row.kind, on=on), by)
    return finish(row, Event.RESUMED, {"on": on, "paper": paper}, by)


@transaction.atomic
def terminate(*, petition: Petition, on: date, ground: str, paper: str, version: int | None = None, by: Actor) -> Petition:
    """End the resolution by a decision on a ground of the law; its deadlines are let go, the decision is sent out."""
    row = locked(petition, by)
    if row.state == PetitionState.DINH_CHI and row.ended_on == on:
        return row
    check_act(Act.TERMINATE, row, version)
    _end(row, Ending.DINH_CHI, on, ground_sentence(Act.TERMINATE, row.kind, _paper(ground, "Đình chỉ"), on), by)
    begin(row, on_stopped(kind=row.kind, on=on), by)
    return finish(row, Event.TERMINATED, {"on": on, "ground": row.ended_ground, "paper": _paper(paper, "Đình chỉ")}, by)


def _end(row: Petition, ending: Ending, on: date, ground: str, by: Actor) -> None:
    check_day("Ngày đình chỉ, rút đơn", on, after=("ngày nhận", row.received_on), today=by.today, field="on")
    row.state, row.ending, row.ended_on, row.ended_ground = PetitionState.DINH_CHI, ending, on, ground[:300]
    drop(row, on, ground, by, rules=_all_but_forwarder(row))


def _all_but_forwarder(row: Petition) -> list[str]:
    """A forwarding body is still owed its answer when the petition ends."""
    return [rule for rule in running_rules(row) if rule != "TC_REPLY_FORWARDER"]


@transaction.atomic
def withdraw(
    *,
    petition: Petition,
    on: date,
    paper: str,
    whole: bool = True,
    by_all: bool = True,
    part: str = "",
    goes_on: str = "",
    version: int | None = None,
    by: Actor,
) -> Petition:
    """Record a withdrawal. It ends the petition only when it is whole and everybody who signed withdraws.

    ``part``: the content withdrawn when it is not the whole; the rest is resolved.
    ``goes_on``: why a denunciation is resolved all the same: signs of violation, of coercion or slander (Luật Tố cáo Điều 33).
    """
    row = locked(petition, by)
    if row.state == PetitionState.DINH_CHI and row.ended_on == on:
        return row
    check_act(Act.WITHDRAW, row, version)
    paper = _paper(paper, "Rút đơn")
    if goes_on.strip() and row.kind != PetitionKind.TO_CAO:
        raise RefusedByLaw("Chỉ tố cáo mới tiếp tục giải quyết sau khi rút toàn bộ (Luật Tố cáo Điều 33).", field="goes_on")
    if not whole and not part.strip():
        raise InvalidInput("Rút một phần thì ghi nội dung được rút; phần còn lại vẫn giải quyết.", field="part")
    goes_on = ground_sentence(GOES_ON, row.kind, goes_on, on)
    ends = whole and by_all and not goes_on
    check_day("Ngày rút đơn", on, after=("ngày nhận", row.received_on), today=by.today, field="on")
    if ends:
        _end(row, Ending.RUT_DON, on, f"Rút đơn ({paper})", by)
    if not whole:
        said = clean_text(part, "part", 300)
        row.withdrawn_part = said if row.withdrawn_part in ("", said) else f"{row.withdrawn_part}; {said}"[:300]
    details = {"on": on, "paper": paper, "whole": whole, "by_all": by_all, "goes_on": goes_on, "ended": ends}
    return finish(row, Event.WITHDRAWN, details, by)


@transaction.atomic
def decide(
    *,
    petition: Petition,
    on: date,
    number: str,
    outcome: str,
    consequences: Consequences | None = None,
    no_dialogue: str = "",
    version: int | None = None,
    by: Actor,
) -> Petition:
    """Issue the decision (complaint), conclusion (denunciation) or answer. Sending, publishing and taking effect begin to run.

    ``no_dialogue``: why the first decision on a complaint needed none although its outcome is not what was asked for. A second decision
    without a dialogue held is refused (Luật Khiếu nại Điều 30, 39)."""
    row = locked(petition, by)
    if holds(row, decided_on=on, decision_number=number.strip(), outcome=outcome):
        return row
    check_version(row, version)
    if row.accepted_on is None:
        text = "Đơn số %(number)s chưa thụ lý nên chưa ban hành quyết định, kết luận được. Thụ lý trước."
        raise RefusedByLaw(text, number=row.number, field="state")
    check_act(Act.DECIDE, row, None)
    check_day("Ngày quyết định, kết luận", on, after=("ngày thụ lý", row.accepted_on), today=by.today, field="on")
    check_outcome(row.kind, row.round, outcome)
    _check_dialogue(row, outcome, no_dialogue)
    if not number.strip():
        raise InvalidInput("Ghi số quyết định, kết luận hoặc văn bản trả lời.", field="number")
    given = (consequences or Consequences()).as_dict()
    _check_amounts(given)
    for name, value in given.items():
        setattr(row, name, value)
    row.state, row.decided_on, row.decision_number, row.outcome = PetitionState.DA_GIAI_QUYET, on, number.strip()[:60], outcome
    meet(row, (*RESOLUTION, "TCD_ANSWER"), on, row.decision_number, by)
    drop(row, on, "Đã ban hành quyết định, kết luận", by, rules=("KN_DIALOGUE_NOTICE",))
    begin(row, on_decided(kind=row.kind, round=row.round, decided_on=on, remote=row.remote), by)
    told = {name: value for name, value in given.items() if value}
    return finish(
        row, Event.DECIDED, {"on": on, "number": row.decision_number, "outcome": outcome, "reason": no_dialogue.strip()[:300], **told}, by
    )


def _check_dialogue(row: Petition, outcome: str, reason: str) -> None:
    if row.kind != PetitionKind.KHIEU_NAI or row.dialogues.filter(held_on__isnull=False).exists():
        return
    if row.round == Round.LAN_HAI:
        text = "Khiếu nại lần hai phải đối thoại trước khi ra quyết định (Luật Khiếu nại Điều 39). Ghi buổi đối thoại của đơn số %(number)s trước."
        raise RefusedByLaw(text, number=row.number, field="outcome")
    if outcome != Outcome.DUNG and not reason.strip():
        text = "Kết quả khác với yêu cầu của người khiếu nại thì phải đối thoại (Luật Khiếu nại Điều 30). Ghi buổi đối thoại, hoặc ghi vì sao không cần."
        raise InvalidInput(text, field="no_dialogue")


@transaction.atomic
def execute(*, petition: Petition, done_on: date | None = None, note: str = "", version: int | None = None, by: Actor) -> Petition:
    """Record execution: begun, or finished on a day. Finished means wholly: refused while money, land or people of the order remain."""
    row = locked(petition, by)
    if row.state == PetitionState.DANG_THI_HANH and row.executed_on == done_on:
        return row
    check_act(Act.EXECUTE, row, version)
    if done_on is not None:
        check_day("Ngày thi hành xong", done_on, after=("ngày quyết định, kết luận", row.decided_on), today=by.today, field="done_on")
        check_finished(execution_of(row))
        meet(row, ("TC_HANDLE_CONCLUSION",), done_on, "", by)
    row.state, row.executed_on = PetitionState.DANG_THI_HANH, done_on
    return finish(row, Event.EXECUTED, {"on": done_on, "note": note.strip()[:300]}, by)


@transaction.atomic
def close(*, petition: Petition, note: str = "", version: int | None = None, by: Actor) -> Petition:
    """Close the file. Deadlines still running are let go, but the answer owed to a forwarding body."""
    row = locked(petition, by)
    if row.state == PetitionState.KET_THUC:
        return row
    check_act(Act.CLOSE, row, version)
    row.state = PetitionState.KET_THUC
    drop(row, by.today, "Kết thúc hồ sơ", by, rules=_all_but_forwarder(row))
    return finish(row, Event.CLOSED, {"note": note.strip()[:300]}, by)
