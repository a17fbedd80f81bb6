"""A clerk types letters with the keyboard alone: fields in order, names completed, repeats seen, nothing lost when the line is cut."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from giaoban.registers.petitions.models import Petition

from .conftest import too_wide, violations
from .test_clerk_morning import STORY, type_letter

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
Visit = Callable[..., Page]


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name || document.activeElement.textContent.trim()"))


def test_letter_is_written_without_a_mouse(visit: Visit) -> None:
    page = visit("clerk", "/don/moi/")
    assert focused(page) == "received_on"
    page.keyboard.press("Control+A")
    page.keyboard.type("14/9/2026")
    page.keyboard.press("Enter")
    assert focused(page) == "channel"
    for name in ("agency", "kind"):
        page.keyboard.press("Tab")
        assert focused(page) == name
    page.keyboard.type("Khiếu")
    while focused(page) != "name":
        page.keyboard.press("Tab")
    page.keyboard.type("Lò Thị Xoan")
    while focused(page) != "place":
        page.keyboard.press("Enter")
    page.keyboard.type("suoi ng")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator("[name=place]").input_value() == "phường Ngàn Lau (xã Suối Ngàn cũ)"
    while focused(page) != "summary":
        page.keyboard.press("Tab")
    page.keyboard.type(STORY)
    expect(page.locator("#beside")).to_contain_text("Đơn không ghi ngày, tháng, năm viết đơn.")
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert Petition.objects.get().summary == STORY
    expect(page.locator("main")).to_contain_text("Đã vào sổ đơn số 1/2026")


def test_fault_is_shown_at_its_field_and_the_name_stays(visit: Visit) -> None:
    page = visit("clerk", "/don/moi/")
    type_letter(page, kind="khieu_nai", day="31/2/2026")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".field.has-error")).to_have_count(1)
    assert focused(page) == "received_on"
    assert page.locator("[name=name]").input_value() == "Lò Thị Xoan"
    page.keyboard.press("Control+A")
    page.keyboard.type("14/9/2026")
    page.wait_for_timeout(1600)
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert Petition.objects.count() == 1


def test_cut_line_loses_nothing_and_the_letter_goes_when_it_is_back(visit: Visit) -> None:
    page = visit("clerk", "/don/moi/")
    type_letter(page, kind="khieu_nai")
    page.context.set_offline(True)
    page.keyboard.press("Control+Enter")
    expect(page.locator("[data-line=offline]")).to_be_visible()
    assert page.locator("[name=name]").input_value() == "Lò Thị Xoan"
    kept = page.evaluate("localStorage.getItem('draft:petitions-new')")
    assert STORY in kept
    assert "Xoan" not in kept
    assert Petition.objects.count() == 0
    with page.expect_navigation():
        page.context.set_offline(False)
    assert Petition.objects.count() == 1
    assert page.evaluate("localStorage.getItem('draft:petitions-new')") is None


def test_next_letter_keeps_the_head_and_begins_at_the_name(visit: Visit) -> None:
    page = visit("clerk", "/don/moi/")
    type_letter(page, kind="kien_nghi", day="10/9/2026")
    with page.expect_navigation():
        page.keyboard.press("Control+Shift+Enter")
    assert focused(page) == "name"
    assert page.locator("[name=received_on]").input_value() == "10/9/2026"
    assert page.locator("[name=kind]").input_value() == "kien_nghi"
    assert page.locator("[name=summary]").input_value() == ""


def test_repeat_is_seen_and_linked_while_typing(visit: Visit) -> None:
    page = visit("clerk", "/don/moi/")
    type_letter(page, kind="khieu_nai", day="10/9/2026")
    with page.expect_navigation():
        page.keyboard.press("Control+Shift+Enter")
    type_letter(
        page, kind="khieu_nai", day="14/9/2026", story="De nghi xem xet lai muc boi thuong khi thu hoi thua dat so 12 de lam duong lien xa"
    )
    expect(page.locator("#beside")).to_contain_text("Có thể trùng")
    page.get_by_label("Cùng đơn").check()
    page.locator("[name=summary]").focus()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    assert Petition.objects.get(seq=2).duplicate_of == Petition.objects.get(seq=1)


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_form_is_whole_at_both_widths(visit: Visit, width: str) -> None:
    page = visit("clerk", "/don/moi/", width=width)
    page.locator("[name=place]").press_sequentially("xa k")
    assert page.get_by_role("option").count()
    assert violations(page) == []
    assert not too_wide(page)
