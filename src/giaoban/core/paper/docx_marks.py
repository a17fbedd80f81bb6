"""WordprocessingML as text: runs, paragraphs and tables of a document, from the values of the tree.

Sizes come in points and millimetres and leave as half points, twentieths of a point and eighths, as the format wants them.
"""

from xml.sax.saxutils import escape

from .format import Format
from .layout import CELL_PAD, Grid, Line, cell_align, places
from .tree import Align, Cell, Inlines, Row, Table, Text

NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RULE = 6
TABLE_LINE = 4
JUSTIFY = {"left": "left", "center": "center", "right": "right", "justify": "both"}


def twips(points: float) -> int:
    return round(points * 20)


def run(text: str, size: float, *, bold: bool = False, italic: bool = False, underline: bool = False) -> str:
    """A run; a line feed is a line break, a tab a tab."""
    marks = f"{'<w:b/><w:bCs/>' if bold else ''}{'<w:i/><w:iCs/>' if italic else ''}"
    half = round(size * 2)
    under = '<w:u w:val="single"/>' if underline else ""
    words = "<w:br/>".join(f'<w:t xml:space="preserve">{escape(line)}</w:t>' if line else "" for line in text.split("\n"))
    return f'<w:r><w:rPr>{marks}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>{under}</w:rPr>{words}</w:r>'


def runs(inlines: Inlines, size: float, *, bold: bool = False) -> str:
    return "".join(run(each.text, size, bold=bold or each.bold, italic=each.italic) for each in inlines)


def paragraph(
    content: str,
    *,
    align: Align = "left",
    before: float = 0,
    after: float = 0,
    exact: float = 0,
    multiple: float = 0,
    first: float = 0,
    left: float = 0,
    right: float = 0,
    rule: bool = False,
    keep: bool = False,
    style: str = "",
) -> str:
    """A paragraph. ``rule``: a thin line under it, as long as the indents leave. ``keep``: stays on the page of what follows."""
    line = f'w:line="{twips(exact)}" w:lineRule="exact"' if exact else f'w:line="{round(240 * (multiple or 1))}" w:lineRule="auto"'
    return (
        "<w:p><w:pPr>"
        + (f'<w:pStyle w:val="{style}"/>' if style else "")
        + ("<w:keepNext/><w:keepLines/>" if keep else "")
        + (f'<w:pBdr><w:bottom w:val="single" w:sz="{RULE}" w:space="1" w:color="000000"/></w:pBdr>' if rule else "")
        + f'<w:spacing w:before="{twips(before)}" w:after="{twips(after)}" {line}/>'
        + f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" w:firstLine="{twips(first)}"/>'
        + f'<w:jc w:val="{JUSTIFY[align]}"/></w:pPr>{content}</w:p>'
    )


def rule_under(line: Line, width: float) -> str:
    """The rule under a line of the head: an empty low paragraph with a border, indented to the middle of the column."""
    side = (width - line.rule_points(width)) / 2
    return paragraph(run("", 2), exact=3, left=side, right=side, rule=True, after=3)


def head_line(line: Line, width: float, *, after: float = 0) -> str:
    """A centred line of the head with its rule."""
    words = paragraph(run(line.text, line.size, bold=line.bold, italic=line.italic), align="center", keep=True, after=after)
    return words + rule_under(line, width) if line.rule else words


def bare_table(rows: list[tuple[str, str]], widths: tuple[float, float]) -> str:
    """Two columns without lines: the head and the foot of a document."""
    body = "".join(
        f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{_bare_cell(left, widths[0])}{_bare_cell(right, widths[1])}</w:tr>" for left, right in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>{_cell_margins(0)}'
        f"</w:tblPr>{_columns(widths)}{body}</w:tbl>"
    )


def _bare_cell(content: str, width: float) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/></w:tcPr>{content or paragraph("")}</w:tc>'


def _columns(widths: tuple[float, ...]) -> str:
    return "<w:tblGrid>" + "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths) + "</w:tblGrid>"


def _cell_margins(side: float) -> str:
    edge = twips(side)
    return f'<w:tblCellMar><w:left w:w="{edge}" w:type="dxa"/><w:right w:w="{edge}" w:type="dxa"/></w:tblCellMar>'


def ruled_table(table: Table, grid: Grid, look: Format) -> str:
    """A table with lines: the title rows repeat on every page and no row is split."""
    lines = "".join(
        f'<w:{edge} w:val="single" w:sz="{TABLE_LINE}" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    head = _rows(table.header_rows(), grid, header=True)
    body = _rows(table.rows, grid)
    total = _rows((table.total,), grid, bold=True) if table.total else ""
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(sum(grid.widths))}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{lines}</w:tblBorders><w:tblLayout w:type="fixed"/>{_cell_margins(CELL_PAD)}'
        f'<w:tblLook w:firstRow="1" w:val="0020"/></w:tblPr>'
        f"{_columns(grid.widths)}{head}{body}{total}</w:tbl>"
    )


def _rows(rows: tuple[Row, ...], grid: Grid, *, header: bool = False, bold: bool = False) -> str:
    """Rows as WordprocessingML has them: a cell spanning rows begins a merge and empty cells under it continue it."""
    written: list[str] = []
    columns = len(grid.widths)
    below: dict[int, tuple[int, int]] = {}
    for cells, starts in zip(rows, places(rows, columns), strict=True):
        parts: dict[int, str] = {}
        for column, (left, span) in list(below.items()):
            parts[column] = _cell(Cell(), grid, column, span, merge="<w:vMerge/>")
            below[column] = (left - 1, span)
        below = {column: held for column, held in below.items() if held[0]}
        for each, column in zip(cells, starts, strict=True):
            merge = '<w:vMerge w:val="restart"/>' if each.rowspan > 1 else ""
            parts[column] = _cell(each, grid, column, each.colspan, merge=merge, header=header, bold=bold)
            if each.rowspan > 1:
                below[column] = (each.rowspan - 1, each.colspan)
        mark = "<w:cantSplit/><w:tblHeader/>" if header else "<w:cantSplit/>"
        written.append(f"<w:tr><w:trPr>{mark}</w:trPr>{''.join(parts[column] for column in sorted(parts))}</w:tr>")
    return "".join(written)


def _cell(each: Cell, grid: Grid, column: int, span: int, *, merge: str = "", header: bool = False, bold: bool = False) -> str:
    width = sum(grid.widths[column : column + span])
    across = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    numbered = header and all(isinstance(part, Text) and part.italic for part in each.inlines)
    heavy = bold or each.bold or (header and not numbered)
    middle = '<w:vAlign w:val="center"/>'
    align = each.align or "center" if header else cell_align(each, grid, column)
    words = paragraph(runs(each.inlines, grid.size, bold=heavy), align=align, before=1.5, after=1.5, keep=header)
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{across}{merge}{middle}</w:tcPr>{words}</w:tc>'
