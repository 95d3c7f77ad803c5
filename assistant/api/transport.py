"""How the MCP server is reached: over HTTP at `/mcp`, each request on its own, and over stdio."""

from __future__ import annotations

import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import anyio
from mcp.server.stdio import stdio_server
from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
from mcp.server.transport_security import TransportSecurityMiddleware, TransportSecuritySettings
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from assistant.api.errors import MAX_BODY, failed
from assistant.api.mcp import CouncilServer, Opened, Services
from assistant.service import Service

PATH = "/mcp"
_HERE = ("127.0.0.1", "localhost", "[::1]")
_REFUSED = {
    400: "Send JSON: Content-Type: application/json.",
    403: "Requests that a page of another site sends are not answered.",
    421: "This service is not known by that host name: set COUNCIL_PUBLIC_URL to the address that it is reached by.",
}


class McpOverHttp:
    """Streamable HTTP without sessions, so that any process can answer any request.

    Only POST is answered: the server never sends anything that was not asked for. Hosts other than this machine and
    that of `public_url` are refused, so that no page can have its own name point here (DNS rebinding).
    """

    def __init__(self, services: Services, opened: Opened, public_url: str | None = None) -> None:
        self._services, self._opened = services, opened
        self._security = allowed(public_url)
        self._guard = TransportSecurityMiddleware(self._security)
        self._answering: ASGIApp | None = None

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Answers for as long as the context is open; it may be opened again."""
        manager = StreamableHTTPSessionManager(
            CouncilServer(self._services, self._opened).lowlevel,
            stateless=True,
            security_settings=self._security,
            max_request_body_size=MAX_BODY,
        )
        async with manager.run():
            self._answering = manager.handle_request
            try:
                yield
            finally:
                self._answering = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if self._answering is None:
            response = failed(HTTPException(503, "The MCP server is not running."), PATH)
            await response(scope, receive, send)
            return
        refused = await self._guard.validate_request(Request(scope), is_post=True)
        if refused is not None:
            line = _REFUSED.get(refused.status_code, "The request is refused.")
            await failed(HTTPException(refused.status_code, line), PATH)(scope, receive, send)
            return
        await self._answering(scope, receive, send)


def allowed(public_url: str | None) -> TransportSecuritySettings:
    """The hosts and origins that are answered: this machine's, and those of the address that people use."""
    hosts = [form for host in _HERE for form in (host, f"{host}:*")]
    origins = [f"{scheme}://{host}" for scheme in ("http", "https") for host in hosts]
    if public_url:
        parts = urlsplit(public_url.lower())
        hosts += [parts.netloc, f"{parts.hostname}:*"]
        origins.append(f"{parts.scheme}://{parts.netloc}")
    return TransportSecuritySettings(allowed_hosts=hosts, allowed_origins=origins)


def over_stdio(service: Service) -> None:
    """Serves whoever started the process, until its input ends. What else is printed goes to stderr meanwhile."""
    anyio.run(_stdio, CouncilServer(lambda _: service))


async def _stdio(server: CouncilServer) -> None:
    sys.stdout.flush()
    with (
        os.fdopen(os.dup(0), encoding="utf-8", errors="replace") as lines,
        os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n") as told,
    ):
        os.dup2(2, 1)
        try:
            async with stdio_server(anyio.wrap_file(lines), anyio.wrap_file(told)) as (reader, writer):
                await server.lowlevel.run(reader, writer, server.lowlevel.create_initialization_options())
        finally:
            os.dup2(told.fileno(), 1)
