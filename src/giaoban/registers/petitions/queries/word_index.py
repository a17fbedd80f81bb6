"""The index of words behind the search of letters and visits, in each database's own way: FTS5 in SQLite, a GIN index in PostgreSQL.

It only narrows down; what fits is decided by the same condition over ``folded`` in both. No name of a petitioner is in it, for none is
in ``folded``.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection
from django.db.models import Model, Q

from giaoban.core.words.search import Part, whole

BROAD = 2000


def _sqlite() -> bool:
    return connection.vendor == "sqlite"


def _index(model: type[Model]) -> str:
    return f"{model._meta.db_table}_words"


def keep_new(rows: Sequence[Any]) -> None:
    """Keep the words of letters or visits (all of one model) just entered. PostgreSQL keeps them by itself."""
    if rows and _sqlite():
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {_index(type(rows[0]))} (rowid, words) VALUES (%s, %s)",  # noqa: S608
                [(row.pk, row.folded) for row in rows],
            )


def keep(row: Any) -> None:
    """Keep the words of a changed letter or visit. Of a sealed one nothing of the former text stays in the index."""
    if not _sqlite():
        return
    index = _index(type(row))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT words FROM {index} WHERE rowid = %s", [row.pk])  # noqa: S608
        if cursor.fetchone() == (row.folded,):
            return
        cursor.execute(f"DELETE FROM {index} WHERE rowid = %s", [row.pk])  # noqa: S608
        cursor.execute(f"INSERT INTO {index} (rowid, words) VALUES (%s, %s)", [row.pk, row.folded])  # noqa: S608
        if row.sealed:
            cursor.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")  # noqa: S608


def _asked(parts: Iterable[Part], both: str, either: str, begun: str) -> str:
    def all_of(words: Iterable[str]) -> str:
        return "(" + both.join(f'"{word}"' if both == " AND " else word for word in words) + ")"

    def as_typed(words: Iterable[str]) -> str:
        return "(" + both.join((f'"{word}"' if both == " AND " else word) + ("" if whole(word) else begun) for word in words) + ")"

    return both.join("(" + either.join([as_typed(part.words), *(all_of(other.split()) for other in part.others)]) + ")" for part in parts)


def narrowed(model: type[Model], parts: Sequence[Part]) -> Q:
    """Rows that hold these words as the index knows them; no condition when they are so many that the newest are found sooner without."""
    if _sqlite():
        found, asked = f"SELECT rowid FROM {_index(model)} WHERE {_index(model)} MATCH %s", _asked(parts, " AND ", " OR ", "*")  # noqa: S608
    else:
        found = f"SELECT id FROM {model._meta.db_table} WHERE to_tsvector('simple', folded) @@ to_tsquery('simple', %s)"  # noqa: S608
        asked = _asked(parts, " & ", " | ", ":*")
    with connection.cursor() as cursor:
        cursor.execute(f"{found} LIMIT {BROAD + 1}", [asked])
        rows = [row[0] for row in cursor.fetchall()]
    return Q() if len(rows) > BROAD else Q(pk__in=rows)
