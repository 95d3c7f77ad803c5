"""The tab where questions are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import gradio as gr

from assistant.service import Service
from corpus.errors import CouncilError
from ui.chat import Turn, asked, conversation, narrowed, welcome
from ui.documents import facets
from ui.examples import examples
from ui.here import Event, Here, Updates
from ui.html import html
from ui.opening import first
from ui.render import escape
from ui.shell import QUIET, Shell, pressed
from ui.source import View as Source
from ui.texts import Texts

KEPT = 50  # turns of a conversation that stay on the page
FACETS = (("body", "body", True), ("genre", "genre", True), ("year_from", "year", False), ("year_to", "year", False))


class AskView:
    """The conversation, the field for a question, and its filters."""

    name = "ask"
    staff_only = False

    def __init__(self) -> None:
        self._examples: dict[tuple[str, int], list[str]] = {}

    def build(self, texts: Texts) -> None:
        """Makes the components."""
        self.log = html("", "log", "log.js", name=texts("ask.log"))
        with gr.Row(elem_id="tools"):
            with gr.Accordion(texts("filter.heading"), open=False, elem_id="filters") as self.filters:
                self.facets = facet_fields(texts)
            self.clear = gr.Button(texts("ask.clear"), size="sm", min_width=0, scale=0, elem_id="clear")
        with gr.Row(elem_id="composer"):
            self.question = gr.Textbox(
                label=texts("ask.label"),
                placeholder=texts("ask.placeholder"),
                lines=1,
                max_lines=5,
                elem_id="question",
            )
            self.send = gr.Button(texts("ask.send"), variant="primary", size="md", min_width=0, scale=0, elem_id="send")

    def connect(self, shell: Shell) -> None:
        """Ties the presses."""
        self.turns = shell.turns
        state = [shell.turns, shell.source, shell.language]
        answered = [shell.turns, shell.source, self.log, shell.panel, self.question]

        def ask(
            question: str, turns: list[Turn], source: Source, language: str, request: gr.Request, *fields: Any
        ) -> Iterator[Any]:
            here = shell.here(request, language)
            for now in asking(here.service, question, turns, fields):
                done = bool(now) and not now[-1].waiting
                seen = first(now, source) if done else source
                yield now, seen, self._log(here, now), shell.panel_of(here, seen, now), ""

        def ask_pressed(
            event: gr.EventData, turns: list[Turn], source: Source, language: str, request: gr.Request, *fields: Any
        ) -> Iterator[Any]:
            yield from ask(str(pressed(event).get("question", "")), turns, source, language, request, *fields)

        def clear(source: Source, language: str, request: gr.Request) -> Any:
            here = shell.here(request, language)
            fresh = Source(opened=source.opened)
            return [], fresh, self._log(here, []), shell.panel_of(here, fresh, []), ""

        def tried(turns: list[Turn], language: str, request: gr.Request) -> Any:
            here = shell.here(request, language)
            return gr.skip() if turns else self._log(here, turns, self.tried(here))

        fields = list(self.facets.values())
        gr.on(
            [self.send.click, self.question.submit],
            shell.told(ask),
            [self.question, *state, *fields],
            answered,
            **QUIET,
        )
        self.log.submit(shell.told(ask_pressed), [*state, *fields], answered, **QUIET)
        shell.leads(self.log)
        self.clear.click(shell.told(clear), [shell.source, shell.language], answered, **QUIET)
        self._when_loaded = (
            (shell.told(ask), [self.question, *state, *fields], answered),
            (shell.told(tried), [shell.turns, shell.language], self.log),
        )

    @property
    def when_loaded(self) -> Sequence[Event]:
        """The question of a link is asked; else the example questions are added, for these are tried first."""
        return self._when_loaded

    @property
    def inputs(self) -> Sequence[Any]:
        """The conversation."""
        return [self.turns]

    def shown(self, here: Here, *values: Any) -> Updates:
        """The log and the labels."""
        t = here.texts
        return {
            self.log: gr.update(value=self._log(here, values[0]), name=t("ask.log")),
            self.filters: gr.update(label=t("filter.heading")),
            self.clear: gr.update(value=t("ask.clear")),
            self.question: gr.update(label=t("ask.label"), placeholder=t("ask.placeholder")),
            self.send: gr.update(value=t("ask.send")),
            **facet_labels(self.facets, here),
        }

    def linked(self, here: Here, query: Mapping[str, str]) -> Updates | None:
        """A question in the link is asked: see `ui.app`."""
        question = query.get("q", "").strip()[:4000]
        return {self.question: gr.update(value=question)} if question else None

    def _log(self, here: Here, turns: Sequence[Turn], tried: Sequence[str] | None = None) -> str:
        """The conversation, or the welcome with the example questions that are known to be answered."""
        if turns:
            return conversation(turns, "", here.service, here.texts)
        try:
            offered = self._examples.get(_state(here), []) if tried is None else tried
            return welcome(here.service.coverage(), offered, here.texts)
        except CouncilError as error:
            return f'<div class="welcome"><p>{escape(str(error))}</p></div>'

    def tried(self, here: Here) -> list[str]:
        """The example questions: found once for a language and a state of the documents."""
        state = _state(here)
        if state not in self._examples:
            self._examples[state] = examples(here.service, here.texts)
        return self._examples[state]


def _state(here: Here) -> tuple[str, int]:
    return here.language, hash(tuple(info.document_id for info in here.service.documents()))


def asking(service: Service, question: str, turns: Sequence[Turn], fields: Sequence[Any]) -> Iterator[list[Turn]]:
    """The conversation with the question waiting, then answered. An empty one changes nothing."""
    line = question.strip()
    before = list(turns)[-KEPT + 1 :]
    if not line:
        yield list(turns)
        return
    yield [*before, Turn(line)]
    yield [*before, asked(service, line, before, narrowed(*fields))]


def facet_fields(texts: Texts) -> dict[str, Any]:
    """The dropdowns that narrow a question or a list, empty until somebody looks."""
    with gr.Row(elem_classes="facets"):
        return {
            name: gr.Dropdown(
                [] if several else [(texts("filter.any"), "")],
                value=[] if several else "",
                multiselect=several,
                label=texts(f"filter.{name}"),
                min_width=140,
            )
            for name, _, several in FACETS
        }


def facet_labels(fields: Mapping[str, Any], here: Here) -> Updates:
    """The dropdowns with what the documents offer."""
    t = here.texts
    offered = facets(here.service.documents(), t)
    return {
        fields[name]: gr.update(
            label=t(f"filter.{name}"),
            choices=offered[group] if several else [(t("filter.any"), ""), *offered[group]],
        )
        for name, group, several in FACETS
    }
