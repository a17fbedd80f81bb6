"""giaoban figures explain CODE --period PERIOD [--agency A]."""

from argparse import ArgumentParser, Namespace
from decimal import Decimal

from giaoban.core.values.errors import NotFound
from giaoban.core.words.numbers import format_number

from .output import emit, say, with_json
from .taking import period_of


def arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=type(parser), metavar="explain")
    one = with_json(verbs.add_parser("explain", help="số đã chốt, số hiện nay, và vì sao khác"))
    one.add_argument("code", metavar="CODE")
    one.add_argument("--period", required=True, metavar="PERIOD")
    one.add_argument("--agency", default="", metavar="MÃ", help="mã cơ quan")
    one.set_defaults(run=run_explain)


def run_explain(args: Namespace) -> int:
    from giaoban.figures.indicators.choices import Because
    from giaoban.figures.indicators.queries import checked_catalogue
    from giaoban.registers.people.queries import AgencyFilter, listing
    from giaoban.rounds.reports.queries import explain

    from .acting import operator

    by, period = operator(), period_of(args.period)
    if args.code not in checked_catalogue():
        raise NotFound("Không có chỉ tiêu mã “%(code)s”. Mã xem ở trang Số liệu.", code=args.code)
    agency = None
    if args.agency:
        row = listing(by, AgencyFilter()).filter(code=args.agency).first()
        if row is None:
            raise NotFound("Không có cơ quan mã “%(code)s”.", code=args.agency)
        agency = row.pk
    answer = explain(args.code, period, by, agency=agency)
    if args.json:
        emit(answer)
    else:
        say(f"{args.code}: đã chốt {_said(answer['frozen'])}, hiện nay {_said(answer['now'])}, chênh {_said(answer['difference'])}")
        for line in answer["because"]:
            say(f"  {_said(line['delta'])} {line['record']}: {Because.label_of(line['kind'])} ({line['by'] or 'không rõ'})")
    return 0


def _said(value: Decimal | None) -> str:
    return "không có" if value is None else format_number(value)
