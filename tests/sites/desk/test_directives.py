"""Pages of directives: register, points with tasks, dissemination."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from giaoban.core.values.actors import Actor
from giaoban.registers.directives import actions
from giaoban.registers.directives.models import Directive
from giaoban.registers.tasks import actions as tasks
from tests.factories.agencies import Agencies

SignIn = Callable[..., Client]


@pytest.fixture
def directive(agencies: Agencies, actor: Actor) -> Directive:
    return actions.record(
        kind="chi_thi", number="12-CT/TU", issuer="Tỉnh ủy", level="tinh", subject="Tăng cường tiếp công dân", issued_on=date(2026, 3, 2),
        recorded_on=date(2026, 3, 4), issuer_agency=agencies.tinh_uy, by=actor,
    )  # fmt: skip


def text(response: Any) -> str:
    return response.content.decode()


def detail(client: Client, directive: Directive) -> str:
    return text(client.get(reverse("directives:detail", args=[directive.pk])))


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", True),
        ("q=tiep cong dan", True),
        ("q=12-CT/TU", True),
        ("kind=ke_hoach", False),
        ("level=trung_uong", False),
        ("standing=con", True),
    ],
)
def test_list_and_filter(sign_in: SignIn, directive: Directive, query: str, found: bool) -> None:
    assert (directive.number + "</a>" in text(sign_in("specialist").get(reverse("directives:list") + "?" + query))) is found


def test_ended_one_is_not_in_force(sign_in: SignIn, directive: Directive) -> None:
    client = sign_in("specialist")
    client.post(reverse("directives:end", args=[directive.pk]), {"on": "1/9/2026", "reason": "Thay bằng 20-CT/TU", "version": 1})
    assert directive.number + "</a>" not in text(client.get(reverse("directives:list") + "?standing=con"))
    assert "hết hiệu lực" in detail(client, directive)


def test_list_takes_few_queries(
    sign_in: SignIn, actor: Actor, agencies: Agencies, directive: Directive, django_assert_max_num_queries: Any
) -> None:
    for number in range(20):
        row = actions.record(
            kind="ke_hoach",
            number=f"{number}-KH/TU",
            issuer="Tỉnh ủy",
            level="tinh",
            subject="Kế hoạch",
            issued_on=date(2026, 4, 1),
            by=actor,
        )
        actions.disseminate(directive=row, agencies=[agencies.thanh_tra], by=actor)
    client = sign_in("specialist")
    with django_assert_max_num_queries(12):
        client.get(reverse("directives:list"))


def test_export(sign_in: SignIn, directive: Directive) -> None:
    answer = sign_in("specialist").get(reverse("directives:list") + "?xuat=xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[3][:2] == ["12-CT/TU", date(2026, 3, 2)]


def test_create_edit_and_conflict(sign_in: SignIn, agencies: Agencies) -> None:
    client = sign_in("specialist")
    sheet = {
        "kind": "ket_luan", "number": "30-KL/TW", "level": "trung_uong", "issuer": "Bộ Chính trị", "subject": "Về công tác nội chính",
        "issued_on": "5/8/2026", "recorded_on": "7/8/2026",
    }  # fmt: skip
    client.post(reverse("directives:create"), sheet)
    row = Directive.objects.get()
    assert row.issuer_agency is None
    edit = reverse("directives:edit", args=[row.pk])
    assert client.post(edit, sheet | {"subject": "Về công tác nội chính mới", "version": 1}).status_code == 302
    again = client.post(edit, sheet | {"subject": "Khác", "version": 1})
    assert again.status_code == 422
    assert "Người khác vừa sửa" in text(again)
    twin = client.post(reverse("directives:create"), sheet | {"subject": "Trích yếu khác hẳn"})
    assert "number" in twin.context["form"].errors


def test_points_lead_to_tasks(sign_in: SignIn, agencies: Agencies, actor: Actor, directive: Directive) -> None:
    client, url = sign_in("specialist"), reverse("directives:provisions", args=[directive.pk])
    assert client.post(url, {"provisions": "Thiếu"}).status_code == 422
    client.post(url, {"provisions": "I. Tình hình chung còn hạn chế\n* II.3 Giao Thanh tra tỉnh rà soát"})
    general, directs = directive.provisions.order_by("order")
    assert (general.number, general.directs) == ("I", False)
    assert (directs.number, directs.text, directs.directs) == ("II.3", "Giao Thanh tra tỉnh rà soát", True)
    given = tasks.assign(title="Rà soát", lead=agencies.thanh_tra, giver=agencies.tinh_uy, provision=directs, by=actor)
    page = detail(client, directive)
    assert given.number in page
    assert reverse("tasks:create") + f"?provision={directs.pk}" in page


def test_send_to_a_bloc_and_by_name(sign_in: SignIn, agencies: Agencies, directive: Directive) -> None:
    client, url = sign_in("specialist"), reverse("directives:send", args=[directive.pk])
    nobody = client.post(url, {"on": "21/9/2026"})
    assert "agencies" in nobody.context["form"].errors
    client.post(url, {"on": "21/9/2026", "bloc": "dan_van", "agencies": "Thanh tra tỉnh"})
    got = set(directive.disseminations.values_list("agency_id", flat=True))
    assert got == {agencies.thanh_tra.pk, agencies.ban_dan_van.pk, agencies.mat_tran.pk, agencies.nong_dan.pk}
    assert "Thanh tra tỉnh" in detail(client, directive)


def test_agency_updates_its_own_row_only(sign_in: SignIn, agencies: Agencies, actor: Actor, directive: Directive) -> None:
    own, other = actions.disseminate(directive=directive, agencies=[agencies.thanh_tra, agencies.toa_an], on=date(2026, 9, 1), by=actor)
    client = sign_in("reporter", agencies.thanh_tra)
    page = detail(client, directive)
    assert reverse("directives:step", args=[own.pk]) in page
    assert reverse("directives:step", args=[other.pk]) not in page
    client.post(reverse("directives:step", args=[own.pk]), {"state": "da_quan_triet", "on": "10/9/2026"})
    own.refresh_from_db()
    assert own.studied_on == date(2026, 9, 10)
    assert client.get(reverse("directives:step", args=[other.pk])).status_code == 404


def test_one_issued_here_has_no_edit(sign_in: SignIn, agencies: Agencies, actor: Actor) -> None:
    row = actions.issue(
        kind="thong_bao", number="7-TB/TU", issuer="Tỉnh ủy", issued_on=date(2026, 9, 1), subject="Kết luận",
        provisions=[actions.ProvisionRow("1", "Việc")], by=actor,
    )  # fmt: skip
    page = detail(sign_in("specialist"), row)
    assert reverse("directives:edit", args=[row.pk]) not in page
    assert "ban hành từ hệ thống" in page


@pytest.mark.parametrize(("role", "status"), [("specialist", 200), ("leader", 403), ("clerk", 403), ("administrator", 403)])
def test_who_enters_documents(sign_in: SignIn, agencies: Agencies, role: str, status: int) -> None:
    assert sign_in(role, agencies.thanh_tra).get(reverse("directives:create")).status_code == status
