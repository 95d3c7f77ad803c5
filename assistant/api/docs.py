"""`/docs`: the API to read and to try, with Swagger UI from this host; and the description that it shows."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.openapi.utils import get_openapi
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from assistant.api.errors import OneLineErrors, Problem
from assistant.api.headers import policy

OPENAPI = "/api/openapi.json"
DESCRIPTION = """\
Questions about council documents, answered with the exact characters that say so. Every offset counts Unicode code
points in a document's text: `text[start:end] == quote`. What you get is what you may see: of internal documents
nobody else learns that they exist. A failure is `{"error": "one line"}`.

Where sign-in is on, send `Authorization: Bearer TOKEN`. Programs that speak MCP find the same at `/mcp`.
"""
TAGS = [
    {"name": "ask", "description": "Questions and their answers."},
    {"name": "documents", "description": "What is in the index."},
    {"name": "cases", "description": "Matters (ärenden), from the first paper to the last decision."},
    {"name": "people", "description": "Who asked, answered, proposed and decided."},
    {"name": "commitments", "description": "What was undertaken, by when, and what later documents show of it."},
    {"name": "tables", "description": "Lists as CSV, for spreadsheets."},
    {"name": "uploads", "description": "Files that staff send in, and reading them in."},
    {"name": "workbench", "description": "Papers to be answered, and drafts. For staff."},
    {"name": "health", "description": "Whether the service can answer."},
]
EVERYWHERE: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "Something in the request cannot be used."},
    401: {"model": Problem, "description": "Sign in, or send a token."},
    500: {"model": Problem, "description": "Something failed that nobody foresaw."},
    503: {"model": Problem, "description": "The index is not there, or is being rebuilt."},
}
_ASSETS = {
    "swagger-ui-bundle.js": ("fastapi_offline", "static/swagger-ui-bundle.js", "text/javascript"),
    "swagger-ui.css": ("fastapi_offline", "static/swagger-ui.css", "text/css"),
    "start.js": ("assistant.api", "static/start.js", "text/javascript"),
}
# Addresses are relative, so that the page also works below a path of a proxy.
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>council-assistant: HTTP API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
</head>
<body>
<main id="swagger-ui" data-openapi="api/openapi.json"></main>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
"""

router = APIRouter(route_class=OneLineErrors, include_in_schema=False)


@router.get("/docs")
def page() -> HTMLResponse:
    """The page; it loads nothing from another host and runs no script but its own."""
    return HTMLResponse(_PAGE, headers={"content-security-policy": policy(script_src="'self'")})


@router.get("/docs/{name}")
def asset(name: str) -> Response:
    """What the page is made of."""
    if name not in _ASSETS:
        raise HTTPException(404, "There is no such file: see /docs.")
    return Response(_read(name), media_type=_ASSETS[name][2], headers={"cache-control": "max-age=3600"})


@cache
def _read(name: str) -> bytes:
    package, path, _ = _ASSETS[name]
    return resources.files(package).joinpath(path).read_bytes()


def describe(app: FastAPI) -> dict[str, Any]:
    """The OpenAPI description. Requests that cannot be used are refused with 400 here, not with FastAPI's 422."""
    if app.openapi_schema is None:
        found = get_openapi(
            title=app.title, version=app.version, description=app.description, tags=app.openapi_tags, routes=app.routes
        )
        for methods in found["paths"].values():
            for operation in methods.values():
                operation["responses"].pop("422", None)
        for name in ("HTTPValidationError", "ValidationError"):
            found.get("components", {}).get("schemas", {}).pop(name, None)
        app.openapi_schema = found
    return app.openapi_schema
