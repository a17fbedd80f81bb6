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

from giaoban.core.words.telling import Teller

T = TypeVar("T")
LOCALE = Path(__file__).resolve().parents[2] / "locale"
_tell: Callable[[str], str] = str


def translator(lang: str) -> Callable[[str], str]:
    """The sentence itself (Vietnamese), or its English. From here on ``say`` speaks that language."""
    global _tell  # noqa: PLW0603  # one command, one language
    if lang == "en":
        found = _gettext.translation("django", LOCALE, languages=["en"], fallback=True)
        _tell = Teller(getattr(found, "_catalog", {}))
    else:
        _tell = str
    return _tell


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
    """A sentence for a person, in the language of this command."""
    sys.stderr.write(_tell(sentence) + "\n")


def progress(items: Iterable[T], label: str, total: int | None = None) -> Iterable[T]:
    """A bar on a terminal's stderr; silent elsewhere."""
    return tqdm(items, desc=_tell(label), total=total, file=sys.stderr, disable=not sys.stderr.isatty(), leave=False)


def with_json(parser: ArgumentParser) -> ArgumentParser:
    parser.add_argument("--json", action="store_true", help="in một tài liệu JSON ra stdout")
    return parser
