"""The text of a document around a quote, with the exact characters marked."""

from __future__ import annotations

from itertools import pairwise

from corpus.records import Document
from ui.render import attributes, button, escape
from ui.source.view import View
from ui.texts import Texts


def excerpt(document: Document, view: View, texts: Texts) -> str:
    """The text as a region that scrolls, and the button that widens it."""
    values = attributes(
        class_="passage", tabindex="0", role="region", aria_label=texts("source.text"), lang=document.language
    )
    first, last = window(document, view.start, view.end, view.around)
    more = ""
    if first > 0 or last < len(document.text):
        more = button(escape(texts("source.more")), "plain", data_more="1", data_keep="more")
    return f"<div{values}>{marked(document, view, texts)}</div>{more}"


def window(document: Document, start: int, end: int, around: int) -> tuple[int, int]:
    """Where to begin and stop showing: `around` characters more on each side, out to whole lines."""
    first, last = max(0, start - around), min(len(document.text), end + around)
    first = document.text.rfind("\n", 0, first) + 1 if first else 0
    stop = document.text.find("\n", last)
    return first, len(document.text) if stop < 0 else stop


def marked(document: Document, view: View, texts: Texts) -> str:
    """The window's text, escaped: a `<mark>` on exactly `text[start:end]`, pages told, page noise dimmed."""
    first, last = window(document, view.start, view.end, view.around)
    quote = ""
    if view.start < view.end:
        label = texts("source.quote")
        quote = (
            f'<mark id="quote" tabindex="-1" role="mark" aria-label="{escape(label)}">'
            f"{escape(document.text[view.start : view.end])}</mark>"
        )
    before = _plain(document, first, view.start, texts)
    after = _plain(document, view.end, last, texts)
    lead = "… " if first else ""
    return f"{lead}{before}{quote}{after}{' …' if last < len(document.text) else ''}"


def _plain(document: Document, start: int, end: int, texts: Texts) -> str:
    cuts = {start, end}
    cuts.update(page for page in document.pages[1:] if start < page < end)
    for noise in document.noise:
        cuts.update(offset for offset in noise if start < offset < end)
    points = sorted(cuts)
    parts: list[str] = []
    for left, right in pairwise(points):
        if left in document.pages and left:
            page = escape(texts("source.page_break", page=document.page_at(left)))
            parts.append(f'<span class="page-break">{page}</span>')
        piece = escape(document.text[left:right])
        noisy = any(a <= left and right <= b for a, b in document.noise)
        parts.append(f'<span class="noise">{piece}</span>' if noisy else piece)
    return "".join(parts)
