"""What may happen while somebody asks: the line is cut, the index is rebuilt. Nothing hangs, and a line tells it."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import expect

from .site import Site, finished
from .tour import tour
from .visitor import Visitor

QUESTION = "Vem frågade om Jobbcentrums tidplan?"
OTHER = "Vem vill ha en hundrastgård?"


@pytest.mark.slow  # every visit of every other test is watched, too
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


def test_an_answer_that_is_cut_off_says_so_and_nothing_is_lost(site: Site, visit: Callable[..., Visitor]) -> None:
    """The stream of the answers breaks once, as when a telephone changes its network."""
    visitor = visit()
    visitor.asks(QUESTION)
    visitor.page.route("**/queue/data*", lambda route: route.abort(), times=1)
    visitor.page.fill("#question textarea", OTHER)
    visitor.page.click("#send")
    told(visitor)
    goes_on(site, visitor)


def test_without_a_connection_it_is_said_and_nothing_is_lost(site: Site, visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.asks(QUESTION)
    visitor.context.set_offline(True)
    visitor.page.fill("#question textarea", OTHER)
    visitor.page.click("#send")
    told(visitor)
    visitor.context.set_offline(False)
    visitor.page.reload()  # as somebody does when nothing moves
    goes_on(site, visitor)


def told(visitor: Visitor) -> None:
    """Waits for the line that says that the connection broke, in the visitor's language."""
    lines = [visitor.text(f"ask.{key}") for key in ("cut", "resumed", "offline")]
    visitor.page.wait_for_function("lines => lines.some(line => document.body.innerText.includes(line))", arg=lines)


def goes_on(site: Site, visitor: Visitor) -> None:
    """The next question is answered, and the first answer still stands above it.

    What the browser complained of in the meantime was provoked.
    """
    answer = site.ask(OTHER)
    turns = visitor.page.locator("#log .turn")
    expect(turns.first.locator(".asked")).to_contain_text(QUESTION)
    visitor.page.fill("#question textarea", OTHER)
    visitor.page.click("#send")
    expect(turns.last.locator(".asked")).to_contain_text(OTHER)
    expect(turns.last.locator(".state .badge")).to_have_text(visitor.text(f"status.{answer['status']}"))
    expect(turns.first.locator(".asked")).to_contain_text(QUESTION)
    turns.first.locator(".answer .marker").first.click()
    visitor.marked(site.ask(QUESTION)["citations"][0]["quote"])
    visitor.problems.clear()


def test_while_the_index_is_rebuilt_questions_are_answered_or_put_off(
    site: Site, visit: Callable[..., Visitor]
) -> None:
    """Who is put off is told so in a line of their language, keeps what they wrote, and is answered soon after."""
    expected = site.ask(QUESTION)["citations"][0]["quote"]
    visitor = visit()
    visitor.asks(QUESTION)
    turns, field = visitor.page.locator("#log .turn"), visitor.page.locator("#question textarea")
    put_off = visitor.page.get_by_text(visitor.text("page.rebuilding"))
    with site.council("index", "rebuild") as rebuilding:
        while rebuilding.poll() is None:
            assert site.ask(QUESTION, account=site.staff)["citations"][0]["quote"] == expected
            public = httpx.post(f"{site.url}api/ask", json={"question": QUESTION}, timeout=30)
            assert public.status_code in (200, 503)
            assert str(site.index.parent) not in public.text, "where the index lies is nobody's business"
            if public.status_code == 503 and not put_off.count():
                before = turns.count()
                field.fill(QUESTION)
                visitor.page.click("#send")
                expect(turns.nth(before).or_(put_off).first).to_be_visible()
                if turns.count() == before:
                    expect(field).to_have_value(QUESTION)
        finished(rebuilding)
    visitor.asks(QUESTION).locator(".answer .marker").first.click()
    visitor.marked(expected)
