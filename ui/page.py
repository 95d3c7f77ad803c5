"""What the page shows, without the framework that shows it. Every fact comes from the assistant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.contract import Citation
from assistant.service import Service
from corpus.errors import CouncilError
from ui.chat import Turn, asked, conversation, narrowed, welcome
from ui.documents import chosen, facets, table
from ui.examples import examples
from ui.render import escape
from ui.source import AROUND, WIDER, View, panel
from ui.texts import Texts, texts

KEPT = 50  # turns of a conversation that stay on the page


class Page:
    """What the page shows, as functions of the conversation, the opened source and the language."""

    def __init__(self, service: Service) -> None:
        self._service = service
        self._examples: dict[tuple[str, int], list[str]] = {}

    def header(self, language: str) -> str:
        """Title and one line about the page."""
        t = texts(language)
        return f"<h1>{escape(t('page.title'))}</h1><p>{escape(t('page.lead'))}</p>"

    def log(self, turns: Sequence[Turn], language: str) -> str:
        """The conversation, or the welcome."""
        t = texts(language)
        if turns:
            return conversation(turns, "", self._service, t)
        try:
            return welcome(self._service.coverage(), self._tried(t), t)
        except CouncilError as error:
            return f'<div class="welcome"><p>{escape(str(error))}</p></div>'

    def _tried(self, t: Texts) -> list[str]:
        """The example questions: found once for a language and a state of the documents."""
        state = (t.language, hash(tuple(info.document_id for info in self._service.documents())))
        if state not in self._examples:
            self._examples[state] = examples(self._service, t)
        return self._examples[state]

    def source(self, view: View, turns: Sequence[Turn], language: str) -> str:
        """The source panel."""
        return panel(view, self.citations(turns, view.turn), self._service, texts(language))

    def documents(self, words: str, fields: Sequence[Any], language: str) -> str:
        """The table of documents."""
        shown = chosen(self._service.documents(), words or "", narrowed(*fields))
        return table(shown, self._service.coverage(), texts(language))

    def choices(self, language: str) -> dict[str, list[tuple[str, str]]]:
        """What the filters offer."""
        return facets(self._service.documents(), texts(language))

    def asking(self, question: str, turns: Sequence[Turn], fields: Sequence[Any]) -> Iterator[list[Turn]]:
        """The conversation with the question waiting, then answered. An empty one changes nothing."""
        line = question.strip()
        before = list(turns)[-KEPT + 1 :]
        if not line:
            yield list(turns)
            return
        yield [*before, Turn(line)]
        yield [*before, asked(self._service, line, before, narrowed(*fields))]

    def first(self, turns: Sequence[Turn], view: View) -> View:
        """The view to show when an answer has come: its first citation, without moving the focus."""
        citations = self.citations(turns, len(turns) - 1)
        if not citations:
            return View(opened=view.opened)
        return _of(citations[0], len(turns) - 1, view.opened)

    def opening(self, data: Mapping[str, Any], turns: Sequence[Turn], view: View) -> View:
        """The view after a press: a citation of an answer, a place in a document, or more context."""
        opened = view.opened + 1
        if "more" in data:
            return replace(view, around=view.around * WIDER)
        turn, n = _number(data.get("turn")), _number(data.get("n"))
        for citation in self.citations(turns, turn):
            if citation.n == n and turn is not None:
                return _of(citation, turn, opened)
        start, end = _number(data.get("start")), _number(data.get("end"))
        if data.get("doc") and start is not None and end is not None:
            return View(str(data["doc"]), start, end, opened=opened)
        return view

    @staticmethod
    def citations(turns: Sequence[Turn], turn: int | None) -> Sequence[Citation]:
        """The citations of an answer; none for a turn that is not there."""
        if turn is None or not 0 <= turn < len(turns):
            return ()
        answer = turns[turn].answer
        return answer.citations if answer else ()


def _of(citation: Citation, turn: int, opened: int) -> View:
    return View(citation.document_id, citation.start, citation.end, AROUND, turn, citation.n, opened)


def _number(value: object) -> int | None:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
