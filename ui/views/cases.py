"""The tab of cases (ärenden): the list, and one of them as a timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import gradio as gr

from assistant.overview.listings import CASES_BEGIN, CaseFilter, narrowed_cases
from ui.here import Event, Here, Updates
from ui.html import html
from ui.overview.cases import detail, facets, missing, table
from ui.overview.tables import ROWS, Shown, pressed_order
from ui.shell import QUIET, Shell, pressed
from ui.texts import Texts

FACETS = ("kind", "status", "body")
_LONGEST = 200  # characters of a number in a link


class CasesView:
    """The table of cases with its filters; an opened case takes its place."""

    name = "cases"
    staff_only = False

    def build(self, texts: Texts) -> None:
        """Makes the components."""
        self.state = gr.State(Shown(CASES_BEGIN))
        with gr.Column(elem_id="cases-list", elem_classes="listing") as self.listing:
            self.words = gr.Textbox(label=texts("cases.search"), lines=1, elem_id="cases-words")
            with gr.Row(elem_classes="facets"):
                self.fields = {
                    name: gr.Dropdown([], value=[], multiselect=True, label=texts(f"cases.{name}"), min_width=140)
                    for name in FACETS
                }
                self.unanswered = gr.Checkbox(label=texts("cases.only_unanswered"), elem_classes="only", min_width=140)
            self.table = html("", "cases-table", "tables.js")
        self.detail = html("", "case", "tables.js")

    def connect(self, shell: Shell) -> None:
        """Ties filters, heads and rows."""
        self.opened = shell.case
        narrowing = [self.words, *self.fields.values(), self.unanswered]

        def narrowed(state: Shown, language: str, request: gr.Request, *values: Any) -> Any:
            fresh = replace(state, rows=ROWS, opened="")
            return fresh, self._table(shell.here(request, language), fresh, values)

        def told(event: gr.EventData, state: Shown, language: str, request: gr.Request, *values: Any) -> Any:
            changed = after(pressed(event), state)
            return changed, self._table(shell.here(request, language), changed, values)

        def opened(number: str, state: Shown, language: str, request: gr.Request, *values: Any) -> Updates:
            return self._opened(shell.here(request, language), number, state, values)

        gr.on(
            [field.change for field in narrowing],
            shell.told(narrowed),
            [self.state, shell.language, *narrowing],
            [self.state, self.table],
            trigger_mode="always_last",
            **QUIET,
        )
        self.table.submit(shell.told(told), [self.state, shell.language, *narrowing], [self.state, self.table], **QUIET)
        self.detail.submit(lambda: "", None, shell.case, **QUIET)
        shell.case.change(
            shell.told(opened),
            [shell.case, self.state, shell.language, *narrowing],
            [self.listing, self.table, self.detail, self.state],
            **QUIET,
        )
        shell.leads(self.table)
        shell.leads(self.detail)

    @property
    def inputs(self) -> Sequence[Any]:
        """The opened case, how the list stands, and the filters."""
        return [self.opened, self.state, self.words, *self.fields.values(), self.unanswered]

    @property
    def when_loaded(self) -> Sequence[Event]:
        """Nothing more."""
        return ()

    def shown(self, here: Here, *values: Any) -> Updates:
        """The list or the case, and the labels."""
        number, state, *narrowing = values
        t = here.texts
        offered = facets(here.service.cases(), t)
        labels = {
            field: gr.update(label=t(f"cases.{name}"), choices=offered[name]) for name, field in self.fields.items()
        }
        return {
            self.words: gr.update(label=t("cases.search")),
            self.unanswered: gr.update(label=t("cases.only_unanswered")),
            **labels,
            **self._opened(here, number, state, narrowing),
        }

    def linked(self, here: Here, query: Mapping[str, str]) -> Updates | None:
        """`?case=KS+2022/170` opens a case, `?view=cases` the list."""
        number = query.get("case", "").strip()[:_LONGEST]
        if number:
            return {self.opened: number}
        return {} if query.get("view") == self.name else None

    def _opened(self, here: Here, number: str, state: Shown, narrowing: Sequence[Any]) -> Updates:
        if not number:
            return {
                self.listing: gr.update(visible=True),
                self.table: self._table(here, state, narrowing),
                self.detail: "",
                self.state: replace(state, opened=""),
            }
        timeline = here.service.case(number)
        if timeline is None:
            shown, home = missing(number, here.service.case_hints(number), here.texts), ""
        else:
            shown, home = detail(timeline, here.texts), timeline.case.id
        return {
            self.listing: gr.update(visible=False),
            self.table: gr.skip(),
            self.detail: shown,
            self.state: replace(state, opened=home),
        }

    @staticmethod
    def _table(here: Here, state: Shown, narrowing: Sequence[Any]) -> str:
        words, kinds, statuses, bodies, unanswered = narrowing
        chosen = CaseFilter(words or "", kinds or (), statuses or (), bodies or (), bool(unanswered))
        cases = here.service.cases()
        return table(narrowed_cases(cases, chosen, state.order), len(cases), chosen, state, here.texts)


def after(data: Mapping[str, Any], state: Shown) -> Shown:
    """How a list stands after a press on a head or on "show more"."""
    if data.get("more"):
        return replace(state, rows=state.rows + ROWS, opened="")
    return replace(state, order=pressed_order(state.order, str(data.get("sort", ""))), rows=ROWS, opened="")
