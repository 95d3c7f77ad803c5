"""A scripted system, in this process and in others, and a real server on the loopback that misbehaves."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Mapping
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from assistant.contract import Answer, Citation
from evals.dataset import Question
from evals.systems.base import Opener
from evals.systems.scripted import Behaviour, ScriptedSystem

TEXT = "Vision frågade vem som har jour. Förvaltningen svarade att det är enhetschefen."
QUOTE = "Förvaltningen svarade att det är enhetschefen."


def given_answer() -> Answer:
    """An answer with one exact citation of `fvg.txt` and one that is off by a character."""
    citations = [
        Citation(n=n, document_id="d1", path="fvg.txt", title="FVG", page=1, start=start, end=start + len(QUOTE), quote=QUOTE)
        for n, start in ((1, 33), (2, 34))
    ]  # fmt: skip
    return Answer(
        question="Vem har jour?", language="sv", status="answered", route="passage",
        answer="Det är enhetschefen [1].", citations=citations,
    )  # fmt: skip


def opener(script: Mapping[str, Behaviour] | None = None, seconds: float = 0.0) -> Opener:
    """Opens a scripted system, in any process."""
    return partial(ScriptedSystem, given_answer(), dict(script or {}), {"fvg.txt": TEXT}, seconds)


def questions(count: int) -> list[Question]:
    """Questions q0, q1 …"""
    return [
        Question(id=f"q{n}", question=f"Vem har jour natt {n}?", language="sv", category="what", status="answered")
        for n in range(count)
    ]


class Misbehaving(BaseHTTPRequestHandler):
    """Answers `POST /api/ask` well, but for questions whose id says how not to; gives texts of d1 alone."""

    def do_HEAD(self) -> None:
        self._send(200, b"")

    def do_GET(self) -> None:
        known = self.path == "/api/documents/d1/text" and self.server.texts  # type: ignore[attr-defined]
        self._send(200, TEXT.encode()) if known else self._send(404, b'{"error": "There is no such document."}')

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        self.server.asked.append((self.path, dict(self.headers), asked))  # type: ignore[attr-defined]
        answer = {**given_answer().model_dump(mode="json"), "id": asked["id"], "question": asked["question"]}
        how = asked["id"]
        if how == "500":
            self._send(500, b'{"error": "The index\\nis being built."}')
        elif how == "html":
            self._send(200, b"<html>Welcome</html>")
        elif how == "schema":
            self._send(200, json.dumps({**answer, "status": "perhaps"}).encode())
        elif how == "another":
            self._send(200, json.dumps({**answer, "id": "q99"}).encode())
        elif how == "closes":
            self._head(200, 1000)
            self.wfile.write(b'{"id": ')
            self.close_connection = True
        elif how == "drips":
            self._head(200, 1000)
            for _ in range(100):
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.05)
        elif how == "hangs":
            time.sleep(2)
            self.close_connection = True
        else:
            self._send(200, json.dumps(answer).encode())

    def log_message(self, *_: Any) -> None:
        """Says nothing."""

    def _head(self, status: int, length: int) -> None:
        self.send_response(status)
        self.send_header("content-length", str(length))
        self.end_headers()

    def _send(self, status: int, body: bytes) -> None:
        self._head(status, len(body))
        self.wfile.write(body)


class Server(ThreadingHTTPServer):
    """Remembers what it was asked, (path, headers, body); a client that goes away is no error."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Misbehaving)
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.texts = True

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, *_: Any) -> None:
        """Nothing."""


@pytest.fixture
def server() -> Iterator[Server]:
    """A server that is running."""
    with Server() as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()
