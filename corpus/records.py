"""The records that everything else passes on: documents, sections, actors, acts and votes.

All offsets count Unicode code points in `Document.text`; `text[start:end]` is the quoted text, always.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ActKind(StrEnum):
    """What a stretch of text does. Never report one kind as another."""

    QUESTION = "question"
    ANSWER = "answer"
    PROPOSAL = "proposal"
    MOTION = "motion"
    DECISION = "decision"
    DISSENT = "dissent"
    STATEMENT = "statement"
    INFORMATION = "information"
    ATTENDANCE = "attendance"
    SIGNATURE = "signature"


class Form(StrEnum):
    """How an act was done, where its kind alone would blur it; an act without any of these has None.

    Attendance: present to absent. Dissent: reservation to abstention ("deltar inte i beslutet"). Decision,
    and a motion's or proposal's aim: approved to withdrawn.
    """

    PRESENT = "present"
    SUBSTITUTE = "substitute"
    ADJOINED = "adjoined"
    ABSENT = "absent"
    RESERVATION = "reservation"
    SPECIAL_STATEMENT = "special_statement"
    SUBSTITUTE_STATEMENT = "substitute_statement"
    MINUTES_NOTE = "minutes_note"
    ABSTENTION = "abstention"
    APPROVED = "approved"
    REJECTED = "rejected"
    ADJOURNED = "adjourned"
    REFERRED_BACK = "referred_back"
    NOTED = "noted"
    CONSIDERED_ANSWERED = "considered_answered"
    WITHDRAWN = "withdrawn"


class Choice(StrEnum):
    """What a member did in a vote."""

    YES = "yes"
    NO = "no"
    ABSTAINED = "abstained"
    ABSENT = "absent"


class Genre(StrEnum):
    """What kind of council document a file is."""

    INTERPELLATION = "interpellation"
    INTERPELLATION_ANSWER = "interpellation_answer"
    SIMPLE_QUESTION = "simple_question"
    MOTION = "motion"
    CITIZEN_PROPOSAL = "citizen_proposal"
    LETTER = "letter"
    MEMBER_INITIATIVE = "member_initiative"
    MINUTES = "minutes"
    MINUTES_EXTRACT = "minutes_extract"
    OFFICER_REPORT = "officer_report"
    CONSULTATION_RESPONSE = "consultation_response"
    UNION_MINUTES = "union_minutes"
    AUDIT_REPORT = "audit_report"
    EMAIL = "email"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one document: offsets into `Document.text`, and the 1-based page that `start` lies on."""

    document_id: str
    page: int
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.document_id == other.document_id and self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Actor:
    """A person, a party, a union, a board or an administration.

    `party` is the short form ("S"). A body without a person has `name` "" and its name in `organisation`.
    """

    name: str = ""
    party: str | None = None
    role: str | None = None
    organisation: str | None = None

    @property
    def label(self) -> str:
        """How the actor is shown: "Anna Ek (S)", "Vision", "Socialförvaltningen"."""
        shown = self.name or self.organisation or self.role or ""
        return f"{shown} ({self.party})" if self.party and self.name else shown or (self.party or "")


Item = tuple[str | None, tuple[str, ...]]
"""What the sections of one item of minutes share: the number of its § and its title."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a document under one heading. `heading` is the path from the top, outermost first."""

    heading: tuple[str, ...]
    span: Span
    paragraph: str | None = None  # the number of a "§ 12", without the sign
    case_number: str | None = None

    @property
    def item(self) -> Item:
        """The item of minutes that it belongs to."""
        return self.paragraph, self.heading[:1]


@dataclass(frozen=True, slots=True)
class Act:
    """One speech act: who did what, to whom, when, in which words."""

    kind: ActKind
    span: Span
    actors: tuple[Actor, ...] = ()
    addressees: tuple[Actor, ...] = ()
    date: date | None = None
    section: int | None = None  # position in Document.sections
    case_number: str | None = None
    reply_to: str | None = None  # id of the act that this one answers, in any document
    form: Form | None = None

    @property
    def id(self) -> str:
        """Stable over re-reading: document, kind and span."""
        return f"{self.span.document_id}:{self.kind}:{self.span.start}-{self.span.end}"


@dataclass(frozen=True, slots=True)
class Ballot:
    """What one member did in a vote, and the span of the words that say it."""

    actor: Actor
    choice: Choice
    span: Span


@dataclass(frozen=True, slots=True)
class Vote:
    """A counted vote (omröstning). `span` is the text that tells it; the counts are None where it gives none.

    `yes_means` and `no_means` are the words of the proposition order that say what Ja and Nej stood for:
    a "Ja" is not a yes to the matter. `ballots` are the members' own votes, where the minutes list them.
    """

    span: Span
    yes: int | None = None
    no: int | None = None
    abstained: int | None = None
    absent: int | None = None
    yes_means: Span | None = None
    no_means: Span | None = None
    section: int | None = None  # position in Document.sections
    case_number: str | None = None
    ballots: tuple[Ballot, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One council document: its canonical text and everything read out of it.

    `pages[i]` is the offset where page i+1 starts (`pages[0] == 0`). `noise` are the spans, in order and
    without overlap, of page headers, page numbers and signature lines: part of `text`, but not searched;
    and of the lists in cells of who was there and how they voted: `acts` and `votes` name their people.
    `notes` are short machine-readable remarks about the reading: "ocr", "masked:2", "truncated" …
    """

    id: str
    path: str
    sha256: str
    format: str
    title: str
    genre: Genre
    text: str
    pages: tuple[int, ...] = (0,)
    noise: tuple[tuple[int, int], ...] = ()
    body: str | None = None
    municipality: str | None = None
    date: date | None = None
    case_numbers: tuple[str, ...] = ()
    language: str = "sv"
    sections: tuple[Section, ...] = ()
    acts: tuple[Act, ...] = ()
    notes: tuple[str, ...] = field(default=())
    votes: tuple[Vote, ...] = ()

    def page_at(self, offset: int) -> int:
        """The 1-based page that the character at `offset` lies on."""
        return max(1, bisect_right(self.pages, offset))

    def span(self, start: int, end: int) -> Span:
        """A span of this document."""
        return Span(self.id, self.page_at(start), start, end)

    def quote(self, span: Span) -> str:
        """The exact characters of a span."""
        return self.text[span.start : span.end]
