"""A server tells what its index holds from its first moment, before anything is loaded."""

from __future__ import annotations

from pathlib import Path

from fastapi.testclient import TestClient

from assistant.api import create_app
from assistant.server import open_server
from index.settings import Settings
from index.store import Index


def test_the_figures_of_a_server_just_opened(tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    (tmp_path / "papers" / "fråga.txt").write_text(
        "Fråga om lekplatsen\n\nAnna Ek (S) frågar när lekplatsen är klar.\n"
    )
    settings = Settings(index=tmp_path / "index", embedder="hashing", cache=tmp_path / "cache")
    with Index.open(settings, write=True) as index:
        index.ingest().run([tmp_path / "papers"])
    with open_server(settings, {}) as server:
        app = create_app(server.access, metrics=server.observing.metrics)
        with TestClient(app, base_url="http://127.0.0.1:7860", client=("127.0.0.1", 5)) as api:
            page = api.get("/metrics").text
            assert api.post("/api/ask", json={"question": "Vem frågade om lekplatsen?"}).status_code == 200
            after = api.get("/metrics").text
    assert "council_index_up 1.0" in page
    assert "council_index_documents 1.0" in page
    assert "council_answer_seconds_count 0.0" in page
    assert "council_answer_seconds_count 1.0" in after
