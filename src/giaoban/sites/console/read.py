"""giaoban read FILE... --json."""

from argparse import ArgumentParser, Namespace
from pathlib import Path

from giaoban.core.reading.reader import read_file, refuse_large
from giaoban.core.values.errors import InvalidInput

from .output import emit, progress, say, with_json
from .taking import content_of


def arguments(parser: ArgumentParser) -> None:
    with_json(parser).add_argument("files", nargs="+", type=Path, metavar="FILE")


def run(args: Namespace) -> int:
    """Each file's reading; a file that cannot be read is said on stderr and makes the exit code 1, the others are still answered.

    One FILE answers one object, several a list of those that could be read; nothing is answered when the only FILE cannot be read.
    """
    failed, answers = 0, []
    for path in progress(args.files, "Đọc"):
        try:
            if path.is_file():
                refuse_large(path)
            answer = read_file(content_of(path), path.name).as_dict()
        except InvalidInput as error:
            failed += 1
            say(str(error))
        else:
            answers.append(answer | {"source": answer["source"] | {"path": str(path)}})
    if args.json and len(args.files) > 1:
        emit(answers)
    elif args.json and answers:
        emit(answers[0])
    if not args.json:
        for answer in answers:
            say(f"{answer['source']['name']}: {answer['doc_kind']}, {len(answer['figures'])} số liệu, {len(answer['citations'])} văn bản dẫn, "
                f"{len(answer['people'])} người, {len(answer['tasks'])} việc, {len(answer['awards'])} khen thưởng")  # fmt: skip
    return 1 if failed else 0
