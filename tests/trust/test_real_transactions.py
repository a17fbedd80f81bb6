"""Tests with real transactions (a server, a browser) may follow one another although the ledger refuses to be emptied."""

import pytest
from django.db import DatabaseError, connection, transaction

from giaoban.core.values.refs import RecordRef
from giaoban.trust.audit.actions import record
from giaoban.trust.audit.queries import verify


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", [1, 2])
def test_ledger_begins_empty_and_still_refuses(actor, turn) -> None:
    record(event="petitions.accepted", ref=RecordRef("petition", turn), by=actor)
    assert verify() == (1, None)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_event")
