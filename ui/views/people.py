"""The tab of people: the list, and what one of them did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import gradio as gr

from assistant.overview.listings import ALL, PEOPLE_BEGIN, PersonFilter, narrowed_people
from ui.here import Event, Here, Updates
from ui.html import html
from ui.overview.people import ACTS, detail, key_of, missing, parties, table
from ui.overview.tables import ROWS, Shown
from ui.shell import QUIET, Shell, pressed
from ui.texts import Texts
from ui.views.cases import after

_LONGEST = 200  # characters of a name in a link


@dataclass(frozen=True, slots=True)
class Look:
    """How an opened person is shown: which kind of acts, and how many."""

    kind: str = ALL
    acts: int = ACTS


class PeopleView:
    """The table of people with its filters; an opened person takes its place."""

    name = "people"
    staff_only = False

    def build(self, texts: Texts) -> None:
        """Makes the components."""
        self.state = gr.State(Shown(PEOPLE_BEGIN))
        self.look = gr.State(Look())
        with gr.Column(elem_id="people-list", elem_classes="listing") as self.listing:
            self.words = gr.Textbox(label=texts("people.search"), lines=1, elem_id="people-words")
            with gr.Row(elem_classes="facets"):
                self.parties = gr.Dropdown([], value=[], multiselect=True, label=texts("people.party"), min_width=140)
                self.unanswered = gr.Checkbox(label=texts("people.only_unanswered"), elem_classes="only", min_width=140)
            self.table = html("", "people-table", "tables.js")
        self.detail = html("", "person", "tables.js")

    def connect(self, shell: Shell) -> None:
        """Ties filters, heads, rows, and the kinds of what a person did."""
        self.opened = shell.person
        narrowing = [self.words, self.parties, self.unanswered]

        def narrowed(state: Shown, language: str, request: gr.Request, *values: Any) -> Any:
            fresh = replace(state, rows=ROWS, opened="")
            return fresh, self._table(shell.here(request, language), fresh, values)

        def told(event: gr.EventData, state: Shown, language: str, request: gr.Request, *values: Any) -> Any:
            changed = after(pressed(event), state)
            return changed, self._table(shell.here(request, language), changed, values)

        def opened(who: list[str], state: Shown, language: str, request: gr.Request, *values: Any) -> Updates:
            return self._opened(shell.here(request, language), who, state, Look(), values)

        def looked(event: gr.EventData, who: list[str], look: Look, language: str, request: gr.Request) -> Any:
            data = pressed(event)
            if data.get("back"):
                return [], Look(), gr.skip()
            now = replace(look, acts=look.acts + ACTS) if data.get("more") else Look(str(data.get("kind", ALL)))
            return gr.skip(), now, self._detail(shell.here(request, language), who, now)

        gr.on(
            [field.change for field in narrowing],
            shell.told(narrowed),
            [self.state, shell.language, *narrowing],
            [self.state, self.table],
            trigger_mode="always_last",
            **QUIET,
        )
        self.table.submit(shell.told(told), [self.state, shell.language, *narrowing], [self.state, self.table], **QUIET)
        self.detail.submit(
            shell.told(looked),
            [shell.person, self.look, shell.language],
            [shell.person, self.look, self.detail],
            **QUIET,
        )
        shell.person.change(
            shell.told(opened),
            [shell.person, self.state, shell.language, *narrowing],
            [self.listing, self.table, self.detail, self.state, self.look],
            **QUIET,
        )
        shell.leads(self.table)
        shell.leads(self.detail)

    @property
    def inputs(self) -> Sequence[Any]:
        """The opened person, how the list and they are shown, and the filters."""
        return [self.opened, self.look, self.state, self.words, self.parties, self.unanswered]

    @property
    def when_loaded(self) -> Sequence[Event]:
        """Nothing more."""
        return ()

    def shown(self, here: Here, *values: Any) -> Updates:
        """The list or the person, and the labels."""
        who, look, state, *narrowing = values
        t = here.texts
        return {
            self.words: gr.update(label=t("people.search")),
            self.parties: gr.update(label=t("people.party"), choices=parties(here.service.people())),
            self.unanswered: gr.update(label=t("people.only_unanswered")),
            **self._opened(here, who, state, look, narrowing),
        }

    def linked(self, here: Here, query: Mapping[str, str]) -> Updates | None:
        """`?person=Anna+Ek&party=S` opens a person, `?view=people` the list."""
        name = query.get("person", "").strip()[:_LONGEST]
        if name:
            return {self.opened: [name, query.get("party", "").strip()[:_LONGEST]]}
        return {} if query.get("view") == self.name else None

    def _opened(self, here: Here, who: Sequence[str], state: Shown, look: Look, narrowing: Sequence[Any]) -> Updates:
        if not who:
            return {
                self.listing: gr.update(visible=True),
                self.table: self._table(here, state, narrowing),
                self.detail: "",
                self.state: replace(state, opened=""),
                self.look: Look(),
            }
        return {
            self.listing: gr.update(visible=False),
            self.table: gr.skip(),
            self.detail: self._detail(here, who, look),
            self.state: replace(state, opened=key_of(who[0], who[1])),
            self.look: look,
        }

    @staticmethod
    def _detail(here: Here, who: Sequence[str], look: Look) -> str:
        person = here.service.person(who[0], who[1] or None) if who else None
        if person is None:
            return missing(who[0] if who else "", here.texts)
        return detail(person, look.kind, look.acts, here.texts)

    @staticmethod
    def _table(here: Here, state: Shown, narrowing: Sequence[Any]) -> str:
        words, several, unanswered = narrowing
        chosen = PersonFilter(words or "", several or (), bool(unanswered))
        people = here.service.people()
        return table(narrowed_people(people, chosen, state.order), len(people), chosen, state, here.texts)
