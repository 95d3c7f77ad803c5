"""The accessibility statement: in both languages, with whoever runs the service, and open to those outside."""

from __future__ import annotations

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from ui_support import read

from assistant.access import Access, OneService
from assistant.access.doorkeepers import Fixed
from assistant.api import create_app
from assistant.memory import MemoryAssistant
from ui.statement import Operator, statement, statement_router
from ui.texts import texts


@pytest.fixture
def app() -> FastAPI:
    closed = Access(Fixed(None), OneService(MemoryAssistant()))
    return create_app(closed, routers=[statement_router(Operator("Tallhamra kommun", "hej@tallhamra.example"))])


def test_it_is_open_to_those_who_are_not_signed_in(app: FastAPI) -> None:
    client = TestClient(app)
    assert client.get("/api/documents").status_code == 401
    response = client.get("/accessibility", headers={"accept-language": "en"})
    assert response.status_code == 200
    assert '<html lang="en">' in response.text
    assert "Tallhamra kommun" in response.text
    assert "hej@tallhamra.example" in response.text


def test_it_speaks_swedish_and_has_headings_in_order() -> None:
    page = read(statement(Operator(), texts("sv")))
    assert [tag for tag, _ in page.tags if tag in ("h1", "h2", "h3")] == ["h1", *["h2"] * 4]
    assert "Tillgänglighetsredogörelse" in page.text
    assert "Kontakta kommunen" in page.text
    assert all(
        attributes.get("href", "").startswith(("./", "accessibility", "https://www.digg.se", "data:"))
        for tag, attributes in page.tags
        if tag in ("a", "link")
    )


def test_what_the_operator_writes_is_no_markup() -> None:
    page = statement(Operator("<b>Bo</b>", "<script>x</script>"), texts("sv"))
    assert "<b>" not in page
    assert "<script" not in page


def test_the_operator_is_read_from_the_environment() -> None:
    named = Operator.load({"COUNCIL_OPERATOR": " Tallhamra kommun ", "COUNCIL_CONTACT": ""})
    assert named == Operator("Tallhamra kommun", "")
