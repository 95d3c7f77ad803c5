"""Who a request comes from: with sign-in off, with sign-in on, and always the same somebody for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.access.base import Role, User
from assistant.access.origin import bearer, on_this_machine
from assistant.access.sessions import Sessions
from assistant.access.users import Users
from index.levels import Level

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection

LOCAL = User("", Role.ADMIN, Level.INTERNAL)


class Nobody:
    """Nobody signs in: whoever sits at this machine may do everything, everybody else reads public documents.

    `proxied` says that people reach the page through a proxy (COUNCIL_PUBLIC_URL is set): then every request may
    come from anywhere, and nobody may do more than read.
    """

    def __init__(self, proxied: bool = False) -> None:
        self._proxied = proxied

    def user(self, connection: HTTPConnection) -> User | None:
        """The user; never None."""
        return LOCAL if not self._proxied and on_this_machine(connection) else User()


class SignedIn:
    """People sign in, and programs send a token. `open` lets everybody else read public documents."""

    def __init__(self, sessions: Sessions, users: Users | None, open: bool = False) -> None:
        self._sessions, self._users, self._open = sessions, users, open

    def user(self, connection: HTTPConnection) -> User | None:
        """The user of the token or else of the session; a token that is not known is never let in by other means."""
        token = bearer(connection)
        if token is not None:
            account = self._users.by_token(token) if self._users else None
            return account.user if account else None
        return self._sessions.user(connection) or (User() if self._open else None)


class Fixed:
    """Everybody is the same user, or must sign in (None). For tests."""

    def __init__(self, user: User | None = None) -> None:
        self._user = user

    def user(self, connection: HTTPConnection) -> User | None:
        """That user."""
        return self._user
