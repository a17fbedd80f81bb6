"""giaoban bench duplicates: how surely and how fast repeats are found among many letters, against search by words and by name."""

import random
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from giaoban.core.words.text import fold

from .bench_tools import ratio, spread
from .output import progress
from .repeats.dataset import Post
from .repeats.noise import cells_of, disfigured, respondent_written
from .repeats.telling import Letter

if TYPE_CHECKING:
    from giaoban.core.values.actors import Actor
    from giaoban.registers.petitions.models import Petition

STEP = 2000
PROBES, STRANGERS, OTHERS = 300, 100, 60
FEWEST = 5000
FIRST_NUMBER = 20_000_000
FAMILIES, NOISES = "abd", "ab"


class Desk(Protocol):
    """The copy of the database as the benchmarks hold it: an agency's number, how many letters are wished for, who acts."""

    agency: int
    existing: int
    system: "Actor"


@dataclass(slots=True)
class Book:
    """The letters put in: what is true of each by its id, a sample of them to send again, and who wrote by name and year."""

    truth: dict[int, tuple[int, int]] = field(default_factory=dict)
    sample: list[tuple[int, Letter]] = field(default_factory=list)
    by_name: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    seconds: float = 0.0
    letters: int = 0


def bench_duplicates(bench: Desk) -> dict[str, Any]:
    """Invented letters are put in, some are sent again disfigured, some are new: each is sought as at intake."""
    from giaoban.registers.petitions.models import Petition
    from giaoban.registers.petitions.queries import duplicate_index

    book = fill(bench, max(FEWEST, bench.existing))
    size = duplicate_index.size()
    total = Petition.objects.count()
    probes = _probes(book)
    ours = _ours(probes, book)
    found = {
        **spread(ours["times"]), "letters": total, "build_ms_per_letter": round(book.seconds * 1000 / max(1, book.letters), 2),
        "bytes_per_letter": round((size["keys_bytes"] + size["marks_bytes"]) / max(1, size["letters"])),
        "index_mib": round((size["keys_bytes"] + size["marks_bytes"]) / 2**20, 1), "recall": ours["recall"], "precision": ours["precision"],
        "name_and_year": _by_name(probes, book), "kib": 0,
    }  # fmt: skip
    words = _by_words(probes[:OTHERS], book)
    if words is None:
        return {**found, "ratio": 0, "against": "họ tên và năm sinh"}
    return {**found, "full_text": {**spread(words["times"]), "recall": words["recall"]}, "ratio": ratio(words["times"], ours["times"]),
            "against": "FTS5 bm25, 20 từ hiếm nhất"}  # fmt: skip


def fill(bench: Desk, wanted: int) -> Book:
    """Invented letters until the copy holds ``wanted``; sealed where the law seals."""
    from giaoban.registers.petitions.actions.duplicates import keep_for_duplicates
    from giaoban.registers.petitions.models import Matter, Petition
    from giaoban.registers.petitions.sealing import Person, sealed_by_default

    book, post, have = Book(), Post(20260920, FAMILIES, NOISES, 0.6), Petition.objects.count()
    roll = random.Random(7)  # noqa: S311 - the same letters each time
    matter = Matter.objects.create(title="Đo tốc độ", opened_on=bench.system.today)
    letters = (letter for clump in post.letters() for letter in clump)
    for start in progress(range(have, wanted, STEP), "Thêm đơn"):
        part = list(islice(letters, min(STEP, wanted - start)))
        rows = [
            Petition(
                agency_id=bench.agency, handler_id=bench.agency, year=letter.day.year, seq=FIRST_NUMBER + start + place, received_on=letter.day,
                channel="buu_chinh", kind=letter.matter.story["kind"], sealed=sealed_by_default(letter.matter.story["kind"]),
                respondent=letter.respondent[:250], summary=letter.text, folded=fold(letter.text), matter=matter,
            ) for place, letter in enumerate(part)
        ]  # fmt: skip
        Petition.objects.bulk_create(rows, batch_size=500)
        began = time.perf_counter()
        keep_for_duplicates([(row, Person(**_person(letter))) for row, letter in zip(rows, part, strict=True)])
        book.seconds += time.perf_counter() - began
        _note(book, rows, part, roll, wanted - have)
    return book


def _person(letter: Letter) -> dict[str, Any]:
    cells = letter.cells
    return {**cells, "birth_year": int(cells["birth_year"]) if cells["birth_year"] else None}


def _note(book: Book, rows: "list[Petition]", letters: list[Letter], roll: random.Random, wanted: int) -> None:
    for row, letter in zip(rows, letters, strict=True):
        book.letters += 1
        book.truth[row.pk] = letter.writer, letter.about
        book.by_name[fold(letter.cells["name"]), letter.cells["birth_year"]].append(row.pk)
        if letter.who is not None and roll.random() < 3 * PROBES / wanted:
            book.sample.append((row.pk, letter))


def _probes(book: Book) -> list[tuple[dict[str, Any], tuple[int, int]]]:
    """Letters sent again in a noise of their own, and letters nobody sent before; with whose and what they are."""
    roll = random.Random(11)  # noqa: S311
    found = []
    for _, letter in roll.sample(book.sample, k=min(PROBES, len(book.sample))):
        parts = letter.text.split(". ")
        given = cells_of(letter.who, letter.others, roll, 0.8)
        text = disfigured([f"{part}." for part in parts], "c", roll, 0.6)
        found.append((_typed(letter, text, given, roll), (letter.writer, letter.about)))
    strangers = Post(99, FAMILIES, NOISES, 0.6)
    for clump in islice(strangers.letters(), STRANGERS):
        found.append((_typed(clump[0], clump[0].text, clump[0].cells, roll), (-1, -1)))
    return found


def _typed(letter: Letter, text: str, cells: dict[str, str], roll: random.Random) -> dict[str, Any]:
    year = int(cells["birth_year"]) if cells["birth_year"] else None
    day = letter.day + timedelta(days=roll.randrange(1, 200))
    return {**cells, "birth_year": year, "text": text, "respondent": respondent_written(letter.matter.respondent, roll),
            "received_on": day, "kind": letter.matter.story["kind"]}  # fmt: skip


def _ours(probes: list[tuple[dict[str, Any], tuple[int, int]]], book: Book) -> dict[str, Any]:
    from giaoban.registers.petitions.queries.duplicates import seek

    times, right, said, wanted, reached = [], 0, 0, 0, 0
    for probe, _ in probes[:10]:
        seek(**probe)
    for probe, truth in probes:
        began = time.perf_counter()
        found = seek(**probe)
        times.append(time.perf_counter() - began)
        repeats = [item.weighed.id for item in found if item.verdict == "duplicate"]
        true = [number for number in repeats if book.truth.get(number) == truth]
        said += len(repeats)
        right += len(true)
        wanted += truth[0] > 0
        reached += bool(true)
    return {"times": times, "recall": round(reached / max(1, wanted), 4), "precision": round(right / max(1, said), 4)}


def _by_name(probes: list[tuple[dict[str, Any], tuple[int, int]]], book: Book) -> dict[str, float]:
    """What equal names and years alone would find."""
    right, said, wanted, reached = 0, 0, 0, 0
    for probe, truth in probes:
        key = fold(probe["name"]), str(probe["birth_year"] or "")
        hits = book.by_name.get(key, []) if key[0] else []
        true = [number for number in hits if book.truth[number] == truth]
        said += len(hits)
        right += len(true)
        wanted += truth[0] > 0
        reached += bool(true)
    return {"recall": round(reached / max(1, wanted), 4), "precision": round(right / max(1, said), 4)}


def _by_words(probes: list[tuple[dict[str, Any], tuple[int, int]]], book: Book) -> dict[str, Any] | None:
    """The best ten by bm25 for the twenty longest words, on SQLite."""
    from django.db import connection

    if connection.vendor != "sqlite":
        return None
    times, wanted, reached = [], 0, 0
    with connection.cursor() as cursor:
        cursor.execute("CREATE VIRTUAL TABLE bench_words USING fts5(folded, content='')")
        cursor.execute("INSERT INTO bench_words (rowid, folded) SELECT id, folded FROM petitions_petition")
        for probe, truth in probes:
            words = sorted({word for word in fold(probe["text"]).split() if word.isalnum()}, key=len, reverse=True)[:20]
            began = time.perf_counter()
            cursor.execute("SELECT rowid FROM bench_words WHERE bench_words MATCH %s ORDER BY rank LIMIT 10", [" OR ".join(words)])
            hits = [number for (number,) in cursor.fetchall()]
            times.append(time.perf_counter() - began)
            wanted += truth[0] > 0
            reached += any(book.truth.get(number) == truth for number in hits)
        cursor.execute("DROP TABLE bench_words")
    return {"times": times, "recall": round(reached / max(1, wanted), 4)}
