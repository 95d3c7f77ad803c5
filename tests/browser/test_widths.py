"""A telephone of 360 pixels and a screen of 3840: nothing is cut off, nothing is too small, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .site import Site
from .tour import QUESTION, tour
from .visitor import Visitor

SMALL = """least => [...document.querySelectorAll(
  "button, a[href], input:not([type=hidden]), select, textarea, summary, [role=tab], [role=checkbox], [role=option]"
)].filter((one) => {
  const box = one.getBoundingClientRect();
  const hidden = !box.width || !box.height || one.closest(".sr, [hidden], [aria-hidden=true]") || one.disabled;
  if (hidden || getComputedStyle(one).visibility === "hidden" || getComputedStyle(one).opacity === "0") return false;
  // A link or a marker inside a sentence is as high as its line (WCAG 2.5.8, inline); a field has its label to press.
  if (getComputedStyle(one).display === "inline" && one.parentElement.textContent.trim() !== one.textContent.trim())
    return false;
  const around = one.matches("input") && (one.closest(".wrap") || one.closest("label"));
  const target = around ? around.getBoundingClientRect() : box;
  return target.width < least || target.height < least;
}).map((one) => {
  const box = one.getBoundingClientRect();
  const name = (one.getAttribute("aria-label") || one.textContent || one.className).trim().slice(0, 40);
  return `${one.tagName} ${name} (${box.width.toFixed(0)} × ${box.height.toFixed(0)})`;
})"""

WIDER = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const held = (one) => {
    for (let up = one.parentElement; up && up !== document.body; up = up.parentElement)
      if (getComputedStyle(up).overflowX !== "visible" || getComputedStyle(up).visibility === "hidden") return true;
    return false;
  };
  const found = [...document.body.querySelectorAll("*")].filter(
    (one) => one.getBoundingClientRect().right > width + 1 && !held(one)
  );
  return [`${document.documentElement.scrollWidth} of ${width}`, ...found.map((one) => one.outerHTML.slice(0, 120))].slice(0, 4);
}"""


@pytest.mark.parametrize("width", [360, pytest.param(3840, marks=pytest.mark.slow)])
def test_no_view_scrolls_sideways_or_hides_what_one_presses(
    site: Site, visit: Callable[..., Visitor], width: int
) -> None:
    visitor = visit(width=width, height=720 if width < 1000 else 2160, account=site.staff)
    wrong: list[str] = []
    for view in tour(visitor):
        wrong += [f"{view}: wider than the page: {one}" for one in visitor.page.evaluate(WIDER)]
        wrong += [f"{view}: smaller than 24 pixels: {one}" for one in visitor.page.evaluate(SMALL, 24)[:5]]
    assert not wrong, "\n".join(wrong)


def test_on_a_telephone_a_citation_leads_to_the_words_and_back(site: Site, visit: Callable[..., Visitor]) -> None:
    quote = site.ask(QUESTION)["citations"][0]["quote"]
    visitor = visit(width=360, height=640)
    expect(visitor.page.locator("#send")).to_be_in_viewport()
    turn = visitor.asks(QUESTION)
    expect(turn.locator(".asked")).to_be_in_viewport()
    turn.locator(".answer .marker").first.click()
    visitor.marked(quote)
    expect(visitor.page.locator("#quote")).to_be_in_viewport()
    visitor.page.locator("#panel a.back").click()
    expect(turn.locator(".asked")).to_be_in_viewport()


def test_on_a_large_screen_lines_stay_short_and_the_source_beside_the_answer(visit: Callable[..., Visitor]) -> None:
    visitor = visit(width=3840, height=2160)
    turn = visitor.asks(QUESTION)
    turn.locator(".answer .marker").first.click()
    expect(visitor.page.locator("#quote")).to_be_in_viewport()
    answer, panel = turn.locator(".answer").bounding_box(), visitor.page.locator("#panel .source").bounding_box()
    assert answer is not None
    assert panel is not None
    assert panel["x"] >= answer["x"] + answer["width"]
    size = visitor.page.evaluate("() => parseFloat(getComputedStyle(document.querySelector('#log .answer')).fontSize)")
    assert answer["width"] / size < 50, "a line of more than 100 letters is hard to read"
