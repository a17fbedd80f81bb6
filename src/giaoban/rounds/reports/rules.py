"""From an outline and figures to the block tree of the report: pure functions, no database, no clock."""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any, Protocol

from giaoban.core.paper.tree import Annex, Block, Cell, Document, Heading, Inline, Item, Number, Para, Row, Signature, Table, Text, row
from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.periods import Period
from giaoban.core.words.dates import format_date_numeric_official
from giaoban.core.words.numbers import format_count, format_number, format_percent, roman

PLACE = re.compile(r"\{([A-Z][A-Z0-9_]*)(~?)\}")
NO_BASE = "không so sánh"


class ChangeFact(Protocol):
    @property
    def direction(self) -> str | None: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def unit(self) -> str: ...


class FigureFact(Protocol):
    """What the report needs of a figure (figures.indicators gives it)."""

    @property
    def code(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def unit(self) -> str: ...
    @property
    def value(self) -> Decimal | None: ...
    @property
    def base_value(self) -> Decimal | None: ...
    @property
    def change(self) -> ChangeFact | None: ...
    @property
    def base_reason(self) -> str: ...


@dataclass(frozen=True, slots=True)
class TaskFact:
    """A task of the last conclusions as the report tells it."""

    id: int
    number: str
    title: str
    lead: str
    deadline: date | None
    standing: str


@dataclass(frozen=True, slots=True)
class CaseFact:
    """A case on an oversight list as the annex lists it."""

    id: int
    number: str
    name: str
    list: str
    stage: str
    entered_on: date


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the outline: its heading and what fills it (sentences | written | table | last_conclusions)."""

    key: str
    title: str
    level: int
    sentences: tuple[str, ...] = ()
    written: str = ""
    hint: str = ""
    codes: tuple[str, ...] = ()
    fill: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """The standing outline of a kind of report (law data 7.3)."""

    id: str
    title: str
    issuer: str
    superior: str
    symbol: str
    place: str
    authority: str
    post: str
    recipients: tuple[str, ...]
    basis: str
    confirmed: bool
    parts: tuple[Part, ...]
    annex_codes: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())

    def codes(self) -> set[str]:
        """Every figure the outline names."""
        named = {code for part in self.parts for text in part.sentences for code, _ in PLACE.findall(text)}
        return named | {c for part in self.parts for c in part.codes} | {c for _, group in self.annex_codes for c in group}


PART_KEYS = {"key", "title", "level", "sentences", "written", "hint", "codes", "fill"}
HEAD_KEYS = {"title", "issuer", "superior", "symbol", "place", "authority", "post", "recipients", "basis", "confirmed", "part", "annex"}


@cache
def load_outline(name: str) -> Outline:
    """Read outlines/<name>.toml. Raises InvalidInput for an unknown key, naming the file and the key."""
    source = resources.files(__package__) / "outlines" / f"{name}.toml"
    data = tomllib.loads(source.read_text("utf-8"))
    _only(data, HEAD_KEYS, name)
    parts = []
    for entry in data["part"]:
        _only(entry, PART_KEYS, f"{name}, mục {entry.get('key')}")
        lists = {key: tuple(entry[key]) for key in ("sentences", "codes") if key in entry}
        parts.append(Part(**{**entry, **lists}))
    return Outline(
        id=name,
        parts=tuple(parts),
        annex_codes=tuple((group["title"], tuple(group["codes"])) for group in data["annex"]),
        recipients=tuple(data["recipients"]),
        **{key: data[key] for key in ("title", "issuer", "superior", "symbol", "place", "authority", "post", "basis", "confirmed")},
    )


def _only(given: Mapping[str, Any], known: set[str], where: str) -> None:
    if unknown := sorted(set(given) - known):
        raise InvalidInput("Đề cương %(where)s có khóa lạ: %(keys)s.", where=where, keys=", ".join(unknown))


def shown(value: Decimal | None, unit: str) -> str:
    """A value the official way: 05 vụ, 1.200 lượt, 91,4%; a dash when it is missing."""
    if value is None:
        return "–"
    if unit == "%":
        return format_percent(value)
    if value == value.to_integral_value() and value >= 0:
        return format_count(int(value))
    return format_number(value)


def compared(figure: FigureFact) -> str:
    """The words of a comparison: "giảm 15,2% so với cùng kỳ", "bằng cùng kỳ"; empty when there is no base."""
    change = figure.change
    if change is None or change.direction is None:
        return ""
    if change.direction == "không đổi" or change.value == 0:
        return "bằng cùng kỳ"
    size = "" if change.value is None else f"{format_number(change.value)}{'%' if change.unit == '%' else ' ' + change.unit}"
    return f"{change.direction} {size} so với cùng kỳ"


def sentence(text: str, figures: Mapping[str, FigureFact], period: Period) -> tuple[Inline, ...] | None:
    """A sentence with its figures in place; None when a figure it states is missing. ``{CODE}`` is the number, ``{CODE~}`` its comparison."""
    runs: list[Inline] = []
    at = 0
    for place in PLACE.finditer(text):
        code, comparison = place.groups()
        figure = figures[code]
        before = text[at : place.start()]
        at = place.end()
        if comparison:
            words = compared(figure)
            runs.append(Text(before if words else before.rstrip(" ,(")))
            if words:
                runs.append(Text(words))
            elif before.endswith("(") and text[at : at + 1] == ")":
                at += 1
            continue
        if figure.value is None:
            return None
        runs += [Text(before), Number(shown(figure.value, figure.unit), ref=f"figure:{code}@{period.code}")]
    runs.append(Text(text[at:]))
    return tuple(run for run in runs if run.text)


def figures_table(codes: Iterable[str], figures: Mapping[str, FigureFact], period: Period, caption: str = "") -> Table:
    """This period, the same period, the change; one row for each figure. Missing base: "không so sánh"."""
    rows: list[Row] = []
    for place, code in enumerate(codes, start=1):
        figure = figures[code]
        base = shown(figure.base_value, figure.unit) if figure.base_value is not None else "–"
        rows.append(
            (
                Cell((Text(str(place)),)),
                Cell((Text(figure.name),)),
                Cell((Text(figure.unit),)),
                Cell((Number(shown(figure.value, figure.unit), ref=f"figure:{code}@{period.code}"),)),
                Cell((Text(base),)),
                Cell((Text(compared(figure).removesuffix(" so với cùng kỳ") or figure.base_reason or NO_BASE),)),
            )
        )
    return Table(
        ("TT", "Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Cùng kỳ năm trước", "Tăng, giảm"),
        tuple(rows),
        caption=caption,
        widths=(1, 8, 2, 2.2, 2.4, 2.8),
        align=("center", "left", "center", "right", "right", "right"),
    )


def last_conclusions(tasks: Sequence[TaskFact], notice: str) -> list[Block]:
    """How the last conclusions were carried out, told from the tasks themselves."""
    if not tasks:
        return [Para((Text("Kỳ trước không có nhiệm vụ giao tại thông báo kết luận hội nghị giao ban."),))]
    counts: dict[str, int] = {}
    for task in tasks:
        counts[task.standing] = counts.get(task.standing, 0) + 1
    ids = ",".join(str(task.id) for task in tasks)
    runs: list[Inline] = [
        Text(f"Thực hiện {notice}, đã giao "),
        Number(format_count(len(tasks)), ref=f"tasks:{ids}"),
        Text(" nhiệm vụ; trong đó "),
    ]
    for place, (standing, number) in enumerate(counts.items()):
        held = ",".join(str(task.id) for task in tasks if task.standing == standing)
        runs += [Text("; " if place else ""), Number(format_count(number), ref=f"tasks:{held}"), Text(f" nhiệm vụ {standing}")]
    runs.append(Text("."))
    late = [task for task in tasks if "quá hạn" in task.standing]
    blocks: list[Block] = [Para(tuple(runs))]
    if late:
        blocks.append(Para((Text("Các nhiệm vụ quá hạn:"),)))
        blocks += [
            Item(
                (
                    Text(f"{task.title} ({task.lead}"),
                    Text(f", hạn {format_date_numeric_official(task.deadline)})." if task.deadline else ")."),
                )
            )
            for task in late
        ]
    return blocks


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
) -> Document:
    """The report as a block tree. Every number that comes from a figure carries it; a sentence whose figure is missing is left out."""
    last = last_conclusions(tasks, notice)
    body: list[Block] = []
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
        place=outline.place,
        date=issued_on,
        body=tuple(body),
        signature=Signature(outline.authority, outline.post, signer),
        recipients=outline.recipients,
        annexes=_annexes(outline, period, figures, tasks, cases),
        draft=draft,
    )


def _annexes(
    outline: Outline, period: Period, figures: Mapping[str, FigureFact], tasks: Sequence[TaskFact], cases: Sequence[CaseFact]
) -> tuple[Annex, ...]:
    tables = tuple(figures_table(codes, figures, period, caption=title) for title, codes in outline.annex_codes)
    annexes = [Annex(f"Biểu số liệu {period.label}", tables, label="Phụ lục 1")]
    if cases:
        rows = tuple(
            row(
                str(i),
                Number(case.number, ref=f"case:{case.id}"),
                case.name,
                case.list,
                case.stage,
                format_date_numeric_official(case.entered_on),
            )
            for i, case in enumerate(cases, 1)
        )
        table = Table(("TT", "Mã", "Tên vụ", "Diện theo dõi, chỉ đạo", "Giai đoạn", "Vào diện"), rows, widths=(1, 3, 7, 5, 4, 2.5))
        annexes.append(Annex("Danh mục vụ án, vụ việc thuộc diện theo dõi, chỉ đạo", (table,), landscape=True, label="Phụ lục 2"))
    if tasks:
        rows = tuple(
            row(
                str(i),
                Number(task.number, ref=f"task:{task.id}"),
                task.title,
                task.lead,
                format_date_numeric_official(task.deadline) if task.deadline else "thường xuyên",
                task.standing,
            )
            for i, task in enumerate(tasks, 1)
        )
        table = Table(("TT", "Số", "Nhiệm vụ", "Cơ quan chủ trì", "Hạn", "Kết quả"), rows, widths=(1, 3, 9, 4, 2.5, 3.5))
        annexes.append(
            Annex("Danh mục nhiệm vụ theo kết luận hội nghị kỳ trước", (table,), landscape=True, label=f"Phụ lục {len(annexes) + 1}")
        )
    return tuple(annexes)
