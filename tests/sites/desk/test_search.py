"""One box over every register."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from giaoban.core.values.actors import Actor
from giaoban.registers.people.actions import create_person
from giaoban.registers.petitions.actions import register
from giaoban.registers.petitions.sealing import Person
from tests.factories.agencies import Agencies

pytestmark = pytest.mark.django_db


@pytest.fixture
def letter(actor: Actor, agencies: Agencies) -> Any:
    given = {"received_on": date(2026, 9, 14), "channel": "buu_chinh", "kind": "khieu_nai", "summary": "Bồi thường đất vườn thôn Bản Mế"}
    return register(agency=agencies.ban_tiep_cong_dan, person=Person(name="Nguyễn Văn Đức"), by=actor, **given)


def test_words_without_marks_find_letters_people_and_agencies(
    sign_in: Callable[..., Client], agencies: Agencies, actor: Actor, letter: Any, django_assert_max_num_queries: Any
) -> None:
    create_person(name="Lê Hoài Vườn", by=actor)
    client = sign_in("clerk", agencies.ban_tiep_cong_dan)
    with django_assert_max_num_queries(16):
        page = client.get(reverse("search:all"), {"q": "vuon"}).content.decode()
    assert "Bản Mế" in page
    assert "Lê Hoài Vườn" in page
    assert agencies.thanh_tra.name in client.get(reverse("search:all"), {"q": "thanh tra tinh"}).content.decode()
    assert letter.number in client.get(reverse("search:all"), {"q": letter.number}).content.decode()


def test_gate_holds_in_the_search(sign_in: Callable[..., Client], agencies: Agencies, letter: Any) -> None:
    assert "Bản Mế" not in sign_in("clerk", agencies.so_tu_phap).get(reverse("search:all"), {"q": "vuon"}).content.decode()
    assert "Bản Mế" not in sign_in("administrator").get(reverse("search:all"), {"q": "vuon"}).content.decode()


def test_nothing_found_says_what_to_try(sign_in: Callable[..., Client]) -> None:
    page = sign_in("leader").get(reverse("search:all"), {"q": "zzz<script>"}).content.decode()
    assert "Không thấy gì" in page
    assert "<script>" not in page.replace("<script src", "")
