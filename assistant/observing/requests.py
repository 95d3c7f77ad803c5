"""Stands before everything and sees each request come and go."""

from __future__ import annotations

import logging
import re
from time import perf_counter
from uuid import uuid4

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.observing.logs import REQUEST
from assistant.observing.metrics import Metrics

_log = logging.getLogger("council.requests")
_ID = re.compile(r"[A-Za-z0-9_.:-]{1,64}")
_PAGE = "page"  # what is no route of ours: the page's own files and calls
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class Watched:
    """Counts and times requests, gives each an id, and logs it. Plain ASGI, so that streams flow.

    Only the pattern of the route is told, for a path may name a document, a person or a case. An id that a proxy has
    given (X-Request-ID) is kept.
    """

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app, self._metrics = app, metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        id = given if _ID.fullmatch(given) else uuid4().hex
        status = 500
        began = perf_counter()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message.get("headers", []), (b"x-request-id", id.encode())]}
            await send(message)

        token = REQUEST.set(id)
        self._metrics.begun()
        try:
            await self._app(scope, receive, noting)
        finally:
            seconds = perf_counter() - began
            method = scope["method"] if scope["method"] in _METHODS else "other"
            route = getattr(scope.get("route"), "path", "") or _PAGE
            self._metrics.ended(method, route, status, seconds)
            told = {"method": method, "route": route, "status": status, "seconds": round(seconds, 4)}
            _log.info("%s %s %d", method, route, status, extra=told)
            REQUEST.reset(token)
