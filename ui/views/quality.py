"""The tab where staff see how good the answers are: the latest evaluation, and what users think of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import gradio as gr

from assistant.access import NotSignedIn
from assistant.feedback import DRAFTS, EVALUATION, Verdict, append, as_question
from index.levels import Level
from ui.ask.verdicts import SHOWN, verdicts
from ui.evaluation import section
from ui.here import Event, Here, Updates
from ui.html import html
from ui.render import escape
from ui.shell import QUIET, Shell, pressed
from ui.stores import Stores, memory_stores
from ui.texts import Texts

_VERDICTS: dict[str, Verdict] = {"up": "up", "down": "down"}


class QualityView:
    """The latest evaluation run, then the verdicts, newest first, of one kind or all."""

    name = "quality"
    staff_only = True

    def __init__(self, stores: Stores | None = None) -> None:
        self._stores = stores or memory_stores()

    def build(self, texts: Texts) -> None:
        """Makes the components; nothing of users is in them before somebody of the staff looks."""
        self.run = html("", "quality-run", "still.js")
        self.lead = html("", "quality-lead", "log.js")
        self.which = gr.Radio(self._choices(texts), value="all", label=texts("quality.show"), elem_id="which")
        self.said = html("", "quality-said", "log.js")
        self.list = html("", "verdicts", "log.js")

    def connect(self, shell: Shell) -> None:
        """Ties the filter and the buttons."""

        def chosen(which: str, language: str, request: gr.Request) -> Updates:
            return self._shown(shell.here(request, language), which)

        def press(event: gr.EventData, which: str, language: str, request: gr.Request) -> Updates:
            here = shell.here(request, language)
            line = self._done(here, pressed(event))
            return {**self._shown(here, which), self.said: _status(line)}

        def looked_at(which: str, language: str, request: gr.Request) -> Updates:
            here = shell.here(request, language)
            if not here.user.staff:
                return {self.said: gr.skip()}
            return {**self._shown(here, which), self.run: gr.update(value=self._run(here))}

        changed = [self.list, self.said]
        shell.tabs.select(shell.told(looked_at), [self.which, shell.language], [self.run, *changed], **QUIET)
        self.which.change(shell.told(chosen), [self.which, shell.language], changed, **QUIET)
        self.list.select(shell.told(press), [self.which, shell.language], changed, **QUIET)

    @property
    def inputs(self) -> Sequence[Any]:
        """Which verdicts are shown."""
        return [self.which]

    @property
    def when_loaded(self) -> Sequence[Event]:
        """Nothing more."""
        return ()

    def shown(self, here: Here, *values: Any) -> Updates:
        """The list and the labels."""
        t = here.texts
        lead = f"<h2>{escape(t('quality.heading'))}</h2><p>{escape(t('quality.lead'))}</p>"
        return {
            self.run: gr.update(value=self._run(here)),
            self.lead: gr.update(value=lead),
            self.which: gr.update(label=t("quality.show"), choices=self._choices(t)),
            **self._shown(here, str(values[0])),
        }

    def linked(self, here: Here, query: Mapping[str, str]) -> Updates | None:
        """`?view=quality` opens the tab."""
        return {} if query.get("view") == self.name else None

    def _run(self, here: Here) -> str:
        """The latest evaluation run; raises `NotSignedIn` for who is not of the staff."""
        if not here.user.staff:
            raise NotSignedIn("Sign in as staff, at /login.")
        return section(self._stores.folder, here.user, here.texts)

    def _shown(self, here: Here, which: str) -> Updates:
        """The list; raises `NotSignedIn` for who is not of the staff."""
        if not here.user.staff:
            raise NotSignedIn("Sign in as staff, at /login.")
        found = self._stores.feedback.newest(_VERDICTS.get(which), level=here.user.level, most=SHOWN)
        return {self.list: gr.update(value=verdicts(found, here.texts)), self.said: ""}

    def _done(self, here: Here, data: Mapping[str, Any]) -> str:
        """What a press did, in one line: a verdict made into a question, or deleted."""
        if not here.user.staff:
            raise NotSignedIn("Sign in as staff, at /login.")
        t, store, folder = here.texts, self._stores.feedback, self._stores.folder
        given = store.find(str(data.get("delete") or data.get("make") or ""))
        if given is None or (given.level is Level.INTERNAL and here.user.level is not Level.INTERNAL):
            return t("quality.gone")
        if data.get("delete"):
            store.delete(given.id)
            return ""
        if folder is None:
            return t("quality.nowhere")
        question = as_question(given)
        file = append(folder, question)
        store.use(given.id, question["id"])
        key = "quality.draft" if file.name == DRAFTS else "quality.written"
        return t(key, id=question["id"], file=file, target=EVALUATION)

    @staticmethod
    def _choices(texts: Texts) -> list[tuple[str, str]]:
        return [(texts(f"quality.{key}"), key) for key in ("all", "up", "down")]


def _status(line: str) -> str:
    return f'<p class="notice" role="status">{escape(line)}</p>' if line else ""
