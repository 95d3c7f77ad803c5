"""`/api/documents`: what is in the index, and the text, pages, acts and original of each document."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.encoders import jsonable_encoder
from fastapi.responses import FileResponse, JSONResponse, PlainTextResponse
from pydantic import Field
from starlette.exceptions import HTTPException

from assistant.api import search
from assistant.api.errors import OneLineErrors, Problem
from assistant.api.given import LISTED, OPENED, Answering, Page, listed
from assistant.api.records import Act, DocumentLine, DocumentRecord, PageLine
from assistant.contract import FilterSpec
from assistant.record import record
from assistant.service import Service
from corpus.records import ActKind, Document

_NONE: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "There is no such document."}}
_TEXT: dict[int | str, dict[str, Any]] = {
    **_NONE,
    200: {"content": {"text/plain": {"schema": {"type": "string"}, "example": "Interpellation om simhallen\n…"}}},
}
_FILE: dict[int | str, dict[str, Any]] = {
    403: {"model": Problem, "description": "Personal data is masked in its text, so the original is not given out."},
    404: {"model": Problem, "description": "There is no such document, or its file is gone."},
    200: {
        "description": "A PDF to look at, anything else to save.",
        "content": {
            name: {"schema": {"type": "string", "format": "binary"}}
            for name in ("application/pdf", "application/octet-stream")
        },
    },
}

router = APIRouter(route_class=OneLineErrors, tags=["documents"])


class Narrowed(Page):
    """The filters of the list of documents; several values of one filter mean any of them."""

    q: Annotated[str, Field(max_length=400, description="Words in title, path, board or case number.")] = ""
    body: Annotated[tuple[str, ...], Field(description="Boards.", examples=[["Kommunfullmäktige"]])] = ()
    genre: Annotated[tuple[str, ...], Field(description="Kinds of document.", examples=[["interpellation"]])] = ()
    party: Annotated[
        tuple[str, ...], Field(description="Parties of whom somebody speaks in it.", examples=[["S"]])
    ] = ()
    date_from: Annotated[date | None, Field(description="The first day; what has no date is left out.")] = None
    date_to: Annotated[date | None, Field(description="The last day; what has no date is left out.")] = None


@router.get("/api/documents", summary="List the documents", response_model=list[DocumentLine], responses=LISTED)
def documents(service: Answering, narrowed: Annotated[Narrowed, Query()]) -> JSONResponse:
    """The documents that you may see, in the order of their path; with `limit`, a part of them."""
    spec = FilterSpec(
        body=[*narrowed.body],
        genre=[*narrowed.genre],
        party=[*narrowed.party],
        date_from=narrowed.date_from,
        date_to=narrowed.date_to,
    )
    found = search.documents(service, narrowed.q, spec)
    return listed(jsonable_encoder([*narrowed.of(found)]), len(found))


@router.get(
    "/api/documents/{document_id}",
    dependencies=OPENED,
    summary="Get a document",
    response_model=DocumentRecord,
    responses=_NONE,
)
def document(document_id: str, service: Answering) -> JSONResponse:
    """A document without its text: its sections, acts and votes with their offsets in the text."""
    return JSONResponse(record(known(service, document_id)))


@router.get(
    "/api/documents/{document_id}/text",
    dependencies=OPENED,
    summary="Get a document's text",
    response_model=str,
    response_class=PlainTextResponse,
    responses=_TEXT,
)
def text(
    document_id: str,
    service: Answering,
    start: Annotated[int, Query(ge=0, description="Offset of the first character.")] = 0,
    end: Annotated[int | None, Query(ge=0, description="Offset after the last character; all, without it.")] = None,
) -> PlainTextResponse:
    """The text that all offsets count in, in Unicode code points; or a part of it."""
    return PlainTextResponse(known(service, document_id).text[start:end].encode("utf-8", "replace"))


@router.get(
    "/api/documents/{document_id}/pages",
    summary="List a document's pages",
    response_model=list[PageLine],
    responses=_NONE,
)
def pages(document_id: str, service: Answering) -> JSONResponse:
    """Where each page begins and ends in the text."""
    found = known(service, document_id)
    ends = [*found.pages[1:], len(found.text)]
    return JSONResponse(
        [{"page": n, "start": a, "end": b} for n, (a, b) in enumerate(zip(found.pages, ends, strict=True), 1)]
    )


@router.get(
    "/api/documents/{document_id}/acts",
    dependencies=OPENED,
    summary="List what is done in a document",
    response_model=list[Act],
    responses=_NONE,
)
def acts(
    document_id: str,
    service: Answering,
    kind: Annotated[list[ActKind] | None, Query(description="Only acts of these kinds.")] = None,
) -> JSONResponse:
    """Who asked, answered, proposed, moved, decided or dissented, in which words, in the order of the text."""
    told = record(known(service, document_id))["acts"]
    return JSONResponse([act for act in told if not kind or act["kind"] in kind])


@router.get(
    "/api/documents/{document_id}/file",
    dependencies=OPENED,
    summary="Get the original file",
    response_model=None,
    response_class=FileResponse,
    responses=_FILE,
)
def file(document_id: str, service: Answering) -> FileResponse:
    """The file as it was read. A PDF opens in the browser; all else is saved, so that no foreign HTML runs."""
    return original(service, document_id)


def may_show_original(document: Document) -> bool:
    """Whether the original file may be handed out: not when personal numbers were masked in its text."""
    return not any(note.startswith("masked") for note in document.notes)


def original(service: Service, document_id: str) -> FileResponse:
    """The original file. A PDF opens in the browser; all else is saved, so that no foreign HTML runs."""
    document = known(service, document_id)
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


def known(service: Service, document_id: str) -> Document:
    """The document of an id; raises a 404 that names the list of documents."""
    document = service.document(document_id)
    if document is None:
        raise HTTPException(404, "There is no such document: see /api/documents.")
    return document
