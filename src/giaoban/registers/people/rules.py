"""Decisions about bodies through time, as pure functions: who exists on a day, who inherits, what a body may read, how it is called."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from giaoban.core.values.errors import InvalidInput, RefusedByLaw
from giaoban.core.words.dates import format_date
from giaoban.core.words.search import words_of
from giaoban.core.words.text import fold

from .choices import AgencyKind, ChangeKind, Level

# A committee of the people leads the offices and communes under it and reads their records; no other body reads its subordinates'.
READS_CHILDREN = frozenset({AgencyKind.UBND_TINH, AgencyKind.UBND_HUYEN, AgencyKind.UBND_XA})

# The old body ends with these; with the others it may go on beside the new one.
ENDS_THE_OLD = frozenset({ChangeKind.DOI_TEN, ChangeKind.HOP_NHAT})

_SPOKEN = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "tand": "toa an nhan dan",
    "vksnd": "vien kiem sat nhan dan",
    "vks": "vien kiem sat nhan dan",
    "thads": "thi hanh an dan su",
    "thahs": "thi hanh an hinh su",
    "ubmttq": "uy ban mat tran to quoc",
    "mttq": "mat tran to quoc",
    "ldld": "lien doan lao dong",
    "lhpn": "lien hiep phu nu",
    "bch": "ban chi huy",
    "tcd": "tiep cong dan",
    "ubkt": "uy ban kiem tra",
    "btcd": "ban tiep cong dan",
    "ca": "cong an",
    "vp": "van phong",
}


@dataclass(frozen=True, slots=True)
class Body:
    """An agency as the graph needs it. ``ends_on``: the last day of its work; None = it goes on."""

    id: int
    starts_on: date
    ends_on: date | None

    def exists(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or self.ends_on >= on)


@dataclass(frozen=True, slots=True)
class Edge:
    """A succession: ``old`` handed its work to ``new`` from the day ``on``."""

    old: int
    new: int
    on: date
    main: bool = True


def check_order(starts_on: date | None, ends_on: date | None, field: str = "ends_on") -> None:
    """A period ends on or after the day it begins. Raises InvalidInput."""
    if starts_on and ends_on and ends_on < starts_on:
        raise InvalidInput(
            "Ngày kết thúc %(end)s trước ngày bắt đầu %(start)s. Hãy xem lại hai ngày.",
            end=format_date(ends_on),
            start=format_date(starts_on),
            field=field,
        )


def check_exists(name: str, starts_on: date, ends_on: date | None, on: date, heirs: Sequence[str] = ()) -> None:
    """A body receives work only while it exists. ``heirs``: names of the bodies that took over. Raises RefusedByLaw."""
    if on < starts_on:
        raise RefusedByLaw(
            "%(name)s đến %(start)s mới hoạt động, chưa có vào ngày %(on)s.",
            name=name,
            start=format_date(starts_on),
            on=format_date(on),
            field="agency",
        )
    if ends_on is None or on <= ends_on:
        return
    ended = format_date(ends_on + timedelta(days=1))
    if heirs:
        raise RefusedByLaw(
            "%(name)s đã kết thúc hoạt động từ %(ended)s, nay là %(heirs)s. Chọn cơ quan đang hoạt động.",
            name=name,
            ended=ended,
            heirs="; ".join(heirs),
            field="agency",
        )
    raise RefusedByLaw("%(name)s đã kết thúc hoạt động từ %(ended)s. Chọn cơ quan đang hoạt động.", name=name, ended=ended, field="agency")


def check_parent(agency_id: int, parent_id: int | None, parents: Mapping[int, int | None]) -> None:
    """No body stands above itself. ``parents``: the parent of each body now. Raises RefusedByLaw."""
    above = parent_id
    while above is not None:
        if above == agency_id:
            raise RefusedByLaw("Cơ quan không thể trực thuộc chính mình hoặc cơ quan cấp dưới của mình.", field="parent")
        above = parents.get(above)


def check_succession(old: Body, new: Body, on: date, kind: str, edges: Iterable[Edge]) -> None:
    """The old body worked before the day, the new one works on it, and work never comes back to where it left. Raises RefusedByLaw."""
    if kind not in ChangeKind.__members__.values():
        raise InvalidInput("Không có hình thức “%(kind)s”.", kind=kind, field="kind")
    if old.id == new.id:
        raise RefusedByLaw("Cơ quan không thể kế thừa chính mình.", field="to_agency")
    if old.starts_on >= on:
        raise RefusedByLaw("Cơ quan cũ phải hoạt động trước ngày %(on)s.", on=format_date(on), field="on")
    if kind in ENDS_THE_OLD and old.ends_on is not None and old.ends_on >= on:
        raise RefusedByLaw(
            "Cơ quan cũ còn hoạt động đến %(end)s, sau ngày kế thừa %(on)s. Sửa một trong hai ngày.",
            end=format_date(old.ends_on),
            on=format_date(on),
            field="on",
        )
    if not new.exists(on):
        raise RefusedByLaw("Cơ quan kế thừa không hoạt động vào ngày %(on)s.", on=format_date(on), field="to_agency")
    following: dict[int, list[int]] = {}
    for edge in edges:
        following.setdefault(edge.old, []).append(edge.new)
    waiting, seen = [new.id], set[int]()
    while waiting:
        place = waiting.pop()
        if place == old.id:
            raise RefusedByLaw("Việc kế thừa này tạo thành vòng: cơ quan kế thừa chính là cơ quan trước của cơ quan cũ.", field="to_agency")
        if place not in seen:
            seen.add(place)
            waiting += following.get(place, [])


def heirs_on(bodies: Iterable[Body], edges: Iterable[Edge], on: date) -> dict[int, int]:
    """For each body the one that does its work on a day: itself while it exists, else its main heir, followed as far as needed.

    A body with no heir by that day, or one not yet begun, stays itself: nothing that was recorded is lost from a sum.
    """
    by_id = {body.id: body for body in bodies}
    main: dict[int, int] = {}
    for edge in sorted(edges, key=lambda e: (e.on, e.new)):
        if edge.main and edge.on <= on and edge.new in by_id:
            main.setdefault(edge.old, edge.new)
    found: dict[int, int] = {}
    for start, body in by_id.items():
        place, seen = body, {start}
        while place.ends_on is not None and place.ends_on < on and place.id in main and main[place.id] not in seen:
            place = by_id[main[place.id]]
            seen.add(place.id)
        found[start] = place.id
    return found


def history_of(ids: Iterable[int], edges: Iterable[Edge]) -> frozenset[int]:
    """These bodies and all whose work came to them as main heir, however far back."""
    before: dict[int, list[int]] = {}
    for edge in edges:
        if edge.main:
            before.setdefault(edge.new, []).append(edge.old)
    found, waiting = set[int](), list(ids)
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += before.get(place, [])
    return frozenset(found)


def spoken(name: str) -> str:
    """The name of a body for comparing: without marks and punctuation, abbreviations said in full ("UBND xã" → "uy ban nhan dan xa")."""
    words = re.sub(r"[^\w\s]", " ", fold(name)).split()
    return " ".join(_SPOKEN.get(word, word) for word in words).replace("mat tran to quoc viet nam", "mat tran to quoc")


PLACES = (AgencyKind.UBND_XA, AgencyKind.UBND_HUYEN)
_DEGREES = ("thi tran ", "thi xa ", "thanh pho ", "dac khu ", "phuong ", "huyen ", "quan ", "xa ")
_COMMITTEE = "Ủy ban nhân dân "


def place_of(name: str) -> str:
    """The place a committee of the people governs: "Ủy ban nhân dân xã Khê Đông" → "xã Khê Đông"; another body's name stays."""
    return name.removeprefix(_COMMITTEE)


def place_forms(name: str) -> list[str]:
    """How a body is meant in running text, folded: its name, and of a commune or district its place and the bare place (two words and
    more: a single one is too common a word)."""
    full = " ".join(words_of(name))
    place = full.removeprefix("uy ban nhan dan ")
    if place == full:
        return [full]
    bare = next((place.removeprefix(degree) for degree in _DEGREES if place.startswith(degree)), "")
    return [full, place, bare] if " " in bare else [full, place]


def province_of(names: Iterable[str]) -> str:
    """The place after "tỉnh" in the name of the provincial committee of the people, as ``spoken`` gives it; "" when none says it."""
    found = (re.fullmatch(r"uy ban nhan dan tinh (.+)", spoken(name)) for name in names)
    return next((match[1] for match in found if match), "")


def spellings(name: str, short_name: str, symbol: str, kind: str, level: str = "", province: str = "") -> list[tuple[int, str]]:
    """How a body may be written, the surest first: (rank, text as ``spoken`` gives it).

    A commune is also meant by its place alone ("xã Khê Đông"); a provincial body with or without "tỉnh" and with the province's own
    name, never with another's.
    """
    full, short = spoken(name), spoken(short_name)
    found = [(0, full), (0, short)]
    if symbol:
        found.append((1, spoken(symbol)))
    for text in dict.fromkeys((full, short)):
        if kind in (AgencyKind.UBND_XA, AgencyKind.UBND_HUYEN):
            found.append((2, text.removeprefix("uy ban nhan dan ")))
        if level == Level.TINH:
            bare = re.sub(rf" tinh(?: {province})?$", "", text) if province else text.removesuffix(" tinh")
            found += [(2, f"{bare} tinh"), (3, bare)]
            if province:
                found += [(2, f"{bare} tinh {province}"), (3, f"{bare} {province}")]
        if kind == AgencyKind.TINH_UY:
            seat = re.sub(rf" {province}$", "", text) if province else text
            found += [(2, seat), (3, seat.removesuffix(" tinh uy"))]
    if kind == AgencyKind.MAT_TRAN:
        found += [(rank, text.removeprefix("uy ban ")) for rank, text in found]
    return list(dict.fromkeys(found))


def name_table(bodies: Iterable[tuple[int, bool, Iterable[tuple[int, str]]]]) -> dict[str, int]:
    """Text → the one body it means. ``bodies``: (id, exists on the day, its spellings).

    A body that exists goes before one that has ended; a surer spelling before a looser one; a text that two bodies claim equally means
    nobody.
    """
    claims: dict[str, dict[tuple[bool, int], set[int]]] = {}
    for number, exists, texts in bodies:
        for rank, text in texts:
            claims.setdefault(text, {}).setdefault((not exists, rank), set()).add(number)
    best = ((text, by_rank[min(by_rank)]) for text, by_rank in claims.items())
    return {text: next(iter(ids)) for text, ids in best if len(ids) == 1 and text}
