"""What holds the views together: the states they share, presses that lead from one to another, and errors."""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from assistant.access import Access, NotSignedIn
from corpus.errors import CouncilError
from ui.head import unavailable
from ui.here import Here
from ui.opening import opening
from ui.source import View as Source
from ui.source import panel
from ui.texts import texts

_log = logging.getLogger(__name__)

QUIET = {"api_visibility": "private", "show_progress": "hidden"}


@dataclass(slots=True)
class Shell:
    """The components and states that the views share.

    `turns` is the conversation (a list of `ui.ask.turn.Turn`), `source` what the source panel shows (a
    `ui.source.View`), `case` the number of the opened case, `person` the opened person as [name, party]; a view that
    shows one of them listens to its `change`.
    """

    access: Access
    tabs: Any
    language: Any
    turns: Any
    source: Any
    case: Any
    person: Any
    panel: Any

    def here(self, request: gr.Request, language: str) -> Here:
        """Who looks; raises `NotSignedIn`, or what opening an index raises."""
        asked = request.request
        assert asked is not None
        user = self.access.user(asked)
        service = self.access.services.at(user.level)
        return Here(user, service, language, lambda document_id: self.access.opened(asked, document_id, "page"))

    def leads(self, component: Any) -> None:
        """Ties the buttons inside an HTML component to what they open.

        `data-turn` and `data-n` (a citation), `data-doc` with `data-start` and `data-end` (a place) open the source
        panel; `data-case` opens a case, `data-person` with `data-party` a person, each in its tab.
        """
        opened = [self.source, self.panel, self.case, self.person, self.tabs]
        component.click(self.told(self._pressed), [self.turns, self.source, self.language], opened, **QUIET)

    def _pressed(
        self, event: gr.EventData, turns: Sequence[Any], source: Source, language: str, request: gr.Request
    ) -> Any:
        data = pressed(event)
        if data.get("case"):
            return gr.skip(), gr.skip(), str(data["case"]), gr.skip(), gr.update(selected="cases")
        if data.get("person"):
            person = [str(data["person"]), str(data.get("party") or "")]
            return gr.skip(), gr.skip(), gr.skip(), person, gr.update(selected="people")
        seen = opening(data, turns, source)
        return seen, self.panel_of(self.here(request, language), seen, turns), gr.skip(), gr.skip(), gr.skip()

    @staticmethod
    def panel_of(here: Here, source: Source, turns: Sequence[Any]) -> str:
        """The source panel as HTML."""
        answer = turns[source.turn].answer if source.turn is not None and source.turn < len(turns) else None
        return panel(source, answer.citations if answer else (), here.service, here.texts, here.opened)

    @staticmethod
    def told(function: Callable[..., Any]) -> Callable[..., Any]:
        """The function of an event, where a failure is one line on the page and changes nothing else.

        The function needs a parameter `language`; Gradio reads its signature.
        """
        signature = inspect.signature(function)

        def language_of(args: tuple[Any, ...]) -> str:
            return str(signature.bind(*args).arguments["language"])

        if inspect.isgeneratorfunction(function):

            @functools.wraps(function)
            def steps(*args: Any) -> Iterator[Any]:
                try:
                    yield from function(*args)
                except Exception as error:
                    raise _line(error, language_of(args)) from None

            return steps

        @functools.wraps(function)
        def once(*args: Any) -> Any:
            try:
                return function(*args)
            except Exception as error:
                raise _line(error, language_of(args)) from None

        return once


def _line(error: Exception, language: str) -> gr.Error:
    t = texts(language)
    if isinstance(error, NotSignedIn):
        line = t("page.signed_out")
    elif isinstance(error, CouncilError):
        line = unavailable(error, t)
    else:
        _log.error("an event of the page failed", exc_info=error)
        line = t("page.failed")
    return gr.Error(line, title=t("page.error"), print_exception=False)


def pressed(event: Any) -> Mapping[str, Any]:
    """The data-… values of a pressed button."""
    data = event._data
    return data if isinstance(data, dict) else {}
