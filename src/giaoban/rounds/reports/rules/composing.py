"""The report as a block tree: its parts in order, each from sentences, tasks or written words."""

from collections.abc import Mapping, Sequence
from datetime import date

from giaoban.core.paper.tree import Block, Document, Heading, Inline, Item, Number, Para, Signature, Text
from giaoban.core.values.periods import Period
from giaoban.core.words.dates import format_date_numeric_official, format_open_date
from giaoban.core.words.numbers import format_count, roman

from .annexes import annexes, figures_table
from .outline import CaseFact, Outline, Part, TaskFact
from .sentences import FigureFact, sentence

NO_BREAK = "\u00a0"
ORDER = ("hoàn thành đúng hạn", "hoàn thành quá hạn", "đang thực hiện", "quá hạn chưa xong", "thôi giao")


def _standing(task: TaskFact) -> int:
    return ORDER.index(task.standing) if task.standing in ORDER else len(ORDER)


def last_conclusions(tasks: Sequence[TaskFact], notice: str) -> list[Block]:
    """How the last conclusions were carried out, told from the tasks themselves."""
    if not tasks:
        return [Para((Text("Kỳ trước không có nhiệm vụ giao tại thông báo kết luận hội nghị giao ban."),))]
    held: dict[str, list[int]] = {}
    for task in sorted(tasks, key=_standing):
        held.setdefault(task.standing, []).append(task.id)
    ids = ",".join(str(task.id) for task in tasks)
    runs: list[Inline] = [Text(f"Thực hiện {notice}, đã giao "), Number(format_count(len(tasks)), ref=f"tasks:{ids}"), Text(" nhiệm vụ")]
    for place, (standing, found) in enumerate(held.items()):
        number = Number(format_count(len(found)), ref=f"tasks:{','.join(map(str, found))}")
        runs += [Text("; " if place else "; trong đó "), number, Text(f" nhiệm vụ {standing}")]
    runs.append(Text("."))
    blocks: list[Block] = [Para(tuple(runs))]
    if late := [task for task in tasks if "quá hạn" in task.standing]:
        blocks.append(Para((Text("Các nhiệm vụ quá hạn:"),)))
        blocks += [Item((Text(f"{task.title} ({_whose(task)})" + ("." if task is late[-1] else ";")),)) for task in late]
    return blocks


def _whose(task: TaskFact) -> str:
    return f"{task.lead}, hạn {format_date_numeric_official(task.deadline)}" if task.deadline else task.lead


def _part_blocks(
    part: Part, figures: Mapping[str, FigureFact], period: Period, written: Mapping[str, str], last: Sequence[Block]
) -> list[Block]:
    blocks: list[Block] = []
    for text in part.sentences:
        if runs := sentence(text, figures, period):
            blocks.append(Para(runs))
    if part.codes:
        blocks.append(figures_table(part.codes, figures, period))
    if part.fill == "last_conclusions":
        blocks += last
    if part.key in written or part.written:
        for line in written.get(part.key, part.written).splitlines():
            if line.strip():
                text = line.strip()
                blocks.append(Item((Text(text[1:].strip()),)) if text[0] in "-+" else Para((Text(text),)))
    return blocks


def heading_number(level: int, place: int) -> str:
    """I- for parts, 1. for chapters, a) for points."""
    if level == 1:
        return f"{roman(place)}-"
    return f"{place}." if level == 2 else f"{'abcdđeghik'[place - 1]})"


def compose(
    outline: Outline,
    *,
    period: Period,
    figures: Mapping[str, FigureFact],
    written: Mapping[str, str],
    tasks: Sequence[TaskFact],
    notice: str,
    cases: Sequence[CaseFact],
    number: str = "",
    issued_on: date | None = None,
    signer: str = "",
    draft: str = "",
    span: tuple[date, date] | None = None,
    remark: str = "",
) -> Document:
    """The report as a block tree. Every number that comes from a figure carries it; a sentence whose figure is missing is left out.

    ``span``: the window of the figures. ``remark``: what the reader must know of them, e.g. why the period was closed incomplete.
    """
    last = last_conclusions(tasks, notice)
    body: list[Block] = [_counted_over(span)] if span else []
    counters = [0, 0, 0]
    for part in outline.parts:
        counters[part.level - 1] += 1
        counters[part.level :] = [0] * (3 - part.level)
        title = part.title.format(period=period.label, next=period.next.label)
        body.append(Heading(title.upper() if part.level == 1 else title, part.level, heading_number(part.level, counters[part.level - 1])))
        body += _part_blocks(part, figures, period, written, last)
    return Document(
        form="party",
        superior=outline.superior,
        issuer=outline.issuer,
        number=number,
        symbol=outline.symbol,
        type_name="BÁO CÁO",
        subject=outline.title.format(period=period.label, next=period.next.label),
        place=outline.place if issued_on else f"{outline.place}, {format_open_date(period.year)}",
        date=issued_on,
        body=tuple(body),
        signature=Signature(outline.authority, outline.post, signer),
        recipients=outline.recipients,
        annexes=annexes(
            outline, period, figures, tasks, cases, note=_belongs(outline, period, number, issued_on), span=span, remark=remark
        ),
        draft=draft,
    )


def _counted_over(span: tuple[date, date]) -> Para:
    first, last = (format_date_numeric_official(day) for day in span)
    return Para((Text(f"Số liệu trong báo cáo tính từ ngày {first} đến ngày {last}; cùng kỳ là khoảng thời gian đó của năm trước."),))


def _belongs(outline: Outline, period: Period, number: str, issued_on: date | None) -> str:
    """(Kèm theo Báo cáo số 05-BC/BNCTU, ngày 20/9/2026 của Ban Nội chính Tỉnh ủy), with room for what a draft has not yet."""
    shown = number or f"{NO_BREAK * 6}-{outline.symbol}"
    day = f"ngày {format_date_numeric_official(issued_on)}" if issued_on else format_open_date(period.year)
    return f"(Kèm theo Báo cáo số {shown}, {day} của {outline.issuer_name})"
