"""One day of the calendar and the tables of a year: from the yearly notice (data/<year>.toml) or computed from the statutes."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from giaoban.core.values.errors import InvalidInput

from .lunar import FIRST_YEAR, LAST_YEAR, lunar_day

_ONE = timedelta(days=1)
_SATURDAY, _TUESDAY = 5, 1
_FILE_TYPES: dict[str, type] = {"year": int, "confirmed": bool, "sources": list, "whole_year": bool, "day": list}
_DAY_TYPES: dict[str, type] = {"date": date, "kind": str, "reason": str, "basis": str, "confirmed": bool}


class DayKind(StrEnum):
    """Why a day is off or worked. SWAP_WORK makes a day of rest a working day; WORKING takes back a day off that was only computed."""

    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    COMPENSATORY = "compensatory"
    SWAP_OFF = "swap_off"
    SWAP_WORK = "swap_work"
    WORKING = "working"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that differs from the ordinary week. ``confirmed``: the paper ordering it was read, not only reported."""

    date: date
    kind: str
    reason: str
    basis: str
    confirmed: bool = True

    def __post_init__(self) -> None:
        if self.kind not in list(DayKind):
            raise InvalidInput(
                "Loại ngày “%(kind)s” không có trong lịch; dùng %(known)s.", kind=self.kind, known=", ".join(DayKind), field="kind"
            )

    @property
    def works(self) -> bool:
        return self.kind in (DayKind.SWAP_WORK, DayKind.WORKING)


@dataclass(frozen=True, slots=True)
class YearTable:
    """The special days of one year. ``confirmed`` False: computed or known second-hand only."""

    year: int
    confirmed: bool
    days: Mapping[date, CalendarDay]
    sources: tuple[str, ...]
    whole_year: bool = False

    def replacing(self, standing: Mapping[date, CalendarDay]) -> list[CalendarDay]:
        """The rows that put this table in the place of ``standing``: with ``whole_year`` a special day not named here is an ordinary day."""
        rows = list(self.days.values())
        if self.whole_year:
            basis = "; ".join(self.sources) or f"lịch năm {self.year}"
            for day in sorted(set(standing) - set(self.days)):
                kind = DayKind.WEEKEND if day.weekday() >= _SATURDAY else DayKind.WORKING
                reason = "nghỉ cuối tuần" if kind == DayKind.WEEKEND else "làm việc bình thường"
                rows.append(CalendarDay(day, kind, reason, basis, self.confirmed))
        return sorted(rows, key=lambda row: row.date)


def parse_year(text: str, origin: str) -> YearTable:
    """Read the text of a calendar file. Raises InvalidInput naming the file and the key that is wrong."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput("Tệp %(file)s không đúng dạng TOML: %(error)s.", file=origin, error=str(error)) from error
    _refuse_unknown(data, set(_FILE_TYPES), origin)
    try:
        year, confirmed, listed = data["year"], data["confirmed"], data["day"]
        _refuse_types(data, _FILE_TYPES, origin)
        if not FIRST_YEAR <= year <= LAST_YEAR:
            raise InvalidInput("Tệp %(file)s: năm %(year)s ngoài phạm vi tính lịch.", file=origin, year=year)
        rows = [_day(row, origin) for row in listed]
    except KeyError as error:
        raise InvalidInput("Tệp %(file)s thiếu mục “%(key)s”.", file=origin, key=error.args[0]) from error
    days: dict[date, CalendarDay] = {}
    for row in rows:
        if row.date.year != year or row.date in days:
            raise InvalidInput("Tệp %(file)s: ngày %(day)s sai năm hoặc ghi hai lần.", file=origin, day=row.date.isoformat())
        days[row.date] = row
    return YearTable(year, confirmed, days, tuple(map(str, data.get("sources", ()))), data.get("whole_year", False))


def _day(row: dict[str, Any], origin: str) -> CalendarDay:
    if not isinstance(row, dict):
        raise InvalidInput("Tệp %(file)s: mỗi ngày là một bảng [[day]].", file=origin)
    _refuse_unknown(row, set(_DAY_TYPES), origin)
    if not isinstance(row["date"], date) or isinstance(row["date"], datetime):
        raise InvalidInput("Tệp %(file)s: ngày phải viết như 2026-09-02, không có dấu nháy.", file=origin)
    _refuse_types(row, _DAY_TYPES, origin)
    if not row["basis"].strip():
        raise InvalidInput("Tệp %(file)s: ngày %(day)s không có căn cứ.", file=origin, day=row["date"].isoformat())
    if row["kind"] not in list(DayKind):
        text = "Tệp %(file)s: ngày %(day)s có loại “%(kind)s” không có trong lịch; dùng %(known)s."
        raise InvalidInput(text, file=origin, day=row["date"].isoformat(), kind=row["kind"], known=", ".join(DayKind))
    return CalendarDay(row["date"], row["kind"], row["reason"], row["basis"], row["confirmed"])


def _refuse_types(table: dict[str, Any], types: dict[str, type], origin: str) -> None:
    for key, value in table.items():
        wrong = types[key] is int and isinstance(value, bool)
        if wrong or not isinstance(value, types[key]):
            raise InvalidInput("Tệp %(file)s: mục “%(key)s” sai kiểu dữ liệu.", file=origin, key=key)


def _refuse_unknown(table: dict[str, Any], known: set[str], origin: str) -> None:
    for key in table:
        if key not in known:
            raise InvalidInput(
                "Tệp %(file)s có mục lạ “%(key)s”; chỉ dùng %(known)s.", file=origin, key=key, known=", ".join(sorted(known))
            )


def _data(name: str) -> str | None:
    resource = files(__package__) / "data" / name
    return resource.read_text("utf-8") if resource.is_file() else None


@cache
def packaged_text() -> str:
    """All packaged calendar data as one text, from which the version of a calendar is made."""
    folder = files(__package__) / "data"
    return "\n".join(
        item.read_text("utf-8") for item in sorted(folder.iterdir(), key=lambda item: item.name) if item.name.endswith(".toml")
    )


@cache
def year_table(year: int) -> YearTable:
    """The packaged table of the year; without one, the statutory days, marked unconfirmed."""
    text = _data(f"{year}.toml")
    return parse_year(text, f"{year}.toml") if text else computed_year(year)


@cache
def _statutes() -> dict[str, Any]:
    return tomllib.loads(_data("statutory.toml") or "")


def computed_year(year: int) -> YearTable:
    """The statutory days of a year, with the make-up days of BLLĐ Điều 111 khoản 3. No swap of days is ever guessed."""
    statutes = _statutes()
    made_up: dict[date, CalendarDay] = {}
    others: dict[date, CalendarDay] = {}
    for row in statutes["fixed"]:
        if year >= row.get("from_year", 0):
            day = date(year, row["month"], row["day"])
            (made_up if row["make_up"] else others)[day] = CalendarDay(day, DayKind.HOLIDAY, row["reason"], row["basis"], False)
    for row in statutes["lunar"]:
        if year >= row.get("from_year", 0):
            day = lunar_day(year, row["month"], row["day"])
            made_up[day] = CalendarDay(day, DayKind.HOLIDAY, row["reason"], row["basis"], False)
    for day, table in [*_tet(year, statutes["tet"]), *_second_national_day(year, statutes["second_national_day"])]:
        made_up[day] = CalendarDay(day, DayKind.HOLIDAY, table["reason"], table["basis"], False)
    days = {**others, **made_up}
    for day in sorted(made_up):
        if day.weekday() < _SATURDAY:
            continue
        substitute = day + _ONE
        while substitute.weekday() >= _SATURDAY or substitute in days:
            substitute += _ONE
        reason = f"{statutes['make_up_reason']} {made_up[day].reason}"
        days[substitute] = CalendarDay(substitute, DayKind.COMPENSATORY, reason, statutes["make_up_basis"], False)
    return YearTable(year, False, days, ("Bộ luật Lao động 45/2019/QH14 Điều 111, Điều 112; Nghị quyết 28/2026/QH16 Điều 2",))


def _tet(year: int, table: dict[str, Any]) -> list[tuple[date, dict[str, Any]]]:
    first = lunar_day(year, 1, 1)
    before = table["days_before_when_tuesday"] if first.weekday() == _TUESDAY else table["days_before"]
    return [(first + timedelta(days=i - before), table) for i in range(table["days"])]


def _second_national_day(year: int, table: dict[str, Any]) -> list[tuple[date, dict[str, Any]]]:
    if year < table["from_year"]:
        return []
    after = date(year, 9, 2).weekday() in table["after_when_weekday"]
    return [(date(year, 9, 3 if after else 1), table)]
