"""What one can do with a place in a document: link to it, cite it, open or save the original, go back."""

from __future__ import annotations

from assistant.api import may_show_original
from assistant.service import Service
from assistant.viewer.links import link
from corpus.records import Document
from ui.render import button, capital, escape
from ui.source.view import View
from ui.texts import Texts


def foot(document: Document, view: View, service: Service, texts: Texts) -> str:
    """The links and buttons below the excerpt."""
    address = link(document, view.start, view.end)
    copy = button(
        escape(texts("source.copy")),
        "plain copy",
        data_copy=reference(document, view, texts),
        data_link=address,
        data_copied=texts("source.copied"),
        data_failed=texts("source.not_copied"),
    )
    links = [f'<a href="{escape(address)}">{escape(texts("source.link"))}</a>']
    links += _originals(document, view, service, texts)
    if view.turn is not None:
        links.append(f'<a class="back" href="#turn-{view.turn}">{escape(texts("source.back"))}</a>')
    return f'<div class="foot">{copy}<p class="links">{"".join(links)}</p><p class="copied" role="status"></p></div>'


def _originals(document: Document, view: View, service: Service, texts: Texts) -> list[str]:
    if not may_show_original(document) or service.source(document.id) is None:
        return []
    target = f"api/documents/{document.id}/file"
    found = []
    if document.format == "pdf":
        opened = escape(f"{target}#page={document.page_at(view.start)}")
        found.append(f'<a href="{opened}" target="_blank" rel="noopener">{escape(texts("source.original"))}</a>')
    found.append(f'<a href="{escape(target)}" download>{escape(texts("source.download"))}</a>')
    return found


def reference(document: Document, view: View, texts: Texts) -> str:
    """A place as one cites it: the words, title, body, date and page; the script adds the address."""
    quote = " ".join(document.text[view.start : view.end].split())
    body = capital(", ".join(filter(None, [document.body, document.municipality])))
    page = texts("ask.page", page=document.page_at(view.start)) if len(document.pages) > 1 else ""
    title = " ".join(document.title.split()) or document.path
    facts = ", ".join(filter(None, [title, body, document.date.isoformat() if document.date else "", page]))
    return f"”{quote}”\n{facts}." if quote else f"{facts}."
