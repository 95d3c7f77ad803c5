"""The application: the API, its description and the MCP server, behind sign-in and security headers."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from anyio import to_thread
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from assistant.access import Access, as_access
from assistant.access.guard import SignInRequired
from assistant.api import ask, cases, docs, documents, figures, health, people
from assistant.api.errors import failed, on_http_error
from assistant.api.headers import SecurityHeaders
from assistant.api.transport import PATH, McpOverHttp
from assistant.observing.metrics import Metrics
from assistant.observing.requests import Watched
from assistant.service import Service

_OWN = tuple(module.router for module in (ask, documents, cases, people, health, figures))
THREADS = 200  # requests worked on at once, most of them waiting for their turn: others are not held up by those
_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]


class Application(FastAPI):
    """FastAPI with our own description of the API."""

    def openapi(self) -> dict[str, Any]:
        """The OpenAPI description."""
        return docs.describe(self)


def create_app(
    service: Service | Access,
    *,
    frame_ancestors: str = "'none'",
    public_url: str | None = None,
    routers: Sequence[APIRouter] = (),
    beside: Sequence[Callable[[], Coroutine[Any, Any, None]]] = (),
    metrics: Metrics | None = None,
) -> FastAPI:
    """An application with the API and the MCP server; a service alone is open to everybody who can reach it.

    `frame_ancestors` says who may show its pages in a frame; `public_url` is the address that browsers and programs
    use, where that is not this machine's. `routers` are more routes: what no route below /api answers is refused, so
    those that are added later are not reached. `beside` is work that goes on as long as the application runs, and
    `metrics` are the figures that it counts and shows.
    """
    access = as_access(service)
    tools = McpOverHttp(partial(_of, access), partial(_opened, access), public_url)

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        to_thread.current_default_thread_limiter().total_tokens = THREADS
        async with tools.running(), running(beside):
            yield

    app = Application(
        title="council-assistant",
        version=health.installed(),
        description=docs.DESCRIPTION,
        openapi_tags=docs.TAGS,
        docs_url=None,
        redoc_url=None,
        openapi_url=docs.OPENAPI,
        lifespan=lifespan,
    )
    app.state.access = access
    app.state.metrics = metrics = metrics or Metrics()
    app.state.routers = (*_OWN, *routers)
    for router in app.state.routers:
        app.include_router(router, responses=docs.EVERYWHERE)
    app.include_router(docs.router)
    app.router.routes.append(Route(PATH, tools, methods=["POST"]))
    app.add_route("/api/{rest:path}", _unknown, methods=_METHODS, include_in_schema=False)
    app.add_exception_handler(HTTPException, on_http_error)
    app.add_middleware(SignInRequired, access=access, public_url=public_url)
    https = (public_url or "").startswith("https:")
    app.add_middleware(SecurityHeaders, frame_ancestors=frame_ancestors, https=https)
    app.add_middleware(Watched, metrics=metrics)  # outermost, so that refusals are counted too
    return app


@asynccontextmanager
async def running(work: Sequence[Callable[[], Coroutine[Any, Any, None]]]) -> AsyncIterator[None]:
    """Work that goes on inside, and is cancelled at the end."""
    tasks = [asyncio.create_task(each()) for each in work]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _of(access: Access, request: Request | None) -> Service:
    assert request is not None  # over HTTP every call has one
    return access.service(request)


def _opened(access: Access, request: Request | None, document_id: str) -> None:
    assert request is not None
    access.opened(request, document_id, "mcp")


async def _unknown(request: Request) -> Response:
    """What no route below /api answers; else the page, which is mounted at "/", would."""
    doing = f"{request.method} {request.url.path}"
    there = {
        method
        for router in request.app.state.routers
        for route in router.routes
        if isinstance(route, APIRoute) and route.matches(request.scope)[0] is Match.PARTIAL
        for method in route.methods or ()
    }
    if there:
        response = failed(HTTPException(405, f"{doing}: use {' or '.join(sorted(there))}."), doing)
        response.headers["allow"] = ", ".join(sorted(there))
        return response
    return failed(HTTPException(404, f"There is no {doing[:200]}: see /docs."), doing)
