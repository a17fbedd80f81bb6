"""What an official document says, as frozen values: nothing here knows fonts, millimetres or file types.

A document is a head (who, number, where, when, kind, subject), a body of blocks, a signature, recipients and annexes. A ``Number`` that
comes from a figure carries its reference ("figure:PETITIONS_RECEIVED@2026-Q3"), so a reader of the html view can open its records.
``Document.as_json`` is sorted, so that two trees can be compared line by line; ``from_json`` gives the same tree back.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date as Day
from typing import Any, Literal

from giaoban.core.values.errors import InvalidInput

Form = Literal["party", "state"]
FORMS = ("party", "state")
Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True)
class Text:
    """A run of words. A line feed in the text is a line break on paper."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it is printed ("2.815", "15,2%"), and the figure or record it comes from."""

    text: str
    ref: str | None = None
    bold: bool = False
    italic: bool = False


Inline = Text | Number
Inlines = tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title inside the body. ``level`` 1 is I-, 2 is 1., 3 is a); ``number`` is printed before the text as given."""

    text: str
    level: int = 1
    number: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of the body. ``indent``: first line moved in, as the format says."""

    inlines: Inlines
    align: Align = "justify"
    indent: bool = True


@dataclass(frozen=True, slots=True)
class Item:
    """A line of a list: "- …", "+ …", "1. …" with the marker as given."""

    inlines: Inlines
    marker: str = "-"
    level: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table. A cell covered by the span of another is not written at all."""

    inlines: Inlines = ()
    colspan: int = 1
    rowspan: int = 1
    align: Align | None = None
    bold: bool = False


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table. ``columns``: titles. ``header``: rows of cells instead of ``columns`` where titles span; they repeat on every page.
    ``widths``: relative widths, empty = fitted to the words. ``align``: per column, empty = left for words. ``numbered``: a row (1) (2) (3)
    under the titles. ``unit``: e.g. "Đơn vị tính: vụ", above at right. ``total``: the last row, bold.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    widths: tuple[float, ...] = ()
    align: tuple[Align, ...] = ()
    header: tuple[Row, ...] = ()
    total: Row | None = None
    numbered: bool = False
    unit: str = ""

    def header_rows(self) -> tuple[Row, ...]:
        """The rows that repeat: ``header`` or one row of the titles, then the row of numbers."""
        titles = self.header or (tuple(Cell((Text(title),)) for title in self.columns),)
        if not self.numbered:
            return titles
        return (*titles, tuple(Cell((Text(f"({place})", italic=True),)) for place in range(1, len(self.columns) + 1)))


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""


Block = Heading | Para | Item | Table | PageBreak


@dataclass(frozen=True, slots=True)
class Annex:
    """Phụ lục: its own page, lying down when ``landscape``. ``label``: "Phụ lục 1"; ``note``: kept empty, it names the main document."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    label: str = "Phụ lục"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs: ``authority`` "T/M BAN THƯỜNG VỤ" (Party) or "TM. ỦY BAN NHÂN DÂN" (State; a line feed parts two lines),
    ``post`` "BÍ THƯ", ``name`` without titles or degrees, empty on a draft. ``note``: "(Đã ký)" on a copy.
    """

    authority: str = ""
    post: str = ""
    name: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """An official document. ``type_name``: "BÁO CÁO". ``subject``: trích yếu. ``number``: "05-BC/TU" or "12/BC-UBND"; when it is not yet
    given, ``symbol`` ("BC/TU" or "BC-UBND") leaves room for it. ``addressees``: Kính gửi. ``is_letter``: công văn, which has no type name
    and writes its subject under the number. ``recipients``: Nơi nhận, without dashes and marks. ``left_signature``: the second signer of
    minutes. ``form_number``: "Mẫu số 03/TCD". Empty parts are not printed.
    """

    form: Form
    issuer: str
    superior: str = ""
    number: str = ""
    symbol: str = ""
    type_name: str = ""
    subject: str = ""
    place: str = ""
    date: Day | None = None
    addressees: tuple[str, ...] = ()
    body: tuple[Block, ...] = ()
    signature: Signature | None = None
    left_signature: Signature | None = None
    recipients: tuple[str, ...] = ()
    annexes: tuple[Annex, ...] = ()
    secrecy: str = ""
    urgency: str = ""
    draft: str = ""
    form_number: str = ""
    is_letter: bool = False
    landscape: bool = False

    def __post_init__(self) -> None:
        if self.form not in FORMS:
            raise InvalidInput("Thể thức “%(form)s” không có; chỉ có party (văn bản của Đảng) và state (Nhà nước).", form=self.form)

    def as_json(self) -> str:
        """The tree as sorted, indented JSON; every value names its kind."""
        return json.dumps(_plain(self), ensure_ascii=False, sort_keys=True, indent=2) + "\n"

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order, annexes last."""
        yield from self.body
        for annex in self.annexes:
            yield from annex.blocks

    def numbers(self) -> Iterator[Number]:
        """Every number of the document in reading order, in tables too."""
        for block in self.blocks():
            for run in block_inlines(block):
                if isinstance(run, Number):
                    yield run

    def refs(self) -> tuple[str, ...]:
        """The figures and records the document stands on, each once, in reading order."""
        return tuple(dict.fromkeys(number.ref for number in self.numbers() if number.ref))


def block_inlines(block: Block) -> Iterator[Inline]:
    """The runs of a block in reading order; a heading counts as one run."""
    if isinstance(block, Heading):
        yield Text(f"{block.number} {block.text}".strip())
    elif isinstance(block, Para | Item):
        yield from block.inlines
    elif isinstance(block, Table):
        for row in (*block.header_rows(), *block.rows, *([block.total] if block.total else [])):
            for each in row:
                yield from each.inlines


def runs(*parts: str | Inline) -> Inlines:
    """Words and numbers side by side: ``runs("Tiếp ", Number("2.815", ref), " lượt")``."""
    return tuple(Text(part) if isinstance(part, str) else part for part in parts)


def para(*parts: str | Inline, align: Align = "justify", indent: bool = True) -> Para:
    return Para(runs(*parts), align, indent)


def item(*parts: str | Inline, marker: str = "-", level: int = 1) -> Item:
    return Item(runs(*parts), marker, level)


def cell(*parts: str | Inline, colspan: int = 1, rowspan: int = 1, align: Align | None = None, bold: bool = False) -> Cell:
    return Cell(runs(*parts), colspan, rowspan, align, bold)


def row(*cells: str | Inline | Cell) -> Row:
    """A row of a table from words, numbers or cells."""
    return tuple(each if isinstance(each, Cell) else Cell(runs(each)) for each in cells)


def text_of(inlines: Inlines) -> str:
    return "".join(run.text for run in inlines)


def _block_lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield f"{block.number} {block.text}".strip()
    elif isinstance(block, Para):
        yield text_of(block.inlines)
    elif isinstance(block, Item):
        yield f"{block.marker} {text_of(block.inlines)}".strip()
    elif isinstance(block, Table):
        if block.caption:
            yield block.caption
        for line in (*block.header_rows(), *block.rows, *([block.total] if block.total else [])):
            yield "\t".join(text_of(each.inlines) for each in line)


def words(value: Any) -> Iterator[str]:
    """Every word the tree holds, printed or not, in no special order: to check letters before writing."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from words(part)
    elif is_dataclass(value):
        for each in fields(value):
            yield from words(getattr(value, each.name))


def plain_text(document: Document) -> str:
    """The words of the document for search and for comparing, a line for each block, a tab between cells."""
    head = (document.superior, document.issuer, document.number, document.place, document.type_name, document.subject)
    lines = [part for part in head if part]
    lines += document.addressees
    for block in document.body:
        lines.extend(_block_lines(block))
    for signature in (document.left_signature, document.signature):
        if signature:
            lines += [part for part in (signature.authority, signature.post, signature.name) if part]
    lines += document.recipients
    for annex in document.annexes:
        lines += [annex.label, annex.title]
        for block in annex.blocks:
            lines.extend(_block_lines(block))
    return "\n".join(lines)


_KINDS: Mapping[str, type[Any]] = {
    kind.__name__: kind for kind in (Text, Number, Heading, Para, Item, Cell, Table, PageBreak, Annex, Signature, Document)
}


def _plain(value: Any) -> Any:
    """Values as JSON has them: kinds by name, fields left at their default left out."""
    if is_dataclass(value):
        kept = {each.name: getattr(value, each.name) for each in fields(value)}
        kept = {each.name: kept[each.name] for each in fields(value) if kept[each.name] != each.default}
        return {"kind": type(value).__name__, **{name: _plain(part) for name, part in kept.items()}}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    return value.isoformat() if isinstance(value, Day) else value


def _tree(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_tree(part) for part in value)
    if not isinstance(value, dict):
        return value
    kind = _KINDS[value["kind"]]
    given = {name: _tree(part) for name, part in value.items() if name != "kind"}
    if kind is Document and given.get("date"):
        given["date"] = Day.fromisoformat(given["date"])
    return kind(**given)


def from_json(text: str) -> Document:
    """The tree that ``as_json`` wrote. Raises InvalidInput when the text is not such a tree."""
    try:
        document = _tree(json.loads(text))
    except (ValueError, KeyError, TypeError, AttributeError) as wrong:
        raise InvalidInput("Bản lưu của văn bản không đọc được: %(wrong)s.", wrong=str(wrong)) from wrong
    if not isinstance(document, Document):
        raise InvalidInput("Bản lưu không phải là một văn bản.")
    return document
