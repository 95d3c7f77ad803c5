"""The source panel: a document around a quote, with the exact characters marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.api import may_show_original
from assistant.contract import Citation
from assistant.service import Service
from corpus.records import Act, ActKind, Document
from ui.render import attributes, badge, button, capital, escape, placed, shortened
from ui.texts import Texts

AROUND = 700  # characters shown before and after a quote at first
WIDER = 4  # how many times more each "show more context" shows
CASES = 4  # case numbers told of a document
ACTS = 30  # acts listed for a document that is opened without a quote
_QUIET = {ActKind.ATTENDANCE, ActKind.SIGNATURE}


@dataclass(frozen=True, slots=True)
class View:
    """What the panel shows: characters of a document (none: the document from `start`), for which answer.

    `opened` counts the times something was opened by hand; the script moves the focus when it changes.
    """

    document_id: str = ""
    start: int = 0
    end: int = 0
    around: int = AROUND
    turn: int | None = None
    n: int | None = None
    opened: int = 0


def panel(view: View, citations: Sequence[Citation], service: Service, texts: Texts) -> str:
    """The panel as HTML. `citations` are those of the answer that `view.turn` points at."""
    if not view.document_id:
        return _notice(texts("source.empty_heading"), texts("source.empty"))
    document = service.document(view.document_id)
    if document is None:
        return _notice(texts("source.region"), texts("source.missing"))
    if not 0 <= view.start <= view.end <= len(document.text):
        return _notice(document.title, texts("source.bad_span"))
    return (
        f'<div class="source" data-opened="{view.opened}">{_numbers(view, citations, texts)}'
        f"{_head(document, view, service, texts)}{_acts(document, view, texts)}"
        f"{_text(document, view, texts)}{_foot(document, view, service, texts)}</div>"
    )


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


def _head(document: Document, view: View, service: Service, texts: Texts) -> str:
    page = texts("source.page_of", page=document.page_at(view.start), pages=len(document.pages))
    facts = [
        ("source.genre", texts.maybe("genre", document.genre.value)),
        ("source.body", capital(", ".join(filter(None, [document.body, document.municipality])))),
        ("source.date", document.date.isoformat() if document.date else ""),
        ("source.page", page),
        ("source.case", ", ".join(_cases(document, view))),
        ("source.file", document.path),
        ("source.notes", " ".join(_notes(document, texts))),
    ]
    rows = "".join(f"<div><dt>{escape(texts(key))}</dt><dd>{escape(value)}</dd></div>" for key, value in facts if value)
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


def _acts(document: Document, view: View, texts: Texts) -> str:
    acts = [act for act in document.acts if act.kind not in _QUIET]
    if view.start < view.end or not acts:
        return ""
    items = "".join(f"<li>{_act(document, act, texts)}</li>" for act in acts[:ACTS])
    more = ""
    if len(acts) > ACTS:
        more = f'<p class="aside">{escape(texts("source.acts_more", shown=ACTS, count=len(acts)))}</p>'
    return f'<h3>{escape(texts("source.acts"))}</h3><ul class="acts">{items}</ul>{more}'


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


def _text(document: Document, view: View, texts: Texts) -> str:
    values = attributes(
        class_="passage", tabindex="0", role="region", aria_label=texts("source.text"), lang=document.language
    )
    first, last = window(document, view.start, view.end, view.around)
    more = ""
    if first > 0 or last < len(document.text):
        more = button(escape(texts("source.more")), "plain", data_more="1")
    return f"<div{values}>{marked(document, view, texts)}</div>{more}"


def _foot(document: Document, view: View, service: Service, texts: Texts) -> str:
    address = f"?doc={document.id}&start={view.start}&end={view.end}"
    links = [f'<a href="{escape(address)}">{escape(texts("source.link"))}</a>']
    if may_show_original(document) and service.source(document.id):
        page = f"#page={document.page_at(view.start)}" if document.format == "pdf" else ""
        target = escape(f"api/documents/{document.id}/file{page}")
        links.append(f'<a href="{target}" target="_blank" rel="noopener">{escape(texts("source.original"))}</a>')
    if view.turn is not None:
        links.append(f'<a class="back" href="#turn-{view.turn}">{escape(texts("source.back"))}</a>')
    return f'<p class="links">{"".join(links)}</p>'


def _notice(heading: str, line: str) -> str:
    return f'<div class="source empty"><h2 id="source-title">{escape(heading)}</h2><p>{escape(line)}</p></div>'
