"""The tabs of the page, in their order. A new one is a module with a class like `base.View`, named here."""

from __future__ import annotations

from ui.views.ask import AskView
from ui.views.base import View
from ui.views.documents import DocumentsView


def views() -> list[View]:
    """Every tab, made anew for a page."""
    return [AskView(), DocumentsView()]
