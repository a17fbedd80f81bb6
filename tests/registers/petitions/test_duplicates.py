"""Repeats found at intake, across agencies and under seal; what a clerk says of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection, transaction

from giaoban.core.values.actors import Actor
from giaoban.core.values.errors import RefusedByLaw
from giaoban.registers.petitions.rules import PetitionRow
from giaoban.trust.vault.rules import Person
from tests.factories.agencies import Agencies

from .conftest import TAM

if TYPE_CHECKING:
    from giaoban.registers.petitions.models import Petition
    from giaoban.registers.petitions.queries import Suspect

pytestmark = pytest.mark.django_db

LONG = (
    "Gia đình tôi sử dụng thửa đất số 214, tờ bản đồ số 12, diện tích 1.350 m2 tại thôn Ba Lạch từ năm 1987. Ngày 5/6/2024, UBND huyện ban hành"
    " Quyết định số 1873/QĐ-UBND thu hồi đất để làm khu dân cư mới Khê Đông. Khi kiểm đếm, tổ công tác bỏ sót hai dãy chuồng trại và giếng khoan."
)  # fmt: skip
Letter = Callable[..., "Petition"]


def look(actor: Actor, text: str = LONG, person: Person = TAM, **values: Any) -> "list[Suspect]":
    from giaoban.registers.petitions.queries import suspects

    given = {"name": person.name, "birth_year": person.birth_year, "address": person.address, "phone": person.phone,
             "identity_no": person.identity_no, "received_on": date(2026, 9, 10), "kind": "khieu_nai", **values}  # fmt: skip
    return suspects(text=text, actor=actor, **given)


def test_typed_letter_finds_the_earlier_one_with_reasons(letter: Letter, actor: Actor) -> None:
    first = letter(summary=LONG)
    letter(summary="Đề nghị sửa đèn đường tổ 3 hỏng từ mùa mưa", person=Person(name="Lò Văn Pản"))
    found = look(actor, LONG.upper(), replace(TAM, name="Nguyễn Tám", phone=""))
    assert [(s.petition.pk if s.petition else 0, s.verdict) for s in found] == [(first.pk, "duplicate")]
    assert found[0].score > 0.9
    assert "cùng số định danh" in found[0].reasons
    assert any("1873" in reason or "214" in reason for reason in found[0].reasons)
    assert "Tám" not in str(found[0].reasons)


def test_same_person_with_another_matter_is_said_so(letter: Letter, actor: Actor) -> None:
    letter(summary="Đề nghị trả chế độ người có công cho mẹ tôi là thương binh nặng từ năm 1972")
    assert [s.verdict for s in look(actor)] == ["same_person"]


def test_sealed_letter_is_found_and_nobody_is_named(letter: Letter, actor: Actor) -> None:
    sealed = letter(kind="to_cao", summary=LONG)
    assert sealed.sealed
    found = look(actor, kind="to_cao")
    assert [s.verdict for s in found] == ["duplicate"]
    assert found[0].told.startswith("một đơn đã niêm phong tại")
    words = " ".join((found[0].told, *found[0].reasons))
    assert not any(secret in words for secret in ("Tám", "1961", "họ tên", "năm sinh", "định danh", "điện thoại"))


def test_a_name_alone_does_not_tell_of_a_sealed_letter(letter: Letter, actor: Actor) -> None:
    letter(kind="to_cao", summary=LONG)
    assert look(actor, text="Đề nghị sửa đèn đường tổ 3 hỏng từ mùa mưa, đi đêm rất nguy hiểm cho trẻ nhỏ") == []


def test_letter_of_another_agency_is_told_only_by_its_place(letter: Letter, agencies: Agencies, make_actor: Any, actor: Actor) -> None:
    letter(summary=LONG, agency=agencies.xa_dong)
    clerk = make_actor("clerk", agencies.ban_tiep_cong_dan)
    found = look(clerk)
    assert [s.verdict for s in found] == ["duplicate"]
    assert found[0].petition is None
    assert found[0].told.startswith("một đơn tại")
    assert not any("họ tên" in reason for reason in found[0].reasons)
    assert look(actor)[0].petition is not None


def test_database_without_the_key_holds_no_trait(letter: Letter, actor: Actor) -> None:
    """Red team: neither the keys nor the marks are what anyone computes without the vault's key, and equal writers do not look equal."""
    from giaoban.registers.petitions.models import DuplicateKey, DuplicateMark
    from giaoban.registers.petitions.rules.duplicates_index import box_of, writer_keys

    letter(kind="to_cao", summary=LONG)
    letter(kind="to_cao", summary=LONG)
    written = {"name": TAM.name, "birth_year": TAM.birth_year, "address": TAM.address, "phone": TAM.phone, "identity_no": TAM.identity_no}
    kept = set(DuplicateKey.objects.values_list("key", flat=True))
    for shift in (0, 16, 28):
        assert not kept & {(value >> shift) % 2**32 - 2**31 for value in writer_keys(**written)}  # type: ignore[arg-type]
    boxes = [bytes(box) for box in DuplicateMark.objects.values_list("box", flat=True)]
    assert len(set(boxes)) == 2
    assert boxes[0][6:] != boxes[1][6:]
    assert box_of(**written, mark=lambda value: value) not in {box[6:] for box in boxes}  # type: ignore[arg-type]


def test_key_that_cannot_be_read_finds_nothing_and_breaks_nothing(letter: Letter, actor: Actor, settings: Any) -> None:
    letter(summary=LONG)
    settings.VAULT_KEY_FILE = "/nowhere/vault.key"
    assert look(actor) == []


def test_changed_text_is_found_by_its_new_words(letter: Letter, actor: Actor) -> None:
    from giaoban.registers.petitions import actions

    row = letter(summary="Nội dung ghi nhầm của đơn khác")
    actions.change(petition=row, summary=LONG, by=actor)
    stranger = Person(name="Trần Văn Lợi", birth_year=1974)
    assert [s.verdict for s in look(actor, person=stranger)] in (["campaign"], ["same_matter"])


def test_loaded_letters_are_found(agencies: Agencies, actor: Actor) -> None:
    from giaoban.registers.petitions import actions
    from giaoban.registers.petitions.models import DuplicateRarity

    rows = [
        PetitionRow(agency_id=agencies.ban_tiep_cong_dan.pk, received_on=date(2026, 9, 1), channel="buu_chinh", kind="khieu_nai",
                    summary=LONG if i == 7 else f"Kiến nghị thứ {i} về việc sửa đường liên thôn {i * 31}", name=f"Vi Thị {'Tám' if i == 7 else 'Ót'}",
                    birth_year=1961 if i == 7 else 1930 + i, source_key=f"k{i}") for i in range(60)
    ]  # fmt: skip
    done = actions.load(rows=rows, by=actor)
    found = look(actor, person=Person(name="Vi Thị Tám", birth_year=1961))
    assert [s.petition.pk for s in found if s.petition and s.verdict == "duplicate"] == [done.ids["k7"]]
    assert DuplicateRarity.objects.get().letters == 60


def test_a_loading_that_fails_counts_nothing(agencies: Agencies, actor: Actor) -> None:
    from giaoban.registers.petitions import actions
    from giaoban.registers.petitions.queries.duplicate_index import rarity

    rows = [
        PetitionRow(agency_id=agencies.ban_tiep_cong_dan.pk, received_on=date(2026, 9, 1), channel="buu_chinh", kind="khieu_nai",
                    summary=f"Kiến nghị thứ {i} về việc sửa cầu", name=f"Vi Thị Ót {i}", source_key=f"r{i}") for i in range(60)
    ]  # fmt: skip
    with transaction.atomic():
        actions.load(rows=rows, by=actor)
        transaction.set_rollback(True)
    assert rarity().letters == 0


def test_rebuilding_gives_the_same_answers(letter: Letter, actor: Actor) -> None:
    from giaoban.registers.petitions import actions

    letter(kind="to_cao", summary=LONG)
    before = look(actor, kind="to_cao")
    assert actions.rebuild_duplicates(by=actor) == 1
    assert look(actor, kind="to_cao") == before


def test_refusal_hides_the_pair_until_it_is_taken_back(letter: Letter, actor: Actor) -> None:
    from giaoban.registers.petitions import actions
    from giaoban.registers.petitions.queries import suspected
    from giaoban.trust.audit.models import Event

    first, second = letter(summary=LONG), letter(summary=LONG, received_on=date(2026, 9, 5))
    assert [s.petition for s in suspected(second, actor)] == [first]
    made = actions.refuse_duplicate(petition=second, other=first, reason="hai thửa khác nhau", by=actor)
    assert actions.refuse_duplicate(petition=first, other=second, by=actor) == made
    assert suspected(second, actor) == suspected(first, actor) == []
    assert actions.take_back_refusal(petition=second, other=first, by=actor)
    assert not actions.take_back_refusal(petition=second, other=first, by=actor)
    assert [s.petition for s in suspected(second, actor)] == [first]
    names = list(Event.objects.order_by("pk").values_list("event", flat=True))[-2:]
    assert names == ["petitions.duplicate_refused", "petitions.duplicate_refusal_undone"]


def test_linked_letters_cannot_be_refused(letter: Letter, actor: Actor) -> None:
    from giaoban.registers.petitions import actions

    first, second = letter(summary=LONG), letter(summary=LONG, received_on=date(2026, 9, 5))
    second = actions.link_duplicate(petition=second, master=first, by=actor)
    with pytest.raises(RefusedByLaw):
        actions.refuse_duplicate(petition=second, other=first, by=actor)
    with pytest.raises(RefusedByLaw):
        actions.refuse_duplicate(petition=first, other=first, by=actor)


def test_sqlite_keeps_the_keys_without_a_second_tree() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite")
    with connection.cursor() as cursor:
        cursor.execute("SELECT sql FROM sqlite_master WHERE name = 'petitions_duplicatekey'")
        assert "WITHOUT ROWID" in cursor.fetchone()[0]


def test_seeking_takes_few_queries(letter: Letter, actor: Actor, django_assert_max_num_queries: Any) -> None:
    letter(summary=LONG)
    look(actor)
    with django_assert_max_num_queries(7):
        look(actor)
