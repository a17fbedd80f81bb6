"""A paper as the side by side page shows it: the marked text, each proposal in words, what is ready to be written."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from giaoban.core.values.actors import Actor
from giaoban.core.words.dates import format_date
from giaoban.core.words.numbers import format_number
from giaoban.figures.indicators.rules import catalogue
from giaoban.registers.directives.choices import DirectiveKind
from giaoban.registers.mobilisation.choices import AwardKind
from giaoban.registers.people.queries import by_ids
from giaoban.rounds.intake import queries, rules
from giaoban.rounds.intake.choices import ProposalKind, ProposalState
from giaoban.rounds.intake.models import Paper, Proposal
from giaoban.sites.desk.shell.navigation import address

GRAVE = ("warning", "error")


@dataclass(slots=True)
class Line:
    """One proposal in words. ``wants``: what it lacks; ``off``: how the register differs; ``url``: the record it became;
    ``look``: the figure of the register it is compared with."""

    proposal: Proposal
    data: dict[str, Any]
    title: str
    detail: str
    wants: str = ""
    off: str = ""
    url: str = ""
    look: str = ""

    @property
    def percent(self) -> int:
        return round(100 * self.proposal.confidence)

    @property
    def waits(self) -> bool:
        return self.proposal.state == ProposalState.CHO

    @property
    def ready(self) -> bool:
        return self.waits and not self.wants


def segments_of(paper: Paper, proposals: list[Proposal]) -> list[rules.Segment]:
    """The text cut into marked pieces; remarks that doubt the text are marked too."""
    spans = [rules.Span(p.start, p.end, p.kind, p.pk) for p in proposals if p.state != ProposalState.BO]
    for check in paper.reading["checks"]:
        if check["severity"] in GRAVE:
            spans += [rules.Span(start, end, "check") for start, end in check["spans"]]
    return rules.segments(paper.text, spans)


def lines_of(paper: Paper, proposals: list[Proposal], actor: Actor) -> list[Line]:
    """Every proposal in words, names looked up once for the whole paper."""
    seen = queries.sight(actor.today, [p.data["name"] for p in proposals if p.kind == ProposalKind.PERSON])
    data = {p.pk: p.corrected or queries.prepared(p, seen) for p in proposals}
    beside = queries.compared(actor, proposals, data)
    ids = {data[p.pk]["lead"] for p in proposals if p.kind == ProposalKind.TASK}
    names = {pk: row.short_name for pk, row in by_ids(ids).items()}
    found = []
    for p in proposals:
        title, detail = WORDS[p.kind](p, data[p.pk], names)
        line = Line(p, data[p.pk], title, detail, url=address(p.record_kind, p.record_id) if p.record_id else "")
        if line.waits and (sentence := rules.lacking(p.kind, data[p.pk])):
            line.wants = _(sentence)
        if p.pk in beside:
            line.detail, line.off = _beside(line.detail, beside[p.pk])
            period = data[p.pk]["period"]
            line.look = reverse("indicators:figure", args=[period, data[p.pk]["indicator"]]) if period else ""
        found.append(line)
    return found


def _figure(p: Proposal, data: dict[str, Any], names: dict[int, str]) -> tuple[str, str]:
    value = format_number(data["value"]) + ("%" if p.data["unit"] == "%" else "")
    if data["indicator"] and data["value"] != p.data["value"] and p.data["unit"] == "đồng":
        value = f"{value} {_(catalogue()[data['indicator']].unit)}"
    change = p.data["change"]
    words = ""
    if change:
        size = format_number(change["value"]) + ("%" if change["unit"] == "%" else "")
        words = f"{change['direction']} {size} {_('so với')} {change['base'] or _('cùng kỳ')}"
    what = (p.data["what"] or _("Số liệu")).strip()
    qualifier = f"{p.data['qualifier']} " if p.data["qualifier"] else ""
    return f"{what[:1].upper()}{what[1:]}: {qualifier}{value}", words


def _beside(words: str, c: queries.Compared) -> tuple[str, str]:
    """The detail with the implied base and the register's number, and what does not agree."""
    parts = [words] if words else []
    if c.implied is not None:
        parts[-1:] = [f"{words} → {_('cùng kỳ khoảng')} {format_number(c.implied)}"]
    parts.insert(0, c.name)
    off = ""
    if c.matches:
        parts.append(f"{_('khớp sổ')}: {format_number(c.now or 0)}")
    elif c.now is not None:
        off = _("Sổ đang có %(now)s.") % {"now": format_number(c.now)}
    if c.off and c.base is not None:
        off = f"{off} {_('Cùng kỳ trong sổ %(base)s: lệch %(off)s.') % {'base': format_number(c.base), 'off': format_number(abs(c.off))}}"
    return " · ".join(parts), off.strip()


def _citation(p: Proposal, data: dict[str, Any], names: dict[int, str]) -> tuple[str, str]:
    kind = p.data["type"][:1].upper() + p.data["type"][1:]
    known = queries.directive_of(data) if data["number"] and p.state == ProposalState.CHO else None
    parts = [data["issuer"], _day(data["issued_on"]), _("đã có trong sổ") if known else ""]
    return f"{DirectiveKind.label_of(data['kind']) if data['kind'] != 'khac' else kind} {data['number']}".strip(), _joined(parts)


def _person(p: Proposal, data: dict[str, Any], names: dict[int, str]) -> tuple[str, str]:
    known = _("đã có trong danh sách cán bộ") if data.get("person") and p.state == ProposalState.CHO else ""
    return data["name"], _joined([", ".join(data["positions"]), known])


def _task(p: Proposal, data: dict[str, Any], names: dict[int, str]) -> tuple[str, str]:
    said = names.get(data["lead"]) or ", ".join(p.data["assignees"])
    due = _day(data["deadline"]) or p.data["deadline"] or ""
    return data["title"], _joined([f"{_('giao')} {said}" if said else "", f"{_('hạn')} {due}" if due else _("chưa có hạn")])


def _award(p: Proposal, data: dict[str, Any], names: dict[int, str]) -> tuple[str, str]:
    return p.data["kind"] or AwardKind.label_of(data["kind"]), _joined([data["giver"], data["recipient"]])


def _day(text: str | None) -> str:
    return format_date(date.fromisoformat(text)) if text else ""


def _joined(parts: list[str]) -> str:
    return " · ".join(part for part in parts if part)


WORDS = {
    ProposalKind.FIGURE: _figure,
    ProposalKind.CITATION: _citation,
    ProposalKind.PERSON: _person,
    ProposalKind.TASK: _task,
    ProposalKind.AWARD: _award,
}
