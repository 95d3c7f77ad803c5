"""Records to rows and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from sqlalchemy import RowMapping

from corpus.case_numbers import find, normalise
from corpus.records import Act, ActKind, Actor, Ballot, Choice, Document, Form, Genre, Section, Span, Vote
from index.embedding.base import Vectors
from index.passages import section_at
from index.records import Passage

# Rows are many, and asking an enum for a member costs ten times as much as a table.
_KINDS: dict[str, ActKind] = {kind.value: kind for kind in ActKind}
_FORMS: dict[str, Form] = {form.value: form for form in Form}
_CHOICES: dict[str, Choice] = {choice.value: choice for choice in Choice}

Row = Mapping[str, Any] | RowMapping
Rows = list[dict[str, Any]]
MANY_CASES = (Genre.MINUTES, Genre.UNION_MINUTES)  # a file of these is about many cases
NEAR_TOP = 1500  # characters from the top of a paper within which its own case number stands
_LITTLE_FLOAT16 = np.dtype("<f2")


def key(text: str | None) -> str | None:
    """The form that names are compared in: lower case, single blanks."""
    return " ".join(text.casefold().split()) if text else None


def text_hash(text: str) -> str:
    """SHA-256 of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def document_row(document: Document) -> dict[str, Any]:
    """The row of `documents`."""
    return {
        "id": document.id,
        "path": document.path,
        "sha256": document.sha256,
        "format": document.format,
        "title": document.title,
        "genre": str(document.genre),
        "body": document.body,
        "body_key": key(document.body),
        "municipality": document.municipality,
        "municipality_key": key(document.municipality),
        "date": document.date,
        "language": document.language,
        "text": document.text,
        "text_sha256": text_hash(document.text),
        "pages": json.dumps(document.pages),
        "noise": json.dumps(document.noise),
        "case_numbers": json.dumps(document.case_numbers, ensure_ascii=False),
        "notes": json.dumps(document.notes, ensure_ascii=False),
    }


def document(row: Row, sections: Sequence[Section] = (), acts: Sequence[Act] = ()) -> Document:
    """The document of a row."""
    return Document(
        id=row["id"],
        path=row["path"],
        sha256=row["sha256"],
        format=row["format"],
        title=row["title"],
        genre=Genre(row["genre"]),
        text=row["text"],
        pages=tuple(json.loads(row["pages"])),
        noise=tuple((start, end) for start, end in json.loads(row["noise"])),
        body=row["body"],
        municipality=row["municipality"],
        date=row["date"],
        case_numbers=tuple(json.loads(row["case_numbers"])),
        language=row["language"],
        sections=tuple(sections),
        acts=tuple(acts),
        notes=tuple(json.loads(row["notes"])),
    )


def _span_columns(span: Span) -> dict[str, Any]:
    return {"document_id": span.document_id, "page": span.page, "start": span.start, "end": span.end}


def _span(row: Row) -> Span:
    return Span(row["document_id"], row["page"], row["start"], row["end"])


def section_rows(document: Document) -> Rows:
    """The rows of `sections`."""
    return [
        {
            **_span_columns(section.span),
            "position": i,
            "heading": json.dumps(section.heading, ensure_ascii=False),
            "paragraph": section.paragraph,
            "case_number": section.case_number,
        }
        for i, section in enumerate(document.sections)
    ]


def sections(found: Sequence[Row]) -> list[Section]:
    """The sections of rows. Minutes have hundreds: their headings are read in one go."""
    headings = json.loads(f"[{','.join(row['heading'] for row in found)}]")
    return [
        Section(tuple(heading), _span(row), row["paragraph"], row["case_number"])
        for row, heading in zip(found, headings, strict=True)
    ]


def case_number_rows(document: Document) -> Rows:
    """The rows of `case_numbers`: what the sections and the document as a whole carry or mention.

    Minutes are about as many cases as they have paragraphs, so of them the sections alone count. A paper's
    own number is the first that stands near its top.
    """
    said: dict[tuple[int | None, str], tuple[str, bool]] = {}
    for i, section in enumerate(document.sections):
        if section.case_number:
            said.setdefault((i, normalise(section.case_number)), (section.case_number, True))
    found = find(document.text)
    for number in found:
        said.setdefault((section_at(document, number.start), number.normal), (number.raw, False))
    if document.genre not in MANY_CASES:
        own = next((n.normal for n in found if n.start < NEAR_TOP and not n.normal.startswith("NR ")), None)
        for raw in document.case_numbers:
            said.setdefault((None, normalise(raw)), (raw, normalise(raw) == own))
    return [
        {"document_id": document.id, "section": section, "normal": normal, "raw": raw, "own": own_number}
        for (section, normal), (raw, own_number) in said.items()
    ]


def act_rows(document: Document) -> tuple[Rows, Rows]:
    """The rows of `acts` and of `act_actors`; an act found twice is kept once."""
    acts = list({act.id: act for act in document.acts}.values())
    rows = [
        {
            **_span_columns(act.span),
            "id": act.id,
            "kind": str(act.kind),
            "date": act.date,
            "section": act.section,
            "case_number": act.case_number,
            "case_key": normalise(act.case_number) if act.case_number else None,
            "reply_to": act.reply_to,
            "form": act.form,
        }
        for act in acts
    ]
    people = [
        {"act_id": act.id, **actor_columns(side, i, actor)}
        for act in acts
        for side, actors in (("actor", act.actors), ("addressee", act.addressees))
        for i, actor in enumerate(actors)
    ]
    return rows, people


def actor_columns(side: str, position: int, actor: Actor) -> dict[str, Any]:
    """The columns that every table of people has: `act_actors` and `case_people`."""
    return {
        "side": side,
        "position": position,
        "name": actor.name,
        "party": actor.party,
        "role": actor.role,
        "organisation": actor.organisation,
        "name_key": key(actor.name or actor.organisation) or "",
        "party_key": key(actor.party),
    }


def act(row: Row, actors: Iterable[Row]) -> Act:
    """The act of a row and of its rows of `act_actors`, in order of position."""
    sides: dict[str, list[Actor]] = {"actor": [], "addressee": []}
    for a in actors:
        sides[a["side"]].append(Actor(a["name"], a["party"], a["role"], a["organisation"]))
    return Act(
        kind=_KINDS[row["kind"]],
        span=_span(row),
        actors=tuple(sides["actor"]),
        addressees=tuple(sides["addressee"]),
        date=row["date"],
        section=row["section"],
        case_number=row["case_number"],
        reply_to=row["reply_to"],
        form=_FORMS[row["form"]] if row["form"] else None,
    )


def vote_rows(document: Document) -> Rows:
    """The rows of `votes`."""
    return [
        {
            **_span_columns(vote.span),
            "position": i,
            "yes": vote.yes,
            "no": vote.no,
            "abstained": vote.abstained,
            "absent": vote.absent,
            "yes_means": _ends(vote.yes_means),
            "no_means": _ends(vote.no_means),
            "section": vote.section,
            "case_number": vote.case_number,
            "ballots": json.dumps([_ballot_json(b) for b in vote.ballots], ensure_ascii=False),
        }
        for i, vote in enumerate(document.votes)
    ]


def vote(row: Row, document: Document) -> Vote:
    """The vote of a row, of its document."""

    def meaning(ends: str | None) -> Span | None:
        return document.span(*json.loads(ends)) if ends else None

    return Vote(
        span=_span(row),
        yes=row["yes"],
        no=row["no"],
        abstained=row["abstained"],
        absent=row["absent"],
        yes_means=meaning(row["yes_means"]),
        no_means=meaning(row["no_means"]),
        section=row["section"],
        case_number=row["case_number"],
        ballots=tuple(
            Ballot(Actor(*actor), _CHOICES[choice], document.span(start, end))
            for actor, choice, start, end in json.loads(row["ballots"])
        ),
    )


def _ends(span: Span | None) -> str | None:
    return json.dumps([span.start, span.end]) if span else None


def _ballot_json(ballot: Ballot) -> list[object]:
    actor = ballot.actor
    who = [actor.name, actor.party, actor.role, actor.organisation]
    return [who, str(ballot.choice), ballot.span.start, ballot.span.end]


def passage_rows(passages: Sequence[Passage]) -> tuple[Rows, Rows]:
    """The rows of `passages` and of `passage_acts`."""
    rows = [
        {
            **_span_columns(p.span),
            "id": p.id,
            "section": p.section,
            "text": p.text,
            "context": p.context,
        }
        for p in passages
    ]
    return rows, [{"passage_id": p.id, "act_id": act} for p in passages for act in dict.fromkeys(p.acts)]


def passage(row: Row, acts: Sequence[str]) -> Passage:
    """The passage of a row and the ids of its acts."""
    return Passage(_span(row), row["text"], row["context"], tuple(acts), row["section"])


def vector_rows(ids: Sequence[str], vectors: Vectors) -> Rows:
    """The rows of `vectors`."""
    half = vectors.astype(_LITTLE_FLOAT16)
    return [{"passage_id": i, "vector": half[n].tobytes()} for n, i in enumerate(ids)]


def matrix(blobs: Sequence[bytes]) -> Vectors:
    """The vectors of blobs as one matrix, shape (n, dimension)."""
    if not blobs:
        return np.zeros((0, 0), dtype=np.float32)
    return np.frombuffer(b"".join(blobs), dtype=_LITTLE_FLOAT16).reshape(len(blobs), -1).astype(np.float32)
