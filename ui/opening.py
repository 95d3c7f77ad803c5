"""What the source panel shows after a press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.contract import Citation
from ui.chat import Turn
from ui.source import AROUND, WIDER, View


def opening(data: Mapping[str, object], turns: Sequence[Turn], view: View) -> View:
    """The view after a press: a citation of an answer, a place in a document, or more context."""
    opened = view.opened + 1
    if "more" in data:
        return replace(view, around=view.around * WIDER)
    turn, n = number(data.get("turn")), number(data.get("n"))
    for citation in citations(turns, turn):
        if citation.n == n and turn is not None:
            return of_citation(citation, turn, opened)
    start, end = number(data.get("start")), number(data.get("end"))
    if data.get("doc") and start is not None and end is not None:
        return View(str(data["doc"]), start, end, opened=opened)
    return view


def first(turns: Sequence[Turn], view: View) -> View:
    """The view to show when an answer has come: its first citation, without moving the focus."""
    found = citations(turns, len(turns) - 1)
    return of_citation(found[0], len(turns) - 1, view.opened) if found else View(opened=view.opened)


def citations(turns: Sequence[Turn], turn: int | None) -> Sequence[Citation]:
    """The citations of an answer; none for a turn that is not there."""
    if turn is None or not 0 <= turn < len(turns):
        return ()
    answer = turns[turn].answer
    return answer.citations if answer else ()


def of_citation(citation: Citation, turn: int, opened: int) -> View:
    """The view of a citation."""
    return View(citation.document_id, citation.start, citation.end, AROUND, turn, citation.n, opened)


def number(value: object) -> int | None:
    """A number as a page's data carries it; None for anything else."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
