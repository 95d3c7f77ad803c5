"""A document as JSON: what `council show --json`, `council export` and `GET /api/documents/{id}` give."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from corpus.records import Act, Document


def record(document: Document) -> dict[str, Any]:
    """All but the text: sections, acts, the offset of every page …; each quote is `text[start:end]`."""
    fields = asdict(document)
    del fields["text"]
    return {
        **fields,
        "date": document.date.isoformat() if document.date else None,
        "characters": len(document.text),
        "acts": [_act(document, act) for act in document.acts],
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
    }
