"""Issuing the head's conclusion after receiving somebody: the notice, its numbered points and their tasks in one step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput
from giaoban.core.values.refs import RecordRef
from giaoban.registers.directives import actions as directives
from giaoban.registers.directives.choices import DirectiveKind, IssuerLevel
from giaoban.registers.directives.models import Directive
from giaoban.registers.directives.rules import series_of
from giaoban.registers.people.choices import Level
from giaoban.registers.people.models import Agency
from giaoban.registers.people.queries import check_all_exist
from giaoban.registers.petitions.choices import Event
from giaoban.registers.petitions.models import Reception, ReceptionConclusion
from giaoban.registers.petitions.queries.letters import head_of
from giaoban.registers.petitions.rules import mask
from giaoban.registers.petitions.rules.reception_conclusions import Told, Work, check_conclusion, notice, provisions, subject_of
from giaoban.registers.tasks import actions as tasks
from giaoban.registers.tasks.choices import DeadlineKind
from giaoban.trust.audit import actions as audit

from .keeping import check_version, locked_reception, plain, take_numbers
from .reception_papers import secrets_of

BOOK = "tbkl"
ISSUES = frozenset({"meetings.issue", "directives.write", "tasks.assign"})


@transaction.atomic
def conclude(
    *,
    reception: Reception,
    opinion: str,
    works: Sequence[Work],
    reply: Work,
    issued_on: date,
    signer: str,
    signer_post: str,
    number: str = "",
    version: int | None = None,
    by: Actor,
) -> ReceptionConclusion:
    """Issue the notice of conclusion: a directive with numbered points and, in the same transaction, a task for each point that gives work.

    ``reply``: who answers the citizen by when, a task too. Without ``number`` the next one of the agency's year is taken. A second time
    returns the same notice. The right to write the book carries with it what issuing does in the other registers. Raises RefusedByLaw,
    InvalidInput (a point without words, agency or time; a citizen's name in a point), Conflict.
    """
    row = locked_reception(reception, by)
    if known := ReceptionConclusion.objects.select_related("directive").filter(reception=row).first():
        return known
    check_version(row, version)
    check_conclusion(row.kind, row.received_on, issued_on, opinion, works, by.today)
    if reply.deadline < issued_on:
        raise InvalidInput("Hạn trả lời công dân trước ngày ban hành.", field="reply_due")
    signer, signer_post = signer.strip()[:100], signer_post.strip()[:200]
    if not signer or not signer_post:
        raise InvalidInput("Ghi họ tên và chức vụ người ký thông báo.", field="signer")
    secrets = secrets_of(row)
    told = Told(row.received_on, row.agency.name, row.receiver, opinion, row.sealed, mask(row.summary, *secrets))
    _check_silent(told, works, reply, secrets)
    issuing = replace(by, rights=by.rights | ISSUES)
    bodies = check_all_exist([work.agency_id for work in (*works, reply)], issued_on)
    number = _number(number, row.agency, issued_on)
    head = head_of(row.agency, issued_on.year)
    paper = notice(told, works, reply, number=number, issued_on=issued_on, signer=signer, signer_post=signer_post, head=head)
    directive = directives.issue(
        kind=DirectiveKind.THONG_BAO_KET_LUAN,
        number=number,
        issuer=row.agency.name,
        issuer_agency=row.agency,
        issued_on=issued_on,
        subject=subject_of(told)[:500],
        provisions=[directives.ProvisionRow(*point) for point in provisions(told, works, reply)],
        level=IssuerLevel.TINH if row.agency.level == Level.TINH else IssuerLevel.CO_QUAN,
        by=issuing,
    )
    given = _give_work(directive, row.agency, [*works, reply], bodies, issued_on, issuing)
    kept = ReceptionConclusion.objects.create(
        reception=row, directive=directive, reply_agency=bodies[reply.agency_id], reply_due=reply.deadline, signer=signer,
        signer_post=signer_post, tree=paper.as_json(),
    )  # fmt: skip
    row.outcome = row.outcome or f"Thông báo kết luận số {number}"
    row.version += 1
    row.save()
    details = plain({"number": number, "on": issued_on, "tasks": given})
    audit.record(event=Event.CONCLUDED, ref=RecordRef("reception", row.pk), details=details, by=by)
    return kept


def _check_silent(told: Told, works: Sequence[Work], reply: Work, secrets: Sequence[str]) -> None:
    """A notice is read by many: nobody who came is named in it (Nghị định 154/2026/NĐ-CP Điều 12.2). Raises InvalidInput."""
    for field, text in (("opinion", told.opinion), *((f"text_{n}", work.text) for n, work in enumerate(works, start=1))):
        if mask(text, *secrets) != text:
            raise InvalidInput("Thông báo kết luận không ghi họ tên, địa chỉ, số giấy tờ của công dân. Bỏ phần đó đi.", field=field)
    if mask(reply.text, *secrets) != reply.text:
        raise InvalidInput("Thông báo kết luận không ghi họ tên, địa chỉ, số giấy tờ của công dân. Bỏ phần đó đi.", field="reply_agency")


def _number(number: str, agency: Agency, on: date) -> str:
    """The number typed, when the agency has not used it this year, or the next one. Raises InvalidInput, Conflict."""
    taken = Directive.objects.filter(issuer_agency=agency, issued_on__year=on.year)
    if number.strip():
        if taken.filter(number=number.strip()).exists():
            raise Conflict("Số %(number)s đã dùng trong năm. Lấy số khác, hoặc để trống để hệ thống cấp số.", number=number, field="number")
        return number.strip()[:50]
    if not agency.symbol:
        raise InvalidInput("%(agency)s chưa có ký hiệu văn bản, ghi cả số và ký hiệu.", agency=agency.short_name, field="number")
    series = series_of(DirectiveKind.THONG_BAO_KET_LUAN, agency.symbol, on)
    while True:
        found = series.written(take_numbers(BOOK, agency.pk, on.year))
        if not taken.filter(number=found).exists():
            return found


def _give_work(directive: Directive, giver: Agency, works: Sequence[Work], bodies: dict[int, Agency], on: date, by: Actor) -> int:
    """One task for each point that gives work, bound to its point. Returns how many."""
    points = [point for point in directive.provisions.order_by("order") if point.directs]
    rows = [
        tasks.TaskRow(
            title=work.text.strip()[:400], lead=bodies[work.agency_id], giver=giver, deadline_kind=DeadlineKind.NGAY, deadline=work.deadline,
            provision=point, assigned_on=on,
        )
        for work, point in zip(works, points, strict=True)
    ]  # fmt: skip
    return len(tasks.assign_many(rows=rows, by=by))
