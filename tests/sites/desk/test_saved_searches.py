"""Searches kept under a name, and what is new in them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from giaoban.core.values.actors import Actor
from giaoban.trust.vault.rules import Person

pytestmark = pytest.mark.django_db
SignIn = Callable[..., Client]


def letter(actor: Actor, agency: Any, summary: str) -> None:
    from giaoban.registers.petitions import actions

    actions.register(
        agency=agency, received_on=date(2026, 9, 1), channel="buu_chinh", kind="khieu_nai", summary=summary,
        person=Person(name="Giàng Thị Mỷ"), by=actor,
    )  # fmt: skip


def keep(client: Client, **more: str) -> Any:
    given = {"page": "petitions", "query": "kind=khieu_nai&q=kênh&after=1~x&state=", "name": "Kênh mương", **more}
    return client.post("/tim/luu/", given, follow=True)


def test_saved_search_tells_what_is_new_until_it_is_opened(sign_in: SignIn, actor: Actor, agencies: Any) -> None:
    clerk = sign_in("clerk", agencies.ban_tiep_cong_dan)
    letter(actor, agencies.ban_tiep_cong_dan, "Kênh mương bị lấp")
    assert "Đã lưu phép tìm “Kênh mương”" in keep(clerk).content.decode()
    assert "1 mới" not in clerk.get("/don/").content.decode()
    letter(actor, agencies.ban_tiep_cong_dan, "Kênh thủy lợi cạn nước")
    letter(actor, agencies.ban_tiep_cong_dan, "Đường vào thôn")
    assert "1 mới" in clerk.get("/don/").content.decode()
    assert "Kênh mương" in clerk.get("/").content.decode()
    from giaoban.trust.accounts.models import SavedSearch

    opened = clerk.get(f"/tim/luu/{SavedSearch.objects.get().pk}/", follow=True).content.decode()
    assert "Kênh thủy lợi" in opened
    assert "Đường vào thôn" not in opened
    assert "1 mới" not in opened


def test_new_letters_beyond_the_gate_are_not_counted(sign_in: SignIn, actor: Actor, agencies: Any) -> None:
    clerk = sign_in("clerk", agencies.ban_tiep_cong_dan)
    keep(clerk)
    letter(actor, agencies.xa_dong, "Kênh mương nơi khác")
    assert "1 mới" not in clerk.get("/don/").content.decode()


def test_search_is_shared_in_the_agency_only_when_asked(sign_in: SignIn, actor: Actor, agencies: Any) -> None:
    keep(sign_in("clerk", agencies.ban_tiep_cong_dan))
    other, far = sign_in("reporter", agencies.ban_tiep_cong_dan), sign_in("clerk", agencies.xa_dong)
    assert "Kênh mương" not in other.get("/don/").content.decode()
    keep(sign_in("clerk", agencies.ban_tiep_cong_dan), shared="1", name="Kênh chung")
    assert "Kênh chung" in other.get("/don/").content.decode()
    assert "Kênh chung" not in far.get("/don/").content.decode()


def test_only_its_owner_gives_a_search_up(sign_in: SignIn, agencies: Any) -> None:
    from giaoban.trust.accounts.models import SavedSearch

    owner, other = sign_in("clerk", agencies.ban_tiep_cong_dan), sign_in("reporter", agencies.ban_tiep_cong_dan)
    keep(owner, shared="1")
    pk = SavedSearch.objects.get().pk
    assert other.post(f"/tim/luu/{pk}/bo/").status_code == 403
    assert owner.post(f"/tim/luu/{pk}/bo/").status_code == 302
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(
    ("more", "sentence"), [({"name": " "}, "Đặt tên"), ({"query": ""}, "Chọn ít nhất một điều kiện"), ({"name": "x" * 61}, "tối đa 60")]
)
def test_refusal_is_a_sentence(sign_in: SignIn, agencies: Any, more: dict[str, str], sentence: str) -> None:
    assert sentence in keep(sign_in("clerk", agencies.ban_tiep_cong_dan), **more).content.decode()
