"""A server that is away, slow or answers nonsense: one clear line, nothing half-written, and answers go on."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Protocol

import pytest

from assistant.assistant import Assistant
from corpus.errors import CouncilError
from index.away import since
from index.catalogue.errors import CatalogueAway
from index.retrieval.search import Search
from index.retrieval.settings import Weights, default_weights
from index.settings import Settings
from index.store import Index
from index.vectors import VectorsUnreachable, make_vectors

pytestmark = pytest.mark.slow

TEXT = """Interpellation om avgiftsfri buss
Organ: Kommunfullmäktige
Datum: 2022-04-19

Till kommunstyrelsens ordförande Bo Ask (M)

Jag vill därför fråga:
1. När blir bussen till Verkstadsgatan avgiftsfri?

Anna Ek (S)
"""
QUESTION = "Vem frågade om avgiftsfri buss?"
_LIMITS = {**default_weights().limits, "exact_scoring": 0}
LARGE = Weights(default_weights().sources, default_weights().rerank, default_weights().match, _LIMITS)


class Postgres(Protocol):
    @property
    def url(self) -> str: ...
    def start(self) -> None: ...
    def stop(self) -> None: ...


def nobody() -> str:
    """An address where nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{one.getsockname()[1]}"


@pytest.fixture(params=["away", "silent", "nonsense"])
def bad(request: pytest.FixtureRequest) -> Iterator[str]:
    """An address where nobody listens, or somebody who says nothing, or a web page."""
    if request.param == "away":
        yield nobody()
        return
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(32)
        stop = threading.Event()
        listening.settimeout(0.05)

        def serve() -> None:
            held = []
            while not stop.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    continue
                if request.param == "nonsense":
                    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 7\r\nConnection: close\r\n\r\nWelcome")
                    connection.close()
                else:
                    held.append(connection)
            for connection in held:
                connection.close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield f"127.0.0.1:{listening.getsockname()[1]}"
        stop.set()
        thread.join()


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "buss.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def filled(settings: Settings, docs: Path) -> Settings:
    with Index.open(settings, write=True) as index:
        index.ingest().run([docs])
    return settings


@pytest.mark.parametrize("scheme", ["http", "milvus"])
def test_a_vector_server_is_named_in_one_line_and_soon(scheme: str, bad: str, tmp_path: Path) -> None:
    pytest.importorskip("pymilvus")
    store = make_vectors(f"{scheme}://{bad}", tmp_path)
    began = time.monotonic()
    for ask in (store.ids, store.clear, lambda: store.delete_documents(["a"])):
        with pytest.raises(VectorsUnreachable, match=bad) as caught:
            ask()
        assert "\n" not in str(caught.value)
    assert time.monotonic() - began < 40
    store.close()


@pytest.mark.parametrize("scheme", ["http", "milvus"])
def test_answers_go_on_without_vectors_and_say_so(scheme: str, filled: Settings) -> None:
    pytest.importorskip("pymilvus")
    settings = replace(filled, vectors_url=f"{scheme}://{nobody()}")
    with Index.open(settings) as index:
        moment = time.monotonic()
        hits = Search(index, weights=LARGE).search(QUESTION)
        assert "avgiftsfri" in hits[0].passage.text
        assert ["does not answer" in line for line in since(moment)] == [True]
        moment = time.monotonic()
        Search(index, weights=LARGE).search("bussen till Verkstadsgatan")
        assert time.monotonic() - moment < 1.0


def test_answers_go_on_without_the_embeddings_server_and_say_so(filled: Settings) -> None:
    with Index.open(filled) as index:
        expected = Assistant(index).ask(QUESTION)
    assert expected.status in ("answered", "asked_not_answered")
    with Assistant(Index.open(replace(filled, embedder=f"http://{nobody()}"))) as assistant:
        answer = assistant.ask(QUESTION)
        assert (answer.route, answer.citations[0].quote) == (expected.route, expected.citations[0].quote)
        missing = assistant.ask("Vad sägs om Verkstadsgatan?")
    assert "En del av sökningen svarade inte" in missing.answer


@pytest.mark.parametrize("scheme", ["http", "milvus"])
def test_an_ingest_without_its_vector_server_stops_and_goes_on_later(
    scheme: str, settings: Settings, docs: Path
) -> None:
    pytest.importorskip("pymilvus")
    with (
        Index.open(replace(settings, vectors_url=f"{scheme}://{nobody()}"), write=True) as index,
        pytest.raises(CouncilError, match="does not answer"),
    ):
        index.ingest().run([docs])
    with Index.open(settings, write=True) as index:
        index.ingest().run([docs])
        assert index.verify() == []
        assert len(index.catalogue.passage_ids()) > 0


def test_an_ingest_without_its_embeddings_server_writes_nothing_and_goes_on_later(
    settings: Settings, docs: Path, tmp_path: Path
) -> None:
    away = replace(settings, embedder=f"http://{nobody()}")
    with Index.open(away, write=True) as index, pytest.raises(CouncilError, match="COUNCIL_EMBEDDINGS_URL"):
        index.ingest().run([docs])
    with Index.open(settings, write=True) as index:
        assert index.catalogue.counts()["documents"] == 0
        index.ingest().run([docs])
        assert index.verify() == []


def test_an_ingest_that_loses_its_database_keeps_what_is_whole_and_goes_on_later(
    settings: Settings, docs: Path, postgres_server: Postgres
) -> None:
    served = replace(settings, database_url=postgres_server.url)
    with Index.open(served, write=True) as index:
        index.ingest().run([docs])
        kept = index.catalogue.counts()
        (docs / "ny.txt").write_text(TEXT.replace("buss", "tåg"), encoding="utf-8")
        postgres_server.stop()
        with pytest.raises(CatalogueAway, match="does not answer"):
            index.ingest().run([docs])
    postgres_server.start()
    with Index.open(served) as reader:
        assert reader.catalogue.counts() == kept
    with Index.open(served, write=True) as index:
        index.ingest().run([docs])
        assert index.catalogue.counts()["documents"] == kept["documents"] + 1
        assert index.verify() == []
