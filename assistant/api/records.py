"""The shapes of what the API gives beside the contract's answer, for its description at `/docs`.

All offsets count Unicode code points in the text of `/api/documents/{id}/text`: `text[start:end] == quote`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi.encoders import jsonable_encoder
from pydantic import BaseModel, ConfigDict, Field

from corpus.records import ActKind, Form, Genre


def _examples(**values: Any) -> ConfigDict:
    return ConfigDict(extra="forbid", frozen=True, populate_by_name=True, json_schema_extra={"examples": [values]})


class Record(BaseModel):
    """Base of the shapes: nothing but what is named."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)


Day = Annotated[str | None, Field(description="ISO date, null where the documents tell none.", examples=["2023-05-04"])]
Sign = Annotated[str, Field(description="The document's id, made from its bytes.", examples=["3f2a9c41d07be6a5"])]
Actors = Annotated[list[str], Field(description="Names with party.", examples=[["Anna Ek (S)"]])]


class DocumentLine(Record):
    """One line of the list of documents; `pages` and `acts` are counts."""

    document_id: Sign
    path: Annotated[str, Field(description="Relative to the ingested folder.", examples=["kf/interpellation.pdf"])]
    title: str
    genre: Genre
    body: Annotated[str | None, Field(description="The board or council.", examples=["Kommunfullmäktige"])] = None
    municipality: str | None = None
    date: Day = None
    pages: int = 1
    case_numbers: list[str] = []
    acts: int = 0


class Act(Record):
    """One speech act: who did what, to whom, when, in which words. A proposal is never a decision."""

    id: str
    kind: ActKind
    page: int
    start: int
    end: int
    quote: str
    actors: Actors
    addressees: Actors
    date: Day
    section: Annotated[int | None, Field(description="Position in the document's `sections`.")]
    case_number: str | None
    reply_to: Annotated[str | None, Field(description="Id of the act that this one answers, in any document.")]
    form: Annotated[Form | None, Field(description="How it was done, where the kind alone would blur it.")]


class Ballot(Record):
    """What one member did in a vote."""

    actor: str
    choice: str


class Vote(Record):
    """A counted vote. A "Ja" means what `yes_means` says, which is not always a yes to the matter."""

    page: int
    start: int
    end: int
    yes: int | None
    no: int | None
    abstained: int | None
    absent: int | None
    yes_means: str | None
    no_means: str | None
    section: int | None
    case_number: str | None
    ballots: list[Ballot]


class Span(Record):
    """A stretch of a document; `page` is the 1-based page of its beginning."""

    document_id: Sign
    page: int
    start: int
    end: int


class Section(Record):
    """A part of a document under one heading; `heading` is the path from the top."""

    heading: list[str]
    span: Span
    paragraph: Annotated[str | None, Field(description='The number of a "§ 12".')]
    case_number: str | None


class DocumentRecord(Record):
    """A document without its text: sections, acts, votes, and the offset at which every page begins."""

    id: Sign
    path: str
    sha256: str
    format: Annotated[str, Field(examples=["pdf"])]
    title: str
    genre: Genre
    pages: Annotated[list[int], Field(description="Offset of the beginning of each page.", examples=[[0, 2871]])]
    noise: Annotated[list[tuple[int, int]], Field(description="Page headers and numbers: text that is not searched.")]
    body: str | None
    municipality: str | None
    date: Day
    case_numbers: list[str]
    language: str
    sections: list[Section]
    acts: list[Act]
    notes: Annotated[list[str], Field(description='Remarks about the reading: "ocr", "masked:2" …')]
    votes: list[Vote]
    characters: int


class PageLine(Record):
    """One page of a document: its number from 1, and where it begins and ends in the text."""

    page: int
    start: int
    end: int


_CASE = {
    "id": "KS 2022/41",
    "number": "KS 2022/41",
    "kind": "interpellation",
    "title": "Interpellation om simhallen",
    "from": ["Anna Ek (S)"],
    "to": ["Bo Ask (M)"],
    "first": "2022-03-14",
    "last": "2022-04-19",
    "status": "answered",
    "related": [],
}


class _Case(Record):
    """What a case is in a list and on its own."""

    id: str
    number: Annotated[str | None, Field(description="The case number (diarienummer) in normal form.")]
    kind: Genre | None
    title: str
    from_: Annotated[list[str], Field(alias="from", description="Who put it.")]
    to: Annotated[list[str], Field(description="Whom it was put to.")]
    first: Day
    last: Day
    status: str
    related: Annotated[list[str], Field(description="Ids of cases about the same matter.")]


class CaseLine(_Case):
    """One case (ärende). `status` is "open", "answered", or the form of its latest decision.

    Each question counts once, however often it is printed; `unanswered` are those that no document answers.
    """

    model_config = _examples(**_CASE, documents=2, questions=2, unanswered=0, bodies=["Kommunfullmäktige"])

    documents: Annotated[int, Field(description="In how many documents it appears.")]
    questions: int
    unanswered: int
    bodies: Annotated[list[str], Field(description="The boards whose documents they are.")]


class CasePart(Record):
    """A document, or an item of minutes, that belongs to a case.

    `certainty` is 1.0 where it carries the case's number, less where it is tied to it by `why`.
    """

    document_id: Sign
    path: str
    title: str
    body: str | None
    date: Day
    paragraph: str | None
    heading: list[str]
    certainty: float
    why: str
    acts: list[Act]


class CaseRecord(_Case):
    """A case with its parts in date order, from the first paper to the last decision."""

    model_config = _examples(**_CASE, parts=[])

    parts: list[CasePart]


class NoCase(Record):
    """That there is no such case, and what comes near."""

    error: str
    near: Annotated[list[str], Field(description="Numbers of cases that may be meant.")]
    mentioned_in: Annotated[list[str], Field(description="Paths of documents that mention the number.")]


class PersonLine(Record):
    """A person of the documents: counts of what they did, not of how often it is printed.

    `received` are questions put to them; `motions` are yrkanden; `decisions` only those that one person makes.
    """

    name: Annotated[str, Field(examples=["Anna Ek"])]
    party: Annotated[str | None, Field(examples=["S"])]
    roles: list[str]
    questions: int
    unanswered: int
    answers: int
    proposals: int
    motions: int
    decisions: int
    dissents: int
    statements: int
    received: int
    unanswered_received: int
    meetings: Annotated[int, Field(description="Documents that say they were there.")]
    cases: Annotated[int, Field(description="Papers they put: interpellations, motions …")]
    first: Day
    last: Day


class Reply(Record):
    """What answers a question, or the question that an answer is to.

    An answer that is a paper as a whole has no quote, and `start == end == 0`.
    """

    actors: Actors
    date: Day
    document_id: Sign
    path: str
    title: str
    page: int
    start: int
    end: int
    quote: str
    certainty: Annotated[float, Field(description="1.0 where it stands with the question, less where inferred.")]


class PersonAct(Record):
    """One thing a person did, where it stands best. `received`: a question that somebody else put to them."""

    kind: ActKind
    form: Form | None
    date: Day
    document_id: Sign
    path: str
    title: str
    page: int
    start: int
    end: int
    quote: str
    case_number: str | None
    actors: Actors
    addressees: Actors
    received: bool
    answered: Annotated[Literal["yes", "likely", "no"] | None, Field(description="Of a question, else null.")]
    replies: Annotated[list[Reply], Field(description="What answers a question, the surest first.")]
    asked: Annotated[list[Reply], Field(description="The questions that an answer is to.")]
    prints: Annotated[int, Field(description="In how many places it is printed.")]


class PersonRecord(Record):
    """A person with everything they did, newest first; what has no day comes last. `cases` are those they put."""

    info: PersonLine
    acts: list[PersonAct]
    cases: list[CaseLine]


class Health(Record):
    """Whether questions can be answered, and from how much. Counts are of what the one who asks may see."""

    model_config = _examples(
        status="ok", version="0.1.0", documents=62, passages=812, unread=0, index="ready", model=False
    )

    status: Literal["ok", "unavailable"]
    version: str
    documents: int
    passages: int
    unread: Annotated[int, Field(description="Files that could not be read.")]
    index: Annotated[Literal["ready", "empty", "unavailable"], Field(description="Whether there is an index to read.")]
    model: Annotated[bool, Field(description="Whether a language model is set to word answers.")]
    error: Annotated[str | None, Field(description="Why the index cannot be used.")] = None


class Alive(Record):
    """That the process answers, and from how many documents."""

    status: Literal["ok"]
    documents: int


def shaped(shape: type[BaseModel], value: Any) -> dict[str, Any]:
    """The fields of a dataclass that a shape has, as JSON; more that it may get are left out."""
    fields = {name: getattr(value, name) for name in shape.model_fields if hasattr(value, name)}
    return {name: jsonable_encoder(field) for name, field in fields.items()}
