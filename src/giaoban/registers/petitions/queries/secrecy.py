"""Papers of a record, who asked to open it and looked, clean copies, protection: for those who may read the record."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import NotFound
from giaoban.core.values.refs import RecordRef
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.choices import ProtectedGood, ProtectionPaperKind, Relation
from giaoban.registers.petitions.models import Petition, ProtectedPerson, ProtectionRequest, Reception, RedactedCopy, SecrecyWaiver
from giaoban.registers.petitions.sealing import Opening
from giaoban.trust.accounts.queries import visible_to
from giaoban.trust.files.models import Attachment
from giaoban.trust.files.queries import attachments_of
from giaoban.trust.vault.choices import OpeningState, Part, Purpose

AT_WORK = frozenset({ProtectedGood.VI_TRI, ProtectedGood.VIEC_LAM})


def record_ref(record: Petition | Reception) -> RecordRef:
    return RecordRef("petition" if isinstance(record, Petition) else "reception", record.pk)


def readable(record: Petition | Reception, by: Actor) -> Petition | Reception:
    """The record as this person may read it. Raises NotFound."""
    found: Petition | Reception | None
    if isinstance(record, Petition):
        found = visible_to(by, Petition.objects.all()).filter(pk=record.pk).first()
    else:
        found = visible_to(by, Reception.objects.all()).filter(pk=record.pk).first()
    if found is None:
        raise NotFound("Không có hồ sơ này hoặc đồng chí không được xem.")
    return found


def papers_of(record: Petition | Reception, by: Actor) -> "QuerySet[Attachment]":
    """The papers of a record this person may read, in the order they came; clean copies for other bodies are not among them."""
    row = readable(record, by)
    rows = attachments_of(record_ref(row))
    return (
        rows.exclude(pk__in=RedactedCopy.objects.filter(petition_id=row.pk).values("attachment_id")) if isinstance(row, Petition) else rows
    )


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """One request to open, as the record's page tells it: who, when, why, which parts, answered by whom, looked at when."""

    opening: Opening
    state: str
    told: str
    purpose: str
    parts: list[str]
    looks: list[datetime]
    mine: bool
    may_answer: bool


def openings(record: Petition | Reception, by: Actor) -> list[OpeningLine]:
    """Every request ever made to open this record, newest first. Raises NotFound."""
    row = readable(record, by)
    found = sealing.openings_of(record_ref(row))
    return [_line(each, by) for each in found]


def _line(row: Opening, by: Actor) -> OpeningLine:
    state = sealing.standing(row, by.at)
    mine = by.user_id is not None and row.asked_by == by.user_id
    return OpeningLine(
        row,
        state,
        OpeningState.label_of(state),
        Purpose.label_of(row.purpose),
        [Part.label_of(part) for part in row.parts],
        [look.at for look in row.looks.all()],
        mine,
        state == OpeningState.CHO and not mine and by.user_id is not None and by.may("identities.approve"),
    )


def openings_waiting(by: Actor) -> list[tuple[OpeningLine, Petition | Reception]]:
    """Requests that wait for a second person, on records this person may read, oldest first."""
    rows = sealing.openings_waiting(by.at)
    ids = {kind: [row.ref_id for row in rows if row.ref_kind == kind] for kind in ("petition", "reception")}
    petitions = visible_to(by, Petition.objects.filter(pk__in=ids["petition"])).in_bulk()
    receptions = visible_to(by, Reception.objects.filter(pk__in=ids["reception"])).in_bulk()
    records: dict[tuple[str, int], Petition | Reception] = {("petition", pk): row for pk, row in petitions.items()}
    records |= {("reception", pk): row for pk, row in receptions.items()}
    return [(_line(row, by), records[key]) for row in rows if (key := (row.ref_kind, row.ref_id)) in records]


def opening_of(record: Petition | Reception, number: int, by: Actor) -> Opening:
    """One request of this record. Raises NotFound."""
    found = sealing.opening(number)
    if found is None or RecordRef(found.ref_kind, found.ref_id) != record_ref(readable(record, by)):
        raise NotFound("Không có đề nghị mở danh tính này hoặc đồng chí không được xem.")
    return found


def redacted_copies(record: Petition, by: Actor) -> "QuerySet[RedactedCopy]":
    return RedactedCopy.objects.filter(petition_id=readable(record, by).pk).select_related("attachment__file").order_by("pk")


def waivers(record: Petition, by: Actor) -> "QuerySet[SecrecyWaiver]":
    return SecrecyWaiver.objects.filter(petition_id=readable(record, by).pk).order_by("-on", "-pk")


@dataclass(frozen=True, slots=True)
class Protection:
    """One request for protection as its page tells it; of the people only how they are related and what is protected, never who."""

    request: ProtectionRequest
    people: list[tuple[str, str]]
    papers: list[tuple[str, str, list[tuple[str, date]]]]


def protections(record: Petition, by: Actor) -> list[Protection]:
    """The requests for protection of a petition, newest first, each with the list of papers a to i and which are there."""
    rows = (
        ProtectionRequest.objects.filter(petition_id=readable(record, by).pk)
        .select_related("decision")
        .prefetch_related("people", "papers")
    )
    found = []
    for row in rows.order_by("-on", "-pk"):
        people = [(Relation.label_of(one.relation), ", ".join(ProtectedGood.label_of(g) for g in one.goods)) for one in row.people.all()]
        held = list(row.papers.all())
        papers = [(str(k.value), str(k.label), [(p.number, p.on) for p in held if p.kind == k]) for k in ProtectionPaperKind]
        found.append(Protection(row, people, papers))
    return found


def protected_counts(start: date, end: date, by: Actor) -> dict[str, int]:
    """People under a protection that ran between two days, by kind (Thông tư 06/2025/TT-TTCP, Mẫu 02, II.5): "total", "denouncers",
    "relatives", "work" (post, job), "person" (life, health, property, honour and the rest)."""
    runs = Q(request__decision__starts_on__lte=end) & (
        Q(request__decision__ended_on__isnull=True) | Q(request__decision__ended_on__gte=start)
    )
    rows = ProtectedPerson.objects.filter(runs, request__petition__in=visible_to(by, Petition.objects.all()))
    counts: Counter[str] = Counter()
    for relation, goods in rows.values_list("relation", "goods"):
        counts["total"] += 1
        counts["denouncers" if relation == Relation.NGUOI_TO_CAO else "relatives"] += 1
        counts["work"] += bool(AT_WORK & set(goods))
        counts["person"] += bool(set(goods) - AT_WORK)
    return {key: counts[key] for key in ("total", "denouncers", "relatives", "work", "person")}
