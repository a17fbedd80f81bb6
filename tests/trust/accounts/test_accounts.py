from dataclasses import replace

import pytest

from giaoban.core.values.errors import Conflict, InvalidInput, NotAllowed, NotFound
from giaoban.trust.accounts import actions, queries
from giaoban.trust.accounts.choices import Event, Role
from giaoban.trust.accounts.models import User
from giaoban.trust.accounts.queries import UserFilter
from giaoban.trust.accounts.rules import reads_province, rights_of, role_sheets
from giaoban.trust.audit.models import Event as Row
from giaoban.trust.clocks.models import Clock

GOOD = "suoi-ngan-2026-x"
OTHER = "dong-lau-2026-y"

pytestmark = pytest.mark.django_db


def opened(by, username: str = "mau.nv", role: str = "clerk", **changes) -> User:
    given = {"full_name": "Nguyễn Văn Mẫu", "agency_ref": 7, "post": "Chuyên viên", "password": GOOD, **changes}
    return actions.create_user(username=username, role=role, by=by, **given)


def changed(user: User, by, **changes) -> User:
    given = {"full_name": user.full_name, "role": user.role, "agency_ref": user.agency_ref, "post": user.post, "is_active": True, **changes}
    return actions.change_user(user=user, by=by, **given)


@pytest.fixture
def administrator(make_actor):
    return make_actor("administrator", user_id=900)


def test_account_opened_by_an_administrator_must_change_the_password(administrator) -> None:
    user = opened(administrator)
    assert user.check_password(GOOD)
    assert (user.must_change_password, user.date_joined, str(user)) == (True, administrator.at, "Nguyễn Văn Mẫu")
    assert Row.objects.get().details == {"username": "mau.nv", "role": "clerk"}


def test_account_opened_on_the_server_keeps_its_password(actor) -> None:
    assert not opened(actor, "quan-tri", "administrator", agency_ref=None).must_change_password


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"role": "root"}, "role"),
        ({"username": "mẫu"}, "username"),
        ({"username": ""}, "username"),
        ({"username": "a b"}, "username"),
        ({"username": "a" * 151}, "username"),
        ({"full_name": "  "}, "full_name"),
        ({"full_name": "a" * 101}, "full_name"),
        ({"agency_ref": None}, "agency"),
        ({"password": "short"}, "password"),
        ({"password": "123456789012"}, "password"),
        ({"password": "nguyễn văn mẫu"}, "password"),
    ],
)
def test_bad_account_is_refused(actor, changes, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        opened(actor, **changes)
    assert refused.value.field == field
    assert not User.objects.exists()


def test_taken_name_is_refused_whatever_its_case(actor) -> None:
    opened(actor)
    with pytest.raises(Conflict):
        opened(actor, "MAU.NV")


@pytest.mark.parametrize("role", [r for r in Role if r != Role.ADMINISTRATOR])
def test_only_the_administrator_handles_accounts(actor, make_actor, role) -> None:
    user, by = opened(actor), make_actor(role, 7, user_id=901)
    with pytest.raises(NotAllowed):
        opened(by, "khac")
    with pytest.raises(NotAllowed):
        changed(user, by, role="administrator")
    with pytest.raises(NotAllowed):
        actions.set_password(user=user, password=OTHER, by=by)
    assert not queries.visible(by).exists()
    with pytest.raises(NotFound):
        queries.get(by, user.pk)


def test_last_administrator_stays(actor) -> None:
    last = opened(actor, "qt1", "administrator")
    for change in ({"is_active": False}, {"role": "clerk"}):
        with pytest.raises(Conflict, match="cuối cùng"):
            changed(last, actor, **change)
    opened(actor, "qt2", "administrator")
    assert not changed(last, actor, is_active=False).is_active


def test_closed_account_has_no_right(actor) -> None:
    user = changed(opened(actor), actor, is_active=False)
    assert queries.actor_of(user, at=actor.at).rights == frozenset()
    assert Row.objects.latest("seq").event == Event.USER_CLOSED


def test_change_to_the_same_writes_nothing(actor) -> None:
    user = opened(actor)
    changed(user, actor)
    assert Row.objects.count() == 1


def test_own_password_ends_the_duty_to_change(actor, administrator) -> None:
    user = opened(administrator)
    own = queries.actor_of(user, at=actor.at)
    with pytest.raises(InvalidInput, match="trùng"):
        actions.set_password(user=user, password=GOOD, by=own)
    actions.set_password(user=user, password=OTHER, by=own)
    user.refresh_from_db()
    assert user.check_password(OTHER)
    assert not user.must_change_password
    assert Row.objects.latest("seq").details == {"own": True}


def test_password_set_by_another_must_be_changed(actor, administrator) -> None:
    user = opened(actor)
    actions.set_password(user=user, password=OTHER, by=administrator)
    user.refresh_from_db()
    assert user.must_change_password


def test_log_in_keeps_the_moment(actor, at) -> None:
    user = opened(actor)
    actions.log_in(user=user, by=replace(actor, at=at(2026, 9, 21)))
    user.refresh_from_db()
    assert user.last_login == at(2026, 9, 21)
    assert Row.objects.latest("seq").event == Event.LOGGED_IN


def test_language_is_ones_own_choice(actor) -> None:
    user = opened(actor)
    own = queries.actor_of(user, at=actor.at)
    with pytest.raises(NotAllowed):
        actions.choose_language(user=user, language="en", by=actor)
    with pytest.raises(InvalidInput):
        actions.choose_language(user=user, language="fr", by=own)
    actions.choose_language(user=user, language="en", by=own)
    assert User.objects.get().language == "en"


def test_no_password_in_the_ledger(actor, administrator) -> None:
    user = opened(actor)
    actions.set_password(user=user, password=OTHER, by=administrator)
    assert not any(secret in str(row.details) for row in Row.objects.all() for secret in (GOOD, OTHER, user.password))


def test_listing_finds_names_without_marks(actor) -> None:
    opened(actor)
    opened(actor, "lan.tt", "leader", full_name="Trần Thị Đào Lan", agency_ref=None)
    assert [u.username for u in queries.listing(actor, UserFilter(q="dao lan"))] == ["lan.tt"]
    assert [u.username for u in queries.listing(actor, UserFilter(role="clerk", agency=7, active=True))] == ["mau.nv"]
    assert not queries.listing(actor, UserFilter(active=False)).exists()


def test_role_data_describe_every_role() -> None:
    assert set(role_sheets()) == set(Role)
    assert all(sheet.reach in ("agency", "province") and sheet.help and "*" not in sheet.rights for sheet in role_sheets().values())
    assert (rights_of("nobody"), reads_province("nobody")) == (frozenset(), False)


def test_administrator_and_auditor_read_no_petition() -> None:
    for role in ("administrator", "auditor"):
        assert not rights_of(role) & {"petitions.read", "identities.read", "identities.reveal", "cases.read"}


def test_gate_of_an_agency_and_of_a_province(make_actor) -> None:
    for number in (1, 2):
        Clock.objects.create(rule="x", ref_kind="petition", ref_id=number, agency_ref=number, started_on="2026-01-01", due_on="2026-01-05")
    seen = {role: queries.visible_to(make_actor(role, 1), Clock.objects.all()).count() for role in Role}
    assert seen == {"clerk": 1, "specialist": 2, "reporter": 1, "approver": 1, "leader": 2, "administrator": 2, "auditor": 0}


def test_gate_shuts_for_nobodys_agency_and_for_models_without_gate(actor, make_actor) -> None:
    Clock.objects.create(rule="x", ref_kind="petition", ref_id=1, agency_ref=None, started_on="2026-01-01", due_on="2026-01-05")
    assert not queries.visible_to(make_actor("clerk"), Clock.objects.all()).exists()
    Row.objects.create(seq=1, at=actor.at, actor_name="x", event="x", ref_kind="x", ref_id=1, previous="", digest="")
    assert not queries.visible_to(actor, Row.objects.all()).exists()


def test_gate_through_many_rows_gives_each_row_once(agencies, make_actor) -> None:
    from giaoban.registers.tasks.models import Task

    clerk = make_actor("clerk", agencies.so_tu_phap)
    sql = str(queries.visible_to(clerk, Task.objects.all()).query)
    assert "SELECT DISTINCT" not in sql
    assert sql.upper().count(" IN (SELECT ") == 1


def test_actor_reads_given_agencies_and_the_own(actor) -> None:
    user = opened(actor)
    assert queries.actor_of(user, at=actor.at, agencies=[3]).agencies == {3, 7}
    assert queries.user_facts([user.pk])[user.pk]["full_name"] == "Nguyễn Văn Mẫu"
    assert queries.user_named("mau.nv") == user
