"""A walk through every view of the page, as somebody makes it who looks at everything once."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import expect

from .visitor import Visitor

QUESTION = "Vad beslutades om motionen om avgiftsfri buss för unga?"  # its source is a page of a PDF
STAFF_VIEWS = ("workbench", "quality")


def tour(visitor: Visitor) -> Iterator[str]:
    """Goes from view to view and gives the name of each when it can be looked at."""
    page = visitor.page
    visitor.opens("ask")
    if page.locator("#log .turn").count():
        visitor.clears()
    expect(page.locator("#log .welcome")).to_be_visible()
    yield "ask"
    visitor.asks(QUESTION).locator(".answer .marker").first.click()
    expect(page.locator("#panel .sheet img")).to_be_visible()
    yield "answer"
    page.click("#panel button[data-look=text]")
    expect(page.locator("#panel .passage mark")).to_be_visible()
    page.locator("#log [data-form]").click()
    page.locator("#filters > button").click()
    yield "answer-unfolded"
    page.locator("#filters > button").click()
    visitor.opens("documents")
    expect(page.locator("#table tbody tr").first).to_be_visible()
    if page.locator("#upload details:not([open]) summary").is_visible():
        page.click("#upload summary")
    yield "documents"
    for view, rows, opened in (
        ("cases", "#cases-table tbody .title", "#case article"),
        ("people", "#people-table tbody .title", "#person article"),
    ):
        visitor.opens(view)
        if page.locator(f"{opened} [data-back]").is_visible():
            page.click(f"{opened} [data-back]")
        expect(page.locator(rows).first).to_be_visible()
        yield view
        page.locator(rows).first.click()
        expect(page.locator(opened)).to_be_visible()
        yield f"one-of-{view}"
    visitor.opens("commitments")
    expect(page.locator("#commitments-table tbody tr").first).to_be_visible()
    yield "commitments"
    for view in visitor.views:
        if view in STAFF_VIEWS:
            visitor.opens(view)
            expect(page.locator("#tabs [role=tabpanel]:visible")).not_to_be_empty()
            yield view
