"""The tables of the page as CSV: `/api/cases.csv`, `/api/people.csv` and `/api/person.csv`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from assistant.access import Access
from assistant.api.errors import OneLineErrors
from assistant.contract import Language
from assistant.overview.answers import Answered
from assistant.overview.cases import CaseInfo
from assistant.overview.listings import (
    ALL,
    CASES_BEGIN,
    PEOPLE_BEGIN,
    CaseFilter,
    Order,
    PersonFilter,
    acts_by_kind,
    narrowed_cases,
    narrowed_people,
)
from assistant.overview.people import PersonAct, PersonInfo
from assistant.overview.tabular import Cell, as_csv
from assistant.texts import texts
from corpus.records import Actor

_PEOPLE = (
    "questions", "unanswered", "received", "answers", "proposals", "motions", "decisions", "dissents", "statements",
    "meetings", "cases",
)  # fmt: skip
Words = Annotated[str, Query(max_length=400, description="Words that a row must hold.")]
CSV: dict[int | str, dict[str, Any]] = {
    200: {"content": {"text/csv": {"schema": {"type": "string"}}}, "description": "Rows, the first the column names."}
}
Several = Annotated[list[str] | None, Query(max_length=100, description="Any of these.")]
Sorted = Annotated[str, Query(max_length=40, description="The column to sort by.")]


def tables_router(access: Access) -> APIRouter:
    """The routes; each gives what the caller may see, as the filters leave it and in the order asked."""
    routes = APIRouter(route_class=OneLineErrors, tags=["tables"])

    @routes.get("/api/cases.csv", summary="The list of cases as CSV", response_class=Response, responses=CSV)
    def cases(
        request: Request,
        q: Words = "",
        kind: Several = None,
        status: Several = None,
        body: Several = None,
        unanswered: bool = False,
        sort: Sorted = CASES_BEGIN.column,
        descending: bool = CASES_BEGIN.descending,
        lang: Language = "sv",
    ) -> Response:
        """The cases that you may see and that pass the filters, in the order asked, as the page shows them."""
        chosen = CaseFilter(q, kind or (), status or (), body or (), unanswered)
        found = narrowed_cases(access.service(request).cases(), chosen, Order(sort, descending))
        return _file("cases", _cases(found, lang), lang)

    @routes.get("/api/people.csv", summary="The list of people as CSV", response_class=Response, responses=CSV)
    def people(
        request: Request,
        q: Words = "",
        party: Several = None,
        unanswered: bool = False,
        sort: Sorted = PEOPLE_BEGIN.column,
        descending: bool = PEOPLE_BEGIN.descending,
        lang: Language = "sv",
    ) -> Response:
        """The people of the documents that you may see, in the order asked, as the page shows them."""
        chosen = PersonFilter(q, party or (), unanswered)
        found = narrowed_people(access.service(request).people(), chosen, Order(sort, descending))
        return _file("people", _people(found, lang), lang)

    @routes.get("/api/person.csv", summary="What a person did, as CSV", response_class=Response, responses=CSV)
    def person(
        request: Request,
        name: Annotated[str, Query(max_length=200)],
        party: Annotated[str, Query(max_length=100)] = "",
        kind: Annotated[str, Query(max_length=40, description="An act kind, all, unanswered or received.")] = ALL,
        lang: Language = "sv",
    ) -> Response:
        """What somebody asked, answered, proposed and decided, newest first; 404 for one whom no document names."""
        found = access.service(request).person(name, party or None)
        if found is None:
            raise HTTPException(404, "No document names such a person: see /api/people.")
        return _file("person", _acts(acts_by_kind(found).get(kind, []), lang), lang)

    return routes


def _file(name: str, rows: Iterable[Sequence[Cell]], language: Language) -> Response:
    """A download; its first row are the heads of the columns."""
    header, *rest = rows
    named = texts(language)["csv"]["file"][name]
    return Response(
        as_csv([str(cell) for cell in header], rest, language),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{named}.csv"'},
    )


def _cases(cases: Iterable[CaseInfo], language: Language) -> Iterable[Sequence[Cell]]:
    words = texts(language)
    yield words["csv"]["cases"]
    for case in cases:
        yield (
            case.number,
            case.title,
            words["genres"].get(str(case.kind), "") if case.kind else "",
            _names(case.askers),
            _names(case.addressees),
            words["state"].get(case.status, case.status),
            _day(case.first),
            _day(case.last),
            case.documents,
            case.questions,
            case.unanswered,
            ", ".join(case.bodies),
        )


def _people(people: Iterable[PersonInfo], language: Language) -> Iterable[Sequence[Cell]]:
    yield texts(language)["csv"]["people"]
    for info in people:
        counts = (getattr(info, name) for name in _PEOPLE)
        yield (info.name, info.party, ", ".join(info.roles), *counts, _day(info.first), _day(info.last))


def _acts(acts: Iterable[PersonAct], language: Language) -> Iterable[Sequence[Cell]]:
    words = texts(language)
    yield words["csv"]["person"]
    for act in acts:
        state = words["csv"]["answered"][str(act.question.answered)] if act.question else ""
        reply = act.replies[0] if act.replies else None
        yield (
            _day(act.date),
            words["act"][str(act.kind)],
            words["csv"]["form"].get(str(act.form), "") if act.form else "",
            ", ".join(act.actors),
            ", ".join(act.addressees),
            act.quote,
            state,
            ", ".join(reply.actors) if reply else "",
            _day(reply.date) if reply else "",
            reply.quote if reply and act.question and act.question.answered is Answered.YES else "",
            act.case_number,
            act.path,
            act.page,
        )


def _names(actors: Iterable[Actor]) -> str:
    return ", ".join(actor.label for actor in actors)


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
