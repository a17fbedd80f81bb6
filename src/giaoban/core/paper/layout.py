"""What the three writers share: the words of the head and foot as the format writes them, closing marks, rules and column widths.

Nothing is written here; a ``Parts`` holds finished lines. Widths are in points, millimetres only at the page.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from unicodedata import normalize

from . import letters
from .format import Format, format_for
from .tree import Align, Block, Cell, Document, Inlines, Item, Number, Para, Row, Signature, Table, Text, from_json, text_of, words

POINTS_PER_MM = 72 / 25.4
NO_BREAK = "\u00a0"
SMALLEST_TABLE = 7.5
CELL_PAD = 3.0
SMALLEST_REGISTER = 9.0
LEAST_WISH = 8.0
MANY_COLUMNS = 8
TALL_ROW = 5
SHORT_TEXT = 3
NUMERIC = re.compile(r"[-+–]?\d{1,3}(\.?\d{3})?(\.\d{3})*(,\d+)?%?|[-–]")
PLACE_WORDS = ("TỈNH", "THÀNH PHỐ", "XÃ", "PHƯỜNG", "ĐẶC KHU", "HUYỆN", "THỊ XÃ")
SUBMISSIONS = ("TỜ TRÌNH",)
SERIAL_TITLES = frozenset({"stt", "tt", "số tt"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the head as it is set."""

    text: str
    size: float
    bold: bool = False
    italic: bool = False
    rule: float = 0.0

    def rule_points(self, limit: float) -> float:
        """Length of the rule under the line, never longer than the column."""
        return min(limit, self.rule * letters.width(self.text, self.size, bold=self.bold, italic=self.italic))


@dataclass(frozen=True, slots=True)
class Parts:
    """A document ready for a writer: ``left`` and ``right`` are the two columns of the head, ``left_low`` and ``right_low`` their second
    row (number; place and date), ``titles`` the centred lines under them.
    """

    look: Format
    document: Document
    form_number: str
    left: tuple[Line, ...]
    right: tuple[Line, ...]
    left_low: tuple[Line, ...]
    right_low: tuple[Line, ...]
    titles: tuple[Line, ...]
    address_label: str
    addressees: tuple[str, ...]
    body: tuple[Block, ...]
    recipients: tuple[str, ...]
    annex_notes: tuple[str, ...]
    landscape: bool

    @property
    def text_width(self) -> float:
        """Width of the text of the main part in points."""
        return page_text_width(self.look, self.landscape)

    @property
    def head_columns(self) -> tuple[float, float]:
        """Widths of the two columns of the head: the right one as wide as its longest line, the left one at least two fifths."""
        right = right_column((*self.right, *self.right_low), self.text_width)
        return self.text_width - right, right


def right_column(lines: tuple[Line, ...], whole: float) -> float:
    """Width of the right column of the head: its longest line, between a half and three fifths of the page."""
    wanted = max((letters.width(line.text, line.size, bold=line.bold, italic=line.italic) for line in lines), default=0.0) + 8
    return min(max(wanted, whole * 0.5), whole * 0.6)


def balanced(line: Line, limit: float) -> Line:
    """The line broken into as few lines as fit, all about equally long, as a typist does with a long name or
    subject; the name of an agency parts before its province or commune."""
    fewest = len(_wrapped(line, limit))
    if fewest == 2 and "\n" not in line.text:
        wanted = [replace(line, text=text) for text in _good_breaks(line.text)]
        fitting = [parted for parted in wanted if len(_wrapped(parted, limit)) == 2]
        if fitting:
            return min(fitting, key=lambda parted: letters.width(parted.text, line.size, bold=line.bold, italic=line.italic))
    narrow, wide = limit / (fewest + 1), limit
    while wide - narrow > 2:
        middle = (narrow + wide) / 2
        narrow, wide = (narrow, middle) if len(_wrapped(line, middle)) <= fewest else (middle, wide)
    return replace(line, text="\n".join(_wrapped(line, wide)))


def _good_breaks(text: str) -> list[str]:
    """The text in two lines wherever a reader would part it: before the place of an agency, else after a comma or semicolon."""
    spaces = [place for place, letter in enumerate(text) if letter == " "]
    places = [at for at in spaces if any(text[at + 1 :].startswith(f"{word} ") for word in PLACE_WORDS)]
    places = places or [at for at in spaces if text[at - 1] in ",;" and len(text) <= 3 * min(at, len(text) - at)]
    return [f"{text[:at]}\n{text[at + 1 :]}" for at in places]


def _wrapped(line: Line, limit: float) -> list[str]:
    lines: list[str] = []
    for given in line.text.split("\n"):
        current = ""
        for word in given.split(" "):
            longer = f"{current} {word}".strip(" ")
            if current and letters.width(longer, line.size, bold=line.bold, italic=line.italic) > limit:
                lines.append(current)
                longer = word
            current = longer
        lines.append(current)
    return lines


def page_text_width(look: Format, landscape: bool) -> float:
    side = look.page_height_mm if landscape else look.page_width_mm
    return (side - look.margin_left_mm - look.margin_right_mm) * POINTS_PER_MM


def lay_out(document: Document, look: Format | None = None) -> Parts:
    """The finished lines of a document in the format of its day (or in ``look``). Raises InvalidInput on a letter no font has."""
    document = normal(document)
    letters.require_glyphs("\n".join(words(document)))
    look = look or format_for(document.form, document.date)
    left = [Line(document.superior.upper(), look.superior_size)] if document.superior else []
    left.append(Line(document.issuer.upper(), look.issuer_size, bold=True, rule=look.issuer_rule))
    if look.issuer_mark:
        left.append(Line(look.issuer_mark, look.issuer_size, bold=True))
    last = len(look.title_lines) - 1
    right = [
        Line(text, size, bold=True, rule=look.title_rule if place == last else 0.0)
        for place, (text, size) in enumerate(zip(look.title_lines, look.title_sizes, strict=True))
    ]
    place_date = ", ".join(part for part in (document.place, official_date(document.date)) if part)
    right_low = (Line(place_date, look.place_date_size, italic=look.place_date_italic),) if place_date else ()
    whole = page_text_width(look, document.landscape)
    left_width = whole - right_column((*right, *right_low), whole) - 8
    submission = document.type_name.upper() in SUBMISSIONS
    return Parts(
        look=look,
        document=document,
        form_number=document.form_number,
        left=tuple(balanced(line, left_width) for line in left),
        right=tuple(right),
        left_low=tuple(balanced(line, left_width) for line in _number_lines(document, look)),
        right_low=right_low,
        titles=tuple(balanced(line, whole * 0.92) for line in _title_lines(document, look)),
        address_label=f"{look.submission_label if submission else look.address_label}:",
        addressees=tuple(_ended(document.addressees, ",", ".")) if len(document.addressees) > 1 else document.addressees,
        body=closed(document.body, look.closing_mark) if document.signature else document.body,
        recipients=tuple(f"- {line}" for line in _ended(document.recipients, look.recipients_end, ".")),
        annex_notes=tuple(annex.note or _annex_note(document) for annex in document.annexes),
        landscape=document.landscape,
    )


def normal(document: Document) -> Document:
    """The same document with every letter composed (NFC): decomposed marks are printed beside their letters by some fonts."""
    written = document.as_json()
    composed = normalize("NFC", written)
    return document if composed == written else from_json(composed)


def official_date(day: date | None) -> str:
    """ngày 05 tháng 02 năm 2026: days below 10 and months 1, 2 with a nought; spaces that do not break."""
    if day is None:
        return ""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}".replace(" ", NO_BREAK)


def _number_lines(document: Document, look: Format) -> tuple[Line, ...]:
    number = document.number or (f"{NO_BREAK * 8}{look.number_join}{document.symbol}" if document.symbol else "")
    lines = [Line(f"{look.number_prefix}{number}", look.number_size)] if number else []
    if document.is_letter and document.subject:
        lines.append(Line(f"{look.letter_prefix}{document.subject}", look.letter_size, italic=look.letter_italic))
    lines += [Line(word.upper(), look.number_size, bold=True) for word in (document.secrecy, document.urgency, document.draft) if word]
    return tuple(lines)


def _title_lines(document: Document, look: Format) -> tuple[Line, ...]:
    if document.is_letter:
        return ()
    lines = [Line(document.type_name.upper(), look.type_size, bold=True)] if document.type_name else []
    if document.subject:
        lines.append(Line(document.subject, look.subject_size, bold=True, rule=look.subject_rule))
    if look.subject_mark and lines:
        lines.append(Line(look.subject_mark, look.subject_size))
    return tuple(lines)


def _annex_note(document: Document) -> str:
    """(Kèm theo Báo cáo số 12-BC/TU ngày 05/02/2026 của …)."""
    if not document.type_name:
        return ""
    number = f" số {document.number}" if document.number else ""
    day = f", {official_date(document.date)}" if document.date else ""
    return f"(Kèm theo {document.type_name.capitalize()}{number}{day} của {document.issuer})"


def _ended(lines: Sequence[str], between: str, last: str) -> list[str]:
    """Lines of a list with their marks: the same after each, another after the last."""
    bare = [line.strip().removeprefix("- ").rstrip(",;. ") for line in lines]
    return [f"{line}{last if place == len(bare) - 1 else between}" for place, line in enumerate(bare)]


def closed(body: tuple[Block, ...], mark: str) -> tuple[Block, ...]:
    """The body ended by the closing mark of the form: "." in Party documents, "./." in State ones."""
    for place in range(len(body) - 1, -1, -1):
        block = body[place]
        if isinstance(block, Para | Item) and block.inlines:
            return (*body[:place], replace(block, inlines=_with_mark(block.inlines, mark)), *body[place + 1 :])
        if isinstance(block, Table):
            return body
    return body


def _with_mark(inlines: Inlines, mark: str) -> Inlines:
    last = inlines[-1]
    bare = last.text.rstrip().removesuffix("./.").rstrip(".;")
    if isinstance(last, Number):
        return (*inlines, Text(mark))
    return (*inlines[:-1], replace(last, text=f"{bare}{mark}"))


def signature_lines(signature: Signature) -> tuple[tuple[str, ...], str]:
    """Lines of the authority in capitals, and the post."""
    return tuple(signature.authority.upper().split("\n")) if signature.authority else (), signature.post.upper()


@dataclass(frozen=True, slots=True)
class Grid:
    """A table fitted to the page: column widths in points, letter size, alignment of every column."""

    widths: tuple[float, ...]
    size: float
    align: tuple[Align, ...]


def fit(table: Table, available: float, size: float) -> Grid:
    """Column widths by their words: no word is cut as long as letters of 7.5 points allow; long texts share what is left."""
    align = tuple(_column_align(table, place) for place in range(len(table.columns)))
    pad = 2 * CELL_PAD + 1
    if table.widths:
        whole = sum(table.widths)
        return Grid(tuple(available * part / whole for part in table.widths), size, align)
    longest, texts = _measure(table)
    while size > SMALLEST_TABLE and sum(word * size + pad for word in longest) > available:
        size -= 0.5
    widths = _shared(longest, texts, size, available)
    while len(longest) >= MANY_COLUMNS and size > SMALLEST_REGISTER and _lines(texts, widths, size) > TALL_ROW:
        size -= 0.5
        widths = _shared(longest, texts, size, available)
    return Grid(widths, size, align)


def _lines(texts: Sequence[float], widths: Sequence[float], size: float) -> float:
    """Lines of the tallest row, about."""
    return max(text * size / (width - 2 * CELL_PAD) for text, width in zip(texts, widths, strict=True))


def _shared(longest: Sequence[float], texts: Sequence[float], size: float, available: float) -> tuple[float, ...]:
    """Every column its longest word; what is left goes by what each still wants."""
    pad = 2 * CELL_PAD + 1
    least = [word * size + pad for word in longest]
    spare = available - sum(least)
    if spare < 0:
        return tuple(available * one / sum(least) for one in least)
    wish = [max(text * size + pad - one, LEAST_WISH) for text, one in zip(texts, least, strict=True)]
    if sum(wish) > spare:
        wish = [one**0.85 for one in wish]
    return tuple(one + spare * part / sum(wish) for one, part in zip(least, wish, strict=True))


def _measure(table: Table) -> tuple[list[float], list[float]]:
    """Longest word and longest text of every column, at size 1."""
    longest, texts = [0.5] * len(table.columns), [0.5] * len(table.columns)
    body = (*table.rows, *([table.total] if table.total else []))
    headed = [(line, True) for line in table.header_rows()]
    for (cells, bold), places in zip([*headed, *((line, False) for line in body)], _all_places(table, body), strict=True):
        for cell, place in zip(cells, places, strict=True):
            if cell.colspan > 1:
                continue
            text = text_of(cell.inlines)
            longest[place] = max([longest[place], *(letters.width(word, 1, bold=bold or cell.bold) for word in re.split(r"[ \n]+", text))])
            texts[place] = max(texts[place], letters.width(text, 1, bold=bold) / (3 if bold else 1))
    return longest, texts


def _all_places(table: Table, body: Sequence[Row]) -> list[list[int]]:
    header = table.header_rows()
    return [*places(header, len(table.columns)), *places(body, len(table.columns))]


def places(rows: Sequence[Row], columns: int) -> list[list[int]]:
    """The column at which each cell of each row begins, with the spans of the rows above counted."""
    held = [0] * columns
    found: list[list[int]] = []
    for cells in rows:
        line: list[int] = []
        at = 0
        for cell in cells:
            while at < columns and held[at]:
                at += 1
            line.append(min(at, columns - 1))
            for column in range(at, min(at + cell.colspan, columns)):
                held[column] = cell.rowspan
            at += cell.colspan
        found.append(line)
        held = [max(left - 1, 0) for left in held]
    return found


def _column_align(table: Table, place: int) -> Align:
    if table.align:
        return table.align[place]
    if table.columns[place].strip().lower() in SERIAL_TITLES:
        return "center"
    cells = [cells[place] for cells in table.rows if len(cells) == len(table.columns)]
    texts = [text for text in (text_of(cell.inlines).strip() for cell in cells) if text]
    if texts and all(NUMERIC.fullmatch(text) for text in texts):
        return "right"
    return "center" if texts and all(len(text) <= SHORT_TEXT for text in texts) else "left"


def cell_align(cell: Cell, grid: Grid, place: int) -> Align:
    return cell.align or grid.align[place]
