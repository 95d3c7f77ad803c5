"""The log: what it says of requests and answers, and what it never says."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from api_support import QUESTION, answer, assistant, client

from assistant.observing.logs import configure
from assistant.observing.observing import Observing
from assistant.observing.settings import ObservingSettings
from corpus.errors import BadSettings


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def lines(stream: StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def in_json(**environment: str) -> tuple[StringIO, ObservingSettings]:
    stream = StringIO()
    settings = ObservingSettings.load({"COUNCIL_LOG_FORMAT": "json", **environment})
    configure(settings, stream)
    return stream, settings


def test_a_request_is_a_line_with_its_route_and_the_id_of_the_response() -> None:
    stream, _ = in_json()
    response = client().get("/api/documents/lek1/text?start=3")
    (line,) = lines(stream)
    assert line["route"] == "/api/documents/{document_id}/text"
    assert (line["method"], line["status"], line["level"]) == ("GET", 200, "INFO")
    assert line["request"] == response.headers["x-request-id"]
    assert 0 <= line["seconds"] < 30


def test_neither_question_nor_document_nor_address_is_logged() -> None:
    stream, settings = in_json()
    with client() as api:
        api.post("/api/ask", json={"question": QUESTION})
        api.get("/api/documents/lek1")
        api.get("/api/people/Ulla Testberg")
    Observing(settings).answered(answer(), 0.1, known=False)
    told = stream.getvalue()
    for secret in ("lekplats", "lek1", "Ulla", "testclient", "127.0.0.1"):
        assert secret not in told
    assert len(lines(stream)) == 4


def test_questions_are_logged_once_somebody_wants_it() -> None:
    stream, settings = in_json(COUNCIL_LOG_QUESTIONS="1")
    Observing(settings).answered(answer(), 0.1, known=False)
    (line,) = lines(stream)
    assert line["question"] == QUESTION
    assert (line["status"], line["route"], line["known"]) == ("answered", "register", False)


def test_an_id_that_a_proxy_gave_is_kept_and_a_strange_one_is_not() -> None:
    api = client()
    assert api.get("/healthz", headers={"x-request-id": "abc-123"}).headers["x-request-id"] == "abc-123"
    odd = api.get("/healthz", headers={"x-request-id": "a b\tc"}).headers["x-request-id"]
    assert re.fullmatch("[0-9a-f]{32}", odd)


def test_a_failure_is_logged_with_the_request_that_it_belongs_to() -> None:
    from api_support import Failing

    stream, _ = in_json()
    response = client(Failing([], {})).post("/api/ask", json={"question": QUESTION})
    failure, request = lines(stream)
    assert response.status_code == request["status"] == 500
    assert failure["level"] == "ERROR"
    assert failure["request"] == request["request"] == response.headers["x-request-id"]
    assert "secret path" in failure["exc_info"]
    assert "secret path" not in response.text


def test_for_people_it_is_quiet_until_something_is_wrong() -> None:
    stream = StringIO()
    configure(ObservingSettings.load({}), stream)
    client(assistant()).get("/api/documents")
    logging.getLogger("assistant").warning("look here")
    assert re.fullmatch(r"\S+ \S+ WARNING assistant: look here\n", stream.getvalue())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("COUNCIL_LOG_FORMAT", "xml"),
        ("COUNCIL_LOG_LEVEL", "LOUD"),
        ("COUNCIL_LOG_QUESTIONS", "perhaps"),
        ("COUNCIL_TRACES_URL", "collector:4317"),
    ],
)
def test_a_setting_that_cannot_be_is_named(name: str, value: str) -> None:
    with pytest.raises(BadSettings, match=f"{name} is '{value}'"):
        ObservingSettings.load({name: value})
