"""Stands before the page, the API, MCP and their sockets, and lets through who may come in."""

from __future__ import annotations

import logging
from urllib.parse import quote

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access.base import Access, NotSignedIn, User
from assistant.access.origin import bearer, from_another_site, local
from corpus.errors import CouncilError

_log = logging.getLogger(__name__)

# Exact paths, so that nothing else can hide below one of them.
FREE = frozenset(
    {
        "/login",
        "/login/oidc",
        "/login/oidc/callback",
        "/login/style.css",
        "/logout",
        "/healthz",
        "/api/health",
        "/accessibility",  # the statement is for those too who cannot get in
    }
)
_FOR_PROGRAMS = ("/api", "/mcp", "/gradio_api", "/queue", "/metrics")
_REFUSED = 1008  # what a WebSocket is closed with: against the policy


class SignInRequired:
    """Lets requests of users through, streams and sockets included, and answers the others itself.

    Somebody who must sign in is redirected to /login when a page was asked for, else told so with 401 and
    {"error": "one line"}. A request that changes something, or a socket, which a page of another site made the
    browser send is refused with 403: the browser adds the cookie by itself, and whoever sits at this machine needs
    none. Requests with a token are not: no browser adds one by itself.
    """

    def __init__(self, app: ASGIApp, access: Access, public_url: str | None = None) -> None:
        self._app, self._access, self._public_url = app, access, public_url

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        verdict = self._judged(HTTPConnection(scope))
        if not isinstance(verdict, Response):
            private = scope["type"] == "http" and verdict is not None and verdict.name
            await self._app(scope, receive, _kept_private(send) if private else send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": _REFUSED, "reason": "Sign in first."})
        else:
            await verdict(scope, receive, send)

    def _judged(self, connection: HTTPConnection) -> User | Response | None:
        """Who may go on (None: somebody at a path that is free), or what they are told instead."""
        token = bearer(connection)
        if token is None and from_another_site(connection, self._public_url):
            return _told(403, "This request came from another site, so it was not carried out.")
        if connection.scope["type"] == "http" and connection.scope["path"] in FREE:
            return None
        try:
            return self._access.user(connection)
        except NotSignedIn as error:
            if token is None and _wants_page(connection):
                return _to_sign_in(connection)
            line = str(error) if token is None else "The token is not known, or was revoked."
            return _told(401, line, {"www-authenticate": "Bearer"})
        except CouncilError as error:  # the users file is broken: nobody is let in
            _log.error("Nobody can be let in: %s", error)
            return _told(503, "Nobody can sign in just now: tell whoever runs the service.")


def _to_sign_in(connection: HTTPConnection) -> Response:
    scope = connection.scope
    path = (scope.get("raw_path") or quote(scope["path"]).encode()).decode("latin-1").partition("?")[0]
    query = scope["query_string"].decode("latin-1")
    target = local(f"{path}?{query}" if query else path)
    return RedirectResponse(f"/login?next={quote(target, safe='/')}", 303, {"cache-control": "no-store"})


def _wants_page(connection: HTTPConnection) -> bool:
    scope = connection.scope
    if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
        return False
    for_programs = any(scope["path"] == start or scope["path"].startswith(f"{start}/") for start in _FOR_PROGRAMS)
    return "text/html" in connection.headers.get("accept", "") and not for_programs


def _told(status: int, line: str, headers: dict[str, str] | None = None) -> Response:
    return JSONResponse({"error": line}, status, {"cache-control": "no-store", **(headers or {})})


def _kept_private(send: Send) -> Send:
    """What one user was shown is kept for nobody else by caches on the way."""

    async def marked(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            if not any(name.lower() == b"cache-control" for name, _ in headers):
                headers.append((b"cache-control", b"private, no-cache"))
            message = {**message, "headers": headers}
        await send(message)

    return marked
