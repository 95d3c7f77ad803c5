"""The tab that shows what there is to answer from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from ui.chat import narrowed
from ui.documents import chosen, table
from ui.here import Event, Here, Updates
from ui.html import html
from ui.shell import QUIET, Shell
from ui.texts import Texts
from ui.views.ask import facet_fields, facet_labels


class DocumentsView:
    """The list of documents with its filters, and what could not be read."""

    name = "documents"
    staff_only = False

    def build(self, texts: Texts) -> None:
        """Makes the components."""
        self.words = gr.Textbox(label=texts("filter.search"), lines=1, elem_id="words")
        self.facets = facet_fields(texts)
        self.table = html("", "table", "log.js")

    def connect(self, shell: Shell) -> None:
        """Ties the filters to the list."""

        def listed(words: str, language: str, request: gr.Request, *fields: Any) -> str:
            return self._table(shell.here(request, language), words, fields)

        fields = list(self.facets.values())
        gr.on(
            [self.words.change, *(field.change for field in fields)],
            shell.told(listed),
            [self.words, shell.language, *fields],
            self.table,
            trigger_mode="always_last",
            **QUIET,
        )
        shell.leads(self.table)

    @property
    def inputs(self) -> Sequence[Any]:
        """The words and the filters."""
        return [self.words, *self.facets.values()]

    @property
    def when_loaded(self) -> Sequence[Event]:
        """Nothing more."""
        return ()

    def shown(self, here: Here, *values: Any) -> Updates:
        """The list and the labels."""
        words, *fields = values
        return {
            self.words: gr.update(label=here.texts("filter.search")),
            self.table: gr.update(value=self._table(here, words, fields)),
            **facet_labels(self.facets, here),
        }

    def linked(self, here: Here, query: Mapping[str, str]) -> Updates | None:
        """No link leads here."""
        return {} if query.get("view") == self.name else None

    @staticmethod
    def _table(here: Here, words: str, fields: Sequence[Any]) -> str:
        shown = chosen(here.service.documents(), words or "", narrowed(*fields))
        return table(shown, here.service.coverage(), here.texts)
