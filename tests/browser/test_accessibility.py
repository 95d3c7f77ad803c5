"""axe-core finds nothing on any view, in both languages, light and dark; and the names a screen reader needs."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from .site import Site
from .tour import tour
from .visitor import Visitor

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"],
    "resultTypes": ["violations"],
}


def violations(page: Page, where: str) -> list[str]:
    """What axe-core finds on the page as it stands, a line each."""
    found: list[dict[str, Any]] = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{where}: {rule['id']} ({rule['help']}) on {node['target']} {node['html'][:160]}"
        for rule in found
        for node in rule["nodes"][:3]
    ]


@pytest.mark.timeout(600)  # axe-core looks at a dozen views, each for seconds
@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_axe_finds_nothing_on_any_view(site: Site, visit: Callable[..., Visitor], language: str, dark: bool) -> None:
    visitor = visit(language=language, dark=dark, account=site.staff)
    found: list[str] = []
    for view in tour(visitor):
        found += violations(visitor.page, f"{language}/{view}")
    assert not found, "\n".join(found)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("path", ["login", "accessibility"])
def test_axe_finds_nothing_on_the_pages_beside_it(
    visit: Callable[..., Visitor], path: str, language: str, dark: bool
) -> None:
    visitor = visit(None, language=language, dark=dark)
    visitor.page.goto(f"{visitor.url}{path}?lang={language}")
    expect(visitor.page.locator("h1")).to_have_count(1)
    assert visitor.page.evaluate("() => document.documentElement.lang") == language
    found = violations(visitor.page, path)
    assert not found, "\n".join(found)


def test_it_is_dark_when_the_system_is(visit: Callable[..., Visitor]) -> None:
    light, dark = (_lightness(visit(dark=dark).page) for dark in (False, True))
    assert light["page"] > 0.8 > 0.3 > light["ink"]
    assert dark["page"] < 0.2 < 0.7 < dark["ink"]


def _lightness(page: Page) -> dict[str, float]:
    found: str = page.evaluate(
        """() => {
          const of = (colour) => colour.match(/[\\d.]+/g).slice(0, 3).reduce((sum, one) => sum + Number(one), 0) / 765;
          const style = getComputedStyle(document.querySelector(".gradio-container"));
          return JSON.stringify({
            page: of(style.backgroundColor), ink: of(getComputedStyle(document.querySelector("#title h1")).color),
          });
        }"""
    )
    lightness: dict[str, float] = json.loads(found)
    return lightness


def test_an_answer_is_announced_and_its_quotes_keep_their_language(visit: Callable[..., Visitor]) -> None:
    visitor = visit(language="en")
    turn = visitor.asks("Who asked about Jobbcentrum's timeline?")
    expect(visitor.page.get_by_role("log", name=visitor.text("ask.log"))).to_have_count(1)
    expect(visitor.page.locator("#live[role=status]")).not_to_be_empty()
    turn.locator(".answer .marker").first.click()
    expect(visitor.page.locator("#quote")).to_be_focused()
    language = visitor.page.evaluate("() => document.querySelector('#quote').closest('[lang]').lang")
    assert language == "sv"
    assert visitor.page.evaluate("() => document.documentElement.lang") == "en"
