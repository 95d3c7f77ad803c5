"""The source panel: a document around a quote, its exact characters marked on the page and in the text."""

from ui.source.panel import panel
from ui.source.text import marked, window
from ui.source.view import AROUND, WIDER, View, linked, pressed

__all__ = ["AROUND", "WIDER", "View", "linked", "marked", "panel", "pressed", "window"]
