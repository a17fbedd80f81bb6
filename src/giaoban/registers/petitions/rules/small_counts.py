"""Small numbers of denunciations in anything published: one denunciation of one commune about one kind points at its writer.

For tables that leave the staff (a page for citizens, a press table, an open file). The statutory forms between agencies keep true numbers:
Thông tư 06/2025/TT-TTCP asks for them, and who reads them is bound to secrecy (Luật Tố cáo Điều 56.1).
"""

from collections.abc import Sequence

from giaoban.core.words.numbers import format_number

LEAST_SHOWN = 3


def shown_count(count: int) -> str:
    """The number as published: from three on as it is, none as 0, one and two as "dưới 3"."""
    return format_number(count) if count == 0 or count >= LEAST_SHOWN else f"dưới {LEAST_SHOWN}"


def shown_counts(counts: Sequence[int], *, with_total: bool = False) -> list[str]:
    """A row or column as published. Beside a total, a single hidden number could be worked out: the next smallest is then hidden too."""
    hidden = {place for place, count in enumerate(counts) if 0 < count < LEAST_SHOWN}
    if with_total and len(hidden) == 1:
        others = sorted((count, place) for place, count in enumerate(counts) if place not in hidden and count)
        hidden |= {place for _, place in others[:1]}
    return ["…" if place in hidden and count >= LEAST_SHOWN else shown_count(count) for place, count in enumerate(counts)]
