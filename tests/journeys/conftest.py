"""A real browser on a real server: the desk as each user sees it, at two widths, with no request to the outside."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
CHROMIUM = next((p for p in ("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome") if Path(p).exists()), None)
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PASSWORD = "mật khẩu thử 2026"
WIDTHS = {"wide": (1280, 860), "narrow": (390, 844)}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture(autouse=True)
def _known_day(settings: Any) -> None:
    """Everybody works on Monday 21/9/2026."""
    settings.TODAY = "2026-09-21"


@pytest.fixture
def people(transactional_db: None, agencies: Any) -> dict[str, Any]:
    """An account for each role: the clerk at the reception office, the reporter and approver at a department."""
    from giaoban.trust.accounts.models import User

    places = {"clerk": agencies.ban_tiep_cong_dan, "reporter": agencies.cong_an, "approver": agencies.so_tu_phap}
    roles = ("clerk", "specialist", "reporter", "approver", "leader", "administrator", "auditor")
    made = {}
    for role in roles:
        place = places.get(role, agencies.ban_noi_chinh)
        made[role] = User.objects.create_user(role, password=PASSWORD, role=role, full_name=f"Người {role}", agency_ref=place.pk)
    return made


@pytest.fixture
def visit(browser: Browser, live_server: Any, people: dict[str, Any]) -> Iterator[Callable[..., Page]]:
    """``visit("clerk", "/don/", width="narrow")``: a page opened by a logged-in person. Outside requests and script errors fail the test."""
    opened: list[Any] = []
    wrong: list[str] = []

    def open_page(role: str, path: str = "/", width: str = "wide") -> Page:
        size = WIDTHS[width]
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="vi-VN", base_url=live_server.url)
        opened.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on(
            "request", lambda r: None if r.url.startswith((live_server.url, "data:", "blob:")) else wrong.append(f"outside request {r.url}")
        )
        page.on("pageerror", lambda error: wrong.append(f"script error {error}"))
        page.on(
            "console", lambda m: wrong.append(f"console {m.text}") if m.type == "error" and "Content Security Policy" in m.text else None
        )
        page.goto("/dang-nhap/?next=" + path)
        page.locator("input[name=username]").fill(role)
        page.locator("input[name=password]").fill(PASSWORD)
        page.locator("main button[type=submit], main button").first.click()
        page.wait_for_load_state("networkidle")
        return page

    yield open_page
    for context in opened:
        context.close()
    assert wrong == []


def violations(page: Page) -> list[str]:
    """What axe finds wrong, each with the element."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"]]


def too_wide(page: Page) -> bool:
    """Whether the page itself scrolls sideways, or a dense list hides its last columns."""
    return bool(
        page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
            " || [...document.querySelectorAll('table.dense')].some(t => t.scrollWidth > t.parentElement.clientWidth + 1)"
        )
    )


def body(page: Page) -> str:
    """What stands in the page's main part, as it is read."""
    return page.locator("main").inner_text()


def press(page: Page, name: str, **more: Any) -> None:
    """Press the button of this name and wait for the page it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, **more).first.click()


def follow(page: Page, name: str, **more: Any) -> None:
    """Follow the link of this name."""
    with page.expect_navigation():
        page.get_by_role("link", name=name, **more).first.click()


def download(page: Page, name: str) -> bytes:
    """What comes with the link of this name."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    return Path(waiting.value.path()).read_bytes()
