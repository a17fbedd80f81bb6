"""Following a task: given, worked on late, put off once, reported, sent back, reported again and accepted."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Page

from giaoban.core.values.actors import Actor

from .conftest import body, download, follow, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
TITLE = "Rà soát các vụ việc đông người tồn đọng, báo cáo Thường trực Tỉnh ủy"


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "bao cao so bo.docx"
    sheet = Document()
    sheet.add_paragraph("Đã rà soát 5 vụ việc.")
    sheet.save(str(path))
    return path


@pytest.fixture
def task(people: dict[str, Any], agencies: Any, actor: Actor) -> Any:
    from giaoban.registers.tasks.actions import assign

    return assign(
        title=TITLE, lead=agencies.cong_an, giver=agencies.ban_noi_chinh, deadline_kind="ngay", deadline=date(2026, 9, 15),
        assigned_on=date(2026, 9, 1), by=actor,
    )  # fmt: skip


def save(page: Page, **typed: str) -> None:
    """Type into the boxes of these names and send the sheet by key."""
    for name, text in typed.items():
        page.locator(f"[name={name}]").fill(text)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def opened(page: Page, task: Any) -> Page:
    page.goto(f"/nhiem-vu/{task.pk}/")
    return page


def test_a_task_is_given_and_reported_on_with_evidence(visit: Callable[..., Page], agencies: Any, paper: Path) -> None:
    from giaoban.registers.tasks.models import Task

    giver = visit("specialist", "/nhiem-vu/")
    with giver.expect_navigation():
        giver.keyboard.press("n")
    giver.get_by_label("Cơ quan chủ trì").select_option(label="Công an tỉnh")
    save(giver, title=TITLE, supports="Sở Tư pháp; Thanh tra tỉnh", assigned_on="1/9/2026", deadline="15/9/2026")
    task = Task.objects.get()
    assert (task.lead, task.giver, task.deadline) == (agencies.cong_an, agencies.ban_noi_chinh, date(2026, 9, 15))
    assert [s.agency for s in task.supports.order_by("agency__order")] == [agencies.so_tu_phap, agencies.thanh_tra]
    assert "quá 6 ngày" in body(giver)
    page = visit("reporter", "/")
    assert TITLE in body(page), "what is late stands on the first page of the agency"
    follow(page, TITLE)
    follow(page, "Báo cáo tiến độ")
    page.locator("[name=file]").set_input_files(paper)
    save(page, percent="140", text="Đã rà soát 5 vụ việc.")
    assert page.locator("[name=text]").input_value() == "Đã rà soát 5 vụ việc."
    assert page.locator(".error:visible").count() == 1
    page.locator("[name=file]").set_input_files(paper)
    save(page, percent="40")
    assert "Đã ghi tiến độ." in body(page)
    assert download(page, paper.name) == paper.read_bytes()
    task.refresh_from_db()
    assert (task.state, task.percent, task.progresses.count()) == ("dang_lam", 40, 1)
    assert TITLE in opened(visit("approver"), task).locator("h1").inner_text(), "a supporting agency sees the task too"


def test_a_later_deadline_is_refused_then_granted(visit: Callable[..., Page], task: Any) -> None:
    agency, leader = opened(visit("reporter"), task), visit("leader")
    follow(agency, "Xin gia hạn")
    save(agency, until="30/9/2026", reason="Chờ kết quả giám định")
    assert agency.get_by_role("link", name="Xin gia hạn").count() == 0, "one request at a time"
    leader.goto("/")
    follow(leader, f"Gia hạn: {TITLE}")
    follow(leader, "Trả lời đề nghị")
    leader.get_by_label("Quyết định", exact=True).select_option(label="Không đồng ý")
    save(leader)
    assert leader.locator(".error:visible, .note.error").count() == 1, "a refusal is told why"
    save(leader, answer="Việc đã rõ, làm ngay")
    assert "Việc đã rõ, làm ngay" in body(leader)
    opened(agency, task)
    assert "Việc đã rõ, làm ngay" in body(agency)
    follow(agency, "Xin gia hạn")
    save(agency, until="30/9/2026", reason="Còn hai vụ phải xác minh lại")
    opened(leader, task)
    follow(leader, "Trả lời đề nghị")
    save(leader, until="25/9/2026")
    task.refresh_from_db()
    assert (task.deadline, task.first_deadline) == (date(2026, 9, 25), date(2026, 9, 15))
    assert list(task.extensions.order_by("pk").values_list("decision", flat=True)) == ["khong", "dong_y"]
    words = body(opened(agency, task))
    assert "quá 6 ngày" not in words
    assert "hạn giao ban đầu 15/9/2026" in words


def test_the_result_goes_back_once_and_is_accepted_late(visit: Callable[..., Page], task: Any, settings: Any, paper: Path) -> None:
    agency, giver = opened(visit("reporter"), task), visit("specialist")
    follow(agency, "Báo cáo kết quả")
    save(agency, text="Đã rà soát xong.")
    assert agency.get_by_role("link", name="Báo cáo kết quả").count() == 0
    giver.goto("/nhiem-vu/?only=nghiem_thu")
    giver.keyboard.press("j")
    with giver.expect_navigation():
        giver.keyboard.press("Enter")
    follow(giver, "Trả lại")
    save(giver, text="Chưa có danh sách từng vụ")
    settings.TODAY = "2026-09-22"
    opened(agency, task)
    assert "Chưa có danh sách từng vụ" in body(agency)
    follow(agency, "Báo cáo kết quả")
    agency.locator("[name=file]").set_input_files(paper)
    save(agency, text="Gửi kèm danh sách từng vụ.")
    follow(opened(giver, task), "Nghiệm thu")
    giver.locator("[name=text]").fill("Đạt")
    giver.get_by_role("button", name="Nghiệm thu").dblclick()
    giver.wait_for_url(f"**/nhiem-vu/{task.pk}/")
    task.refresh_from_db()
    assert (task.state, task.reported_on, task.reviews.count()) == ("hoan_thanh", date(2026, 9, 22), 2)
    words = body(giver)
    assert "Hoàn thành" in words
    assert "quá 7 ngày" in words, "lateness is counted to the report that was accepted"
    told = giver.locator(".history").inner_text()
    assert told.index("nghiệm thu") < told.index("trả lại"), "newest first"
    narrow = opened(visit("leader", "/", "narrow"), task)
    assert not too_wide(narrow)


def test_two_people_edit_one_task(visit: Callable[..., Page], task: Any) -> None:
    first, second = visit("specialist", f"/nhiem-vu/{task.pk}/sua/"), visit("specialist", f"/nhiem-vu/{task.pk}/sua/")
    save(first, product="Báo cáo, danh sách")
    save(second, title="Rà soát lại toàn bộ", product="Báo cáo riêng")
    said = second.get_by_role("alert").inner_text()
    assert said.startswith("Người khác vừa sửa nhiệm vụ này trong lúc đồng chí đang mở.")
    assert second.locator("[name=title]").input_value() == "Rà soát lại toàn bộ"
    assert second.locator("[name=product]").input_value() == "Báo cáo riêng"
    task.refresh_from_db()
    assert (task.title, task.product) == (TITLE, "Báo cáo, danh sách")
    second.goto(f"/nhiem-vu/{task.pk}/sua/")
    assert second.locator("[name=product]").input_value() == "Báo cáo, danh sách"
    save(second, title="Rà soát lại toàn bộ")
    task.refresh_from_db()
    assert (task.title, task.product, task.version) == ("Rà soát lại toàn bộ", "Báo cáo, danh sách", 3)
