"""The page as a whole: it builds, is served, and leads from a question to the marked quote."""

from __future__ import annotations

import gc
import socket
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fastapi.testclient import TestClient
from starlette.requests import Request
from ui_support import QUESTION, QUOTE, assistant, mark_of, read

from assistant.access import User
from corpus.errors import BadSettings
from ui.ask.chat import conversation
from ui.head import header, language_of
from ui.here import Here
from ui.opening import citations, first, opening
from ui.serve import application, listen, url
from ui.source import View, panel
from ui.texts import texts
from ui.views.ask import asking

SV, EN = texts("sv"), texts("en")
NO_FILTERS = (None, None, None, None)


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The served page. The framework's own warnings and unclosed event loops are left behind here."""
    with quiet():
        made = TestClient(application(assistant()))
        made.__enter__()
    yield made
    with quiet():
        made.__exit__(None, None, None)


@contextmanager
def quiet() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
        gc.collect()


def test_a_question_leads_to_its_answer_and_the_marked_quote() -> None:
    service = assistant()
    waiting, done = asking(service, f"  {QUESTION} ", [], NO_FILTERS)
    assert "Söker i handlingarna" in conversation(waiting, "", service, SV)
    log = read(conversation(done, "", service, SV))
    (marker,) = [attrs for _, attrs in log.tags if attrs.get("class") == "marker"]
    view = opening({"turn": marker["data-turn"], "n": marker["data-n"]}, done, View())
    assert view.opened == 1
    assert mark_of(panel(view, citations(done, 0), service, SV)) == QUOTE
    assert first(done, View()).start == view.start


def test_an_empty_question_changes_nothing() -> None:
    assert list(asking(assistant(), "  ", [], NO_FILTERS)) == [[]]


def test_a_press_that_means_nothing_changes_nothing() -> None:
    for data in (
        {},
        {"turn": "9", "n": "1"},
        {"turn": "-1", "n": "x"},
        {"doc": "lek1", "start": "a", "end": "2"},
    ):
        assert opening(data, [], View()) == View()


def test_the_page_speaks_the_chosen_language() -> None:
    service = assistant()
    (_, done) = asking(service, QUESTION, [], NO_FILTERS)
    assert "Besvarad" in conversation(done, "", service, SV)
    assert "Answered" in conversation(done, "", service, EN)
    assert "Ask the documents" in header(Here(User(), service, "en"))


@pytest.mark.parametrize(
    ("query", "cookie", "accepted", "spoken"),
    [
        ("", "", "", "sv"),
        ("", "", "en-GB,en;q=0.9,sv;q=0.5", "en"),
        ("", "", "de,en;q=0.5", "en"),
        ("", "sv", "en", "sv"),
        ("lang=en", "sv", "sv", "en"),
        ("lang=fi", "xx", "fi", "sv"),
    ],
)
def test_a_visitor_is_met_in_their_language(query: str, cookie: str, accepted: str, spoken: str) -> None:
    headers = [(b"accept-language", accepted.encode()), (b"cookie", f"lang={cookie}".encode())]
    scope = {"type": "http", "query_string": query.encode(), "headers": headers}
    assert language_of(Request(scope)) == spoken


def test_the_page_is_served_without_other_hosts(client: TestClient) -> None:
    response = client.get("/")
    assert response.status_code == 200
    policy = response.headers["content-security-policy"]
    assert "http" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "fonts.googleapis" not in response.text
    assert "Fråga handlingarna" in response.text


def test_the_api_stands_beside_the_page(client: TestClient) -> None:
    answer = client.post("/api/ask", json={"question": QUESTION}).json()
    cited = answer["citations"][0]
    text = client.get(f"/api/documents/{cited['document_id']}/text").text
    assert text[cited["start"] : cited["end"]] == QUOTE


def test_a_taken_port_gives_way_to_the_next() -> None:
    with listen("127.0.0.1", 17860) as first, listen("127.0.0.1", first.getsockname()[1]) as second:
        assert second.getsockname()[1] > first.getsockname()[1]
        assert second.family == socket.AF_INET


def test_a_bad_address_is_one_clear_line() -> None:
    with pytest.raises(BadSettings, match="--host"):
        listen("no such host", 7860)


def test_the_address_can_be_opened() -> None:
    assert url("0.0.0.0", 80) == "http://127.0.0.1:80/"
    assert url("::1", 80) == "http://[::1]:80/"
