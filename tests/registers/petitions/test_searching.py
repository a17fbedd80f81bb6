"""Searching letters the way officers type."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from giaoban.core.values.actors import Actor
from giaoban.registers.petitions import actions, queries
from giaoban.registers.petitions.models import Petition, Reception
from giaoban.registers.petitions.queries import PetitionFilter, ReceptionFilter
from giaoban.registers.petitions.sealing import Person

Letter = Callable[..., Petition]
pytestmark = pytest.mark.django_db


def ranked(actor: Actor, q: str) -> list[str]:
    return [row.number for rows in queries.ranking(actor, PetitionFilter(q=q)) for row in rows]


def found(actor: Actor, q: str) -> set[str]:
    return {row.number for row in queries.listing(actor, PetitionFilter(q=q))}


def test_exact_marks_come_before_the_same_letters(letter: Letter, actor: Actor) -> None:
    letter(summary="Khiếu nại hòa giải ở thôn")
    letter(summary="Khieu nai hoa giai o thon")
    assert ranked(actor, "hòa giải") == ["1/2026", "2/2026"]
    assert ranked(actor, "hoà giải") == ["1/2026", "2/2026"]
    assert ranked(actor, "hoa giai") == ["2/2026", "1/2026"]


def test_short_and_long_forms_find_one_another(letter: Letter, actor: Actor) -> None:
    letter(summary="UBND xã không trả lời đơn")
    letter(summary="Ủy ban nhân dân xã chậm trả lời")
    assert ranked(actor, "UBND xã") == ["1/2026", "2/2026"]
    assert ranked(actor, "uỷ ban nhân dân") == ["2/2026", "1/2026"]
    assert found(actor, "TAND") == set()


def test_old_and_new_place_names_find_one_another(letter: Letter, actor: Actor, agencies: Any) -> None:

    old = "xã Suối Ngàn"
    letter(summary=f"Tranh chấp đất tại {old}")
    letter(summary="Tranh chấp đất tại phường Ngàn Lau")
    assert set(ranked(actor, old)) == {"1/2026", "2/2026"}
    assert ranked(actor, old)[0] == "1/2026"
    assert ranked(actor, "phường Ngàn Lau") == ["2/2026", "1/2026"]


def test_numbers_and_their_pieces(letter: Letter, actor: Actor) -> None:
    letter(summary="Thửa đất số 2 tờ bản đồ 24")
    letter(summary="Đòi bồi thường cây trồng")
    assert found(actor, "số 2") == {"1/2026", "2/2026"}
    assert found(actor, "2/2026") == found(actor, "so 2/2026") == {"2/2026"}
    assert found(actor, "24") == {"1/2026"}


def test_syllable_is_a_whole_word_and_a_piece_begins_one(letter: Letter, actor: Actor) -> None:
    letter(summary="Lan truyền tin sai")
    assert found(actor, "an") == set()
    assert found(actor, "truy") == set()
    assert found(actor, "truyen") == found(actor, "truye") == {"1/2026"}


def test_changed_text_is_found_and_the_former_is_not(letter: Letter, actor: Actor) -> None:
    row = letter(summary="Kênh mương thủy lợi")
    actions.change(petition=row, summary="Đường vào thôn", by=actor)
    assert found(actor, "thủy lợi") == set()
    assert found(actor, "duong vao") == {"1/2026"}


def test_sealed_name_leaves_the_index(letter: Letter, actor: Actor) -> None:
    row = letter(summary="Ông Quách Văn Lẫm khiếu nại", person=Person(name="Quách Văn Lẫm"))
    assert found(actor, "quach") == {"1/2026"}
    actions.request_seal(petition=row, by=actor)
    assert found(actor, "quach") == set()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT block FROM petitions_petition_words_data")
            assert not any(b"quach" in bytes(block) or b"uach" in bytes(block) for (block,) in cursor.fetchall())


def test_the_gate_holds(letter: Letter, make_actor: Callable[..., Actor], agencies: Any) -> None:
    letter(summary="Hòa giải ở thôn")
    assert ranked(make_actor("clerk", agencies.xa_dong), "hòa giải") == []


def test_visits_are_searched_alike(visit: Callable[..., Reception], actor: Actor) -> None:
    visit(summary="Trình bày việc thi hành án")
    sets = queries.ranking_receptions(actor, ReceptionFilter(q="thi hanh an"))
    assert [row.number for rows in sets for row in rows] == ["1/2026"]


@pytest.mark.parametrize("q", ["'", '"', "%", "_", "AND", "* OR", ":", "a & b", "!x", "…", "(", "🙂"])
def test_signs_are_only_signs(letter: Letter, actor: Actor, q: str) -> None:
    letter()
    assert ranked(actor, q) in ([], ["1/2026"])


def test_index_of_words_serves_the_search(letter: Letter) -> None:
    letter()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("EXPLAIN QUERY PLAN SELECT rowid FROM petitions_petition_words WHERE petitions_petition_words MATCH '\"dat\"'")
        else:
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute("EXPLAIN SELECT id FROM petitions_petition WHERE to_tsvector('simple', folded) @@ to_tsquery('simple', 'dat')")
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "VIRTUAL TABLE INDEX" in plan or "petitions_petition_words" in plan
