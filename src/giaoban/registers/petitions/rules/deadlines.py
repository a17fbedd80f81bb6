"""Which time limits begin with which event of a petition or a reception turn (law.md 2.10, 2.11; core.law holds their lengths)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from giaoban.core import law
from giaoban.core.values.errors import RefusedByLaw
from giaoban.registers.petitions.choices import Channel, PetitionKind, Round

FORWARDED = frozenset({Channel.CHUYEN_DEN, Channel.LANH_DAO_CHUYEN})
FIRST_EXAMINATION = ("KN_ACCEPT_1", "KN_ACCEPT_2", "TC_INITIAL", "TC_CONTINUED")
RESOLUTION = ("KN_RESOLVE_1", "KN_RESOLVE_2", "TC_RESOLVE", "KNPA_ANSWER")
EXTENSIBLE = ("TC_INITIAL", "TC_RESOLVE")


@dataclass(frozen=True, slots=True)
class Begin:
    """One time limit to start, from a day, with the options of core.law.due."""

    rule: str
    start: date
    options: Mapping[str, Any] = field(default_factory=dict)


def known(rule: str, day: date) -> bool:
    """Whether the law of the day has this time limit at all (several exist only since 01/7/2026)."""
    try:
        law.version_of(law.find_rule(rule), day)
    except RefusedByLaw:
        return False
    return True


def _in_force(begins: list[Begin]) -> tuple[Begin, ...]:
    return tuple(begin for begin in begins if known(begin.rule, begin.start))


def _lan(round: str) -> str:
    return "2" if round == Round.LAN_HAI else "1"


def on_received(*, kind: str, round: str, channel: str, anonymous: bool, received_on: date, has_reception: bool) -> tuple[Begin, ...]:
    """A letter came in: examination for acceptance; the forwarder's answer; the visitor's answer when no reception turn carries it.

    A continued denunciation has its earlier file examined by the superior in twenty days instead (Luật Tố cáo Điều 37)."""
    begins: list[Begin] = []
    if kind == PetitionKind.KHIEU_NAI:
        begins.append(Begin(f"KN_ACCEPT_{_lan(round)}", received_on))
    if kind == PetitionKind.TO_CAO:
        if not anonymous:
            begins.append(Begin("TC_CONTINUED" if round == Round.TIEP else "TC_INITIAL", received_on))
        if channel in FORWARDED:
            begins.append(Begin("TC_REPLY_FORWARDER", received_on))
    if kind in (PetitionKind.KIEN_NGHI, PetitionKind.PHAN_ANH):
        begins.append(Begin("KNPA_ANSWER", received_on))
    if channel == Channel.TIEP_CONG_DAN and not has_reception:
        begins.append(Begin("TCD_ANSWER", received_on))
    return _in_force(begins)


def on_visit(received_on: date) -> tuple[Begin, ...]:
    """Somebody was received: the answer within ten working days (Luật Tiếp công dân Điều 28)."""
    return _in_force([Begin("TCD_ANSWER", received_on)])


def on_refusal(ground: str, on: date) -> tuple[Begin, ...]:
    """Reception was refused: a written notice is due on the grounds that ask for one (Nghị định 154/2026/NĐ-CP Điều 4)."""
    found = refusal_ground(ground, on)
    return _in_force([Begin("TCD_REFUSAL_NOTICE", on)]) if found.written_notice else ()


def on_result(result_on: date) -> tuple[Begin, ...]:
    """The body that had a matter sent gave its result: the citizen is told within five working days (Luật Tiếp công dân Điều 28.2)."""
    return _in_force([Begin("TCD_FORWARD_NOTICE", result_on)])


def refusal_ground(key: str, on: date) -> law.RefusalGround:
    """The ground of this key in force on the day; RefusedByLaw when the law has none such."""
    for ground in law.refusal_grounds(on):
        if ground.key == key:
            return ground
    raise RefusedByLaw("Ngày này luật không có căn cứ từ chối tiếp “%(key)s”. Chọn một căn cứ trong danh sách.", key=key, field="ground")


def on_forwarded(*, kind: str, received_on: date) -> tuple[Begin, ...]:
    """Another body sent the same letter on: its own answer, of a denunciation within twenty days (Luật Tố cáo Điều 26)."""
    return _in_force([Begin("TC_REPLY_FORWARDER", received_on)]) if kind == PetitionKind.TO_CAO else ()


def on_dialogue(planned_on: date) -> tuple[Begin, ...]:
    """A dialogue is planned: its notice five days before (Nghị định 124/2020/NĐ-CP Điều 28)."""
    return _in_force([Begin("KN_DIALOGUE_NOTICE", planned_on)])


def on_not_competent(*, kind: str, anonymous: bool, received_on: date) -> tuple[Begin, ...]:
    """A denunciation for somebody else: it is passed on within five working days of its receipt (Luật Tố cáo Điều 24)."""
    return _in_force([Begin("TC_TRANSFER", received_on)]) if kind == PetitionKind.TO_CAO and not anonymous else ()


def resolution_rule(kind: str, round: str) -> str:
    """The time limit of resolving a petition of this kind; a recommendation has the agency's own (KNPA_ANSWER)."""
    if kind == PetitionKind.KHIEU_NAI:
        return f"KN_RESOLVE_{_lan(round)}"
    return "TC_RESOLVE" if kind == PetitionKind.TO_CAO else "KNPA_ANSWER"


def on_accepted(*, kind: str, round: str, accepted_on: date, complex: bool = False, remote: bool = False) -> tuple[Begin, ...]:
    """Acceptance: notices and the time for resolving. ``complex`` and ``remote`` lengthen a complaint (Luật Khiếu nại Điều 28, 37)."""
    options: dict[str, Any] = {}
    if kind == PetitionKind.KHIEU_NAI:
        options = {name: True for name, given in (("complex", complex), ("remote", remote)) if given}
    begins = [Begin(resolution_rule(kind, round), accepted_on, options)] if kind in (PetitionKind.KHIEU_NAI, PetitionKind.TO_CAO) else []
    if kind == PetitionKind.TO_CAO:
        begins.insert(0, Begin("TC_NOTIFY_ACCEPT", accepted_on))
    return _in_force(begins)


def on_stopped(*, kind: str, on: date) -> tuple[Begin, ...]:
    """Suspension, continuation or termination: its decision is sent out."""
    sent: dict[str, str] = {PetitionKind.KHIEU_NAI: "KN_SEND_SUSPENSION", PetitionKind.TO_CAO: "TC_SEND_SUSPENSION"}
    rule = sent.get(kind)
    return _in_force([Begin(rule, on)]) if rule else ()


def on_decided(*, kind: str, round: str, decided_on: date, remote: bool = False) -> tuple[Begin, ...]:
    """A decision or conclusion was issued: sending, publishing, handling, and the day it takes effect."""
    if kind == PetitionKind.KHIEU_NAI:
        options = {"remote": True} if remote else {}
        return _in_force([Begin(f"KN_SEND_DECISION_{_lan(round)}", decided_on), Begin("KN_DECISION_EFFECTIVE", decided_on, options)])
    if kind == PetitionKind.TO_CAO:
        return _in_force([Begin(rule, decided_on) for rule in ("TC_SEND_CONCLUSION", "TC_HANDLE_CONCLUSION", "TC_PUBLISH")])
    return ()


def resolution(*, kind: str, round: str, received_on: date, accepted_on: date, complex: bool = False, remote: bool = False) -> Begin | None:
    """The time limit by which an accepted petition should be resolved; None when the law of then set none."""
    if kind in (PetitionKind.KHIEU_NAI, PetitionKind.TO_CAO):
        begins = on_accepted(kind=kind, round=round, accepted_on=accepted_on, complex=complex, remote=remote)
        return next((begin for begin in begins if begin.rule in RESOLUTION), None)
    return next(iter(_in_force([Begin("KNPA_ANSWER", received_on)])), None)
