"""`/api/commitments`: what was undertaken in answers and decisions, and what later documents show; also as CSV."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import JSONResponse
from pydantic import Field
from starlette.responses import Response

from assistant.api.errors import OneLineErrors
from assistant.api.given import LISTED, Answering, Page, listed
from assistant.api.tables import CSV
from assistant.brief.records import Source
from assistant.contract import Language
from assistant.ledger.listing import LEDGER_BEGIN, LedgerFilter, ledger_rows, narrowed, standing
from assistant.ledger.records import Commitment
from assistant.overview.listings import Order
from assistant.overview.tabular import as_csv
from assistant.service import Service
from assistant.texts import texts

router = APIRouter(route_class=OneLineErrors, tags=["commitments"])


class CommitmentLine(Commitment):
    """A commitment, and how it stands today.

    `source` and `later` are exact characters of documents. `standing` is the fate, "overdue" (the time is over and
    nothing later that was found tells what became of it) or "proposed" (only a proposal to close it was found).
    """

    standing: str
    later: Source | None = None


class Narrowed(Page):
    """The filters of the list of commitments; several values of one filter mean any of them."""

    q: Annotated[str, Field(max_length=400, description="Words of it, of who, or of the document's title.")] = ""
    who: Annotated[str, Field(max_length=200, description='Who undertook it: a name, "(S)", a board.')] = ""
    body: Annotated[tuple[str, ...], Field(description="Boards in whose documents it stands.")] = ()
    fate: Annotated[
        tuple[str, ...], Field(description="kept, moved, broken, silent, overdue or proposed.", examples=[["overdue"]])
    ] = ()
    kind: Annotated[tuple[str, ...], Field(description="assignment, promise or forecast.")] = ()
    due_from: Annotated[date | None, Field(description="The first day by which it may be due.")] = None
    due_to: Annotated[date | None, Field(description="The last day by which it may be due.")] = None
    sort: Annotated[str, Field(max_length=40, description="due, who, what, said, fate or body.")] = "due"
    descending: bool = False


class Table(Narrowed):
    """The same filters for a table, and its language."""

    lang: Language = "sv"


@router.get("/api/commitments", summary="List the commitments", response_model=list[CommitmentLine], responses=LISTED)
def commitments(service: Answering, asked: Annotated[Narrowed, Query()]) -> JSONResponse:
    """Who undertook what by when, in answers and decisions that you may see, the first due first.

    That nothing later was found is no proof that nothing was done.
    """
    today = date.today()
    found = _found(service, asked, today)
    part = [{**one.model_dump(mode="json"), "standing": standing(one, today)} for one in asked.of(found)]
    return listed(part, len(found))


@router.get("/api/commitments.csv", summary="The commitments as CSV", response_class=Response, responses=CSV)
def table(service: Answering, asked: Annotated[Table, Query()]) -> Response:
    """The same list as a table for a spreadsheet, with the later words beside the first."""
    today = date.today()
    header, *rows = ledger_rows(asked.of(_found(service, asked, today)), today, asked.lang)
    name = texts(asked.lang)["commitments"]["file"]
    return Response(
        as_csv([str(cell) for cell in header], rows, asked.lang),
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.csv"'},
    )


def _found(service: Service, asked: Narrowed, today: date) -> Sequence[Commitment]:
    chosen = LedgerFilter(
        asked.q, asked.who, asked.body, asked.fate, asked.kind, due_from=asked.due_from, due_to=asked.due_to
    )
    return narrowed(service.commitments(), chosen, today, Order(asked.sort or LEDGER_BEGIN.column, asked.descending))
