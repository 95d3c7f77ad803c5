"""The conversation: its turns, and how they look."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.contract import Answer, Citation, FilterSpec
from assistant.service import Coverage, Service
from corpus.errors import CouncilError
from ui.render import (
    answer_body,
    attributes,
    badge,
    button,
    capital,
    escape,
    joined,
    placed,
    shortened,
    unbroken,
)
from ui.texts import Texts

_log = logging.getLogger(__name__)

NEAREST = 3  # passages shown when nothing was found
BODIES = 4  # bodies named in the welcome


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what came of it: an answer, an error line ("" = unforeseen), or nothing yet."""

    question: str
    answer: Answer | None = None
    error: str | None = None

    @property
    def waiting(self) -> bool:
        """Whether the answer is still to come."""
        return self.answer is None and self.error is None


def asked(service: Service, question: str, earlier: Sequence[Turn], filters: FilterSpec) -> Turn:
    """The turn for a question. Never raises: an error becomes a line in the conversation."""
    history = [turn.question for turn in earlier if turn.answer]
    try:
        return Turn(question, answer=service.ask(question, history=history, filters=filters))
    except CouncilError as error:
        return Turn(question, error=str(error))
    except Exception:
        _log.exception("a question failed")
        return Turn(question, error="")


def narrowed(
    bodies: Sequence[str] | None, genres: Sequence[str] | None, year_from: str | None, year_to: str | None
) -> FilterSpec:
    """The filter that the page's fields make; a reversed pair of years is put right."""
    years = [int(year) if year else None for year in (year_from, year_to)]
    if years[0] and years[1] and years[0] > years[1]:
        years.reverse()
    return FilterSpec(
        body=list(bodies or []),
        genre=list(genres or []),
        date_from=date(years[0], 1, 1) if years[0] else None,
        date_to=date(years[1], 12, 31) if years[1] else None,
    )


def conversation(turns: Sequence[Turn], welcome: str, service: Service, texts: Texts) -> str:
    """The whole log as HTML; `welcome` stands there until the first question."""
    if not turns:
        return welcome
    last = len(turns) - 1
    return "".join(_turn(turn, index, index == last, service, texts) for index, turn in enumerate(turns))


def welcome(coverage: Coverage, examples: Sequence[str], texts: Texts) -> str:
    """What the page says before the first question: what it covers and what one may ask."""
    heading = f"<h2>{escape(texts('welcome.heading'))}</h2>"
    if not coverage.documents:
        return f'<div class="welcome">{heading}<p>{escape(texts("welcome.nothing"))}</p></div>'
    unread = ""
    if coverage.unread:
        key = "welcome.unread_one" if len(coverage.unread) == 1 else "welcome.unread"
        unread = f'<p class="aside">{escape(texts(key, count=len(coverage.unread)))}</p>'
    tries = "".join(_question_button(example) for example in examples)
    listed = f'<h3>{escape(texts("welcome.try"))}</h3><div class="chips">{tries}</div>' if tries else ""
    return (
        f'<div class="welcome">{heading}<p>{unbroken(escape(_covers(coverage, texts)))}</p>'
        f"<p>{escape(texts('welcome.promise'))}</p>{unread}{listed}</div>"
    )


def _covers(coverage: Coverage, texts: Texts) -> str:
    count = f"{coverage.documents:,}".replace(",", "\u00a0")
    parts = [texts("welcome.coverage_one" if coverage.documents == 1 else "welcome.coverage", documents=count)]
    if coverage.bodies:
        parts.append(texts("welcome.bodies", bodies=_listed(coverage.bodies, texts)))
    if coverage.date_from and coverage.date_to:
        parts.append(texts("welcome.dates", start=coverage.date_from, end=coverage.date_to))
    return ", ".join(parts) + "."


def _listed(bodies: Sequence[str], texts: Texts) -> str:
    shown = list(bodies[:BODIES])
    if len(bodies) > BODIES:
        return texts("welcome.more_bodies", bodies=", ".join(shown), more=len(bodies) - BODIES)
    return f" {texts('welcome.and')} ".join(filter(None, [", ".join(shown[:-1]), shown[-1]]))


def _turn(turn: Turn, index: int, last: bool, service: Service, texts: Texts) -> str:
    question = (
        f'<h2 class="asked" id="turn-{index}"><span class="sr">{escape(texts("ask.you"))}: </span>'
        f"{escape(turn.question)}</h2>"
    )
    if turn.answer:
        reply = _answer(turn.answer, index, last, service, texts)
    elif turn.waiting:
        reply = f'<p class="working">{escape(texts("ask.working"))}</p>'
    else:
        reply = (
            f'<p class="state">{badge(texts("status.failed"), "failed")}</p>'
            f"<p>{escape(turn.error or texts('ask.failed'))}</p>"
        )
    inner = f'{question}<div class="reply">{reply}</div>'
    return f'<article class="turn" aria-labelledby="turn-{index}">{inner}</article>'


def _answer(answer: Answer, index: int, last: bool, service: Service, texts: Texts) -> str:
    known = {citation.n: _language(citation, service) for citation in answer.citations}
    state = badge(texts(f"status.{answer.status}"), answer.status.replace("_", "-"))
    body = answer_body(answer.answer, turn=index, known=known, texts=texts)
    parts = [f'<p class="state">{state}</p><div class="answer" lang="{answer.language}">{body}</div>']
    if answer.citations:
        cards = "".join(f"<li>{_card(citation, index, known[citation.n], texts)}</li>" for citation in answer.citations)
        parts.append(f'<h3>{escape(texts("ask.sources"))}</h3><ol class="cards">{cards}</ol>')
    if answer.status == "not_found":
        parts.append(_nearest(answer, service, texts))
    if answer.suggestions and last:
        key = "ask.choose" if answer.status == "clarify" else "ask.suggestions"
        chips = "".join(map(_question_button, answer.suggestions))
        parts.append(f'<h3>{escape(texts(key))}</h3><div class="chips">{chips}</div>')
    return "".join(parts)


def _language(citation: Citation, service: Service) -> str | None:
    document = service.document(citation.document_id)
    return document.language if document else None


def _card(citation: Citation, index: int, language: str | None, texts: Texts) -> str:
    kind = badge(texts.maybe("act", citation.act), citation.act) if citation.act else ""
    who = joined([capital(", ".join(citation.actors)), citation.date or ""])
    lang = attributes(lang=language)
    return button(
        f'<span class="number">{citation.n}</span><span class="card-body">'
        f'<span class="card-head">{kind}<span class="who"{lang}>{unbroken(who)}</span></span>'
        f'<span class="card-quote"{lang}>{escape(shortened(citation.quote, 220))}</span>'
        f'<span class="card-place"{lang}>'
        f"{placed(citation.title, texts('ask.page', page=citation.page))}</span></span>",
        "card",
        data_turn=index,
        data_n=citation.n,
    )


def _nearest(answer: Answer, service: Service, texts: Texts) -> str:
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
    return f'<h3>{escape(texts("ask.nearest"))}</h3><ul class="cards">{"".join(rows)}</ul>'


def _question_button(question: str) -> str:
    return button(escape(question), "chip", data_question=question)
