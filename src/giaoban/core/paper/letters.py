"""The letters of the fonts documents are set in: which exist, and how wide they are.

Tinos has the widths of Times New Roman and every Vietnamese letter. A small reader of the TrueType tables cmap and hmtx is enough to
refuse a letter that would be printed as an empty box, and to measure a line of words where a rule must be as long as the words above it.
"""

import struct
from functools import cache
from pathlib import Path

from giaoban.core.values.errors import InvalidInput

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Tinos"
CUTS = {(False, False): "Regular", (True, False): "Bold", (False, True): "Italic", (True, True): "BoldItalic"}
UNPRINTED = frozenset("\n\t\r\u00ad\u200b\u2060")


def files() -> list[Path]:
    """The font files documents are set in."""
    return [FONTS / f"{FAMILY}-{cut}.ttf" for cut in CUTS.values()]


@cache
def widths_of(bold: bool = False, italic: bool = False) -> dict[int, float]:
    """Width of every letter of one cut, by code point, in parts of the letter size (1.0 = as wide as the size)."""
    data = (FONTS / f"{FAMILY}-{CUTS[bold, italic]}.ttf").read_bytes()
    (count,) = struct.unpack_from(">H", data, 4)
    entries = (struct.unpack_from(">4sLLL", data, 12 + 16 * place) for place in range(count))
    tables = {tag: offset for tag, _, offset, _ in entries}
    (units,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (long_metrics,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    advances = [struct.unpack_from(">H", data, tables[b"hmtx"] + 4 * place)[0] for place in range(long_metrics)]
    glyphs = _glyphs(data, tables[b"cmap"])
    return {code: advances[min(glyph, long_metrics - 1)] / units for code, glyph in glyphs.items()}


def _glyphs(data: bytes, start: int) -> dict[int, int]:
    """Code point -> glyph, from the format 4 subtable of a cmap (the basic plane, where all Vietnamese letters are)."""
    (count,) = struct.unpack_from(">H", data, start + 2)
    records = (struct.unpack_from(">HHL", data, start + 4 + 8 * place) for place in range(count))
    table = next(start + offset for platform, encoding, offset in records if (platform, encoding) == (3, 1))
    (double,) = struct.unpack_from(">H", data, table + 6)
    ends, starts, deltas, ranges = (table + 14, table + 16 + double, table + 16 + 2 * double, table + 16 + 3 * double)
    found: dict[int, int] = {}
    for place in range(0, double, 2):
        first, last = struct.unpack_from(">H", data, starts + place)[0], struct.unpack_from(">H", data, ends + place)[0]
        (delta,) = struct.unpack_from(">H", data, deltas + place)
        (jump,) = struct.unpack_from(">H", data, ranges + place)
        for code in range(first, last + 1):
            glyph = code if not jump else struct.unpack_from(">H", data, ranges + place + jump + 2 * (code - first))[0]
            if glyph and (glyph + delta) % 65536:
                found[code] = (glyph + delta) % 65536
    found.pop(0xFFFF, None)
    return found


def missing_glyphs(text: str) -> tuple[str, ...]:
    """The letters of the text that any cut of the font lacks, each once, in order."""
    cuts = [widths_of(bold, italic) for bold, italic in CUTS]
    letters = (letter for letter in dict.fromkeys(text) if letter not in UNPRINTED)
    return tuple(letter for letter in letters if any(ord(letter) not in cut for cut in cuts))


def require_glyphs(text: str) -> None:
    """Raises InvalidInput naming the letters that cannot be printed and the words around the first."""
    missing = missing_glyphs(text)
    if not missing:
        return
    place = text.index(missing[0])
    shown = ", ".join(f"“{letter}” (U+{ord(letter):04X})" if letter.isprintable() else f"U+{ord(letter):04X}" for letter in missing[:5])
    around = "".join(letter if letter.isprintable() else "�" for letter in text[max(0, place - 20) : place + 20])
    raise InvalidInput(
        "Ký tự %(letters)s không có trong phông chữ in văn bản, ở đoạn “…%(around)s…”. Đề nghị gõ lại đoạn đó bằng bảng mã Unicode.",
        letters=shown,
        around=around,
    )


def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width of the longest line of the text in points at the given size; an unknown letter counts as a half."""
    cut = widths_of(bold, italic)
    return max(sum(cut.get(ord(letter), 0.5) for letter in line) * size for line in text.split("\n"))
