"""Whatever way an internal document is opened, it is noted; a public one never is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from api_support import client, guarded
from fastapi.routing import APIRoute

from assistant.access import Access
from assistant.api import create_app
from assistant.api.pages import pages_router
from assistant.memory import MemoryAssistant
from assistant.observing.audit import FileAudit, MemoryAudit
from index.levels import Level

QUIET = {"/api/documents/{document_id}/pages"}  # numbers alone


def routes() -> list[str]:
    app = create_app(guarded(), routers=[pages_router(guarded())])
    patterns = (route.path for router in app.state.routers for route in router.routes if isinstance(route, APIRoute))
    return sorted({path for path in patterns if "{document_id}" in path})


def test_every_route_that_names_a_document_is_tried_here() -> None:
    assert len(routes()) >= 7


@pytest.mark.parametrize("route", routes())
def test_opening_through_the_api_is_noted(route: str) -> None:
    audit = MemoryAudit()
    access = guarded(audit)
    path = route.replace("{document_id}", "{id}").replace("{page}", "1")
    with client(access, routers=[pages_router(access)]) as api:
        for token, document in (("reader", "lek1"), ("insider", "lek1"), ("reader", "hemlig1"), ("insider", "hemlig1")):
            where = path.format(id=document)
            api.get(where, params={"start": 0, "end": 3}, headers={"authorization": f"Bearer {token}"})
    noted = [(line.user, line.role, line.document_id, line.path, line.how) for line in audit.lines]
    assert noted == ([] if route in QUIET else [("tore", "reader", "hemlig1", "internt/hemlig.txt", "api")])


def test_what_cannot_be_noted_is_not_shown(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with client(guarded(FileAudit(tmp_path / "file" / "audit.jsonl"))) as api:
        response = api.get("/api/documents/hemlig1/text", headers={"authorization": "Bearer insider"})
        assert response.status_code >= 400
        assert "cannot be noted" in response.json()["error"]
        assert api.get("/api/documents/lek1/text", headers={"authorization": "Bearer insider"}).status_code == 200


def test_the_page_notes_what_its_panel_shows() -> None:
    from ui.source import panel
    from ui.source.view import View
    from ui.texts import texts

    opened: list[str] = []
    service = guarded().services.at(Level.INTERNAL)
    shown = panel(View("hemlig1", 6, 29), [], service, texts("sv"), opened.append)
    assert "När är lekplatsen klar?" in re.sub("<[^>]+>", "", shown)
    assert opened == ["hemlig1"]
    panel(View("gone", 0, 1), [], service, texts("sv"), opened.append)
    panel(View(), [], service, texts("sv"), opened.append)
    assert opened == ["hemlig1"]


def test_where_all_is_public_nothing_is_noted() -> None:
    audit = MemoryAudit()
    access = Access(guarded().doorkeeper, _Open(), audit)
    client(access).get("/api/documents/hemlig1/text", headers={"authorization": "Bearer insider"})
    assert audit.lines == []


class _Open:
    def at(self, level: Level) -> MemoryAssistant:
        return MemoryAssistant([])

    def internal(self, document_id: str) -> str | None:
        return None
