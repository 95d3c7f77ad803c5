"""The page speaks one language at a time: nothing of the other is left when it is switched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from .site import Site
from .tour import tour
from .visitor import Visitor, texts

# Everything that is read on the page, but what is a document's or somebody's own words.
SHOWN = """apart => {
  const seen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const clean = (text) => (text || "").replace(/\\s+/g, " ").trim();
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const parent = walker.currentNode.parentElement;
    if (!parent.closest(`script, style, noscript, ${apart}`) && seen(parent)) found.push(clean(walker.currentNode.textContent));
  }
  for (const one of document.querySelectorAll("[aria-label], [title], [placeholder], [alt]")) {
    if (one.closest(apart) || !seen(one)) continue;
    for (const name of ["aria-label", "title", "placeholder", "alt"]) found.push(clean(one.getAttribute(name)));
  }
  return found.filter(Boolean);
}"""
OWN = "#log .asked, .path, mark, q, option, .chip, textarea, .who, #switch"
WORDS = 5  # letters that a text has beside its gaps, to be told from a name or a number
FRAMEWORK = re.compile(r"Drop File Here|Click to Upload|Loading|Submit|Clear|No options.*|Processing.*")


def left(shown: list[str], spoken: str, other: str) -> Iterator[str]:
    """Those of the shown texts that are of the other language."""
    same = set(texts(spoken).values())
    theirs = {text for key, text in texts(other).items() if not key.startswith(("example.", "framework."))} - same
    patterns = [pattern for text in theirs if (pattern := _pattern(text))]
    for text in shown:
        if text not in same and any(pattern.fullmatch(text) for pattern in patterns):
            yield text


def _pattern(text: str) -> re.Pattern[str] | None:
    """What finds a text with its gaps filled in; None for one that has hardly a word of its own."""
    pieces = re.split(r"\{\w+\}", " ".join(text.split()))
    own = re.sub(r"\W", "", "".join(pieces))
    return re.compile(".+?".join(map(re.escape, pieces)), re.DOTALL) if len(own) >= WORDS else None


@pytest.mark.parametrize("first", ["sv", pytest.param("en", marks=pytest.mark.slow)])
def test_no_text_of_the_other_language_is_left(site: Site, visit: Callable[..., Visitor], first: str) -> None:
    """On every view, as it is opened in one language, and as it is after the switch to the other."""
    visitor = visit(language=first, account=site.staff)
    wrong: list[str] = []
    views = []
    for view in tour(visitor):
        views.append(view)
        _checked(visitor, view, wrong)
    visitor.switches()
    for view in visitor.views:
        visitor.opens(view)
        _checked(visitor, f"{view} after the switch", wrong)
    assert not wrong, "\n".join(wrong)
    assert {"ask", "answer", "documents"} <= set(views)


def _checked(visitor: Visitor, view: str, wrong: list[str]) -> None:
    apart = OWN if visitor.language == "sv" else f"{OWN}, [lang=sv]"
    shown: list[str] = visitor.page.evaluate(SHOWN, apart)
    other = "en" if visitor.language == "sv" else "sv"
    found = [*left(shown, visitor.language, other)]
    if visitor.language == "sv":
        found += [text for text in shown if FRAMEWORK.fullmatch(text)]
    wrong += [f"{view} in {visitor.language}: {text}" for text in found]


def test_the_choice_of_a_language_lasts(visit: Callable[..., Visitor]) -> None:
    visitor = visit(language="sv")
    visitor.switches()
    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    visitor.page.reload()
    visitor.ready()
    assert visitor.page.title() == visitor.text("page.title")


def test_a_conversation_is_kept_when_the_language_is_switched(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    said = visitor.asks("Vem frågade om Jobbcentrums tidplan?").locator(".answer").text_content()
    visitor.switches()
    turn = visitor.answered(0)
    expect(turn.locator(".answer")).to_have_text(said or "")
    expect(turn.locator(".state .badge")).to_have_text(visitor.text("status.answered"))


def test_the_example_questions_follow_the_language(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    swedish = visitor.page.locator("#tries .chip").first.text_content() or ""
    visitor.switches()
    expect(visitor.page.locator("#tries .chip").first).to_be_visible()
    expect(visitor.page.locator("#tries .chip").first).not_to_have_text(swedish)


def test_dates_and_numbers_follow_the_language(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    covered = visitor.page.locator("#log .welcome p").first.text_content() or ""
    assert re.search(r"\d{4}-\d{2}-\d{2}", covered)
