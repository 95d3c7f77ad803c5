"""The seams of access: who asks (`Doorkeeper`), and which documents they are answered from (`Services`)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

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


class OneService:
    """The same assistant for every level: where all documents are public, and in tests."""

    def __init__(self, service: Service) -> None:
        self._service = service

    def at(self, level: Level) -> Service:
        """That assistant."""
        return self._service


@dataclass(frozen=True, slots=True)
class Access:
    """What the page and the API ask for every request."""

    doorkeeper: Doorkeeper
    services: Services

    def user(self, connection: HTTPConnection) -> User:
        """Who asks; raises `NotSignedIn`."""
        user = self.doorkeeper.user(connection)
        if user is None:
            raise NotSignedIn("Sign in first, at /login.")
        return user

    def service(self, connection: HTTPConnection) -> Service:
        """The assistant that may answer this request; raises `NotSignedIn`, or what opening an index raises."""
        return self.services.at(self.user(connection).level)


def as_access(service: Service | Access) -> Access:
    """Access as it is; a service alone is open to everybody who can reach it."""
    return service if isinstance(service, Access) else Access(Everybody(), OneService(service))
