"""The page: its head, its tabs, the source panel beside them, and what happens when it is loaded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from assistant.server import Server
from corpus.errors import CouncilError
from ui.account import account
from ui.head import closed, foot, header, language_of
from ui.here import Here, Updates
from ui.html import html
from ui.shell import QUIET, Shell
from ui.source import View as Source
from ui.source import linked
from ui.texts import LANGUAGES, Texts, texts
from ui.views import views
from ui.views.base import View


def build(server: Server) -> Any:
    """The Gradio page as a `Blocks`; mount it with `ui.serve.application`."""
    t = texts(LANGUAGES[0])
    with gr.Blocks(title=t("page.title"), analytics_enabled=False, fill_width=True) as blocks:
        frame = _Frame(server, t)
        frame.connect(blocks)
    blocks.queue(default_concurrency_limit=4, max_size=64, api_open=False)
    return blocks


def _all_of(blocks: Any) -> list[Any]:
    """Every part of the page: an event that gives a dictionary changes those that it names."""
    return [
        block for block in blocks.blocks.values() if isinstance(block, gr.components.Component | gr.blocks.BlockContext)
    ]


class _Frame:
    """The components around the views, and the events that concern them all."""

    def __init__(self, server: Server, t: Texts) -> None:
        self.views = views(server)
        states = {
            "language": gr.State(t.language),
            "turns": gr.State([]),
            "source": gr.State(Source()),
            "case": gr.State(""),
            "person": gr.State([]),
        }
        with gr.Row(elem_id="head"):
            self.header = html("", "title", "header.js", language=t.language, name=t("page.title"))
            self.account = html("", "account", "still.js")
            self.switch = gr.Button(t("page.other_language"), size="sm", elem_id="switch", min_width=0, scale=0)
        with gr.Row(elem_id="columns"):
            with gr.Column(scale=3, min_width=320, elem_id="left"), gr.Tabs(elem_id="tabs") as tabs:
                self.tabs = [self._tab(view, t) for view in self.views]
            with gr.Column(scale=2, min_width=320, elem_id="right"):
                shown = html("", "panel", "source.js")
        self.foot = html("", "foot", "still.js")
        self.signs_in = server.signs_in
        self.shell = Shell(access=server.access, tabs=tabs, panel=shown, **states)

    @staticmethod
    def _tab(view: View, t: Texts) -> Any:
        with gr.Tab(t(f"page.tab_{view.name}"), id=view.name, visible=not view.staff_only) as tab:
            view.build(t)
        return tab

    def connect(self, blocks: Any) -> None:
        """Ties the views together; the page is filled when somebody loads it."""
        shell = self.shell
        for view in self.views:
            view.connect(shell)
        shell.leads(shell.panel)
        inputs = [component for view in self.views for component in view.inputs]
        outputs = _all_of(blocks)

        def load(turns: list[Any], language: str, request: gr.Request, *values: Any) -> Updates:
            query = {name: str(value) for name, value in dict(request.query_params).items()}
            spoken = language_of(request.request)
            try:
                here = shell.here(request, spoken)
            except CouncilError as error:
                return {self.header: gr.update(value=closed(error, spoken), language=spoken)}
            source = linked(query, Source()) or Source()
            return {
                **self._everything(here, turns, source, values),
                **self._linked(here, query),
                shell.source: source,
            }

        def switch(turns: list[Any], source: Source, language: str, request: gr.Request, *values: Any) -> Updates:
            other = LANGUAGES[1] if language == LANGUAGES[0] else LANGUAGES[0]
            return self._everything(shell.here(request, other), turns, source, values)

        loaded = blocks.load(shell.told(load), [shell.turns, shell.language, *inputs], outputs, **QUIET)
        for view in self.views:
            for event in view.when_loaded:
                loaded.then(*event, **QUIET)
        self.switch.click(shell.told(switch), [shell.turns, shell.source, shell.language, *inputs], outputs, **QUIET)

    def _everything(self, here: Here, turns: Sequence[Any], source: Source, values: Sequence[Any]) -> Updates:
        """All that depends on who looks and in which language."""
        t = here.texts
        new: Updates = {
            self.shell.language: here.language,
            self.header: gr.update(value=header(here), language=here.language, name=t("page.title")),
            self.switch: gr.update(value=t("page.other_language")),
            self.account: account(here, self.signs_in),
            self.foot: foot(here),
            self.shell.panel: self.shell.panel_of(here, source, turns),
        }
        left = list(values)
        for view, tab in zip(self.views, self.tabs, strict=True):
            own, left = left[: len(view.inputs)], left[len(view.inputs) :]
            may_see = here.user.staff or not view.staff_only
            new[tab] = gr.update(label=t(f"page.tab_{view.name}"), visible=may_see)
            if may_see:
                new.update(view.shown(here, *own))
        return new

    def _linked(self, here: Here, query: Mapping[str, str]) -> Updates:
        for view in self.views:
            found = view.linked(here, query) if here.user.staff or not view.staff_only else None
            if found is not None:
                return {**found, self.shell.tabs: gr.update(selected=view.name)}
        return {}
