"""`/api/cases`: every case (ärende), and one with its parts from the first paper to the last decision."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import Field

from assistant.api import search
from assistant.api.errors import OneLineErrors, one_line
from assistant.api.given import LISTED, Answering, Page, listed
from assistant.api.records import CaseLine, CaseRecord, NoCase, shaped
from assistant.contract import FilterSpec
from assistant.overview.cases import CaseInfo
from assistant.overview.listings import CaseFilter
from assistant.record import case_record
from assistant.service import Service

_NEAR = 5  # numbers or documents named in the line about a number that is not found
_LONGEST = 60  # characters of a number that are shown back

router = APIRouter(route_class=OneLineErrors, tags=["cases"])


class Narrowed(Page):
    """The filters of the list of cases; several values of one filter mean any of them."""

    q: Annotated[str, Field(max_length=400, description="Words in number, title or people.")] = ""
    kind: Annotated[tuple[str, ...], Field(description="The paper that it is about.", examples=[["motion"]])] = ()
    status: Annotated[tuple[str, ...], Field(description="How it stands.", examples=[["open", "answered"]])] = ()
    party: Annotated[tuple[str, ...], Field(description="Parties of those who put it.", examples=[["S"]])] = ()
    person: Annotated[tuple[str, ...], Field(description="Those who put it.", examples=[["Anna Ek"]])] = ()
    body: Annotated[tuple[str, ...], Field(description="Boards in whose documents it appears.")] = ()
    unanswered: Annotated[bool, Field(description="Only cases with questions that no document answers.")] = False
    date_from: Annotated[date | None, Field(description="The first day on which it may have begun.")] = None
    date_to: Annotated[date | None, Field(description="The last day on which it may have begun.")] = None


@router.get("/api/cases", summary="List the cases", response_model=list[CaseLine], responses=LISTED)
def cases(service: Answering, narrowed: Annotated[Narrowed, Query()]) -> JSONResponse:
    """Every case with who put it to whom and how it stands, by the day on which it began."""
    spec = FilterSpec(
        genre=[*narrowed.kind],
        body=[*narrowed.body],
        party=[*narrowed.party],
        person=[*narrowed.person],
        date_from=narrowed.date_from,
        date_to=narrowed.date_to,
    )
    chosen = CaseFilter(narrowed.q, statuses=narrowed.status, unanswered=narrowed.unanswered)
    found = search.cases(service.cases(), chosen, spec)
    return listed([line(case) for case in narrowed.of(found)], len(found))


_NO_CASE: dict[int | str, dict[str, Any]] = {
    404: {"model": NoCase, "description": "No document belongs to such a case; what comes near is named."}
}


@router.get("/api/cases/{number:path}", summary="Get a case", response_model=CaseRecord, responses=_NO_CASE)
def case(number: str, service: Answering) -> JSONResponse:
    """The case of a number in any form ("KS 2022/170"), or of an id: its parts in date order with their acts."""
    found = service.case(number)
    if found is None:
        line_, near, mentioned = missing(service, number)
        return JSONResponse({"error": line_, "near": near, "mentioned_in": mentioned}, status_code=404)
    return JSONResponse(case_record(found.whole))


def line(case: CaseInfo) -> dict[str, Any]:
    """A case as a line of the list."""
    people = {"from": [who.label for who in case.askers], "to": [who.label for who in case.addressees]}
    return {**shaped(CaseLine, case), **people}


def missing(service: Service, number: str) -> tuple[str, list[str], list[str]]:
    """One line about a number that is no case, the numbers near it, and the documents that mention it."""
    near, mentioned = service.case_hints(number)
    shown = one_line(number)
    shown = shown[:_LONGEST] + "…" if len(shown) > _LONGEST else shown
    hint = f"did you mean {' or '.join(near[:_NEAR])}?" if near else "no document mentions it."
    if mentioned:
        more = f" and {len(mentioned) - _NEAR} more" if len(mentioned) > _NEAR else ""
        hint = f"it is only mentioned, in {', '.join(mentioned[:_NEAR])}{more}."
    return f"{shown}: no document of the index belongs to such a case; {hint}", [*near], [*mentioned]
