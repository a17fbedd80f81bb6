"""The bodies a text names, under one name each, by the packaged gazetteer and the pattern of local bodies."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from giaoban.core.reading.body import UPPER, Body
from giaoban.core.reading.phrases import one_of, squeeze, table

_NAME = rf"[{UPPER}][^\W\d_]*(?:[ ][{UPPER}][^\W\d_]*){{0,3}}"


@dataclass(frozen=True, slots=True)
class AgencyAt:
    start: int
    end: int
    name: str


@cache
def _known() -> tuple[re.Pattern[str], dict[str, str]]:
    names = {alias: name for name, aliases in table("agencies")["names"].items() for alias in (name.lower(), *aliases)}
    return re.compile(rf"(?<!\w)(?:{one_of(names)})(?!\w)"), names


@cache
def _local() -> tuple[re.Pattern[str], dict[str, str]]:
    heads = dict(table("agencies")["local"])
    pattern = rf"(?<!\w)(?P<head>{one_of(heads)})\s+(?P<level>huyện|xã|phường|thị xã|thành phố|đặc khu)\s+"
    return re.compile(pattern), heads


_PLACE = re.compile(_NAME)


def find_agencies(body: Body) -> Iterator[AgencyAt]:
    """Every mention of a body, in reading order, never one inside another."""
    pattern, names = _known()
    for match in pattern.finditer(body.low):
        if body.text[match.start()].isupper() or match[0] == "công an tỉnh":
            yield AgencyAt(match.start(), match.end(), names[squeeze(match[0])])
    local, heads = _local()
    for match in local.finditer(body.low):
        place = _PLACE.match(body.text, match.end())
        if place:
            yield AgencyAt(match.start(), place.end(), f"{heads[squeeze(match['head'])]} {match['level']} {place[0]}")


def agencies(body: Body) -> list[str]:
    """The normalised names, in the order of their first mention."""
    found = sorted(find_agencies(body), key=lambda at: (at.start, -at.end))
    return list(dict.fromkeys(at.name for at in found))
