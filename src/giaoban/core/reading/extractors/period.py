"""The period a text tells of: the one its title names, else the one it names most."""

import re
from collections import Counter
from datetime import date

from giaoban.core.reading.body import Body
from giaoban.core.reading.proposals import Document, Period
from giaoban.core.words.dates import find_dates
from giaoban.core.words.periods import PeriodSpan, find_periods

_REPORTING = ("báo cáo", "thông báo", "thông báo kết luận", "kết luận", "biên bản")
_LIMIT = re.compile(r"(?:trong|hết|trước|cuối|vào|đến)\s+(?:cuối\s+)?$")
_LEADS = re.compile(r"(?:^|\n)[ \t]*(?:trong\s+)?$")
_TOLD = ("quarter", "half", "nine_months", "month", "year")


def _year(body: Body, told: list[PeriodSpan], document: Document | None) -> int | None:
    """The year written with the period; else the only year named in the same sentences; else the year of the document."""
    written = [span.year for span in told if span.year]
    if written:
        return written[0]
    sentences = {sentence for span in told if (sentence := body.sentence_at(span.start))}
    years = {span.year for span in body.periods if span.kind == "year" and span.year and body.sentence_at(span.start) in sentences}
    if len(years) == 1:
        return years.pop()
    if document and document.date:
        return _year_at(told[0], document.date)
    day = day_told(body)
    return _year_at(told[0], day) if day else None


def day_told(body: Body) -> date | None:
    """The first whole date of the opening: the day a piece of news tells of."""
    if not body.paragraphs:
        return None
    opening = body.text[: body.paragraphs[min(4, len(body.paragraphs) - 1)].end][:2500]
    return next((span.value for span in find_dates(opening) if span.kind == "date" and span.value), None)


def _year_at(told: PeriodSpan, day: date) -> int:
    """The year of a period told of on a day: one that ends later in the year than the day is of the year before."""
    n = told.n or 1
    begins = {"quarter": n * 3 - 2, "month": n, "half": n * 6 - 5, "nine_months": 6}.get(told.kind, 1)
    return day.year - (begins > day.month)


def period(body: Body, document: Document | None) -> Period | None:
    """None when the text names no quarter, month, half, nine months or year."""
    held = [(cited.start, cited.end) for cited in body.documents]
    named = [span for span in body.periods if span.kind in _TOLD and not any(start <= span.start < end for start, end in held)]
    subject = [span for span in find_periods(document.subject or "") if span.kind in _TOLD] if document else []
    title = body.paragraphs[min(2, len(body.paragraphs) - 1)].end if document is None and body.paragraphs else 0
    heads = subject or [span for span in named if span.end <= title and span.kind != "year"]
    reports = document is None or document.type in (None, *_REPORTING)
    parts = [span for span in named if span.kind != "year"] if reports else []
    if document and document.type != "báo cáo":
        parts = [span for span in parts if not _LIMIT.search(body.low, max(0, span.start - 25), span.start)]
    if heads:
        chosen = heads[0]
    elif parts:
        counts = Counter((span.kind, span.n) for span in parts)
        chosen = max(parts, key=lambda span: counts[span.kind, span.n])
    elif document is None and (years := [span for span in named if span.kind == "year" and _LEADS.search(body.low, 0, span.start)]):
        chosen = years[0]
    else:
        return None
    if chosen.year:
        return Period(chosen.kind, chosen.n, chosen.year)
    told = [span for span in named if (span.kind, span.n) == (chosen.kind, chosen.n)] or [chosen]
    return Period(chosen.kind, chosen.n, _year(body, told, document))
