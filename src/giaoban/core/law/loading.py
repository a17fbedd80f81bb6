"""Reading the rule files. Strict: an unknown key, overlapping versions or a version without basis names the file and the key."""

import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from giaoban.core.values.errors import InvalidInput

from .model import Basis, Direction, Extension, Length, Reading, Rule, Transition, Unit, Variant, Version

OTHER_FILES = {"periods.toml", "reception_duties.toml", "refusal_grounds.toml", "dispositions.toml", "transitions.toml", "readings.toml"}
COUNTING = ("civil", "criminal")
SEVERITIES = ("it_nghiem_trong", "nghiem_trong", "rat_nghiem_trong", "dac_biet_nghiem_trong")

_FILE_KEYS = {"procedure", "title", "suspension_paper", "rule"}
_RULE_KEYS = {"id", "label", "subject", "event", "counting", "suspension_paper", "version"}
_VERSION_KEYS = {
    "from", "until", "basis", "amount", "unit", "direction", "rollover", "confirmed", "variants", "severity", "extensions", "month_days",
    "consequence", "note",
}  # fmt: skip
_VARIANT_KEYS = {"amount", "unit", "label", "extensions", "note", "basis"}
_EXTENSION_KEYS = {"amount", "unit", "total", "label"}
_BASIS_KEYS = {"document", "article", "clause", "point", "text"}


class Place:
    """Where in a file of the law one is, so that a refusal can name file and key."""

    def __init__(self, file: str, path: str = "") -> None:
        self.file, self.path = file, path

    def at(self, part: str) -> "Place":
        return Place(self.file, f"{self.path}.{part}" if self.path else part)

    def refuse(self, what: str) -> InvalidInput:
        return InvalidInput("Tệp luật %(file)s, mục %(path)s: %(what)s.", file=self.file, path=self.path or "đầu tệp", what=what)

    def check_keys(self, table: Any, known: set[str]) -> None:
        if not isinstance(table, dict):
            raise self.refuse("phải là một bảng")
        for key in table:
            if key not in known:
                raise self.refuse(f"mục lạ “{key}”")

    def need(self, table: dict[str, Any], key: str, kind: type) -> Any:
        if key not in table:
            raise self.refuse(f"thiếu “{key}”")
        return self.typed(table[key], key, kind)

    def typed(self, value: Any, key: str, kind: type) -> Any:
        wrong = (kind is int and isinstance(value, bool)) or (kind is date and isinstance(value, datetime))
        if wrong or not isinstance(value, kind):
            raise self.refuse(f"“{key}” sai kiểu dữ liệu")
        return value


def read_toml(text: str, name: str) -> dict[str, Any]:
    """Parse; a file that is not TOML raises InvalidInput with its name."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput("Tệp luật %(file)s không đúng dạng TOML: %(error)s.", file=name, error=str(error)) from error


def data_text(name: str) -> str:
    """The text of a packaged data file of this room."""
    return (files(__package__) / "data" / name).read_text("utf-8")


@cache
def rules() -> dict[str, Rule]:
    """Every rule of the packaged files, by id. The mapping is shared: do not change it."""
    folder = files(__package__) / "data"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml") and item.name not in OTHER_FILES)
    return rules_from({name: data_text(name) for name in names})


def rules_from(texts: Mapping[str, str]) -> dict[str, Rule]:
    """Rules of the given file texts by file name. Raises InvalidInput naming file and key."""
    found: dict[str, Rule] = {}
    for name, text in texts.items():
        data = read_toml(text, name)
        place = Place(name)
        place.check_keys(data, _FILE_KEYS)
        procedure, paper = place.need(data, "procedure", str), place.need(data, "suspension_paper", str)
        for row in place.need(data, "rule", list):
            rule = _rule(row, procedure, paper, place)
            if rule.id in found:
                raise place.at(rule.id).refuse("mã quy tắc trùng")
            found[rule.id] = rule
    return found


def _rule(row: Any, procedure: str, paper: str, place: Place) -> Rule:
    if not isinstance(row, dict):
        raise place.refuse("mỗi [[rule]] phải là một bảng")
    rule_id = place.need(row, "id", str)
    here = place.at(rule_id)
    here.check_keys(row, _RULE_KEYS)
    counting = here.typed(row.get("counting", "civil"), "counting", str)
    if counting not in COUNTING:
        raise here.refuse("“counting” phải là civil hoặc criminal")
    versions = sorted((_version(item, here) for item in here.need(row, "version", list)), key=lambda version: version.start)
    if not versions:
        raise here.refuse("không có bản nào")
    refuse_overlap([(version.start, version.until) for version in versions], here)
    label, subject, event = (here.need(row, key, str) for key in ("label", "subject", "event"))
    paper = here.typed(row.get("suspension_paper", paper), "suspension_paper", str)
    return Rule(rule_id, label, subject, event, counting, tuple(versions), procedure, paper)


def refuse_overlap(spans: list[tuple[date, date | None]], place: Place) -> None:
    """Spans sorted by their first day; raises when one begins before the one before it has ended."""
    for (_, until), (start, _) in pairwise(spans):
        if until is None or until >= start:
            raise place.refuse(f"hai bản chồng nhau tại ngày {start.isoformat()}")


def _version(row: Any, place: Place) -> Version:
    place.check_keys(row, _VERSION_KEYS)
    start = place.need(row, "from", date)
    here = place.at(f"version {start.isoformat()}")
    until = here.typed(row["until"], "until", date) if "until" in row else None
    if until is not None and until < start:
        raise here.refuse("“until” trước “from”")
    basis = tuple(basis_of(item, here.at("basis")) for item in here.typed(row.get("basis", []), "basis", list))
    if not basis:
        raise here.refuse("không có căn cứ (“basis”)")
    variants = _variants(row.get("variants", {}), here.at("variants"))
    severities = _variants(row.get("severity", {}), here.at("severity"))
    if severities and set(severities) != set(SEVERITIES):
        raise here.refuse("“severity” phải có đủ bốn loại tội phạm")
    direction = here.typed(row.get("direction", "after"), "direction", str)
    if direction not in list(Direction):
        raise here.refuse("“direction” phải là after hoặc before")
    return Version(
        start=start,
        until=until,
        basis=basis,
        length=_length(row, here) if "amount" in row else None,
        direction=Direction(direction),
        rollover=here.typed(row.get("rollover", True), "rollover", bool),
        confirmed=here.need(row, "confirmed", bool),
        variants=variants,
        severities=severities,
        extensions=_extensions(row.get("extensions", []), here.at("extensions")),
        month_days=here.typed(row["month_days"], "month_days", int) if "month_days" in row else None,
        consequence=here.typed(row.get("consequence", ""), "consequence", str),
        note=here.typed(row.get("note", ""), "note", str),
    )


def _length(row: dict[str, Any], place: Place) -> Length:
    amount, unit = place.need(row, "amount", int), place.need(row, "unit", str)
    if amount < 1:
        raise place.refuse("“amount” phải từ 1 trở lên")
    if unit not in list(Unit):
        raise place.refuse(f"đơn vị “{unit}” không có; dùng {', '.join(Unit)}")
    return Length(amount, Unit(unit))


def basis_of(row: Any, place: Place) -> Basis:
    """One legal reference of a data file."""
    place.check_keys(row, _BASIS_KEYS)
    place.need(row, "document", str)
    return Basis(**{key: place.typed(value, key, str) for key, value in row.items()})


def _variants(table: Any, place: Place) -> dict[str, Variant]:
    found = {}
    for key, row in place.typed(table, "variants", dict).items():
        here = place.at(key)
        here.check_keys(row, _VARIANT_KEYS)
        label = here.need(row, "label", str)
        extensions = _extensions(row.get("extensions", []), here.at("extensions"))
        basis = tuple(basis_of(item, here.at("basis")) for item in here.typed(row.get("basis", []), "basis", list))
        found[key] = Variant(key, label, _length(row, here), extensions, here.typed(row.get("note", ""), "note", str), basis)
    return found


def _extensions(rows: Any, place: Place) -> tuple[Extension, ...]:
    found = []
    for row in place.typed(rows, "extensions", list):
        place.check_keys(row, _EXTENSION_KEYS)
        total = place.typed(row.get("total", False), "total", bool)
        found.append(Extension(_length(row, place), total, place.need(row, "label", str)))
    return tuple(found)


def table_of(name: str, key: str, columns: set[str]) -> tuple[list[dict[str, Any]], Place]:
    """The rows ``[[key]]`` of a packaged file whose columns are all known."""
    place = Place(name)
    data = read_toml(data_text(name), name)
    place.check_keys(data, {key})
    rows: list[dict[str, Any]] = place.need(data, key, list)
    for row in rows:
        place.at(key).check_keys(row, columns)
    return rows, place.at(key)


@cache
def readings() -> dict[str, Reading]:
    """The readings chosen where the law leaves a computation open, by key."""
    rows, place = table_of("readings.toml", "reading", {"key", "text"})
    return {row["key"]: Reading(place.need(row, "key", str), place.need(row, "text", str)) for row in rows}


@cache
def transitions() -> tuple[Transition, ...]:
    """The transitional clauses of the amendments, as data."""
    rows, place = table_of("transitions.toml", "transition", {"key", "topic", "rules", "except", "day", "text", "basis"})
    found = []
    for row in rows:
        here = place.at(place.need(row, "key", str))
        if here.need(row, "topic", str) not in ("suspension", "note", "alternative"):
            raise here.refuse("“topic” phải là suspension, note hoặc alternative")
        names = here.need(row, "rules", list)
        text, basis, day = here.need(row, "text", str), here.need(row, "basis", str), here.need(row, "day", date)
        found.append(Transition(row["key"], row["topic"], tuple(names), tuple(row.get("except", [])), day, text, basis))
    return tuple(found)
