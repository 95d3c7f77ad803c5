"""How a conversation looks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.contract import Answer, Citation
from assistant.service import Service
from assistant.texts import say
from ui.ask.actions import actions, saving
from ui.ask.cards import cards, nearest
from ui.ask.turn import Turn, narrowed
from ui.ask.understood import understood
from ui.render import answer_body, attributes, badge, button, escape, shortened
from ui.texts import Texts

__all__ = ["Turn", "conversation", "narrowed"]

ANNOUNCED = 600  # characters of an answer that a screen reader is told when it comes
_MARKERS = re.compile(r"\s?\[\d{1,3}\]|\*\*")


def conversation(turns: Sequence[Turn], welcome: str, service: Service, texts: Texts) -> str:
    """The whole log as HTML; `welcome` stands there until the first question."""
    if not turns:
        return welcome
    last = len(turns) - 1
    shown = "".join(_turn(turn, index, index == last, service, texts) for index, turn in enumerate(turns))
    return shown + (saving(texts) if any(turn.answer for turn in turns) else "")


def _turn(turn: Turn, index: int, last: bool, service: Service, texts: Texts) -> str:
    question = (
        f'<h2 class="asked" id="turn-{index}" tabindex="-1"><span class="sr">{escape(texts("ask.you"))}: </span>'
        f"{escape(turn.question)}</h2>{understood(turn, index, last and not turn.waiting, texts)}"
    )
    if turn.answer:
        reply = _answer(turn, turn.answer, index, last, service, texts)
    elif turn.waiting:
        reply = _coming(turn, index, service, texts)
    else:
        reply = _failed(turn, index, texts)
    values = attributes(
        class_="turn",
        aria_labelledby=f"turn-{index}",
        data_id=turn.id,
        data_waiting="1" if turn.waiting else None,
        data_told=None if turn.waiting else _told(turn, texts),
    )
    return f'<article{values}>{question}<div class="reply">{reply}</div></article>'


def _told(turn: Turn, texts: Texts) -> str:
    """What a screen reader is told once, when the answer has come."""
    if turn.answer is None:
        return texts("ask.cut") if turn.cut else _line(turn, texts)
    status = texts(f"status.{turn.answer.status}")
    count = len(turn.answer.citations)
    sources = texts("ask.sources_one") if count == 1 else texts("ask.sources_many", count=count)
    said = shortened(_MARKERS.sub("", turn.answer.answer), ANNOUNCED)
    return f"{status}. {said} {sources if count else ''}".strip()


def _coming(turn: Turn, index: int, service: Service, texts: Texts) -> str:
    """The claims that are ready, and that more is to come; hidden until it is needed, that it was cut."""
    known: dict[int, str | None] = {}
    for ready in turn.ready:
        known.update({citation.n: _language(citation, service) for citation in ready.citations})
    lines = "".join(_body(ready.claim.text, index, known, texts) for ready in turn.ready)
    begun = f'<div class="answer">{lines}</div>' if lines else ""
    cut = f'<div class="cut" hidden>{_interrupted(index, texts)}</div>'
    return f'{begun}<p class="working">{escape(texts("ask.working"))}</p>{cut}'


def _failed(turn: Turn, index: int, texts: Texts) -> str:
    if turn.cut:
        return _interrupted(index, texts)
    again = button(escape(texts("ask.again")), "plain", data_event="submit", data_again=index)
    return f'<p class="state">{badge(texts("status.failed"), "failed")}</p><p>{escape(_line(turn, texts))}</p>{again}'


def _interrupted(index: int, texts: Texts) -> str:
    again = button(escape(texts("ask.again")), "plain", data_event="submit", data_again=index)
    return f'<p class="state">{badge(texts("status.failed"), "failed")}</p><p>{escape(texts("ask.cut"))}</p>{again}'


def _line(turn: Turn, texts: Texts) -> str:
    """Why a question was not answered, in the language of the page where the reason is a known one."""
    if not turn.error:
        return texts("ask.failed")
    return texts(f"trouble.{turn.kind}") if f"trouble.{turn.kind}" in texts.keys else turn.error


def _answer(turn: Turn, answer: Answer, index: int, last: bool, service: Service, texts: Texts) -> str:
    known = {citation.n: _language(citation, service) for citation in answer.citations}
    state = badge(texts(f"status.{answer.status}"), answer.status.replace("_", "-"))
    body = _body(_once(turn, answer), index, known, texts)
    parts = [f'<p class="state">{state}</p><div class="answer" lang="{answer.language}">{body}</div>']
    if answer.citations:
        parts.append(f"<h3>{escape(texts('ask.sources'))}</h3>{cards(answer.citations, index, known, texts)}")
    if answer.status == "not_found":
        parts.append(nearest(answer, service, texts))
    parts.append(actions(turn, answer, index, texts))
    if answer.suggestions and last:
        key = "ask.choose" if answer.status == "clarify" else "ask.suggestions"
        chips = "".join(button(escape(line), "chip", data_question=line) for line in answer.suggestions)
        parts.append(f'<h3>{escape(texts(key))}</h3><div class="chips">{chips}</div>')
    return "".join(parts)


def _once(turn: Turn, answer: Answer) -> str:
    """The answer's text without the lines that tell how the question was read, where that stands above it."""
    told = turn.understood
    if told is None:
        return answer.answer
    read = say(answer.language, "followup.understood", question=told.question) if told.changed else None
    narrowed_to = say(answer.language, "scope.narrowed", scope="\0").split("\0")[0] if told.restrictions else None
    parts = [
        part
        for part in answer.answer.split("\n\n")
        if part.strip() != read and not (narrowed_to and part.startswith(narrowed_to))
    ]
    return "\n\n".join(parts)


def _body(text: str, index: int, known: dict[int, str | None], texts: Texts) -> str:
    return answer_body(text, turn=index, known=known, texts=texts)


def _language(citation: Citation, service: Service) -> str | None:
    document = service.document(citation.document_id)
    return document.language if document else None
