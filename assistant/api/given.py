"""What a route is given for each request: the assistant that may answer it, and the part of a list to show."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any, TypeVar, cast

from fastapi import Depends
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from assistant.access import Access
from assistant.service import Service

T = TypeVar("T")
MOST = 1000  # entries of a list in one response, where a limit is asked for


def access(request: Request) -> Access:
    """Who may see what in this application."""
    return cast(Access, request.app.state.access)


def service(request: Request) -> Service:
    """The assistant of the level of whoever asks; raises `NotSignedIn`, or what opening an index raises."""
    return access(request).service(request)


Answering = Annotated[Service, Depends(service)]


class Page(BaseModel):
    """A part of a list; without `limit` all that follows `offset`. What filters a list adds its own parameters."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    offset: Annotated[int, Field(ge=0, description="How many entries to leave out at the beginning.")] = 0
    limit: Annotated[int | None, Field(ge=1, le=MOST, description="How many entries to give; all, without it.")] = None

    def of(self, entries: Sequence[T]) -> Sequence[T]:
        """That part of the entries."""
        return entries[self.offset : None if self.limit is None else self.offset + self.limit]


TOTAL = "X-Total-Count"
LISTED: dict[int | str, dict[str, Any]] = {
    200: {"headers": {TOTAL: {"description": "How many entries there are in all.", "schema": {"type": "integer"}}}}
}


def listed(part: Sequence[dict[str, Any]], total: int) -> JSONResponse:
    """A part of a list as JSON, with how many entries there are in all as a header."""
    return JSONResponse(part, headers={TOTAL: str(total)})


def opened(request: Request) -> None:
    """Notes that the document of the path is opened through the API, before it is shown."""
    access(request).opened(request, request.path_params["document_id"], "api")


OPENED = [Depends(opened)]
"""For the routes that show something of a document (`dependencies=OPENED`)."""
