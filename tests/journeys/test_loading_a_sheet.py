"""A sheet of the clerk's own making is matched, looked at and loaded in the browser, at both widths."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from giaoban.registers.petitions.models import Petition

from .conftest import too_wide, violations

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
SHEET = "Ngày vào sổ;Họ tên chủ đơn;Loại đơn;Nguồn đơn;Tóm tắt ND\n14/9/2026;Lò Thị Xoan;KN đất;Bưu điện;Đề nghị xem lại mức bồi thường thửa 12\n"


@pytest.mark.parametrize("width", ["wide", "narrow"])
def test_sheet_is_matched_and_loaded(visit: Callable[..., Page], tmp_path: Path, width: str) -> None:
    file = tmp_path / "so-don.csv"
    file.write_text(SHEET, "utf-8")
    page = visit("clerk", "/don/nap/tep/", width=width)
    assert violations(page) == []
    page.get_by_label("Tệp csv").set_input_files(file)
    page.get_by_role("button", name="Tải lên").click()
    expect(page.locator("main")).to_contain_text("Không có loại đơn “KN đất”")
    assert violations(page) == []
    assert not too_wide(page)
    page.get_by_label("“KN đất”").select_option("khieu_nai")
    page.get_by_role("button", name="Nạp 1 dòng").click()
    expect(page.locator("main")).to_contain_text("Đã nạp 1 đơn.")
    assert violations(page) == []
    assert Petition.objects.get().kind == "khieu_nai"
