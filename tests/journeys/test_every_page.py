"""Every list page of every role, at two widths: it opens, axe finds nothing, it does not scroll sideways."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from .conftest import WIDTHS, too_wide, violations

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("browser")]
LEADS = [
    "/",
    "/vong-quy/",
    "/so-lieu/2026-Q2/",
    "/so-lieu/2026-Q2/TCD_LUOT/",
    "/so-lieu/2026-Q2/chot/",
    "/bao-cao-co-quan/",
    "/bieu/",
    "/bao-cao/",
    "/hoi-nghi/",
    "/nhiem-vu/",
    "/vu-an/",
]
LEADS += ["/van-ban/", "/kien-nghi/", "/dan-van/", "/thoi-han/", "/don/", "/tiep-cong-dan/", "/doc-van-ban/", "/co-quan/", "/tim/?q=dat"]
PAGES = [
    *(("specialist", path) for path in LEADS),
    *(("clerk", path) for path in ("/", "/don/", "/don/moi/", "/tiep-cong-dan/", "/tiep-cong-dan/moi/", "/thoi-han/luat/")),
]
PAGES += [("administrator", "/tai-khoan/"), ("administrator", "/nhat-ky/"), ("reporter", "/"), ("leader", "/"), ("auditor", "/nhat-ky/")]


@pytest.mark.parametrize("width", WIDTHS)
def test_pages_open_without_violations(visit: Callable[..., Page], width: str) -> None:
    wrong: list[str] = []
    for role in dict.fromkeys(role for role, _ in PAGES):
        page = visit(role, "/", width)
        for path in (path for who, path in PAGES if who == role):
            answer = page.goto(path)
            status = answer.status if answer else 0
            if status != 200:
                wrong.append(f"{role} {path}: {status}")
                continue
            wrong += [f"{role} {path}: {line}" for line in violations(page)]
            if too_wide(page):
                wrong.append(f"{role} {path}: scrolls sideways at {width}")
    assert wrong == [], "\n".join(wrong)
