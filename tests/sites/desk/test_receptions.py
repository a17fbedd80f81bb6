"""The book of receiving citizens on the desk."""

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from giaoban.registers.petitions.models import Petition, Reception
from tests.factories.agencies import Agencies

pytestmark = pytest.mark.django_db
NAME = "Thào A Lềnh"


def typed(agencies: Agencies, **changes: Any) -> dict[str, Any]:
    return {
        "agency": agencies.ban_tiep_cong_dan.pk,
        "received_on": "14/9/2026",
        "kind": "thuong_xuyen",
        "mode": "truc_tiep",
        "receiver": "Đ/c Lò Thị Xuân",
        "name": NAME,
        "address": "Thôn Suối Ngàn",
        "identity_no": "001099000123",
        "people": "1",
        "same_matter_people": "1",
        "petition_kind": "khieu_nai",
        "summary": "Đề nghị xem lại mức bồi thường đất vườn",
        "key": "r1",
        **changes,
    }


@pytest.fixture
def clerk(sign_in: Callable[..., Client], agencies: Agencies) -> Client:
    return sign_in("clerk", agencies.ban_tiep_cong_dan)


@pytest.fixture
def turn(clerk: Client, agencies: Agencies) -> Reception:
    clerk.post(reverse("receptions:create"), typed(agencies))
    return Reception.objects.get()


def test_turn_is_entered_once_for_two_clicks(clerk: Client, agencies: Agencies, turn: Reception) -> None:
    again = clerk.post(reverse("receptions:create"), typed(agencies))
    assert again.url == reverse("receptions:detail", args=[turn.pk])
    assert Reception.objects.count() == 1
    assert turn.received_on == date(2026, 9, 14)


def test_list_search_and_detail(clerk: Client, turn: Reception, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(18):
        page = clerk.get(reverse("receptions:list"), {"q": "boi thuong"}).content.decode()
    assert NAME in page
    assert "đất vườn" in page
    assert "đất vườn" not in clerk.get(reverse("receptions:list"), {"answered": "1"}).content.decode()
    assert "đất vườn" in clerk.get(reverse("receptions:list"), {"answered": "0"}).content.decode()
    assert "ghi lượt tiếp công dân" in clerk.get(reverse("receptions:detail", args=[turn.pk])).content.decode()
    assert clerk.get(reverse("receptions:panel", args=[turn.pk])).status_code == 200


def test_delegated_standing_reception_is_refused_beside_its_field(clerk: Client, agencies: Agencies) -> None:
    answer = clerk.post(reverse("receptions:create"), typed(agencies, delegated="on"))
    assert answer.status_code == 422
    assert "ủy quyền" in answer.content.decode()
    assert "đất vườn" in answer.content.decode()
    assert not Reception.objects.exists()


def test_answer_is_one_of_four_and_only_once(clerk: Client, turn: Reception) -> None:
    url = reverse("receptions:answer", args=[turn.pk])
    assert clerk.post(url, {"on": "16/9/2026"}).status_code == 422
    assert clerk.post(url, {"answer": "thu_ly", "on": "16/9/2026", "version": turn.version}).status_code == 302
    other = clerk.post(url, {"answer": "tu_choi", "on": "17/9/2026"})
    assert other.status_code == 422
    assert "chỉ có một kết quả trả lời" in other.content.decode()
    turn.refresh_from_db()
    assert turn.answer == "thu_ly"


def test_edit_keeps_the_person_when_left_empty(clerk: Client, agencies: Agencies, turn: Reception) -> None:
    given = typed(agencies, name="", address="", identity_no="", summary="Đề nghị xem lại giá đất", version=turn.version)
    assert clerk.post(reverse("receptions:edit", args=[turn.pk]), given).status_code == 302
    page = clerk.get(reverse("receptions:detail", args=[turn.pk])).content.decode()
    assert NAME in page
    assert "giá đất" in page


def test_letter_goes_into_the_book_of_petitions(clerk: Client, turn: Reception) -> None:
    answer = clerk.post(reverse("receptions:petition", args=[turn.pk]), {"channel": "tiep_cong_dan"})
    letter = Petition.objects.get()
    assert answer.url == reverse("petitions:detail", args=[letter.pk])
    assert letter.reception_id == turn.pk


def test_refusal_names_its_ground(clerk: Client, turn: Reception) -> None:
    url = reverse("receptions:refuse", args=[turn.pk])
    ground = clerk.get(url).context["form"].fields["ground"].choices[0][0]
    assert clerk.post(url, {"ground": ground, "on": "16/9/2026"}).status_code == 302
    turn.refresh_from_db()
    assert turn.refusal_ground == ground
    assert turn.answer == "tu_choi"


def test_book_has_the_thirteen_columns_and_no_sealed_name(clerk: Client, agencies: Agencies, turn: Reception) -> None:
    clerk.post(
        reverse("receptions:create"), typed(agencies, key="r2", petition_kind="to_cao", name="Sùng Thị Chứ Kín", summary="Việc khác")
    )
    content = clerk.get(reverse("receptions:list"), {"xuat": "xlsx"}).content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    text = str(rows)
    assert len(rows[2]) == 13
    assert rows[2][0] == "STT"
    assert rows[2][12] == "Ghi chú"
    assert NAME in text
    assert "Sùng Thị Chứ Kín" not in text
    assert "[niêm phong]" in text


def test_rights_of_roles(sign_in: Callable[..., Client], agencies: Agencies, turn: Reception) -> None:
    detail = reverse("receptions:detail", args=[turn.pk])
    assert sign_in("clerk", agencies.so_tu_phap).get(detail).status_code == 404
    leader = sign_in("leader")
    page = leader.get(detail)
    assert page.status_code == 200
    assert NAME not in page.content.decode()
    assert leader.get(reverse("receptions:create")).status_code == 403
    assert sign_in("auditor").get(reverse("receptions:list")).status_code == 403
