"""Pages of figures and forms: what was reported beside what is counted now, whose figure it is, what holds up a closing."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from giaoban.core.values.actors import Actor
from giaoban.figures.indicators.rules import Figure, catalogue
from giaoban.figures.submissions.actions import ReturnRow, load, open_returns
from giaoban.figures.submissions.models import Return
from giaoban.registers.people.queries import reporting_agencies
from giaoban.registers.petitions.models import Petition
from giaoban.rounds.intake.actions import confirm, read_paper
from giaoban.rounds.reports import actions
from giaoban.rounds.reports.models import Report
from giaoban.sites.desk.shell.navigation import address
from giaoban.sites.desk.shell.tags import changed, measured
from tests.factories.agencies import Agencies
from tests.figures.sample import END, Q3, Province, build, letter

SignIn = Callable[..., Client]
OFFICE = "Biểu 02/XLD, Ban Tiếp công dân tỉnh: cột 6 (2) phải bằng cột 9 + cột 10 + cột 11 (1)."


@pytest.fixture
def province(agencies: Agencies, actor: Actor) -> Province:
    return build(agencies, actor)


@pytest.fixture
def closed(province: Province, actor: Actor) -> Province:
    actions.close(period=Q3, reason="Kịp hạn báo cáo", by=actor)
    return province


def page(client: Client, code: str) -> Any:
    response = client.get(reverse("indicators:figure", args=[Q3.code, code]))
    assert response.status_code == 200
    return response


def test_agency_sees_its_own_figure_as_reported_beside_now_and_why(sign_in: SignIn, closed: Province) -> None:
    agencies = closed.agencies
    letter(agencies, 20, closed.petitions[5].matter, agency=agencies.xa_dong)
    found = page(sign_in("reporter", agencies.xa_dong), "DON_TIEP_NHAN")
    assert "Số của cơ quan đồng chí đã báo cáo" in found.content.decode()
    assert (found.context["figure"].value, found.context["explained"]["now"]) == (1, 2)
    assert [line["delta"] for line in found.context["explained"]["because"]] == [1]
    late = Petition.objects.get(agency=agencies.xa_dong, seq=20)
    assert [line["url"] for line in found.context["moved"]] == [reverse("petitions:detail", args=[late.pk])]
    stranger = page(sign_in("auditor"), "DON_TIEP_NHAN")
    assert [line["url"] for line in stranger.context["moved"]] == [""], "who may not read letters sees that one moved, not which"
    whole = page(sign_in("specialist"), "DON_TIEP_NHAN")
    assert (whole.context["figure"].value, whole.context["explained"]["now"]) == (5, 6)
    assert "Số của cơ quan đồng chí" not in whole.content.decode()


def test_agency_with_nothing_counted_reported_nought(sign_in: SignIn, closed: Province) -> None:
    found = page(sign_in("reporter", closed.agencies.xa_tay), "DON_TIEP_NHAN")
    assert (found.context["figure"].value, found.context["explained"]["now"]) == (0, 0)
    assert "Số hiện nay đúng bằng số đã báo cáo." in found.content.decode()


def test_open_period_shows_an_agency_its_own_count(sign_in: SignIn, province: Province) -> None:
    found = page(sign_in("reporter", province.agencies.xa_dong), "DON_TIEP_NHAN")
    assert found.context["figure"].value == 1
    assert "Đã báo cáo" not in found.content.decode()


def test_forms_round_and_closing_pages_tell_the_same_gaps(sign_in: SignIn, province: Province) -> None:
    Petition.objects.filter(pk=province.petitions[0].pk).update(field="tham_nhung")
    client = sign_in("specialist")
    for place in (
        reverse("forms:list") + "?ky=2026-Q3",
        reverse("round:home") + "?ky=2026-Q3",
        reverse("indicators:close", args=["2026-Q3"]),
    ):
        told = client.get(place)
        assert OFFICE in told.content.decode(), place
        assert "Công an tỉnh" in told.context["gaps"].missing


def test_closing_page_refuses_with_the_cells_and_keeps_the_reason(sign_in: SignIn, province: Province) -> None:
    Petition.objects.filter(pk=province.petitions[0].pk).update(field="tham_nhung")
    client, address = sign_in("specialist"), reverse("indicators:close", args=["2026-Q3"])
    refused = client.post(address, {"reason": ""})
    assert refused.status_code == 422
    assert "1 chỗ của biểu chưa cân" in refused.content.decode()
    assert client.post(address, {"reason": "Kịp hạn báo cáo"}).status_code == 302
    assert "Lý do: Kịp hạn báo cáo." in client.get(reverse("round:home") + "?ky=2026-Q3").content.decode()


def test_agency_is_told_of_its_own_gap_only(sign_in: SignIn, province: Province) -> None:
    reporter = sign_in("reporter", province.agencies.xa_dong)
    gaps = reporter.get(reverse("forms:list") + "?ky=2026-Q3").context["gaps"]
    assert gaps.missing == (province.agencies.xa_dong.short_name,)


def test_figure_page_takes_few_queries(sign_in: SignIn, closed: Province, django_assert_max_num_queries: Any) -> None:
    client = sign_in("specialist")
    page(client, "TCD_LUOT")
    with django_assert_max_num_queries(30):
        page(client, "TCD_LUOT")


def test_confirmed_reading_stands_on_the_page_of_its_figure_and_in_the_return(sign_in: SignIn, agencies: Agencies, actor: Actor) -> None:
    open_returns(period=Q3, by=actor)
    words = "Trong quý III năm 2026, toàn tỉnh xảy ra 180 vụ phạm pháp về trật tự xã hội. Đã tiếp 1.500 lượt công dân.\n"
    paper = read_paper(name="Tin quý III", text=words, by=actor)
    for proposal in paper.proposals.filter(kind="figure"):
        confirm(proposal=proposal, by=actor)
    client = sign_in("specialist")
    for code, kept in (("TCD_LUOT", "đứng cùng văn bản"), ("TP_VU", "báo cáo của cơ quan")):
        told = client.get(reverse("indicators:figure", args=[Q3.code, code])).content.decode()
        assert reverse("intake:detail", args=[paper.pk]) in told
        assert kept in told
    sheet = Return.objects.get(period=Q3.code, agency=agencies.cong_an)
    told = client.get(reverse("submissions:detail", args=[sheet.pk])).content.decode()
    assert "Theo Tin quý III" in told
    assert reverse("intake:detail", args=[paper.pk]) in told
    mine = sign_in("reporter", agencies.cong_an).get(reverse("submissions:detail", args=[sheet.pk])).content.decode()
    assert "Theo Tin quý III" in mine
    assert reverse("intake:detail", args=[paper.pk]) not in mine


@pytest.mark.parametrize("form", ["01/TCD", "01/TTr", "02/TTr", "05/KQTH"])
def test_form_page_shows_a_dash_where_no_register_has_the_column(sign_in: SignIn, province: Province, form: str) -> None:
    told = sign_in("specialist").get(reverse("forms:list"), {"ky": "2026-Q3", "bieu": form})
    assert told.status_code == 200
    by_hand = any(value is None for value in told.context["table"].total)
    assert ("không có số liệu" in told.content.decode()) is by_hand is (form != "01/TCD")


def test_change_is_said_in_one_way_on_pages_and_in_the_sheet(sign_in: SignIn, closed: Province) -> None:
    """A percentage touches its number, points stand apart, and what is not compared says why."""
    one = catalogue()["DON_TIEP_NHAN"], catalogue()["TP_TY_LE_KHAM_PHA"]
    figures = [
        Figure(one[0], Decimal(9), base_value=Decimal(7)),
        Figure(one[1], Decimal("89.4"), base_value=Decimal("84.7")),
        Figure(one[0], Decimal(7), base_value=Decimal(7)),
        Figure(one[0], Decimal(7), base_value=Decimal(0), base_reason="không so sánh: cùng kỳ bằng 0"),
    ]
    with override("vi"):
        told = [changed(figure) for figure in figures]
    assert told == ["tăng 28,6%", "tăng 4,7 điểm %", "không đổi", "không so sánh: cùng kỳ bằng 0"]
    said = sign_in("specialist").get(reverse("indicators:period", args=[Q3.code])).content.decode()
    assert " %<" not in said


@pytest.mark.parametrize(
    ("value", "unit", "text"), [(Decimal(379), "triệu đồng", "379 <small>triệu đồng</small>"), (Decimal("91.4"), "%", "91,4%")]
)
def test_number_stands_with_its_unit(value: Decimal, unit: str, text: str) -> None:
    with override("vi"):
        assert measured(value, unit) == text


def test_form_hides_units_with_nothing_to_report_until_asked(sign_in: SignIn, closed: Province, actor: Actor) -> None:
    load(rows=[ReturnRow(Q3.code, agency.pk) for agency in reporting_agencies(END)], by=actor)
    client = sign_in("specialist")
    short = client.get(reverse("forms:list"), {"ky": Q3.code, "bieu": "02/XLD"})
    whole = client.get(reverse("forms:list"), {"ky": Q3.code, "bieu": "02/XLD", "ca": "1"})
    assert 0 < len(short.context["rows"]) < len(whole.context["rows"])
    assert len(whole.context["rows"]) - len(short.context["rows"]) == short.context["empty"]
    assert "Ẩn đơn vị không phát sinh" in whole.content.decode()
    assert [len(columns) for _group, columns in whole.context["heads"]][:2] == [5, 6], "the head groups columns of one kind"


def test_form_of_a_closed_period_does_not_say_that_it_cannot_be_closed(sign_in: SignIn, province: Province, actor: Actor) -> None:
    Petition.objects.filter(pk=province.petitions[0].pk).update(field="tham_nhung")
    client, words = sign_in("specialist"), "chưa chốt được kỳ"
    assert words in client.get(reverse("forms:list"), {"ky": Q3.code}).content.decode()
    actions.close(period=Q3, reason="Kịp hạn báo cáo", by=actor)
    assert words not in client.get(reverse("forms:list"), {"ky": Q3.code}).content.decode()


@pytest.mark.parametrize(
    ("role", "path", "label"), [("leader", "/", "Vòng quý"), ("leader", "/hom-nay/", "Hôm nay"), ("clerk", "/", "Hôm nay")]
)
def test_side_bar_marks_the_page_that_is_open(sign_in: SignIn, province: Province, role: str, path: str, label: str) -> None:
    said = sign_in(role, province.agencies.ban_tiep_cong_dan).get(path)
    assert [line["label"] for line in said.context["side"] if line["current"]] == [label]


def test_ledger_leads_to_the_page_of_a_report(sign_in: SignIn, closed: Province) -> None:
    report = Report.objects.get(period=Q3.code)
    client = sign_in("auditor")
    assert address("report", report.pk) in client.get(reverse("audit:list")).content.decode()
    found = client.get(address("report", report.pk))
    assert (found.status_code, found["Location"]) == (302, reverse("reports:detail", args=[Q3.code]))
    assert client.get(address("report", report.pk + 1)).status_code == 404


def test_return_says_what_is_next_and_leads_to_what_was_counted(sign_in: SignIn, agencies: Agencies, actor: Actor) -> None:
    """An agency that sends no number of its own sees what the books say; a return taken over asks for nothing more."""
    open_returns(period=Q3, by=actor)
    mine = Return.objects.get(period=Q3.code, agency=agencies.xa_dong)
    page_of_it = reverse("submissions:detail", args=[mine.pk])
    reporter, specialist = sign_in("reporter", agencies.xa_dong), sign_in("specialist")
    assert reverse("indicators:period", args=[Q3.code]) in reporter.get(page_of_it).content.decode()
    reporter.post(reverse("submissions:act", args=[mine.pk, "send"]))
    assert "Đã gửi; chờ cơ quan tổng hợp tiếp nhận." in reporter.get(page_of_it).content.decode()
    specialist.post(reverse("submissions:act", args=[mine.pk, "accept"]))
    for client in (reporter, specialist):
        assert "Đã tiếp nhận, không còn việc phải làm." in client.get(page_of_it).content.decode()
