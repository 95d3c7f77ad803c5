"""The workbench's routes: a file becomes a paper, choices are saved, a draft is fetched. For staff."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from threading import Lock
from typing import Any, Literal
from urllib.parse import quote

from fastapi import APIRouter
from fastapi.responses import JSONResponse
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.access import Access, User
from assistant.api.errors import OneLineErrors, failed
from assistant.brief.bench import Bench
from assistant.brief.choices import Choice, chosen, covers
from assistant.brief.draft.template import MAX_BYTES, BadTemplate
from assistant.brief.records import Brief, Paper
from assistant.brief.store import Briefs
from assistant.contract import Language
from assistant.incoming.file_names import safe_name
from assistant.incoming.reasons import told
from assistant.incoming.uploads import TooLarge, UploadRefused, checked
from assistant.texts import say
from corpus.errors import ReadError

Spoken = Literal["sv", "en"]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_GREAT = ("large", "unpacked")  # why a template is too much
_TITLE = 80  # characters of a title in the name of a draft
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_DRAFT: dict[int | str, dict[str, Any]] = {200: {"content": {DOCX: {}}, "description": "The draft."}}


class Decided(BaseModel):
    """What a choice changed beside itself: how far the question is answered by what is kept."""

    covers_changed: bool


class _Told(APIRoute):
    """A route that tells in the language asked for why a file is not taken or cannot be read."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()

        async def guarded(request: Request) -> Response:
            language: Language = "sv" if request.query_params.get("language") == "sv" else "en"
            given = request.query_params.get("name", "")
            name = safe_name(given) if given else ""
            try:
                return await handle(request)
            except UploadRefused as error:
                return JSONResponse({"error": error.told(language)}, 413 if isinstance(error, TooLarge) else 415)
            except BadTemplate as error:
                return JSONResponse({"error": error.told(language, name)}, 413 if error.why in _GREAT else 422)
            except ReadError as error:
                return JSONResponse({"error": f"{name}: {told(str(error), language, name)}"}, 422)
            except Exception as error:
                return failed(error, f"{request.method} {request.url.path}")

        return guarded


def workbench_router(
    access: Access, bench: Bench, briefs: Briefs, limit: int, public_url: str | None = None
) -> APIRouter:
    """The routes. `limit` is the most bytes of a file; `public_url` the address of the page, where it is known."""
    routes = APIRouter(tags=["workbench"])
    routes.include_router(_reading(access, bench, limit))
    routes.include_router(_kept(access, bench, briefs, public_url))
    routes.include_router(_templates(access, bench, briefs, min(limit, MAX_BYTES), public_url))
    return routes


def _reading(access: Access, bench: Bench, limit: int) -> APIRouter:
    routes = APIRouter(route_class=_Told)

    @routes.post("/api/workbench/paper", summary="Read a paper", openapi_extra=_BODY, response_model=Paper)
    async def paper(request: Request, name: str, language: Spoken = "en") -> JSONResponse:
        """What is understood of the file that is the body: who asks whom what. It is not kept. For staff.

        A file that asks nothing comes with no `questions`.
        """
        await run_in_threadpool(_staff, access, request)
        data = await _body(request, limit)
        service = await run_in_threadpool(access.service, request)
        kept = await run_in_threadpool(checked, data, safe_name(name))
        found = await run_in_threadpool(bench.read, service, data, kept)
        return JSONResponse(found.model_dump(mode="json"))

    return routes


def _kept(access: Access, bench: Bench, briefs: Briefs, public_url: str | None) -> APIRouter:
    routes = APIRouter(route_class=OneLineErrors)
    saving = Lock()

    @routes.post("/api/workbench/{brief_id}/choices", summary="Decide about a brief", response_model=Decided)
    def choose(brief_id: str, choice: Choice, request: Request) -> JSONResponse:
        """Saves a choice about one of your briefs: a quote kept or dropped, their order, a note. For staff."""
        user = _staff(access, request)
        with saving:
            before = _of(briefs, user, brief_id)
            now = chosen(before, choice)
            briefs.save(user, now, user.level)
        return JSONResponse({"covers_changed": covers(before, choice.n) != covers(now, choice.n)})

    @routes.get("/api/workbench/{brief_id}/draft", summary="Get the draft", response_class=Response, responses=_DRAFT)
    def draft(brief_id: str, request: Request) -> Response:
        """The draft of the answer as a Word file, with what was chosen for it. For staff."""
        user = _staff(access, request)
        brief = _of(briefs, user, brief_id)
        return _file(brief, bench.draft(access.service(request), brief, public_url or str(request.base_url)))

    return routes


def _templates(access: Access, bench: Bench, briefs: Briefs, limit: int, public_url: str | None) -> APIRouter:
    routes = APIRouter(route_class=_Told)

    @routes.post(
        "/api/workbench/{brief_id}/draft",
        summary="Get the draft in a template",
        response_class=Response,
        responses=_DRAFT,
        openapi_extra=_BODY,
    )
    async def drafted(brief_id: str, request: Request, name: str = "", language: Spoken = "en") -> Response:
        """The draft written into the Word file that is the body, at its paragraph "[[SVAR]]" or at its end.

        The file is not kept; `name` is what it is called when it cannot be used. For staff.
        """
        user = await run_in_threadpool(_staff, access, request)
        brief = await run_in_threadpool(_of, briefs, user, brief_id)
        try:
            template = await _body(request, limit)
        except TooLarge:
            raise BadTemplate("large", limit=f"{limit / 1_000_000:g}") from None
        service = await run_in_threadpool(access.service, request)
        base = public_url or str(request.base_url)
        return _file(brief, await run_in_threadpool(bench.draft, service, brief, base, template))

    return routes


def _file(brief: Brief, content: bytes) -> Response:
    headers = {"content-disposition": f"attachment; filename*=utf-8''{quote(_named(brief))}"}
    return Response(content, media_type=DOCX, headers=headers)


async def _body(request: Request, limit: int) -> bytes:
    """The body, of which no more is read than a file may have."""
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > limit:
            raise TooLarge("too_large_file", limit=f"{limit / 1_000_000:g}")
    return bytes(data)


def _of(briefs: Briefs, user: User, brief_id: str) -> Brief:
    found = briefs.open(user, brief_id)
    if found is None:
        raise HTTPException(404, "There is no such brief of yours.")
    return found


def _staff(access: Access, request: Request) -> User:
    user = access.user(request)
    if not user.staff:
        raise HTTPException(403, "Only staff use the workbench.")
    return user


def _named(brief: Brief) -> str:
    """The name of a draft; a stroke in a title is no path."""
    title = brief.paper.title.replace("/", "-").replace("\\", "-")
    return safe_name(f"{say(_spoken(brief), 'workbench.file')} {title}"[:_TITLE]) + ".docx"


def _spoken(brief: Brief) -> Language:
    return "sv" if brief.paper.language == "sv" else "en"
