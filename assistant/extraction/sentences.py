"""The sentences of passages, as exact stretches of their documents."""

from __future__ import annotations

import re
from functools import cache

from assistant.reader import Reader
from assistant.tables import table
from corpus.data import load
from corpus.records import Act, Document
from corpus.sentences import sentences

_MARKER = re.compile(r"(?:[-–•*▪◦·]|\(?\d{1,3}[.)])\s+")
_SENTENCE_ENDS = ".!?:;"
MOSTLY = 0.7  # share of a sentence that an act must take up to be what the sentence is


def split(reader: Reader, document: Document, start: int, end: int) -> list[tuple[int, int]]:
    """The sentences between two document offsets, in document offsets, without the mark of a list."""
    view = reader.around(document, start, end)
    a, b = view.at(start), view.at(end)
    found = []
    for s, e in sentences(view.text[a:b]):
        marker = _MARKER.match(view.text, a + s, a + e)
        begin = marker.end() if marker else a + s
        if begin < a + e:
            found.append(view.span(begin, a + e))
    return found


def act_at(document: Document, start: int, end: int) -> Act | None:
    """The smallest act that holds a sentence whole, else the one that most of it is: "6:5 Fråga från Anna Ek …"."""
    near = [a for a in document.acts if a.span.start < end and start < a.span.end]
    holding = [a for a in near if a.span.start <= start and end <= a.span.end]
    if holding:
        return min(holding, key=lambda a: a.span.end - a.span.start)
    inside = [a for a in near if start <= a.span.start and a.span.end <= end]
    most = max(inside, key=lambda a: a.span.end - a.span.start, default=None)
    return most if most is not None and most.span.end - most.span.start >= MOSTLY * (end - start) else None


def is_fragment(text: str) -> bool:
    """Whether a text is no sentence: a heading, a stub of a list, a cell."""
    return len(text.split()) < 4 or text.rstrip('”")*')[-1:] not in _SENTENCE_ENDS


def asks(text: str) -> bool:
    """Whether a sentence is a question, or wonders: "Vi vill också veta hur många som …"."""
    return text.rstrip('”" ').endswith("?") or wonders(text)


def wonders(text: str) -> bool:
    """Whether a sentence asks without a question mark."""
    return any(cue.search(text) for cue in _wonders())


@cache
def _wonders() -> tuple[re.Pattern[str], ...]:
    cues = [*load("acts")["question"]["first_person"], *table("model", "assistant.extraction")["asks"]["wonders"]]
    return tuple(re.compile(cue, re.IGNORECASE) for cue in cues)
