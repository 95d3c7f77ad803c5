"""Who is signed in: a signed cookie, worth something for some hours and while its user is as they were."""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.access.base import Role, User
from assistant.access.seal import Seal
from assistant.access.settings import SignInSettings
from assistant.access.users import Account, Users
from assistant.clock import Clock, SystemClock
from index.levels import Level

if TYPE_CHECKING:
    from starlette.requests import HTTPConnection
    from starlette.responses import Response

COOKIE = "council_session"
_PURPOSE = "session"
_PARTS = ("id", "name", "stamp", "role", "level")
ISSUED = "oidc:"  # how names of an issuer's users begin; no name of the users file can hold a colon


class Jar:
    """Sets and reads cookies that scripts cannot see and other sites cannot send; over https only where it is used.

    With https a name begins with "__Host-": then no other host of the domain can have set the cookie.
    """

    def __init__(self, settings: SignInSettings) -> None:
        self._https = (settings.public_url or "").startswith("https:")

    def get(self, connection: HTTPConnection, name: str) -> str:
        """The cookie's value; "" without one."""
        return connection.cookies.get(self._name(connection, name), "")

    def set(self, connection: HTTPConnection, response: Response, name: str, value: str, seconds: int | None) -> None:
        """Sets a cookie that lasts some seconds; None: until the browser is closed."""
        response.set_cookie(
            self._name(connection, name),
            value,
            max_age=seconds,
            path="/",
            secure=self._secure(connection),
            httponly=True,
            samesite="lax",
        )

    def drop(self, connection: HTTPConnection, response: Response, name: str) -> None:
        """Takes a cookie back."""
        self.set(connection, response, name, "", 0)

    def _secure(self, connection: HTTPConnection) -> bool:
        return self._https or connection.url.scheme in ("https", "wss")

    def _name(self, connection: HTTPConnection, name: str) -> str:
        return f"__Host-{name}" if self._secure(connection) else name


@dataclass(frozen=True, slots=True)
class _Session:
    id: str
    name: str
    stamp: str
    role: str
    level: str


class Sessions:
    """Begins, checks and ends sessions.

    A session of somebody in the users file ends when they are taken out or get another password, role or level;
    one that an issuer vouched for ends when the settings of the issuer change. Ended sessions are remembered in
    memory: after a restart, a copy of an ended session's cookie would be good until it expires.
    """

    def __init__(
        self, settings: SignInSettings, seal: Seal, users: Users | None, jar: Jar, clock: Clock | None = None
    ) -> None:
        self._seconds = int(settings.hours * 3600)
        self._oidc = settings.oidc
        self._seal, self._users, self._jar = seal, users, jar
        self._clock = clock or SystemClock()
        self._ended: dict[str, float] = {}
        self._lock = threading.Lock()

    def begin(self, connection: HTTPConnection, response: Response, account: Account | User) -> None:
        """Signs in an account of the users file, or a user whom the issuer vouched for."""
        stamp = account.stamp if isinstance(account, Account) else self._oidc.stamp if self._oidc else ""
        parts = (secrets.token_urlsafe(12), account.name, stamp, account.role, account.level)
        content = dict(zip(_PARTS, parts, strict=True))
        self._jar.set(connection, response, COOKIE, self._seal.put(_PURPOSE, content), self._seconds)

    def user(self, connection: HTTPConnection) -> User | None:
        """Who is signed in; raises `BadSettings` when the users file cannot be used."""
        session = self._session(connection)
        if session is None:
            return None
        if session.name.startswith(ISSUED):
            if self._oidc is None or session.stamp != self._oidc.stamp:
                return None
            return User(session.name, Role(session.role), Level(session.level))
        account = self._users.find(session.name) if self._users else None
        return account.user if account and account.password and account.stamp == session.stamp else None

    def end(self, connection: HTTPConnection, response: Response) -> None:
        """Signs out: the cookie is taken back, and a copy of it is worth nothing."""
        session = self._session(connection)
        if session is not None:
            now = self._clock.now().timestamp()
            with self._lock:
                self._ended = {id: until for id, until in self._ended.items() if until > now}
                self._ended[session.id] = now + self._seconds + 1
        self._jar.drop(connection, response, COOKIE)

    def _session(self, connection: HTTPConnection) -> _Session | None:
        text = self._jar.get(connection, COOKIE)
        content = self._seal.take(_PURPOSE, text, self._seconds) if text else None
        if content is None:
            return None
        session = _Session(*(str(content.get(part, "")) for part in _PARTS))
        return None if session.id in self._ended else session
