"""What every source answers."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceText:
    """The text of a file. ``kind``: txt, html, docx, pdf, png, jpg, tiff or xlsx; ``pages``: None where the kind has none."""

    text: str
    kind: str
    pages: int | None = None
    encoding: str | None = None
    ocr: bool = False
