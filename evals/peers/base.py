"""The seam to a peer: documents go in, the places that it finds for a question come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Text:
    """A document as every system gets it: its canonical text, from the index's catalogue."""

    document_id: str
    path: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that a peer found, `document.text[start:end]`; a higher `score` is better, on the peer's own scale.

    `core` is the part of it, as offsets in the document, that was compared with the question, where the peer shows
    more around it.
    """

    document: Text
    start: int
    end: int
    score: float
    core: tuple[int, int] | None = None


class Peer(Protocol):
    """A retrieval system, set up as its documentation advises."""

    def build(self, documents: Sequence[Text]) -> None:
        """Splits, embeds and indexes the documents; once, before anything is searched."""
        ...

    def search(self, question: str, most: int) -> list[Found]:
        """At most so many passages for a question, best first."""
        ...


class Places:
    """Where the chunks that a splitter made of a document stand in it. Splitters trim space and lose count."""

    def __init__(self, document: Text) -> None:
        self._document = document
        self._from = 0

    def next(self, chunk: str) -> tuple[int, int] | None:
        """The offsets of the next chunk, which may overlap the one before; None where it is not the text's own."""
        chunk = chunk.strip()
        start = self._document.text.find(chunk, self._from) if chunk else -1
        if start < 0:
            return None
        self._from = start + 1
        return start, start + len(chunk)


def windows(text: str, words: int) -> Iterator[tuple[int, int]]:
    """The offsets of stretches of so many words (what stands between blanks), one after the other."""
    starts: list[tuple[int, int]] = []
    at = 0
    for word in text.split():
        begin = text.index(word, at)
        at = begin + len(word)
        starts.append((begin, at))
    for first in count(step=words):
        if first >= len(starts):
            return
        yield starts[first][0], starts[min(first + words, len(starts)) - 1][1]
