"""The HTTP API: the contract's answer as JSON, and the documents that it cites."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request as HttpRequest
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.contract import Request
from assistant.record import record
from assistant.service import Service
from corpus.errors import CouncilError
from corpus.records import Document

_log = logging.getLogger(__name__)

MAX_BODY = 512 * 1024  # bytes; a question has at most 4,000 characters, its history some hundred questions
NEUTRAL = "Something went wrong on the server. Try again, or tell whoever runs it the time of the question."

# The page's framework needs inline scripts and compiled templates; nothing is ever loaded from another host.
_POLICY = {
    "default-src": "'self'",
    "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self'",
    "worker-src": "'self' blob:",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
}


class SecurityHeaders:
    """Adds the security headers to every response that lacks them; plain ASGI, so that streams flow.

    `frame_ancestors` says who may show the page in a frame, as in the CSP directive of that name.
    """

    def __init__(self, app: ASGIApp, frame_ancestors: str = "'none'") -> None:
        self._app = app
        policy = {**_POLICY, "frame-ancestors": frame_ancestors}
        self._headers = {
            "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
            "x-content-type-options": "nosniff",
            "referrer-policy": "same-origin",
            "permissions-policy": "camera=(), geolocation=(), microphone=()",
            "cross-origin-opener-policy": "same-origin",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", []))
                present = {name.lower() for name, _ in headers}
                extra = ((k.encode("latin-1"), v.encode("latin-1")) for k, v in self._headers.items())
                message = {**message, "headers": headers + [pair for pair in extra if pair[0] not in present]}
            await send(message)

        await self._app(scope, receive, send_with_headers if scope["type"] == "http" else send)


class _OneLineErrors(APIRoute):
    """Turns every failure into `{"error": "one line"}`; what was not foreseen is logged and not told."""

    def get_route_handler(self) -> Callable[[HttpRequest], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def guarded(request: HttpRequest) -> Response:
            try:
                if int(request.headers.get("content-length") or 0) > MAX_BODY:
                    return _error(413, f"The request is larger than {MAX_BODY // 1024} KiB: shorten it.")
                return await handle(request)
            except CouncilError as error:
                return _error(400, str(error))
            except RequestValidationError as error:
                return _error(400, _first(error))
            except HTTPException as error:
                return _error(error.status_code, str(error.detail))
            except Exception:
                _log.exception("%s %s failed", request.method, request.url.path)
                return _error(500, NEUTRAL)

        return guarded


def _error(status: int, line: str) -> JSONResponse:
    return JSONResponse({"error": " ".join(line.split())}, status_code=status)


def _first(error: RequestValidationError) -> str:
    problem = error.errors()[0]
    where = ".".join(str(part) for part in problem.get("loc", ()) if part != "body")
    return f"{where or 'request'}: {problem.get('msg', 'not valid')}"


def router(service: Service) -> APIRouter:
    """The routes below `/api`, and `/healthz`."""
    routes = APIRouter(route_class=_OneLineErrors)

    @routes.post("/api/ask")
    def ask(request: Request) -> JSONResponse:
        answer = service.ask(request.question, history=request.history, filters=request.filters, id=request.id)
        return JSONResponse(answer.model_dump(mode="json"))

    @routes.get("/api/documents")
    def documents() -> JSONResponse:
        return JSONResponse(jsonable_encoder([*service.documents()]))

    @routes.get("/api/documents/{document_id}")
    def document(document_id: str) -> JSONResponse:
        return JSONResponse(record(_known(service, document_id)))

    @routes.get("/api/documents/{document_id}/text")
    def text(document_id: str) -> PlainTextResponse:
        return PlainTextResponse(_known(service, document_id).text)

    @routes.get("/api/documents/{document_id}/file")
    def file(document_id: str) -> FileResponse:
        return original(service, document_id)

    @routes.get("/healthz")
    def health() -> JSONResponse:
        try:
            return JSONResponse({"status": "ok", "documents": service.coverage().documents})
        except CouncilError as error:
            return _error(503, str(error))

    return routes


def create_app(service: Service, *, frame_ancestors: str = "'none'") -> FastAPI:
    """An application with the API alone. Interactive API pages are off: they load from another host."""
    app = FastAPI(title="council-assistant", docs_url=None, redoc_url=None, openapi_url="/api/openapi.json")
    app.include_router(router(service))
    app.add_middleware(SecurityHeaders, frame_ancestors=frame_ancestors)
    return app


def may_show_original(document: Document) -> bool:
    """Whether the original file may be handed out: not when personal numbers were masked in its text."""
    return not any(note.startswith("masked") for note in document.notes)


def original(service: Service, document_id: str) -> FileResponse:
    """The original file. A PDF opens in the browser; all else is saved, so that no foreign HTML runs."""
    document = _known(service, document_id)
    if not may_show_original(document):
        raise HTTPException(403, "The original holds masked personal data: ask whoever runs the service for it.")
    path = service.source(document_id)
    if path is None or not path.is_file():
        raise HTTPException(404, "The original file is no longer where it was read.")
    pdf = document.format == "pdf"
    return FileResponse(
        path,
        media_type="application/pdf" if pdf else "application/octet-stream",
        filename=path.name,
        content_disposition_type="inline" if pdf else "attachment",
    )


def _known(service: Service, document_id: str) -> Document:
    document = service.document(document_id)
    if document is None:
        raise HTTPException(404, "There is no such document: see /api/documents.")
    return document
