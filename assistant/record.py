"""A document as JSON: what `council show --json`, `council export` and `GET /api/documents/{id}` give."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from corpus.records import Act, Document, Vote
from index.cases.records import Case


def record(document: Document) -> dict[str, Any]:
    """All but the text: sections, acts, votes, the offset of every page …; each quote is `text[start:end]`."""
    fields = asdict(document)
    del fields["text"]
    return {
        **fields,
        "date": document.date.isoformat() if document.date else None,
        "characters": len(document.text),
        "acts": [_act(document, act) for act in document.acts],
        "votes": [_vote(document, vote) for vote in document.votes],
    }


def _act(document: Document, act: Act) -> dict[str, Any]:
    return {
        "id": act.id,
        "kind": act.kind.value,
        "page": act.span.page,
        "start": act.span.start,
        "end": act.span.end,
        "quote": document.quote(act.span),
        "actors": [actor.label for actor in act.actors],
        "addressees": [actor.label for actor in act.addressees],
        "date": act.date.isoformat() if act.date else None,
        "section": act.section,
        "case_number": act.case_number,
        "reply_to": act.reply_to,
        "form": act.form.value if act.form else None,
    }


def _vote(document: Document, vote: Vote) -> dict[str, Any]:
    return {
        "page": vote.span.page,
        "start": vote.span.start,
        "end": vote.span.end,
        "yes": vote.yes,
        "no": vote.no,
        "abstained": vote.abstained,
        "absent": vote.absent,
        "yes_means": document.quote(vote.yes_means) if vote.yes_means else None,
        "no_means": document.quote(vote.no_means) if vote.no_means else None,
        "section": vote.section,
        "case_number": vote.case_number,
        "ballots": [{"actor": b.actor.label, "choice": b.choice.value} for b in vote.ballots],
    }


def case_record(case: Case) -> dict[str, Any]:
    """A case with its parts in date order: what `council cases --json` gives."""
    return {
        "id": case.id,
        "number": case.number,
        "kind": case.kind.value if case.kind else None,
        "title": case.title,
        "from": [actor.label for actor in case.askers],
        "to": [actor.label for actor in case.addressees],
        "first": case.first.isoformat() if case.first else None,
        "last": case.last.isoformat() if case.last else None,
        "status": case.status,
        "related": list(case.related),
        "parts": [
            {
                "document_id": part.document.id,
                "path": part.document.path,
                "title": part.document.title,
                "body": part.document.body,
                "date": part.date.isoformat() if part.date else None,
                "paragraph": part.section.paragraph if part.section else None,
                "heading": list(part.section.heading) if part.section else [],
                "certainty": part.certainty,
                "why": part.why,
                "acts": [_act(part.document, act) for act in part.acts],
            }
            for part in case.parts
        ],
    }
