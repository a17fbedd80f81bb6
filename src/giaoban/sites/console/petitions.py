"""giaoban petitions load | duplicates | index."""

import csv
import io
import re
import time
import tomllib
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path

from tqdm import tqdm

from giaoban.core.values.errors import GiaoBanError, InvalidInput, WrongUse
from giaoban.core.words.text import decode, fold
from giaoban.registers.petitions.rules.duplicates_pairs import Written, judged
from giaoban.registers.petitions.rules.duplicates_reasons import reasons_of
from giaoban.registers.petitions.rules.plain import COLUMNS, columns_of, read_day

from .output import emit, say, with_json
from .refusals import reason_of
from .taking import content_of


def arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="verb", required=True, parser_class=type(parser), metavar="load|duplicates|index")
    load = with_json(verbs.add_parser("load", help="nạp đơn từ tệp csv, xlsx, ods; dòng lỗi ghi ra FILE.loi.xlsx"))
    load.add_argument("file", type=Path, metavar="FILE")
    load.add_argument("--map", type=Path, metavar="MAP.toml", help="tên cột của tệp cho từng cột của mẫu")
    load.add_argument("--dry-run", action="store_true", help="chỉ kiểm tra, không ghi")
    load.set_defaults(run=run_load)
    pairs = with_json(verbs.add_parser("duplicates", help="so các dòng của một tệp csv với nhau"))
    pairs.add_argument("file", type=Path, metavar="FILE.csv")
    pairs.set_defaults(run=run_duplicates, pure=True)
    index = with_json(verbs.add_parser("index", help="lập lại chỉ mục tìm đơn trùng của cả sổ, sau khi nâng cấp hoặc đổi khóa"))
    index.set_defaults(run=run_index)


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


def letters_of(content: bytes, name: str) -> list[Written]:
    """The rows of a csv file of the plain form. Raises InvalidInput for a file without the column of the text."""
    text = decode(content)[0].replace("\0", "")
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


def _letter(cells: Mapping[str, str], number: int) -> Written:
    """One row; a year or a day that cannot be read is as good as none."""
    year = re.search(r"(?:19|20)\d\d", cells.get("birth_year", ""))
    try:
        day = read_day(cells.get("received_on", "").split("T")[0])
    except GiaoBanError:
        day = None
    return Written(
        id=cells.get("id") or str(number), text=cells.get("text", ""), name=cells.get("name", ""), birth_year=int(year[0]) if year else None,
        address=cells.get("address", ""), phone=cells.get("phone", ""), identity_no=cells.get("identity_no", ""),
        respondent=cells.get("respondent", ""), kind=fold(cells.get("kind", "")), received_on=day,
    )  # fmt: skip


def run_duplicates(args: Namespace) -> int:
    began = time.perf_counter()
    letters = letters_of(content_of(args.file), str(args.file))
    with tqdm(total=len(letters), desc="So đơn", disable=args.json or None, leave=False) as bar:
        found = judged(letters, told_of=lambda place: bar.update(place + 1 - bar.n))
    pairs = [
        {"a": letters[p.a].id, "b": letters[p.b].id, "score": round(p.opinion.score, 3), "verdict": p.opinion.verdict,
         "reasons": reasons_of(p.why)} for p in found
    ]  # fmt: skip
    answer = {"pairs": pairs, "letters": len(letters), "seconds": round(time.perf_counter() - began, 3)}
    if args.json:
        emit(answer)
    else:
        for pair in pairs:
            say(f"{pair['a']} – {pair['b']}: {pair['verdict']} ({pair['score']}): {'; '.join(pair['reasons'])}")
    say(f"{len(letters)} đơn, {len(pairs)} cặp, {answer['seconds']} giây.")
    return 0


def run_index(args: Namespace) -> int:
    """Build the index of repeats anew from the whole book: all or nothing; the old one serves until the new one is whole."""
    from giaoban.registers.petitions.actions import rebuild_duplicates

    from .acting import operator

    began = time.perf_counter()
    letters = rebuild_duplicates(by=operator())
    answer = {"letters": letters, "seconds": round(time.perf_counter() - began, 3)}
    if args.json:
        emit(answer)
    say(f"Đã lập chỉ mục tìm đơn trùng cho {letters} đơn, {answer['seconds']} giây.")
    return 0
