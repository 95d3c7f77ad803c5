"""Whether the service can answer: for people, and for what watches over it."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from starlette.requests import Request

from assistant.access import NotSignedIn
from assistant.api.errors import OneLineErrors, Problem, failed, told
from assistant.api.given import access
from assistant.api.records import Alive, Health
from assistant.models.settings import ModelSettings
from assistant.service import Service
from corpus.errors import CouncilError
from index.levels import Level

DISTRIBUTION = "council-assistant"
_DOWN: dict[int | str, dict[str, Any]] = {503: {"model": Health, "description": "The index cannot be used."}}
_GONE: dict[int | str, dict[str, Any]] = {503: {"model": Problem, "description": "The index cannot be used."}}

router = APIRouter(route_class=OneLineErrors, tags=["health"])


@router.get("/api/health", summary="Tell whether questions can be answered", response_model=Health, responses=_DOWN)
def health(request: Request) -> JSONResponse:
    """State and version, and how much there is to answer from. Asks for no sign-in: then it counts what is public."""
    report: dict[str, Any] = {"version": installed(), "model": _model()}
    try:
        covered = _service(request).coverage()
    except CouncilError as error:
        empty = {"documents": 0, "passages": 0, "unread": 0, "index": "unavailable", "error": told(error, "health")[1]}
        return JSONResponse({"status": "unavailable", **report, **empty}, status_code=503)
    counts = {"documents": covered.documents, "passages": covered.passages, "unread": len(covered.unread)}
    index = "ready" if covered.documents else "empty"
    return JSONResponse({"status": "ok", **report, **counts, "index": index, "error": None})


@router.get("/healthz", summary="Tell whether the process answers", response_model=Alive, responses=_GONE)
def alive(request: Request) -> JSONResponse:
    """For what restarts a process that does not answer."""
    try:
        return JSONResponse({"status": "ok", "documents": _service(request).coverage().documents})
    except CouncilError as error:
        response = failed(error, "healthz")
        response.status_code = 503
        return response


def installed() -> str:
    """The version of the program."""
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:
        return "unknown"


def _service(request: Request) -> Service:
    """The assistant of whoever asks; the public one for what watches without signing in."""
    known = access(request)
    try:
        return known.service(request)
    except NotSignedIn:
        return known.services.at(Level.PUBLIC)


def _model() -> bool:
    try:
        return ModelSettings.load() is not None
    except CouncilError:
        return False
