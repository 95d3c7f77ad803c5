"""The HTTP API keeps the contract."""

from __future__ import annotations

import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from assistant.api import MAX_BODY, NEUTRAL, create_app
from assistant.contract import Answer, FilterSpec
from assistant.memory import MemoryAssistant
from corpus.errors import NoIndex
from corpus.records import Act, ActKind, Actor, Document, Genre, Span

QUESTION = "Vem frågade om lekplatsen?"
QUOTE = "När är lekplatsen klar?"
TEXT = f"Fråga\n{QUOTE}\nTallhamra"


def document(id: str = "lek1", path: str = "kf/fråga.pdf", **changes: Any) -> Document:
    act = Act(ActKind.QUESTION, Span(id, 1, 6, 6 + len(QUOTE)), (Actor("Ulla Testberg", "S"),))
    values = {
        "format": "pdf",
        "genre": Genre.SIMPLE_QUESTION,
        "date": date(2023, 5, 4),
        "acts": (act,),
        **changes,
    }
    return Document(id=id, path=path, sha256="0" * 64, title="Fråga om lekplatsen", text=TEXT, **values)


def answer(**changes: Any) -> Answer:
    values = {
        "question": QUESTION,
        "language": "sv",
        "status": "answered",
        "route": "register",
        "answer": "Ulla Testberg (S) frågade. [1]",
    }
    return Answer.model_validate({**values, **changes})


def assistant() -> MemoryAssistant:
    documents = [document(), document("lek2", "ks/protokoll.docx"), document("lek3", "ks/brev.txt")]
    return MemoryAssistant(documents, {QUESTION: answer()})


class Failing(MemoryAssistant):
    """Fails in a way nobody foresaw, and has no index."""

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        raise RuntimeError("secret path /srv/x")

    def coverage(self) -> object:
        raise NoIndex("There is no index here: run council ingest.")


def test_an_answer_is_the_contract_s_object_with_the_id() -> None:
    service = assistant()
    body = {"id": 7, "question": QUESTION, "history": ["Hej?"], "filters": {"genre": ["minutes"]}}
    response = TestClient(create_app(service)).post("/api/ask", json=body)
    assert response.status_code == 200
    assert Answer.model_validate(response.json()) == answer(id=7)
    assert service.asked == [(QUESTION, ("Hej?",), FilterSpec(genre=["minutes"]))]


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"question": "  "}, "empty"),
        ({}, "question"),
        ({"question": "x", "filters": {"colour": ["red"]}}, "filters.colour"),
        ({"question": "x" * 5000}, "longer"),
    ],
)
def test_a_wrong_request_is_told_in_one_line(body: dict[str, object], told: str) -> None:
    response = TestClient(create_app(assistant())).post("/api/ask", json=body)
    assert response.status_code == 400
    assert list(response.json()) == ["error"]
    assert told in response.json()["error"]
    assert "\n" not in response.json()["error"]


def test_what_is_not_json_or_too_large_is_refused() -> None:
    client = TestClient(create_app(assistant()))
    headers = {"content-type": "application/json"}
    assert client.post("/api/ask", content=b"{", headers=headers).status_code == 400
    assert client.post("/api/ask", content=b" " * (MAX_BODY + 1), headers=headers).status_code == 413


def test_an_unforeseen_error_is_logged_and_not_told(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        response = TestClient(create_app(Failing())).post("/api/ask", json={"question": "x"})
    assert (response.status_code, response.json()) == (500, {"error": NEUTRAL})
    assert "secret path" in caplog.text


def test_health_tells_whether_there_is_an_index() -> None:
    assert TestClient(create_app(assistant())).get("/healthz").json() == {"status": "ok", "documents": 3}
    assert TestClient(create_app(Failing())).get("/healthz").status_code == 503


def test_documents_and_their_acts_can_be_read() -> None:
    client = TestClient(create_app(assistant()))
    listed = client.get("/api/documents").json()
    assert [each["path"] for each in listed] == ["kf/fråga.pdf", "ks/brev.txt", "ks/protokoll.docx"]
    assert listed[0]["date"] == "2023-05-04"
    record = client.get("/api/documents/lek1").json()
    assert record["characters"] == len(TEXT)
    assert record["acts"][0]["quote"] == QUOTE
    assert client.get("/api/documents/lek1/text").text == TEXT
    assert client.get("/api/documents/none").status_code == 404
    assert "error" in client.get("/api/documents/none").json()


def test_an_original_is_handed_out_unless_it_holds_masked_data(tmp_path: Path) -> None:
    original = tmp_path / "interpellation.pdf"
    original.write_bytes(b"%PDF-1.4")
    documents = [document(), document(id="masked", notes=("masked:2",)), document(id="page", format="html")]
    service = MemoryAssistant(documents, files=dict.fromkeys(("lek1", "masked", "page"), original))
    client = TestClient(create_app(service))
    pdf = client.get("/api/documents/lek1/file")
    assert (pdf.status_code, pdf.headers["content-type"]) == (200, "application/pdf")
    assert client.get("/api/documents/masked/file").status_code == 403
    assert client.get("/api/documents/page/file").headers["content-disposition"].startswith("attachment")
    original.unlink()
    assert client.get("/api/documents/lek1/file").status_code == 404


def test_every_response_carries_the_security_headers() -> None:
    client = TestClient(create_app(assistant(), frame_ancestors="https://intranet.example"))
    for path in ("/healthz", "/api/documents/none", "/nowhere"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"
        assert "frame-ancestors https://intranet.example" in headers["content-security-policy"]


def test_no_page_of_another_host_is_offered() -> None:
    client = TestClient(create_app(assistant()))
    assert [client.get(path).status_code for path in ("/docs", "/redoc")] == [404, 404]
