"""A clerk's morning at the reception office: letters are written down without leaving the keyboard."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from giaoban.core.words.dates import format_date
from giaoban.registers.petitions.models import Petition

from .conftest import body

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
STORY = "Đề nghị xem xét lại mức bồi thường khi thu hồi thửa đất số 12 để làm đường liên xã."


def type_letter(page: Page, *, kind: str, day: str = "14/9/2026", name: str = "Lò Thị Xoan", story: str = STORY) -> None:
    """Type one letter, field after field."""
    page.get_by_label("Ngày nhận").fill(day)
    page.get_by_label("Loại đơn").select_option(kind)
    page.get_by_label("Họ và tên").fill(name)
    page.get_by_label("Địa chỉ").fill("Bản Nà Sang, xã Khê Đông")
    page.get_by_label("Nội dung", exact=True).fill(story)


def save(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")


def new_letter(page: Page) -> None:
    page.keyboard.press("n")
    page.wait_for_url("**/don/moi/")


def test_a_letter_from_the_first_page_to_the_list_and_back(visit: Callable[..., Page], people: dict[str, Any]) -> None:
    page = visit("clerk")
    new_letter(page)
    type_letter(page, kind="khieu_nai")
    save(page)
    row = Petition.objects.get()
    assert (row.received_on.isoformat(), row.kind, row.summary) == ("2026-09-14", "khieu_nai", STORY)
    assert f"Đã vào sổ đơn số {row.number}." in body(page)
    page.goto("/don/")
    line = page.locator("tr[data-row]")
    assert line.count() == 1
    words = line.inner_text()
    assert row.next_due is not None
    assert all(part in words for part in (row.number, "14/9/2026", "Lò Thị Xoan", row.next_step))
    assert format_date(row.next_due) in line.locator("td").last.inner_html()


def test_the_list_is_walked_by_keys(visit: Callable[..., Page], people: dict[str, Any]) -> None:
    page = visit("clerk")
    for number, day in ((1, "14/9/2026"), (2, "15/9/2026")):
        page.goto("/")
        new_letter(page)
        type_letter(page, kind="khieu_nai", day=day, name=f"Lò Thị Xoan {number}", story=f"{STORY} Đơn thứ {number}.")
        save(page)
    newest, older = Petition.objects.order_by("-received_on")
    page.goto("/don/")
    for key in "jjk":
        page.keyboard.press(key)
    assert newest.number in page.locator('tr[aria-selected="true"]').inner_text()
    page.keyboard.press("j")
    page.locator("#panel", has_text=older.number).wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/don/{older.pk}/")
    assert older.number in page.locator("h1").inner_text()
    working = page.locator("details", has_text="Cách tính").first
    working.locator("summary").click()
    steps = working.locator("ol.steps li")
    assert steps.count() >= 1
    assert steps.first.is_visible()
    assert "14/9/2026" in working.inner_text()
    assert "Điều" in working.inner_text()


def test_the_writer_of_a_denunciation_is_never_shown(visit: Callable[..., Page], people: dict[str, Any]) -> None:
    page = visit("clerk")
    new_letter(page)
    type_letter(page, kind="to_cao", name="Vàng Thị Mẩy", story="Tố cáo cán bộ xã thu tiền sai quy định khi làm sổ đất.")
    save(page)
    pk = Petition.objects.get().pk
    for path in (f"/don/{pk}/", "/don/", f"/don/{pk}/xem-nhanh/", f"/don/{pk}/sua/", "/"):
        page.goto(path)
        assert "Mẩy" not in page.content(), path
    page.goto("/tim/?q=Vàng Thị Mẩy")
    assert page.locator(f'main a[href="/don/{pk}/"]').count() == 0
    page.goto("/don/")
    assert "niêm phong" in page.locator('tr[data-row] td[data-label="Người viết"]').inner_text()


def test_an_impossible_day_keeps_what_was_typed(visit: Callable[..., Page], people: dict[str, Any]) -> None:
    page = visit("clerk")
    new_letter(page)
    type_letter(page, kind="khieu_nai", day="31/02/2026")
    page.keyboard.press("Control+Enter")
    page.locator(".field.has-error").wait_for()
    assert Petition.objects.count() == 0
    said = page.locator(".field.has-error", has_text="Ngày nhận").locator(".error").inner_text()
    assert "31/02/2026" in said
    assert page.get_by_label("Ngày nhận").input_value() == "31/02/2026"
    assert page.get_by_label("Họ và tên").input_value() == "Lò Thị Xoan"
    assert page.get_by_label("Nội dung", exact=True).input_value() == STORY
    page.get_by_label("Ngày nhận").fill("14/9/2026")
    save(page)
    assert Petition.objects.get().received_on.isoformat() == "2026-09-14"


def test_a_second_click_makes_no_double(visit: Callable[..., Page], people: dict[str, Any]) -> None:
    page = visit("clerk", "/don/moi/")
    type_letter(page, kind="khieu_nai")
    page.get_by_role("button", name="Lưu Ctrl+Enter").dblclick()
    page.locator("main", has_text="Đã vào sổ đơn số").wait_for()
    row = Petition.objects.get()
    page.wait_for_url(f"**/don/{row.pk}/")
