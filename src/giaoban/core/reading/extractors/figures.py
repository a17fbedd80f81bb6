"""The figures of sentences: value, qualifier, counting word, what is counted, and how it moved."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from giaoban.core.reading.body import Body, Sentence
from giaoban.core.reading.phrases import squeeze
from giaoban.core.reading.proposals import Change, Figure
from giaoban.core.words.numbers import NumberSpan

from .comparisons import from_before, is_base, leads_up
from .counted import SUBJECT, counted, figure_of, free_numbers, unit_in_turn, whole_indicator
from .moves import alone, changes, in_turn, multiplied, reached
from .tables import table_figures

MOST_NUMBERS = 60  # in one sentence; more is a list of numbers, no prose


def _sentence_figures(body: Body, sentence: Sentence, numbers: list[NumberSpan], official: bool) -> list[Figure]:
    items = [counted(body, sentence, span, numbers[i + 1] if i + 1 < len(numbers) else None) for i, span in enumerate(numbers)]
    found: list[Figure] = []
    skip = 0
    for index, item in enumerate(items):
        if skip:
            skip -= 1
            continue
        start = item.span.start
        after = items[index + 1] if index + 1 < len(items) else None
        rising = from_before(body.low, sentence.start, start)
        gap = Decimal(after.span.value) - Decimal(item.span.value) if rising and after else Decimal(0)
        if rising and after and gap and leads_up(body.low, item.span.end, after.span.start):
            share = "%" if item.span.percent and after.span.percent else "absolute"
            change = Change(rising.way or ("tăng" if gap > 0 else "giảm"), abs(gap), share, f"từ {item.span.raw}")
            if found and alone(found[-1]) and body.low[found[-1].end : rising.start].strip() in (",", "", "("):
                change = found.pop().change or change
            figure = figure_of(replace(after, unit=after.unit or item.unit, what=item.what or after.what), lone=False)
            found.append(replace(figure, start=rising.start, change=change, change_at=(item.span.start, item.span.end)))
            skip = 1
            continue
        if read := in_turn(body, sentence, found, items[index:]):
            skip = read - 1
            continue
        if changes(body, sentence, found, item):
            continue
        if item.unit is None:
            unit_in_turn(body, sentence, items, index)
            item = items[index]  # noqa: PLW2901
        if item.unit is None and not SUBJECT.fullmatch(body.low, max(sentence.start, start - 120), start):
            continue
        figure = figure_of(item, lone=is_base(body.low, sentence.start, start))
        if index and body.low[items[index - 1].span.end : start] == "/":
            figure = replace(figure, what=squeeze(f"tổng số {item.unit or ''}"), indicator=whole_indicator(item))
        elif not figure.what or (figure.unit == "%" and body.low[figure.start - 1] == "(" and found):
            figure = replace(figure, what=next((other.what for other in reversed(found) if not other.what.startswith("tổng số")), ""))
        if led := reached(body, found, item):
            found.pop()
            figure = replace(figure, start=led.start, what=figure.what or led.what, change=led.change, change_at=led.change_at)
        if item.known or figure.indicator or official or figure.unit == "đồng":
            found.append(figure)
    return multiplied(body, sentence, found)


def figures(body: Body, official: bool) -> list[Figure]:
    """All figures in reading order. ``official``: the text speaks of the work of the State, so that common things count too."""
    free = free_numbers(body)
    starts = [number.start for number in free]
    found: list[Figure] = []
    for sentence in body.sentences:
        low, high = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        if low < high <= low + MOST_NUMBERS:
            told = _sentence_figures(body, sentence, free[low:high], official)
            found += told if official else _plainly(told)
    return sorted([*found, *(table_figures(body) if official else [])], key=lambda figure: (figure.start, figure.end))


def _plainly(found: Iterable[Figure]) -> list[Figure]:
    """In a text of another world only what an indicator or a comparison with a base speaks for."""
    return [
        figure
        for figure in found
        if figure.indicator or (figure.what and figure.change and figure.change.base and "kỳ" in figure.change.base)
    ]
