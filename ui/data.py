"""The data that a press on the page carries."""

from __future__ import annotations


def number(value: object) -> int | None:
    """A number as a page's data carries it; None for anything else."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 12 else None
