"""The annexes: the figures side by side with the same period, the cases under oversight, the tasks of the last conclusions."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from giaoban.core.paper.tree import Align, Annex, Block, Cell, Number, Para, Row, Table, Text, row
from giaoban.core.values.periods import Period
from giaoban.core.words.dates import format_date_numeric_official
from giaoban.core.words.numbers import format_number, roman

from .outline import CaseFact, Outline, TaskFact
from .sentences import FigureFact, shown

NO_BASE = "không so sánh"
NO_VALUE = "chưa có số liệu"
COLUMNS = ("TT", "Chỉ tiêu", "Đơn vị tính", "Kỳ này", "Cùng kỳ năm trước", "Tăng, giảm (+/-)", "Tỷ lệ (%)")
WIDTHS = (1, 6.4, 2.1, 2, 2, 2, 1.8)


def _signed(size: Decimal) -> str:
    return f"{'+' if size > 0 else '-' if size < 0 else ''}{format_number(abs(size))}"


def _differs(figure: FigureFact) -> tuple[Cell, ...]:
    """The last two cells of a row: by how much and by how many percent; of a rate only the points."""
    if figure.value is None or figure.base_value is None:
        return (Cell((Text(NO_BASE if figure.value is not None else NO_VALUE),), colspan=2, align="center"),)
    size = Cell((Text(_signed(figure.value - figure.base_value)),))
    change = figure.change
    if figure.unit == "%":
        return size, Cell((Text("–"),))
    if change is None or change.value is None:
        return size, Cell((Text(NO_BASE),), align="center")
    share = -change.value if change.direction == "giảm" else change.value
    return size, Cell((Text(_signed(share)),))


def _figure_row(place: int, code: str, figures: Mapping[str, FigureFact], period: Period) -> Row:
    """One figure; a code without one keeps its place and says so."""
    figure = figures.get(code)
    if figure is None:
        return Cell((Text(str(place)),)), Cell((Text(code),)), Cell((Text(NO_VALUE),), colspan=len(COLUMNS) - 2, align="center")
    base = shown(figure.base_value, figure.unit) if figure.base_value is not None else "–"
    return (
        Cell((Text(str(place)),)),
        Cell((Text(figure.name),)),
        Cell((Text(figure.unit),)),
        Cell((Number(shown(figure.value, figure.unit), ref=f"figure:{figure.code}@{period.code}"),)),
        Cell((Text(base),)),
        *_differs(figure),
    )


def _table(rows: Iterable[Row], caption: str = "") -> Table:
    align: tuple[Align, ...] = ("center", "left", "center", "right", "right", "right", "right")
    return Table(COLUMNS, tuple(rows), caption=caption, widths=WIDTHS, align=align)


def figures_table(codes: Iterable[str], figures: Mapping[str, FigureFact], period: Period, caption: str = "") -> Table:
    """This period, the same period, the difference, its percentage; one row for each figure. No base: "không so sánh"; no value:
    "chưa có số liệu"."""
    return _table((_figure_row(place, code, figures, period) for place, code in enumerate(codes, start=1)), caption)


def grouped_table(groups: Sequence[tuple[str, tuple[str, ...]]], figures: Mapping[str, FigureFact], period: Period) -> Table:
    """One table of all groups, each under a row with its Roman number and title."""
    rows: list[Row] = []
    for number, (title, codes) in enumerate(groups, start=1):
        heads = Cell((Text(roman(number)),), bold=True, align="center"), Cell((Text(title),), colspan=len(COLUMNS) - 1, bold=True)
        rows.append(heads)
        rows += [_figure_row(place, code, figures, period) for place, code in enumerate(codes, start=1)]
    return _table(rows)


def _why_not(groups: Sequence[tuple[str, tuple[str, ...]]], figures: Mapping[str, FigureFact]) -> list[str]:
    """Why figures are not compared, one line for each reason."""
    found: dict[str, list[str]] = {}
    for _title, codes in groups:
        for code in codes:
            figure = figures.get(code)
            why = figure.base_reason.partition(": ")[2] if figure else ""
            if figure and figure.value is not None and figure.change is None and why:
                found.setdefault(why, []).append(figure.name)
    return [f"Không so sánh do {why}: {'; '.join(names)}." for why, names in found.items()]


def _notes(lines: Sequence[str]) -> list[Block]:
    if not lines:
        return []
    head: list[Block] = [Para((Text("Ghi chú:", bold=True, italic=True),), indent=False)]
    return head + [Para((Text(f"- {line}", italic=True),), indent=False) for line in lines]


def annexes(
    outline: Outline,
    period: Period,
    figures: Mapping[str, FigureFact],
    tasks: Sequence[TaskFact],
    cases: Sequence[CaseFact],
    *,
    note: str = "",
    span: tuple[date, date] | None = None,
    remark: str = "",
) -> tuple[Annex, ...]:
    """Phụ lục 1 the figures, then the cases and the tasks where there are any. ``note``: the line that names the report."""
    head: list[Block] = []
    if span:
        first, last = (format_date_numeric_official(day) for day in span)
        head = [Para((Text(f"Số liệu tính từ ngày {first} đến ngày {last}", italic=True),), align="center", indent=False)]
    lines = [*([remark] if remark else []), *_why_not(outline.annex_codes, figures)]
    blocks = (*head, grouped_table(outline.annex_codes, figures, period), *_notes(lines))
    found = [Annex(f"Biểu số liệu {period.label}", blocks, label="Phụ lục 1", note=note)]
    if cases:
        title = "Danh mục vụ án, vụ việc thuộc diện theo dõi, chỉ đạo"
        found.append(Annex(title, (_cases(cases),), landscape=True, label="Phụ lục 2", note=note))
    if tasks:
        title = "Danh mục nhiệm vụ theo thông báo kết luận hội nghị giao ban kỳ trước"
        found.append(Annex(title, (_tasks(tasks),), landscape=True, label=f"Phụ lục {len(found) + 1}", note=note))
    return tuple(found)


def _cases(cases: Sequence[CaseFact]) -> Table:
    rows = tuple(
        row(
            str(place),
            Number(case.number, ref=f"case:{case.id}"),
            case.name,
            case.agency,
            case.stage,
            case.list,
            format_date_numeric_official(case.entered_on),
        )
        for place, case in enumerate(cases, 1)
    )
    titles = ("TT", "Số hồ sơ", "Tên vụ án, vụ việc", "Cơ quan thụ lý", "Giai đoạn", "Diện theo dõi, chỉ đạo", "Ngày vào diện")
    align: tuple[Align, ...] = ("center", "left", "left", "left", "left", "left", "center")
    return Table(titles, rows, widths=(1, 2.9, 7, 3.2, 3, 4.6, 2.6), align=align)


def _tasks(tasks: Sequence[TaskFact]) -> Table:
    rows = tuple(
        row(
            str(place),
            Number(task.number, ref=f"task:{task.id}"),
            task.title,
            task.lead,
            format_date_numeric_official(task.deadline) if task.deadline else "thường xuyên",
            task.standing.capitalize(),
        )
        for place, task in enumerate(tasks, 1)
    )
    align: tuple[Align, ...] = ("center", "left", "left", "left", "center", "left")
    return Table(("TT", "Số", "Nhiệm vụ", "Cơ quan chủ trì", "Hạn", "Kết quả"), rows, widths=(1, 3, 9, 4, 2.6, 3.5), align=align)
