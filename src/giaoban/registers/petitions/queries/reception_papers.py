"""The papers of reception: the book 03/TCD as it is printed, the notice of conclusion with its tasks, the papers handed in."""

from datetime import date

from django.db.models import QuerySet

from giaoban.core.paper.tree import Document, from_json
from giaoban.core.values.actors import Actor
from giaoban.registers.people.models import Agency
from giaoban.registers.petitions import sealing
from giaoban.registers.petitions.models import OnlineSession, Reception, ReceptionConclusion
from giaoban.registers.petitions.rules.letters import Head
from giaoban.registers.petitions.rules.reception_book import MOST_ROWS, SEALED, BookLine, book
from giaoban.registers.petitions.rules.reception_visits import Visit
from giaoban.registers.tasks.models import Task
from giaoban.registers.tasks.queries import visible as visible_tasks

from .letters import head_of


def visit_of(row: Reception) -> Visit:
    """A turn as its rules read it."""
    return Visit(
        row.received_on, row.kind, row.petition_kind, row.mode, row.people, row.representatives or None, row.choice_paper, row.presented,
        row.statement_signed, row.protection_asked, row.within_competence, row.remarks,
    )  # fmt: skip


def book_paper(rows: "QuerySet[Reception]", actor: Actor, *, start: date | None, end: date | None, agency: Agency | None) -> Document:
    """The book of these turns on paper, oldest first; a sealed turn names nobody. Raises InvalidInput for none or too many."""
    found = list(rows.order_by("received_on", "pk").defer("folded")[: MOST_ROWS + 1])
    known = sealing.open_persons([row.identity_ref for row in found if not row.sealed], actor)
    lines = []
    for row in found:
        who = None if row.sealed else known.get(row.identity_ref or 0)
        named = (
            ", ".join(part for part in (who.name, who.address, who.place if who.place not in who.address else "") if part) if who else ""
        )
        lines.append(
            BookLine(
                row.seq, row.received_on, SEALED if row.sealed else named, who.identity_no if who else "", row.summary, row.petition_kind,
                row.same_matter_people, row.resolved_by, row.within_competence, row.guided_to, row.accepting_body,
                row.outcome or str(row.get_answer_display()), row.remarks,
            )
        )  # fmt: skip
    head = head_of(agency, actor.today.year) if agency else Head("", "", "", "", actor.today.year)
    return book(lines, head, start=start, end=end, office=agency.name if agency else "các cơ quan trong sổ")


def session_of(row: Reception) -> OnlineSession | None:
    """The online session kept for a turn."""
    return OnlineSession.objects.filter(reception=row).first()


def conclusion_of(row: Reception) -> ReceptionConclusion | None:
    """The notice of conclusion issued for a turn."""
    return ReceptionConclusion.objects.select_related("directive", "reply_agency").filter(reception=row).first()


def conclusion_paper(kept: ReceptionConclusion) -> Document:
    """The notice as it was issued."""
    return from_json(kept.tree)


def conclusion_tasks(kept: ReceptionConclusion, actor: Actor) -> "QuerySet[Task]":
    """The tasks the notice gave, those this person may see."""
    rows = visible_tasks(actor).filter(provision__directive_id=kept.directive_id)
    return rows.select_related("lead", "provision").order_by("provision__order", "pk")


def handed_lines(row: Reception) -> list[tuple[str, ...]]:
    """The papers handed in as rows of the receipt Mẫu 02/TCD."""
    return [
        (str(item.order), item.name, str(item.pages or ""), item.condition, str(item.get_copy_display()))
        for item in row.items.order_by("order")
    ]
