"""What the reader proposes, as values. ``start`` and ``end`` are places in ``Reading.text``; ``text[start:end]`` is the span, verbatim."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

Number = int | Decimal
Place = tuple[int, int]


def _plain(value: Number) -> int | float:
    return float(value) if isinstance(value, Decimal) and value != value.to_integral_value() else int(value)


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


@dataclass(frozen=True, slots=True)
class Source:
    """The file read. ``kind``: txt, html, docx, pdf, png, jpg, tiff or xlsx; ``pages``: None where a kind has none; ``ocr``: the text
    was recognised from a picture and may hold wrong letters."""

    name: str
    sha256: str
    kind: str
    pages: int | None = None
    encoding: str | None = None
    ocr: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "sha256": self.sha256,
            "kind": self.kind,
            "pages": self.pages,
            "encoding": self.encoding,
            "ocr": self.ocr,
        }


@dataclass(frozen=True, slots=True)
class Document:
    """The official document that the text is. ``type`` is the legal word ("báo cáo")."""

    number: str | None
    type: str | None
    issuer: str | None
    date: date | None
    place: str | None
    subject: str | None

    def as_dict(self) -> dict[str, Any]:
        return {
            "number": self.number,
            "type": self.type,
            "issuer": self.issuer,
            "date": _iso(self.date),
            "place": self.place,
            "subject": self.subject,
        }


@dataclass(frozen=True, slots=True)
class Period:
    """The period the text tells of. ``kind``: quarter, month, half, nine_months, year or other."""

    kind: str
    n: int | None
    year: int | None

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "n": self.n, "year": self.year}


@dataclass(frozen=True, slots=True)
class Change:
    """How a figure moved: "giảm 15,2% so với cùng kỳ". ``unit``: "%" or "absolute"; ``base``: what it is compared with, as written."""

    direction: str
    value: Number
    unit: str
    base: str | None

    def as_dict(self) -> dict[str, Any]:
        return {"direction": self.direction, "value": _plain(self.value), "unit": self.unit, "base": self.base}


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that counts or measures something. ``confidence`` from 0 to 1; ``number_at``: where its digits stand."""

    start: int
    end: int
    value: Number
    qualifier: str | None
    unit: str | None
    what: str
    change: Change | None
    indicator: str | None
    confidence: float
    number_at: Place
    change_at: Place | None = None

    def as_dict(self, text: str) -> dict[str, Any]:
        return {
            "span": text[self.start : self.end],
            "start": self.start,
            "end": self.end,
            "value": _plain(self.value),
            "qualifier": self.qualifier,
            "unit": self.unit,
            "what": self.what,
            "change": self.change.as_dict() if self.change else None,
            "indicator": self.indicator,
            "confidence": self.confidence,
        }


@dataclass(frozen=True, slots=True)
class Citation:
    """A document the text refers to. ``name``: of a law cited by name."""

    start: int
    end: int
    type: str
    number: str | None
    issuer: str | None
    date: date | None
    name: str | None = None

    def as_dict(self, text: str) -> dict[str, Any]:
        return {
            "type": self.type,
            "number": self.number,
            "issuer": self.issuer,
            "date": _iso(self.date),
            "name": self.name,
            "span": text[self.start : self.end],
            "start": self.start,
            "end": self.end,
        }


@dataclass(frozen=True, slots=True)
class Person:
    """A person named, with all the posts the text gives, in order. The place is that of the first mention of the name."""

    name: str
    positions: tuple[str, ...]
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        return {"name": self.name, "positions": list(self.positions), "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Task:
    """One clause that tells somebody to do something. ``deadline``: an ISO day, or the words of the text, or None."""

    start: int
    end: int
    text: str
    assignees: tuple[str, ...] = ()
    co_assignees: tuple[str, ...] = ()
    deadline: str | None = None

    def as_dict(self, text: str) -> dict[str, Any]:
        return {
            "span": text[self.start : self.end],
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "assignees": list(self.assignees),
            "co_assignees": list(self.co_assignees),
            "deadline": self.deadline,
        }


@dataclass(frozen=True, slots=True)
class Award:
    """A commendation given. ``giver`` and ``to`` as written."""

    kind: str
    giver: str | None
    to: str | None
    start: int
    end: int

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "giver": self.giver, "to": self.to, "start": self.start, "end": self.end}


@dataclass(frozen=True, slots=True)
class Check:
    """A remark on what the text says. ``kind``: implied_base, sum, contradiction, percentage or date; ``severity``: info, warning
    or error; ``message``: a Vietnamese sentence."""

    kind: str
    severity: str
    message: str
    spans: tuple[Place, ...]

    def as_dict(self) -> dict[str, Any]:
        return {"kind": self.kind, "severity": self.severity, "message": self.message, "spans": [list(span) for span in self.spans]}


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read in one file. ``doc_kind``: news, report, conclusion, directive, plan, decision, official_letter or other."""

    source: Source
    text: str
    doc_kind: str = "other"
    document: Document | None = None
    period: Period | None = None
    figures: list[Figure] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    agencies: list[str] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)
    awards: list[Award] = field(default_factory=list)
    checks: list[Check] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        """The object ``giaoban read --json`` prints for one file."""
        return {
            "source": self.source.as_dict(),
            "doc_kind": self.doc_kind,
            "document": self.document.as_dict() if self.document else None,
            "period": self.period.as_dict() if self.period else None,
            "figures": [figure.as_dict(self.text) for figure in self.figures],
            "citations": [citation.as_dict(self.text) for citation in self.citations],
            "people": [person.as_dict() for person in self.people],
            "agencies": self.agencies,
            "tasks": [task.as_dict(self.text) for task in self.tasks],
            "awards": [award.as_dict() for award in self.awards],
            "checks": [check.as_dict() for check in self.checks],
            "text": self.text,
        }
