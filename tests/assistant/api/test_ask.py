"""`POST /api/ask` gives the contract's object, and takes nothing else than its request."""

from __future__ import annotations

import pytest
from api_support import QUESTION, answer, assistant, client

from assistant.api import MAX_BODY
from assistant.api.ask import wants_events
from assistant.contract import Answer, FilterSpec


def test_an_answer_is_the_contract_s_object_with_the_id() -> None:
    service = assistant()
    body = {"id": 7, "question": QUESTION, "history": ["Hej?"], "filters": {"genre": ["minutes"]}}
    response = client(service).post("/api/ask", json=body)
    assert response.status_code == 200
    assert response.json() == answer(id=7).model_dump(mode="json")
    assert Answer.model_validate(response.json()) == answer(id=7)
    assert service.asked == [(QUESTION, ("Hej?",), FilterSpec(genre=["minutes"]))]


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"question": "  "}, "empty"),
        ({}, "question"),
        ({"question": "x", "filters": {"colour": ["red"]}}, "filters.colour"),
        ({"question": "x" * 5000}, "longer"),
        ({"question": "x", "temperature": 1}, "temperature"),
        ({"question": "x", "filters": {"date_from": "måndag"}}, "filters.date_from"),
        ([], "request"),
    ],
)
def test_a_wrong_request_is_told_in_one_line(body: object, told: str, accept: str) -> None:
    response = client().post("/api/ask", json=body, headers={"accept": accept})
    assert response.status_code == 400
    assert list(response.json()) == ["error"]
    assert told in response.json()["error"]
    assert "\n" not in response.json()["error"]


def test_what_is_not_json_or_too_large_is_refused() -> None:
    headers = {"content-type": "application/json"}
    assert client().post("/api/ask", content=b"{", headers=headers).status_code == 400
    assert client().post("/api/ask", content=b'{"question": "x"}').status_code == 400
    for half in (b'{"question": "\\ud800"}', b'{"question": "x", "id": "\\ud800"}', b"\xff\xfe", b"[" * 100_000):
        response = client().post("/api/ask", content=half, headers=headers)
        assert (response.status_code, list(response.json())) == (400, ["error"])
    large = client().post("/api/ask", content=b" " * (MAX_BODY + 1), headers=headers)
    unannounced = client().post("/api/ask", content=iter([b" " * 4096] * (MAX_BODY // 4096 + 1)), headers=headers)
    assert (large.status_code, unannounced.status_code) == (413, 413)
    assert large.json() == unannounced.json()


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("text/event-stream", True),
        ("Text/Event-Stream; q=0.9, application/json; q=0.5", True),
        ("application/json, text/event-stream;q=0.5", False),
        ("text/event-stream;q=0", False),
        ("text/event-stream;q=many", False),
        ("*/*", False),
        ("", False),
    ],
)
def test_events_come_only_when_they_are_wanted_most(accept: str, wanted: bool) -> None:
    assert wants_events(accept) is wanted
