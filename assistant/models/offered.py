"""The numbered sentences that a model may use: those of the drafts, and more from the best passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.commands import commands
from assistant.drafts import Draft, Support
from assistant.extraction.sentences import act_at, split
from assistant.reader import Reader
from assistant.routes.outcome import Outcome
from corpus.records import ActKind
from index.records import Hit

MAX_SENTENCES = 24
MORE = 8  # sentences beside those of the drafts
PASSAGES = 5  # from which those are taken
MIN_WORDS = 5
MAX_WORDS = 60  # of a further sentence
_UNTOLD = (ActKind.ATTENDANCE, ActKind.SIGNATURE, ActKind.QUESTION)


@dataclass(frozen=True, slots=True)
class Offered:
    """A sentence that a model may use, with the draft that it is taken from (None: from the passages)."""

    text: str
    support: Support
    draft: Draft | None = None


def offered(outcome: Outcome, reader: Reader) -> list[Offered]:
    """The sentences of an outcome, the drafts' first. What talks to machines instead of people is left out."""
    found = list(_of_drafts(outcome.drafts, reader))
    if outcome.route == "passage" and outcome.status == "answered":
        found.extend(_further(outcome.hits[:PASSAGES], found, reader))
    return found[:MAX_SENTENCES]


def _of_drafts(drafts: Iterable[Draft], reader: Reader) -> Iterator[Offered]:
    for draft in drafts:
        if draft.support is None or commands(draft.support.quote):
            continue
        support = draft.support
        for start, end in split(reader, support.document, support.start, support.end):
            part = Support(support.document, start, end, support.act)
            text = reader.view(support.document).slice(start, end)
            if not commands(text):
                yield Offered(text, part, draft)


def _further(hits: Sequence[Hit], known: Sequence[Offered], reader: Reader) -> list[Offered]:
    documents = reader.documents(hit.passage.span.document_id for hit in hits)
    found: list[Offered] = []
    for hit in hits:
        span = hit.passage.span
        document = documents.get(span.document_id)
        if document is None or commands(document.quote(span)):
            continue
        for start, end in split(reader, document, span.start, span.end):
            text = reader.view(document).slice(start, end)
            act = act_at(document, start, end)
            if text.endswith("?") or (act is not None and act.kind in _UNTOLD):
                continue
            if not MIN_WORDS <= len(text.split()) <= MAX_WORDS or text.rstrip('”")*')[-1:] not in ".!":
                continue
            support = Support(document, start, end, act)
            if not any(overlap(support, one.support) for one in (*known, *found)):
                found.append(Offered(text, support))
            if len(found) == MORE:
                return found
    return found


def overlap(a: Support, b: Support) -> bool:
    """Whether two places share a character."""
    return a.document.id == b.document.id and a.start < b.end and b.start < a.end


def matter(support: Support) -> str:
    """The heading of the item that a sentence is part of; "" where none is known, or it is the title."""
    act, sections = support.act, support.document.sections
    if act is None or act.section is None or act.section >= len(sections) or not sections[act.section].heading:
        return ""
    heading = sections[act.section].heading[0]
    return "" if heading == support.document.title else heading
