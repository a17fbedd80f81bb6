"""The period a text tells of: the one its title names, else the one it names most."""

from collections import Counter

from giaoban.core.reading.body import Body
from giaoban.core.reading.proposals import Document, Period
from giaoban.core.words.periods import PeriodSpan, find_periods

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
        late = told[0].kind == "quarter" and told[0].n == 4 and document.date.month < 3
        return document.date.year - late
    return None


def period(body: Body, document: Document | None) -> Period | None:
    """None when the text names no quarter, month, half, nine months or year."""
    held = [(cited.start, cited.end) for cited in body.documents]
    named = [span for span in body.periods if span.kind in _TOLD and not any(start <= span.start < end for start, end in held)]
    subject = [span for span in find_periods(document.subject or "") if span.kind in _TOLD] if document else []
    title = body.paragraphs[min(2, len(body.paragraphs) - 1)].end if document is None and body.paragraphs else 0
    heads = subject or [span for span in named if span.end <= title and span.kind != "year"]
    parts = [span for span in named if span.kind != "year"]
    if heads:
        chosen = heads[0]
    elif parts:
        counts = Counter((span.kind, span.n) for span in parts)
        chosen = max(parts, key=lambda span: counts[span.kind, span.n])
    else:
        return None
    if chosen.year:
        return Period(chosen.kind, chosen.n, chosen.year)
    told = [span for span in named if (span.kind, span.n) == (chosen.kind, chosen.n)] or [chosen]
    return Period(chosen.kind, chosen.n, _year(body, told, document))
