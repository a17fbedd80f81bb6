"""From a reading to proposals, what each still lacks, and the text cut into marked pieces: pure functions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.kinds import gettext_noop as _
from giaoban.core.values.periods import Period
from giaoban.core.words.documents import issuer_name, parse_document_number
from giaoban.core.words.text import fold
from giaoban.registers.directives.choices import DirectiveKind, IssuerLevel
from giaoban.registers.mobilisation.choices import AwardKind

from .choices import ProposalKind

PARTS = {"quarter": "Q{n}", "half": "H1", "nine_months": "M9", "year": ""}
CENTRAL = ("trung uong", "bo chinh tri", "ban bi thu", "quoc hoi", "chinh phu", "thu tuong", "kiem toan nha nuoc", "chu tich nuoc", "bo ")
OCR_DOUBT = 0.2


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing read: its kind, the reader's words for it, its place in the text, how sure the reading is (0 to 1)."""

    kind: str
    data: dict[str, Any]
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Span:
    """A marked place of the text. ``id``: the proposal it belongs to, None for a remark on the text."""

    start: int
    end: int
    kind: str
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text under one mark or none. ``first``: the first piece of its proposal."""

    text: str
    kind: str = ""
    id: int | None = None
    first: bool = False


def _sure(kind: str, found: Mapping[str, Any]) -> float:
    """How complete what was read is, where the reader gives no confidence of its own."""
    if kind == ProposalKind.FIGURE:
        return float(found["confidence"])
    if kind == ProposalKind.CITATION:
        return 0.98 if found["number"] and found["issuer"] else 0.9 if found["number"] else 0.7
    if kind == ProposalKind.PERSON:
        return 0.97 if found["positions"] else 0.8
    if kind == ProposalKind.TASK:
        return 0.6 + (0.2 if found["assignees"] else 0) + (0.15 if found["deadline"] else 0)
    return 0.9 if found["giver"] and found["to"] else 0.7


def drafts(reading: Mapping[str, Any]) -> list[Draft]:
    """Every proposal of a reading (as ``Reading.as_dict`` gives it), in the order of the text."""
    rooms = (
        (ProposalKind.FIGURE, "figures"),
        (ProposalKind.CITATION, "citations"),
        (ProposalKind.PERSON, "people"),
        (ProposalKind.TASK, "tasks"),
        (ProposalKind.AWARD, "awards"),
    )
    doubt = OCR_DOUBT if reading["source"]["ocr"] else 0
    found = [
        Draft(str(kind), dict(one), one["start"], one["end"], round(_sure(kind, one) - (0 if kind == ProposalKind.FIGURE else doubt), 2))
        for kind, key in rooms
        for one in reading[key]
    ]
    return sorted(found, key=lambda d: (d.start, d.end))


def period_code(told: Mapping[str, Any] | None) -> str:
    """The period a text tells of as a code ("2026-Q2"); empty when the year or the kind leaves it open."""
    if not told or not told["year"] or told["kind"] not in PARTS or (told["kind"] == "half" and told["n"] != 1):
        return ""
    part = PARTS[told["kind"]].format(n=told["n"])
    try:
        return Period.parse(f"{told['year']}-{part}" if part else str(told["year"])).code
    except InvalidInput:
        return ""


def directive_kind(said: str) -> str:
    """The kind of a cited document: "chỉ thị" → chi_thi; laws and decrees are other documents."""
    code = fold(said).replace(" ", "_")
    return code if code in DirectiveKind.__members__.values() else str(DirectiveKind.KHAC)


def issuer_of(number: str, said: str | None) -> str:
    """Who issued a cited document: as the text says, else from its symbol ("26-CT/TW"), else empty."""
    if said:
        return said
    try:
        name = issuer_name(parse_document_number(number).issuer_code)
    except InvalidInput:
        return ""
    return name


def level_of(issuer: str) -> str:
    """The level of an issuer by its name."""
    said = fold(issuer)
    if "tinh" in said.split():
        return str(IssuerLevel.TINH)
    return str(IssuerLevel.TRUNG_UONG if said.startswith("bo ") or any(name in said for name in CENTRAL[:-1]) else IssuerLevel.CO_QUAN)


def award_kind(said: str) -> str:
    """The form of an award by its words."""
    words = fold(said)
    for kind, names in ((AwardKind.HUAN_CHUONG, ("huan chuong", "huy chuong")), (AwardKind.CO_THI_DUA, ("co thi dua",))):
        if any(name in words for name in names):
            return str(kind)
    code = words.replace(" ", "_")
    return code if code in AwardKind.__members__.values() else str(AwardKind.KHAC)


def in_unit(value: float, said: str, unit: str) -> float:
    """Money as the indicator has it: papers are read in đồng, figures are kept in million đồng."""
    return value / 1_000_000 if said == "đồng" and unit == "triệu đồng" else value


def is_day(text: str | None) -> bool:
    """Whether a deadline read is a day (ISO) and not words ("thường xuyên", "trong quý IV")."""
    return bool(text) and len(text or "") == 10 and text is not None and text[:4].isdigit() and text[4] == "-"


def lacking(kind: str, data: Mapping[str, Any]) -> str:
    """What a prepared proposal still lacks before it can stand in its register, as a sentence; empty when nothing."""
    wants: dict[str, tuple[tuple[str, str], ...]] = {
        ProposalKind.FIGURE: (("indicator", _("Chưa rõ chỉ tiêu.")), ("period", _("Chưa rõ kỳ của số liệu."))),
        ProposalKind.CITATION: (("number", _("Chưa rõ số văn bản.")), ("issuer", _("Chưa rõ cơ quan ban hành."))),
        ProposalKind.PERSON: (("name", _("Chưa có họ tên.")), ("one", _("Có nhiều cán bộ trùng tên; chọn một người hoặc ghi người mới."))),
        ProposalKind.TASK: (("title", _("Chưa có nội dung việc.")), ("lead", _("Chưa rõ cơ quan chủ trì."))),
        ProposalKind.AWARD: (("giver", _("Chưa rõ người tặng.")), ("recipient", _("Chưa rõ người được tặng."))),
    }
    return next((sentence for name, sentence in wants[kind] if not data.get(name)), "")


def segments(text: str, spans: Iterable[Span]) -> list[Segment]:
    """The text cut at every edge of a mark; where marks lie over one another the shortest one, the most exact, is shown.

    Joined again the pieces are the text.
    """
    given: Sequence[Span] = [span for span in spans if 0 <= span.start < span.end <= len(text)]
    edges = sorted({0, len(text), *(span.start for span in given), *(span.end for span in given)})
    pieces: list[Segment] = []
    shown: set[tuple[str, int | None]] = set()
    coming, over = sorted(given, key=lambda span: span.start, reverse=True), list[Span]()
    for start, end in pairwise(edges):
        over = [span for span in over if span.end > start]
        while coming and coming[-1].start <= start:
            over.append(coming.pop())
        top = min(over, key=lambda span: (span.end - span.start, -span.start), default=None)
        kind, id = (top.kind, top.id) if top else ("", None)
        if pieces and (pieces[-1].kind, pieces[-1].id) == (kind, id):
            pieces[-1] = Segment(pieces[-1].text + text[start:end], kind, id, pieces[-1].first)
            continue
        pieces.append(Segment(text[start:end], kind, id, bool(kind) and (kind, id) not in shown))
        shown.add((kind, id))
    return pieces
