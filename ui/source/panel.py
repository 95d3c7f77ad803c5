"""The panel as a whole: what the document is, the page or its text, other acts, and where to go from there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.contract import Citation
from assistant.service import Service
from assistant.viewer.links import Located, locate
from assistant.viewer.pages import Pages, Reason
from corpus.records import Act, ActKind, Document
from ui.render import attributes, badge, button, capital, escape, placed, shortened
from ui.source.foot import foot
from ui.source.sheet import Sheet, sheet, shown_page, switch, turning
from ui.source.text import excerpt
from ui.source.view import View
from ui.texts import Texts

CASES = 4  # case numbers told of a document
ACTS = 30  # acts listed for a document that is opened without a quote, or for a page
_QUIET = {ActKind.ATTENDANCE, ActKind.SIGNATURE}


def panel(
    view: View,
    citations: Sequence[Citation],
    service: Service,
    texts: Texts,
    opened: Callable[[str], None] = lambda document_id: None,
) -> str:
    """The panel as HTML. `citations` are those of the answer that `view.turn` points at.

    `opened` is told the document before it is shown.
    """
    if not view.document_id:
        return _notice(texts("source.empty_heading"), texts("source.empty"))
    found = locate(service, view.document_id, view.start, view.end, view.path, view.words)
    document = found.document
    if document is None:
        return _notice(texts("source.region"), texts("source.missing"))
    opened(document.id)
    if found.state == "gone" and not found.edited and not view.words:
        return _notice(document.title, texts("source.bad_span"))
    told = _told(found, texts)
    view = replace(view, document_id=document.id, start=found.start, end=found.end)
    seen = Sheet.of(document, view, Pages(service))
    on_page = seen.first(view)
    return (
        f'<div class="source" data-opened="{view.opened}" data-look="{"page" if on_page else "text"}">'
        f"{_numbers(view, citations, texts)}{_head(document, view, on_page, texts)}{told}"
        f"{_bar(document, view, seen, on_page, texts)}"
        f"{sheet(document, view, seen, texts) if on_page else excerpt(document, view, texts)}"
        f"{_acts(document, view, on_page, texts)}{foot(document, view, service, texts)}</div>"
    )


def _told(found: Located, texts: Texts) -> str:
    """What has become of a link's words, where they are not where they were."""
    if found.state == "gone":
        key = "source.words_gone_edited" if found.edited else "source.words_gone"
    elif found.edited:
        key = "source.edited"
    elif found.state == "moved":
        key = "source.moved"
    else:
        return ""
    return f'<p class="told-link" role="status">{escape(texts(key))}</p>'


def _bar(document: Document, view: View, seen: Sheet, on_page: bool, texts: Texts) -> str:
    if document.format != "pdf":
        return ""
    if seen.refused is not None:
        key = f"source.refused_{seen.refused}"
        quiet = seen.refused in (Reason.UNKNOWN, Reason.NOT_PDF) or key not in texts.keys
        return "" if quiet else f'<p class="aside refused">{escape(texts(key))}</p>'
    turned = turning(document, view, texts) if on_page else ""
    return f'<div class="bar">{switch(on_page, texts)}{turned}</div>'


def _numbers(view: View, citations: Sequence[Citation], texts: Texts) -> str:
    if view.turn is None or not citations:
        return ""
    items = "".join(
        button(
            str(citation.n),
            "marker",
            aria_label=texts("ask.show_source", n=citation.n, title=shortened(citation.title, 80)),
            aria_current="true" if citation.n == view.n else None,
            data_turn=view.turn,
            data_n=citation.n,
        )
        for citation in citations
    )
    label = escape(texts("source.citations"))
    return f'<nav class="numbers" aria-label="{label}"><span aria-hidden="true">{label}</span>{items}</nav>'


def _head(document: Document, view: View, on_page: bool, texts: Texts) -> str:
    page = texts("source.page_of", page=document.page_at(view.start), pages=len(document.pages))
    cases = ", ".join(
        button(escape(number), "case-link", data_case=number, title=texts("source.open_case"))
        for number in _cases(document, view)
    )
    facts = [
        ("source.genre", escape(texts.maybe("genre", document.genre.value))),
        ("source.body", escape(capital(", ".join(filter(None, [document.body, document.municipality]))))),
        ("source.date", escape(document.date.isoformat() if document.date else "")),
        ("source.page", "" if on_page else escape(page)),  # told where pages are turned
        ("source.case", cases),
        ("source.file", escape(document.path)),
        ("source.notes", escape(" ".join(_notes(document, texts)))),
    ]
    rows = "".join(f"<div><dt>{escape(texts(key))}</dt><dd>{value}</dd></div>" for key, value in facts if value)
    title = escape(" ".join(document.title.split()) or document.path)
    return f'<h2 id="source-title" lang="{escape(document.language)}">{title}</h2><dl class="facts">{rows}</dl>'


def _cases(document: Document, view: View) -> Sequence[str]:
    """The case of the matter that the quote stands in; without one, the document's first."""
    inside = [
        section.case_number
        for section in document.sections
        if section.case_number and section.span.start <= view.start < section.span.end
    ]
    return inside[-1:] if view.start < view.end and inside else document.case_numbers[:CASES]


def _notes(document: Document, texts: Texts) -> list[str]:
    names = dict.fromkeys(note.split(":")[0] for note in document.notes)
    return [texts(key) for key in (f"source.note_{name}" for name in names) if key in texts.keys]


def _acts(document: Document, view: View, on_page: bool, texts: Texts) -> str:
    """The acts of a page beside a quote or a picture; else those of the whole document."""
    acts = [act for act in document.acts if act.kind not in _QUIET]
    whole = view.start == view.end and not on_page
    if not whole:
        page = shown_page(document, view) if on_page else document.page_at(view.start)
        acts = [act for act in acts if act.span.page <= page <= document.page_at(max(act.span.end - 1, 0))]
        acts = [act for act in acts if (act.span.start, act.span.end) != (view.start, view.end)]
    if not acts:
        return ""
    items = "".join(f"<li>{_act(document, act, texts)}</li>" for act in acts[:ACTS])
    more = ""
    if len(acts) > ACTS:
        more = f'<p class="aside">{escape(texts("source.acts_more", shown=ACTS, count=len(acts)))}</p>'
    listed = f'<ul class="acts">{items}</ul>{more}'
    if whole:
        return f"<h3>{escape(texts('source.acts'))}</h3>{listed}"
    heading = escape(texts("source.acts_on_page", count=len(acts)))
    return f'<details class="on-page"><summary>{heading}</summary>{listed}</details>'


def _act(document: Document, act: Act, texts: Texts) -> str:
    lang = attributes(lang=document.language)
    who = ", ".join(actor.label for actor in act.actors[:3])
    place = placed(capital(who), texts("ask.page", page=act.span.page))
    content = (
        f"{badge(texts.maybe('act', act.kind.value), act.kind.value)}"
        f'<span class="who"{lang}>{place}</span>'
        f'<span class="card-quote"{lang}>{escape(shortened(document.quote(act.span), 110))}</span>'
    )
    span = {"data_doc": document.id, "data_start": act.span.start, "data_end": act.span.end}
    return button(content, "act", **span)


def _notice(heading: str, line: str) -> str:
    return f'<div class="source empty"><h2 id="source-title">{escape(heading)}</h2><p>{escape(line)}</p></div>'
