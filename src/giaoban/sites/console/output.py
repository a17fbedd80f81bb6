"""How commands answer: one JSON document on stdout with --json, sentences on stderr, progress bars for long work."""

import gettext as _gettext
import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

from tqdm import tqdm

T = TypeVar("T")
LOCALE = Path(__file__).resolve().parents[2] / "locale"


def translator(lang: str) -> Callable[[str], str]:
    """The sentence itself (Vietnamese), or its English."""
    if lang != "en":
        return lambda sentence: sentence
    return _gettext.translation("django", LOCALE, languages=["en"], fallback=True).gettext


def plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, Path):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def emit(answer: Any) -> None:
    """The JSON answer: UTF-8, dates ISO, numbers as numbers."""
    sys.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2, default=plain) + "\n")


def say(sentence: str) -> None:
    """A sentence for a person."""
    sys.stderr.write(sentence + "\n")


def progress(items: Iterable[T], label: str, total: int | None = None) -> Iterable[T]:
    """A bar on a terminal's stderr; silent elsewhere."""
    return tqdm(items, desc=label, total=total, file=sys.stderr, disable=not sys.stderr.isatty(), leave=False)


def with_json(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("--json", action="store_true", help="in một tài liệu JSON ra stdout")
    return parser
