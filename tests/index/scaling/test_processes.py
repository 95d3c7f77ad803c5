"""Two processes over one index with a Chroma server: what one ingests the other finds with its next question."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from index.place import Place
from index.retrieval.search import Search
from index.retrieval.settings import Weights, default_weights
from index.settings import Settings
from index.store import Index

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parents[3]
_LIMITS = {**default_weights().limits, "exact_scoring": 0}
LARGE = Weights(default_weights().sources, default_weights().rerank, default_weights().match, _LIMITS)


def ingest(settings: Settings, folder: Path) -> None:
    """Another process takes a folder in."""
    environment = {
        **os.environ,
        "COUNCIL_EMBEDDER": settings.embedder,
        "COUNCIL_VECTORS_URL": settings.vectors_url or "",
        "COUNCIL_DATABASE_URL": settings.database_url or "",
        "COUNCIL_SCHEMA": settings.schema,
        "COUNCIL_CACHE": str(settings.cache),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "assistant.cli", "ingest", str(folder), "--index", str(settings.index), "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("catalogue", ["sqlite", "postgres"])
def test_what_one_process_ingests_another_finds(
    catalogue: str, request: pytest.FixtureRequest, settings: Settings, chroma_server: str, tmp_path: Path
) -> None:
    settings = replace(settings, vectors_url=chroma_server, schema=f"two_{catalogue}")
    if catalogue == "postgres":
        place: Place = request.getfixturevalue("place")
        settings = replace(settings, database_url=place.address, schema=place.schema)
    docs = tmp_path / "docs"
    docs.mkdir()
    (docs / "buss.txt").write_text("Skrivelse\n\nBussen till Verkstadsgatan blir avgiftsfri i maj.\n", encoding="utf-8")
    ingest(settings, docs)
    with Index.open(settings) as reader:
        search = Search(reader, weights=LARGE)
        assert "Verkstadsgatan" in search.search("När blir bussen avgiftsfri?")[0].passage.text
        (docs / "bad.txt").write_text("Skrivelse\n\nBadhuset öppnar igen på lördag.\n", encoding="utf-8")
        (docs / "buss.txt").unlink()
        ingest(settings, docs)
        hits = search.search("När öppnar badhuset?")
        assert "Badhuset" in hits[0].passage.text
        assert all("dense" in hit.ranks for hit in hits)
        assert reader.vectors.ids() == set(reader.catalogue.passage_ids())
        with Index.open(settings, write=True) as writer:
            writer.rebuild()
        assert search.search("badhuset")[0].passage.id == hits[0].passage.id
        assert reader.verify() == []
