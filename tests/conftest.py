"""What every test stands on: a data folder of its own, no network, a quick password hash, the acting person and a small graph of agencies.

``GIAOBAN_DATABASE`` may name a PostgreSQL server (tests/postgres.py starts one); without it the tests run on SQLite in memory.
"""

import atexit
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from giaoban.core.values.actors import VIETNAM, Actor

if "GIAOBAN_HOME" not in os.environ:
    os.environ["GIAOBAN_HOME"] = tempfile.mkdtemp(prefix="giaoban-test-")
    atexit.register(shutil.rmtree, os.environ["GIAOBAN_HOME"], ignore_errors=True)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.conf.settings")

if TYPE_CHECKING:
    from tests.factories.agencies import Agencies

LOOPBACK = ["127.0.0.1", "::1", "localhost"]


def pytest_configure(config: pytest.Config) -> None:
    """Whatever data folder the settings were read from, no test writes files or reads a vault key outside the test's own folder."""
    import django
    from django.conf import settings

    folder = Path(tempfile.mkdtemp(prefix="giaoban-test-files-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "vault.key").write_text("5a" * 32)
    settings.HOME = folder
    settings.VAULT_KEY_FILE = folder / "vault.key"
    settings.MEDIA_ROOT = folder / "files"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.TODAY = ""
    django.setup()
    _let_tests_empty_the_ledger()


def _let_tests_empty_the_ledger() -> None:
    """Tests with real transactions end by emptying every table; the ledger refuses that, so its triggers stand aside for that moment."""
    from django.db.backends.base.operations import BaseDatabaseOperations

    empty = BaseDatabaseOperations.execute_sql_flush

    def execute_sql_flush(operations: BaseDatabaseOperations, statements: list[str]) -> None:
        with operations.connection.cursor() as cursor:
            if operations.connection.vendor == "postgresql":
                around = "ALTER TABLE audit_event DISABLE TRIGGER USER", "ALTER TABLE audit_event ENABLE TRIGGER USER"
                cursor.execute(around[0])
                empty(operations, statements)
                cursor.execute(around[1])
                return
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_event'")
            triggers = cursor.fetchall()
            for name, _ in triggers:
                cursor.execute(f'DROP TRIGGER "{name}"')
            empty(operations, statements)
            for _, statement in triggers:
                cursor.execute(statement)

    BaseDatabaseOperations.execute_sql_flush = execute_sql_flush


def pytest_runtest_setup() -> None:
    """No test reaches the network: only this machine, for PostgreSQL and the browser."""
    from pytest_socket import socket_allow_hosts

    socket_allow_hosts(LOOPBACK, allow_unix_socket=True)


@pytest.fixture(autouse=True)
def _no_memory() -> Iterator[None]:
    """Values kept in the process between requests are forgotten between tests: the database under them was rolled back."""
    yield
    from django.core.cache import cache

    cache.clear()


@pytest.fixture
def at() -> Callable[..., datetime]:
    """``at(2026, 9, 20)`` or ``at(2026, 9, 20, 14, 30)``: a moment in Vietnam, 09:00 when no hour is given."""

    def moment(year: int = 2026, month: int = 9, day: int = 20, hour: int = 9, minute: int = 0) -> datetime:
        return datetime(year, month, day, hour, minute, tzinfo=VIETNAM)

    return moment


@pytest.fixture
def actor(at: Callable[..., datetime]) -> Actor:
    """Somebody who may do everything, on 20/9/2026 at 09:00."""
    from giaoban.trust.accounts.queries import system_actor

    return system_actor(at())


@pytest.fixture
def make_actor(at: Callable[..., datetime]) -> Callable[..., Actor]:
    """``make_actor("clerk", agencies.ban_tiep_cong_dan)``: a person with the rights of a role, without an account in the database.

    ``agency``: an Agency, an id or None. ``user_id``: when the test needs two different people.
    """
    from giaoban.trust.accounts.choices import Role
    from giaoban.trust.accounts.rules import reads_province, rights_of

    def build(role: str, agency: object = None, at: datetime = at(), *, user_id: int = 1, name: str = "") -> Actor:  # noqa: B008
        number = getattr(agency, "pk", agency)
        reach = None if reads_province(role) else frozenset({number} if number else ())
        return Actor(
            user_id=user_id,
            name=name or Role(role).label,
            agency_id=number,
            role=role,
            rights=rights_of(role),
            at=at,
            agencies=reach,
            post=Role(role).label,
        )

    return build


@pytest.fixture
def agencies(db: None) -> "Agencies":
    """The small invented province: see tests/factories/agencies.py."""
    from tests.factories.agencies import small_province

    return small_province()
