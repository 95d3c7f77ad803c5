"""The tab of commitments: what was undertaken, by when, and what later documents show of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import gradio as gr

from assistant.ledger.listing import LEDGER_BEGIN, LedgerFilter, narrowed
from ui.here import Event, Here, Updates
from ui.html import html
from ui.overview.commitments import bodies, states, table
from ui.overview.tables import ROWS, Shown
from ui.render import escape
from ui.shell import QUIET, Shell, pressed
from ui.texts import Texts
from ui.views.cases import after


class CommitmentsView:
    """The table of commitments with its filters; its quotes open in the source panel."""

    name = "commitments"
    staff_only = False

    def build(self, texts: Texts) -> None:
        """Makes the components."""
        self.state = gr.State(Shown(LEDGER_BEGIN))
        self.read = gr.State(False)  # whether the ledger has been asked for: to make it takes a while, once
        with gr.Column(elem_id="commitments-list", elem_classes="listing"):
            self.words = gr.Textbox(label=texts("commitments.search"), lines=1, elem_id="commitments-words")
            with gr.Row(elem_classes="facets"):
                self.who = gr.Textbox(label=texts("commitments.of_whom"), lines=1, min_width=140)
                self.bodies = gr.Dropdown(
                    [], value=[], multiselect=True, label=texts("commitments.body"), min_width=140
                )
                self.fates = gr.Dropdown(
                    states(texts), value=[], multiselect=True, label=texts("commitments.fate"), min_width=140
                )
            self.table = html("", "commitments-table", "tables.js")

    def connect(self, shell: Shell) -> None:
        """Ties filters, heads and rows."""
        narrowing = [self.words, self.who, self.bodies, self.fates]

        def chosen(state: Shown, language: str, request: gr.Request, *values: Any) -> Any:
            fresh = replace(state, rows=ROWS)
            return fresh, self._table(shell.here(request, language), fresh, values)

        def told(event: gr.EventData, state: Shown, language: str, request: gr.Request, *values: Any) -> Any:
            changed = after(pressed(event), state)
            return changed, self._table(shell.here(request, language), changed, values)

        def loaded(state: Shown, language: str, request: gr.Request, *values: Any) -> Any:
            here = shell.here(request, language)
            return True, gr.update(choices=bodies(here.service.commitments())), self._table(here, state, values)

        self._when_loaded = (
            (shell.told(loaded), [self.state, shell.language, *narrowing], [self.read, self.bodies, self.table]),
        )
        gr.on(
            [field.change for field in narrowing],
            shell.told(chosen),
            [self.state, shell.language, *narrowing],
            [self.state, self.table],
            trigger_mode="always_last",
            **QUIET,
        )
        self.table.submit(shell.told(told), [self.state, shell.language, *narrowing], [self.state, self.table], **QUIET)
        shell.leads(self.table)

    @property
    def inputs(self) -> Sequence[Any]:
        """Whether the ledger was read, how the list is shown, and the filters."""
        return [self.read, self.state, self.words, self.who, self.bodies, self.fates]

    @property
    def when_loaded(self) -> Sequence[Event]:
        """The ledger is read."""
        return self._when_loaded

    def shown(self, here: Here, *values: Any) -> Updates:
        """The labels, and the list once it was read: a page does not wait for it."""
        read, state, *narrowing = values
        t = here.texts
        waiting = f'<p class="aside" role="status">{escape(t("commitments.reading"))}</p>'
        return {
            self.words: gr.update(label=t("commitments.search")),
            self.who: gr.update(label=t("commitments.of_whom")),
            self.bodies: gr.update(label=t("commitments.body")),
            self.fates: gr.update(label=t("commitments.fate"), choices=states(t)),
            self.table: self._table(here, state, narrowing) if read else waiting,
        }

    def linked(self, here: Here, query: Mapping[str, str]) -> Updates | None:
        """`?view=commitments` shows the list."""
        return {} if query.get("view") == self.name else None

    @staticmethod
    def _table(here: Here, state: Shown, narrowing: Sequence[Any]) -> str:
        words, who, several, fates = narrowing
        chosen = LedgerFilter(words or "", who or "", several or (), fates or ())
        every, today = here.service.commitments(), date.today()
        return table(narrowed(every, chosen, today, state.order), len(every), chosen, state, today, here.texts)
