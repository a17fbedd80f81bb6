"""Pages of conclusions: list with money, recommendations with bars, carrying out, refusals, who may write."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from python_calamine import CalamineWorkbook

from giaoban.core.values.actors import Actor
from giaoban.registers.findings import actions
from giaoban.registers.findings.models import Conclusion, Recommendation
from tests.factories.agencies import Agencies

SignIn = Callable[..., Client]


@pytest.fixture
def conclusion(agencies: Agencies, actor: Actor) -> Conclusion:
    return actions.record(
        source="thanh_tra", number="15/KL-TTr", subject="Quản lý đất công tại xã Khê Đông", agency_id=agencies.thanh_tra.pk,
        issued_on=date(2026, 6, 10), violation_million=900, by=actor,
    )  # fmt: skip


@pytest.fixture
def item(agencies: Agencies, actor: Actor, conclusion: Conclusion) -> Recommendation:
    return actions.recommend(
        conclusion=conclusion, kind="thu_hoi_nsnn", text="Thu hồi tiền sử dụng đất", responsible_id=agencies.xa_dong.pk, due_million=800,
        deadline=date(2026, 9, 1), by=actor,
    )  # fmt: skip


def text(response: Any) -> str:
    return response.content.decode()


def test_list_shows_share_recovered_and_late_items(sign_in: SignIn, actor: Actor, item: Recommendation) -> None:
    actions.carry_out(recommendation=item, on=date(2026, 8, 1), million=200, by=actor)
    page = text(sign_in("specialist").get(reverse("findings:list")))
    assert "200 (25%)" in page
    assert "quá 20 ngày" in page


@pytest.mark.parametrize(
    ("query", "found"), [("q=dat cong khe dong", True), ("q=15/KL-TTr", True), ("source=kiem_toan", False), ("done=xong", False)]
)
def test_filter(sign_in: SignIn, item: Recommendation, query: str, found: bool) -> None:
    assert ("Quản lý đất công" in text(sign_in("specialist").get(reverse("findings:list") + "?" + query))) is found


def test_filter_by_the_body_that_must_act(sign_in: SignIn, agencies: Agencies, item: Recommendation) -> None:
    client = sign_in("specialist")
    assert "15/KL-TTr" in text(client.get(reverse("findings:list"), {"responsible": agencies.xa_dong.pk}))
    assert "Quản lý đất công" not in text(client.get(reverse("findings:list"), {"responsible": agencies.xa_tay.pk}))


def test_list_and_detail_take_few_queries(
    sign_in: SignIn, agencies: Agencies, actor: Actor, conclusion: Conclusion, django_assert_max_num_queries: Any
) -> None:
    for number in range(15):
        actions.recommend(conclusion=conclusion, kind="khac", text=f"Việc {number}", responsible_id=agencies.xa_dong.pk, by=actor)
    client = sign_in("specialist")
    with django_assert_max_num_queries(13):
        client.get(reverse("findings:list"))
    with django_assert_max_num_queries(13):
        client.get(reverse("findings:detail", args=[conclusion.pk]))


def test_export(sign_in: SignIn, item: Recommendation) -> None:
    answer = sign_in("specialist").get(reverse("findings:list") + "?xuat=xlsx")
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert (rows[3][0], rows[3][10]) == ("15/KL-TTr", 800)


def test_create_then_recommend(sign_in: SignIn, agencies: Agencies) -> None:
    client = sign_in("specialist")
    sheet = {
        "source": "kiem_toan",
        "agency": agencies.so_tai_chinh.pk,
        "number": "3/KTNN",
        "subject": "Quyết toán",
        "issued_on": "1/9/2026",
    }
    page = client.post(reverse("findings:create"), sheet).url
    made = Conclusion.objects.get(number="3/KTNN")
    assert page == reverse("findings:detail", args=[made.pk])
    more = {"kind": "xu_phat", "responsible": agencies.xa_dong.pk, "text": "Xử phạt", "due_million": "12,5", "deadline": "31/12/2026"}
    client.post(reverse("findings:recommend", args=[made.pk]), more)
    assert str(made.recommendations.get().due_million) == "12.500"


def test_money_kind_without_amount_is_refused_beside_its_field(sign_in: SignIn, agencies: Agencies, conclusion: Conclusion) -> None:
    sheet = {"kind": "thu_hoi_nsnn", "responsible": agencies.xa_dong.pk, "text": "Thu hồi"}
    answer = sign_in("specialist").post(reverse("findings:recommend", args=[conclusion.pk]), sheet)
    assert answer.status_code == 422
    assert "due_million" in answer.context["form"].errors


def test_carry_out_to_the_end(sign_in: SignIn, item: Recommendation) -> None:
    client, url = sign_in("specialist"), reverse("findings:carry_out", args=[item.pk])
    over = client.post(url, {"on": "1/9/2026", "million": "900", "version": 1})
    assert over.status_code == 422
    assert "vượt số phải thực hiện" in text(over)
    client.post(url, {"on": "1/9/2026", "million": "800", "paper": "Giấy nộp tiền 21", "version": 1})
    item.refresh_from_db()
    assert (item.state, item.done_on) == ("xong", date(2026, 9, 1))
    page = text(client.get(reverse("findings:detail", args=[item.conclusion_id])))
    assert "Giấy nộp tiền 21" in page
    assert url not in page


def test_words_only_recommendation_is_declared_done(sign_in: SignIn, agencies: Agencies, actor: Actor, conclusion: Conclusion) -> None:
    row = actions.recommend(
        conclusion=conclusion, kind="hoan_thien_co_che", text="Sửa quy chế", responsible_id=agencies.xa_dong.pk, by=actor
    )
    client, url = sign_in("specialist"), reverse("findings:carry_out", args=[row.pk])
    assert "million" not in client.get(url).context["form"].fields
    client.post(url, {"on": "1/9/2026", "paper": "Quyết định 5/QĐ-UBND", "complete": "on", "version": 1})
    row.refresh_from_db()
    assert row.state == "xong"


def test_put_aside_needs_a_reason(sign_in: SignIn, item: Recommendation) -> None:
    client, url = sign_in("specialist"), reverse("findings:set_state", args=[item.pk])
    assert client.post(url, {"state": "tam_chua"}).status_code == 422
    client.post(url, {"state": "tam_chua", "reason": "cho_toa"})
    item.refresh_from_db()
    assert item.reason == "cho_toa"


def test_responsible_body_reports_but_does_not_edit(sign_in: SignIn, agencies: Agencies, item: Recommendation) -> None:
    client = sign_in("reporter", agencies.xa_dong)
    page = text(client.get(reverse("findings:detail", args=[item.conclusion_id])))
    assert reverse("findings:carry_out", args=[item.pk]) in page
    assert reverse("findings:recommend", args=[item.conclusion_id]) not in page
    assert sign_in("reporter", agencies.xa_tay).get(reverse("findings:carry_out", args=[item.pk])).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("specialist", 200), ("leader", 403), ("clerk", 403)])
def test_who_opens_the_sheet(sign_in: SignIn, agencies: Agencies, role: str, status: int) -> None:
    assert sign_in(role, agencies.thanh_tra).get(reverse("findings:create")).status_code == status
