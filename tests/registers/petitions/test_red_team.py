"""Somebody with the database, the data folder without vault.key, what the pages and exports hand out, and every line written to the log."""

import io
import logging
import pickle
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import GiaoBanError
from giaoban.registers.petitions import actions
from giaoban.registers.petitions.models import Petition

from .sealed_scene import FILE_NAME, SCAN, SECRETS, every_table, leaks, play

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(agencies: Any, make_actor: Callable[..., Actor]) -> tuple[Actor, Actor]:
    return make_actor("clerk", agencies.thanh_tra, user_id=61), make_actor("approver", agencies.thanh_tra, user_id=62)


@pytest.fixture
def heard() -> Any:
    """Everything that is logged, at every level."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield out
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def row(agencies: Any, pair: tuple[Actor, Actor], heard: io.StringIO) -> Petition:
    return play(agencies, *pair)


def test_the_search_itself_finds_each_secret() -> None:
    """What proves the rest: a leak would be seen, in every spelling."""
    for secret in SECRETS:
        for raw in (secret.encode(), secret.upper().encode(), secret.encode("utf-16-le"), b"..." + secret.encode() + b"..."):
            assert secret in leaks(raw)


def test_every_table_of_the_database_is_silent(row: Petition) -> None:
    seen: list[str] = []
    found = {table: told for table, cells in every_table(seen.append) if (told := leaks(cells))}
    assert not found
    assert {"vault_identity", "audit_event", "petitions_petition", "files_attachment", "petitions_protectedperson"} <= set(seen)


def test_the_raw_database_file_is_silent(row: Petition) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL keeps no single file; its tables are read above")
    assert not leaks(connection.connection.serialize())


def test_overwritten_pages_are_wiped_and_not_only_freed() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            assert cursor.execute("PRAGMA secure_delete").fetchone()[0] == 1


def test_the_data_folder_without_the_key_is_silent(row: Petition, settings: Any) -> None:
    files = [path for path in Path(settings.HOME).rglob("*") if path.is_file() and path != Path(settings.VAULT_KEY_FILE)]
    assert any(path.is_relative_to(settings.MEDIA_ROOT) for path in files)
    assert not {str(path): told for path in files if (told := leaks(path.read_bytes()) | leaks(str(path).encode()))}
    assert not [path for path in files if SCAN in path.read_bytes()]


def test_temporary_files_cache_and_log_are_silent(row: Petition, heard: io.StringIO, settings: Any) -> None:
    folder = Path(tempfile.gettempdir())
    fresh = [path for path in folder.glob("tmp*") if path.is_file() and path.stat().st_uid == Path(settings.HOME).stat().st_uid]
    assert not [path for path in fresh if leaks(path.read_bytes())]
    assert not leaks(pickle.dumps(getattr(cache, "_cache", {})))
    assert not leaks(heard.getvalue().encode())


PAGES = (
    "/don/", "/don/?xuat=xlsx", "/don/?q=quang+thi+my+le", "/don/{0}/", "/don/{0}/xem-nhanh/", "/don/{0}/danh-tinh/", "/don/{0}/tai-lieu/",
    "/don/{0}/ban-che/", "/don/{0}/bao-ve/", "/don/{0}/mau/", "/don/mo-danh-tinh/", "/tim/?q=0937551264", "/don/vu-viec/{1}/",
)  # fmt: skip


def test_pages_exports_and_sessions_are_silent(row: Petition, agencies: Any, settings: Any) -> None:
    from tests.sites.desk.people import official

    settings.TODAY = "2026-09-21"
    for role in ("clerk", "approver"):
        client = Client()
        client.force_login(official(role, agencies.thanh_tra))
        for page in PAGES:
            answer = client.get(page.format(row.pk, row.matter_id))
            assert answer.status_code == 200, page
            told = leaks(answer.content)
            typed = {"/don/?q=quang+thi+my+le": {"Quàng Thị Mỷ Lệ"}, "/tim/?q=0937551264": {"0937551264", "937551264"}}.get(page, set())
            assert not {secret for secret in told if not any(secret.lower() in each.lower() for each in typed)} or page in (
                "/don/?q=quang+thi+my+le",
                "/tim/?q=0937551264",
            ), (page, told)
            assert not leaks(repr(dict(client.session)).encode()), page


@pytest.mark.parametrize("refused", ["xyz", "tc-06", "kn-03"])
def test_refusals_and_error_reports_are_silent(row: Petition, pair: tuple[Actor, Actor], refused: str) -> None:
    with pytest.raises(GiaoBanError) as told:
        actions.write_letter(record=row, form=f"{refused}-x", by=pair[1])
    assert not leaks(told.value.text().encode())
    with pytest.raises(GiaoBanError) as large:
        actions.add_paper(record=row, content=b"MZ\x00" + SCAN, name=FILE_NAME, by=pair[0])
    assert not leaks(large.value.text().encode())


def test_report_of_a_crash_hides_what_was_open(row: Petition, rf: Any, settings: Any) -> None:
    """The page of technical details is for development only; an installation shows none of the values a crash stood on."""
    assert settings.DEBUG is False
    assert not getattr(settings, "ADMINS", [])
    assert "mail_admins" not in str(settings.LOGGING)


def test_duplicate_index_compares_without_naming(row: Petition) -> None:
    found = {
        table: told
        for table, cells in every_table(lambda table: None)
        if table.startswith("petitions_duplicate") and (told := leaks(cells))
    }
    assert not found
