"""The html writer: a fragment for a page of the house, every word escaped, every number that has an origin a link to it.

No inline style and no script: the look is in classes (``look/paper.css``, which the pages load too), so a strict content policy holds.
"""

from collections.abc import Callable
from html import escape
from pathlib import Path

from .format import Format
from .layout import Line, Parts, fit, lay_out, places, signature_lines
from .tree import Block, Cell, Document, Heading, Inlines, Item, Number, Para, Row, Signature, Table

Link = Callable[[str], str | None]
SAFE_STARTS = ("/", "#", "?", "https://", "http://")


def stylesheet() -> str:
    """The rules for the classes of the fragment."""
    return (Path(__file__).parent / "look" / "paper.css").read_text(encoding="utf-8")


def write(document: Document, link: Link | None = None, look: Format | None = None) -> str:
    """The document as ``<article class="paper …">``. ``link(ref)`` gives the address of a figure or record, None = not to be opened."""
    parts = lay_out(document, look)
    inner = [_head(parts), _addresses(parts), *(_block(block, parts, link) for block in parts.body), _foot(parts)]
    for annex, note in zip(parts.document.annexes, parts.annex_notes, strict=True):
        title = f'<h2 class="paper-annex-label">{escape(annex.label)}</h2><p class="paper-annex-title">{_lines(annex.title)}</p>'
        under = f'<p class="paper-annex-note">{escape(note)}</p>' if note else ""
        blocks = "".join(_block(block, parts, link) for block in annex.blocks)
        inner.append(f'<section class="paper-annex{" paper-landscape" if annex.landscape else ""}">{title}{under}{blocks}</section>')
    lying = " paper-landscape" if document.landscape else ""
    return f'<article class="paper paper-{escape(document.form)}{lying}" lang="vi">{"".join(part for part in inner if part)}</article>'


def page(document: Document, look: Format | None = None) -> str:
    """A whole page with its style, to keep or to print without the house."""
    title = escape(f"{document.type_name} {document.subject}".strip())
    body = write(document, None, look)
    head = f'<head><meta charset="utf-8"><title>{title}</title><style>{stylesheet()}</style></head>'
    return f'<!DOCTYPE html><html lang="vi">{head}<body>{body}</body></html>'


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _inlines(inlines: Inlines, link: Link | None) -> str:
    written = []
    for run in inlines:
        words = _lines(run.text)
        if isinstance(run, Number):
            words = _number(run, words, link)
        words = f"<strong>{words}</strong>" if run.bold else words
        written.append(f"<em>{words}</em>" if run.italic else words)
    return "".join(written)


def _number(number: Number, words: str, link: Link | None) -> str:
    """A number: a link when it can be opened, else a span which still names its origin."""
    if not number.ref:
        return f'<span class="paper-number">{words}</span>'
    address = link(number.ref) if link else None
    origin = f'data-ref="{escape(number.ref)}"'
    if address and address.startswith(SAFE_STARTS):
        return f'<a class="paper-number" href="{escape(address)}" {origin}>{words}</a>'
    return f'<span class="paper-number" {origin}>{words}</span>'


def _line(line: Line, name: str, tag: str = "p") -> str:
    classes = " ".join([name, *(word for word, on in (("b", line.bold), ("i", line.italic), ("ruled", line.rule)) if on)])
    return f'<{tag} class="{classes}"><span>{_lines(line.text)}</span></{tag}>'


def _head(parts: Parts) -> str:
    left = "".join(_line(line, "paper-issuer") for line in parts.left)
    right = "".join(_line(line, "paper-nation") for line in parts.right)
    low_left = "".join(_line(line, "paper-no") for line in parts.left_low)
    low_right = "".join(_line(line, "paper-place") for line in parts.right_low)
    form = f'<p class="paper-form-number">{escape(parts.form_number)}</p>' if parts.form_number else ""
    low = f"<div>{low_left}</div><div>{low_right}</div>"
    head = f'{form}<div class="paper-head"><div>{left}</div><div>{right}</div>{low}</div>'
    titles = [
        _line(line, "paper-title" if place == 0 else "paper-subject", "h1" if place == 0 else "p")
        for place, line in enumerate(parts.titles)
    ]
    return f"<header>{head}{''.join(titles)}</header>"


def _addresses(parts: Parts) -> str:
    if not parts.addressees:
        return ""
    label = f"<em>{escape(parts.address_label)}</em>" if parts.look.address_italic else escape(parts.address_label)
    if len(parts.addressees) == 1:
        return f'<p class="paper-address">{label} {escape(parts.addressees[0])}</p>'
    lines = "".join(f"<li>{escape(line)}</li>" for line in parts.addressees)
    return f'<div class="paper-addresses"><p>{label}</p><ul>{lines}</ul></div>'


def _block(block: Block, parts: Parts, link: Link | None) -> str:
    if isinstance(block, Heading):
        tag = f"h{min(block.level + 1, 6)}"
        bold, italic = parts.look.heading_style(block.level)
        style = f"paper-heading{' b' if bold else ''}{' i' if italic else ''}"
        return f'<{tag} class="{style}">{_lines(f"{block.number} {block.text}".strip())}</{tag}>'
    if isinstance(block, Para):
        flat = "" if block.indent else " paper-flat"
        return f'<p class="paper-para paper-{block.align}{flat}">{_inlines(block.inlines, link)}</p>'
    if isinstance(block, Item):
        return f'<p class="paper-item paper-level-{block.level}">{escape(block.marker)} {_inlines(block.inlines, link)}</p>'
    if isinstance(block, Table):
        return _table(block, parts, link)
    return '<hr class="paper-break">'


def _table(table: Table, parts: Parts, link: Link | None) -> str:
    grid = fit(table, parts.text_width, parts.look.table_size)
    columns = len(table.columns)

    def rows(lines: tuple[Row, ...], tag: str) -> str:
        written = []
        for cells, starts in zip(lines, places(lines, columns), strict=True):
            inner = "".join(
                _cell(each, tag, each.align or ("center" if tag == "th" else grid.align[at]), link)
                for each, at in zip(cells, starts, strict=True)
            )
            written.append(f"<tr>{inner}</tr>")
        return "".join(written)

    unit = f'<span class="paper-unit">{escape(table.unit)}</span>' if table.unit else ""
    caption = f"<caption>{escape(table.caption)}{unit}</caption>" if table.caption or unit else ""
    label = escape(table.caption or "Bảng số liệu")
    total = f"<tfoot>{rows((table.total,), 'td')}</tfoot>" if table.total else ""
    head = f"<thead>{rows(table.header_rows(), 'th')}</thead>"
    inner = f'<table class="paper-table">{caption}{head}<tbody>{rows(table.rows, "td")}</tbody>{total}</table>'
    return f'<div class="paper-table-frame" role="group" aria-label="{label}" tabindex="0">{inner}</div>'


def _cell(cell: Cell, tag: str, align: str, link: Link | None) -> str:
    across = f' colspan="{cell.colspan}"' if cell.colspan > 1 else ""
    down = f' rowspan="{cell.rowspan}"' if cell.rowspan > 1 else ""
    scope = (' scope="colgroup"' if cell.colspan > 1 else ' scope="col"') if tag == "th" else ""
    words = _inlines(cell.inlines, link)
    words = f"<strong>{words}</strong>" if cell.bold and tag == "td" else words
    return f'<{tag} class="paper-{align}"{scope}{across}{down}>{words}</{tag}>'


def _foot(parts: Parts) -> str:
    document = parts.document
    label = parts.look.recipients_label
    lines = "".join(f"<li>{escape(line)}</li>" for line in parts.recipients)
    style = " ".join(f"paper-{word}" for word in parts.look.recipients_style.split("_"))
    recipients = f'<div class="paper-recipients"><p class="{style}">{escape(label)}</p><ul>{lines}</ul></div>' if lines else ""
    signed = "".join(_signature(each, parts.look) for each in (document.left_signature, document.signature) if each)
    if not recipients and not signed:
        return ""
    inner = signed + recipients if document.left_signature else (recipients or "<div></div>") + signed
    return f'<footer class="paper-foot">{inner}</footer>'


def _signature(signature: Signature, look: Format) -> str:
    authority, post = signature_lines(signature)
    lines = [f'<p class="b">{escape(line)}</p>' for line in authority]
    if post:
        lines.append(f'<p class="{"b" if look.post_bold else "paper-post"}">{escape(post)}</p>')
    lines.append(f'<p class="paper-signed"><em>{escape(signature.note)}</em></p><p class="b">{escape(signature.name)}</p>')
    return f'<div class="paper-signature">{"".join(lines)}</div>'
