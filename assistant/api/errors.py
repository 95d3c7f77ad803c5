"""Every failure of the API as `{"error": "one line"}` with the status that fits it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message

from assistant.access import NotSignedIn
from assistant.busy import Busy
from corpus.errors import BadQuestion, BadSettings, CouncilError, MissingFile
from index.publish import PublicNotReady

_log = logging.getLogger(__name__)

MAX_BODY = 512 * 1024  # bytes; a question has at most 4,000 characters, its history some hundred questions
NEUTRAL = "Something went wrong on the server. Try again, or tell whoever runs it the time of the question."
REBUILDING = "The documents are being put in order: try again in a moment."
_TOO_LARGE = f"The request is larger than {MAX_BODY // 1024} KiB: shorten it."


class Problem(BaseModel):
    """What went wrong, in one line that can be shown to a person."""

    model_config = ConfigDict(extra="forbid")

    error: str = Field(examples=["The question is empty: write what you want to know."])


class OneLineErrors(APIRoute):
    """A route of which no failure is more than one line; what was not foreseen is logged and not told."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler of FastAPI, guarded."""
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handle(_bounded(request))
            except Exception as error:
                return failed(error, f"{request.method} {request.url.path}")

        return guarded


def failed(error: Exception, doing: str) -> JSONResponse:
    """The response for an error; `doing` names what failed in the log."""
    status, line = told(error, doing)
    headers = {"retry-after": str(error.retry)} if isinstance(error, Busy) else None
    return JSONResponse({"error": line}, status_code=status, headers=headers)


def told(error: Exception, doing: str) -> tuple[int, str]:
    """Status and line of an error. What was not foreseen is logged, and its words are not told."""
    if isinstance(error, PublicNotReady):
        _log.warning("%s: %s", doing, error)
        return 503, REBUILDING  # where the index lies is not told to the public
    if isinstance(error, CouncilError):
        return _status(error), one_line(str(error))
    if isinstance(error, (RequestValidationError, ValidationError)):
        return 400, one_line(_first(error))
    if isinstance(error, HTTPException):
        return error.status_code, one_line(str(error.detail))
    _log.error("%s failed", doing, exc_info=error)
    return 500, NEUTRAL


def one_line(text: str) -> str:
    """The text without line breaks."""
    return " ".join(text.split())


async def on_http_error(request: Request, error: Exception) -> Response:
    """For what no route of ours handles: a wrong method, an unknown path."""
    response = failed(error, f"{request.method} {request.url.path}")
    response.headers.update(getattr(error, "headers", None) or {})
    return response


def _status(error: CouncilError) -> int:
    if isinstance(error, NotSignedIn):
        return 401
    if isinstance(error, (BadQuestion, BadSettings)):
        return 400
    return 404 if isinstance(error, MissingFile) else 503  # else: the index is not there, or not usable now


def _first(error: RequestValidationError | ValidationError) -> str:
    problem = error.errors()[0]
    where = ".".join(str(part) for part in problem.get("loc", ()) if part not in ("body", "query", "path"))
    return f"{where or 'request'}: {problem.get('msg', 'not valid')}"


def _bounded(request: Request) -> Request:
    """The request, of which a body that is too large is refused before it has been read, told length or not."""
    told_length = request.headers.get("content-length", "")
    if told_length.isdecimal() and int(told_length) > MAX_BODY:
        raise HTTPException(413, _TOO_LARGE)
    read = 0

    async def receive() -> Message:
        nonlocal read
        message = await request.receive()
        read += len(message.get("body", b""))
        if read > MAX_BODY:
            raise HTTPException(413, _TOO_LARGE)
        return message

    return Request(request.scope, receive)
