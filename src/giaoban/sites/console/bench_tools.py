"""What the benchmarks measure with: a copy of the database, a count of statements, times and memory."""

import contextlib
import math
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

ROUNDS = 30
WORKER = """
import os, pathlib, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.conf.settings")
import django
django.setup()
from django.conf import settings
settings.DATABASES["default"]["NAME"] = sys.argv[1]
from django.contrib.auth import get_user_model
from django.test import Client
client = Client(headers={"host": "localhost"})
client.force_login(get_user_model().objects.get(username=sys.argv[2]), backend="django.contrib.auth.backends.ModelBackend")
for address in sys.argv[3:]:
    client.get(address)
print(pathlib.Path("/proc/self/status").read_text())
"""


@contextlib.contextmanager
def copied_database() -> Iterator[str]:
    """Everything inside works on a copy that is thrown away: of the embedded database a file, on a server one transaction rolled back."""
    from django.db import connection, transaction

    if connection.vendor != "sqlite" or connection.in_atomic_block:
        with transaction.atomic():
            yield connection.vendor
            transaction.set_rollback(True)
        return
    connection.ensure_connection()
    folder = Path(tempfile.mkdtemp(prefix="giaoban-bench-"))
    mine = connection.settings_dict["NAME"]
    try:
        with contextlib.closing(sqlite3.connect(folder / "bench.sqlite3")) as target:
            connection.connection.backup(target)
        connection.close()
        connection.settings_dict["NAME"] = str(folder / "bench.sqlite3")
        yield "sqlite"
    finally:
        connection.close()
        connection.settings_dict["NAME"] = mine
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def counted_queries() -> Iterator[list[str]]:
    """The SQL statements run inside."""
    from django.db import connection

    found: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield found


def spread(seconds: list[float]) -> dict[str, float]:
    """p50 and p95 in milliseconds."""
    ordered = sorted(seconds)
    return {"p50_ms": round(statistics.median(ordered) * 1000, 1), "p95_ms": round(ordered[math.ceil(len(ordered) * 0.95) - 1] * 1000, 1)}


def timed(work: Callable[[], Any], rounds: int = ROUNDS) -> list[float]:
    """Seconds of each round, after one round to warm up."""
    work()
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()
        found.append(time.perf_counter() - began)
    return found


def ratio(other: list[float], ours: list[float]) -> float:
    """How many times longer the other way takes."""
    return round(statistics.median(other) / max(statistics.median(ours), 1e-6), 1)


def memory_of_worker(database: str, username: str, addresses: Sequence[str]) -> dict[str, int] | None:
    """MiB of a fresh process in which this person opened the pages; None where the system does not tell."""
    done = subprocess.run([sys.executable, "-c", WORKER, database, username, *addresses], capture_output=True, text=True, check=False)  # noqa: S603
    kept = dict(re.findall(r"^(VmRSS|RssAnon):\s+(\d+) kB", done.stdout, re.MULTILINE))
    return {"rss_mib": int(kept["VmRSS"]) // 1024, "private_mib": int(kept["RssAnon"]) // 1024} if kept else None
