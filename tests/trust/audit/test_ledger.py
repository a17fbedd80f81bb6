import ast
import threading
from dataclasses import replace
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

import giaoban
from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit import actions, queries
from giaoban.trust.audit.models import Event
from giaoban.trust.audit.queries import LedgerFilter
from giaoban.trust.audit.rules import GENESIS, event_facts, event_hash, first_break

REF = RecordRef("petition", 1)


def write(by, count: int = 3) -> None:
    actions.record_many(entries=[("petitions.accepted", REF, {"n": n, "text": "Đơn số 1"}) for n in range(count)], by=by)


def tamper(sql: str) -> None:
    """What somebody with the password of the database would do: take the triggers away, then write."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("ALTER TABLE audit_event DISABLE TRIGGER USER")
        else:
            cursor.execute("DROP TRIGGER audit_event_no_update")
            cursor.execute("DROP TRIGGER audit_event_no_delete")
        cursor.execute(sql)


def test_facts_hold_every_column(at) -> None:
    plain = event_facts(1, at(), (1, "Cán bộ", 2), "x", "petition:1", {})
    others = [
        event_facts(2, at(), (1, "Cán bộ", 2), "x", "petition:1", {}),
        event_facts(1, at() + timedelta(microseconds=1), (1, "Cán bộ", 2), "x", "petition:1", {}),
        event_facts(1, at(), (3, "Cán bộ", 2), "x", "petition:1", {}),
        event_facts(1, at(), (1, "Người khác", 2), "x", "petition:1", {}),
        event_facts(1, at(), (1, "Cán bộ", 3), "x", "petition:1", {}),
        event_facts(1, at(), (1, "Cán bộ", 2), "y", "petition:1", {}),
        event_facts(1, at(), (1, "Cán bộ", 2), "x", "petition:2", {}),
        event_facts(1, at(), (1, "Cán bộ", 2), "x", "petition:1", {"a": 1}),
    ]
    assert len({event_hash(GENESIS, facts) for facts in [plain, *others]}) == 9


def test_first_break_names_a_missing_number(at) -> None:
    facts = event_facts(2, at(), (None, "Hệ thống", None), "x", "petition:1", {})
    assert list(first_break([(2, GENESIS, event_hash(GENESIS, facts), facts)])) == [1]


@pytest.mark.django_db
def test_chain_of_an_honest_ledger_holds(actor) -> None:
    assert queries.verify() == (0, None)
    write(actor)
    write(replace(actor, user_id=5, agency_id=9), 2)
    assert queries.verify() == (5, None)
    assert Event.objects.get(seq=1).previous == GENESIS


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sql", "broken"),
    [
        ("UPDATE audit_event SET actor_name = 'Nguyễn Văn Khác' WHERE seq = 2", 2),
        ("UPDATE audit_event SET agency_ref = 99 WHERE seq = 3", 3),
        ("UPDATE audit_event SET details = '{\"n\": 7}' WHERE seq = 1", 1),
        ("UPDATE audit_event SET digest = previous WHERE seq = 2", 2),
        ("DELETE FROM audit_event WHERE seq = 2", 2),
        ("DELETE FROM audit_event WHERE seq = 1", 1),
    ],
)
def test_chain_shows_where_it_was_changed(actor, sql, broken) -> None:
    write(actor)
    tamper(sql)
    assert queries.verify()[1] == broken


@pytest.mark.django_db
@pytest.mark.parametrize("sql", ["UPDATE audit_event SET event = 'x'", "DELETE FROM audit_event"])
def test_database_refuses(actor, sql) -> None:
    write(actor)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.all().delete() if sql.startswith("DELETE") else Event.objects.update(event="x")
    assert queries.verify() == (3, None)


@pytest.mark.django_db
def test_database_refuses_to_empty_the_ledger(actor) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite knows no TRUNCATE")
    write(actor)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_event")


@pytest.mark.django_db
def test_record_undone_with_its_action(actor) -> None:
    def fail_after_writing() -> None:
        with transaction.atomic():
            write(actor)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_after_writing()
    assert queries.verify() == (0, None)


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_chain(actor) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("on SQLite in memory all threads share one connection; IMMEDIATE is the lock of a file")
    failures: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                write(actor, 2)
        except BaseException as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert queries.verify() == (80, None)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "sees"),
    [("clerk", 0), ("specialist", 0), ("reporter", 0), ("approver", 0), ("leader", 0), ("administrator", 3), ("auditor", 3)],
)
def test_ledger_is_for_its_readers(actor, make_actor, role, sees) -> None:
    write(actor)
    assert queries.ledger(make_actor(role)).count() == sees


@pytest.mark.django_db
def test_listing_by_person_kind_event_and_vietnamese_day(actor, at) -> None:
    write(replace(actor, at=at(2026, 9, 20, 0, 30)), 1)
    actions.record(event="tasks.assigned", ref=RecordRef("task", 4), by=replace(actor, user_id=8, name="Trần Thị Mẫu", at=at(2026, 9, 21)))

    def found(**wanted) -> list[int]:
        return [e.seq for e in queries.listing(actor, LedgerFilter(**wanted))]

    assert found() == [2, 1]
    assert found(start=date(2026, 9, 20), end=date(2026, 9, 20)) == [1]
    assert found(end=date(2026, 9, 19)) == []
    assert found(q="Trần") == found(user=8) == found(kind="task") == found(event="tasks.assigned") == [2]


@pytest.mark.django_db
def test_history_and_latest_of_a_record(actor) -> None:
    write(actor)
    other = RecordRef("petition", 2)
    actions.record(event="petitions.closed", ref=other, by=actor)
    assert [e.seq for e in queries.history(REF)] == [1, 2, 3]
    assert {ref: e.seq for ref, e in queries.latest([REF, other]).items()} == {REF: 3, other: 4}
    assert queries.latest([]) == {}


def rooms_with_events() -> dict[str, type]:
    found = {}
    for config in apps.get_app_configs():
        if config.name.startswith("giaoban."):
            events = getattr(import_module(f"{config.name}.choices"), "Event", None) if _has_choices(config.path) else None
            if events:
                found[config.name] = events
    return found


def _has_choices(path: str) -> bool:
    return Path(path, "choices.py").exists() or Path(path, "choices").is_dir()


def test_every_event_of_every_room_has_words() -> None:
    words = queries.words()
    events = [event for room in rooms_with_events().values() for event in room]
    assert len(events) == len(set(events)) == len(words)
    assert all(words[event].strip() for event in events)
    assert words["clocks.started"] == "bắt đầu tính thời hạn"


def test_every_event_fits_its_column_and_names_its_place() -> None:
    for room in rooms_with_events().values():
        for event in room:
            assert len(event) <= 60
            assert [part.isidentifier() for part in event.split(".")] == [True, True]


def test_every_event_written_by_an_action_exists() -> None:
    root = Path(giaoban.__file__).parent
    missing = []
    for name, room in rooms_with_events().items():
        folder = root.joinpath(*name.split(".")[1:])
        for path in [*folder.glob("actions.py"), *folder.glob("actions/*.py")]:
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                named = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Event"
                if named and node.attr not in {*room.__members__, "objects"}:
                    missing.append(f"{path}: Event.{node.attr}")
    assert missing == []
