"""What goes wrong at a desk: two clerks on one letter, days that cannot be, strange letters, many clicks at once."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import Conflict, InvalidInput

if TYPE_CHECKING:
    from giaoban.registers.petitions.models import Petition

pytestmark = pytest.mark.django_db
Letter = Callable[..., "Petition"]


def test_two_clerks_on_one_letter(letter: Letter, actor: Actor, actions: Any) -> None:
    row = letter(kind="to_cao")
    opened = row.version
    actions.add_forwarder(petition=row, body="Báo Hà Lam", received_on=date(2026, 9, 2), version=opened, by=actor)
    with pytest.raises(Conflict, match="Người khác vừa sửa"):
        actions.change(petition=row, summary="Nội dung khác", version=opened, by=actor)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"received_on": date(2026, 9, 25)}, "received_on"),
        ({"written_on": date(2026, 9, 2)}, "written_on"),
        ({"person": {"name": "Nguyễn Thị Tám", "birth_year": 2031}}, "birth_year"),
        ({"person": {"name": "Ă" * 500}}, "name"),
        ({"person": {"name": "Nguyễn 😀 Tám"}}, "name"),
    ],
)
def test_bad_input_is_a_sentence_naming_its_field(letter: Letter, values: dict[str, Any], field: str) -> None:
    from giaoban.registers.petitions.sealing import Person

    if "person" in values:
        values = {**values, "person": Person(**values["person"])}
    with pytest.raises(InvalidInput) as refused:
        letter(**values)
    assert refused.value.field == field
    assert refused.value.text().endswith(".")


def test_direction_marks_are_dropped_and_emoji_of_a_story_kept(letter: Letter) -> None:
    row = letter(summary="Đường \u202ehỏng\u202c 😀")
    assert row.summary == "Đường hỏng 😀"


def test_decision_before_acceptance_is_refused(letter: Letter, actor: Actor, actions: Any) -> None:
    with pytest.raises(InvalidInput, match="trước ngày thụ lý"):
        actions.decide(petition=letter(until="da_thu_ly"), on=date(2026, 9, 2), number="9/QĐ", outcome="dung", by=actor)


def test_clicks_at_once_on_sqlite_make_one_letter_for_each_form(tmp_path: Path) -> None:
    """Six requests of three forms at the same moment: three letters, numbers without a gap, every request answered."""
    ours = {**os.environ, "GIAOBAN_HOME": str(tmp_path), "PYTHONPATH": "src:."}
    ours.pop("GIAOBAN_DATABASE", None)
    done = subprocess.run(
        [sys.executable, "-m", "tests.registers.petitions.clicks"], env=ours, capture_output=True, text=True, timeout=120, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout.splitlines()[-1]) == {"answered": 6, "letters": 3, "numbers": [1, 2, 3], "last": 3}


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(not os.environ.get("GIAOBAN_DATABASE"), reason="two writers in one process need PostgreSQL")
def test_one_key_from_clicks_at_once_is_one_letter(letter: Letter) -> None:
    """The same with threads of one process on PostgreSQL."""
    from django.db import connection

    from giaoban.registers.petitions.models import NumberSeries, Petition

    found: list[Any] = []

    def click(key: str) -> None:
        try:
            found.append(letter(key=key).pk)
        finally:
            connection.close()

    threads = [threading.Thread(target=click, args=(key,)) for key in ("a", "a", "b", "a")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(found), len(set(found))) == (4, 2)
    assert sorted(Petition.objects.values_list("seq", flat=True)) == [1, 2]
    assert NumberSeries.objects.get(book="don").last == 2
