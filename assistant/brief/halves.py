"""The paper within a file: an answer and the interpellation that it answers often lie in one."""

from __future__ import annotations

from corpus.records import Document, Genre
from corpus.structure.lines import paragraphs
from corpus.structure.sections import parts
from corpus.view import ReadingView

ASKING = (
    Genre.INTERPELLATION,
    Genre.SIMPLE_QUESTION,
    Genre.MOTION,
    Genre.CITIZEN_PROPOSAL,
    Genre.LETTER,
    Genre.MEMBER_INITIATIVE,
    Genre.EMAIL,
)
PROPOSING = (Genre.MOTION, Genre.CITIZEN_PROPOSAL, Genre.MEMBER_INITIATIVE)


def asking_part(document: Document) -> tuple[int, int] | None:
    """Where the paper stands in a file that holds more than it, as document offsets; None where it is the whole."""
    if document.genre not in (*ASKING, Genre.INTERPELLATION_ANSWER):
        return None
    view = ReadingView.of(document)
    lines = paragraphs(view, document.text)
    found = parts(lines, document.genre)
    if len(found) < 2:
        return None
    part = next((part for part in found if part.genre in ASKING and part.last > part.first), None)
    if part is None:
        return None
    return view.span(lines[part.first].start, lines[part.last - 1].end)
