"""One server in two worlds: with internal documents, and as if they had never been there."""

from __future__ import annotations

import tomllib
import warnings
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.access import Access, Role, Services, User
from assistant.access.users import UsersFile
from assistant.feedback import feedback
from assistant.incoming.jobs import Jobs, MemoryRunner
from assistant.server import Server, open_server
from assistant.service import Service
from index.levels import Level
from index.settings import Settings
from index.store import Index

if TYPE_CHECKING:
    from fastapi import FastAPI


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who asks: `user` is None for one who must sign in; one without a name has not, and need not."""

    name: str
    user: User | None

    @property
    def inside(self) -> bool:
        """Whether they may see internal documents."""
        return self.user is not None and self.user.level is Level.INTERNAL


ADDRESS = "https://fraga.tallhamra.test"
STRANGER = Caller("stranger", None)
VISITOR = Caller("visitor", User())
# Those inside ask first: what was answered to them must not be told to the others.
CALLERS = (
    *(Caller(f"{role}, internal", User(f"{role}-internal", role, Level.INTERNAL)) for role in Role),
    *(Caller(f"{role}, public", User(f"{role}-public", role, Level.PUBLIC)) for role in Role),
    VISITOR,
    STRANGER,
)


class Switch:
    """The services of the world that the server is in now."""

    def __init__(self, now: Services) -> None:
        self.now = now

    def at(self, level: Level) -> Service:
        """The assistant of a level."""
        return self.now.at(level)

    def internal(self, document_id: str) -> str | None:
        """The path of a document that only those inside may see."""
        return self.now.internal(document_id)


@dataclass(frozen=True, slots=True)
class World:
    """The application with its two worlds. `ids` are those of an internal, a public and no document."""

    app: FastAPI
    server: Server
    switch: Switch
    with_internal: Services
    alone: Services
    tokens: Mapping[str, str]
    ids: tuple[str, str, str]
    folder: Path

    def headers(self, caller: Caller) -> dict[str, str]:
        """What says who asks; a stranger has a token that nobody knows."""
        token = self.tokens.get(caller.name, "council_unknown")
        return {} if caller is VISITOR else {"authorization": f"Bearer {token}"}


@cache
def _papers() -> dict[str, Any]:
    return tomllib.loads(resources.files("evals.matrix").joinpath("papers.toml").read_text(encoding="utf-8"))


SECRETS: tuple[str, ...] = tuple(_papers()["secrets"])


@contextmanager
def worlds(folder: Path) -> Iterator[World]:
    """Indexes the papers below a folder and opens the server over them, with an account for each role and level."""
    from assistant.access.levels import IndexServices

    settings = Settings(folder / "index", embedder="hashing", vectors_url="memory", cache=folder / "cache")
    alone = replace(settings, index=folder / "alone")
    _ingest(settings, alone, folder / "papers")
    users, tokens = UsersFile(folder / "users.toml"), {}
    for caller in CALLERS:
        if caller.user is not None and caller.user.name:
            users.add(caller.user.name, caller.user.role, caller.user.level, "")
            tokens[caller.name] = users.token(caller.user.name)
    with ExitStack() as stack:
        server = stack.enter_context(
            open_server(
                settings, {"COUNCIL_USERS": str(users.path), "COUNCIL_OPEN": "1", "COUNCIL_PUBLIC_URL": ADDRESS}
            )
        )
        without = stack.enter_context(IndexServices(alone))
        real = server.access.services
        switch = Switch(real)
        access = Access(server.access.doorkeeper, switch, server.access.audit, server.access.noted)
        server = replace(server, access=access, jobs=Jobs(MemoryRunner()))
        app = _application(server)
        _remember(server)
        public, hidden = without.at(Level.PUBLIC).documents(), real.at(Level.INTERNAL).documents()
        known = {info.document_id for info in public}
        secret = next(info.document_id for info in hidden if info.document_id not in known)
        yield World(app, server, switch, real, without, tokens, (secret, public[0].document_id, "0" * 16), folder)


def _application(server: Server) -> FastAPI:
    from ui.serve import application

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the page's framework complains of itself
        return application(server)


def _ingest(settings: Settings, alone: Settings, folder: Path) -> None:
    for part in ("public", "internal"):
        (folder / part).mkdir(parents=True)
        for name, text in _papers()[part].items():
            (folder / part / name).write_text(text.lstrip(), encoding="utf-8")
    with Index.open(settings, True) as index:
        index.set_access([folder / "internal"], Level.INTERNAL)
        index.ingest().run([folder / "public", folder / "internal"])
    with Index.open(alone, True) as index:
        index.ingest().run([folder / "public"])


def _remember(server: Server) -> None:
    """An insider's verdict on an answer from an internal document, for staff to see."""
    asked = server.access.services.at(Level.INTERNAL).ask("Vem hade nyckeln till kassaskåpet?")
    given = feedback(asked, "down", user="reader-internal", comment="kassaskåp", level=Level.INTERNAL, id="insiders")
    server.feedback.add(given)
