"""What the source panel shows, and how a press inside it changes that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from ui.data import number

AROUND = 700  # characters shown before and after a quote at first
WIDER = 4  # how many times more each "show more context" shows

Look = Literal["", "page", "text"]


@dataclass(frozen=True, slots=True)
class View:
    """What the panel shows: characters of a document (none: the document from `start`), for which answer.

    `opened` counts the times something was opened by hand; the script moves the focus when it changes. `look`
    is how a PDF is looked at, once the reader has chosen. `page` is the page turned to; None: that of the
    words. `path` and `words` come from a link (`assistant.viewer.links`).
    """

    document_id: str = ""
    start: int = 0
    end: int = 0
    around: int = AROUND
    turn: int | None = None
    n: int | None = None
    opened: int = 0
    look: Look = ""
    page: int | None = None
    path: str = ""
    words: str = ""


def pressed(data: Mapping[str, object], view: View) -> View | None:
    """The view after a press on something of the panel or on a place in a document; None for any other press."""
    if "more" in data:
        return replace(view, around=view.around * WIDER)
    if data.get("look") in ("page", "text"):
        return replace(view, look="page" if data["look"] == "page" else "text")
    page = number(data.get("page"))
    if page is not None and "doc" not in data:
        return replace(view, page=page, look="page")
    if data.get("n"):
        return None
    return linked(data, view)


def linked(data: Mapping[str, object], view: View) -> View | None:
    """The view of a place in a document, as a button or the address of the page has it; None without one."""
    start, end = number(data.get("start")), number(data.get("end"))
    if not data.get("doc") or start is None or end is None:
        return None
    same = str(data["doc"]) == view.document_id
    return View(
        str(data["doc"])[:64],
        start,
        end,
        turn=view.turn if same else None,
        opened=view.opened + 1,
        look=view.look,
        page=number(data.get("page")),
        path=str(data.get("path") or "")[:1000],
        words=str(data.get("words") or "")[:40],
    )
