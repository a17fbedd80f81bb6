"""Reading a paper once, and deciding each proposal once: confirmed things stand in their register with a link to the paper."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from giaoban.core.reading.reader import read_file, read_text
from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import GiaoBanError, InvalidInput, RefusedByLaw
from giaoban.core.values.periods import Period
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import clean_line, fold
from giaoban.figures.indicators.rules import catalogue
from giaoban.figures.submissions import queries as returns
from giaoban.figures.submissions.actions import draft_from_paper
from giaoban.registers.directives import actions as directives
from giaoban.registers.mobilisation import actions as mobilisation
from giaoban.registers.people import actions as people
from giaoban.registers.people.models import Agency, Person
from giaoban.registers.people.queries import person as person_of
from giaoban.registers.tasks import actions as tasks
from giaoban.registers.tasks.choices import DeadlineKind
from giaoban.rounds.meetings.queries import committee
from giaoban.trust.audit import actions as audit
from giaoban.trust.files import actions as files
from giaoban.trust.links.actions import link
from giaoban.trust.links.choices import Relation

from . import queries, rules
from .choices import Event, PaperState, ProposalKind, ProposalState
from .models import Paper, Proposal

Data = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of many proposals: ``done`` stand in their registers, ``refused`` wait with the reason."""

    done: list[Proposal] = field(default_factory=list)
    refused: list[tuple[Proposal, GiaoBanError]] = field(default_factory=list)


def _first_words(text: str) -> str:
    """What a paper without a name is called: its first line, at most twenty words of it."""
    line = " ".join(next((line.split() for line in text.splitlines() if line.strip()), []))
    kept = " ".join(line.split()[:20])[:200]
    return clean_line(kept, 249) + ("…" if kept != line else "")


@transaction.atomic
def read_paper(*, name: str, content: bytes | None = None, text: str = "", period: Period | None = None, by: Actor) -> Paper:
    """Read a file or a pasted text into proposals. The same content again is the same paper, with the decisions already made.

    Raises InvalidInput for a content that cannot be read.
    """
    by.require("intake.write")
    if content is None and not text.strip():
        raise InvalidInput("Chưa chọn tệp hoặc dán văn bản.", field="file")
    raw = content if content is not None else text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(raw).hexdigest()
    if known := Paper.objects.filter(sha256=digest).first():
        return known
    reading = (read_file(content, name) if content is not None else read_text(text, name or "văn bản dán vào")).as_dict()
    shown = clean_line(name, 250, "name") or _first_words(reading["text"])
    paper = Paper.objects.create(
        name=shown,
        file=files.store(content=content, name=name, by=by) if content is not None else None,
        sha256=digest,
        text=reading["text"],
        reading={key: value for key, value in reading.items() if key != "text"},
        doc_kind=reading["doc_kind"],
        period=period.code if period else rules.period_code(reading["period"]),
        received_at=by.at,
    )
    found = rules.drafts(reading)
    Proposal.objects.bulk_create(
        Proposal(paper=paper, order=place, kind=d.kind, data=d.data, start=d.start, end=d.end, confidence=d.confidence)
        for place, d in enumerate(found, 1)
    )
    details = {"sha256": digest[:12], "kind": paper.doc_kind, "period": paper.period, "count": len(found)}
    audit.record(event=Event.READ, ref=RecordRef("paper", paper.pk), details=details, by=by)
    return paper


def _open(paper: Paper, by: Actor) -> Paper:
    by.require("intake.write")
    row = Paper.objects.select_for_update().get(pk=paper.pk)
    if row.state != PaperState.CHO_XAC_NHAN:
        raise RefusedByLaw("Văn bản này đã xong nên không quyết định lại đề xuất.")
    return row


@transaction.atomic
def set_period(*, paper: Paper, period: Period, by: Actor) -> Paper:
    """Say which period the paper's figures are of, where the text does not."""
    row = _open(paper, by)
    if row.period == period.code:
        return row
    row.period = period.code
    row.save(update_fields=["period"])
    audit.record(event=Event.CHANGED, ref=RecordRef("paper", row.pk), details={"period": period.code}, by=by)
    return row


@transaction.atomic
def confirm(*, proposal: Proposal, corrected: Data | None = None, by: Actor) -> Proposal:
    """Write a proposal, as read or as corrected, into its register and link the record to the paper. Confirming twice changes nothing.

    ``corrected``: some or all of the values ``queries.prepared`` gives. Raises InvalidInput naming what is still missing.
    """
    paper = _open(proposal.paper, by)
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    row.paper = paper
    if row.state in (ProposalState.DUNG, ProposalState.SUA):
        return row
    if row.state == ProposalState.BO:
        raise RefusedByLaw("Đề xuất này đã bỏ. Nếu cần, ghi thẳng vào sổ.")
    names = [row.data["name"]] if row.kind == ProposalKind.PERSON else []
    data = queries.prepared(row, queries.sight(by.today, names)) | dict(corrected or {})
    if sentence := rules.lacking(row.kind, data):
        raise InvalidInput(sentence, field=_field(row.kind, data))
    ref = _figure(data, paper, by) if row.kind == ProposalKind.FIGURE else WRITERS[row.kind](data, by)
    row.state = ProposalState.SUA if corrected else ProposalState.DUNG
    row.corrected = dict(data) if corrected or row.kind == ProposalKind.FIGURE else None
    row.decided_at = by.at
    if ref is not None:
        row.record_kind, row.record_id = ref.kind, ref.id
        link(source=ref, target=RecordRef("paper", paper.pk), relation=Relation.PROPOSED, note=paper.name[:300], by=by)
    row.save()
    details = {"proposal": row.pk, "kind": row.kind, "record": str(ref or ""), "title": ProposalKind.label_of(row.kind)}
    audit.record(event=Event.CONFIRMED, ref=RecordRef("paper", paper.pk), details=details, by=by)
    return row


def _field(kind: str, data: Data) -> str | None:
    names = {
        "figure": ("indicator", "period"),
        "citation": ("number", "issuer"),
        "task": ("title", "lead"),
        "award": ("giver", "recipient"),
    }
    return next((name for name in names.get(kind, ("person",)) if not data.get(name)), None)


def _figure(data: Data, paper: Paper, by: Actor) -> RecordRef | None:
    """A figure that one agency sends goes into its return of the period while that is open and empty there. Every other stands as read
    beside the figure of its indicator and period; what is counted stays the count."""
    if data["indicator"] not in catalogue():
        raise InvalidInput("Không có chỉ tiêu “%(code)s”.", code=data["indicator"], field="indicator")
    sheet = returns.sheet_for(data["indicator"], Period.parse(data["period"]))
    if sheet is None:
        return None
    origin, value = RecordRef("paper", paper.pk), Decimal(str(data["value"]))
    put = draft_from_paper(sheet=sheet, code=data["indicator"], value=value, paper=origin, said=paper.name, by=by)
    return RecordRef("return", sheet.pk) if put else None


def _citation(data: Data, by: Actor) -> RecordRef:
    row = queries.directive_of(data) or directives.record(
        kind=data["kind"],
        number=data["number"],
        issuer=data["issuer"],
        level=rules.level_of(data["issuer"]),
        subject=data["subject"][:500],
        issued_on=_day(data["issued_on"]),
        by=by,
    )
    return RecordRef("directive", row.pk)


def _person(data: Data, by: Actor) -> RecordRef:
    """An official found by name or written new; each post the official does not yet hold is given, without a first day."""
    row: Person = person_of(by, data["person"]) if data["person"] else people.create_person(name=data["name"], by=by)
    held = {fold(title) for title in row.posts.filter(ends_on__isnull=True).values_list("title", flat=True)}
    agencies = Agency.objects.in_bulk([pk for pk in data["agencies"] if pk])
    for place, title in enumerate(data["positions"]):
        pk = data["agencies"][place] if place < len(data["agencies"]) else None
        if fold(title) not in held:
            people.give_post(person=row, agency=agencies.get(pk) if pk else None, title=title[:200], by=by)
    return RecordRef("person", row.pk)


def _task(data: Data, by: Actor) -> RecordRef:
    giver = committee()
    if giver is None:
        raise RefusedByLaw("Chưa có Tỉnh ủy trong danh sách cơ quan. Đề nghị quản trị viên lập rồi ghi lại.")
    found = Agency.objects.in_bulk([data["lead"], *data["supports"]])
    if data["lead"] not in found:
        raise InvalidInput("Chưa rõ cơ quan chủ trì.", field="lead")
    deadline = _day(data["deadline"])
    row = tasks.assign(
        title=clean_line(data["title"], 20_000)[:400],
        lead=found[data["lead"]],
        giver=giver,
        supports=[found[pk] for pk in data["supports"] if pk in found],
        product=clean_line(data.get("product", ""), 200, "product"),
        deadline_kind=DeadlineKind.NGAY if deadline else DeadlineKind.CHUA_DINH,
        deadline=deadline,
        by=by,
    )
    return RecordRef("task", row.pk)


def _award(data: Data, by: Actor) -> RecordRef:
    row = mobilisation.record_award(
        kind=data["kind"], giver=data["giver"], recipient=data["recipient"], reason=data["reason"], on=_day(data["on"]), by=by
    )
    return RecordRef("award", row.pk)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


WRITERS: dict[str, Callable[[Data, Actor], RecordRef]] = {
    ProposalKind.CITATION: _citation,
    ProposalKind.PERSON: _person,
    ProposalKind.TASK: _task,
    ProposalKind.AWARD: _award,
}


@transaction.atomic
def refuse(*, proposal: Proposal, by: Actor) -> Proposal:
    """Set a proposal aside. Refusing twice changes nothing."""
    paper = _open(proposal.paper, by)
    row = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state == ProposalState.BO:
        return row
    if row.state != ProposalState.CHO:
        raise RefusedByLaw("Đề xuất này đã ghi vào sổ. Sửa tại hồ sơ đó.")
    row.state, row.decided_at = ProposalState.BO, by.at
    row.save(update_fields=["state", "decided_at"])
    details = {"proposal": row.pk, "kind": row.kind, "title": ProposalKind.label_of(row.kind)}
    audit.record(event=Event.REFUSED, ref=RecordRef("paper", paper.pk), details=details, by=by)
    return row


def confirm_many(*, paper: Paper, ids: Iterable[int], by: Actor) -> Outcome:
    """Confirm several proposals of a paper as read, each on its own: one that cannot be written does not hold up the others."""
    by.require("intake.write")
    outcome = Outcome()
    for row in Proposal.objects.select_related("paper").filter(paper=paper, pk__in=list(ids), state=ProposalState.CHO):
        try:
            with transaction.atomic():
                outcome.done.append(confirm(proposal=row, by=by))
        except GiaoBanError as error:
            outcome.refused.append((row, error))
    return outcome


@transaction.atomic
def finish(*, paper: Paper, by: Actor) -> Paper:
    """Close a paper whose every proposal is decided. Finishing twice changes nothing."""
    by.require("intake.write")
    row = Paper.objects.select_for_update().get(pk=paper.pk)
    if row.state == PaperState.DA_XONG:
        return row
    _open(row, by)
    if left := row.proposals.filter(state=ProposalState.CHO).count():
        raise RefusedByLaw("Còn %(count)s đề xuất chưa quyết định. Ghi vào sổ hoặc bỏ từng đề xuất rồi mới xong.", count=left)
    return _close(row, PaperState.DA_XONG, by)


@transaction.atomic
def discard(*, paper: Paper, by: Actor) -> Paper:
    """Say that a paper is of no use: what still waits is set aside, what stands in a register stays."""
    by.require("intake.write")
    row = Paper.objects.select_for_update().get(pk=paper.pk)
    if row.state == PaperState.BO:
        return row
    _open(row, by)
    row.proposals.filter(state=ProposalState.CHO).update(state=ProposalState.BO, decided_at=by.at)
    return _close(row, PaperState.BO, by)


def _close(row: Paper, state: PaperState, by: Actor) -> Paper:
    row.state = state
    row.save(update_fields=["state"])
    last = row.proposals.aggregate(last=Max("order"))["last"] or 0
    details = {"state": str(state), "count": last}
    audit.record(event=Event.FINISHED, ref=RecordRef("paper", row.pk), details=details, by=by)
    return row
