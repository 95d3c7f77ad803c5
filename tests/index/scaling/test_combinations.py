"""The same documents and questions on every combination of catalogue, vector store and embedder: the same answers."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.contract import Answer
from corpus.sample import sample_folder
from index.embedding.hashing import HashEmbedder
from index.levels import Level
from index.place import Place
from index.retrieval.search import Search
from index.retrieval.settings import Weights, default_weights
from index.settings import Settings
from index.store import Index

pytestmark = pytest.mark.slow

FILES = (
    "kf/enkel-fraga.txt",
    "avn/ledamotsinitiativ-jobbcenter-ung.txt",
    "avn/enkel-fraga-feriejobb.txt",
    "avn/protokollsutdrag-2022-10-18-88.txt",
    "avn/interpellationssvar-jobbcentrum.pdf",
    "avn/interpellationssvar-vardlarlingar.txt",
    "avn/fvg-2024-02-08.txt",
    "bun/riktlinje-skolskjuts.md",
    "ks/nyhet-foreningsbidrag.html",
    "medborgare/epost-skolskjuts-avslag.eml",
)
QUESTIONS = (
    "Vem frågade om Jobbcentrums tidplan?",
    "Who asked about Jobbcentrum's timeline?",
    "Vad svarade nämndens ordförande om vårdlärlingarna?",
    "Vilka interpellationer finns det?",
    "Hur många frågor ställdes om feriejobb?",
    "Vad gäller för skolskjuts?",
    "Hur stort är föreningsbidraget?",
    "Vad har ni om Jobbcenter Ung?",
    "När behandlades ledamotsinitiativet om Jobbcenter Ung?",
    "Vad kostar det att måla rådhuset blått?",
)
COMBINATIONS = ("sqlite+chroma", "sqlite+chroma server", "postgres+milvus", "postgres+memory", "postgres+chroma server")
# As in a large index: the vector store is asked for neighbours, however few passages there are.
_LIMITS = {**default_weights().limits, "exact_scoring": 0}
LARGE = Weights(default_weights().sources, default_weights().rerank, default_weights().match, _LIMITS)


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("documents")
    for name in FILES:
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes((sample_folder() / name).read_bytes())
    return folder


def told(settings: Settings) -> list[Answer]:
    """Whole answers, without the time that they took."""
    with Assistant(Index.open(settings)) as assistant:
        return [assistant.ask(question).model_copy(update={"timings_ms": None}) for question in QUESTIONS]


def found(settings: Settings) -> list[list[tuple[str, float]]]:
    """What a search finds when it asks the vector store, with scores."""
    with Index.open(settings) as index:
        search = Search(index, weights=LARGE)
        return [[(hit.passage.id, round(hit.score, 4)) for hit in search.search(q, limit=10)] for q in QUESTIONS]


@pytest.fixture(scope="module")
def plain(documents: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """One machine, exact vectors."""
    folder = tmp_path_factory.mktemp("plain")
    made = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    with Index.open(made, write=True) as index:
        index.ingest().run([documents])
    return made


@pytest.fixture(scope="module")
def expected(plain: Settings) -> tuple[list[Answer], list[list[tuple[str, float]]]]:
    return told(plain), found(plain)


@pytest.fixture(params=COMBINATIONS)
def elsewhere(request: pytest.FixtureRequest, settings: Settings, documents: Path) -> Settings:
    """Another combination, filled with the same documents."""
    catalogue, _, vectors = str(request.param).partition("+")
    url = {"chroma": None, "memory": "memory"}.get(vectors)
    if vectors == "chroma server":
        url = request.getfixturevalue("chroma_server")
    if vectors == "milvus":
        url = request.getfixturevalue("milvus_file")
    made = replace(settings, vectors_url=url, schema=re.sub(r"\W", "_", f"c_{request.param}"))
    if catalogue == "postgres":
        place: Place = request.getfixturevalue("place")
        made = replace(made, database_url=place.address, schema=place.schema)
    with Index.open(made, write=True) as index:
        index.ingest().run([documents])
        assert index.verify() == []
    return made


def test_every_combination_gives_the_same_answers(
    elsewhere: Settings, expected: tuple[list[Answer], list[list[tuple[str, float]]]]
) -> None:
    answers, hits = expected
    assert {answer.route for answer in answers} >= {"register", "passage"}
    assert told(elsewhere) == answers
    assert found(elsewhere) == hits


def test_unchanged_and_removed_files_are_the_same_everywhere(elsewhere: Settings, documents: Path) -> None:
    with Index.open(elsewhere, write=True) as index:
        before = index.catalogue.counts()
        report = index.ingest().run([documents])
        assert set(report.counts) == {"unchanged"}
        assert index.catalogue.counts() == before
        index.set_access([documents / "ks"], Level.INTERNAL)
        with index.open_public() as public:
            assert public.catalogue.counts()["documents"] == before["documents"] - 1
            assert public.vectors.ids() == set(public.catalogue.passage_ids())
        assert index.verify() == []
        assert index.vectors.ids() == set(index.catalogue.passage_ids())
        index.set_access([documents / "ks"], Level.PUBLIC)
        assert index.rebuild() == before["passages"]
        assert index.verify() == []


class _Hashing(BaseHTTPRequestHandler):
    """An embeddings server with the vectors of the hashing embedder."""

    def log_message(self, *_: object) -> None:
        """Says nothing."""

    def do_POST(self) -> None:
        texts = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["input"]
        rows = HashEmbedder().embed_passages(texts).tolist()
        body = json.dumps({"data": [{"index": n, "embedding": row} for n, row in enumerate(rows)]}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        body = b'{"data": [{"id": "hashing"}]}'
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture
def embeddings() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Hashing)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_an_embeddings_server_finds_what_the_same_model_finds_in_process(
    embeddings: str,
    settings: Settings,
    documents: Path,
    expected: tuple[list[Answer], list[list[tuple[str, float]]]],
) -> None:
    made = replace(settings, embedder=embeddings, index=settings.index.with_name("served"))
    with Index.open(made, write=True) as index:
        index.ingest().run([documents])
        assert index.verify() == []
        assert index.catalogue.embedder == "hashing (served; '', '')"
    assert found(made) == expected[1]
