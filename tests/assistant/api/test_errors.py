"""Whatever goes wrong is one line of JSON with its status, and who must sign in is told so everywhere."""

from __future__ import annotations

import logging

import pytest
from api_support import Failing, assistant, client, guarded
from fastapi import APIRouter

from assistant.api import NEUTRAL
from assistant.api.errors import OneLineErrors
from corpus.errors import NoIndex, SchemaMismatch


def test_an_unforeseen_error_is_logged_and_not_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        response = client(Failing()).post("/api/ask", json={"question": "x"})
    assert (response.status_code, response.json()) == (500, {"error": NEUTRAL})
    assert "secret path" in caplog.text


@pytest.mark.parametrize(
    ("method", "path", "status", "told"),
    [
        ("GET", "/api/nothing", 404, "/docs"),
        ("GET", "/api/", 404, "/docs"),
        ("GET", "/api/ask", 405, "use POST"),
        ("DELETE", "/api/documents/lek1", 405, "use GET"),
        ("GET", "/mcp", 405, "Method"),
        ("GET", "/docs/../../etc/passwd", 404, ""),
        ("GET", "/docs/nothing.js", 404, "/docs"),
    ],
)
def test_what_is_not_there_is_one_line(method: str, path: str, status: int, told: str) -> None:
    response = client().request(method, path)
    assert response.status_code == status
    assert list(response.json()) == ["error"]
    assert told in response.json()["error"]
    assert ("allow" in response.headers) is (status == 405)


@pytest.mark.parametrize("error", [NoIndex("There is no index in x yet."), SchemaMismatch("Written by\nanother.")])
def test_an_index_that_cannot_be_used_is_a_state_and_not_a_fault(error: Exception) -> None:
    class Closed(Failing):
        def ask(self, *args: object, **kwargs: object) -> object:
            raise error

    response = client(Closed()).post("/api/ask", json={"question": "x"})
    assert response.status_code == 503
    assert response.json()["error"] == " ".join(str(error).split())


def test_who_has_not_signed_in_gets_nothing_but_that() -> None:
    api = client(guarded())
    for path in ("/api/documents", "/api/documents/lek1/file", "/api/cases", "/api/people", "/api/nothing"):
        response = api.get(path)
        assert (response.status_code, list(response.json())) == (401, ["error"])
    assert api.post("/api/ask", json={"question": "x"}).status_code == 401
    assert api.post("/mcp", json={}).status_code == 401
    assert api.get("/api/health").json()["documents"] == 1


def test_an_internal_document_does_not_exist_for_the_public() -> None:
    api = client(guarded())
    reader, insider = ({"authorization": f"Bearer {name}"} for name in ("reader", "insider"))
    assert len(api.get("/api/documents", headers=insider).json()) == 2
    assert [d["path"] for d in api.get("/api/documents", headers=reader).json()] == ["kf/fråga.pdf"]
    assert api.get("/api/documents?q=hemlig", headers=reader).headers["x-total-count"] == "0"
    for rest in ("", "/text", "/pages", "/acts", "/file"):
        hidden = api.get(f"/api/documents/hemlig1{rest}", headers=reader)
        missing = api.get(f"/api/documents/none{rest}", headers=reader)
        assert (hidden.status_code, hidden.json()) == (missing.status_code, missing.json())
    assert api.get("/api/health", headers=insider).json()["documents"] == 2
    assert api.get("/api/health", headers=reader).json()["documents"] == 1


def test_further_routes_are_part_of_the_api() -> None:
    more = APIRouter(route_class=OneLineErrors)

    @more.put("/api/more", summary="More")
    def put() -> str:
        raise NoIndex("There is no index.")

    api = client(routers=[more])
    assert (api.put("/api/more").status_code, api.get("/api/more").status_code) == (503, 405)
    assert api.put("/api/more").json() == {"error": "There is no index."}
    assert api.get("/api/openapi.json").json()["paths"]["/api/more"]["put"]["summary"] == "More"


def test_health_tells_whether_there_is_an_index() -> None:
    assert client(assistant()).get("/healthz").json() == {"status": "ok", "documents": 3}
    assert client(Failing()).get("/healthz").status_code == 503
    health = client(assistant()).get("/api/health").json()
    assert (health["status"], health["index"], health["documents"], health["model"]) == ("ok", "ready", 3, False)
    down = client(Failing()).get("/api/health")
    assert (down.status_code, down.json()["status"]) == (503, "unavailable")
    assert "run council ingest" in down.json()["error"]
