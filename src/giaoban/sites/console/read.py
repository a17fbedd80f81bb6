"""giaoban read FILE... --json."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from giaoban.core.reading.reader import read_file
from giaoban.core.values.errors import InvalidInput

from .output import emit, progress, say, with_json


def arguments(parser: ArgumentParser) -> None:
    with_json(parser).add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(args: Namespace) -> int:
    """Each file's reading; a file that cannot be read is said on stderr and makes the exit code 1, the others are still answered."""
    failed, answers = 0, []
    for path in progress(args.files, "Đọc"):
        try:
            content = path.read_bytes()
        except OSError as error:
            raise InvalidInput(
                "%(file)s: không mở được tệp (%(why)s). Kiểm tra đường dẫn và quyền đọc.", file=path, why=error.strerror
            ) from error
        try:
            answers.append(read_file(content, path.name).as_dict())
        except InvalidInput as error:
            failed += 1
            say(f"{path}: {error}")
    if args.json:
        emit(answers[0] if len(args.files) == 1 and answers else answers)
    else:
        for answer in answers:
            say(f"{answer['source']['name']}: {answer['doc_kind']}, {len(answer['figures'])} số liệu, {len(answer['citations'])} văn bản dẫn, "
                f"{len(answer['people'])} người, {len(answer['tasks'])} việc, {len(answer['awards'])} khen thưởng")  # fmt: skip
    return 1 if failed else 0
