import pytest
from django.apps import apps
from django.db import connection

from giaoban.core.values.errors import InvalidInput, NotAllowed, NotFound, RefusedByLaw
from giaoban.core.values.refs import RecordRef
from giaoban.core.words.text import fold
from giaoban.trust.audit.models import Event as Row
from giaoban.trust.vault import actions, queries
from giaoban.trust.vault.choices import Trait
from giaoban.trust.vault.models import Fingerprint, Identity, Reveal
from giaoban.trust.vault.rules import Person

REF = RecordRef("petition", 1)
SECRET = Person(
    name="Vàng Thị Giả Định",
    birth_year=1969,
    address="Bản Suối Ngàn Thử",
    place="xã Khê Đông",
    phone="0912340987",
    identity_no="001169123456",
)
OPEN = Person(name="Hoàng Văn Công Khai", phone="0987001122")
MOTIVE = "Xác minh nội dung tố cáo theo Quyết định 12/QĐ"
WANTED = {"purpose": "xac_minh", "parts": ["name", "birth_year", "address", "phone", "identity_no"]}

pytestmark = pytest.mark.django_db


@pytest.fixture
def ids(actor) -> list[int]:
    """The sealed and the open identity."""
    return actions.close(people=[(SECRET, True), (OPEN, False)], by=actor)


@pytest.fixture
def asker(make_actor):
    return make_actor("clerk", 7, user_id=44, name="Cán bộ thử")


@pytest.fixture
def second(make_actor):
    return make_actor("approver", 7, user_id=45, name="Lãnh đạo thử")


def agreed(identity: int, asker, second, **changes):
    opening = actions.ask(identity_id=identity, ref=REF, motive=MOTIVE, by=asker, **(WANTED | changes))
    return actions.answer(opening=opening, agreed=True, by=second)


def look(identity: int, by, **changes):
    return actions.look(identity_id=identity, ref=REF, by=by, **(WANTED | changes))


def everything_stored() -> bytes:
    """Every cell of every table, as bytes."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            for row in cursor.fetchall():
                found += [bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row]
    return b"\n".join(found)


def test_no_cell_of_the_database_names_anybody(actor, ids, asker, second) -> None:
    agreed(ids[0], asker, second)
    assert look(ids[0], asker) == SECRET
    actions.change_seal(identity_id=ids[0], sealed=False, ref=REF, paper="Văn bản ngày 1/9/2026", by=actor)
    stored = everything_stored()
    assert MOTIVE.encode() in stored
    for person in (SECRET, OPEN):
        texts = [person.name, person.address, person.phone, person.identity_no]
        for text in [t for t in texts if t]:
            for form in (text, text.upper(), fold(text), text.replace(" ", ""), " ".join(text.split()[-2:])):
                assert form.encode() not in stored, form
                assert form.encode("utf-16-le") not in stored, form


def test_equal_people_have_unequal_boxes(actor) -> None:
    a, b = actions.close(people=[(SECRET, True), (SECRET, True)], by=actor)
    boxes = [bytes(Identity.objects.get(pk=pk).box) for pk in (a, b)]
    assert boxes[0][:12] != boxes[1][:12]
    assert boxes[0] != boxes[1]


def test_sealed_identity_is_not_opened_in_passing(ids) -> None:
    assert queries.persons(ids) == {ids[1]: OPEN}
    assert queries.persons(ids, sealed=True) == {ids[0]: SECRET, ids[1]: OPEN}


def test_sealed_identity_is_not_found_by_name(ids) -> None:
    assert not queries.matching(Trait.NAME, fold(SECRET.name)).exists()
    assert queries.matching(Trait.NAME, fold(SECRET.name), sealed=True).get().identity_id == ids[0]
    assert queries.matching(Trait.PHONE, "987001122").get().identity_id == ids[1]


def test_look_leaves_who_when_why_which_parts_and_by_whose_agreement(ids, asker, second) -> None:
    agreed(ids[0], asker, second, parts=["name", "phone"])
    assert look(ids[0], asker) == Person(name=SECRET.name, phone=SECRET.phone)
    kept = queries.reveals_of(ids[0]).get()
    assert (kept.asked_by, kept.motive, kept.ref_id, kept.at, kept.parts) == (44, MOTIVE, 1, asker.at, ["name", "phone"])
    row = Row.objects.get(event="vault.revealed")
    assert (row.actor_name, row.details["approved_by"]) == ("Cán bộ thử", "Lãnh đạo thử")


def test_nobody_looks_before_a_second_person_agrees(ids, asker, second) -> None:
    with pytest.raises(NotAllowed, match="người thứ hai"):
        look(ids[0], asker)
    opening = actions.ask(identity_id=ids[0], ref=REF, motive=MOTIVE, by=asker, **WANTED)
    with pytest.raises(NotAllowed):
        look(ids[0], asker)
    actions.answer(opening=opening, agreed=False, reason="Việc này không cần biết tên", by=second)
    with pytest.raises(NotAllowed):
        look(ids[0], asker)
    assert not Reveal.objects.exists()


def test_asker_does_not_agree_with_himself(make_actor, ids) -> None:
    leader = make_actor("approver", 7, user_id=46)
    opening = actions.ask(identity_id=ids[0], ref=REF, motive=MOTIVE, by=leader, **WANTED)
    with pytest.raises(NotAllowed, match="người thứ hai"):
        actions.answer(opening=opening, agreed=True, by=leader)


@pytest.mark.parametrize("role", ["clerk", "specialist", "reporter", "leader", "administrator", "auditor"])
def test_only_the_right_agrees(make_actor, ids, asker, role) -> None:
    opening = actions.ask(identity_id=ids[0], ref=REF, motive=MOTIVE, by=asker, **WANTED)
    with pytest.raises(NotAllowed):
        actions.answer(opening=opening, agreed=True, by=make_actor(role, 7, user_id=50))


def test_opening_is_the_askers_alone_for_one_purpose_and_one_record(make_actor, ids, asker, second) -> None:
    agreed(ids[0], asker, second)
    for other in (second, make_actor("clerk", 7, user_id=47)):
        with pytest.raises(NotAllowed):
            look(ids[0], other)
    with pytest.raises(NotAllowed):
        look(ids[0], asker, purpose="gui_van_ban")
    with pytest.raises(NotAllowed):
        actions.look(identity_id=ids[0], ref=RecordRef("petition", 2), by=asker, **WANTED)
    with pytest.raises(NotAllowed):
        look(ids[0], asker, parts=["originals"])


def test_opening_ends_by_itself_and_when_shut(make_actor, at, ids, asker, second) -> None:
    opening = agreed(ids[0], asker, second)
    later = make_actor("clerk", 7, at(2026, 9, 20, 9, 29), user_id=44)
    assert look(ids[0], later) == SECRET
    with pytest.raises(NotAllowed):
        look(ids[0], make_actor("clerk", 7, at(2026, 9, 20, 9, 30), user_id=44))
    actions.shut(opening=opening, by=later)
    with pytest.raises(NotAllowed):
        look(ids[0], later)
    assert [row.event for row in Row.objects.order_by("seq")] == ["vault.asked", "vault.agreed", "vault.revealed", "vault.shut"]


def test_request_nobody_answers_lapses(make_actor, at, ids, asker) -> None:
    opening = actions.ask(identity_id=ids[0], ref=REF, motive=MOTIVE, by=asker, **WANTED)
    with pytest.raises(RefusedByLaw, match="7 ngày"):
        actions.answer(opening=opening, agreed=True, by=make_actor("approver", 7, at(2026, 9, 28), user_id=45))


def test_same_request_twice_is_one(ids, asker) -> None:
    first, again = (actions.ask(identity_id=ids[0], ref=REF, motive=MOTIVE, by=asker, **WANTED) for _ in range(2))
    assert first.pk == again.pk
    assert Row.objects.count() == 1


@pytest.mark.parametrize("role", ["specialist", "reporter", "leader", "administrator", "auditor"])
def test_asking_is_refused_without_the_right(make_actor, ids, role) -> None:
    with pytest.raises(NotAllowed):
        actions.ask(identity_id=ids[0], ref=REF, motive=MOTIVE, by=make_actor(role, 7), **WANTED)


def test_command_on_the_server_opens_nothing(actor, ids) -> None:
    with pytest.raises(NotAllowed, match="tài khoản"):
        actions.ask(identity_id=ids[0], ref=REF, motive=MOTIVE, by=actor, **WANTED)


@pytest.mark.parametrize("changes", [{"motive": "  xem  "}, {"purpose": "tò mò"}, {"parts": []}, {"parts": ["soul"]}])
def test_asking_needs_a_reason_a_purpose_and_parts(ids, asker, changes) -> None:
    with pytest.raises(InvalidInput):
        actions.ask(identity_id=ids[0], ref=REF, by=asker, **({"motive": MOTIVE} | WANTED | changes))


def test_asking_for_nobody_is_a_sentence(asker) -> None:
    with pytest.raises(NotFound):
        actions.ask(identity_id=404, ref=REF, motive=MOTIVE, by=asker, **WANTED)


def test_sealed_content_comes_back_only_with_the_key(settings, tmp_path) -> None:
    told = {"name": "Đơn của Vàng Thị Giả Định.pdf", "type": "application/pdf"}
    box, again = queries.lock_content(b"%PDF-1.7 x", told), queries.lock_content(b"%PDF-1.7 x", told)
    assert box != again
    assert b"%PDF" not in box
    assert queries.open_content(box) == (b"%PDF-1.7 x", told)
    with pytest.raises(NotAllowed):
        queries.open_content(box[:-1] + bytes([box[-1] ^ 1]))
    settings.VAULT_KEY_FILE = tmp_path / "vault.key"
    settings.VAULT_KEY_FILE.write_text("11" * 32)
    with pytest.raises(NotAllowed, match="không mở được"):
        queries.open_content(box)


def test_unsealing_needs_the_denouncers_paper(actor, ids) -> None:
    with pytest.raises(InvalidInput, match="văn bản"):
        actions.change_seal(identity_id=ids[0], sealed=False, ref=REF, paper=" ", by=actor)
    actions.change_seal(identity_id=ids[0], sealed=False, ref=REF, paper="Văn bản 1/9/2026", by=actor)
    actions.change_seal(identity_id=ids[0], sealed=False, ref=REF, paper="Văn bản 1/9/2026", by=actor)
    assert set(queries.persons(ids)) == set(ids)
    assert Row.objects.count() == 1


@pytest.mark.parametrize("content", [None, "", "5a5a", "không phải khóa", "5a" * 65])
def test_bad_key_is_a_sentence_and_seals_nothing(actor, settings, tmp_path, content) -> None:
    settings.VAULT_KEY_FILE = tmp_path / "vault.key"
    if content is not None:
        settings.VAULT_KEY_FILE.write_text(content)
    with pytest.raises(NotAllowed, match=r"vault\.key"):
        actions.close(people=[(SECRET, True)], by=actor)
    assert not Identity.objects.exists()


def test_other_key_opens_nothing(settings, tmp_path, ids) -> None:
    settings.VAULT_KEY_FILE = tmp_path / "vault.key"
    settings.VAULT_KEY_FILE.write_text("11" * 32)
    with pytest.raises(NotAllowed, match="không mở được"):
        queries.persons(ids)
    assert not queries.matching(Trait.PHONE, "987001122").exists()


def test_box_moved_under_another_key_name_stays_shut(ids) -> None:
    Identity.objects.filter(pk=ids[1]).update(key_name="0" * 16)
    with pytest.raises(NotAllowed):
        queries.persons([ids[1]])


def test_thirty_thousand_people_close_in_one_go(actor) -> None:
    people = [
        (
            Person(name=f"Lò Văn Thử {n:05d}", birth_year=1950 + n % 50, place=f"xã {n % 90}", phone=f"09{n:08d}", identity_no=f"{n:012d}"),
            n % 3 == 0,
        )
        for n in range(30_000)
    ]
    numbers = actions.close(people=people, by=actor)
    assert len(set(numbers)) == 30_000
    assert Fingerprint.objects.count() >= 8 * 30_000
