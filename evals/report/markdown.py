"""Text of others made safe in Markdown that a code host shows."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

_SPECIAL = re.compile(r"([\\`*_\[\]|~])")


def plain(text: str) -> str:
    """Any text on one line as words alone: no markup, no HTML, no table cell, and nobody is called by @."""
    line = html.escape(" ".join(text.split()), quote=False)
    return _SPECIAL.sub(r"\\\1", line).replace("@", "@\u200b")


def folded(summary: str, body: str) -> str:
    """A block that is closed until it is opened; `summary` is plain text and `body` Markdown."""
    return f"<details>\n<summary>{html.escape(summary)}</summary>\n\n{body}\n\n</details>"


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose first column is text and whose others are numbers; cells are Markdown."""
    lines = [f"| {' | '.join(head)} |", "|---|" + "---:|" * (len(head) - 1)]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])
