"""The tab where questions are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import uuid4

import gradio as gr

from assistant.feedback import feedback
from corpus.errors import CouncilError
from ui.ask.asking import Running, Wanted, answering, asking, begun, history, settled, wanted
from ui.ask.chat import conversation
from ui.ask.earlier import earlier, keep, opened
from ui.ask.examples import examples
from ui.ask.exporting import exported
from ui.ask.resuming import Resumable
from ui.ask.turn import Turn, fields_of
from ui.ask.welcome import tries, welcome
from ui.data import number
from ui.facets import FACETS, facet_fields, facet_labels
from ui.here import Event, Here, Updates
from ui.html import html
from ui.opening import first
from ui.render import escape
from ui.shell import QUIET, Shell, pressed
from ui.source import View as Source
from ui.stores import Stores, memory_stores
from ui.texts import Texts
from ui.theme import static

__all__ = ["AskView", "asking", "facet_fields", "facet_labels"]


class AskView:
    """The conversation, the field for a question, its filters, and the conversations before it."""

    name = "ask"
    staff_only = False

    def __init__(self, stores: Stores | None = None) -> None:
        self._stores = stores or memory_stores()
        self._running = Running()
        self._resumable = Resumable()
        self._examples: dict[tuple[str, int], list[str]] = {}

    def build(self, texts: Texts) -> None:
        """Makes the components."""

        def running(turn: str) -> bool:
            return str(turn) in self._running

        self.conversation = gr.State("")
        self.log = gr.HTML(
            "",
            elem_id="log",
            js_on_load=static("log.js"),
            apply_default_css=False,
            padding=False,
            server_functions=[running],
            name=texts("ask.log"),
            not_copied=texts("ask.not_copied"),
            offline=texts("ask.offline"),
            conversation="",
        )
        # The examples come late and apart, so that they never take the place of a conversation that has begun.
        self.tries = html("", "tries", "log.js")
        self.file = html("", "file", "saved.js", file="", kind="", content="", stamp="", told="")
        with gr.Row(elem_id="tools"):
            with gr.Accordion(texts("filter.heading"), open=False, elem_id="filters") as self.filters:
                self.facets = facet_fields(texts)
            self.clear = gr.Button(texts("ask.clear"), size="sm", min_width=0, scale=0, elem_id="clear")
        with gr.Accordion(texts("kept.heading"), open=False, elem_id="earlier", visible=False) as self.before:
            self.kept = html("", "kept", "log.js")
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
        self.shell = shell
        fields = list(self.facets.values())
        state = [self.conversation, shell.turns, shell.source, shell.language]
        changed = [self.conversation, shell.turns, shell.source, self.log, shell.panel, self.question, self.kept]

        def ask(
            question: str, name: str, turns: list[Turn], source: Source, language: str, request: gr.Request, *now: Any
        ) -> Iterator[Updates]:
            want = wanted({"question": question}, settled(turns, self._running), now)
            yield from self._ask(shell.here(request, language), want, name, source, request)

        def ask_pressed(
            event: gr.EventData,
            name: str,
            turns: list[Turn],
            source: Source,
            language: str,
            request: gr.Request,
            *now: Any,
        ) -> Iterator[Updates]:
            data = pressed(event)
            want = wanted(data, settled(turns, self._running), now)
            more = self._fields(want) if "filter" in data else {}
            yield from self._ask(shell.here(request, language), want, name, source, request, more)

        def clear(source: Source, language: str, request: gr.Request) -> Updates:
            return self._show(shell.here(request, language), [], source, "")

        def tried(turns: list[Turn], language: str, request: gr.Request) -> Any:
            here = shell.here(request, language)
            return gr.skip() if turns else tries(self.tried(here), here.texts)

        def judge(event: gr.EventData, turns: list[Turn], language: str, request: gr.Request) -> Any:
            here = shell.here(request, language)
            judged = self._judged(here, pressed(event), turns)
            return judged, self._log(here, judged)

        def save(event: gr.EventData, turns: list[Turn], language: str, request: gr.Request) -> Any:
            return self._saved(shell.here(request, language), pressed(event), turns)

        def resume(event: gr.EventData, source: Source, language: str, request: gr.Request) -> Updates:
            return self._resumed(shell.here(request, language), str(pressed(event).get("resume") or ""), source)

        def recall(event: gr.EventData, name: str, source: Source, language: str, request: gr.Request) -> Updates:
            return self._recalled(shell.here(request, language), pressed(event), name, source)

        gr.on(
            [self.send.click, self.question.submit],
            shell.told(ask),
            [self.question, *state, *fields],
            changed,
            trigger_mode="multiple",
            **QUIET,
        )
        gr.on(
            [self.log.submit, self.tries.submit],
            shell.told(ask_pressed),
            [*state, *fields],
            [*changed, *fields],
            trigger_mode="multiple",
            **QUIET,
        )
        shell.leads(self.log)
        self.log.like(shell.told(judge), [shell.turns, shell.language], [shell.turns, self.log], **QUIET)
        self.log.download(shell.told(save), [shell.turns, shell.language], self.file, **QUIET)
        self.log.select(shell.told(resume), [shell.source, shell.language], changed, **QUIET)
        self.kept.select(shell.told(recall), [self.conversation, shell.source, shell.language], changed, **QUIET)
        self.clear.click(shell.told(clear), [shell.source, shell.language], changed, **QUIET)
        self._when_loaded = (
            (shell.told(ask), [self.question, *state, *fields], changed),
            (shell.told(tried), [shell.turns, shell.language], self.tries),
        )

    @property
    def when_loaded(self) -> Sequence[Event]:
        """The question of a link is asked; else the example questions are added, for these are tried first."""
        return self._when_loaded

    @property
    def inputs(self) -> Sequence[Any]:
        """The conversation."""
        return [self.shell.turns]

    def shown(self, here: Here, *values: Any) -> Updates:
        """The log and the labels."""
        t = here.texts
        return {
            self.log: gr.update(
                value=self._log(here, values[0]),
                name=t("ask.log"),
                not_copied=t("ask.not_copied"),
                offline=t("ask.offline"),
            ),
            self.tries: tries(self._examples.get(_state(here), []), t),
            self.filters: gr.update(label=t("filter.heading")),
            self.clear: gr.update(value=t("ask.clear")),
            self.question: gr.update(label=t("ask.label"), placeholder=t("ask.placeholder")),
            self.send: gr.update(value=t("ask.send")),
            self.before: gr.update(label=t("kept.heading"), visible=self._stores.kept.keeps(here.user)),
            self.kept: self._earlier(here),
            **facet_labels(self.facets, here),
        }

    def linked(self, here: Here, query: Mapping[str, str]) -> Updates | None:
        """A question in the link is asked: see `ui.app`."""
        question = query.get("q", "").strip()[:4000]
        return {self.question: gr.update(value=question)} if question else None

    def tried(self, here: Here) -> list[str]:
        """The example questions: found once for a language and a state of the documents."""
        state = _state(here)
        if state not in self._examples:
            self._examples[state] = examples(here.service, here.texts)
        return self._examples[state]

    def _ask(
        self,
        here: Here,
        want: Wanted,
        name: str,
        source: Source,
        request: gr.Request,
        more: Updates | None = None,
    ) -> Iterator[Updates]:
        """The page as the answer comes. A page asks one question at a time: another is politely put off."""
        turn = begun(want, here.user.level)
        if not turn.question:  # the field is left alone: somebody may be writing in it by now
            yield {self.question: gr.skip()}
            return
        with self._running.one(str(request.session_hash), turn.id) as free:
            if not free:
                gr.Info(here.texts("ask.busy"), title="")
                yield {self.question: gr.skip()}
                return
            name = name or uuid4().hex
            again = {**(more or {}), self.question: gr.update(value=""), self.conversation: name}
            for now in answering(here.service, want, turn):
                self._resumable.hold(name, here.user, now)
                if now[-1].waiting:
                    log = gr.update(value=self._log(here, now), conversation=name)
                    yield {**again, self.shell.turns: now, self.log: log}
                    again = {}
                else:
                    keep(here.user, self._stores.kept, name, now[-1])
                    yield {**again, **self._show(here, now, first(now, source), name)}

    def _show(self, here: Here, turns: list[Turn], source: Source, name: str) -> Updates:
        """The page with a conversation, its last answer's first source beside it."""
        seen = source if turns else Source(opened=source.opened)
        return {
            self.conversation: name,
            self.shell.turns: turns,
            self.shell.source: seen,
            self.log: gr.update(value=self._log(here, turns), conversation=name),
            self.shell.panel: self.shell.panel_of(here, seen, turns),
            self.question: gr.skip() if turns else gr.update(value=""),
            self.kept: self._earlier(here),
        }

    def _fields(self, want: Wanted) -> Updates:
        """The filter fields as they make the filter of what is asked."""
        values = fields_of(want.filters)
        return {self.facets[name]: gr.update(value=value) for (name, _, _), value in zip(FACETS, values, strict=True)}

    def _judged(self, here: Here, data: Mapping[str, Any], turns: list[Turn]) -> list[Turn]:
        """The conversation after a verdict, which is kept."""
        index, verdict = number(data.get("of")), data.get("vote")
        if index is None or index >= len(turns) or verdict not in ("up", "down"):
            return turns
        turn = turns[index]
        if turn.answer is None:
            return turns
        given = feedback(
            turn.answer,
            "up" if verdict == "up" else "down",
            user=here.user.name,
            history=[] if turn.fresh else history(turns[:index]),
            filters=turn.filters,
            reason=str(data.get("reason") or "")[:40],
            comment=str(data.get("comment") or ""),
            level=turn.level,
            id=turn.id,
        )
        self._stores.feedback.add(given)
        return [*turns[:index], replace(turn, verdict=str(verdict)), *turns[index + 1 :]]

    @staticmethod
    def _saved(here: Here, data: Mapping[str, Any], turns: list[Turn]) -> Any:
        """The file that the browser saves."""
        kind, base = str(data.get("save", "")), str(data.get("base", ""))
        made = exported(turns, kind, base, here.service, here.language, date.today())
        if made is None:
            return gr.skip()
        told = here.texts("export.saved", name=made.name)
        return gr.update(file=made.name, kind=made.kind, content=made.content, stamp=uuid4().hex, told=told)

    def _resumed(self, here: Here, name: str, source: Source) -> Updates:
        """The page with the conversation that it showed before it was loaded anew, if that is still held."""
        turns = settled(self._resumable.turns(name, here.user), self._running)
        if not turns:
            return {self.log: gr.update(conversation="")}
        gr.Info(here.texts("ask.resumed"), title="")
        return self._show(here, turns, first(turns, source), name)

    def _recalled(self, here: Here, data: Mapping[str, Any], name: str, source: Source) -> Updates:
        """The page after a press in the list of earlier conversations: one opened, one or all deleted."""
        kept = self._stores.kept
        forget = str(data.get("forget") or "")
        if forget == "all":
            kept.delete_all(here.user)
        elif forget:
            kept.delete(here.user, forget)
        if forget:
            return {self.kept: self._earlier(here)}
        wanted_name = str(data.get("open") or "")
        turns = opened(here.user, kept, wanted_name)
        if not turns:
            gr.Info(here.texts("kept.gone"), title="")
            return {self.kept: self._earlier(here)}
        return self._show(here, turns, first(turns, source), wanted_name)

    def _earlier(self, here: Here) -> str:
        return earlier(here.user, self._stores.kept, here.texts)

    def _log(self, here: Here, turns: Sequence[Turn]) -> str:
        """The conversation, or the welcome."""
        if turns:
            return conversation(settled(turns, self._running), "", here.service, here.texts)
        try:
            return welcome(here.service.coverage(), here.texts)
        except CouncilError as error:
            return f'<div class="welcome"><p>{escape(str(error))}</p></div>'


def _state(here: Here) -> tuple[str, int]:
    return here.language, hash(tuple(info.document_id for info in here.service.documents()))
