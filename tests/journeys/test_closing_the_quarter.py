"""Closing the quarter: an agency sends its figures, the round is summed up and closed, the report is written, approved and issued."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from giaoban.core.values.actors import Actor
from tests.figures.sample import Q3, handled, letter, turn

from .conftest import body, download, follow, press

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
REPORT = "/bao-cao/2026-Q3/"
POLICE = {
    "Vụ phạm pháp về trật tự xã hội (vụ)": "1.050",
    "Đối tượng phạm pháp": "62",
    "đã điều tra, khám phá": "840",
    "kiến nghị khởi tố tiếp nhận": "120",
    "kiến nghị khởi tố đã giải quyết": "110",
}
SECTION = "Tình hình an ninh chính trị ổn định.\n- Không để xảy ra điểm nóng."


@pytest.fixture
def records(people: dict[str, Any], agencies: Any) -> None:
    """Two turns and three letters of the quarter; one decision on corruption that the form cannot place."""
    from giaoban.registers.petitions.models import Matter

    land = Matter.objects.create(title="Đất", opened_on=date(2026, 7, 1))
    turn(agencies, 1, land)
    turn(agencies, 2, land, people=4)
    for seq in (1, 2):
        letter(agencies, seq, land)
    letter(agencies, 3, land, **handled(field="tham_nhung"))


@pytest.fixture
def returns(records: None, agencies: Any, actor: Actor) -> None:
    """The quarter is open, every agency has its return."""
    from giaoban.figures.indicators.actions import open_period
    from giaoban.figures.submissions.actions import open_returns

    open_period(period=Q3, by=actor)
    open_returns(period=Q3, by=actor)


@pytest.fixture
def closed(returns: None, actor: Actor) -> None:
    from giaoban.rounds.reports.actions import close

    close(period=Q3, reason="Đã đôn đốc", by=actor)


def sheet_of(agency: Any) -> Any:
    from giaoban.figures.submissions.models import Return

    return Return.objects.get(agency=agency, period="2026-Q3")


def test_an_agency_types_and_sends(visit: Callable[..., Page], returns: None, agencies: Any) -> None:
    page = visit("reporter", "/bao-cao-co-quan/")
    assert page.locator("tr[data-row]").count() == 1, "an agency sees its own return only"
    page.keyboard.press("j")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    press(page, "Gửi báo cáo")
    assert "Chưa gửi được: còn trống" in body(page)
    first, *rest = POLICE
    for label in rest:
        page.get_by_label(label).fill(POLICE[label])
    page.get_by_label(first).fill("một nghìn")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "một nghìn" in page.locator(".field.has-error .error").inner_text()
    assert page.get_by_label("Đối tượng phạm pháp").input_value() == "62"
    page.get_by_label(first).fill(POLICE[first])
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "Đã ghi số liệu." in body(page)
    assert page.get_by_label(first).input_value() == "1.050"
    page.get_by_role("button", name="Gửi báo cáo").dblclick()
    expect(page.locator(".head .tag.done")).to_have_text("Đã gửi")
    sheet = sheet_of(agencies.cong_an)
    assert (sheet.state, sheet.sent_on) == ("da_gui", date(2026, 9, 21))
    assert sheet.values.get(code="TP_VU").value == Decimal(1050)
    assert page.locator(".history li", has_text="gửi báo cáo").count() == 1
    assert "TP_VU" not in page.locator(".history").inner_text()


def test_the_quarter_is_refused_then_closed(visit: Callable[..., Page], returns: None, agencies: Any, actor: Actor) -> None:
    from giaoban.figures.indicators.models import PeriodClosing
    from giaoban.figures.submissions import actions, queries

    police = sheet_of(agencies.cong_an)
    actions.fill(sheet=police, values={i.code: Decimal(40) for i in queries.needed(agencies.cong_an)}, by=actor)
    actions.send(sheet=police, by=actor)
    page = visit("specialist", "/")
    assert "cơ quan đã gửi" in page.locator(".stage[aria-current]").inner_text()
    assert "VKSND tỉnh" in page.locator("section", has_text="Chưa gửi báo cáo kỳ").inner_text()
    follow(page, "VKSND tỉnh")
    press(page, "Nhắc gửi")
    assert sheet_of(agencies.vien_kiem_sat).reminders == 1
    page.goto("/bao-cao-co-quan/")
    follow(page, "Công an tỉnh")
    press(page, "Tiếp nhận")
    assert sheet_of(agencies.cong_an).state == "da_nhan"
    page.goto("/bieu/?bieu=02/XLD")
    assert "Biểu 02/XLD, Ban Tiếp công dân tỉnh: cột 6 (1) phải bằng cột 9 + cột 10 + cột 11 (0)." in body(page)
    assert "Kiểm tra" in ZipFile(BytesIO(download(page, "Excel"))).read("xl/workbook.xml").decode()
    page.goto("/so-lieu/2026-Q3/")
    follow(page, "Chốt kỳ")
    assert "cơ quan chưa gửi" in body(page)
    press(page, "Chốt kỳ")
    said = page.get_by_role("alert").inner_text()
    assert said.startswith("Chưa chốt được quý III năm 2026: còn ")
    assert "UBND tỉnh" in said
    assert PeriodClosing.objects.get().closed_at is None
    page.get_by_label("Lý do chốt khi còn thiếu").fill("Các cơ quan còn lại xin gửi sau hội nghị")
    page.get_by_role("button", name="Chốt kỳ").dblclick()
    page.wait_for_url("**/so-lieu/2026-Q3/")
    assert "Đã chốt quý III năm 2026." in body(page)
    assert PeriodClosing.objects.get().closed_by == "Người specialist"


def test_a_figure_opens_its_records_and_says_why_it_moved(visit: Callable[..., Page], closed: None, agencies: Any) -> None:
    from giaoban.registers.petitions.models import Matter, Petition

    letter(agencies, 4, Matter.objects.get(), received_on=date(2026, 9, 10))
    page = visit("specialist", "/so-lieu/2026-Q3/")
    with page.expect_navigation():
        page.locator('a.num[href$="/DON_TIEP_NHAN/"]').click()
    assert page.locator(".stage", has_text="Đã báo cáo").locator(".big").inner_text().split() == ["3", "đơn"]
    assert page.locator(".stage", has_text="Hiện nay").locator(".big").inner_text().split() == ["4", "đơn"]
    why = page.locator("section", has_text="Vì sao số hiện nay khác số đã báo cáo")
    assert why.get_by_role("link", name="4/2026").count() == 1
    assert page.locator("#register tr[data-row]").count() == 4
    follow(page, "3/2026", exact=True)
    page.wait_for_url(f"**/don/{Petition.objects.get(year=2026, seq=3).pk}/")


def test_the_report_is_written_approved_and_issued_once(visit: Callable[..., Page], closed: None) -> None:
    from giaoban.rounds.reports.models import IssuedReport, Report

    page = visit("specialist", "/bao-cao/")
    press(page, "Lập báo cáo")
    page.wait_for_url("**" + REPORT)
    number = page.locator('.paper-view a[href*="/TCD_LUOT/"]').first
    assert number.inner_text() == "02"
    part = page.locator("table a[href*='/muc/']").first
    with page.expect_navigation():
        part.click()
    page.get_by_label("Nội dung").fill(SECTION)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert "Không để xảy ra điểm nóng." in page.locator(".paper-view").inner_text()
    assert page.locator(".tag.done", has_text="đã viết").count() == 1
    page.get_by_role("button", name="Trình duyệt").dblclick()
    expect(page.locator(".head .tag")).to_have_text("Trình duyệt")
    leader = visit("leader", "/")
    follow(leader, "Duyệt báo cáo quý")
    press(leader, "Duyệt", exact=True)
    assert Report.objects.get().state == "da_duyet"
    page.reload()
    page.get_by_label("Số", exact=True).fill("05-BC/BNCTU")
    page.get_by_label("Người ký").fill("Hoàng Thị Yến")
    page.get_by_role("button", name="Phát hành").dblclick()
    expect(page.locator(".head .tag")).to_have_text("Đã phát hành")
    assert "Báo cáo đã phát hành, không sửa." in body(page)
    assert IssuedReport.objects.count() == 1
    paper = ZipFile(BytesIO(download(page, "Word"))).read("word/document.xml").decode()
    assert "05-BC/BNCTU" in paper
    assert "Không để xảy ra điểm nóng." in paper
    assert "Dự thảo" not in paper
    assert download(page, "PDF").startswith(b"%PDF-1.")
