"""What an answer says, in a sentence or two."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.candidates import Thread
from assistant.drafts import Support
from assistant.extraction.sentences import split
from assistant.extraction.values import asked_kind, holds
from assistant.reader import Reader
from assistant.tables import table
from assistant.understanding.question import Understanding
from corpus.records import Act, Document
from index.records import Hit

GIST_SENTENCES = 2  # of an answer that are quoted
MOST_READ = 8  # passages of an answer that are read
VALUE, BEGINS, SHORT, REPEATS = 0.6, 0.25, 0.5, 0.6  # what speaks for and against a sentence, beside shared words

Span = tuple[int, int]


def gist(reader: Reader, asked: Understanding, thread: Thread, reply: Act, document: Document) -> Support:
    """The sentences of an answer that meet its question best: a date where "when" was asked, else how it begins."""
    question = thread.document.quote(thread.act.span)
    wanted = asked_kind(question) or asked_kind(asked.question)
    words = set(reader.search.analyser.terms(f"{question} {asked.topic}"))
    spans = split(reader, document, reply.span.start, reply.span.end)
    if not spans:
        return Support(document, reply.span.start, reply.span.end, reply)
    view = reader.view(document)
    seen = _seen(reader, f"{question} {asked.topic}", reply, document) if len(spans) > 1 else {}

    def worth(i: int) -> float:
        text = view.slice(*spans[i])
        shared = len(words & set(reader.search.analyser.terms(text))) / max(1, len(words))
        value = VALUE if wanted and holds(wanted, text) else 0.0
        against = SHORT * (len(text.split()) < 3) + REPEATS * _repeats(text)
        return shared + value + BEGINS * (i == 0) + seen.get(spans[i], 0.0) - against

    best = max(range(len(spans)), key=worth)
    last = min(best + GIST_SENTENCES - 1, len(spans) - 1)
    # The second sentence comes along only within the paragraph: further on the subject may have changed.
    if "\n" in view.slice(spans[best][0], spans[last][1]):
        last = best
    return Support(document, spans[best][0], spans[last][1], reply)


def _repeats(text: str) -> bool:
    """Whether a sentence only says again what was asked, or thanks for it."""
    return any(re.search(cue, text, re.IGNORECASE) for cue in table("wording")["repeats"]["cues"])


def _seen(reader: Reader, question: str, reply: Act, document: Document) -> dict[Span, float]:
    """How much of the answer the reader sees in each sentence of a reply, from 0 to 1."""
    inside = [p for p in reader.index.catalogue.passages_of(document.id) if p.span.overlaps(reply.span)][:MOST_READ]
    readings = reader.read(question, [Hit(passage, 0.0) for passage in inside])
    found: dict[Span, float] = {}
    for passage, reading in zip(inside, readings, strict=True):
        places: Sequence[Span] = split(reader, document, passage.span.start, passage.span.end)
        for place, sentence in zip(places, reading.sentences, strict=False):
            found[place] = max(found.get(place, 0.0), reading.answers * sentence.score)
    return found
