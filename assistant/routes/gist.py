"""What an answer says, in a sentence or two."""

from __future__ import annotations

from assistant.candidates import Thread
from assistant.drafts import Support
from assistant.extraction.sentences import split
from assistant.extraction.values import asked_kind, holds
from assistant.reader import Reader
from assistant.understanding.question import Understanding
from corpus.records import Act, Document

GIST_SENTENCES = 2  # of an answer that are quoted


def gist(reader: Reader, asked: Understanding, thread: Thread, reply: Act, document: Document) -> Support:
    """The sentences of an answer that meet its question best: a date where "when" was asked, else how it begins."""
    question = thread.document.quote(thread.act.span)
    wanted = asked_kind(question) or asked_kind(asked.question)
    words = set(reader.search.analyser.terms(f"{question} {asked.topic}"))
    spans = split(reader, document, reply.span.start, reply.span.end)
    if not spans:
        return Support(document, reply.span.start, reply.span.end, reply)
    view = reader.view(document)

    def worth(i: int) -> float:
        text = view.slice(*spans[i])
        shared = len(words & set(reader.search.analyser.terms(text))) / max(1, len(words))
        value = 0.6 if wanted and holds(wanted, text) else 0.0
        return shared + value + (0.25 if i == 0 else 0.0) - (0.5 if len(text.split()) < 3 else 0.0)

    best = max(range(len(spans)), key=worth)
    last = min(best + GIST_SENTENCES - 1, len(spans) - 1)
    # The second sentence comes along only within the paragraph: further on the subject may have changed.
    if "\n" in view.slice(spans[best][0], spans[last][1]):
        last = best
    return Support(document, spans[best][0], spans[last][1], reply)
