"""How official documents look on the day they are signed: data/party.toml and data/state.toml, read strictly.

Every value is a line of data with the instrument it comes from and whether its text was read there (``confirmed``); what is not
confirmed is shown as "cần kiểm chứng" and an office can put its own value over it. Lengths in millimetres, letter sizes in points,
rules as parts of the line above them.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from giaoban.core.values.errors import InvalidInput

DATA = Path(__file__).parent / "data"
NUMBERINGS = ("year", "type_and_term")
STYLES = ("regular", "bold", "italic", "bold_italic", "underline")
LETTERS = "abcdđeghiklmnopqrstuvxy"
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@dataclass(frozen=True, slots=True)
class Format:
    """The look of one form of document in one span of time. Names are those of the data files."""

    page_width_mm: float
    page_height_mm: float
    margin_top_mm: float
    margin_bottom_mm: float
    margin_left_mm: float
    margin_right_mm: float
    font_name: str
    page_number_size: float
    page_number_from: float
    title_lines: tuple[str, ...]
    title_sizes: tuple[float, ...]
    title_rule: float
    superior_size: float
    issuer_size: float
    issuer_mark: str
    issuer_rule: float
    number_prefix: str
    number_join: str
    number_size: float
    numbering: str
    place_date_size: float
    place_date_italic: bool
    type_size: float
    subject_size: float
    subject_mark: str
    subject_rule: float
    letter_prefix: str
    letter_size: float
    letter_italic: bool
    address_label: str
    submission_label: str
    address_italic: bool
    body_size: float
    first_line_mm: float
    line_exact_pt: float
    line_multiple: float
    paragraph_gap_pt: float
    heading_marks: tuple[str, ...]
    heading_styles: tuple[str, ...]
    closing_mark: str
    authority_size: float
    post_bold: bool
    name_size: float
    signature_gap_mm: float
    recipients_label: str
    recipients_style: str
    recipients_label_size: float
    recipients_size: float
    recipients_end: str
    annex_size: float
    table_size: float

    def mark(self, level: int, place: int) -> str:
        """The number of a heading: level 1 place 2 is "II-" in Party documents and "II." in State ones; level 3 place 5 is "đ)"."""
        style = self.heading_marks[min(level, len(self.heading_marks)) - 1]
        return style.format(roman=roman(place), number=place, letter=LETTERS[(place - 1) % len(LETTERS)])

    def heading_style(self, level: int) -> tuple[bool, bool]:
        """Bold and italic of a heading."""
        style = self.heading_styles[min(level, len(self.heading_styles)) - 1]
        return "bold" in style, "italic" in style


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a format as people check it."""

    name: str
    value: Any
    basis: str
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Version:
    """The format from one day to another, both included; ``until`` None = still in force."""

    form: str
    start: date
    until: date | None
    basis: str
    look: Format
    facts: tuple[Fact, ...]


def roman(number: int) -> str:
    """1 -> I, 14 -> XIV; up to 39."""
    written = ""
    for value, sign in ROMAN:
        while number >= value:
            written, number = written + sign, number - value
    return written


@cache
def versions(form: str) -> tuple[Version, ...]:
    """All versions of a form, oldest first."""
    path = DATA / f"{form}.toml"
    if form not in {"party", "state"}:
        raise InvalidInput("Không có thể thức “%(form)s”.", form=form)
    return read(path.read_text(encoding="utf-8"), path.name)


def version_on(form: str, day: date | None) -> Version:
    """The version in force on the day a document is signed; None (a draft) = the latest. Raises InvalidInput before the first."""
    known = versions(form)
    if day is None:
        return known[-1]
    for version in known:
        if version.start <= day and (version.until is None or day <= version.until):
            return version
    raise InvalidInput(
        "Chưa có dữ liệu thể thức văn bản cho ngày %(day)s; sớm nhất là %(first)s.",
        day=f"{day:%d/%m/%Y}",
        first=f"{known[0].start:%d/%m/%Y}",
        field="date",
    )


def format_for(form: str, day: date | None = None, overrides: Mapping[str, Any] | None = None) -> Format:
    """The look of a document signed on ``day``, with the office's own values put over it. Raises InvalidInput on an unknown name."""
    look = version_on(form, day).look
    if not overrides:
        return look
    return replace(look, **{name: _typed(name, value, "overrides", 0) for name, value in overrides.items()})


def facts(form: str, day: date | None = None) -> tuple[Fact, ...]:
    """Every value with its basis, for the page where an office checks them."""
    return version_on(form, day).facts


_TYPES: Mapping[str, Any] = {each.name: each.type for each in fields(Format)}


def _typed(name: str, value: Any, file: str, line: int) -> Any:
    """The value as the field takes it. Raises InvalidInput on an unknown name or a wrong type."""
    if name not in _TYPES:
        raise InvalidInput("%(file)s dòng %(line)s: không có mục “%(name)s” trong thể thức.", file=file, line=line, name=name)
    wanted = _TYPES[name]
    number = isinstance(value, int | float) and not isinstance(value, bool)
    fits = {
        float: number,
        str: isinstance(value, str),
        bool: isinstance(value, bool),
        tuple[str, ...]: isinstance(value, list | tuple) and all(isinstance(part, str) for part in value),
        tuple[float, ...]: isinstance(value, list | tuple) and all(isinstance(part, int | float) for part in value),
    }[wanted]
    choices = {"numbering": NUMBERINGS, "recipients_style": STYLES}.get(name)
    if not fits or (choices and value not in choices) or (number and value < 0):
        raise InvalidInput("%(file)s dòng %(line)s: trị của “%(name)s” không hợp lệ.", file=file, line=line, name=name)
    return tuple(value) if isinstance(value, list) else value


def _line(text: str, start: str, skip: int = 0) -> int:
    """The line where a key stands, after ``skip`` earlier ones; 0 when not found."""
    found = [place for place, line in enumerate(text.splitlines(), 1) if line.strip().startswith(start)]
    return found[min(skip, len(found) - 1)] if found else 0


def _only(given: Mapping[str, Any], needed: set[str], allowed: set[str], file: str, line: int) -> None:
    """Refuse unknown and missing keys."""
    for name in sorted(set(given) - needed - allowed):
        raise InvalidInput("%(file)s dòng %(line)s: khóa lạ “%(name)s”.", file=file, line=line, name=name)
    for name in sorted(needed - set(given)):
        raise InvalidInput("%(file)s dòng %(line)s: thiếu “%(name)s”.", file=file, line=line, name=name)


def read(text: str, file: str) -> tuple[Version, ...]:
    """Read one data file. Raises InvalidInput naming file and line on anything unknown, missing, ill-typed or overlapping."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as wrong:
        raise InvalidInput("%(file)s: %(wrong)s", file=file, wrong=str(wrong)) from wrong
    _only(data, {"form", "label", "sources", "version"}, set(), file, 1)
    found: list[Version] = []
    for place, given in enumerate(data["version"]):
        line = _line(text, "[[version]]", place)
        _only(given, {"from", "basis", "rules"}, {"until"}, file, line)
        version = _version(data, given, text, file, place)
        if found and (found[-1].until is None or found[-1].until >= version.start):
            raise InvalidInput("%(file)s dòng %(line)s: thời gian áp dụng chồng lên bản trước.", file=file, line=line)
        found.append(version)
    return tuple(found)


def _version(data: Mapping[str, Any], given: Mapping[str, Any], text: str, file: str, place: int) -> Version:
    sources: Mapping[str, str] = data["sources"]
    _only(given["rules"], set(_TYPES), set(), file, _line(text, "[version.rules]", place))
    known: list[Fact] = []
    for name, rule in given["rules"].items():
        line = _line(text, f"{name} =", place)
        _only(rule, {"value", "basis", "confirmed"}, set(), file, line)
        if rule["basis"] not in sources:
            raise InvalidInput("%(file)s dòng %(line)s: căn cứ “%(name)s” chưa được khai.", file=file, line=line, name=rule["basis"])
        if not isinstance(rule["confirmed"], bool):
            raise InvalidInput("%(file)s dòng %(line)s: trị của “%(name)s” không hợp lệ.", file=file, line=line, name="confirmed")
        known.append(Fact(name, _typed(name, rule["value"], file, line), sources[rule["basis"]], rule["confirmed"]))
    if given["basis"] not in sources:
        raise InvalidInput("%(file)s: căn cứ “%(name)s” chưa được khai.", file=file, name=given["basis"])
    look = Format(**{fact.name: fact.value for fact in known})
    return Version(data["form"], given["from"], given.get("until"), sources[given["basis"]], look, tuple(known))
