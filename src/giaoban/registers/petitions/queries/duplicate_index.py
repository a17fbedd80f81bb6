"""The index by which repeats are found, in the database's own words: hits of many keys at once, marks, the table of rarity."""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b

from django.db import connection

from giaoban.registers.petitions.models import DuplicateKey, DuplicateMark, DuplicateRarity, Petition
from giaoban.registers.petitions.rules.duplicates_index import MOST_HITS, Table

KEYS = DuplicateKey._meta.db_table
MARKS = DuplicateMark._meta.db_table
RARITY = DuplicateRarity._meta.db_table
BATCH = 20_000


def hits(keys: Sequence[int]) -> dict[int, list[int]]:
    """Letters by key; a key of more than 400 letters says nothing and is left out."""
    found: dict[int, list[int]] = {}
    for key, letter in _hits(list(dict.fromkeys(keys))):
        found.setdefault(key, []).append(letter)
    return {key: letters for key, letters in found.items() if len(letters) <= MOST_HITS}


def _hits(keys: list[int]) -> Iterator[tuple[int, int]]:
    if not keys:
        return iter(())
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                f"SELECT k.key, h.petition_ref FROM unnest(%s::int[]) AS k(key) CROSS JOIN LATERAL"  # noqa: S608
                f" (SELECT petition_ref FROM {KEYS} WHERE key = k.key LIMIT {MOST_HITS + 1}) AS h",
                [keys],
            )
        else:
            one = f"SELECT * FROM (SELECT key, petition_ref FROM {KEYS} WHERE key = %s LIMIT {MOST_HITS + 1})"  # noqa: S608
            cursor.execute(" UNION ALL ".join([one] * len(keys)), keys)
        return iter(cursor.fetchall())


def marks_of(letters: Sequence[int]) -> dict[int, bytes]:
    """The locked marks of writers, by letter."""
    if not letters:
        return {}
    with connection.cursor() as cursor:
        places = ", ".join(["%s"] * len(letters))
        cursor.execute(f"SELECT petition_ref, box FROM {MARKS} WHERE petition_ref IN ({places})", list(letters))  # noqa: S608
        return {letter: bytes(box) for letter, box in cursor.fetchall()}


def add_keys(rows: Iterable[tuple[int, int]]) -> None:
    """Keep (key, letter); what is there already stays."""
    ordered = sorted(set(rows))
    with connection.cursor() as cursor:
        for start in range(0, len(ordered), BATCH):
            part = ordered[start : start + BATCH]
            if connection.vendor == "postgresql":
                cursor.execute(
                    f"INSERT INTO {KEYS} (key, petition_ref) SELECT * FROM unnest(%s::int[], %s::int[]) ON CONFLICT DO NOTHING",  # noqa: S608
                    [[key for key, _ in part], [letter for _, letter in part]],
                )
            else:
                cursor.executemany(f"INSERT OR IGNORE INTO {KEYS} (key, petition_ref) VALUES (%s, %s)", part)  # noqa: S608


def add_marks(rows: Sequence[tuple[int, bytes]]) -> None:
    """Keep the locked marks of writers; a letter whose writer was typed anew gets its new ones."""
    DuplicateMark.objects.bulk_create(
        [DuplicateMark(petition_ref=letter, box=box) for letter, box in rows],
        batch_size=400, update_conflicts=True, update_fields=["box"], unique_fields=["petition_ref"],
    )  # fmt: skip


def clear() -> None:
    """Forget every key and mark, to build them anew."""
    DuplicateKey.objects.all().delete()
    DuplicateMark.objects.all().delete()
    DuplicateRarity.objects.all().delete()


@lru_cache(maxsize=2)
def _table(letters: int, stamp: str) -> Table:
    row = DuplicateRarity.objects.filter(stamp=stamp, letters=letters).first()
    return Table(letters, zlib.decompress(bytes(row.levels))) if row else Table()


def rarity() -> Table:
    """How often words occur in this database."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT letters, stamp FROM {RARITY} ORDER BY id DESC LIMIT 1")  # noqa: S608
        row = cursor.fetchone()
    return _table(*row) if row else _table(0, "")


def keep_rarity(table: Table) -> None:
    """Keep the counted table in the place of the one before."""
    levels = bytes(table.levels)
    stamp = blake2b(levels, digest_size=8).hexdigest()
    DuplicateRarity.objects.update_or_create(pk=1, defaults={"letters": table.letters, "stamp": stamp, "levels": zlib.compress(levels, 1)})


def missing() -> int:
    """How many letters of the book repeats are not sought among: they came in before the index, or while the vault's key was away."""
    return max(0, Petition.objects.count() - DuplicateMark.objects.count())


def size() -> dict[str, int]:
    """Bytes on disk of the keys and of the marks, how many keys and letters there are."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_total_relation_size(%s), pg_total_relation_size(%s)", [KEYS, MARKS])
            keys, marks = cursor.fetchone()
        else:
            cursor.execute("SELECT name, SUM(pgsize) FROM dbstat WHERE name IN (%s, %s) GROUP BY name", [KEYS, MARKS])
            sizes = dict(cursor.fetchall())
            keys, marks = sizes.get(KEYS, 0), sizes.get(MARKS, 0)
    return {
        "keys_bytes": int(keys),
        "marks_bytes": int(marks),
        "keys": DuplicateKey.objects.count(),
        "letters": DuplicateMark.objects.count(),
    }
