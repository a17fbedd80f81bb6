"""Pages of mass-mobilisation work and awards."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from giaoban.core.values.actors import Actor
from giaoban.registers.mobilisation import actions
from giaoban.registers.mobilisation.models import Activity, Award
from tests.factories.agencies import Agencies

SignIn = Callable[..., Client]


@pytest.fixture
def activity(agencies: Agencies, actor: Actor) -> Activity:
    return actions.record_activity(
        kind="giam_sat", title="Giám sát chi trả hỗ trợ sau bão", about="UBND xã Khê Đông", agency_id=agencies.mat_tran.pk,
        on=date(2026, 8, 4), turns=3, attendances=1250, by=actor,
    )  # fmt: skip


def text(response: Any) -> str:
    return response.content.decode()


def test_list_shows_numbers_the_vietnamese_way(sign_in: SignIn, activity: Activity, django_assert_max_num_queries: Any) -> None:
    client = sign_in("specialist")
    with django_assert_max_num_queries(10):
        page = text(client.get(reverse("mobilisation:list")))
    assert "Giám sát chi trả" in page
    assert "1.250" in page


@pytest.mark.parametrize(
    ("query", "found"), [("q=chi tra sau bao", True), ("kind=hoa_giai", False), ("state=ke_hoach", False), ("end=3/8/2026", False)]
)
def test_filter(sign_in: SignIn, activity: Activity, query: str, found: bool) -> None:
    assert (activity.title in text(sign_in("specialist").get(reverse("mobilisation:list") + "?" + query))) is found


def test_create_and_edit(sign_in: SignIn, agencies: Agencies) -> None:
    client = sign_in("reporter", agencies.mat_tran)
    sheet = {
        "kind": "cuu_tro", "agency": agencies.mat_tran.pk, "state": "da_xong", "title": "Hỗ trợ bản Suối Ngàn", "on": "2/9/2026",
        "turns": "1", "households": "1.040", "million": "520,25",
    }  # fmt: skip
    client.post(reverse("mobilisation:create"), sheet)
    row = Activity.objects.get()
    assert (row.households, str(row.million)) == (1040, "520.250")
    url = reverse("mobilisation:edit", args=[row.pk])
    sent = {field.html_name: field.value() if field.value() is not None else "" for field in client.get(url).context["form"]}
    assert sent["million"] == "520,25"
    client.post(url, sent | {"households": "1.041"})
    row.refresh_from_db()
    assert (row.households, row.version) == (1041, 2)


def test_supervision_without_subject_is_refused(sign_in: SignIn, agencies: Agencies) -> None:
    sheet = {"kind": "giam_sat", "agency": agencies.mat_tran.pk, "state": "da_xong", "title": "Giám sát", "on": "2/9/2026"}
    answer = sign_in("specialist").post(reverse("mobilisation:create"), sheet)
    assert answer.status_code == 422
    assert "about" in answer.context["form"].errors


def test_reporter_writes_for_own_body_only(sign_in: SignIn, agencies: Agencies) -> None:
    sheet = {"kind": "cuu_tro", "agency": agencies.nong_dan.pk, "state": "da_xong", "title": "Hỗ trợ", "on": "2/9/2026"}
    assert sign_in("reporter", agencies.mat_tran).post(reverse("mobilisation:create"), sheet).status_code == 422
    assert not Activity.objects.exists()


def test_detail_shows_history(sign_in: SignIn, activity: Activity) -> None:
    assert "ghi hoạt động dân vận" in text(sign_in("specialist").get(reverse("mobilisation:detail", args=[activity.pk])))


def test_awards_tab(sign_in: SignIn, agencies: Agencies) -> None:
    client = sign_in("specialist")
    sheet = {
        "kind": "bang_khen",
        "recipient": "Tổ hòa giải thôn Bãi Mía",
        "reason": "Hòa giải thành 12 vụ",
        "giver": "Chủ tịch UBND tỉnh",
        "on": "2/9/2026",
    }
    made = client.post(reverse("mobilisation:create_award"), sheet)
    assert "Hòa giải thành 12 vụ" in text(client.get(made.url))
    assert "Tổ hòa giải" in text(client.get(reverse("mobilisation:awards") + "?q=hoa giai bai mia"))
    assert "Tổ hòa giải" not in text(client.get(reverse("mobilisation:awards") + "?kind=giay_khen"))
    assert Award.objects.count() == 1


@pytest.mark.parametrize("name", ["mobilisation:list", "mobilisation:awards"])
def test_exports(sign_in: SignIn, activity: Activity, name: str) -> None:
    answer = sign_in("specialist").get(reverse(name) + "?xuat=xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python(skip_empty_area=False)
    assert len(rows) == (4 if name.endswith("list") else 3)


@pytest.mark.parametrize(("role", "status"), [("specialist", 200), ("reporter", 200), ("approver", 403), ("clerk", 403)])
def test_who_opens_the_sheet(sign_in: SignIn, agencies: Agencies, role: str, status: int) -> None:
    assert sign_in(role, agencies.mat_tran).get(reverse("mobilisation:create")).status_code == status
