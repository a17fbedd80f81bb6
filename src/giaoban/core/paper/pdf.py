"""The pdf writer: a document of the tree as PDF/A-2b through typst, with the fonts of this room only, the same bytes every time.

The typst source is code, never markup: every word of a document stands in it as a quoted string, so "#", "$", "*" and "@" are letters.
"""

from datetime import date
from functools import cache
from typing import Any, Literal

import typst

from . import letters
from .format import Format
from .layout import CELL_PAD, POINTS_PER_MM, Grid, Line, Parts, cell_align, fit, lay_out, page_text_width, places, signature_lines
from .tree import Align, Annex, Block, Cell, Document, Heading, Inlines, Item, Para, Row, Signature, Table, Text

STANDARD: Literal["a-2b"] = "a-2b"
NEVER = date(2000, 1, 1)
RULE = "0.6pt"
LINE = "0.5pt"
TALL, DEEP = 0.8, 0.2


def write(document: Document, look: Format | None = None) -> bytes:
    """The PDF/A-2b file. Raises InvalidInput on a letter no font has. The same tree gives the same bytes."""
    made: bytes = typst.compile(source(document, look).encode(), font_paths=_fonts(), ignore_system_fonts=True, pdf_standards=[STANDARD])
    return made


@cache
def _fonts() -> Any:
    """The four cuts, read once."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(letters.FONTS)])


def source(document: Document, look: Format | None = None) -> str:
    """The typst source of the document."""
    parts = lay_out(document, look)
    content = [_setup(parts), _head(parts), _addresses(parts)]
    content += [_block(block, parts.look, parts.text_width) for block in parts.body]
    content.append(_foot(parts))
    for annex, note in zip(parts.document.annexes, parts.annex_notes, strict=True):
        content.append(_annex(annex, note, parts.look))
    return "\n".join(part for part in content if part) + "\n"


def quoted(text: str) -> str:
    """A typst string: only the backslash and the quote mean anything in it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ").replace("\t", " ").replace("\r", "") + '"'


def _words(text: str, size: float, *, bold: bool = False, italic: bool = False) -> str:
    """Code giving a run of words; a line feed breaks the line."""
    weight = ', weight: "bold"' if bold else ""
    style = ', style: "italic"' if italic else ""
    lines = " + linebreak() + ".join(f"text(size: {size:g}pt{weight}{style}, {quoted(line)})" for line in text.split("\n"))
    return f"({lines})"


def _runs(inlines: Inlines, size: float, *, bold: bool = False) -> str:
    written = [_words(run.text, size, bold=bold or run.bold, italic=run.italic) for run in inlines if run.text]
    return " + ".join(written) or "[]"


def _leading(look: Format, size: float) -> float:
    """Space between lines so that lines stand as far apart as the format says: letters here are 1.0 of their size high."""
    return max((look.line_exact_pt or look.line_multiple * 1.15 * size) - size, 0)


def _setup(parts: Parts) -> str:
    look, document = parts.look, parts.document
    day = document.date or NEVER
    title = f"{document.type_name} {document.subject}".strip()
    when = f"datetime(year: {day.year}, month: {day.month}, day: {day.day}, hour: 0, minute: 0, second: 0)"
    number = f"text(size: {look.page_number_size:g}pt, counter(page).display())"
    shown = f"context {{ if counter(page).get().first() >= {look.page_number_from:g} {{ align(center, {number}) }} }}"
    return (
        f"#set document(title: {quoted(title)}, author: {quoted(document.issuer)}, date: {when})\n"
        f"#set page(width: {look.page_width_mm:g}mm, height: {look.page_height_mm:g}mm, flipped: {_flag(parts.landscape)}, "
        f"margin: (top: {look.margin_top_mm:g}mm, bottom: {look.margin_bottom_mm:g}mm, left: {look.margin_left_mm:g}mm, "
        f"right: {look.margin_right_mm:g}mm), header: {shown}, header-ascent: 5mm)\n"
        f'#set text(font: "{letters.FAMILY}", size: {look.body_size:g}pt, lang: "vi", hyphenate: false, fallback: false, '
        f"overhang: false, top-edge: {TALL}em, bottom-edge: -{DEEP}em)\n"
        f"#set par(leading: 0.2em, spacing: 0.2em, justify: false)\n"
        f"#show heading: it => it.body\n#set table.cell(breakable: false)"
    )


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _line(line: Line, width: float) -> str:
    """A centred line of the head, with its rule under it."""
    words = f"align(center, {_words(line.text, line.size, bold=line.bold, italic=line.italic)})"
    if not line.rule:
        return f"block(width: 100%, spacing: 2pt, {words})"
    rule = f"line(length: {line.rule_points(width):.2f}pt, stroke: {RULE})"
    return f"block(width: 100%, spacing: 2pt, {words}) + block(width: 100%, above: 4pt, below: 4pt, align(center, {rule}))"


def _stack(lines: tuple[Line, ...], width: float) -> str:
    return " + ".join(_line(line, width) for line in lines) or "[]"


def _head(parts: Parts) -> str:
    left, right = parts.head_columns
    cells = [_stack(parts.left, left), _stack(parts.right, right)]
    if parts.left_low or parts.right_low:
        cells += [_stack(parts.left_low, left), _stack(parts.right_low, right)]
    form = f"#align(right, {_words(parts.form_number, 12, bold=True, italic=True)})\n" if parts.form_number else ""
    head = f"{form}#grid(columns: ({left:.2f}pt, {right:.2f}pt), row-gutter: 4pt, {', '.join(cells)})"
    if not parts.titles:
        return f"{head}\n#v(14pt, weak: false)"
    titles = "\n".join(f"#({_line(line, parts.text_width)})" for line in parts.titles)
    return f"{head}\n#v(14pt, weak: false)\n{titles}\n#v(10pt, weak: false)"


def _addresses(parts: Parts) -> str:
    look = parts.look
    label, size = parts.address_label, look.body_size
    if not parts.addressees:
        return ""
    if len(parts.addressees) == 1:
        words = f"{_words(label + ' ', size, italic=look.address_italic)} + {_words(parts.addressees[0], size)}"
        return f"#block(above: 4pt, below: 14pt, width: 100%, align(center, {words}))"
    lines = " + ".join(f"block(spacing: 4pt, inset: (left: 20mm), {_words(f'- {line}', size)})" for line in parts.addressees)
    first = f"block(spacing: 4pt, {_words(label, size, italic=look.address_italic)})"
    return f"#block(above: 4pt, below: 14pt, inset: (left: 20mm), {first} + {lines})"


def _paragraph(words: str, look: Format, *, align: Align = "justify", first: float = 0, left: float = 0, above: float = 0) -> str:
    """A paragraph of the body in a block of its own, so that gaps are exactly the format's."""
    size = look.body_size
    leading = _leading(look, size)
    gap = look.paragraph_gap_pt + leading
    indent = f"first-line-indent: (amount: {first:.2f}pt, all: true), " if first else ""
    justify = _flag(align == "justify")
    placed = "left" if align == "justify" else align
    inner = f"par({indent}justify: {justify}, leading: {leading:.2f}pt, {words})"
    inset = f"inset: (left: {left:.2f}pt), " if left else ""
    return f"block(width: 100%, above: {gap + above:.2f}pt, below: {gap:.2f}pt, {inset}align({placed}, {inner}))"


def _block(block: Block, look: Format, width: float) -> str:
    size, first = look.body_size, look.first_line_mm * POINTS_PER_MM
    if isinstance(block, Heading):
        bold, italic = look.heading_style(block.level)
        words = _words(f"{block.number} {block.text}".strip(), size, bold=bold, italic=italic)
        inner = _paragraph(words, look, first=first, above=look.paragraph_gap_pt / 2)
        return f"#heading(level: {block.level}, outlined: true, {inner})"
    if isinstance(block, Para):
        return f"#{_paragraph(_runs(block.inlines, size), look, align=block.align, first=first if block.indent else 0)}"
    if isinstance(block, Item):
        words = f"{_words(f'{block.marker} ', size)} + {_runs(block.inlines, size)}"
        return f"#{_paragraph(words, look, first=first, left=(block.level - 1) * first / 2)}"
    if isinstance(block, Table):
        return _table(block, look, width)
    return "#pagebreak()"


def _table(table: Table, look: Format, width: float) -> str:
    grid = fit(table, width, look.table_size)
    columns = ", ".join(f"{one:.2f}pt" for one in grid.widths)
    caption = (
        f"block(above: 10pt, below: 6pt, width: 100%, sticky: true, align(center, {_words(table.caption, look.body_size, bold=True)}))"
    )
    unit = f"block(above: 4pt, below: 3pt, width: 100%, sticky: true, align(right, {_words(table.unit, look.table_size, italic=True)}))"
    head = "".join(f"#{each}\n" for each, wanted in ((caption, table.caption), (unit, table.unit)) if wanted)
    titles = ",\n".join(_rows(table.header_rows(), grid, header=True))
    body = ",\n".join([*_rows(table.rows, grid), *(_rows((table.total,), grid, bold=True) if table.total else [])])
    inner = f"table.header(repeat: true,\n{titles}),\n{body}"
    options = f"columns: ({columns},), stroke: {LINE}, inset: (x: {CELL_PAD:g}pt, y: 2.5pt), align: horizon"
    return f"{head}#block(above: 6pt, below: 10pt, table({options},\n{inner}))"


def _rows(rows: tuple[Row, ...], grid: Grid, *, header: bool = False, bold: bool = False) -> list[str]:
    written = []
    for cells, starts in zip(rows, places(rows, len(grid.widths)), strict=True):
        written += [_cell(each, grid, at, header=header, bold=bold) for each, at in zip(cells, starts, strict=True)]
    return written


def _cell(each: Cell, grid: Grid, column: int, *, header: bool, bold: bool) -> str:
    numbered = header and all(isinstance(part, Text) and part.italic for part in each.inlines)
    words = _runs(each.inlines, grid.size, bold=bold or each.bold or (header and not numbered))
    align = (each.align or "center") if header else cell_align(each, grid, column)
    placed = "left" if align == "justify" else align
    across = f"colspan: {each.colspan}, " if each.colspan > 1 else ""
    down = f"rowspan: {each.rowspan}, " if each.rowspan > 1 else ""
    return f"table.cell({across}{down}align: {placed} + horizon, {words})"


def _foot(parts: Parts) -> str:
    document, look = parts.document, parts.look
    recipients = _recipients(parts)
    if not document.signature and not document.left_signature:
        return f"#{recipients}" if parts.recipients else ""
    left = _signature(document.left_signature, look) if document.left_signature else recipients
    right = _signature(document.signature, look) if document.signature else "[]"
    foot = f"#block(above: 16pt, breakable: false, grid(columns: (48%, 52%), {left}, {right}))"
    return f"{foot}\n#{recipients}" if document.left_signature and parts.recipients else foot


def _recipients(parts: Parts) -> str:
    if not parts.recipients:
        return "[]"
    look, style = parts.look, parts.look.recipients_style
    label = _words(look.recipients_label, look.recipients_label_size, bold="bold" in style, italic="italic" in style)
    label = f"underline(offset: 2pt, {label})" if style == "underline" else label
    lines = " + ".join(f"block(spacing: 2pt, {_words(line, look.recipients_size)})" for line in parts.recipients)
    return f"(block(below: 3pt, {label}) + {lines})"


def _signature(signature: Signature, look: Format) -> str:
    authority, post = signature_lines(signature)
    size = look.authority_size
    lines = [_words(line, size, bold=True) for line in authority]
    lines += [_words(post, size, bold=look.post_bold)] if post else []
    head = " + ".join(f"block(spacing: 2pt, {line})" for line in lines)
    room = f"block(height: {look.signature_gap_mm:g}mm, align(horizon, {_words(signature.note, size, italic=True)}))"
    name = _words(signature.name, look.name_size, bold=True)
    return f"align(center, {head or '[]'} + {room} + {name})"


def _annex(annex: Annex, note: str, look: Format) -> str:
    size = look.annex_size
    lines = [_words(annex.label.upper(), size, bold=True), _words(annex.title, size, bold=True)]
    lines += [_words(note, size, italic=True)] if note else []
    head = "".join(f"#block(spacing: 4pt, width: 100%, align(center, {line}))\n" for line in lines)
    width = page_text_width(look, annex.landscape)
    blocks = "\n".join(_block(block, look, width) for block in annex.blocks)
    return f"#set page(flipped: {_flag(annex.landscape)})\n{head}#v(8pt)\n{blocks}"
