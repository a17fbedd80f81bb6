"""Word documents: paragraphs and tables in their order, one line for each row, cells apart by tabs."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from giaoban.core.values.errors import InvalidInput

from .packages import check_package
from .text import SourceText

_DOCTYPE = re.compile(rb"<!DOCTYPE|<!ENTITY", re.IGNORECASE)


def _no_entities(data: bytes, name: str) -> None:
    """A Word file declares no entities; one that does is hostile."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            if part.endswith((".xml", ".rels")):
                with package.open(part) as stream:
                    if _DOCTYPE.search(stream.read(4096)):
                        raise InvalidInput("Tệp %(name)s chứa khai báo lạ trong XML, hệ thống không đọc.", name=name)


def _row(row: Any) -> str:
    cells: list[str] = []
    before = None
    for cell in row.cells:
        cells.append(" ".join(cell.text.split()) if cell._tc is not before else "")
        before = cell._tc
    return "\t".join(cells)


def _lines(document: Any) -> Iterator[str]:
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            heading = not any(any(map(str.isdigit, cell.text)) for row in block.rows[:1] for cell in row.cells) or len(block.rows) > 2
            if len(block.columns) <= 2 and len(block.rows) <= 4 and not (heading and len(block.rows) > 2):
                yield from _side_by_side(block)
            else:
                yield from (_row(row) for row in block.rows)
        else:
            yield block.text


def _side_by_side(block: Any) -> Iterator[str]:
    """The head or foot of a document is a table of two columns: it is read a column after the other."""
    for row in block.rows:
        seen: list[Any] = []
        for cell in row.cells:
            if cell._tc not in seen:
                seen.append(cell._tc)
                yield from (paragraph.text for paragraph in cell.paragraphs)


def read_docx(data: bytes, name: str) -> SourceText:
    """Raises InvalidInput for a broken or hostile file."""
    check_package(data, name)
    from docx import Document

    try:
        _no_entities(data, name)
        text = "\n".join(line.replace("\x0b", "\n") for line in _lines(Document(io.BytesIO(data))))
    except InvalidInput:
        raise
    except Exception:
        raise InvalidInput("Tệp Word %(name)s bị hỏng, không đọc được. Hãy mở bằng Word, lưu lại rồi gửi.", name=name) from None
    return SourceText(text, "docx")
