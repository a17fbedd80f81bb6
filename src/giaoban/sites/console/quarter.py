"""giaoban quarter open | status | close PERIOD."""

import json
import time
from argparse import ArgumentParser, Namespace
from pathlib import Path

from giaoban.core.values.errors import RefusedByLaw

from .output import emit, plain, progress, say, with_json
from .taking import folder_for, period_of

STATES = {"none": "chưa mở", "open": "đang mở", "closed": "đã chốt"}


def arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=type(parser), metavar="open|status|close")
    for name, run, words in (
        ("open", run_open, "mở kỳ số liệu, lập báo cáo chờ các cơ quan gửi"),
        ("status", run_status, "ai chưa gửi, số nào chưa cân"),
        ("close", run_close, "chốt kỳ, viết báo cáo và biểu"),
    ):
        verb = with_json(verbs.add_parser(name, help=words))
        verb.add_argument("period", metavar="PERIOD")
        verb.set_defaults(run=run)
    verb.add_argument("--out", type=Path, required=True, metavar="DIR")
    verb.add_argument("--force", default="", metavar="LÝ DO", help="chốt dù còn thiếu; lý do ghi vào nhật ký và phần ghi chú của báo cáo")


def run_open(args: Namespace) -> int:
    from giaoban.figures.indicators.actions import open_period
    from giaoban.figures.submissions.actions import open_returns

    from .acting import operator

    period, by = period_of(args.period), operator()
    if open_period(period=period, by=by).closed_at is not None:
        raise RefusedByLaw("Kỳ %(period)s đã chốt, không mở lại. Số gửi sau ghi là đính chính.", period=period.label)
    sheets = open_returns(period=period, by=by)
    if args.json:
        emit({"period": period.code, "returns": len(sheets)})
    say(f"Đã mở {period.label}: {len(sheets)} cơ quan phải gửi báo cáo.")
    return 0


def run_status(args: Namespace) -> int:
    from giaoban.figures.forms.queries import unbalanced
    from giaoban.figures.indicators.queries import closing_of
    from giaoban.rounds.reports.queries import gaps, remark

    from .acting import operator

    period, by = period_of(args.period), operator()
    closing, found = closing_of(period), gaps(period, by)
    state = "none" if closing is None else "closed" if closing.closed_at else "open"
    if args.json:
        emit(
            {
                "period": period.code,
                "state": state,
                "missing": found.missing,
                "unbalanced": unbalanced(period, by),
                "remark": remark(period),
            }
        )
        return 0
    say(f"{period.label}: {STATES[state]}; chưa gửi: {', '.join(found.missing) or 'không có'}; chưa cân: {len(found.unbalanced)}")
    for line in (*found.unbalanced, *found.doubtful):
        say(f"  {line}")
    if told := remark(period):
        say(told)
    return 0


def run_close(args: Namespace) -> int:
    from giaoban.rounds.reports.actions import close_quarter, figures_answer

    from .acting import operator

    period, by, began = period_of(args.period), operator(), time.perf_counter()
    out = folder_for(args.out)
    closing, files = close_quarter(period=period, out=out, force=args.force, progress=lambda codes: progress(codes, "Chốt số liệu"), by=by)
    answer = figures_answer(closing, period)
    path = out / "figures.json"
    answer |= {"files": [str(file) for file in [*files, path]], "seconds": round(time.perf_counter() - began, 2)}
    partial = path.with_suffix(".part")
    partial.write_text(json.dumps(answer, ensure_ascii=False, indent=2, default=plain), "utf-8")
    partial.replace(path)
    if args.json:
        emit(answer)
    say(f"Đã chốt {period.label}: {len(answer['figures'])} chỉ tiêu, {len(files) + 1} tệp trong {out} ({answer['seconds']} giây).")
    return 0
