"""Documents, answers and services of an invented council, and the API over them in a process or a server."""

from __future__ import annotations

import gc
import json
import socket
import threading
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import uvicorn
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.access import Access, User
from assistant.api import create_app
from assistant.contract import Answer, Citation, Claim
from assistant.memory import MemoryAssistant
from assistant.observing.audit import Audit, MemoryAudit
from assistant.service import Service
from corpus.errors import NoIndex
from corpus.records import Act, ActKind, Actor, Document, Genre, Span
from index.levels import Level

QUESTION = "Vem frågade om lekplatsen?"
QUOTE = "När är lekplatsen klar?"
TEXT = f"Fråga\n{QUOTE}\nTallhamra"


def document(id: str = "lek1", path: str = "kf/fråga.pdf", **changes: Any) -> Document:
    act = Act(ActKind.QUESTION, Span(id, 1, 6, 6 + len(QUOTE)), (Actor("Ulla Testberg", "S"),))
    values = {
        "format": "pdf",
        "genre": Genre.SIMPLE_QUESTION,
        "title": "Fråga om lekplatsen",
        "text": TEXT,
        "date": date(2023, 5, 4),
        "acts": (act,),
        **changes,
    }
    return Document(id=id, path=path, sha256="0" * 64, **values)


def citation(n: int, **changes: Any) -> Citation:
    values = {"document_id": "lek1", "path": "kf/fråga.pdf", "title": "Fråga", "page": 1, "quote": QUOTE}
    return Citation(n=n, start=6, end=6 + len(QUOTE), **{**values, **changes})


def answer(**changes: Any) -> Answer:
    values = {
        "question": QUESTION,
        "language": "sv",
        "status": "answered",
        "route": "register",
        "answer": "Ulla Testberg (S) frågade. [1] Det stod i maj. [1][2]",
        "claims": [
            Claim(text="Ulla Testberg (S) frågade.", citations=[1]),
            Claim(text="Det stod i maj.\nEn rad till.", citations=[1, 2]),
        ],
        "citations": [citation(1), citation(2, title="Å\u2028ä")],
        "retrieved": [{"path": "kf/fråga.pdf", "start": 0, "end": len(TEXT), "score": 0.5}],
    }
    return Answer.model_validate({**values, **changes})


def assistant() -> MemoryAssistant:
    minutes = document("lek2", "ks/protokoll.docx", genre=Genre.MINUTES, body="Kommunstyrelsen", acts=(), date=None)
    letter = document("lek3", "ks/brev.txt", genre=Genre.LETTER, acts=(), date=date(2024, 1, 9), title="Ett brev")
    return MemoryAssistant([document(), minutes, letter], {QUESTION: answer()})


class Failing(MemoryAssistant):
    """Fails in a way nobody foresaw, and has no index."""

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        raise RuntimeError("secret path /srv/x")

    def coverage(self) -> Any:
        raise NoIndex("There is no index here: run council ingest.")


class ByToken:
    """Users by their token; who has none must sign in."""

    def __init__(self, users: dict[str, User]) -> None:
        self._users = users

    def user(self, connection: Any) -> User | None:
        return self._users.get(connection.headers.get("authorization", "").removeprefix("Bearer "))


class Levels:
    """A service for each level."""

    def __init__(self, public: Service, internal: Service) -> None:
        self._services = {Level.PUBLIC: public, Level.INTERNAL: internal}

    def at(self, level: Level) -> Service:
        return self._services[level]

    def internal(self, document_id: str) -> str | None:
        inside = self._services[Level.INTERNAL].document(document_id)
        hidden = inside is not None and self._services[Level.PUBLIC].document(document_id) is None
        return inside.path if inside is not None and hidden else None


def guarded(audit: Audit | None = None) -> Access:
    """Public documents for `Bearer reader`, also an internal one for `Bearer insider`, nothing for others."""
    whole = MemoryAssistant([document(), document("hemlig1", "internt/hemlig.txt", title="Hemlig plan")])
    users = {"reader": User("ulla"), "insider": User("tore", level=Level.INTERNAL)}
    return Access(ByToken(users), Levels(MemoryAssistant([document()]), whole), audit or MemoryAudit())


def client(service: Service | Access | None = None, **settings: Any) -> TestClient:
    """The API in this process, as at a loopback address."""
    app = create_app(service if service is not None else assistant(), **settings)
    return TestClient(app, base_url="http://127.0.0.1:7860", raise_server_exceptions=False)


def events(body: str) -> list[tuple[str, Any]]:
    """The events of a stream, by name, in order; comments are left out."""
    found = []
    for block in body.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.split("\n") if line and not line.startswith(":"))
        if fields:
            assert list(fields) == ["event", "data"]
            found.append((fields["event"], json.loads(fields["data"])))
    return found


@contextmanager
def quiet() -> Iterator[None]:
    """For the page's framework: its own warnings and unclosed event loops are left behind here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
        gc.collect()


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of a real server in a thread of this process."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", ws="none"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()
