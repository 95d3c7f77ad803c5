"""What a brief is made of. Everything is JSON, for a brief is kept, edited, opened again and sent over HTTP."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from pydantic import BaseModel, ConfigDict

from corpus.records import Genre

Day = date  # inside a record, `date` is the field of that name


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Person(_Record):
    """Somebody of a paper, as its text writes them."""

    name: str
    party: str | None = None
    role: str | None = None

    @property
    def label(self) -> str:
        """ "Anna Ek (S)"."""
        return f"{self.name} ({self.party})" if self.party else self.name


class Ask(_Record):
    """One question of a paper: verbatim, `text` being `paper.text[start:end]`, and what it asks for one by one.

    A question that asks for one thing has one part, itself. Staff may have written it anew: then `start == end`.
    """

    n: int
    text: str
    parts: tuple[str, ...]
    start: int = 0
    end: int = 0


class Paper(_Record):
    """What is to be answered. `document_id` is its document in the index, or another print of it, if one is there."""

    title: str
    genre: Genre
    topic: str
    text: str
    askers: tuple[Person, ...] = ()
    addressees: tuple[Person, ...] = ()
    date: Day | None = None
    case_number: str | None = None
    questions: tuple[Ask, ...] = ()
    language: str = "sv"
    document_id: str | None = None
    notes: tuple[str, ...] = ()


class Source(_Record):
    """Exact characters of a document of the index: `text[start:end] == quote`, as in `contract.Citation`."""

    document_id: str
    path: str
    title: str
    page: int
    start: int
    end: int
    quote: str
    act: str | None = None
    actors: tuple[str, ...] = ()
    date: Day | None = None
    body: str | None = None
    language: str = "sv"

    @property
    def id(self) -> str:
        """The same for the same characters of the same document."""
        return f"{self.document_id}:{self.start}-{self.end}"


class Use(StrEnum):
    """What a piece of evidence is to the answer."""

    ANSWER = "answer"  # what was answered to the same or a like question before
    DECISION = "decision"
    FIGURE = "figure"  # a number with its day
    FACT = "fact"  # any other sentence that answers


class Evidence(_Record):
    """A source that helps to answer a question. `parts` are the positions of the parts that it answers.

    `value` is the figure or date asked for, where the sentence holds one. `kept` and `note` are the staff's: what is
    not kept stays in the brief and out of the draft.
    """

    source: Source
    use: Use
    score: float
    parts: tuple[int, ...] = ()
    value: str | None = None
    kept: bool = True
    note: str = ""


class Before(_Record):
    """A like question that was put before, with what was answered; no answers: none is known."""

    question: Source
    answers: tuple[Source, ...] = ()
    same: bool = False  # the same question, not only a like one


class Fate(StrEnum):
    """What later documents show of a promise."""

    KEPT = "kept"
    BROKEN = "broken"
    MOVED = "moved"
    SILENT = "silent"  # nothing later tells


class Promise(_Record):
    """Something somebody undertook: who, what, by when (`due` as a day, `due_text` as it is written), and its fate."""

    source: Source
    who: str
    what: str
    due: Day | None = None
    due_text: str | None = None
    fate: Fate = Fate.SILENT
    later: Source | None = None
    forecast: bool = False  # said as what is expected ("beräknas", "planeras"), not undertaken


class Cover(StrEnum):
    """How far the documents answer something."""

    ANSWERED = "answered"
    PARTLY = "partly"
    NOTHING = "nothing"


class Prepared(_Record):
    """One question with all that was found for it. `covers` has one entry a part; `cover` is theirs together."""

    ask: Ask
    cover: Cover
    covers: tuple[Cover, ...]
    evidence: tuple[Evidence, ...] = ()
    before: tuple[Before, ...] = ()
    promises: tuple[Promise, ...] = ()
    note: str = ""


class Brief(_Record):
    """A paper with what was prepared for it. `answered` is the answer that it has had already, if it has.

    `state` is the state of the documents that it was made from: another state means that it can be refreshed.
    """

    id: str
    paper: Paper
    prepared: tuple[Prepared, ...]
    answered: tuple[Source, ...] = ()
    made: datetime
    state: str
    documents: int
