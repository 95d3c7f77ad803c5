"""The seams of access: who asks (`Doorkeeper`), and which documents they are answered from (`Services`)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from assistant.observing.audit import Audit, MemoryAudit
from assistant.service import Service
from corpus.errors import CouncilError
from index.levels import Level

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection


class NotSignedIn(CouncilError):
    """Somebody must sign in first."""


class Role(StrEnum):
    """What somebody may do: ask; also upload and review; also decide who may."""

    READER = "reader"
    STAFF = "staff"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True)
class User:
    """Somebody at the page or the API. `name` is "" for one who did not sign in and need not."""

    name: str = ""
    role: Role = Role.READER
    level: Level = Level.PUBLIC

    @property
    def staff(self) -> bool:
        """Whether they may upload documents and review feedback."""
        return self.role in (Role.STAFF, Role.ADMIN)


class Doorkeeper(Protocol):
    """Knows who a request comes from."""

    def user(self, connection: HTTPConnection) -> User | None:
        """The user of a request; None when they must sign in first."""
        ...


class Everybody:
    """Lets everybody in as the same user: a reader of public documents unless said otherwise."""

    def __init__(self, user: User | None = None) -> None:
        self._user = user or User()

    def user(self, connection: HTTPConnection) -> User | None:
        """That user."""
        return self._user


class Services(Protocol):
    """An assistant for each level: one for the public sees and searches public documents only."""

    def at(self, level: Level) -> Service:
        """The assistant of a level. Raises what opening an index raises."""
        ...

    def internal(self, document_id: str) -> str | None:
        """The path of a document that only those inside may see; None for one that is public or is not there."""
        ...


class OneService:
    """The same assistant for every level: where all documents are public, and in tests."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def at(self, level: Level) -> Service:
        """That assistant."""
        return self._service

    def internal(self, document_id: str) -> str | None:
        """None: all are public."""
        return None


@dataclass(frozen=True, slots=True)
class Access:
    """What the page and the API ask for every request.

    `audit` is told who opens an internal document, and `noted` hears that it was.
    """

    doorkeeper: Doorkeeper
    services: Services
    audit: Audit = field(default_factory=MemoryAudit)
    noted: Callable[[], None] = lambda: None

    def user(self, connection: HTTPConnection) -> User:
        """Who asks; raises `NotSignedIn`."""
        user = self.doorkeeper.user(connection)
        if user is None:
            raise NotSignedIn("Sign in first, at /login.")
        return user

    def service(self, connection: HTTPConnection) -> Service:
        """The assistant that may answer this request; raises `NotSignedIn`, or what opening an index raises."""
        return self.services.at(self.user(connection).level)

    def opened(self, connection: HTTPConnection, document_id: str, how: str) -> None:
        """Notes that a document is opened, if it is internal and the user may see it: to be called before it is shown.

        Raises what `Audit.opened` raises: what cannot be noted is not shown.
        """
        user = self.user(connection)
        path = self.services.internal(document_id) if user.level is Level.INTERNAL else None
        if path is not None and self.audit.opened(user.name, user.role, document_id, path, how):
            self.noted()


def as_access(service: Service | Access) -> Access:
    """Access as it is; a service alone is open to everybody who can reach it."""
    return service if isinstance(service, Access) else Access(Everybody(), OneService(service))
