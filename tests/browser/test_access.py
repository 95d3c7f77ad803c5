"""Two people with different access: what is internal is nowhere for the one who may not see it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from .site import INTERNAL, Account, Site
from .visitor import Visitor

QUESTION = "Vad säger revisorerna om upphandling?"  # answered by an internal report alone


def documents(site: Site, account: Account | None = None) -> dict[str, dict[str, Any]]:
    """The documents that somebody may see, by path."""
    return {info["path"]: info for info in site.get("api/documents", account).json()}


def secrets(site: Site) -> dict[str, dict[str, Any]]:
    """The documents that staff see and the public does not."""
    public = documents(site)
    found = {path: info for path, info in documents(site, site.staff).items() if path.startswith(f"{INTERNAL}/")}
    assert len(found) >= 3
    assert not found.keys() & public.keys()
    return found


@pytest.fixture(params=["nobody", "reader"])
def outsider(request: pytest.FixtureRequest, site: Site) -> Account | None:
    """Somebody who may see public documents only: without signing in, and signed in."""
    return site.reader if request.param == "reader" else None


def test_staff_are_answered_from_internal_documents(site: Site, visit: Callable[..., Visitor]) -> None:
    visitor = visit(account=site.staff)
    turn = visitor.asks(QUESTION)
    answer = site.ask(QUESTION, account=site.staff)
    assert any(INTERNAL in site.path_of(citation).parts for citation in answer["citations"])
    turn.locator(".answer .marker").first.click()
    visitor.marked(answer["citations"][0]["quote"])


def test_others_never_see_an_internal_document(
    site: Site, visit: Callable[..., Visitor], outsider: Account | None
) -> None:
    """Not in an answer, nor in what is near it, the welcome, the lists, the filters, the counts or a link."""
    hidden = secrets(site)
    titles = {info["title"] for info in hidden.values()} - {info["title"] for info in documents(site).values()}
    words = [*hidden, *titles]
    visitor = visit(account=outsider)
    expect(visitor.page.locator("#tries .chip").first).to_be_visible()
    shown = [visitor.page.content()]
    for question in (QUESTION, *(f"Vad står i {title}?" for title in sorted(titles)[:2])):
        visitor.asks(question)
        shown.append(visitor.page.content().replace(question, ""))
        visitor.clears()
    for view in visitor.views[1:]:
        visitor.opens(view)
        shown.append(visitor.page.content())
    assert [word for word in words if any(word in page for page in shown)] == []
    for path, info in hidden.items():
        visitor.goes(f"?doc={info['document_id']}&start=0&end=40")
        expect(visitor.page.locator("#panel")).to_contain_text(visitor.text("source.missing"))
        assert not any(word in visitor.page.content() for word in (path, *titles))


def test_counts_are_those_of_what_one_may_see(site: Site, visit: Callable[..., Visitor]) -> None:
    for account in (site.staff, site.reader):
        visitor = visit(account=account)
        count = len(documents(site, account))
        expect(visitor.page.locator("#log .welcome")).to_contain_text(visitor.text("welcome.coverage", documents=count))


def test_the_api_gives_nothing_internal(site: Site, outsider: Account | None) -> None:
    for path, info in secrets(site).items():
        document = info["document_id"]
        for address in (
            "",
            "/text",
            "/file",
            "/pages/1.png",
            "/rectangles?start=0&end=20",
        ):
            answer = site.get(f"api/documents/{document}{address}", outsider)
            assert answer.status_code == 404, (address, answer.status_code)
            assert path not in answer.text
        answer_text = str(site.ask(f"Vad står i {info['title']}?", account=outsider))
        assert path not in answer_text
        assert document not in answer_text


def test_the_cases_of_internal_documents_are_not_listed(site: Site, outsider: Account | None) -> None:
    inside, outside = (site.get("api/cases", account).json() for account in (site.staff, outsider))
    hidden = {case["id"] for case in inside} - {case["id"] for case in outside}
    assert hidden, "an internal document is a case of its own"
    for case in hidden:
        assert site.get(f"api/cases/{case}", outsider).status_code == 404
        assert site.get(f"api/cases/{case}", site.staff).status_code == 200


def test_a_readers_page_has_no_upload_and_refuses_one(site: Site, visit: Callable[..., Visitor]) -> None:
    visitor = visit("?view=documents", account=site.reader)
    expect(visitor.page.locator("#table tbody tr").first).to_be_visible()
    expect(visitor.page.locator("#upload input")).to_have_count(0)
    assert "quality" not in visitor.views
    refused = visitor.context.request.post(
        f"{site.url}api/uploads",
        multipart={"level": "public", "file": {"name": "a.txt", "mimeType": "text/plain", "buffer": b"Hej"}},
    )
    assert refused.status == 403
    visitor.problems.clear()


def test_a_wrong_password_is_told_and_lets_nobody_in(site: Site, visit: Callable[..., Visitor]) -> None:
    visitor = visit(None)
    visitor.page.goto(f"{site.url}login?lang=sv")
    visitor.page.fill("#name", site.reader.name)
    visitor.page.fill("#password", "fel lösenord")
    visitor.page.locator("form button").click()
    expect(visitor.page.get_by_role("alert")).to_be_visible()
    expect(visitor.page.locator("#name")).to_have_value(site.reader.name)
    visitor.forgives("HTTP 401")
