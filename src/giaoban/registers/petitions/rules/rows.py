"""Whole stories of petitions and reception turns, as they arrive from a file, an older system or the sample province."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from giaoban.core.values.errors import InvalidInput
from giaoban.registers.petitions.choices import (
    Channel,
    Eligibility,
    Field,
    PetitionKind,
    PetitionState,
    ReceptionKind,
    ReceptionMode,
    Round,
)

from .classification import check_birth_year, check_classes, check_outcome, clean_name, clean_text, large_group
from .states import check_order

ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class PetitionRow:
    """One petition with everything that happened to it. ``source_key`` names it in its source, once per agency ("" = no name).

    ``matter_key``: rows of one load with the same key are one matter. ``duplicate_of_key``: source_key of the letter this one repeats.
    ``reception_key``: source_key of the reception turn it was handed in at. Money in million đồng, land in square metres.
    """

    agency_id: int
    received_on: date
    channel: str
    kind: str
    summary: str
    source_key: str = ""
    name: str = ""
    birth_year: int | None = None
    address: str = ""
    place: str = ""
    phone: str = ""
    identity_no: str = ""
    handler_id: int | None = None
    written_on: date | None = None
    forwarded_by: str = ""
    forwarding_paper: str = ""
    round: str = Round.LAN_DAU
    field: str = Field.KHAC
    anonymous: bool = False
    signatories: int = 1
    attachments: int = 0
    originals: bool = False
    competent_kind: str = ""
    respondent: str = ""
    request: str = ""
    sealed: bool | None = None
    matter_key: str = ""
    matter_title: str = ""
    duplicate_of_key: str = ""
    reception_key: str = ""
    eligibility: str = Eligibility.CHUA_XET
    ineligible_reason: str = ""
    within_competence: bool | None = None
    disposition: str = ""
    disposed_on: date | None = None
    disposition_paper: str = ""
    sent_to: str = ""
    state: str = PetitionState.MOI
    accepted_on: date | None = None
    complex: bool = False
    remote: bool = False
    extensions: int = 0
    suspended_on: date | None = None
    suspension_paper: str = ""
    resolve_due: date | None = None
    decided_on: date | None = None
    decision_number: str = ""
    outcome: str = ""
    ending: str = ""
    ended_on: date | None = None
    ended_ground: str = ""
    executed_on: date | None = None
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
    protected_people: int = 0


@dataclass(frozen=True, slots=True)
class ReceptionRow:
    """One reception turn with its answer, as PetitionRow."""

    agency_id: int
    received_on: date
    kind: str
    petition_kind: str
    summary: str
    source_key: str = ""
    name: str = ""
    birth_year: int | None = None
    address: str = ""
    place: str = ""
    phone: str = ""
    identity_no: str = ""
    mode: str = ReceptionMode.TRUC_TIEP
    delegated: bool = False
    receiver: str = ""
    people: int = 1
    same_matter_people: int = 1
    sealed: bool | None = None
    matter_key: str = ""
    matter_title: str = ""
    request: str = ""
    past_handling: str = ""
    resolved_by: str = ""
    within_competence: bool = False
    guided_to: str = ""
    accepting_body: str = ""
    outcome: str = ""
    remarks: str = ""
    refusal_ground: str = ""
    answer: str = ""
    answered_on: date | None = None


def check_petition(row: PetitionRow, today: date) -> None:
    """Raises InvalidInput for a story the law or the calendar does not allow: classes, names, order of days, result without a day."""
    if row.channel not in list(Channel):
        raise InvalidInput("Không có nguồn đơn “%(value)s”.", value=row.channel, field="channel")
    check_classes(row.kind, row.field, row.round)
    clean_name(row.name)
    check_birth_year(row.birth_year, today)
    if not clean_text(row.summary):
        raise InvalidInput("Đơn chưa có nội dung. Tóm tắt nội dung đơn.", field="text")
    check_order(
        received_on=row.received_on, written_on=row.written_on, accepted_on=row.accepted_on, decided_on=row.decided_on,
        executed_on=row.executed_on, today=today,
    )  # fmt: skip
    if bool(row.disposition) != bool(row.disposed_on):
        raise InvalidInput("Hướng xử lý và ngày xử lý phải đi cùng nhau.", field="disposed_on")
    if bool(row.outcome) != bool(row.decided_on):
        raise InvalidInput("Kết quả và ngày quyết định, kết luận phải đi cùng nhau.", field="decided_on")
    if bool(row.ending) != bool(row.ended_on):
        raise InvalidInput("Không thụ lý, đình chỉ, rút đơn phải có ngày, và có ngày thì phải chọn loại.", field="ended_on")
    if row.outcome:
        check_outcome(row.kind, row.round, row.outcome)


def check_reception(row: ReceptionRow, today: date) -> None:
    """Raises InvalidInput for an impossible reception turn."""
    if row.kind not in list(ReceptionKind):
        raise InvalidInput("Không có hình thức tiếp “%(value)s”.", value=row.kind, field="kind")
    if row.petition_kind not in list(PetitionKind):
        raise InvalidInput("Không có loại đơn “%(value)s”.", value=row.petition_kind, field="petition_kind")
    check_people(row.people, row.kind, row.delegated)
    clean_name(row.name)
    check_birth_year(row.birth_year, today)
    if not clean_text(row.summary):
        raise InvalidInput("Lượt tiếp chưa có nội dung. Tóm tắt nội dung công dân trình bày.", field="summary")
    check_order(received_on=row.received_on, today=today)
    if bool(row.answer) != bool(row.answered_on):
        raise InvalidInput("Kết quả trả lời và ngày trả lời phải đi cùng nhau.", field="answered_on")


def check_people(people: int, kind: str, delegated: bool) -> bool:
    """Whether the turn is a large group. Raises InvalidInput for nobody received, or standing reception said to be delegated."""
    if people < 1:
        raise InvalidInput("Số người được tiếp ít nhất là 1.", field="people")
    if people > 5000:
        raise InvalidInput("Số người được tiếp %(people)s quá lớn. Ghi lại.", people=people, field="people")
    if delegated and kind == ReceptionKind.THUONG_XUYEN:
        raise InvalidInput(
            "Chỉ tiếp định kỳ, đột xuất của thủ trưởng mới có ủy quyền; tiếp thường xuyên thì bỏ chọn ủy quyền.", field="delegated"
        )
    return large_group(people)
