"""Sending files in, watching them being read, and taking them away again: for staff."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Coroutine, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from assistant.access import Access, Role, User
from assistant.api.documents import Narrowed
from assistant.api.errors import failed
from assistant.api.tables import CSV
from assistant.contract import FilterSpec, Language
from assistant.incoming.jobs import Jobs, Kind, Step, as_json, upload_steps
from assistant.incoming.uploads import NotKept, TooLarge, UploadRefused, Uploads, WrongType
from assistant.overview.documents import chosen, documents_csv
from assistant.overview.holdings import parties_of
from assistant.texts import say
from index.levels import Level

AROUND = 64 * 1024  # bytes that a request may have beside the file
Spoken = Literal["sv", "en"]  # the language of what is told
_STATUS: dict[type[UploadRefused], int] = {TooLarge: 413, WrongType: 415, NotKept: 507}


_FORM = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file", "level"],
                    "properties": {
                        "file": {"type": "string", "format": "binary"},
                        "level": {"type": "string", "enum": [level.value for level in Level]},
                        "replace": {"type": "string", "description": "1: in place of an older file of that name."},
                    },
                }
            }
        },
    }
}


class _Exported(Narrowed):
    language: Spoken = "en"

    @property
    def spec(self) -> FilterSpec:
        return FilterSpec(
            body=[*self.body],
            genre=[*self.genre],
            party=[*self.party],
            date_from=self.date_from,
            date_to=self.date_to,
        )


class Forbidden(UploadRefused):
    """Whoever asks may not do this."""


class _Told(APIRoute):
    """A route whose refusals are one line in the language that was asked for."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            try:
                return await handle(request)
            except UploadRefused as error:
                language: Language = "sv" if request.query_params.get("language") == "sv" else "en"
                return JSONResponse({"error": error.told(language), "key": error.key}, status_code=_status(error))
            except Exception as error:
                return failed(error, f"{request.method} {request.url.path}")

        return guarded


def uploads_router(
    access: Access, jobs: Jobs, uploads: Uploads, folders: Callable[[], Sequence[Step]] = lambda: ()
) -> APIRouter:
    """The routes. `folders` gives all that was ever read in, as `assistant.incoming.jobs.known_folders` does."""
    routes = APIRouter(route_class=_Told, tags=["uploads"])

    @routes.post("/api/uploads", summary="Send a file in", status_code=201, openapi_extra=_FORM)
    async def upload(request: Request, language: Spoken = "en") -> JSONResponse:
        """Takes one file (`file`) with its `level` (public, internal), and reads it in.

        With `replace` an older file of the same name gives way; else the new one is numbered. For staff.
        """
        user = await run_in_threadpool(_staff, access, request)
        async with _Form(request, uploads) as form:
            level = _level(form.fields.get("level", ""), user)
            replace = form.fields.get("replace", "") not in ("", "0", "false")
            stored = await run_in_threadpool(uploads.take, form.file.file, form.name, level, replace)
        state = await run_in_threadpool(jobs.start, Kind.UPLOAD, upload_steps(uploads, level))
        told = {
            "name": stored.name,
            "level": stored.level,
            "outcome": stored.outcome,
            "document_id": stored.document_id,
            "told": say(language, f"upload.{stored.outcome}"),
            "job": as_json(state.seen_at(user.level), language),
        }
        return JSONResponse(told, status_code=201)

    @routes.get("/api/jobs/current", summary="See how far the reading in is")
    def current(request: Request, language: Spoken = "en") -> JSONResponse:
        """The job that runs, or the last one, with the result of each file that changed. For staff."""
        user = _staff(access, request)
        return JSONResponse(as_json(jobs.current().seen_at(user.level), language))

    @routes.post("/api/jobs/reingest", summary="Read all folders in again", status_code=202)
    def reingest(request: Request, language: Spoken = "en") -> JSONResponse:
        """Reads in what has changed in any folder that was ever read in; what is gone is removed. For staff."""
        user = _staff(access, request)
        steps = [step for step in folders() if user.level is Level.INTERNAL or step.level is Level.PUBLIC]
        if not steps:
            raise UploadRefused("no_folders")
        return JSONResponse(as_json(jobs.start(Kind.REINGEST, steps).seen_at(user.level), language), status_code=202)

    @routes.post("/api/jobs/stop", summary="Stop the reading in", status_code=202)
    def stop(request: Request, language: Spoken = "en") -> JSONResponse:
        """Ends the job; what it has finished stays. For staff."""
        user = _staff(access, request)
        jobs.stop()
        return JSONResponse(as_json(jobs.current().seen_at(user.level), language), status_code=202)

    @routes.post("/api/documents/{document_id}/remove", summary="Take a file away that was sent in", status_code=202)
    def remove(document_id: str, request: Request, language: Spoken = "en") -> JSONResponse:
        """Removes the file and its document; only files that were sent in here. For administrators."""
        user = access.user(request)
        if user.role is not Role.ADMIN:
            raise Forbidden("not_admin")
        service = access.service(request)
        file, document = service.source(document_id), service.document(document_id)
        if document is None:
            raise UploadRefused("unknown_document")
        level = uploads.level_of(file) if file else None
        if file is None or level is None:
            raise UploadRefused("foreign", name=Path(document.path).name)
        uploads.remove(file)
        state = jobs.start(Kind.REMOVAL, upload_steps(uploads, level))
        return JSONResponse(as_json(state.seen_at(user.level), language), status_code=202)

    @routes.get("/api/documents.csv", summary="List the documents as CSV", response_class=Response, responses=CSV)
    def as_csv(request: Request, wanted: Annotated[_Exported, Query()]) -> Response:
        """The documents that you may see and that pass the filters, in the order of their paths."""
        service = access.service(request)
        parties = parties_of(service)
        found = wanted.of(chosen(service.documents(), wanted.q, wanted.spec, parties))
        name = say(wanted.language, "documents_csv.file")
        headers = {"content-disposition": f'attachment; filename="{name}"'}
        content = documents_csv(found, parties, wanted.language)
        return Response(content, media_type="text/csv; charset=utf-8", headers=headers)

    return routes


class _Form:
    """The fields and the one file of a request, read while it comes in: never more than a file may have."""

    def __init__(self, request: Request, uploads: Uploads) -> None:
        self._request = request
        self._uploads = uploads
        self.fields: dict[str, str] = {}

    async def __aenter__(self) -> _Form:
        parser = MultiPartParser(self._request.headers, self._bounded(), max_files=1, max_fields=10)
        try:
            if not self._request.headers.get("content-type", "").startswith("multipart/form-data"):
                raise UploadRefused("malformed")
            self._data = await parser.parse()
        except MultiPartException:
            raise UploadRefused("malformed") from None
        for name, value in self._data.multi_items():
            if isinstance(value, UploadFile):
                self.file = value
            else:
                self.fields[name] = value
        if not hasattr(self, "file"):
            raise UploadRefused("malformed")
        self.name = self.file.filename or ""
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._data.close()

    async def _bounded(self) -> AsyncGenerator[bytes, None]:
        size = 0
        async for chunk in self._request.stream():
            size += len(chunk)
            self._uploads.check(size - AROUND)
            yield chunk


def _staff(access: Access, request: Request) -> User:
    user = access.user(request)
    if not user.staff:
        raise Forbidden("not_staff")
    return user


def _level(text: str, user: User) -> Level:
    try:
        level = Level(text)
    except ValueError:
        raise UploadRefused("level") from None
    if level is Level.INTERNAL and user.level is not Level.INTERNAL:
        raise Forbidden("not_level")
    return level


def _status(error: UploadRefused) -> int:
    if isinstance(error, Forbidden):
        return 403
    if error.key in ("unknown_document",):
        return 404
    return _STATUS.get(type(error), 400)
