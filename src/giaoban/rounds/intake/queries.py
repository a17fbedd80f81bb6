"""Reading papers and their proposals; what each proposal would become, and how a figure read stands against the register."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Count, Q, QuerySet

from giaoban.core.values.actors import Actor
from giaoban.core.values.countables import Countable
from giaoban.core.values.errors import NotFound
from giaoban.core.values.periods import Period
from giaoban.core.words.text import fold
from giaoban.figures.indicators.rules import catalogue
from giaoban.registers.directives.models import Directive
from giaoban.registers.directives.queries import find
from giaoban.registers.people import queries as people
from giaoban.registers.people.models import Person
from giaoban.rounds.reports.queries import figures
from giaoban.trust.accounts.queries import visible_to

from . import rules
from .choices import PaperState, ProposalKind, ProposalState
from .models import Paper, Proposal


@dataclass(frozen=True, slots=True)
class PaperFilter:
    """``q``: words of the name or of the text."""

    q: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure read beside the register's: ``now`` and ``base`` are the register's of this period and of the same one a year earlier.

    ``implied``: the base that the paper's comparison implies (value and percentage); ``off``: how far it is from the register's.
    """

    name: str
    now: Decimal | None = None
    base: Decimal | None = None
    implied: Decimal | None = None
    off: Decimal | None = None
    matches: bool | None = None


@dataclass(frozen=True, slots=True)
class Sight:
    """Names of the day, looked up once for a whole paper."""

    on: date
    agencies: dict[str, int] = field(default_factory=dict)
    persons: dict[str, list[int]] = field(default_factory=dict)


def visible(actor: Actor) -> "QuerySet[Paper]":
    """Papers, for holders of intake.read."""
    return visible_to(actor, Paper.objects.all())


def get(actor: Actor, id: int) -> Paper:
    """One paper. Raises NotFound."""
    row = visible(actor).select_related("file").filter(pk=id).first()
    if row is None:
        raise NotFound("Không có văn bản đến này hoặc đồng chí không được xem.")
    return row


def proposal(actor: Actor, id: int) -> Proposal:
    """One proposal of a paper this person may read. Raises NotFound."""
    row = Proposal.objects.select_related("paper").filter(pk=id, paper__in=visible(actor)).first()
    if row is None:
        raise NotFound("Không có đề xuất này hoặc đồng chí không được xem.")
    return row


def listing(actor: Actor, f: PaperFilter) -> "QuerySet[Paper]":
    """Papers, newest first, with how many proposals they have and how many wait. Some hundreds a year, so names are folded here."""
    rows = visible(actor)
    if sought := fold(f.q).split():
        texts = ((pk, fold(name)) for pk, name in rows.values_list("pk", "name"))
        rows = rows.filter(pk__in=[pk for pk, text in texts if all(word in text for word in sought)])
    if f.state:
        rows = rows.filter(state=f.state)
    waiting = Count("proposals", filter=Q(proposals__state=ProposalState.CHO))
    return rows.annotate(total=Count("proposals"), waiting=waiting).defer("text", "reading").order_by("-pk")


def waiting(actor: Actor) -> "QuerySet[Paper]":
    """Papers waiting for a person, newest first."""
    return listing(actor, PaperFilter(state=str(PaperState.CHO_XAC_NHAN)))


def undecided(proposal: Proposal) -> "QuerySet[Proposal]":
    """The proposals of the same paper that nobody has decided, in the order of the text."""
    return Proposal.objects.filter(paper=proposal.paper_id, state=ProposalState.CHO)


def sight(on: date, persons: Iterable[str] = ()) -> Sight:
    """Names of agencies of a day and officials of these names."""
    wanted = {fold(name) for name in persons}
    known: dict[str, list[int]] = {}
    for pk, folded in Person.objects.filter(folded__in=wanted).order_by("pk").values_list("pk", "folded"):
        known.setdefault(folded, []).append(pk)
    return Sight(on, people.names(on), known)


def _agency_in(words: str, seen: Sight) -> int | None:
    """The agency a post or a phrase names: the longest end of the words that is a name ("Chủ tịch UBND tỉnh")."""
    parts = words.split()
    for place in range(len(parts)):
        if found := people.by_name(" ".join(parts[place:]), seen.on, seen.agencies):
            return found
    return None


def prepared(proposal: Proposal, seen: Sight) -> dict[str, Any]:
    """A proposal as the register would take it: names found, words turned into the register's own; JSON values only."""
    data: Mapping[str, Any] = proposal.data
    if proposal.kind == ProposalKind.FIGURE:
        known = data["indicator"] if data["indicator"] in catalogue() else ""
        value = rules.in_unit(data["value"], data["unit"], catalogue()[known].unit) if known else data["value"]
        return {"indicator": known, "value": value, "period": proposal.paper.period}
    if proposal.kind == ProposalKind.CITATION:
        number = data["number"] or ""
        return {
            "kind": rules.directive_kind(data["type"]),
            "number": number,
            "issuer": rules.issuer_of(number, data["issuer"]),
            "issued_on": data["date"],
            "subject": data.get("name") or data["span"],
        }
    if proposal.kind == ProposalKind.PERSON:
        ids = seen.persons.get(fold(data["name"]), [])
        return {
            "name": data["name"],
            "positions": data["positions"],
            "agencies": [_agency_in(post, seen) for post in data["positions"]],
            "person": ids[0] if len(ids) == 1 else None,
            "one": len(ids) <= 1,
        }
    if proposal.kind == ProposalKind.TASK:
        found = [people.by_name(name, seen.on, seen.agencies) for name in (*data["assignees"], *data["co_assignees"])]
        ids = list(dict.fromkeys(pk for pk in found if pk))
        lead = found[0] if data["assignees"] else None
        deadline = data["deadline"] if rules.is_day(data["deadline"]) else None
        return {"title": data["text"], "lead": lead, "supports": [pk for pk in ids if pk != lead], "deadline": deadline, "product": ""}
    kind = rules.award_kind(data["kind"])
    return {"kind": kind, "giver": data["giver"] or "", "recipient": data["to"] or "", "reason": proposal.paper.name[:400], "on": None}


def readings(actor: Actor, code: str, period: Period) -> list[Proposal]:
    """Figures of an indicator and a period that somebody confirmed from a paper, newest first, of the papers this person may read: each
    stands beside the register's own with its origin. ``corrected["value"]`` is the value, ``record_kind`` "return" when it went there."""
    if not actor.may("intake.read"):
        return []
    taken = (ProposalState.DUNG, ProposalState.SUA)
    rows = Proposal.objects.filter(kind=ProposalKind.FIGURE, state__in=taken, paper__in=visible(actor))
    found = rows.filter(corrected__indicator=code, corrected__period=period.code)
    return list(found.select_related("paper").defer("paper__text", "paper__reading").order_by("-decided_at", "-pk"))


def directive_of(data: Mapping[str, Any]) -> Directive | None:
    """The directive in the register that a prepared citation means."""
    day = date.fromisoformat(data["issued_on"]) if data.get("issued_on") else None
    kind = data["kind"] if data["kind"] != "khac" else ""
    return find(data["number"], data["issuer"], kind=kind, issued_on=day) or find(data["number"], data["issuer"], kind=kind)


def compared(actor: Actor, proposals: Iterable[Proposal], data: Mapping[int, Mapping[str, Any]]) -> dict[int, Compared]:
    """Each figure read beside the register's of its period, counted once for all of a paper."""
    rows = [p for p in proposals if p.kind == ProposalKind.FIGURE and data[p.pk]["indicator"]]
    wanted: dict[str, set[str]] = {}
    for p in rows:
        if data[p.pk]["period"]:
            wanted.setdefault(data[p.pk]["period"], set()).add(data[p.pk]["indicator"])
    if not actor.may("figures.read"):
        wanted = {}
    known = {period: figures(Period.parse(period), actor, codes=codes) for period, codes in wanted.items()}
    return {p.pk: _beside(p, data[p.pk], known) for p in rows}


def _beside(p: Proposal, data: Mapping[str, Any], known: Mapping[str, Mapping[str, Any]]) -> Compared:
    one = catalogue()[data["indicator"]]
    found = known.get(data["period"], {}).get(data["indicator"])
    value, change = Decimal(str(data["value"])), p.data.get("change")
    implied = None
    if change and change["unit"] == "%" and change["direction"] in ("tăng", "giảm"):
        share = Decimal(str(change["value"])) / 100
        whole = 1 + share if change["direction"] == "tăng" else 1 - share
        implied = (value / whole).quantize(Decimal(1)) if whole > 0 else None
    now = found.value if found else None
    base = found.base_value if found else None
    off = base - implied if base is not None and implied is not None else None
    more = p.data.get("qualifier") in ("trên", "hơn")
    matches = None if now is None else now == value or (more and value <= now < value * Decimal("1.1"))
    return Compared(one.name, now, base, implied, off, matches)


COUNTS: tuple[Countable, ...] = ()
