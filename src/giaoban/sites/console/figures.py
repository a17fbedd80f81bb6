"""giaoban figures explain CODE --period PERIOD [--agency A]."""

from argparse import ArgumentParser, Namespace

from giaoban.core.values.errors import NotFound
from giaoban.core.values.periods import Period

from .output import emit, say, with_json


def arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=type(parser))
    one = with_json(verbs.add_parser("explain", help="số đã chốt, số hiện nay, và vì sao khác"))
    one.add_argument("code", metavar="CODE")
    one.add_argument("--period", required=True)
    one.add_argument("--agency", default="", metavar="MÃ", help="mã cơ quan")
    one.set_defaults(run=run_explain)


def run_explain(args: Namespace) -> int:
    from giaoban.registers.people.queries import AgencyFilter, listing
    from giaoban.rounds.reports.queries import explain

    from .acting import operator

    by = operator()
    agency = None
    if args.agency:
        row = listing(by, AgencyFilter()).filter(code=args.agency).first()
        if row is None:
            raise NotFound("Không có cơ quan mã “%(code)s”.", code=args.agency)
        agency = row.pk
    answer = explain(args.code, Period.parse(args.period), by, agency=agency)
    if args.json:
        emit(answer)
    else:
        say(f"{args.code}: đã chốt {answer['frozen']}, hiện nay {answer['now']}, chênh {answer['difference']}")
        for line in answer["because"]:
            say(f"  {line['delta']:+} {line['record']}: {line['kind']} ({line['by'] or 'không rõ'})")
    return 0
