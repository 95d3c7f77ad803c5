"""The answer object: the contract that the command line, the HTTP API, the page and any harness share."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Status = Literal["answered", "asked_not_answered", "not_found", "clarify"]
Route = Literal["register", "list", "passage", "catalogue", "clarify", "none"]
Language = Literal["sv", "en"]

MAX_QUESTION = 4000
MAX_RETRIEVED = 50


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class FilterSpec(_Record):
    """Narrows a question to some documents, as a caller writes it; see `index.records.Filters`."""

    genre: list[str] = []
    body: list[str] = []
    municipality: list[str] = []
    path: list[str] = []
    case_number: list[str] = []
    party: list[str] = []
    person: list[str] = []
    act: list[str] = []
    date_from: date | None = None
    date_to: date | None = None


class Request(_Record):
    """One line of `council ask --batch`, and the body of `POST /api/ask`."""

    id: str | int | None = None
    question: str
    history: list[str] = []
    filters: FilterSpec = FilterSpec()


class Claim(_Record):
    """One sentence of the answer and the numbers of the citations that carry it."""

    text: str
    citations: list[int]


class Citation(_Record):
    """Exact characters of a document: `text[start:end] == quote` for the canonical text of `council export`."""

    n: Annotated[int, Field(ge=1)]
    document_id: str
    path: str
    title: str
    page: int
    start: int
    end: int
    quote: str
    act: str | None = None
    actors: list[str] = []
    date: str | None = None


class Retrieved(_Record):
    """A passage that was considered."""

    path: str
    start: int
    end: int
    score: float


class Timings(_Record):
    """Milliseconds spent."""

    understand: float = 0.0
    retrieve: float = 0.0
    answer: float = 0.0
    total: float = 0.0


class Answer(_Record):
    """What `Assistant.ask()` returns. `answer` is plain text with `[n]` markers."""

    id: str | int | None = None
    question: str
    language: Language
    status: Status
    route: Route
    answer: str
    claims: list[Claim] = []
    citations: list[Citation] = []
    retrieved: list[Retrieved] = []
    suggestions: list[str] = []
    timings_ms: Timings = Timings()
