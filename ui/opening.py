"""What the source panel shows after a press."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from assistant.contract import Citation
from ui.ask.turn import Turn
from ui.data import number
from ui.source import View, pressed


def opening(data: Mapping[str, object], turns: Sequence[Turn], view: View) -> View:
    """The view after a press: inside the panel, on a place in a document, or on a citation of an answer."""
    changed = pressed(data, view)
    if changed is not None:
        return changed
    turn, n = number(data.get("turn")), number(data.get("n"))
    for citation in citations(turns, turn):
        if citation.n == n and turn is not None:
            return of_citation(citation, turn, view, view.opened + 1)
    return view


def first(turns: Sequence[Turn], view: View) -> View:
    """The view to show when an answer has come: its first citation, without moving the focus."""
    found = citations(turns, len(turns) - 1)
    return (
        of_citation(found[0], len(turns) - 1, view, view.opened) if found else View(opened=view.opened, look=view.look)
    )


def citations(turns: Sequence[Turn], turn: int | None) -> Sequence[Citation]:
    """The citations of an answer; none for a turn that is not there."""
    if turn is None or not 0 <= turn < len(turns):
        return ()
    answer = turns[turn].answer
    return answer.citations if answer else ()


def of_citation(citation: Citation, turn: int, view: View, opened: int) -> View:
    """The view of a citation, looked at as the reader chose before."""
    return View(
        citation.document_id, citation.start, citation.end, turn=turn, n=citation.n, opened=opened, look=view.look
    )
