"""`POST /api/ask`: the contract's answer, whole or as it is made."""

from __future__ import annotations

from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Body, Header
from fastapi.responses import JSONResponse
from pydantic_core import PydanticSerializationError
from starlette.responses import Response

from assistant.api.errors import OneLineErrors, Problem
from assistant.api.events import MEDIA_TYPE, EventStream
from assistant.api.given import Answering
from assistant.contract import Answer, Request
from corpus.errors import BadQuestion

router = APIRouter(route_class=OneLineErrors, tags=["ask"])

_EXAMPLE = {"question": "Vem frågade om simhallen?", "history": [], "filters": {"party": ["S"]}}
_STREAM = """\
event: understood
data: {"question": "Vem frågade om simhallen?", "language": "sv", "changed": false, "restrictions": []}

event: claim
data: {"claim": {"text": "Anna Ek (S) frågade …", "citations": [1]}, "citations": [{"n": 1, …}]}

event: answer
data: {"id": null, "question": "Vem frågade om simhallen?", "language": "sv", "status": "answered", …}
"""
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The answer; or its events, for `Accept: text/event-stream`.",
        "content": {MEDIA_TYPE: {"schema": {"type": "string"}, "example": _STREAM}},
    },
    400: {"model": Problem, "description": "The question or a filter cannot be used."},
    413: {"model": Problem, "description": "The request is too large."},
}


@router.post("/api/ask", summary="Ask a question", response_model=Answer, responses=_RESPONSES)
def ask(
    asked: Annotated[Request, Body(examples=[_EXAMPLE])],
    service: Answering,
    accept: Annotated[str, Header(include_in_schema=False)] = "application/json",
) -> Response:
    """Answers a question from the documents; every claim is tied to the exact characters of one.

    `history` are the earlier questions of the conversation, oldest first. With `Accept: text/event-stream` the
    answer comes as server-sent events while it is made: `understood` (the question as it is looked up), `claim`
    (one for each, with the citations that no claim before it had), then `answer`, the whole, which replaces the
    claims before it. `error` takes the place of what could not be made. A client that goes away stops the work.
    """
    _check(asked)
    if wants_events(accept):
        work = partial(service.stream, asked.question, history=asked.history, filters=asked.filters, id=asked.id)
        return EventStream(work)
    answer = service.ask(asked.question, history=asked.history, filters=asked.filters, id=asked.id)
    return JSONResponse(answer.model_dump(mode="json"), headers={"vary": "accept"})


def _check(asked: Request) -> None:
    """Raises `BadQuestion` for what JSON can say and text cannot: half of a character ("\\ud800")."""
    try:
        asked.model_dump_json()
    except PydanticSerializationError:
        raise BadQuestion("The request holds half of a character: write the question anew.") from None


def wants_events(accept: str) -> bool:
    """Whether an Accept header would rather have server-sent events than JSON."""
    weights: dict[str, float] = {}
    for choice in accept.lower().split(","):
        name, *parameters = (part.strip() for part in choice.split(";"))
        told = next((p[2:] for p in parameters if p.startswith("q=")), "1")
        weights[name] = float(told) if told.replace(".", "", 1).isdecimal() else 0.0
    wanted = weights.get(MEDIA_TYPE, 0.0)
    return wanted > 0 and wanted >= weights.get("application/json", 0.0)
