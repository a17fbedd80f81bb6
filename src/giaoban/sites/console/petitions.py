"""giaoban petitions load | duplicates."""

import csv
import io
import time
import tomllib
from argparse import ArgumentParser, Namespace
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from giaoban.core.values.errors import InvalidInput, WrongUse
from giaoban.core.words.text import decode, fold
from giaoban.registers.petitions.rules.plain import COLUMNS, columns_of
from giaoban.registers.petitions.rules.similar import SAME_WRITER, shingles, verdict
from giaoban.trust.vault.rules import Person, traits

from .output import emit, progress, say, with_json
from .refusals import reason_of
from .taking import content_of

RAREST = 16
CROWD = 60
SAME_MATTER = 0.2
CAMPAIGN = 0.75
RESENT = 0.45
VERDICTS = {"trung_don": "duplicate", "cung_noi_dung": "campaign"}


def arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=type(parser), metavar="load|duplicates")
    load = with_json(verbs.add_parser("load", help="nạp đơn từ tệp csv, xlsx, ods; dòng lỗi ghi ra FILE.loi.xlsx"))
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--map", type=Path, metavar="MAP.toml", help="tên cột của tệp cho từng cột của mẫu")
    load.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")
    load.set_defaults(run=run_load)
    pairs = with_json(verbs.add_parser("duplicates", help="so các dòng của một tệp csv với nhau"))
    pairs.add_argument("file", type=Path, metavar="FILE.csv")
    pairs.set_defaults(run=run_duplicates, pure=True)


def mapping_of(path: Path | None) -> dict[str, str] | None:
    """Column of the plain form → heading in the file, from TOML (a table [columns], or the keys themselves). Raises WrongUse."""
    if path is None:
        return None
    try:
        data = tomllib.loads(content_of(path).decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise WrongUse("%(file)s không đúng dạng TOML (%(why)s).", file=path, why=str(error)) from error
    rows = data.get("columns", data)
    if not isinstance(rows, dict):
        raise WrongUse('%(file)s: columns phải là một bảng [columns], mỗi dòng: cột = "tên cột trong tệp".', file=path)
    for name, heading in rows.items():
        if name not in COLUMNS or not isinstance(heading, str):
            known = ", ".join(COLUMNS)
            raise WrongUse("%(file)s: “%(key)s” không phải cột của mẫu. Các cột: %(known)s.", file=path, key=name, known=known)
    return rows


def run_load(args: Namespace) -> int:
    """0 when every row is in the book, 1 when some were refused (the others are kept)."""
    from tqdm import tqdm

    from giaoban.registers.petitions.actions.importing import import_file

    from .acting import operator

    mapping, content = mapping_of(args.map), content_of(args.file)
    with tqdm(desc="Nạp đơn", disable=args.json or None, leave=False) as bar:

        def told(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        done = import_file(content=content, name=args.file.name, mapping=mapping, dry_run=args.dry_run, progress=told, by=operator())
    bad = args.file.with_name(f"{args.file.name}.loi.xlsx")
    returned = "" if args.dry_run or not done.bad_rows_xlsx else _return(done.bad_rows_xlsx, bad)
    refused = [{"sheet": e.sheet, "row": e.row, "field": e.field, "code": e.code, "message": e.message} for e in done.refused]
    answer = {"read": done.read, "loaded": done.loaded, "skipped": done.skipped, "refused": refused, "refused_rows": done.refused_rows,
              "receipt": done.receipt, "dry_run": args.dry_run}  # fmt: skip
    if args.json:
        emit(answer)
    verb = "Sẽ nạp" if args.dry_run else "Đã nạp"
    say(
        f"{verb} {done.loaded} trong {done.read} dòng; {done.skipped} dòng đã có; {done.refused_rows} dòng bị trả lại. Biên nhận {done.receipt}."
    )
    if returned:
        say(returned)
    elif done.refused_rows:
        for error in done.refused[:20]:
            say(f"  {error.sheet + ', ' if error.sheet else ''}dòng {error.row}, {error.field}: {error.message}")
    return 1 if done.refused_rows else 0


def _return(content: bytes, bad: Path) -> str:
    """Write the refused rows beside the file; the sentence that tells where, or why not (the good rows are kept either way)."""
    partial = bad.with_suffix(".part")
    try:
        partial.write_bytes(content)
        partial.replace(bad)
    except OSError as error:
        return (
            f"Không ghi được {bad} ({reason_of(error)}). Các dòng tốt đã nạp; nạp lại tệp này từ một thư mục ghi được để lấy các dòng hỏng."
        )
    return f"Dòng bị trả lại kèm lý do: {bad}"


@dataclass(frozen=True, slots=True)
class Letter:
    """One row of the plain form, made ready for comparing."""

    id: str
    text: str
    runs: frozenset[str]
    numbers: frozenset[str]
    respondent: str
    kind: str
    marks: frozenset[tuple[str, str]]
    name: str
    identity: str


def letters_of(content: bytes, name: str) -> list[Letter]:
    """The rows of a csv file of the plain form. Raises InvalidInput for a file without the column of the text."""
    text = decode(content)[0]
    head = text[:4096].split("\n", 1)[0]
    csv.field_size_limit(10_000_000)
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(";,\t|", key=head.count)))
    columns = columns_of(rows[0]) if rows else {}
    if "text" not in columns:
        raise InvalidInput("%(file)s: không có cột text (nội dung). Đặt tên cột ở dòng đầu.", file=name)
    found = []
    for number, row in enumerate(rows[1:], 2):
        cells = {column: row[place].strip() for column, place in columns.items() if place < len(row)}
        if any(cells.values()):
            found.append(_letter(cells, number))
    return found


def _letter(cells: dict[str, str], number: int) -> Letter:
    year = cells.get("birth_year", "")
    address = cells.get("address", "")
    person = Person(
        name=cells.get("name", ""),
        birth_year=int(year) if year.isdecimal() else None,
        address=address,
        phone=cells.get("phone", ""),
        identity_no=cells.get("identity_no", ""),
    )
    marks = frozenset((str(trait), value) for trait, value in traits(person) if trait in SAME_WRITER)
    text = fold(cells.get("text", ""))
    words = ["".join(c for c in word if c.isalnum()) for word in text.split()]
    numbers = frozenset(word for word in words if any(c.isdigit() for c in word) and not _is_day(word))
    identity = next((value for trait, value in marks if trait == "identity_no"), "")
    return Letter(cells.get("id") or str(number), text, shingles(" ".join(words)), numbers, fold(cells.get("respondent", "")),
                  fold(cells.get("kind", "")), marks, fold(person.name), identity)  # fmt: skip


def _is_day(word: str) -> bool:
    return word.isdecimal() and len(word) in (6, 7, 8) and word[-4:-2] in ("19", "20")


def candidates(letters: Sequence[Letter]) -> set[tuple[int, int]]:
    """Pairs worth comparing: a person's mark in common, the whole text, or one of the rarest runs of words of either."""
    places: dict[object, list[int]] = defaultdict(list)
    often = Counter(run for letter in letters for run in letter.runs)
    for place, letter in enumerate(letters):
        shared = sorted((run for run in letter.runs if often[run] > 1), key=lambda run: (often[run], run))
        keys: Iterable[object] = [*letter.marks, ("text", letter.text), *shared[:RAREST]]
        for key in keys:
            places[key].append(place)
    pairs: set[tuple[int, int]] = set()
    for found in places.values():
        if len(found) <= CROWD:
            pairs.update(combinations(found, 2))
        else:
            pairs.update((found[0], other) for other in found[1:])
    return pairs


def compare(a: Letter, b: Letter) -> tuple[float, str]:
    """(score 0-1, verdict): "duplicate", "same_matter", "campaign" or "" when the letters are apart.

    Numbers of a letter (plot, decision, sum) that the other contradicts part two letters of one template.
    """
    common = len(a.runs & b.runs)
    least, most = min(len(a.runs), len(b.runs)), max(len(a.runs), len(b.runs))
    contained, alike = (common / least, common / most) if least else (0.0, 0.0)
    apart = bool(a.identity and b.identity and a.identity != b.identity)
    traits_shared = frozenset() if apart else frozenset(trait for trait, _ in a.marks & b.marks)
    numbers = len(a.numbers & b.numbers)
    contradicted = bool(a.numbers - b.numbers and b.numbers - a.numbers) and 2 * numbers < min(len(a.numbers), len(b.numbers)) + 1
    respondents = not a.respondent or not b.respondent or a.respondent == b.respondent
    said = VERDICTS.get(verdict(traits_shared, contained), "")
    if traits_shared & SAME_WRITER:
        good = said == "duplicate" and not contradicted and respondents and (contained >= RESENT or numbers > 0)
        return round((1 + contained) / 2, 3), "duplicate" if good else ""
    if alike >= CAMPAIGN and not contradicted and respondents and a.name != b.name:
        return round(alike, 3), "campaign"
    same = a.respondent and a.respondent == b.respondent and not contradicted
    if same and (contained >= 2 * SAME_MATTER or (contained >= SAME_MATTER and numbers > 0)):
        return round(contained, 3), "same_matter"
    return round(contained, 3), ""


def run_duplicates(args: Namespace) -> int:
    began = time.perf_counter()
    letters = letters_of(content_of(args.file), str(args.file))
    pairs = []
    for first, second in progress(sorted(candidates(letters)), "So đơn"):
        score, said = compare(letters[first], letters[second])
        if said:
            pairs.append({"a": letters[first].id, "b": letters[second].id, "score": score, "verdict": said})
    answer = {"pairs": pairs, "letters": len(letters), "seconds": round(time.perf_counter() - began, 3)}
    if args.json:
        emit(answer)
    else:
        for pair in pairs:
            say(f"{pair['a']} – {pair['b']}: {pair['verdict']} ({pair['score']})")
    say(f"{len(letters)} đơn, {len(pairs)} cặp, {answer['seconds']} giây.")
    return 0
