"""A served page for the session, a browser for each module, and visitors whose visits must go without a fault."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, StorageState, sync_playwright

from .site import Account, Site, serving
from .visitor import ROOT, Visitor

KEPT = ROOT / "var" / "browser"  # what a failed test leaves: the picture, the page, and what went wrong
_failed: pytest.StashKey[bool] = pytest.StashKey()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Remembers whether a test failed, for the fixtures that are left after it."""
    report = yield
    if report.when == "call" and report.failed:
        item.stash[_failed] = True
    return report


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's Chromium: needed in CI, and where it is not installed elsewhere its tests are passed over."""
    found = shutil.which("chromium")
    if found is None:
        line = "chromium is not installed: run `apt-get install chromium` to test the page in a browser."
        if os.environ.get("COUNCIL_CI") or os.environ.get("CI"):
            pytest.fail(line, pytrace=False)
        pytest.skip(line)
    return found


@pytest.fixture(scope="session")
def site(chromium: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The page, served once for all tests; they leave it as they found it."""
    with serving(tmp_path_factory.mktemp("site")) as served:
        yield served


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """The browser. One a module: while it is open, no other test of the process could run an event loop."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def sessions() -> dict[str, StorageState]:
    """The cookies of those who signed in, so that each does it once."""
    return {}


@pytest.fixture
def visit(
    browser: Browser, site: Site, sessions: dict[str, StorageState], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Visitor]]:
    """Opens the page: `visit("?q=…", language="en", width=360, dark=True, account=site.staff)`.

    When the test is over, nothing may have gone wrong on the way. A test that provokes a fault takes it out of
    `problems` itself.
    """
    visitors: list[Visitor] = []

    def opened(
        path: str | None = "",
        language: str = "sv",
        width: int = 1280,
        height: int = 900,
        dark: bool = False,
        account: Account | None = None,
    ) -> Visitor:
        known = sessions.get(account.name) if account else None
        visitor = Visitor.new(browser, site.url, language, width, height, dark, known=known)
        visitors.append(visitor)
        if account and known is None:
            visitor.signs_in(account.name, account.password, path or "")
            sessions[account.name] = _signed_in(visitor)
            return visitor
        return visitor if path is None else visitor.goes(path)

    yield opened
    failed = request.node.stash.get(_failed, False)
    problems = [problem for visitor in visitors for problem in visitor.problems]
    for number, visitor in enumerate(visitors):
        if failed or problems:
            _keep(visitor, f"{request.node.name}-{number}", site)
        visitor.context.close()
    assert failed or problems == []


def _signed_in(visitor: Visitor) -> StorageState:
    """The cookies of a visitor who has signed in; the next one may want another language."""
    state = visitor.context.storage_state()
    state["cookies"] = [cookie for cookie in state["cookies"] if cookie["name"] != "lang"]
    return state


def _keep(visitor: Visitor, name: str, site: Site) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = KEPT / re.sub(r"[^\w-]+", "_", name)[:100]
    visitor.page.screenshot(path=kept.with_suffix(".png"))
    kept.with_suffix(".html").write_text(visitor.page.content(), encoding="utf-8")
    log = Path(site.log).read_text(encoding="utf-8")
    lines = [visitor.page.url, *visitor.problems, "", "The server's log:", log]
    kept.with_suffix(".txt").write_text("\n".join(lines), encoding="utf-8")
