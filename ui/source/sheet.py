"""A page of a PDF as a picture, with the quoted words marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.viewer.pages import NotShown, Pages, Reason
from corpus.pages import Placed, Rectangle
from corpus.records import Document
from ui.render import attributes, button, escape
from ui.source.view import View
from ui.texts import Texts

FIRST = 1200  # pixels: the width asked for before the script knows how wide the picture is shown
A4 = 842 / 595


@dataclass(frozen=True, slots=True)
class Sheet:
    """Whether and how a document's pages can be looked at.

    `refused` says why not (None: they can). `placed` are the marks; None where they take a while to find, or
    where nothing is quoted.
    """

    refused: Reason | None
    placed: Placed | None = None
    pages: Pages | None = None

    @classmethod
    def of(cls, document: Document, view: View, pages: Pages) -> Sheet:
        """The sheet for a view; no image is read for it."""
        refused = pages.refusal(document)
        if refused is not None:
            return cls(refused)
        try:
            quoted = view.start < view.end
            placed = pages.place(document, view.start, view.end, wait=False) if quoted else None
        except NotShown as error:
            return cls(error.reason)
        return cls(None, placed, pages)

    def first(self, view: View) -> bool:
        """Whether the page is what the reader sees: as chosen; else when all of the quote is marked on it."""
        if self.refused is not None:
            return False
        if view.look:
            return view.look == "page"
        return view.start == view.end or bool(self.placed and self.placed.complete)


def shown_page(document: Document, view: View) -> int:
    """The page turned to, or else that of the words."""
    own = document.page_at(view.start)
    return min(max(view.page or own, 1), len(document.pages))


def switch(on_page: bool, texts: Texts) -> str:
    """The two ways to look at a PDF."""
    buttons = "".join(
        button(
            escape(texts(f"source.look_{look}")),
            "look",
            data_look=look,
            data_keep=f"look-{look}",
            aria_pressed="true" if (look == "page") == on_page else "false",
        )
        for look in ("page", "text")
    )
    return f'<div class="looks" role="group" aria-label="{escape(texts("source.look"))}">{buttons}</div>'


def turning(document: Document, view: View, texts: Texts) -> str:
    """The buttons that turn pages, and those that zoom."""
    page, count = shown_page(document, view), len(document.pages)
    where = escape(texts("source.page_of_pages", page=page, pages=count))
    quoted = document.page_at(view.start)
    home = ""
    if view.start < view.end and page != quoted:
        label = escape(texts("source.to_quote", page=quoted))
        home = button(label, "plain small", data_page=quoted, data_keep="home")
    turn = ""
    if count > 1:
        turn = f"{_turn('previous', '‹', page - 1, count, texts)}{_turn('next', '›', page + 1, count, texts)}"
    percent = f'<span class="sr">{escape(texts("source.zoom_fit"))}: </span><span class="percent">100\u00a0%</span>'
    zoom = (
        _zoom("out", "−", texts("source.zoom_out"))
        + button(percent, "sheet-step fit", data_zoom="fit", title=texts("source.zoom_fit"))
        + _zoom("in", "+", texts("source.zoom_in"))
    )
    return (
        f'<div class="turning" role="group" aria-label="{escape(texts("source.pages"))}">{turn}'
        f'<span class="where">{where}</span>{home}</div>'
        f'<div class="zoom" role="group" aria-label="{escape(texts("source.zoom"))}">{zoom}</div>'
    )


def _zoom(way: str, sign: str, label: str) -> str:
    return button(sign, "sheet-step", data_zoom=way, title=label, aria_label=label)


def _turn(name: str, sign: str, page: int, count: int, texts: Texts) -> str:
    label = texts(f"source.{name}")
    off = not 1 <= page <= count
    return button(
        sign,
        "sheet-step",
        data_page=page,
        data_keep=name,
        title=label,
        aria_label=label,
        disabled="disabled" if off else None,
    )


def sheet(document: Document, view: View, found: Sheet, texts: Texts) -> str:
    """The picture of the page and the marks on it."""
    page, count = shown_page(document, view), len(document.pages)
    size = found.pages.size(document, page) if found.pages else None
    ratio = size.height / size.width if size else A4
    address = f"api/documents/{document.id}/pages/{page}.png"
    alt = texts("source.page_alt", page=page, pages=count, title=" ".join(document.title.split()))
    picture = attributes(
        src=f"{address}?width={FIRST}", data_address=address, alt=alt, style=f"aspect-ratio: 1 / {ratio:.4f}"
    )
    marks = ""
    if found.placed is not None:
        marks = _marks(document, view, [each for each in found.placed.rectangles if each.page == page], texts)
    values = attributes(
        class_="desk",
        tabindex="0",
        role="region",
        aria_label=texts("source.page_region", page=page, pages=count),
        data_fetch=_fetch(document, view) if _is_waiting(view, found) else None,
        data_shown=page,
        data_quote=" ".join(document.text[view.start : view.end].split()) if _is_waiting(view, found) else None,
        data_failed=texts("source.not_marked"),
        lang=document.language,
    )
    words = _words(view, found, page, document, texts)
    return f'<div{values}><div class="sheet"><img{picture}>{marks}</div></div>{words}'


def _is_waiting(view: View, found: Sheet) -> bool:
    return view.start < view.end and found.placed is None


def _fetch(document: Document, view: View) -> str:
    return f"api/documents/{document.id}/rectangles?start={view.start}&end={view.end}"


def _words(view: View, found: Sheet, page: int, document: Document, texts: Texts) -> str:
    """A line on what is not marked, if anything."""
    if _is_waiting(view, found):
        line = texts("source.marking")
    elif found.placed is not None and not found.placed.complete and page == document.page_at(view.start):
        line = texts("source.not_marked")
    else:
        line = ""
    return f'<p class="aside told" role="status">{escape(line)}</p>'


def _marks(document: Document, view: View, rectangles: Sequence[Rectangle], texts: Texts) -> str:
    """An element over each rectangle; the first is reached by keyboard and carries the words."""
    parts: list[str] = []
    quote = document.text[view.start : view.end]
    label = texts("source.quote_is", quote=" ".join(quote.split()))
    for number, each in enumerate(rectangles):
        place = (
            f"left:{each.left * 100:.3f}%;top:{each.top * 100:.3f}%;"
            f"width:{each.width * 100:.3f}%;height:{each.height * 100:.3f}%"
        )
        if number:
            parts.append(f'<span class="hit" style="{place}" aria-hidden="true"></span>')
        else:
            values = attributes(
                id="quote",
                class_="hit",
                style=place,
                tabindex="0",
                role="img",
                aria_label=label,
                lang=document.language,
            )
            parts.append(f'<mark{values}><span class="sr">{escape(quote)}</span></mark>')
    return "".join(parts)
