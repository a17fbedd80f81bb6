"""The reader: a file or a text in, proposals out. Pure: the same bytes always give the same reading."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from giaoban.core.values.errors import InvalidInput

from .body import Body, clean
from .extractors.agencies import agencies
from .extractors.awards import awards
from .extractors.checks import checks
from .extractors.citations import citations
from .extractors.document import doc_kind, document
from .extractors.figures import figures
from .extractors.people import people
from .extractors.period import day_told, period
from .extractors.tasks import tasks
from .phrases import one_of, table
from .proposals import Figure, Reading, Source
from .sources.open import LARGEST_FILE, open_source

LONGEST_TEXT = 5_000_000
_OFFICIAL = re.compile(rf"(?<!\w)(?:{one_of(table('instructions')['official'])})(?!\w)")


def _believed(figure: Figure, ocr: bool) -> Figure:
    return replace(figure, confidence=round(max(0.1, figure.confidence - 0.2), 2)) if ocr else figure


def _read(text: str, source: Source) -> Reading:
    if len(text) > LONGEST_TEXT:
        raise InvalidInput("Văn bản dài %(length)s ký tự, tối đa %(most)s. Hãy chia thành nhiều tệp.", length=len(text), most=LONGEST_TEXT)
    body = Body(text)
    own = document(body)
    kind = doc_kind(body, own)
    told = period(body, own)
    official = own is not None or len(set(_OFFICIAL.findall(body.low))) >= 2
    day = own.date if own and own.date else day_told(body) if kind == "news" else None
    body.year = day.year if day else told.year if told else None
    found = [_believed(figure, source.ocr) for figure in figures(body, official)]
    return Reading(
        source,
        text,
        kind,
        own,
        told,
        found,
        citations(body, own.number if own else None),
        people(body),
        agencies(body),
        tasks(body, kind) if official else [],
        awards(body),
        checks(body, found),
    )


def read_text(text: str, name: str = "văn bản dán vào") -> Reading:
    """Read a text as pasted, in any Unicode form or typed in a TCVN3 or VNI font. Raises InvalidInput when it is too long."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    shown, legacy = clean(text)
    return _read(shown, Source(name, digest, "txt", None, legacy or "utf-8"))


def refuse_large(path: Path) -> None:
    """Raises InvalidInput for a file that is not even opened because of its size; OSError when it cannot be looked at."""
    if path.stat().st_size > LARGEST_FILE:
        raise InvalidInput("Tệp %(name)s quá lớn, tối đa %(most)s MB.", name=path.name, most=LARGEST_FILE >> 20)


def _bytes(path_or_bytes: str | Path | bytes) -> bytes:
    if isinstance(path_or_bytes, bytes):
        return path_or_bytes
    path = Path(path_or_bytes)
    try:
        refuse_large(path)
        return path.read_bytes()
    except OSError:
        raise InvalidInput("Không mở được tệp %(name)s. Hãy xem lại đường dẫn và quyền đọc.", name=path.name) from None


def read_file(path_or_bytes: str | Path | bytes, name: str | None = None) -> Reading:
    """Read a txt, html, docx, pdf, xlsx or picture file; its kind is told by its content. Raises InvalidInput for a file that cannot be
    read: empty, broken, encrypted, too large, or of another kind."""
    data = _bytes(path_or_bytes)
    shown = name or (Path(path_or_bytes).name if not isinstance(path_or_bytes, bytes) else "tệp")
    opened = open_source(data, shown)
    text, legacy = clean(opened.text)
    if not text.strip():
        raise InvalidInput("Tệp %(name)s không có chữ nào đọc được.", name=shown)
    digest = hashlib.sha256(data).hexdigest()
    return _read(text, Source(shown, digest, opened.kind, opened.pages, legacy or opened.encoding, opened.ocr))
