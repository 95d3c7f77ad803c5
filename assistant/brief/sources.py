"""Places of documents as the sources that a brief quotes."""

from __future__ import annotations

from assistant.brief.records import Source
from corpus.records import Act, ActKind, Document

_SILENT = (ActKind.ATTENDANCE, ActKind.SIGNATURE)


def source_of(document: Document, start: int, end: int, act: Act | None = None) -> Source:
    """The exact characters of a place, with whose words they are."""
    told = act if act is not None and act.kind not in _SILENT else None
    return Source(
        document_id=document.id,
        path=document.path,
        title=document.title,
        page=document.page_at(start),
        start=start,
        end=end,
        quote=document.text[start:end],
        act=str(told.kind) if told else None,
        actors=tuple(actor.label for actor in told.actors) if told else (),
        # An act without a day in a file of several papers: the file's day is another paper's.
        date=told.date if told else document.date,
        body=document.body,
        language=document.language,
    )


def source_of_act(act: Act, document: Document) -> Source:
    """An act as a whole."""
    return source_of(document, act.span.start, act.span.end, act)
