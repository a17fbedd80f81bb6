"""Web pages: the words a reader sees, one line for each block, cells of a table apart by tabs. Scripts are never read."""

import re
from html.parser import HTMLParser

from giaoban.core.words.text import decode

from .text import SourceText

_HIDDEN = frozenset(("script", "style", "template", "noscript", "iframe", "object", "svg", "head", "nav", "select", "button"))
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "br",
        "li",
        "ul",
        "ol",
        "table",
        "tr",
        "section",
        "article",
        "header",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "blockquote",
        "pre",
        "hr",
        "figure",
        "figcaption",
        "title",
        "main",
        "aside",
        "dt",
        "dd",
        "form",
    ]
)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden: list[str] = []
        self.cells = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self.hidden.append(tag)
        elif self.hidden and tag == "body":
            self.hidden.clear()
        elif tag == "tr":
            self.pieces.append("\n")
            self.cells = 0
        elif tag in ("td", "th"):
            self.pieces.append("\t" if self.cells else "")
            self.cells += 1
        elif tag in _BLOCKS and not self.cells:
            self.pieces.append("\n")
        elif tag in _BLOCKS:
            self.pieces.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if self.hidden and tag == self.hidden[-1]:
            self.hidden.pop()
        elif tag in ("tr", "table"):
            self.pieces.append("\n")
            self.cells = 0
        elif tag in _BLOCKS and not self.cells:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.pieces.append(re.sub(r"\s+", " ", data))


def read_html(data: bytes, name: str) -> SourceText:
    """The visible text of a page."""
    text, encoding = decode(data)
    declared = _CHARSET.search(data[:2048])
    if declared and encoding == "cp1252" and declared[1].lower() in (b"windows-1258", b"cp1258"):
        text, encoding = data.decode("cp1258", errors="replace"), "cp1258"
    words = _Words()
    words.feed(text)
    words.close()
    lines = ("\t".join(cell.strip(" ") for cell in line.split("\t")).strip(" ") for line in "".join(words.pieces).split("\n"))
    return SourceText("\n".join(line for line in lines if line.strip()), "html", encoding=encoding)
