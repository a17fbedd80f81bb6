"""Reading a document: a press item is pasted, a report is uploaded; what a person confirms stands in the registers with its origin."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from playwright.sync_api import Page, expect

from giaoban.core.values.refs import RecordRef
from tests.rounds.intake.conftest import TEXT

from .conftest import body, follow, press, too_wide, violations

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]


def paste(page: Page, text: str = TEXT) -> None:
    page.keyboard.press("n")
    page.wait_for_url("**/doc-van-ban/nhap/")
    page.get_by_label("hoặc dán văn bản").fill(text)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def proposals(kind: str) -> Any:
    from giaoban.rounds.intake.models import Proposal

    return Proposal.objects.filter(kind=kind).order_by("order")


def line_of(page: Page, pk: int) -> Any:
    return page.locator(f"#de-xuat-{pk}")


def test_the_words_and_the_proposal_find_each_other(visit: Callable[..., Page], people: dict[str, Any]) -> None:
    page = visit("specialist", "/doc-van-ban/")
    paste(page)
    assert page.locator("h1").inner_text() == f"Đọc văn bản · {TEXT.splitlines()[0]}"
    assert page.locator("mark[data-proposal]").count() >= page.locator("tr[data-row]").count() >= 8
    award = proposals("award").get()
    page.locator(f'mark[data-proposal="{award.pk}"]').first.click()
    assert page.locator('tr[aria-selected="true"]').get_attribute("id") == f"de-xuat-{award.pk}"
    assert set(page.locator("mark.here").evaluate_all("all => all.map(one => one.dataset.proposal)")) == {str(award.pk)}
    expect(line_of(page, award.pk)).to_be_in_viewport()
    page.keyboard.press("k")
    chosen = page.locator('tr[aria-selected="true"]').get_attribute("data-proposal")
    assert chosen != str(award.pk)
    assert page.locator("mark.here").first.get_attribute("data-proposal") == chosen
    task = proposals("task").first()
    page.locator(f'mark[data-proposal="{task.pk}"] a').first.focus()
    page.keyboard.press("Enter")
    expect(line_of(page, task.pk)).to_have_attribute("aria-selected", "true")
    expect(line_of(page, task.pk)).to_be_focused()
    assert violations(page) == []


def test_each_proposal_is_confirmed_corrected_or_refused(visit: Callable[..., Page], people: dict[str, Any], agencies: Any) -> None:
    from giaoban.registers.tasks.models import Task
    from giaoban.trust.links.queries import others

    page = visit("specialist", "/doc-van-ban/")
    paste(page)
    first, second = proposals("task")
    page.locator(f'mark[data-proposal="{first.pk}"]').first.click()
    page.keyboard.press("Enter")
    expect(line_of(page, first.pk)).to_contain_text("Đã ghi vào sổ")
    task = Task.objects.get()
    assert (task.lead, task.deadline) == (agencies.thanh_tra, date(2026, 11, 30))
    assert [ref.kind for _relation, ref in others(RecordRef("task", task.pk)) if ref.kind == "paper"] == ["paper"]
    line_of(page, second.pk).locator("td").last.click()
    with page.expect_navigation():
        page.keyboard.press("e")
    page.get_by_label("Hạn", exact=True).fill("31/11/2026")
    page.get_by_label("Nội dung việc").fill("Kiểm tra việc thực hiện Chỉ thị số 26-CT/TW")
    press(page, "Ghi như đã sửa")
    assert "31/11/2026" in page.locator(".field.has-error .error").inner_text()
    assert page.get_by_label("Nội dung việc").input_value() == "Kiểm tra việc thực hiện Chỉ thị số 26-CT/TW"
    page.get_by_label("Hạn", exact=True).fill("30/11/2026")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert Task.objects.get(lead=agencies.cong_an).title == "Kiểm tra việc thực hiện Chỉ thị số 26-CT/TW"
    award = proposals("award").get()
    page.locator(f'mark[data-proposal="{award.pk}"]').first.click()
    page.keyboard.press("x")
    expect(line_of(page, award.pk).locator(".tag")).to_have_text("Bỏ")
    assert page.locator(f'mark[data-proposal="{award.pk}"]').count() == 0
    follow(page, "mở")
    page.wait_for_url("**/nhiem-vu/*/")


def test_all_that_lacks_nothing_is_written_at_once(visit: Callable[..., Page], people: dict[str, Any]) -> None:
    from giaoban.rounds.intake.models import Paper

    page = visit("specialist", "/doc-van-ban/")
    paste(page)
    count = page.locator("main form input[name=p]").count()
    page.get_by_role("button", name=f"Ghi {count} mục vào sổ").dblclick()
    page.locator(".messages", has_text=f"Đã ghi {count} mục vào sổ.").wait_for()
    assert page.locator(".tag.done", has_text="Đã ghi vào sổ").count() == count
    left = proposals("figure").get(state="cho")
    line_of(page, left.pk).get_by_role("button", name="Bỏ").click()
    expect(line_of(page, left.pk).locator(".tag")).to_have_text("Bỏ")
    press(page, "Xong văn bản")
    page.wait_for_url("**/doc-van-ban/")
    assert Paper.objects.get().state == "da_xong"


def test_a_file_is_read_and_read_once(visit: Callable[..., Page], people: dict[str, Any], tmp_path: Path) -> None:
    from giaoban.rounds.intake.models import Paper

    path = tmp_path / "tin giao ban.docx"
    paper = Document()
    for line in TEXT.split("\n\n"):
        paper.add_paragraph(line)
    paper.save(str(path))
    page = visit("specialist", "/doc-van-ban/nhap/", width="narrow")
    for _turn in range(2):
        page.goto("/doc-van-ban/nhap/")
        page.get_by_label("Tệp").set_input_files(path)
        press(page, "Đọc")
        assert "Đọc văn bản · tin giao ban.docx" in body(page)
    assert Paper.objects.count() == 1
    assert page.locator("mark[data-proposal]").count() >= 8
    assert not too_wide(page)
    broken = tmp_path / "hong.docx"
    broken.write_bytes(b"PK\x03\x04 not a document")
    page.goto("/doc-van-ban/nhap/")
    page.get_by_label("Tên gọi").fill("Báo cáo quý của xã")
    page.get_by_label("Tệp").set_input_files(broken)
    press(page, "Đọc")
    assert "hong.docx" in page.locator(".error").first.inner_text() or page.get_by_role("alert").count() == 1
    assert page.get_by_label("Tên gọi").input_value() == "Báo cáo quý của xã"
    assert Paper.objects.count() == 1
