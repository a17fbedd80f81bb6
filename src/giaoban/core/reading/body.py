"""A text laid out for reading: paragraphs with their list marks, sentences, numbers, dates and documents, each found once."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from giaoban.core.words.dates import DateSpan, find_dates
from giaoban.core.words.documents import DocSpan, find_documents
from giaoban.core.words.numbers import NumberSpan, find_numbers
from giaoban.core.words.periods import PeriodSpan, find_periods
from giaoban.core.words.text import from_legacy, nfc, normalise_tone

from .sources.lines import flowed

UPPER = "".join(chr(code) for code in range(0x41, 0x1EFA) if chr(code).isupper() and (code < 0x250 or code >= 0x1EA0))
LOWER = "".join(chr(code) for code in range(0x61, 0x1EFA) if chr(code).islower() and (code < 0x250 or code >= 0x1EA0))

_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_MARGINS = re.compile(r" +(?=\n|$)|(?<=\n) +")
_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_HIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]")
_MARK = re.compile(
    rf"[ \t]*(?:Điều\s+\d{{1,3}}\s?[.:]\s*|(?:[IVXLC]{{1,6}}|\d{{1,3}}(?:\.\d{{1,2}}){{0,3}}|[a-zđA-H])(?:[.)][-–]?"
    rf"|/|[-–])[ \t]+(?=\S)|\((?:\d{{1,2}}|[a-zđ])\)[ \t]*"
    rf"|\d{{1,2}}\.\d{{1,2}}(?:\.\d{{1,2}})?[ \t]+(?=[{UPPER}])|[-–+•*·▪♦➢✓][ \t]*(?=[^\d\s])"
    r"|(?:[Mm]ột|[Hh]ai|[Bb]a|[Bb]ốn|[Nn]ăm|[Ss]áu|[Bb]ảy|[Tt]ám) là,?[ \t]+)"
)
_STOP = re.compile(r"\./\.|[.!?…]+[”\"’»)\]]*(?=[ \t]|$)", re.MULTILINE)
_SHORT = re.compile(r"(?:^|[\s(])(?:TP|Tp|tp|TX|Tx|Ths|ThS|TS|PGS|GS|BS|Đ/c|đ/c|Mr|Mrs|Ms|Dr|St|No|vs|tr|v\.v|[A-ZĐ])$")
_SLASH = re.compile(r"(?<=[^\W\d_])/(?=\d)")  # "05 vụ/12 bị can": two numbers, no code
_PER_CENT = re.compile(r"\s+(?:điểm\s+)?(?:phần\s+trăm(?!\w)|%)")  # "1,2 điểm phần trăm"
_SCANNED = re.compile(r"(?<![^\W_])(?=[lIO]*[.,]?\d|\d)[\dlIO]+(?:[.,][\dlIO]{1,3})*(?![^\W_]|[.,][^\W\d_])")
_NOTE_MARK = re.compile(r"(?<!m)[¹²³⁴-⁹⁰]|(?<=[^\W\d_]m)[¹²³]")
_LIKE_DIGITS = str.maketrans("lIO", "110")
LONGEST_SENTENCE = 1500
LONGEST_PIECE = 3000
_OPENING = "“\"'‘«([-–"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text. ``mark``: its list mark ("1.", "II-", "-", ""); ``body``: where the words begin; ``row``: of a table."""

    index: int
    start: int
    end: int
    body: int
    mark: str
    row: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph, without the list mark and with its full stop."""

    start: int
    end: int
    paragraph: Paragraph


def clean(text: str) -> tuple[str, str | None]:
    """The text as it will be quoted: Unicode NFC, plain line breaks and spaces, no margins, nothing invisible; and the name of an old
    encoding."""
    text, legacy = from_legacy(text)
    text = _HIDDEN.sub("", _SPACES.sub(" ", _BREAKS.sub("\n", text)))
    return nfc(_MARGINS.sub("", text)), legacy


def lowered(text: str) -> str:
    """Small letters with the tone position of the house, letter for letter as long as the text."""
    low = normalise_tone(text).lower()
    if len(low) == len(text):
        return low
    return "".join(char.lower() if len(char.lower()) == 1 else char for char in text)


def _cut(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    """A passage in pieces of bearable length, cut at the end of a sentence or else between words."""
    while end - start > longest:
        place = max(text.rfind(". ", start + 1, start + longest) + 1, 0) or text.rfind(" ", start + 1, start + longest)
        place = place if place > start else start + longest
        yield start, place
        start = place
    if start < end:
        yield start, end


def _paragraphs(text: str) -> list[Paragraph]:
    found: list[Paragraph] = []
    start = 0
    for line in text.split("\n"):
        end = start + len(line.rstrip())
        if line.strip():
            here = start + len(line) - len(line.lstrip())
            mark = _MARK.match(text, here, end)
            row = "\t" in line.strip()
            body = mark.end() if mark and not row else here
            found.append(Paragraph(len(found), here, end, body, text[here:body].strip(), row))
        start += len(line) + 1
    return found


def _ends(text: str, match: re.Match[str], limit: int) -> bool:
    """Whether a full stop ends its sentence: what follows begins like a sentence and what precedes is no abbreviation."""
    if match[0] == "./.":
        return True
    place = match.end()
    while place < limit and text[place] in " \t":
        place += 1
    if place >= limit:
        return True
    while place < limit and text[place] in _OPENING + " ":
        place += 1
    if place >= limit or not (text[place].isupper() or text[place].isdigit()):
        return False
    return match[0] != "." or not _SHORT.search(text, max(0, match.start() - 5), match.start())


def _sentences(text: str, paragraph: Paragraph) -> list[Sentence]:
    found: list[Sentence] = []
    start = paragraph.body
    for match in _STOP.finditer(text, paragraph.body, paragraph.end):
        if match.end() > start and _ends(text, match, paragraph.end):
            found += [Sentence(*piece, paragraph) for piece in _cut(text, start, match.end(), LONGEST_SENTENCE)]
            start = match.end()
            while start < paragraph.end and text[start] in " \t":
                start += 1
    if start < paragraph.end:
        found += [Sentence(*piece, paragraph) for piece in _cut(text, start, paragraph.end, LONGEST_SENTENCE)]
    return found


def _ruled(text: str) -> str:
    """The text with tables drawn by upright strokes laid out as rows of cells, as long as before."""
    if "|" not in text:
        return text
    return "\n".join(line.replace("|", "\t") if line.count("|") > 1 else line for line in text.split("\n"))


def _digits(match: re.Match[str]) -> str:
    """ "2.O45", "l.256", "34O": a number of which the scanner took some digits for letters."""
    said = match[0]
    clear = re.search(r"\d[lIO]|[lO]\d|^l\.\d{3}(?!\d)", said)
    return said.translate(_LIKE_DIGITS) if clear else said


class Body:
    """The text and what every extractor needs of it. ``text`` is the text given, with the line breaks inside paragraphs as spaces;
    places are the same in both."""

    def __init__(self, text: str) -> None:
        text = _NOTE_MARK.sub(" ", _SCANNED.sub(_digits, flowed(_ruled(text))))
        self.text = text
        self.year: int | None = None
        self.low = lowered(text)
        self.paragraphs = _paragraphs(text)
        self.sentences = [sentence for p in self.paragraphs if not p.row for sentence in _sentences(text, p)]

    @cached_property
    def _pieces(self) -> list[tuple[int, int]]:
        return [piece for p in self.paragraphs for piece in _cut(self.text, p.start, p.end, LONGEST_PIECE)]

    @cached_property
    def _digit_lines(self) -> list[tuple[int, str]]:
        lines = [(start, self.text[start:end]) for start, end in self._pieces]
        return [(start, line) for start, line in lines if any(map(str.isdigit, line)) or "qu" in line or "Qu" in line or "QU" in line]

    @cached_property
    def numbers(self) -> list[NumberSpan]:
        found = []
        for start, end in self._pieces:
            for n in find_numbers(_SLASH.sub(" ", self.text[start:end])):
                share = None if n.percent else _PER_CENT.match(self.text, n.end + start, end)
                stop = share.end() if share else n.end + start
                found.append(NumberSpan(n.start + start, stop, n.value, n.raw, n.percent or share is not None))
        return found

    @cached_property
    def documents(self) -> list[DocSpan]:
        return list(find_documents(self.text))

    @cached_property
    def dates(self) -> list[DateSpan]:
        """The dates of the text; ``year`` is that of the days written without."""
        return [
            DateSpan(d.start + start, d.end + start, d.kind, d.value, d.first, d.last, d.raw)
            for start, line in self._digit_lines
            for d in find_dates(line, self.year)
        ]

    @cached_property
    def periods(self) -> list[PeriodSpan]:
        return [PeriodSpan(p.start + at, p.end + at, p.kind, p.n, p.year) for at, line in self._digit_lines for p in find_periods(line)]

    @cached_property
    def _lines(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.sentences]

    def row_at(self, place: int) -> Paragraph | None:
        """The row of a table that holds the place."""
        index = bisect_right(self._lines, place) - 1
        held = self.paragraphs[index] if index >= 0 else None
        return held if held is not None and held.row and place < held.end else None

    def sentence_at(self, place: int) -> Sentence | None:
        """The sentence that holds the place; None inside tables and list marks."""
        index = bisect_right(self._starts, place) - 1
        if index < 0 or place >= self.sentences[index].end:
            return None
        return self.sentences[index]
