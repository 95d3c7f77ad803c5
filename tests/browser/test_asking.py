"""Questions in both languages; each citation opens at exactly the characters that the answer quotes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from .site import Site
from .visitor import Visitor

# A question that is answered from PDF and from text, one with several citations, and one that has no answer.
SWEDISH = ["Vem frågade om Jobbcentrums tidplan?", "Lista alla motioner från 2023", "Vem är påven?"]
ENGLISH = ["Who asked about Jobbcentrum's timeline?", "Who wants a dog park in Västerby?"]


@pytest.mark.parametrize(("language", "questions"), [("sv", SWEDISH), ("en", ENGLISH)])
def test_every_citation_opens_at_the_characters_it_quotes(
    site: Site, visit: Callable[..., Visitor], language: str, questions: list[str]
) -> None:
    visitor = visit(language=language)
    for question in questions:
        answer = site.ask(question)
        turn = visitor.asks(question)
        expect(turn.locator(".asked")).to_contain_text(question)
        expect(turn.locator(".state .badge")).to_have_text(visitor.text(f"status.{answer['status']}"))
        expect(turn.locator(".answer")).to_have_attribute("lang", language)
        quoted = {citation["n"]: citation for citation in answer["citations"]}
        markers = turn.locator(".answer .marker")
        numbers = [int(marker.get_attribute("data-n") or 0) for marker in markers.all()]
        assert set(numbers) == set(quoted)
        for place, number in enumerate(numbers):
            markers.nth(place).click()
            visitor.marked(quoted[number]["quote"])
            expect(visitor.page.locator("#panel")).to_contain_text(quoted[number]["path"])
            expect(visitor.page.locator("#quote")).to_be_focused()
            expect(visitor.page.locator("#quote")).to_be_in_viewport()
        visitor.clears()


def test_a_card_below_the_answer_opens_the_same_place(site: Site, visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    answer = site.ask(SWEDISH[0])
    cards = visitor.asks(SWEDISH[0]).locator(".cards .card")
    expect(cards).to_have_count(len(answer["citations"]))
    cards.last.click()
    visitor.marked(answer["citations"][-1]["quote"])


def test_a_suggestion_and_a_follow_up_lead_on(site: Site, visit: Callable[..., Visitor]) -> None:
    """The second question is understood by the first: its citations are those the API gives with that history."""
    visitor = visit(f"?q={SWEDISH[0]}")
    first = visitor.answered(0)
    suggested = first.locator(".chip").first
    next_question = suggested.text_content() or ""
    suggested.click()
    expect(visitor.page.locator("#log .turn")).to_have_count(2)
    expect(visitor.answered(1).locator(".asked")).to_contain_text(next_question)
    follow_up = "När svarade han?"
    expected = site.ask(follow_up, [SWEDISH[0], next_question])
    turn = visitor.asks(follow_up)
    markers = turn.locator(".answer .marker")
    assert {int(m.get_attribute("data-n") or 0) for m in markers.all()} == {c["n"] for c in expected["citations"]}
    markers.first.click()
    visitor.marked(expected["citations"][0]["quote"])


def test_a_question_sent_at_once_is_not_lost(visit: Callable[..., Visitor]) -> None:
    """As by somebody who has the page in their history and does not wait until all of it is there."""
    visitor = visit(None)
    visitor.page.goto(visitor.url)
    visitor.ready()
    visitor.asks(SWEDISH[0])


def test_nothing_and_nonsense_get_a_clear_line(visit: Callable[..., Visitor]) -> None:
    visitor = visit()
    visitor.page.fill("#question textarea", "   ")
    visitor.page.click("#send")
    turn = visitor.asks("<script>alert(1)</script> & qwxz?")
    expect(visitor.page.locator("#log .turn")).to_have_count(1)
    expect(turn.locator(".asked")).to_contain_text("<script>alert(1)</script> & qwxz?")
    expect(turn.locator(".state .badge")).to_have_text(visitor.text("status.not_found"))


def test_a_narrowed_question_says_so_and_can_be_widened(visit: Callable[..., Visitor]) -> None:
    """What the page read out of a question stands below it, and is asked again without it when it is taken away."""
    visitor = visit()
    turn = visitor.asks("Vilka frågor ställde Marika Lindeqvist 2022?")
    chips = turn.locator(".understood button.narrow")
    expect(chips.first).to_be_visible()
    before = chips.count()
    chips.last.click()
    expect(visitor.page.locator("#log .turn")).to_have_count(2)
    again = visitor.answered(1).locator(".understood button.narrow")
    assert again.count() < before
