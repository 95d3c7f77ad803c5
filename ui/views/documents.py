"""The tab that shows what there is to answer from, and where staff add to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from assistant.contract import FilterSpec
from assistant.incoming.uploads import size_limit
from assistant.overview.documents import chosen
from assistant.overview.holdings import holdings, parties_of
from assistant.service import DocumentInfo
from ui.ask.chat import narrowed
from ui.facets import facet_fields
from ui.here import Event, Here, Updates
from ui.html import html
from ui.overview.documents import Listing, facets, table
from ui.overview.holdings import chart
from ui.overview.uploading import panel
from ui.shell import QUIET, Shell, pressed
from ui.texts import Texts

FACETS = (
    ("body", "body", True),
    ("genre", "genre", True),
    ("party", "party", True),
    ("year_from", "year", False),
    ("year_to", "year", False),
)


class DocumentsView:
    """The list of documents with its filters and its chart, what could not be read, and the upload."""

    name = "documents"
    staff_only = False

    def build(self, texts: Texts) -> None:
        """Makes the components."""
        self.upload = html("", "upload", "uploads.js")
        self.words = gr.Textbox(label=texts("filter.list_search"), lines=1, elem_id="words")
        self.facets = facet_fields(texts, FACETS)
        self.chart = html("", "holdings", "documents.js")
        self.table = html("", "table", "documents.js")

    def connect(self, shell: Shell) -> None:
        """Ties filters, heads of columns and finished jobs to the list."""
        self.listing = gr.State(Listing())
        given = [self.words, shell.language, *self.facets.values()]

        def listed(words: str, language: str, request: gr.Request, *fields: Any) -> Any:
            here = shell.here(request, language)
            fresh = Listing()
            return fresh, *self._content(here, words, fields, fresh)

        def turned(
            event: gr.EventData, listing: Listing, words: str, language: str, request: gr.Request, *fields: Any
        ) -> Any:
            stands = listing.pressed(pressed(event))
            return stands, self._found(shell.here(request, language), words, fields, stands)[1]

        def refreshed(listing: Listing, words: str, language: str, request: gr.Request, *fields: Any) -> Updates:
            here = shell.here(request, language)
            return {**self._filled(here, words, fields, listing), **self._labels(here)}

        gr.on(
            [self.words.change, *(field.change for field in self.facets.values())],
            shell.told(listed),
            given,
            [self.listing, self.chart, self.table],
            trigger_mode="always_last",
            **QUIET,
        )
        self.table.submit(shell.told(turned), [self.listing, *given], [self.listing, self.table], **QUIET)
        self.upload.submit(
            shell.told(refreshed), [self.listing, *given], [self.chart, self.table, *self.facets.values()], **QUIET
        )
        shell.leads(self.table)

    @property
    def inputs(self) -> Sequence[Any]:
        """The list's order and page, the words and the filters."""
        return [self.listing, self.words, *self.facets.values()]

    @property
    def when_loaded(self) -> Sequence[Event]:
        """Nothing more."""
        return ()

    def shown(self, here: Here, *values: Any) -> Updates:
        """The chart, the list, the labels, and the upload for staff."""
        listing, words, *fields = values
        upload = panel(here.user, size_limit(), here.texts)
        return {
            self.words: gr.update(label=here.texts("filter.list_search")),
            self.upload: gr.update(value=upload, visible=bool(upload)),
            **self._filled(here, words, fields, listing),
            **self._labels(here),
        }

    def linked(self, here: Here, query: Mapping[str, str]) -> Updates | None:
        """A link with `view=documents` leads here."""
        return {} if query.get("view") == self.name else None

    def _filled(self, here: Here, words: str, fields: Sequence[Any], listing: Listing) -> Updates:
        seen, rows = self._content(here, words, fields, listing)
        return {self.chart: gr.update(value=seen), self.table: gr.update(value=rows)}

    def _content(self, here: Here, words: str, fields: Sequence[Any], listing: Listing) -> tuple[str, str]:
        """The chart and the list of the documents that pass the filters."""
        shown, rows = self._found(here, words, fields, listing)
        return chart(holdings(shown), here.texts), rows

    @staticmethod
    def _found(here: Here, words: str, fields: Sequence[Any], listing: Listing) -> tuple[Sequence[DocumentInfo], str]:
        """Those documents, and the list of them."""
        documents, parties = here.service.documents(), parties_of(here.service)
        spec = wanted(*fields)
        shown = chosen(documents, words or "", spec, parties)
        return shown, table(shown, here.service.coverage(), here.texts, listing, words or "", spec)

    def _labels(self, here: Here) -> Updates:
        """The filters with what the documents offer."""
        t = here.texts
        offered = facets(here.service.documents(), t, parties_of(here.service))
        return {
            self.facets[name]: gr.update(
                label=t(f"filter.{name}"),
                choices=offered[group] if several else [(t("filter.any"), ""), *offered[group]],
            )
            for name, group, several in FACETS
        }


def wanted(
    bodies: Sequence[str] | None,
    genres: Sequence[str] | None,
    parties: Sequence[str] | None,
    year_from: str | None,
    year_to: str | None,
) -> FilterSpec:
    """The filter that the fields of the list make."""
    return narrowed(bodies, genres, year_from, year_to).model_copy(update={"party": list(parties or [])})
