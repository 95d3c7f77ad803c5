"""The sources of an answer as cards: what kind of act, who, which party, when, the words, where."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.contract import Answer, Citation
from assistant.service import Service
from corpus import parties
from ui.render import attributes, badge, button, capital, escape, joined, placed, shortened, unbroken
from ui.texts import Texts

NEAREST = 3  # passages shown when nothing was found
ACTORS = 6  # actors named on a card
_PARTY = re.compile(r"^(?P<name>.*?)\s*\((?P<party>\w{1,5})\)$")


def cards(citations: Sequence[Citation], turn: int, spoken: dict[int, str | None], texts: Texts) -> str:
    """The citations of turn number `turn`; `spoken` gives the language of each one's document."""
    items = "".join(f"<li>{card(citation, turn, spoken.get(citation.n), texts)}</li>" for citation in citations)
    return f'<ol class="cards">{items}</ol>'


def card(citation: Citation, turn: int, language: str | None, texts: Texts) -> str:
    """One citation: a button that opens it in the source panel."""
    kind = badge(texts.maybe("act", citation.act), citation.act) if citation.act else ""
    lang = attributes(lang=language)
    who = _actors(citation.actors, lang, texts)
    day = f'<span class="day">{unbroken(escape(citation.date))}</span>' if citation.date else ""
    return button(
        f'<span class="number">{citation.n}</span><span class="card-body">'
        f'<span class="card-head">{kind}{who}{day}</span>'
        f'<span class="card-quote"{lang}>{escape(shortened(citation.quote, 220))}</span>'
        f'<span class="card-place"{lang}>'
        f"{placed(citation.title, texts('ask.page', page=citation.page))}</span></span>",
        "card",
        data_turn=turn,
        data_n=citation.n,
    )


def _actors(actors: Sequence[str], lang: str, texts: Texts) -> str:
    """Names, each with the badge of its party; what is bracketed and no party stays as it is."""
    shown = []
    for index, actor in enumerate(actors[:ACTORS]):
        match = _PARTY.match(actor)
        code = parties.canonical(match["party"]) if match else None
        name = match["name"] if match and code else actor
        label = escape(capital(name) if index == 0 else name)
        named = f'<span class="who"{lang}>{label}</span>' if label else ""
        shown.append(f'<span class="actor">{named}{party(code, texts) if code else ""}</span>')
    more = len(actors) - ACTORS
    rest = f'<span class="day">{escape(texts("ask.more_actors", count=more))}</span>' if more > 0 else ""
    return "".join(shown) + rest


def party(code: str, texts: Texts) -> str:
    """The badge of a party: its short form, and its name for those who ask for it."""
    names = parties.known().get(code, ())
    label = f'<span class="sr">{escape(texts("ask.party"))} </span>'
    return (
        f'<span class="badge badge-party"{attributes(title=names[0] if names else None)}>{label}{escape(code)}</span>'
    )


def nearest(answer: Answer, service: Service, texts: Texts) -> str:
    """What lies nearest to a question that the documents do not answer."""
    ids = {info.path: info.document_id for info in service.documents()} if answer.retrieved else {}
    rows: list[str] = []
    for passage in answer.retrieved:
        document = service.document(ids[passage.path]) if passage.path in ids else None
        if document is None or len(rows) == NEAREST:
            continue
        place = placed(document.title, texts("ask.page", page=document.page_at(passage.start)))
        lang = attributes(lang=document.language)
        excerpt = escape(shortened(document.text[passage.start : passage.end], 160))
        content = (
            f'<span class="card-body"><span class="card-quote"{lang}>{excerpt}</span>'
            f'<span class="card-place"{lang}>{place}</span></span>'
        )
        values = {"data_doc": document.id, "data_start": passage.start, "data_end": passage.end}
        rows.append(f"<li>{button(content, 'card', **values)}</li>")
    if not rows:
        return ""
    return f'<h3>{joined([texts("ask.nearest")])}</h3><ul class="cards">{"".join(rows)}</ul>'
