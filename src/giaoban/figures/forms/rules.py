"""Layouts of the statutory forms, read from layouts/*.toml, and the arithmetic that must hold in them (TT 06/2025/TT-TTCP)."""

import re
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from typing import Any

from giaoban.core.values.errors import InvalidInput
from giaoban.core.words.numbers import format_number
from giaoban.figures.indicators.rules import catalogue

_FILE_KEYS = {"form", "title", "basis", "rules", "sanity", "column"}
_COLUMN_KEYS = {"number", "label"}
_SOURCES = {"counts", "sent"}
_TERM = re.compile(r"(?:(?P<times>\d+)\*)?(?:(?P<form>\d\d/[A-Z]+)\.)?c(?P<column>\d+)")
_WORDS = {"==": "phải bằng", "<=": "không được lớn hơn", ">=": "không được nhỏ hơn"}
_COMPARE = {"==": lambda a, b: a == b, "<=": lambda a, b: a <= b, ">=": lambda a, b: a >= b}


@dataclass(frozen=True, slots=True)
class Column:
    """One numbered column: its label ("Thủ trưởng tiếp - số lượt tiếp") and where its values come from: ``counts``, a countable set of a
    register; ``sent``, an indicator that agencies send; or neither, then no register has it and the agency fills it in by hand."""

    number: int
    label: str
    counts: str = ""
    sent: str = ""

    @property
    def by_hand(self) -> bool:
        return not self.counts and not self.sent

    @property
    def heads(self) -> tuple[str, str]:
        """The label on two lines of the head: what it belongs to ("" when nothing), and what it is."""
        group, dash, rest = self.label.partition(" - ")
        return (group, rest[:1].upper() + rest[1:]) if dash else ("", self.label)


@dataclass(frozen=True, slots=True)
class Term:
    """``times`` × a column, of this form or of another."""

    times: int
    form: str
    column: int


@dataclass(frozen=True, slots=True)
class Rule:
    """Two sums of columns compared. ``hard``: printed in the circular; else a warning from the definitions."""

    text: str
    left: tuple[Term, ...]
    operator: str
    right: tuple[Term, ...]
    hard: bool

    def told(self, form: str) -> tuple[str, str, str]:
        """The rule in words, for the form it is tried on: "cột 2", "phải bằng", "cột 3 + cột 4"."""
        return _columns(self.left, form), _WORDS[self.operator], _columns(self.right, form)


@dataclass(frozen=True, slots=True)
class Layout:
    """A form: number, title, columns in order, rules."""

    form: str
    title: str
    basis: str
    columns: tuple[Column, ...]
    rules: tuple[Rule, ...]

    def by_hand(self, rule: Rule | None = None) -> list[int]:
        """Numbers of the columns that no register has: of the form, or those a rule names."""
        named = {term.column for term in (*rule.left, *rule.right) if term.form == self.form} if rule else None
        return [column.number for column in self.columns if column.by_hand and (named is None or column.number in named)]

    def formula(self, number: int) -> str:
        """What stands under a column in the row MS: "1=5+11+17", or its number."""
        for rule in self.rules:
            simple = all(term.form == self.form and term.times == 1 for term in rule.right)
            if rule.hard and rule.operator == "==" and simple and [t.column for t in rule.left] == [number]:
                return f"{number}=" + "+".join(str(term.column) for term in rule.right)
        return str(number)


@dataclass(frozen=True, slots=True)
class Check:
    """One rule tried on one row."""

    form: str
    agency: str
    rule: str
    left: Decimal
    right: Decimal
    holds: bool
    hard: bool
    sentence: str = ""


def _columns(terms: Sequence[Term], form: str) -> str:
    parts = []
    for term in terms:
        times = f"{term.times} × " if term.times > 1 else ""
        parts.append(f"{times}cột {term.column}" + ("" if term.form == form else f" biểu {term.form}"))
    return " + ".join(parts)


def _refuse(file: str, what: str) -> InvalidInput:
    return InvalidInput("Tệp biểu mẫu %(file)s: %(what)s.", file=file, what=what)


def _side(text: str, form: str, file: str) -> tuple[Term, ...]:
    terms = []
    for part in text.replace(" ", "").split("+"):
        match = _TERM.fullmatch(part)
        if match is None:
            raise _refuse(file, f"không hiểu “{part}” trong quy tắc")
        terms.append(Term(int(match["times"] or 1), match["form"] or form, int(match["column"])))
    return tuple(terms)


def _rule(text: str, form: str, hard: bool, file: str) -> Rule:
    match = re.fullmatch(r"(.+?)(==|<=|>=)(.+)", text)
    if match is None:
        raise _refuse(file, f"quy tắc “{text}” phải có ==, <= hoặc >=")
    return Rule(text, _side(match[1], form, file), match[2], _side(match[3], form, file), hard)


def _layout(file: str, text: str) -> Layout:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _refuse(file, f"không đúng dạng TOML: {error}") from error
    if unknown := sorted(set(data) - _FILE_KEYS):
        raise _refuse(file, f"mục lạ “{unknown[0]}”")
    columns = []
    for row in data.get("column", []):
        if not set(row) >= _COLUMN_KEYS or len(set(row) - _COLUMN_KEYS) > 1 or set(row) - _COLUMN_KEYS - _SOURCES:
            raise _refuse(file, f"cột {row.get('number', '?')} phải có number, label và một nguồn: counts hoặc sent")
        columns.append(Column(**row))
    if [c.number for c in columns] != list(range(1, len(columns) + 1)):
        raise _refuse(file, "các cột phải đánh số liên tục từ 1")
    form = data["form"]
    rules = [_rule(rule, form, True, file) for rule in data.get("rules", [])]
    rules += [_rule(rule, form, False, file) for rule in data.get("sanity", [])]
    return Layout(form, data["title"], data["basis"], tuple(columns), tuple(rules))


def load(texts: Mapping[str, str]) -> dict[str, Layout]:
    """Layouts by form from the texts of files by name. Raises InvalidInput naming the file: an unknown key, column or form of a rule."""
    found = {}
    for file in sorted(texts):
        layout = _layout(file, texts[file])
        if layout.form in found:
            raise _refuse(file, f"biểu {layout.form} đã có")
        found[layout.form] = layout
    for layout in found.values():
        for rule in layout.rules:
            for term in (*rule.left, *rule.right):
                if term.form not in found or not 1 <= term.column <= len(found[term.form].columns):
                    raise _refuse(layout.form, f"quy tắc “{rule.text}” nêu cột không có")
    return found


@cache
def layouts() -> dict[str, Layout]:
    """The packaged layouts by form. The mapping is shared: do not change it."""
    folder = resources.files("giaoban.figures.forms") / "layouts"
    return load({item.name: item.read_text("utf-8") for item in folder.iterdir() if item.name.endswith(".toml")})


def check_countables(known: Collection[str]) -> None:
    """Every column that counts names a set of a register, every sent one an indicator. Raises InvalidInput naming form and column."""
    for layout in layouts().values():
        for column in layout.columns:
            if column.counts and column.counts not in known:
                raise _refuse(layout.form, f"cột {column.number}: không có tập đếm “{column.counts}”")
            if column.sent and column.sent not in catalogue():
                raise _refuse(layout.form, f"cột {column.number}: không có chỉ tiêu “{column.sent}”")


def check_row(form: str, agency: str, rows: Mapping[str, Sequence[Decimal | None]]) -> list[Check]:
    """Every rule of a form on one agency's rows. ``rows``: form → the agency's values in the order of the columns; a rule on a column
    without a value is not tried."""

    def total(terms: Sequence[Term]) -> Decimal | None:
        values = [(term.times, rows[term.form][term.column - 1]) for term in terms]
        known = [times * value for times, value in values if value is not None]
        return sum(known, Decimal(0)) if len(known) == len(values) else None

    checks = []
    for rule in layouts()[form].rules:
        left, right = total(rule.left), total(rule.right)
        if left is None or right is None:
            continue
        compare: Any = _COMPARE[rule.operator]
        first, verb, second = rule.told(form)
        said = f"Biểu {form}, {agency}: {first} ({format_number(left)}) {verb} {second} ({format_number(right)})."
        checks.append(Check(form, agency, rule.text, left, right, compare(left, right), rule.hard, said))
    return checks
