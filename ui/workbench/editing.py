"""The desk after a press among the fields of a paper."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from assistant.brief.records import Paper
from ui.data import number
from ui.texts import Texts
from ui.workbench.desk import Desk
from ui.workbench.fields import Unreadable, added, corrected, joined, removed, split, without_blanks

__all__ = ["Unreadable", "after", "edited", "ready"]


def edited(paper: Paper, data: Mapping[str, Any]) -> Paper:
    """The paper with what its fields hold; a date that cannot be read stays what it was."""
    given = data.get("fields")
    fields = dict(given) if isinstance(given, Mapping) else {}
    try:
        return corrected(paper, fields)
    except Unreadable:
        return corrected(paper, {**fields, "date": paper.date.isoformat() if paper.date else ""})


def after(act: str, data: Mapping[str, Any], paper: Paper, texts: Texts) -> Desk:
    """A question added, removed, joined with the next, or split where the cursor was."""
    now, n = edited(paper, data), number(data.get("n")) or 0
    if act == "add":
        return Desk(paper=added(now))
    if act == "remove":
        return Desk(paper=removed(now, n))
    if act == "join":
        return Desk(paper=joined(now, n))
    try:
        return Desk(paper=split(now, n, number(data.get("at")) or 0))
    except Unreadable as error:
        return Desk(paper=now, said=texts(str(error)))


def ready(paper: Paper, data: Mapping[str, Any]) -> Paper:
    """The paper that the work begins with. Raises `Unreadable` when a field cannot be read or no question is left."""
    given = data.get("fields")
    made = without_blanks(corrected(paper, given if isinstance(given, Mapping) else {}))
    if not made.questions:
        raise Unreadable("workbench.paper.no_questions")
    return made
