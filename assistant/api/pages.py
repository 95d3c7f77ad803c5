"""The HTTP routes of a document's pages: `/api/documents/{id}/pages/{n}.png` and `/api/documents/{id}/rectangles`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.access import Access
from assistant.api.errors import OneLineErrors
from assistant.viewer.pages import WIDTHS, NotShown, PageCache, Pages, Reason, snapped
from corpus.errors import ReadError
from corpus.pages import NoSuchPage

_STATUS = {
    Reason.UNKNOWN: 404,
    Reason.MASKED: 403,
    Reason.NOT_PDF: 404,
    Reason.GONE: 404,
    Reason.CHANGED: 409,
    Reason.UNREADABLE: 422,
}


@contextmanager
def _told() -> Iterator[None]:
    """Why a page is not shown, with the status that fits it."""
    try:
        yield
    except NotShown as error:
        raise HTTPException(_STATUS[error.reason], str(error)) from None
    except NoSuchPage as error:
        raise HTTPException(404, str(error)) from None
    except ReadError as error:
        raise HTTPException(422, str(error)) from None


def pages_router(access: Access, cache: PageCache | None = None) -> APIRouter:
    """The routes, for the users and documents of `access`; what they draw is kept in `cache`."""
    routes = APIRouter(route_class=OneLineErrors, tags=["documents"])

    @routes.get(
        "/api/documents/{document_id}/pages/{page}.png",
        response_class=Response,
        responses={200: {"content": {"image/png": {}}, "description": "The page."}},
        summary="Get a page as a picture",
    )
    def page_picture(
        request: Request,
        document_id: str,
        page: int,
        width: Annotated[int, Query(ge=1, le=10_000, description=f"Pixels; the next of {WIDTHS} is taken.")] = 1200,
    ) -> Response:
        """A page of a PDF as it was read, as PNG. Not of a file in which personal numbers were masked."""
        pages = Pages(access.service(request), cache)
        access.opened(request, document_id, "api")
        with _told():
            document = pages.document(document_id)
        access.opened(request, document.id, "api")
        tag = f'"{document.sha256[:20]}-{page}-{snapped(width)}"'
        # The browser may keep it, but asks each time whether it may still show it.
        headers = {"etag": tag, "cache-control": "private, no-cache", "vary": "cookie"}
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        with _told():
            return Response(pages.picture(document, page, width), media_type="image/png", headers=headers)

    @routes.get("/api/documents/{document_id}/rectangles", summary="Get where some characters stand on the pages")
    def rectangles(
        request: Request,
        document_id: str,
        start: Annotated[int, Query(ge=0, description="The first character in the document's text.")],
        end: Annotated[int, Query(ge=1, description="The character after the last.")],
    ) -> JSONResponse:
        """Rectangles in fractions of the page as it is shown, from its top left; one a line.

        Words that could not be found on the page for certain have none, and `complete` is then false.
        """
        pages = Pages(access.service(request), cache)
        access.opened(request, document_id, "api")
        with _told():
            document = pages.document(document_id)
        access.opened(request, document.id, "api")
        if not start < end <= len(document.text):
            raise HTTPException(400, f"start and end: the document's text has {len(document.text)} characters.")
        with _told():
            placed = pages.place(document, start, end)
        found = placed.rectangles if placed else ()
        return JSONResponse(
            {
                "document_id": document.id,
                "start": start,
                "end": end,
                "complete": bool(placed and placed.complete),
                "rectangles": [asdict(rectangle) for rectangle in found],
            },
            headers={"cache-control": "private, no-cache"},
        )

    return routes
