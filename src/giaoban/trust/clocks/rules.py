"""How a clock is asked for and how it stands on a day, as pure functions."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from giaoban.core.days import Calendar
from giaoban.core.law import Deadline, due, find_rule
from giaoban.core.paper.tree import Document, Signature, Table, cell, para
from giaoban.core.values.errors import InvalidInput
from giaoban.core.values.kinds import gettext_noop
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.dates import format_date, format_date_numeric_official, format_open_date

from .choices import Standing

PLAIN: dict[str, Any] = {"severity": None, "complex": False, "remote": False, "variant": None, "extensions": 0, "law_on": None}
PHRASES = {
    Standing.LATE: gettext_noop("quá %(days)s ngày"),
    Standing.TODAY: gettext_noop("hết hạn hôm nay"),
    Standing.AHEAD: gettext_noop("còn %(days)s ngày làm việc"),
    Standing.PAUSED: gettext_noop("tạm dừng"),
    Standing.OVER: gettext_noop("đã xong"),
}

Pair = tuple[date, date]


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One clock to start in bulk. ``ended_on``: the day it was met, for matters imported after they were done."""

    rule: str
    ref: RecordRef
    ref_label: str
    agency_ref: int | None
    start: date
    options: Mapping[str, Any] = field(default_factory=dict)
    ended_on: date | None = None
    paper: str = ""


def settled(options: Mapping[str, Any] | None) -> dict[str, Any]:
    """Options as stored: only what differs from the plain case, dates as ISO text. Raises InvalidInput for an option no clock has."""
    kept: dict[str, Any] = {}
    for name, value in sorted((options or {}).items()):
        if name not in PLAIN:
            raise InvalidInput("Không có cách tính thời hạn “%(name)s”.", name=name, field="options")
        if value != PLAIN[name]:
            kept[name] = value.isoformat() if isinstance(value, date) else value
    return kept


def arguments(stored: Mapping[str, Any], pauses: Iterable[Pair] = ()) -> dict[str, Any]:
    """Stored options and closed suspensions as the arguments of core.law.due."""
    given = {**stored}
    if given.get("law_on"):
        given["law_on"] = date.fromisoformat(given["law_on"])
    if intervals := tuple(sorted(pauses)):
        given["suspensions"] = intervals
    return given


def computed(deadline: Deadline) -> dict[str, Any]:
    """The fields of a clock that the law gives."""
    return {
        "due_on": deadline.due,
        "version_from": deadline.version.start,
        "steps": [{"date": step.date.isoformat(), "text": step.text, "basis": step.basis} for step in deadline.steps],
        "confirmed": deadline.confirmed,
    }


@lru_cache(maxsize=16_384)
def _worked_out(rule: str, start: date, options: tuple[tuple[str, Any], ...], calendar: Calendar) -> dict[str, Any]:
    return computed(due(rule, start, calendar=calendar, **arguments(dict(options))))


def worked_out(rule: str, start: date, stored: Mapping[str, Any], calendar: Calendar) -> dict[str, Any]:
    """``computed`` of a clock just begun. Kept in memory: a file of letters asks the same of each day thousands of times."""
    return {**_worked_out(rule, start, tuple(sorted(stored.items())), calendar)}


def clock_label(rule: str) -> str:
    """The act the clock waits for, as the law data names it: "Thông báo thụ lý"."""
    return find_rule(rule).label[:200]


def end_of_week(today: date) -> date:
    """The Sunday of the week of ``today``."""
    return today + timedelta(days=6 - today.weekday())


def standing(due_on: date, today: date, calendar: Calendar) -> tuple[Standing, int]:
    """How a running clock stands: late by calendar days, due today, or ahead by working days (0 when only days off are left)."""
    if due_on < today:
        return Standing.LATE, (today - due_on).days
    if due_on == today:
        return Standing.TODAY, 0
    return Standing.AHEAD, calendar.working_days_between(today, due_on)


URGE_CAP = 50
WINDOWS = ("late", "today", "soon")


@dataclass(frozen=True, slots=True)
class Due:
    """One matter falling due that an agency may be urged about. ``about``: the rule of its clock, empty when the deadline is the record's."""

    ref: RecordRef
    about: str
    label: str
    ref_label: str
    agency_ref: int
    started_on: date
    due_on: date

    @property
    def key(self) -> str:
        """How a form names it: "petition:12:TC_RESOLVE"."""
        return f"{self.ref}:{self.about}"

    @property
    def seen(self) -> str:
        """The key with the day due, as it was shown before it was sent."""
        return f"{self.key}@{self.due_on.isoformat()}"


def late_words(due_on: date, today: date) -> str:
    """How late, as a letter says it: "quá 12 ngày", "đến hạn trong ngày", "còn 3 ngày"."""
    if due_on < today:
        return f"quá {(today - due_on).days} ngày"
    return "đến hạn trong ngày" if due_on == today else f"còn {(due_on - today).days} ngày"


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signs the letter: name, the body above, symbol, place; ``party``: a body of the Party, whose papers have another form."""

    name: str
    superior: str
    symbol: str
    place: str
    party: bool = False


def urging_letter(issuer: Issuer, addressee: str, dues: Iterable[Due], today: date) -> Document:
    """The letter that urges one agency about its matters, late ones first, each in a row of a table; it names no petitioner."""
    rows = sorted(dues, key=lambda item: (item.due_on, item.key))
    late = sum(item.due_on < today for item in rows)
    table = Table(
        ("TT", "Hồ sơ", "Việc phải làm", "Tính từ", "Hạn", "Tình trạng"),
        tuple(
            (
                cell(str(place)), cell(item.ref_label), cell(item.label), cell(format_date(item.started_on)), cell(format_date(item.due_on)),
                cell(late_words(item.due_on, today)),
            )
            for place, item in enumerate(rows, 1)
        ),
        widths=(1, 5, 5, 2.5, 2.5, 3),
        align=("center", "left", "left", "center", "center", "left"),
    )  # fmt: skip
    opening = f"Qua theo dõi đến ngày {format_date_numeric_official(today)}, {addressee} còn {len(rows)} việc đến hạn, trong đó {late} việc quá hạn:"
    asked = (
        f"Đề nghị {addressee} khẩn trương thực hiện, báo cáo kết quả; việc nào chậm thì nêu rõ lý do, trách nhiệm và thời gian hoàn thành."
    )
    return Document(
        form="party" if issuer.party else "state",
        issuer=issuer.name.upper(),
        superior=issuer.superior.upper(),
        symbol="-".join(part for part in ("CV" if issuer.party else "", issuer.symbol) if part),
        subject="đôn đốc thực hiện các việc đến hạn, quá hạn",
        place=f"{issuer.place}, {format_open_date(today.year)}",
        addressees=(addressee,),
        body=(para(opening), table, para(asked)),
        signature=Signature(post="THỦ TRƯỞNG CƠ QUAN"),
        recipients=("Như trên", "Lưu: VT"),
        is_letter=True,
    )
