"""Logging in and out, passwords, and the accounts an administrator keeps."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.trust.accounts.choices import Role
from giaoban.trust.accounts.models import User
from giaoban.trust.audit.models import Event
from tests.factories.agencies import Agencies

from .people import PASSWORD, official

pytestmark = pytest.mark.django_db


def test_log_in_opens_desk_and_is_kept_in_the_ledger(client: Client, agencies: Agencies) -> None:
    user = official("clerk", agencies.ban_tiep_cong_dan)
    answer = client.post(reverse("accounts:login"), {"username": user.username, "password": PASSWORD})
    assert answer.status_code == 302
    assert Event.objects.filter(event="accounts.logged_in", ref_id=user.pk).count() == 1


def test_wrong_password_is_a_kind_sentence_and_five_lock(client: Client, agencies: Agencies) -> None:
    user = official("clerk", agencies.ban_tiep_cong_dan)
    first = client.post(reverse("accounts:login"), {"username": user.username, "password": "sai mật khẩu"})
    assert "chưa đúng" in first.content.decode()
    for _ in range(4):
        last = client.post(reverse("accounts:login"), {"username": user.username, "password": "sai mật khẩu"})
    assert last.status_code == 429
    assert "15 phút" in last.content.decode()


def test_first_password_must_be_changed_before_anything_else(client: Client, agencies: Agencies) -> None:
    user = official("clerk", agencies.ban_tiep_cong_dan, must_change_password=True)
    client.force_login(user)
    assert client.get(reverse("petitions:list")).url == reverse("accounts:password")
    weak = client.post(reverse("accounts:password"), {"current": PASSWORD, "password": "ngan", "again": "ngan"})
    assert weak.status_code == 422
    different = client.post(reverse("accounts:password"), {"current": PASSWORD, "password": "Sông Lam nước chảy 7", "again": "khác"})
    assert "chưa giống nhau" in different.content.decode()
    done = client.post(
        reverse("accounts:password"), {"current": PASSWORD, "password": "Sông Lam nước chảy 7", "again": "Sông Lam nước chảy 7"}
    )
    assert done.status_code == 302
    user.refresh_from_db()
    assert user.check_password("Sông Lam nước chảy 7")
    assert not user.must_change_password


def test_administrator_lists_searches_creates_and_edits(
    sign_in: Callable[..., Client], agencies: Agencies, django_assert_max_num_queries: Any
) -> None:
    client = sign_in("administrator")
    given = {
        "username": "tran.b",
        "full_name": "Trần Thị Bưởi",
        "role": "clerk",
        "agency": agencies.ban_tiep_cong_dan.pk,
        "post": "Chuyên viên",
    }
    taken = client.post(reverse("accounts:create"), {**given, "password": "ngan"})
    assert taken.status_code == 422
    assert "Trần Thị Bưởi" in taken.content.decode()
    made = client.post(reverse("accounts:create"), {**given, "password": "Núi cao sông dài 12"})
    user = User.objects.get(username="tran.b")
    assert made.url == reverse("accounts:detail", args=[user.pk])
    with django_assert_max_num_queries(12):
        page = client.get(reverse("accounts:list"), {"q": "buoi"}).content.decode()
    assert "Trần Thị Bưởi" in page
    assert Role.CLERK.label in client.get(made.url).content.decode()
    client.post(reverse("accounts:edit", args=[user.pk]), {**given, "post": "Trưởng phòng", "is_active": ""})
    user.refresh_from_db()
    assert user.post == "Trưởng phòng"
    assert not user.is_active


def test_clerk_may_not_open_accounts(sign_in: Callable[..., Client], agencies: Agencies) -> None:
    client = sign_in("clerk", agencies.ban_tiep_cong_dan)
    assert client.get(reverse("accounts:list")).status_code == 403
    assert client.post(reverse("accounts:create"), {}).status_code == 403


def test_stranger_is_led_to_the_door(client: Client) -> None:
    assert client.get(reverse("petitions:list")).url.startswith(reverse("accounts:login"))


def test_language_is_switched_and_kept(sign_in: Callable[..., Client]) -> None:
    client = sign_in("leader")
    answer = client.post(reverse("shell:language"), {"next": "https://noi-khac.vn/"})
    assert answer.url == "/"
    assert User.objects.get().language == "en"
    assert Event.objects.filter(event="accounts.language_chosen").count() == 1
