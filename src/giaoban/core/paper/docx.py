"""The docx writer: a document of the tree as an editable Word file that looks as the format says, the same bytes every time."""

import io
import re
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from .docx_marks import NAMESPACE, bare_table, head_line, paragraph, ruled_table, run, runs
from .format import Format
from .layout import POINTS_PER_MM, Parts, fit, lay_out, page_text_width, signature_lines
from .tree import Block, Document, Heading, Item, Para, Signature, Table

NEVER = datetime(2000, 1, 1, tzinfo=UTC)
OUTLINE = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
POURED = re.compile(rb'<w:poured w:n="(\d+)"/>')
PAGE_FIELD = (
    '<w:r><w:rPr><w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr><w:fldChar w:fldCharType="begin"/></w:r>'
    '<w:r><w:rPr><w:sz w:val="{half}"/></w:rPr><w:instrText xml:space="preserve">PAGE</w:instrText></w:r>'
    '<w:r><w:rPr><w:sz w:val="{half}"/></w:rPr><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:rPr><w:sz w:val="{half}"/></w:rPr><w:t>2</w:t></w:r>'
    '<w:r><w:rPr><w:sz w:val="{half}"/></w:rPr><w:fldChar w:fldCharType="end"/></w:r>'
)


def write(document: Document, look: Format | None = None) -> bytes:
    """The docx file. Raises InvalidInput on a letter no font has. The same tree gives the same bytes."""
    parts = lay_out(document, look)
    file = docx.Document()
    _styles(file, parts.look)
    _properties(file, parts.document)
    _page(file.sections[0], parts.look, parts.landscape)
    _number_pages(file.sections[0], parts.look)
    poured: list[str] = []
    _pour(file, _head(parts) + _body(parts.body, parts.look, parts.text_width) + _foot(parts), poured)
    for annex, note in zip(parts.document.annexes, parts.annex_notes, strict=True):
        section = file.add_section(WD_SECTION.NEW_PAGE)
        _page(section, parts.look, annex.landscape)
        section.different_first_page_header_footer = False
        width = page_text_width(parts.look, annex.landscape)
        _pour(file, _annex_head(annex.label, annex.title, note, parts.look) + _body(annex.blocks, parts.look, width), poured)
    return _pack(file, poured)


def _pour(file: Any, content: list[str], poured: list[str]) -> None:
    """Mark the place of finished XML before the properties of the last section; ``_pack`` puts the XML there.

    (Moving a parsed table of thousands of rows into the tree takes minutes; the text of it none.)
    """
    file.element.body.sectPr.addprevious(parse_xml(f'<w:poured {NAMESPACE} w:n="{len(poured)}"/>'))
    poured.append("".join(content))


def _styles(file: Any, look: Format) -> None:
    """One font for every script in every style, black headings, Vietnamese as the language."""
    for style in file.styles:
        if style.type is None or not hasattr(style, "font"):
            continue
        style.font.name = look.font_name
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for name in list(fonts.attrib):
            if name.endswith("Theme"):
                del fonts.attrib[name]
        for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
            fonts.set(qn(script), look.font_name)
    normal = file.styles["Normal"]
    normal.font.size = Pt(look.body_size)
    for language in file.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "vi-VN")
        language.set(qn("w:eastAsia"), "vi-VN")
    for level, name in enumerate(OUTLINE, 1):
        bold, italic = look.heading_style(level)
        font = file.styles[name].font
        font.size, font.bold, font.italic = Pt(look.body_size), bold, italic
        font.color.rgb = RGBColor(0, 0, 0)


def _properties(file: Any, document: Document) -> None:
    """Title and issuer; the time is midnight of the day of the document, never of the machine."""
    at = datetime(document.date.year, document.date.month, document.date.day, tzinfo=UTC) if document.date else NEVER
    properties = file.core_properties
    properties.title = f"{document.type_name} {document.subject}".strip()[:255]
    properties.subject = document.number
    properties.author = properties.last_modified_by = document.issuer[:255]
    properties.created = properties.modified = at.replace(tzinfo=None)
    properties.language = "vi-VN"
    properties.comments = ""
    properties.keywords = ""
    properties.revision = 1


def _page(section: Any, look: Format, landscape: bool) -> None:
    short, long = Mm(look.page_width_mm), Mm(look.page_height_mm)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (long, short) if landscape else (short, long)
    section.top_margin, section.bottom_margin = Mm(look.margin_top_mm), Mm(look.margin_bottom_mm)
    section.left_margin, section.right_margin = Mm(look.margin_left_mm), Mm(look.margin_right_mm)
    section.header_distance = section.footer_distance = Mm(look.margin_top_mm / 2)


def _number_pages(section: Any, look: Format) -> None:
    """A PAGE field at the top in the middle; none on the first page when numbers begin at page 2."""
    section.different_first_page_header_footer = look.page_number_from > 1
    header = section.header
    header.is_linked_to_previous = False
    field = PAGE_FIELD.format(half=round(look.page_number_size * 2))
    (line,) = parse_xml(f"<w:hdr {NAMESPACE}>{paragraph(field, align='center')}</w:hdr>")
    header._element.append(line)
    header._element.remove(header._element[0])


def _head(parts: Parts) -> list[str]:
    left_width, right_width = parts.head_columns
    left = "".join(head_line(line, left_width) for line in parts.left)
    right = "".join(head_line(line, right_width) for line in parts.right)
    low = "".join(head_line(line, left_width, after=2) for line in parts.left_low)
    place = "".join(head_line(line, right_width) for line in parts.right_low)
    head = [paragraph(run(parts.form_number, 12, bold=True, italic=True), align="right")] if parts.form_number else []
    head += [bare_table([(left, right), *([(low, place)] if low or place else [])], (left_width, right_width)), paragraph("", exact=14)]
    head += [head_line(line, parts.text_width) for line in parts.titles]
    if parts.titles:
        head.append(paragraph("", exact=8))
    return head + _addresses(parts)


def _addresses(parts: Parts) -> list[str]:
    look, label = parts.look, parts.address_label
    size, italic = look.body_size, look.address_italic
    if not parts.addressees:
        return []
    if len(parts.addressees) == 1:
        words = run(f"{label} ", size, italic=italic) + run(parts.addressees[0], size)
        return [paragraph(words, align="center", before=6, after=10)]
    indent = 20 * POINTS_PER_MM
    lines = [paragraph(run(label, size, italic=italic), left=indent, before=6, after=2, keep=True)]
    lines += [paragraph(run(f"- {line}", size), left=indent * 2, after=2) for line in parts.addressees]
    return [*lines, paragraph("", exact=8)]


def _body(blocks: tuple[Block, ...], look: Format, width: float) -> list[str]:
    written: list[str] = []
    for block in blocks:
        written += _block(block, look, width)
    return written


def _block(block: Block, look: Format, width: float) -> list[str]:
    size, first = look.body_size, look.first_line_mm * POINTS_PER_MM
    gap = look.paragraph_gap_pt
    if isinstance(block, Heading):
        bold, italic = look.heading_style(block.level)
        words = run(f"{block.number} {block.text}".strip(), size, bold=bold, italic=italic)
        style = f"Heading{min(block.level, len(OUTLINE))}"
        return [_flow(words, look, align="justify", first=first, before=gap, after=gap, keep=True, style=style)]
    if isinstance(block, Para):
        return [_flow(runs(block.inlines, size), look, align=block.align, first=first if block.indent else 0, after=gap)]
    if isinstance(block, Item):
        words = run(f"{block.marker} ", size) + runs(block.inlines, size)
        return [_flow(words, look, align="justify", first=first, left=(block.level - 1) * first / 2, after=gap)]
    if isinstance(block, Table):
        head = [paragraph(run(block.caption, size, bold=True), align="center", before=gap, after=gap, keep=True)] if block.caption else []
        head += [paragraph(run(block.unit, look.table_size, italic=True), align="right", after=2, keep=True)] if block.unit else []
        return [*head, ruled_table(block, fit(block, width, look.table_size), look), paragraph("", exact=8)]
    return ['<w:p><w:r><w:br w:type="page"/></w:r></w:p>']


def _flow(words: str, look: Format, **placed: Any) -> str:
    return paragraph(words, exact=look.line_exact_pt, multiple=look.line_multiple, **placed)


def _foot(parts: Parts) -> list[str]:
    document, look = parts.document, parts.look
    width = parts.text_width
    if not document.signature and not document.left_signature:
        return [_recipients(parts)] if parts.recipients else []
    left = _signature(document.left_signature, look) if document.left_signature else _recipients(parts)
    right = _signature(document.signature, look) if document.signature else ""
    halves = (width * 0.48, width * 0.52)
    foot = [paragraph("", exact=10, keep=True), bare_table([(left, right)], halves)]
    return [*foot, _recipients(parts)] if document.left_signature and parts.recipients else foot


def _recipients(parts: Parts) -> str:
    if not parts.recipients:
        return ""
    look = parts.look
    style = look.recipients_style
    label = run(
        look.recipients_label, look.recipients_label_size, bold="bold" in style, italic="italic" in style, underline=style == "underline"
    )
    return paragraph(label, keep=True) + "".join(paragraph(run(line, look.recipients_size)) for line in parts.recipients)


def _signature(signature: Signature, look: Format) -> str:
    authority, post = signature_lines(signature)
    size = look.authority_size
    lines = [paragraph(run(line, size, bold=True), align="center", keep=True) for line in authority]
    if post:
        lines.append(paragraph(run(post, size, bold=look.post_bold), align="center", keep=True))
    lines.append(paragraph(run(signature.note, size, italic=True), align="center", keep=True, exact=look.signature_gap_mm * POINTS_PER_MM))
    lines.append(paragraph(run(signature.name, look.name_size, bold=True), align="center"))
    return "".join(lines)


def _annex_head(label: str, title: str, note: str, look: Format) -> list[str]:
    size = look.annex_size
    lines = [paragraph(run(label.upper(), size, bold=True), align="center", keep=True, style="Heading1")]
    lines.append(paragraph(run(title, size, bold=True), align="center", keep=True))
    if note:
        lines.append(paragraph(run(note, size, italic=True), align="center", keep=True))
    return [*lines, paragraph("", exact=10)]


def _pack(file: Any, poured: list[str]) -> bytes:
    """The file with fixed times in its archive, without the picture of an empty page that the template of the library carries."""
    package = file.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            package.rels.pop(name)
    first = io.BytesIO()
    file.save(first)
    final = io.BytesIO()
    with zipfile.ZipFile(first) as old, zipfile.ZipFile(final, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o600 << 16
            data = old.read(name)
            if name == "word/document.xml":
                data = POURED.sub(lambda found: poured[int(found[1])].encode(), data)
            new.writestr(entry, data)
    return final.getvalue()
