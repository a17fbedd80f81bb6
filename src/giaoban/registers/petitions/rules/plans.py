"""How a sheet of anybody's own making is read as letters: which heading is which column, fixed values, words of values, order of dates."""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from giaoban.core.values.errors import InvalidInput
from giaoban.core.words.search import words_of
from giaoban.core.words.text import fold

from .plain import COLUMNS, NEEDED, columns_of

SHORT_WORDS = {"nd": "noi dung", "hs": "ho so", "sdt": "so dien thoai", "dc": "dia chi", "ht": "ho ten", "lv": "linh vuc", "cq": "co quan"}
MORE_NAMES = {
    "received_on": ("ngay vao so", "ngay nop", "ngay tiep", "ngay thang nhan", "thoi gian nhan"),
    "address": ("thuong tru", "cho o", "noi cu tru", "ho khau"),
    "channel": ("den tu", "duong den", "hinh thuc den"),
    "text": ("noi dung vu viec", "noi dung khieu nai", "noi dung to cao", "vu viec"),
    "respondent": ("doi tuong khieu nai", "doi tuong to cao", "nguoi bi kien nghi"),
}  # fmt: skip
HEAD_WITHIN = 15
_AMERICAN = re.compile(r"\s*(\d{1,2})([/.-])(\d{1,2})\2(\d{2,4})\s*")


@dataclass(frozen=True, slots=True)
class Plan:
    """``columns``: column of the plain form → heading in the sheet. ``fixed``: column → one value for every row. ``values``: column →
    folded word of the sheet → word of the book. ``sheet``: "" = every sheet that fits; ``top``: row of the headings, 0 = found by itself."""

    columns: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    sheet: str = ""
    top: int = 0
    month_first: bool = False

    def kept(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def plan_of(text: str) -> Plan:
    """A stored plan. Raises InvalidInput when it is none."""
    try:
        data = json.loads(text)
        plan = Plan(**data)
        known = all(name in COLUMNS for part in (plan.columns, plan.fixed, plan.values) for name in part)
    except (ValueError, TypeError) as fault:
        raise InvalidInput("Cách ghép cột đã lưu không đọc được. Ghép lại các cột.") from fault
    if not known:
        raise InvalidInput("Cách ghép cột có cột lạ. Ghép lại các cột.")
    return plan


def places_of(header: Sequence[object], plan: Plan) -> dict[str, int]:
    """Place of each column in a heading row; columns with a fixed value have none."""
    if not plan.columns:
        return columns_of(header)
    found: dict[str, int] = {}
    folded = [fold(str(cell or "")).strip(" *:") for cell in header]
    for name, heading in plan.columns.items():
        sought = fold(heading).strip(" *:")
        if sought in folded and name not in plan.fixed:
            found[name] = folded.index(sought)
    return found


def complete(places: Mapping[str, int], plan: Plan) -> bool:
    return all(name in places or plan.fixed.get(name) for name in NEEDED)


def applied(given: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """The cells of a row with the fixed values, the words of the book and the day before the month."""
    cells = {**given, **{name: value for name, value in plan.fixed.items() if value}}
    for name, words in plan.values.items():
        if (word := words.get(fold(str(cells.get(name) or "")))) is not None:
            cells[name] = word
    day = cells.get("received_on")
    if plan.month_first and isinstance(day, str) and (parts := _AMERICAN.fullmatch(day)):
        cells["received_on"] = f"{parts[3]}/{parts[1]}/{parts[4]}"
    return cells


def _said(heading: object) -> str:
    return " ".join(SHORT_WORDS.get(word, word) for word in words_of(str(heading or "")))


def guessed(header: Sequence[object]) -> dict[str, str]:
    """Column → heading, as far as headings tell: their own names first, then those that hold a known name, with abbreviations said in full."""
    found = {name: str(header[place]) for name, place in columns_of(header).items()}
    taken = {fold(heading) for heading in found.values()}
    known = sorted(
        (
            (alias, name)
            for name, aliases in COLUMNS.items()
            for alias in (" ".join(words_of(a)) for a in (*aliases, *MORE_NAMES.get(name, ())))
        ),
        key=lambda pair: -len(pair[0]),
    )
    for cell in header:
        said = f" {_said(cell)} "
        if not said.strip() or fold(str(cell)) in taken:
            continue
        for alias, name in known:
            if name not in found and name != "id" and (said.strip() == alias or (" " in alias and f" {alias} " in said)):
                found[name] = str(cell)
                break
    return found


def head_row(rows: Sequence[Sequence[object]]) -> int:
    """Which of the first rows (counted from 1) holds the headings: the one that names most columns; else the first with three texts."""
    best, most = 0, 1
    for number, cells in enumerate(rows[:HEAD_WITHIN], 1):
        if len(found := guessed(cells)) > most:
            best, most = number, len(found)
    if best:
        return best
    return next((n for n, cells in enumerate(rows[:HEAD_WITHIN], 1) if sum(bool(str(c or "").strip()) for c in cells) >= 3), 1)


def signature(header: Sequence[object]) -> str:
    """What makes two sheets the same kind of sheet: their headings, in any order."""
    said = sorted(filter(None, (fold(str(cell or "")).strip(" *:") for cell in header)))
    return hashlib.blake2b("\0".join(said).encode(), digest_size=16).hexdigest()


def no_day(value: object) -> bool:
    """Whether a cell of the day column is a text that reads only with the month first."""
    parts = _AMERICAN.fullmatch(value) if isinstance(value, str) else None
    return bool(parts and int(parts[1]) <= 12 < int(parts[3])) and not isinstance(value, date)
