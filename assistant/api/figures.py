"""`/metrics`: the figures of the service, for Prometheus."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.access import Role
from assistant.api.errors import OneLineErrors, Problem
from assistant.api.given import access
from assistant.observing.metrics import CONTENT_TYPE
from index.levels import Level

_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/plain": {"schema": {"type": "string"}, "example": "council_index_documents 412.0\n"}}},
    403: {"model": Problem, "description": "Only an administrator who may see everything sees the figures."},
}

router = APIRouter(route_class=OneLineErrors, tags=["health"])


@router.get("/metrics", summary="Get the figures", response_class=Response, responses=_RESPONSES)
def metrics(request: Request) -> Response:
    """Requests, answers and what the index holds, in the text format of Prometheus.

    For an administrator who may see internal documents, for they are counted too: give Prometheus such a token, or let
    it ask from this machine where nobody signs in.
    """
    user = access(request).user(request)
    if user.role is not Role.ADMIN or user.level is not Level.INTERNAL:
        raise HTTPException(403, "The figures are for an administrator who may see internal documents.")
    return Response(request.app.state.metrics.page(), media_type=CONTENT_TYPE)
