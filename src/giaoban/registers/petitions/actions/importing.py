"""Taking a file of petitions (csv, xlsx, xls, ods): good rows into the book in batches, bad rows back in a workbook with the reason."""

import gc
import hashlib
import io
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

import xlsxwriter
from django.db import transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import InvalidInput, NotAllowed
from giaoban.core.words.dates import format_date
from giaoban.registers.people.models import Agency
from giaoban.registers.people.queries import by_name, check_exists
from giaoban.registers.people.queries import names as agency_names
from giaoban.registers.petitions.models import Petition
from giaoban.registers.petitions.rules import PetitionRow
from giaoban.registers.petitions.rules.plain import HEADINGS, WORDED, RowError, is_word, key_of, parse_row
from giaoban.registers.petitions.rules.plans import Plan, applied
from giaoban.registers.petitions.rules.sheets import Cells, Table, letters, tables_of

from .loading import load

BATCH = 5000
MOST_WORDS = 30
CHUNK = 800
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class ImportReceipt:
    """What became of a file. read = loaded + skipped (already in the book) + refused_rows; ``bad_rows_xlsx`` is empty without refusals."""

    read: int
    loaded: int
    skipped: int
    refused: tuple[RowError, ...]
    refused_rows: int
    receipt: str
    bad_rows_xlsx: bytes = b""
    ids: dict[str, int] = field(default_factory=dict)


def import_file(
    *,
    content: bytes,
    name: str,
    mapping: Mapping[str, str] | None = None,
    plan: Plan | None = None,
    dry_run: bool = False,
    progress: Progress | None = None,
    by: Actor,
) -> ImportReceipt:
    """Read, check and load a file. Every good row is kept, in batches of 5.000; loading the same file again loads nothing again.

    ``mapping``: column of the plain form → heading in the file; ``plan``: the whole way of reading it. ``progress(done, total)``.
    Raises InvalidInput for a file that is no table.
    """
    by.require("petitions.write")
    plan = plan or Plan()
    tables = tables_of(content, name, mapping, plan)
    total = sum(len(table.rows) for table in tables)
    finder = AgencyBook(by)
    errors: list[RowError] = []
    bad: dict[tuple[str, int], list[str]] = {}
    taken: dict[tuple[int, str], tuple[str, int]] = {}
    waiting: list[PetitionRow] = []
    counts, done = {"loaded": 0, "skipped": 0}, 0
    ids: dict[str, int] = {}
    for table in tables:
        for number, cells in table.rows:
            read = _read(table, number, cells, plan, finder, by)
            row = _once(read, table.sheet, number, taken) if isinstance(read, PetitionRow) else read
            if isinstance(row, PetitionRow):
                waiting.append(row)
            elif row is None:
                counts["skipped"] += 1
            else:
                errors += row
                bad[table.sheet, number] = [f"{HEADINGS[e.field]}: {e.message}" if e.field in HEADINGS else e.message for e in row]
            if len(waiting) >= BATCH:
                _keep(waiting, dry_run, counts, ids, by)
            done += 1
            if progress and done % 500 == 0:
                progress(done, total)
    _keep(waiting, dry_run, counts, ids, by)
    if progress:
        progress(total, total)
    receipt = hashlib.sha256(content).hexdigest()[:16]
    return ImportReceipt(total, counts["loaded"], counts["skipped"], tuple(errors), len(bad), receipt, bad_rows(tables, bad), ids)


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """One row as it would be read: its cells by column, and every reason why it would be refused."""

    sheet: str
    row: int
    cells: Mapping[str, str]
    errors: tuple[RowError, ...]


def preview_file(*, content: bytes, name: str, plan: Plan, most: int = 20, by: Actor) -> tuple[list[PreviewRow], dict[str, list[str]], int]:
    """The first rows as the plan reads them; words of kind, channel, field and round that the book does not know; how many rows there are.

    Raises InvalidInput when no sheet has the needed columns. Writes nothing.
    """
    tables = tables_of(content, name, plan=plan)
    finder = AgencyBook(by)
    shown: list[PreviewRow] = []
    unknown: dict[str, dict[str, None]] = {}
    for table in tables:
        for number, cells in table.rows[: max(0, most - len(shown))]:
            read = _read(table, number, cells, plan, finder, by)
            given = {column: _shown(cells[place]) for column, place in table.columns.items() if place < len(cells)}
            shown.append(PreviewRow(table.sheet, number, given, () if isinstance(read, PetitionRow) else tuple(read)))
        for column, place in table.columns.items():
            if column in WORDED:
                words = dict.fromkeys(
                    str(cells[place]).strip() for _, cells in table.rows if place < len(cells) and cells[place] is not None
                )
                unknown.setdefault(column, {}).update(dict.fromkeys(word for word in words if not is_word(column, word)))
    return shown, {column: list(words)[:MOST_WORDS] for column, words in unknown.items() if words}, sum(len(t.rows) for t in tables)


@contextmanager
def _collector_resting() -> Iterator[None]:
    """The rows of a large file are not garbage: looking them all over again with every batch took a fifth of the time."""
    working = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if working:
            gc.enable()


def _keep(rows: list[PetitionRow], dry_run: bool, counts: dict[str, int], ids: dict[str, int], by: Actor) -> None:
    """Load the waiting rows in one transaction, or count what would be loaded."""
    if not rows:
        return
    if dry_run:
        known = _known(rows)
        fresh = sum((row.agency_id, row.source_key) not in known for row in rows)
        counts["loaded"] += fresh
        counts["skipped"] += len(rows) - fresh
    else:
        with _collector_resting(), transaction.atomic():
            done = load(rows=rows, checked=True, by=by)
        counts["loaded"] += done.loaded
        counts["skipped"] += done.skipped
        ids.update(done.ids)
    rows.clear()


def _known(rows: Sequence[PetitionRow]) -> set[tuple[int, str | None]]:
    keys = sorted({row.source_key for row in rows})
    found: set[tuple[int, str | None]] = set()
    for i in range(0, len(keys), CHUNK):
        found.update(Petition.objects.filter(source_key__in=keys[i : i + CHUNK]).values_list("agency_id", "source_key"))
    return found


def _once(row: PetitionRow, sheet: str, number: int, taken: dict[tuple[int, str], tuple[str, int]]) -> PetitionRow | list[RowError] | None:
    """The row under its key; None when the file has the very same row above, an error when another row above has its id."""
    said = key_of(row)
    key = (row.agency_id, row.source_key or said)
    if key in taken:
        earlier, line = taken[key]
        if earlier == said:
            return None
        return [RowError(sheet, number, "id", "duplicate", f"Mã “{row.source_key}” đã dùng ở dòng {line}. Mỗi đơn một mã riêng.")]
    taken[key] = (said, number)
    return replace(row, source_key=key[1])


def _read(table: Table, number: int, cells: Cells, plan: Plan, finder: "AgencyBook", by: Actor) -> PetitionRow | list[RowError]:
    """One row, or every reason why not; merged cells and formulas without a value are named by their place."""
    places = []
    for column, place in table.columns.items():
        empty = place >= len(cells) or cells[place] in ("", None, 0)
        where = f"{letters(place)}{number}"
        if (number, place) in table.merged:
            text = f"Ô {where} nằm trong ô gộp. Bỏ gộp ô rồi ghi đủ từng dòng."
            places.append(RowError(table.sheet, number, column, "merged", text))
        elif empty and (number, place) in table.formulas:
            text = f"Ô {where} là công thức chưa có giá trị. Dán giá trị rồi nạp lại."
            places.append(RowError(table.sheet, number, column, "formula", text))
    if places:
        return places
    given = {column: cells[place] for column, place in table.columns.items() if place < len(cells)}
    return parse_row(applied(given, plan), sheet=table.sheet, number=number, today=by.today, agency=finder)


class AgencyBook:
    """Finds the agency a cell means on a day, asking the database once for each stretch of time between reorganisations."""

    def __init__(self, by: Actor) -> None:
        self.by = by
        rows = list(Agency.objects.all())
        self.agencies = {row.pk: row for row in rows}
        self.codes = {row.code: row.pk for row in rows} | {str(row.pk): row.pk for row in rows}
        days = {row.starts_on for row in rows} | {row.ends_on + timedelta(days=1) for row in rows if row.ends_on}
        self.turns = [date.min, *sorted(days)]
        self.tables: dict[date, dict[str, int]] = {}
        self.answers: dict[tuple[str, date], int] = {}

    def __call__(self, text: str, on: date) -> int:
        """Raises InvalidInput for no or an unknown agency, RefusedByLaw for one that did not exist, NotAllowed for another's book."""
        stretch = self.turns[bisect_right(self.turns, on) - 1]
        key = (text, stretch)
        if key not in self.answers:
            self.answers[key] = self._find(text, on, stretch)
        return self.answers[key]

    def _find(self, text: str, on: date, stretch: date) -> int:
        if not text:
            if self.by.agency_id is None:
                raise InvalidInput("Thiếu cơ quan nhận đơn. Ghi tên hoặc mã cơ quan.")
            return self.by.agency_id
        if stretch not in self.tables:
            self.tables[stretch] = agency_names(on)
        found = self.codes.get(text.lower()) or by_name(text, on, self.tables[stretch])
        if found is None:
            raise InvalidInput("Không có cơ quan “%(value)s” trong danh mục. Ghi đúng tên hoặc mã cơ quan.", value=text[:60])
        check_exists(self.agencies[found], on)
        if self.by.agencies is not None and found not in self.by.agencies:
            raise NotAllowed("Đơn của cơ quan “%(value)s” không thuộc sổ đồng chí được ghi.", value=text[:60])
        return found


def bad_rows(tables: Sequence[Table], bad: Mapping[tuple[str, int], Sequence[str]]) -> bytes:
    """A workbook of the refused rows as they were, with the reason in a last column, ready to be mended and loaded again."""
    if not bad:
        return b""
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "constant_memory": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(out, options)
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "font_color": "#9c1c1c"})
    for index, table in enumerate(tables):
        rows = [(number, cells) for number, cells in table.rows if (table.sheet, number) in bad]
        if not rows:
            continue
        title = re.sub(r"[\[\]:*?/\\']", " ", table.sheet)[:25].strip()
        sheet = book.add_worksheet(f"{title or 'Lỗi'} {index + 1}" if len(tables) > 1 else title or "Lỗi")
        width = max(len(table.header), *(len(cells) for _, cells in rows))
        for place, cell in enumerate(table.header):
            sheet.write_string(0, place, str(cell or ""), bold)
        sheet.write_string(0, width, "Lý do", bold)
        sheet.set_column(width, width, 80)
        for line, (number, cells) in enumerate(rows, start=1):
            for place, cell in enumerate(cells):
                sheet.write_string(line, place, _shown(cell))
            sheet.write_string(line, width, f"Dòng {number}. " + " ".join(bad[table.sheet, number]), wrap)
    book.close()
    return out.getvalue()


def _shown(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return format_date(cell if not isinstance(cell, datetime) else cell.date())
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)[:32_000]
