"""giaoban audit verify: the ledger's chain and every frozen figure."""

from argparse import ArgumentParser, Namespace

from .output import emit, say, with_json


def arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=type(parser), metavar="verify")
    with_json(verbs.add_parser("verify", help="kiểm tra chuỗi nhật ký và số liệu đã chốt")).set_defaults(run=run_verify)


def run_verify(args: Namespace) -> int:
    from giaoban.figures.indicators.queries import verify as verify_figures
    from giaoban.trust.audit.queries import verify as verify_ledger

    events, first_bad = verify_ledger()
    number, bad = verify_figures()
    answer = {
        "events": events,
        "chain": "ok" if first_bad is None else "broken",
        "first_bad": first_bad,
        "figures": number,
        "figures_bad": bad,
    }
    if args.json:
        emit(answer)
    chain = "nguyên vẹn" if first_bad is None else f"đứt ở dòng {first_bad}"
    say(f"Nhật ký: {events} dòng, {chain}; số liệu đã chốt: {number}, sai {len(bad)}.")
    return 1 if first_bad is not None or bad else 0
