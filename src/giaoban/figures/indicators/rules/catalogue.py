"""Definitions of indicators, read from catalogue/*.toml. What is not understood names the file and the entry."""

import hashlib
import json
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from giaoban.core.values.errors import InvalidInput
from giaoban.figures.indicators.choices import Good, Source

KEYS = {
    "name", "short", "unit", "good", "source", "counts", "numerator", "denominator", "senders", "basis", "confirmed", "stock",
    "comparable_from",
}  # fmt: skip
NEEDED = {Source.COUNTED: ("counts",), Source.SUBMITTED: ("senders",), Source.DERIVED: ("numerator", "denominator")}


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure of the report: its name and unit, where it comes from, its legal basis, and since when it can be compared.

    ``counts``: the countable set of a register. ``senders``: kinds of agencies that submit it. ``numerator``/``denominator``: codes of a
    rate. ``stock``: a state at the end of the window (cannot be added over quarters). ``good``: which way is good.
    """

    code: str
    section: str
    name: str
    short: str
    unit: str
    good: Good
    source: Source
    basis: str
    confirmed: bool
    counts: str = ""
    numerator: str = ""
    denominator: str = ""
    senders: tuple[str, ...] = ()
    stock: bool = False
    comparable_from: date | None = None

    @property
    def parts(self) -> tuple[str, ...]:
        """Codes of the figures a rate is made of: numerator, denominator."""
        return (self.numerator, self.denominator) if self.numerator else ()

    @property
    def definition(self) -> str:
        """The version of this definition: a hash of all it says."""
        facts = {name: str(getattr(self, name)) for name in self.__slots__}
        return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def load(texts: Mapping[str, str]) -> dict[str, Indicator]:
    """Indicators by code, from the texts of files by name, in the order of the files. Raises InvalidInput naming file and entry."""
    found: dict[str, Indicator] = {}
    where: dict[str, str] = {}
    for file in sorted(texts):
        try:
            data = tomllib.loads(texts[file])
        except tomllib.TOMLDecodeError as error:
            raise InvalidInput("%(file)s không đúng dạng TOML: %(error)s.", file=file, error=str(error)) from error
        section = data.pop("section", "")
        if not isinstance(section, str) or not section:
            raise InvalidInput("%(file)s: thiếu section.", file=file)
        for code, entry in data.items():
            if code in found:
                raise InvalidInput("%(file)s: chỉ tiêu %(code)s đã có.", file=file, code=code)
            found[code], where[code] = _indicator(file, section, code, entry), file
    for code, one in found.items():
        for other in one.parts:
            if other not in found:
                raise InvalidInput("%(file)s: %(code)s dùng %(other)s, mà danh mục không có.", file=where[code], code=code, other=other)
            if found[other].parts:
                raise InvalidInput("%(file)s: %(code)s không tính tiếp từ tỷ lệ %(other)s.", file=where[code], code=code, other=other)
    return found


@cache
def catalogue() -> dict[str, Indicator]:
    """The packaged catalogue by code. The mapping is shared: do not change it."""
    folder = resources.files("giaoban.figures.indicators") / "catalogue"
    return load({item.name: item.read_text("utf-8") for item in folder.iterdir() if item.name.endswith(".toml")})


def check_countables(entries: Mapping[str, Indicator], names: Collection[str]) -> None:
    """Every counted indicator names a set some register offers. Raises InvalidInput naming section and code."""
    for one in entries.values():
        if one.counts and one.counts not in names:
            raise InvalidInput(
                "%(section)s, %(code)s: không sổ nào có tập đếm “%(set)s”.", section=one.section, code=one.code, set=one.counts
            )


def with_parts(codes: Collection[str]) -> list[Indicator]:
    """These indicators and those they are made of."""
    known = catalogue()
    wanted = dict.fromkeys(codes)
    for code in list(wanted):
        wanted.update(dict.fromkeys(known[code].parts))
    return [known[code] for code in wanted]


def _text(file: str, code: str, entry: dict[str, Any], key: str) -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value.strip():
        raise InvalidInput("%(file)s, %(code)s: thiếu %(keys)s.", file=file, code=code, keys=key)
    return value


def _indicator(file: str, section: str, code: str, entry: dict[str, Any]) -> Indicator:
    if not isinstance(entry, dict):
        raise InvalidInput("%(file)s, %(code)s: phải là một bảng.", file=file, code=code)
    if unknown := sorted(set(entry) - KEYS):
        raise InvalidInput("%(file)s, %(code)s: khóa lạ %(keys)s.", file=file, code=code, keys=", ".join(unknown))
    source, good = str(entry.get("source", "")), str(entry.get("good", "none"))
    if source not in Source.__members__.values() or good not in Good.__members__.values():
        raise InvalidInput("%(file)s, %(code)s: source hoặc good không có trong danh mục.", file=file, code=code)
    needed = NEEDED[Source.__members__[source.upper()]]
    others = {key for keys in NEEDED.values() for key in keys} - set(needed)
    if missing := [key for key in (*needed, "confirmed") if entry.get(key) in (None, "", [])]:
        raise InvalidInput("%(file)s, %(code)s: thiếu %(keys)s.", file=file, code=code, keys=", ".join(missing))
    if extra := sorted(others & set(entry)):
        raise InvalidInput(
            "%(file)s, %(code)s: source %(source)s không đi với %(keys)s.",
            file=file,
            code=code,
            source=Source.__members__[source.upper()],
            keys=", ".join(extra),
        )
    return Indicator(
        code=code,
        section=section,
        name=_text(file, code, entry, "name"),
        short=str(entry.get("short") or entry["name"]),
        unit=_text(file, code, entry, "unit"),
        good=Good.__members__[good.upper()],
        source=Source.__members__[source.upper()],
        basis=_text(file, code, entry, "basis"),
        confirmed=bool(entry["confirmed"]),
        counts=entry.get("counts", ""),
        numerator=entry.get("numerator", ""),
        denominator=entry.get("denominator", ""),
        senders=tuple(entry.get("senders", ())),
        stock=bool(entry.get("stock", False)),
        comparable_from=entry.get("comparable_from"),
    )
