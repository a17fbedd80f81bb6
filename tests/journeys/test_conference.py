"""The conference: made from the round, held, concluded; the notice issued gives the tasks, and the next report tells how they went."""

from collections.abc import Callable
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from playwright.sync_api import Page, expect

from giaoban.core.values.actors import Actor

from .conftest import body, download, follow, press, too_wide, violations

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
POINTS = (
    ("danh_gia", "Công tác nội chính, dân vận quý III có nhiều chuyển biến", "", "", ""),
    ("giao_viec", "Rà soát các cuộc thanh tra chậm kết luận", "Thanh tra tỉnh", "Sở Tư pháp; Công an tỉnh", "30/11/2026"),
    ("giao_viec", "Giải quyết dứt điểm đơn tồn đọng", "Ban Tiếp công dân tỉnh", "", "31/10/2026"),
)


@pytest.fixture
def chair(people: dict[str, Any], actor: Actor) -> Any:
    from giaoban.registers.people.actions import create_person

    return create_person(name="Nguyễn Văn Khuê", by=actor)


@pytest.fixture
def held(chair: Any, agencies: Any, actor: Actor) -> Any:
    """A conference of 18/9/2026 to which one agency came."""
    from datetime import time

    from giaoban.core.values.periods import Period
    from giaoban.rounds.meetings import actions

    meeting = actions.prepare(
        period=Period(2026, "Q3"), on=date(2026, 9, 18), start_time=time(8), place="Hội trường", chair=chair, chair_post="Bí thư", by=actor
    )
    police = meeting.invitations.get(agency=agencies.cong_an)
    actions.record_attendance(meeting=meeting, lines=[actions.Came(police.pk, "co_mat", "Trần Văn Mạnh")], by=actor)
    return actions.hold(meeting=meeting, by=actor)


@pytest.fixture
def issued(held: Any, agencies: Any, actor: Actor) -> Any:
    """Its notice with two tasks, the first of them done in time."""
    from giaoban.registers.tasks.actions import accept, report_result
    from giaoban.registers.tasks.models import Task
    from giaoban.rounds.meetings import actions
    from giaoban.rounds.meetings.rules import PointDraft

    leads = {"": None, "Thanh tra tỉnh": agencies.thanh_tra.pk, "Ban Tiếp công dân tỉnh": agencies.ban_tiep_cong_dan.pk}
    due = (None, date(2026, 11, 30), date(2026, 10, 31))
    drafts = [PointDraft(kind, text, leads[lead], deadline=day) for (kind, text, lead, _with, _day), day in zip(POINTS, due, strict=True)]
    actions.set_points(meeting=held, points=drafts, by=actor)
    notice = actions.issue_notice(meeting=held, number="127-TB/TU", signer="Hoàng Thị Yến", by=actor, issued_on=actor.today)
    first = Task.objects.order_by("number")[0]
    accept(task=report_result(task=first, text="Xong.", by=actor), by=actor)
    return notice


def fill(page: Page, **typed: str) -> None:
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)


def send(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def prepare(page: Page) -> None:
    """From the round to the conference with its agenda and its list of guests."""
    follow(page, "Lập hội nghị giao ban")
    assert page.locator("[name=period]").input_value() == "2026-Q3"
    page.get_by_label("Chủ trì", exact=True).select_option(label="Nguyễn Văn Khuê")
    fill(page, on="18/9/2026", start_time="8:00", place="Hội trường Tỉnh ủy", chair_post="Bí thư Tỉnh ủy")
    send(page)


def write_points(page: Page, *, without: str = "") -> None:
    """Type the conclusions; the deadline of ``without`` is left out."""
    follow(page, "Soạn kết luận")
    for place, (kind, text, lead, supports, deadline) in enumerate(POINTS):
        page.locator(f"[name=form-{place}-kind]").select_option(kind)
        told = {"text": text, "lead": lead, "supports": supports, "deadline": "" if lead == without else deadline}
        for name, words in told.items():
            page.locator(f"[name=form-{place}-{name}]").fill(words)
    send(page)


def test_from_the_round_to_the_hall(visit: Callable[..., Page], chair: Any, agencies: Any) -> None:
    from giaoban.rounds.meetings.models import Meeting

    page = visit("specialist", "/")
    prepare(page)
    meeting = Meeting.objects.get()
    assert page.locator("#chuong-trinh li").count() == 6
    with page.expect_navigation():
        page.locator("#chuong-trinh a").click()
    page.locator("[name=form-0-minutes]").fill("15")
    page.locator("[name=form-0-presenter]").fill("Văn phòng Tỉnh ủy")
    send(page)
    assert "Văn phòng Tỉnh ủy, 15 phút" in page.locator("#chuong-trinh").inner_text()
    follow(page, "Danh sách mời")
    page.get_by_label("Hội Nông dân tỉnh").uncheck()
    press(page, "Ghi danh sách, đã gửi giấy mời")
    assert not meeting.invitations.filter(agency=agencies.nong_dan).exists()
    follow(page, "Ghi thành phần dự")
    page.get_by_label("Có mặt: Công an tỉnh").select_option("co_mat")
    page.get_by_label("Người dự: Công an tỉnh").fill("Trần Văn Mạnh")
    page.get_by_label("Có mặt: TAND tỉnh").select_option("vang")
    send(page)
    assert "có mặt 1/" in page.locator("#thanh-phan").inner_text()
    follow(page, "Ghi ý kiến")
    page.get_by_label("Cơ quan", exact=True).select_option(label="Công an tỉnh")
    fill(page, text="Đề nghị tăng cường phối hợp.")
    send(page)
    assert "Đề nghị tăng cường phối hợp." in page.locator("#y-kien").inner_text()
    press(page, "Ghi đã họp")
    meeting.refresh_from_db()
    assert (meeting.state, str(meeting.on), meeting.chair) == ("da_hop", "2026-09-18", chair)
    page.goto("/")
    follow(page, "18/9/2026")
    page.wait_for_url(f"**/hoi-nghi/{meeting.pk}/")


def test_the_conclusions_become_a_notice_and_tasks(visit: Callable[..., Page], held: Any, agencies: Any) -> None:
    from giaoban.registers.directives.models import Directive
    from giaoban.registers.tasks.models import Task

    page = visit("specialist", f"/hoi-nghi/{held.pk}/")
    write_points(page, without="Thanh tra tỉnh")
    assert "Còn thiếu để ban hành: II.1 chưa có hạn." in body(page)
    follow(page, "Ban hành thông báo")
    fill(page, number="127-TB/TU", signer="Hoàng Thị Yến")
    send(page)
    assert "II.1 chưa có hạn" in page.get_by_role("alert").inner_text()
    assert page.locator("[name=signer]").input_value() == "Hoàng Thị Yến"
    assert not Directive.objects.exists()
    follow(page, "Soạn tiếp")
    page.locator("[name=form-1-deadline]").fill("30/11/2026")
    send(page)
    follow(page, "Xem dự thảo thông báo")
    sheet = page.locator(".paper-view").inner_text()
    assert "Thanh tra tỉnh chủ trì, phối hợp với Sở Tư pháp và Công an tỉnh rà soát" in sheet
    assert "dự thảo, chưa ban hành" in body(page)
    page.go_back()
    follow(page, "Ban hành thông báo")
    fill(page, number="127-TB/TU", signer="Hoàng Thị Yến")
    page.get_by_role("button", name="Ban hành").dblclick()
    expect(page.locator("#thong-bao h2")).to_have_text("Nhiệm vụ theo Thông báo số 127-TB/TU, 21/9/2026")
    notice = Directive.objects.get()
    assert list(notice.provisions.order_by("order").values_list("number", flat=True)) == ["I", "II.1", "II.2", "III.1"]
    tasks = Task.objects.order_by("provision__order")
    assert [(t.provision.number, t.lead, t.deadline) for t in tasks] == [
        ("II.1", agencies.thanh_tra, date(2026, 11, 30)),
        ("II.2", agencies.ban_tiep_cong_dan, date(2026, 10, 31)),
    ]
    assert page.locator("#thong-bao tbody tr").count() == 2
    assert page.get_by_role("link", name="Soạn kết luận").count() == 0, "what is issued is not written again"
    follow(page, "Xem thông báo")
    assert "127-TB/TU" in ZipFile(BytesIO(download(page, "Word"))).read("word/document.xml").decode()
    assert download(page, "PDF").startswith(b"%PDF-1.")
    narrow = visit("leader", f"/hoi-nghi/{held.pk}/", "narrow")
    assert not too_wide(narrow)
    assert violations(narrow) == []


def test_the_next_report_tells_how_the_conclusions_went(visit: Callable[..., Page], issued: Any, settings: Any) -> None:
    settings.TODAY = "2026-12-16"
    page = visit("specialist", "/bao-cao/")
    press(page, "Lập báo cáo quý IV năm 2026")
    page.wait_for_url("**/bao-cao/2026-Q4/")
    sheet = page.locator(".paper-view")
    told = sheet.inner_text()
    assert (
        "Thông báo số 127-TB/TU ngày 20/9/2026, đã giao 02 nhiệm vụ; trong đó 01 nhiệm vụ hoàn thành đúng hạn; 01 nhiệm vụ quá hạn" in told
    )
    assert "Giải quyết dứt điểm đơn tồn đọng" in told
    with page.expect_navigation():
        sheet.locator('a[href*="/nhiem-vu/"]').first.click()
    page.goto("/thong-bao-ket-luan/")
    line = page.locator("tr[data-row]").inner_text()
    assert "127-TB/TU" in line
    assert "1/2" in line
    assert "1 quá hạn" in line
