"""The sign-in page in a real browser: readable at every width, in light and dark, with a keyboard and without a script."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
import uvicorn
from access_support import PASSWORD, service
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.access.base import OneService, Role
from assistant.access.gate import open_access
from assistant.access.passwords import Passwords
from assistant.access.users import UsersFile
from assistant.memory import MemoryAssistant
from index.levels import Level
from index.settings import Settings

NARROW, WIDE, HUGE = (360, 740), (1440, 900), (3840, 2160)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, passwords: Passwords) -> Iterator[str]:
    """A running service with both ways to sign in."""
    folder = tmp_path_factory.mktemp("served")
    file = UsersFile(folder / "users.toml")
    file.add("anna", Role.STAFF, Level.INTERNAL, passwords.hash(PASSWORD))
    environment = {
        "COUNCIL_USERS": str(file.path),
        "COUNCIL_OIDC_ISSUER": "http://127.0.0.1:9",
        "COUNCIL_OIDC_CLIENT_ID": "council",
        "COUNCIL_PUBLIC_URL": "http://127.0.0.1",
        "COUNCIL_OPEN": "1",
    }
    services = OneService(MemoryAssistant())
    gate = open_access(Settings(index=folder, cache=folder), services, environment, passwords=passwords)
    server = uvicorn.Server(uvicorn.Config(service(gate), port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        yield browser
        browser.close()


def opened(chromium: Browser, size: tuple[int, int] = WIDE, scheme: Any = "light", **more: Any) -> Page:
    viewport = {"width": size[0], "height": size[1]}
    return chromium.new_context(viewport=viewport, color_scheme=scheme, **more).new_page()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_at_every_width(chromium: Browser, address: str, scheme: str) -> None:
    page = opened(chromium, WIDE, scheme, locale="sv-SE")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/login")
    page.locator("#name:focus").wait_for()
    page.fill("#name", f"bo-{scheme}")
    page.fill("#password", "fel fel fel fel")
    page.click("form button")
    assert page.inner_text('[role="alert"]') == "Användarnamnet eller lösenordet stämmer inte."
    page.locator("#password:focus").wait_for()
    for width, height in (WIDE, NARROW, HUGE):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        if width != HUGE[0]:
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
    assert all(url.startswith((address, "data:")) for url in asked)
    page.context.close()


def test_the_form_works_with_the_keyboard_and_without_scripts(chromium: Browser, address: str) -> None:
    page = opened(chromium, NARROW, locale="en-GB", java_script_enabled=False)
    page.goto(f"{address}/login?next=/%3Fdoc=7")
    page.locator("#name:focus").wait_for()  # the browser moves the focus when it first paints
    page.keyboard.type("anna")
    page.keyboard.press("Tab")
    page.locator("#password:focus").wait_for()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/?doc=7")
    assert page.inner_text("h1") == "anna"
    page.goto(f"{address}/login")
    assert "signed in as anna" in page.inner_text("main")
    page.click("text=Sign out")
    assert "You are signed out." in page.inner_text("main")
    page.context.close()


def test_the_page_of_somebody_signed_in_is_accessible(chromium: Browser, address: str) -> None:
    page = opened(chromium, scheme="dark", locale="en-GB")
    page.goto(f"{address}/login")
    page.fill("#name", "anna")
    page.fill("#password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{address}/")
    page.goto(f"{address}/login")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    page.context.close()
