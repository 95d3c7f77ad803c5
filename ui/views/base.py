"""What every tab of the page is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from ui.here import Event, Here, Updates
from ui.shell import Shell
from ui.texts import Texts


class View(Protocol):
    """A tab of the page. Its text `page.tab_<name>` is its label.

    A view is built once for everybody, before anybody looks: what depends on the user, their documents or their
    language is given by `shown`, when the page is loaded and whenever the language changes.
    """

    name: str
    staff_only: bool

    def build(self, texts: Texts) -> None:
        """Makes the components, inside the tab."""
        ...

    def connect(self, shell: Shell) -> None:
        """Ties presses to functions, when all views are built."""
        ...

    @property
    def inputs(self) -> Sequence[Any]:
        """The components whose values `shown` needs, in its order."""
        ...

    @property
    def when_loaded(self) -> Sequence[Event]:
        """What happens after the page was loaded and filled: what takes time, or follows from a link."""
        ...

    def shown(self, here: Here, *values: Any) -> Updates:
        """Every component that depends on who looks, in which language, with its new value."""
        ...

    def linked(self, here: Here, query: Mapping[str, str]) -> Updates | None:
        """What a link with these parameters shows here, on top of `shown`; None when it is not for this view."""
        ...
