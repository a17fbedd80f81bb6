"""giaoban quarter open | status | close PERIOD."""

import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from giaoban.core.values.errors import WrongUse
from giaoban.core.values.periods import Period

from .output import emit, progress, say, with_json


def arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=type(parser))
    for name, run, words in (
        ("open", run_open, "mở kỳ số liệu, lập báo cáo chờ các cơ quan gửi"),
        ("status", run_status, "ai chưa gửi, số nào chưa cân"),
        ("close", run_close, "chốt kỳ, viết báo cáo và biểu"),
    ):
        verb = with_json(verbs.add_parser(name, help=words))
        verb.add_argument("period", metavar="PERIOD")
        verb.set_defaults(run=run)
    verb.add_argument("--out", type=Path, required=True, metavar="DIR")
    verb.add_argument("--force", default="", metavar="LÝ DO", help="chốt dù còn cơ quan chưa gửi, ghi lý do vào nhật ký")


def _period(text: str) -> Period:
    try:
        return Period.parse(text)
    except Exception as error:
        raise WrongUse("%(why)s", why=str(error)) from error


def _actor():  # type: ignore[no-untyped-def]
    from giaoban.sites.console.acting import operator

    return operator()


def run_open(args: Namespace) -> int:
    from giaoban.figures.indicators.actions import open_period
    from giaoban.figures.submissions.actions import open_returns

    period, by = _period(args.period), _actor()
    open_period(period=period, by=by)
    sheets = open_returns(period=period, by=by)
    if args.json:
        emit({"period": period.code, "returns": len(sheets)})
    say(f"Đã mở {period.label}: {len(sheets)} cơ quan phải gửi báo cáo.")
    return 0


def run_status(args: Namespace) -> int:
    from giaoban.figures.forms.queries import unbalanced
    from giaoban.figures.indicators.queries import closing_of
    from giaoban.figures.submissions.queries import missing_senders

    period, by = _period(args.period), _actor()
    closing, waiting = closing_of(period), missing_senders(period)
    wrong = unbalanced(period, by)
    state = "none" if closing is None else "closed" if closing.closed_at else "open"
    if args.json:
        emit({"period": period.code, "state": state, "missing": waiting, "unbalanced": wrong})
    else:
        say(f"{period.label}: {state}; chưa gửi: {', '.join(waiting) or 'không có'}; chưa cân: {len(wrong)}")
    return 0


def run_close(args: Namespace) -> int:
    from giaoban.rounds.reports.actions import close_quarter, figures_answer

    period, by, began = _period(args.period), _actor(), time.perf_counter()
    closing, files = close_quarter(
        period=period, out=args.out, force=args.force, progress=lambda codes: progress(codes, "Chốt số liệu"), by=by
    )
    answer = figures_answer(closing, period)
    path = args.out / "figures.json"
    answer |= {"files": [str(file) for file in [*files, path]], "seconds": round(time.perf_counter() - began, 2)}
    import json

    from .output import plain

    partial = path.with_suffix(".part")
    partial.write_text(json.dumps(answer, ensure_ascii=False, indent=2, default=plain), "utf-8")
    partial.replace(path)
    if args.json:
        emit(answer)
    say(f"Đã chốt {period.label}: {len(answer['figures'])} chỉ tiêu, {len(files) + 1} tệp trong {args.out} ({answer['seconds']} giây).")
    return 0
