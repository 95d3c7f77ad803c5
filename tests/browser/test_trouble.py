"""What may happen while somebody asks: the line is cut, the index is rebuilt. Nothing hangs, and a line tells it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import expect

from .site import Site, finished
from .tour import tour
from .visitor import SOON, Visitor

QUESTION = "Vem frågade om Jobbcentrums tidplan?"


def test_the_page_asks_nothing_of_any_other_host(site: Site, visit: Callable[..., Visitor]) -> None:
    """On every view; the policy in its headers forbids it, too. Each visit of every other test is watched as well."""
    visitor = visit(account=site.staff)
    for _ in tour(visitor):
        pass
    hosts = {urlsplit(url).hostname for url in visitor.requests if urlsplit(url).scheme not in ("data", "blob")}
    assert hosts == {"127.0.0.1"}
    policy = site.get("").headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http:" not in policy
    assert "https:" not in policy


def test_an_answer_that_is_cut_off_says_so_and_the_next_one_comes(site: Site, visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.page.route("**/queue/data*", lambda route: route.abort())
    visitor.page.fill("#question textarea", QUESTION)
    visitor.page.click("#send")
    told(visitor)
    visitor.page.unroute_all()
    answered_again(site, visitor)


def test_without_a_connection_it_is_said_and_nothing_is_lost(site: Site, visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    said = visitor.asks(QUESTION).locator(".answer").text_content() or ""
    visitor.context.set_offline(True)
    visitor.page.fill("#question textarea", "Vem vill ha en hundrastgård?")
    visitor.page.click("#send")
    told(visitor)
    visitor.context.set_offline(False)
    expect(visitor.page.locator("#log .turn .answer").first).to_have_text(said)
    answered_again(site, visitor)


def told(visitor: Visitor) -> None:
    """Waits for the line that says that the connection broke, in the visitor's language."""
    lines = [visitor.text(key) for key in ("ask.cut", "framework.blocks.lost_connection")]
    page = visitor.page
    page.wait_for_function(
        "lines => lines.some(line => document.body.innerText.includes(line))", arg=lines, timeout=2 * SOON
    )


def answered_again(site: Site, visitor: Visitor) -> None:
    """The next question is answered as ever. What the browser complained of in the meantime was provoked."""
    turns = visitor.page.locator("#log .turn")
    visitor.page.fill("#question textarea", QUESTION)
    visitor.page.click("#send")
    markers = turns.last.locator(".answer .marker")
    expect(markers.first).to_be_visible(timeout=2 * SOON)
    markers.first.click()
    visitor.marked(site.ask(QUESTION)["citations"][0]["quote"])
    visitor.problems.clear()


def test_questions_are_answered_while_the_index_is_rebuilt(site: Site, visit: Callable[..., Visitor]) -> None:
    expected = site.ask(QUESTION)["citations"][0]["quote"]
    visitor = visit()
    rebuilding = site.council("index", "rebuild")
    asked = 0
    while rebuilding.poll() is None or not asked:
        visitor.asks(QUESTION).locator(".answer .marker").first.click()
        visitor.marked(expected)
        asked += 1
    finished(rebuilding)
    visitor.asks(QUESTION).locator(".answer .marker").first.click()
    visitor.marked(expected)
