"""Pages of cases: list, filters, sheets with what they refuse, stages and oversight lists, who may do what."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from giaoban.core.values.actors import Actor
from giaoban.registers.cases import actions
from giaoban.registers.cases.models import Case
from tests.factories.agencies import Agencies

SignIn = Callable[..., Client]


def make_case(agencies: Agencies, actor: Actor, name: str = "Tham ô tài sản tại Hợp tác xã Suối Ngàn", **fields: Any) -> Case:
    values: dict[str, Any] = {
        "kind": "vu_an", "group": "tham_nhung", "agency_id": agencies.cong_an.pk, "opened_on": date(2026, 7, 1),
        "initiated_on": date(2026, 7, 20), "suspects": 3, "damage_million": 1200, **fields,
    }  # fmt: skip
    return actions.open_case(name=name, by=actor, **values)


@pytest.fixture
def case(agencies: Agencies, actor: Actor) -> Case:
    return make_case(agencies, actor)


def text(response: Any) -> str:
    return response.content.decode()


def test_list_shows_case_with_stage_and_list(sign_in: SignIn, agencies: Agencies, actor: Actor, case: Case) -> None:
    actions.enter_list(case=case, list="bcd_tinh", on=date(2026, 8, 1), paper="Công văn 12-CV/BCĐ", by=actor)
    page = text(sign_in("specialist").get(reverse("cases:list")))
    assert case.number in page
    assert "diện BCĐ tỉnh" in page
    assert "20/7/2026" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=tham o suoi ngan", True),
        ("q=chay rung", False),
        ("kind=vu_viec", False),
        ("group=tham_nhung&stage=dieu_tra", True),
        ("oversight=*", False),
        ("start=1/7/2026&end=1/7/2026", True),
        ("start=2/7/2026", False),
        ("start=hôm qua", True),
        ("kind=khong-co", True),
    ],
)
def test_filter(sign_in: SignIn, case: Case, query: str, found: bool) -> None:
    assert (case.number in text(sign_in("specialist").get(reverse("cases:list") + "?" + query))) is found


def test_list_takes_few_queries(sign_in: SignIn, agencies: Agencies, actor: Actor, django_assert_max_num_queries: Any, case: Case) -> None:
    for number in range(30):
        make_case(agencies, actor, f"Vụ thử số {number}")
    client = sign_in("specialist")
    with django_assert_max_num_queries(12):
        client.get(reverse("cases:list"))


def test_export_holds_the_filtered_rows(sign_in: SignIn, agencies: Agencies, actor: Actor, case: Case) -> None:
    make_case(agencies, actor, "Cố ý gây thương tích", group="trat_tu_xa_hoi")
    answer = sign_in("specialist").get(reverse("cases:list") + "?group=tham_nhung&xuat=xlsx")
    from io import BytesIO

    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[3:]] == [case.number]
    assert rows[3][14] == 1200


def test_detail_and_glance(sign_in: SignIn, case: Case, django_assert_max_num_queries: Any) -> None:
    client = sign_in("specialist")
    with django_assert_max_num_queries(14):
        page = text(client.get(reverse("cases:detail", args=[case.pk])))
    assert "1.200" in page
    assert "Chuyển giai đoạn" in page
    assert "ghi vụ án, vụ việc" in page
    glance = text(client.get(reverse("cases:detail", args=[case.pk]) + "?xem=nhanh"))
    assert "<html" not in glance
    assert case.name in glance


def test_create_from_the_sheet(sign_in: SignIn, agencies: Agencies) -> None:
    sheet = {
        "kind": "vu_an", "agency": agencies.cong_an.pk, "name": "Buôn lậu qua lối mở", "group": "kinh_te", "opened_on": "1/9/2026",
        "initiated_on": "05/9/2026", "suspects": "12", "damage_million": "1.200,5",
    }  # fmt: skip
    answer = sign_in("specialist").post(reverse("cases:create"), sheet)
    made = Case.objects.get(name="Buôn lậu qua lối mở")
    assert answer.url == reverse("cases:detail", args=[made.pk])
    assert (made.suspects, str(made.damage_million)) == (12, "1200.500")


def test_refusal_keeps_what_was_typed(sign_in: SignIn, agencies: Agencies) -> None:
    sheet = {"kind": "vu_an", "agency": agencies.cong_an.pk, "name": "Buôn lậu", "group": "kinh_te", "opened_on": "1/9/2026"}
    answer = sign_in("specialist").post(reverse("cases:create"), sheet)
    assert answer.status_code == 422
    assert "Vụ án phải có ngày khởi tố" in text(answer)
    assert "Buôn lậu" in text(answer)
    assert not Case.objects.exists()


def test_edit_shows_amounts_as_typed_and_saves_the_same(sign_in: SignIn, case: Case) -> None:
    client, url = sign_in("specialist"), reverse("cases:edit", args=[case.pk])
    Case.objects.filter(pk=case.pk).update(damage_million="12.500")
    form = client.get(url).context["form"]
    sent = {field.html_name: field.value() if field.value() is not None else "" for field in form}
    assert sent["damage_million"] == "12,5"
    client.post(url, sent)
    case.refresh_from_db()
    assert (str(case.damage_million), case.version) == ("12.500", 1)


def test_edit_of_an_old_version_is_refused(sign_in: SignIn, case: Case, actor: Actor) -> None:
    actions.change(case=case, suspects=4, by=actor)
    sheet = {"name": "Tên khác", "group": "kinh_te", "opened_on": "1/7/2026", "initiated_on": "20/7/2026", "version": 1}
    answer = sign_in("specialist").post(reverse("cases:edit", args=[case.pk]), sheet)
    assert answer.status_code == 422
    assert "Người khác vừa sửa" in text(answer)


def test_stage_moves_and_wrong_day_is_refused(sign_in: SignIn, agencies: Agencies, case: Case) -> None:
    client, url = sign_in("specialist"), reverse("cases:move", args=[case.pk])
    sheet = {"stage": "truy_to", "agency": agencies.vien_kiem_sat.pk, "on": "1/1/2026", "paper": "Cáo trạng 8/CT-VKS", "version": 1}
    assert client.post(url, sheet).status_code == 422
    assert client.post(url, sheet | {"on": "10/9/2026"}).status_code == 302
    case.refresh_from_db()
    assert (case.stage, case.prosecuted_on) == ("truy_to", date(2026, 9, 10))
    told = text(client.get(reverse("cases:detail", args=[case.pk])))
    assert "tới truy tố" in told
    assert "truy_to" not in told.partition("Lịch sử")[2], "the history speaks the words of the law"


def test_oversight_in_and_out(sign_in: SignIn, case: Case) -> None:
    client = sign_in("specialist")
    client.post(reverse("cases:enter", args=[case.pk]), {"list": "bcd_tinh", "on": "1/8/2026", "paper": "Công văn 12-CV/BCĐ"})
    row = case.oversights.get()
    client.post(reverse("cases:leave", args=[case.pk, row.pk]), {"on": "1/9/2026", "paper": "Công văn 30-CV/BCĐ"})
    row.refresh_from_db()
    assert row.left_on == date(2026, 9, 1)


def test_matter_becomes_a_case(sign_in: SignIn, agencies: Agencies, actor: Actor) -> None:
    matter = make_case(agencies, actor, "Nguồn tin về khai thác cát", kind="vu_viec", group="moi_truong", initiated_on=None)
    sheet = {
        "kind": "vu_an", "agency": agencies.cong_an.pk, "name": "Khai thác cát trái phép", "group": "moi_truong", "opened_on": "1/7/2026",
        "initiated_on": "1/9/2026",
    }  # fmt: skip
    client = sign_in("specialist")
    made = client.post(reverse("cases:become", args=[matter.pk]), sheet)
    assert matter.number in text(client.get(made.url))


@pytest.mark.parametrize(("role", "status"), [("specialist", 200), ("reporter", 200), ("leader", 403), ("clerk", 403), ("auditor", 403)])
def test_who_opens_the_sheet(sign_in: SignIn, agencies: Agencies, role: str, status: int) -> None:
    assert sign_in(role, agencies.cong_an).get(reverse("cases:create")).status_code == status


def test_another_agency_sees_nothing(sign_in: SignIn, agencies: Agencies, case: Case) -> None:
    client = sign_in("reporter", agencies.toa_an)
    assert case.number not in text(client.get(reverse("cases:list")))
    assert client.get(reverse("cases:detail", args=[case.pk])).status_code == 404
