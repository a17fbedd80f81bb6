"""giaoban clocks due | rules | replay."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from giaoban.core.days.calendar import load_calendar
from giaoban.core.days.tables import YearTable, parse_year
from giaoban.core.law import describe_rules, due
from giaoban.core.values.errors import InvalidInput, WrongUse
from giaoban.core.words.dates import format_date

from .output import emit, say, with_json
from .taking import content_of

SEVERITIES = ("it_nghiem_trong", "nghiem_trong", "rat_nghiem_trong", "dac_biet_nghiem_trong")


def iso_day(text: str) -> date:
    """A day of the command line: ISO only. Raises WrongUse."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse("Ngày “%(value)s” không đúng. Viết năm-tháng-ngày, như 2026-07-06.", value=text) from error


def _interval(text: str) -> tuple[date, date]:
    first, colon, last = text.partition(":")
    if not colon:
        raise WrongUse("Khoảng tạm dừng “%(value)s” không đúng. Viết TỪ:ĐẾN, như 2026-07-10:2026-07-20.", value=text)
    days = iso_day(first), iso_day(last)
    if days[1] < days[0]:
        raise WrongUse("Khoảng tạm dừng “%(value)s” có ngày cuối trước ngày đầu.", value=text)
    return days


def _count(text: str) -> int:
    if not text.isdecimal():
        raise WrongUse("Số lần gia hạn “%(value)s” không đúng. Viết một số nguyên không âm.", value=text)
    return int(text)


def arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=type(parser), metavar="due|rules|replay")
    one = with_json(verbs.add_parser("due", help="tính một thời hạn và nêu từng bước"))
    one.add_argument("rule", metavar="RULE")
    one.add_argument("--start", required=True, type=iso_day, metavar="DATE")
    one.add_argument("--complex", action="store_true", help="vụ việc phức tạp")
    one.add_argument("--remote", action="store_true", help="vùng sâu, vùng xa")
    one.add_argument("--severity", metavar="S", help=" | ".join(SEVERITIES))
    one.add_argument("--variant", metavar="NAME")
    one.add_argument("--extensions", type=_count, default=0, metavar="N")
    one.add_argument("--suspend", type=_interval, action="append", default=[], metavar="FROM:TO")
    one.add_argument("--law-on", type=iso_day, metavar="DATE")
    one.set_defaults(run=run_due, pure=True)
    every = with_json(verbs.add_parser("rules", help="mọi quy tắc, phiên bản, căn cứ"))
    every.set_defaults(run=run_rules, pure=True)
    again = with_json(verbs.add_parser("replay", help="thời hạn nào sẽ đổi nếu dùng lịch trong FILE"))
    again.add_argument("--calendar", required=True, type=Path, metavar="FILE")
    again.set_defaults(run=run_replay, pure=False)


def run_due(args: Namespace) -> int:
    answer = due(
        args.rule,
        args.start,
        calendar=load_calendar(),
        severity=args.severity,
        complex=args.complex,
        remote=args.remote,
        variant=args.variant,
        extensions=args.extensions,
        suspensions=args.suspend,
        law_on=args.law_on,
    ).as_dict()
    _show(
        args,
        answer,
        lambda: [f"{args.rule}: hạn {_day(answer['due'])}"] + [f"  {i}. {s['text']}" for i, s in enumerate(answer["steps"], 1)],
    )
    return 0


def run_rules(args: Namespace) -> int:
    rows = describe_rules()
    _show(args, rows, lambda: [f"{row['id']}: {row['label']}" for row in rows])
    return 0


def calendar_file(path: Path) -> YearTable:
    """A proposed calendar, written as the packaged yearly tables: year, confirmed, [[day]]. Raises InvalidInput naming file and place."""
    try:
        text = content_of(path).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InvalidInput("%(file)s: không phải văn bản UTF-8. Lưu lại dạng UTF-8 rồi gọi lại.", file=path) from error
    return parse_year(text, path.name)


def run_replay(args: Namespace) -> int:
    from giaoban.trust.clocks.queries import proposed, replay

    table = calendar_file(args.calendar)
    moves = [
        {
            "clock": move.key,
            "record": move.record,
            "rule": move.rule,
            "start": move.start,
            "before": move.before,
            "after": move.after,
            "days": (move.after - move.before).days,
        }
        for move in replay(proposed(table))
    ]
    _show(
        args,
        {"moved": len(moves), "clocks": moves},
        lambda: (
            [f"{len(moves)} thời hạn sẽ đổi"]
            + [f"  {m['record']} {m['rule']}: {_day(m['before'])} → {_day(m['after'])}" for m in moves[:50]]
        ),
    )
    return 0


def _day(value: Any) -> str:
    return format_date(date.fromisoformat(value) if isinstance(value, str) else value)


def _show(args: Namespace, answer: Any, lines: Callable[[], list[str]]) -> None:
    if args.json:
        emit(answer)
    else:
        for line in lines():
            say(line)
