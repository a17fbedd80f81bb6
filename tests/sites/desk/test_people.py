"""Pages of bodies through time, officials and committees."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from giaoban.core.values.actors import Actor
from giaoban.registers.people import actions
from giaoban.registers.people.models import Agency, Committee, Person
from tests.factories.agencies import Agencies

SignIn = Callable[..., Client]


def text(response: Any) -> str:
    return response.content.decode()


def test_list_shows_bodies_of_today_unless_asked(sign_in: SignIn, agencies: Agencies, django_assert_max_num_queries: Any) -> None:
    client, old = sign_in("specialist"), "huyện An Khê Thượng"
    with django_assert_max_num_queries(8):
        page = text(client.get(reverse("people:list")))
    assert "Sở Tư pháp" in page
    assert old not in page
    assert old in text(client.get(reverse("people:list") + "?all=on"))
    assert old in text(client.get(reverse("people:list") + "?on=1/1/2025"))


@pytest.mark.parametrize(("query", "found"), [("q=so tu phap", True), ("q=STP", True), ("bloc=dan_van", False), ("kind=so", True)])
def test_filter(sign_in: SignIn, agencies: Agencies, query: str, found: bool) -> None:
    href = reverse("people:detail", args=[agencies.so_tu_phap.pk])
    assert (href in text(sign_in("specialist").get(reverse("people:list") + "?" + query))) is found


def test_old_body_shows_who_does_its_work(sign_in: SignIn, agencies: Agencies) -> None:
    page = text(sign_in("clerk", agencies.xa_dong).get(reverse("people:detail", args=[agencies.xa_cu[0].pk])))
    assert reverse("people:detail", args=[agencies.phuong_moi.pk]) in page
    assert "kế thừa chính" in page
    assert "Nghị quyết 1999/NQ-UBTVQH15" in page
    new = text(sign_in("clerk", agencies.xa_dong).get(reverse("people:detail", args=[agencies.phuong_moi.pk])))
    for old in agencies.xa_cu:
        assert old.name in new


def test_create_edit_and_succeed(sign_in: SignIn, agencies: Agencies) -> None:
    client = sign_in("administrator")
    sheet = {
        "code": "so-noi-vu", "name": "Sở Nội vụ", "kind": "so", "bloc": "khac", "level": "tinh", "parent": agencies.ubnd_tinh.pk,
        "starts_on": "1/1/2020", "order": "40", "reports": "on",
    }  # fmt: skip
    client.post(reverse("people:create"), sheet)
    row = Agency.objects.get(code="so-noi-vu")
    assert (row.parent, row.short_name, row.order) == (agencies.ubnd_tinh, "Sở Nội vụ", 40)
    twin = client.post(reverse("people:create"), sheet | {"code": "snv"})
    assert "name" in twin.context["form"].errors
    client.post(reverse("people:edit", args=[row.pk]), sheet | {"symbol": "SNV", "version": 1})
    row.refresh_from_db()
    assert row.symbol == "SNV"
    heir = {"heir": agencies.so_tai_chinh.pk, "kind": "hop_nhat", "on": "1/9/2026", "paper": "Nghị quyết 20/NQ-HĐND"}
    client.post(reverse("people:succeed", args=[row.pk]), heir)
    row.refresh_from_db()
    assert row.ends_on == date(2026, 8, 31)


def test_body_with_living_children_cannot_end(sign_in: SignIn, agencies: Agencies) -> None:
    answer = sign_in("administrator").post(reverse("people:end", args=[agencies.ubnd_tinh.pk]), {"on": "1/9/2026"})
    assert answer.status_code == 422
    assert "còn cơ quan trực thuộc" in text(answer)


def test_person_with_posts(sign_in: SignIn, agencies: Agencies) -> None:
    client = sign_in("specialist")
    sheet = {"name": "lò văn inh", "title": "Chánh Thanh tra tỉnh", "agency": agencies.thanh_tra.pk, "starts_on": "1/2/2026"}
    made = client.post(reverse("people:create_person"), sheet)
    row = Person.objects.get()
    assert "Chánh Thanh tra tỉnh" in text(client.get(made.url))
    assert "Lò Văn Inh" in text(client.get(reverse("people:detail", args=[agencies.thanh_tra.pk])))
    assert "Lò Văn Inh" in text(client.get(reverse("people:persons") + "?q=lo van inh"))
    post = row.posts.get()
    url = reverse("people:end_post", args=[row.pk, post.pk])
    assert client.post(url, {"on": "1/1/2026"}).status_code == 422
    client.post(url, {"on": "31/8/2026"})
    client.post(
        reverse("people:give_post", args=[row.pk]), {"title": "Phó Chủ tịch", "agency": agencies.ubnd_tinh.pk, "starts_on": "1/9/2026"}
    )
    assert row.posts.count() == 2
    assert "Phó Chủ tịch" in text(client.get(reverse("people:persons")))


def test_person_is_not_kept_without_the_post(sign_in: SignIn, agencies: Agencies) -> None:
    sheet = {"name": "Lò Văn Inh", "title": "Chủ tịch", "agency": agencies.xa_dong.pk, "starts_on": "1/2/2020"}
    assert sign_in("specialist").post(reverse("people:create_person"), sheet).status_code == 422
    assert not Person.objects.exists()


def test_committee_with_members(sign_in: SignIn, agencies: Agencies, actor: Actor) -> None:
    client = sign_in("specialist")
    head, other = (actions.create_person(name=name, by=actor) for name in ("Vàng Thị Say", "Giàng A Páo"))
    client.post(
        reverse("people:create_committee"),
        {
            "name": "Ban Chỉ đạo phòng, chống tham nhũng tỉnh",
            "decision": "Quyết định 1-QĐ/TU",
            "starts_on": "1/2/2026",
            "standing": agencies.ban_noi_chinh.pk,
        },
    )
    row = Committee.objects.get()
    url = reverse("people:add_member", args=[row.pk])
    client.post(url, {"person": head.pk, "role": "truong", "starts_on": "1/2/2026"})
    second = client.post(url, {"person": other.pk, "role": "truong", "starts_on": "1/2/2026"})
    assert "Vàng Thị Say" in str(second.context["form"].errors["role"])
    page = text(client.get(reverse("people:committee", args=[row.pk])))
    assert "Trưởng ban" in page
    seat = row.members.get()
    client.post(reverse("people:remove_member", args=[row.pk, seat.pk]), {"on": "1/9/2026"})
    seat.refresh_from_db()
    assert seat.ends_on == date(2026, 9, 1)
    assert "Ban Chỉ đạo phòng" in text(client.get(reverse("people:committees") + "?q=chong tham nhung"))
    assert "Ban Chỉ đạo phòng" in text(client.get(reverse("people:person", args=[head.pk])))


def test_export(sign_in: SignIn, agencies: Agencies) -> None:
    answer = sign_in("specialist").get(reverse("people:list") + "?q=so tu phap&xuat=xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[3:]] == ["so-tu-phap"]


@pytest.mark.parametrize(("role", "status"), [("administrator", 200), ("specialist", 200), ("leader", 403), ("clerk", 403)])
def test_who_writes(sign_in: SignIn, agencies: Agencies, role: str, status: int) -> None:
    assert sign_in(role, agencies.thanh_tra).get(reverse("people:create")).status_code == status


def test_auditor_does_not_read(sign_in: SignIn) -> None:
    assert sign_in("auditor").get(reverse("people:list")).status_code == 403
