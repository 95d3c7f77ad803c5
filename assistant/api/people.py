"""`/api/people`: everybody whom the documents name, and what one of them asked, answered, proposed and decided."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import Field
from starlette.exceptions import HTTPException

from assistant.api import search
from assistant.api.cases import line
from assistant.api.errors import OneLineErrors, Problem, one_line
from assistant.api.given import LISTED, Answering, Page, listed
from assistant.api.records import PersonAct, PersonLine, PersonRecord, Reply, shaped
from assistant.overview.people import Person
from assistant.overview.people import PersonAct as Deed
from corpus.records import ActKind

_LONGEST = 60  # characters of a name that are shown back
_NONE: dict[int | str, dict[str, Any]] = {404: {"model": Problem, "description": "No document names such a person."}}

router = APIRouter(route_class=OneLineErrors, tags=["people"])


class Narrowed(Page):
    """The filters of the list of people."""

    q: Annotated[str, Field(max_length=400, description="Words in the name.")] = ""
    party: Annotated[str, Field(max_length=100, description='Their party: "S" or its name.')] = ""
    unanswered: Annotated[bool, Field(description="Only those with unanswered questions, by them or to them.")] = False


@router.get("/api/people", summary="List the people", response_model=list[PersonLine], responses=LISTED)
def people(service: Answering, narrowed: Annotated[Narrowed, Query()]) -> JSONResponse:
    """Everybody who acts in the documents that you may see, in the order of names, with how much they did."""
    found = search.people(service.people(), narrowed.q, narrowed.party, narrowed.unanswered)
    return listed([shaped(PersonLine, info) for info in narrowed.of(found)], len(found))


@router.get("/api/people/{name}", summary="Get a person", response_model=PersonRecord, responses=_NONE)
def person(
    name: str,
    service: Answering,
    party: Annotated[str | None, Query(max_length=100, description="Tells namesakes apart.")] = None,
    kind: Annotated[list[ActKind] | None, Query(description="Only acts of these kinds.")] = None,
) -> JSONResponse:
    """What a person asked, answered, proposed and decided, newest first, with the answers to their questions.

    The name may be in any of its spellings; of namesakes without `party` it is the one in most documents.
    """
    found = service.person(name, party or None)
    if found is None:
        shown = one_line(name)[:_LONGEST] + (f" ({one_line(party)[:_LONGEST]})" if party else "")
        raise HTTPException(404, f"{shown}: no document names such a person; /api/people lists those it knows.")
    return JSONResponse(shape(found, kind))


def shape(person: Person, kinds: list[ActKind] | None = None) -> dict[str, Any]:
    """A person as the API gives them, with acts of those kinds only."""
    return {
        "info": shaped(PersonLine, person.info),
        "acts": [_act(act) for act in person.acts if not kinds or act.kind in kinds],
        "cases": [line(case) for case in person.cases],
    }


def _act(act: Deed) -> dict[str, Any]:
    return {
        **shaped(PersonAct, act),
        "answered": act.question.answered.value if act.question else None,
        "replies": [shaped(Reply, reply) for reply in act.replies],
        "asked": [shaped(Reply, question) for question in act.asked],
    }
