"""From the address to the marked words and back with Tab, Enter and Escape alone; the focus is always seen."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .site import Site
from .visitor import Visitor

QUESTION = "Vem frågade om Jobbcentrums tidplan?"


def test_from_the_question_to_the_marked_words_and_back(site: Site, visit: Callable[..., Visitor]) -> None:
    answer = site.ask(QUESTION)
    visitor = visit()
    keyboard = visitor.page.keyboard
    visitor.tabs_to("#question textarea")
    keyboard.type(QUESTION)
    keyboard.press("Enter")
    visitor.answered(0)
    expect(visitor.page.locator("#question textarea")).to_be_focused()
    visitor.page.evaluate("() => document.activeElement.blur()")
    visitor.tabs_to("#log .answer .marker")
    keyboard.press("Enter")
    visitor.marked(answer["citations"][0]["quote"])
    expect(visitor.page.locator("#quote")).to_be_focused()
    assert visitor.focused()["seen"], "the marked words have the focus and do not show it"
    assert visitor.focused()["onscreen"]
    visitor.tabs_to("#panel a.back")
    keyboard.press("Enter")
    assert visitor.page.evaluate("() => Boolean(document.activeElement.closest('#log .turn'))")
    visitor.tabs_to("#log .answer .marker[data-n='2']")
    keyboard.press("Enter")
    visitor.marked(answer["citations"][1]["quote"])


@pytest.mark.slow
def test_every_tab_and_the_language_are_reached_and_pressed(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.tabs_to("#switch")
    visitor.page.keyboard.press("Enter")
    visitor.language = "en"
    visitor.ready()
    for view in visitor.views:
        visitor.tabs_to(f'#tabs [role=tab][data-tab-id="{view}"]')
        visitor.page.keyboard.press("Enter")
        chosen = visitor.page.locator("#tabs [role=tab][aria-selected=true]")
        expect(chosen.first).to_have_text(visitor.text(f"page.tab_{view}"))


def test_escape_closes_what_opened(visit: Callable[..., Visitor]) -> None:
    """The form for what is wrong with an answer opens with Enter, closes with Escape and gives the focus back."""
    visitor = visit(f"?q={QUESTION}")
    visitor.answered(0)
    visitor.tabs_to("#log [data-form]")
    visitor.page.keyboard.press("Enter")
    form = visitor.page.locator("#log form.reason")
    expect(form).to_be_visible()
    visitor.page.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(visitor.page.locator("#log [data-form]")).to_be_focused()
