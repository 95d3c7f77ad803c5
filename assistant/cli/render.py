"""An answer as a person reads it in a terminal."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from assistant.cli.common import one_line, plain

if TYPE_CHECKING:
    from rich.console import Console

    from assistant.contract import Answer, Citation

_INDENT = 4
_VALUE = re.compile(r"\*\*([^*\n]{1,80})\*\*(?= – )")  # what was asked for, at the head of a claim


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(files(__package__).joinpath("texts.toml").read_text(encoding="utf-8"))


def show_answer(answer: Answer, out: Console) -> None:
    """Prints the answer, its sources with their quotes, the status in words, and what to ask next.

    The words around it are in the answer's language. On a terminal lines are wrapped, elsewhere not.
    """
    words = _texts()[answer.language]
    for at, part in enumerate(plain(answer.answer).split("\n\n")):
        if at:
            say(out, "")
        value = _VALUE.match(part)
        text = f"{value.group(1)}{part[value.end() :]}" if value else part
        say(out, text, bold=len(value.group(1)) if value else 0)
    if answer.citations:
        say(out, "")
        say(out, words["sources"], style="bold")
    for citation in answer.citations:
        say(out, f"[{citation.n}] {one_line(citation.title)}")
        say(out, _place(citation, words), style="dim", indent=_INDENT)
        say(out, words["quote"].format(quote=one_line(citation.quote)), indent=_INDENT)
    say(out, "")
    say(out, words["status"][answer.status], style="italic")
    if answer.suggestions:
        say(out, "")
        say(out, words["ask_next"], style="bold")
        for suggestion in answer.suggestions:
            say(out, f"- {one_line(suggestion)}")


def say(out: Console, text: str, style: str = "", indent: int = 0, bold: int = 0) -> None:
    """Prints text that is already plain; wrapped below its indent on a terminal, one long line elsewhere.

    On a terminal the first `bold` characters are bold.
    """
    from rich.padding import Padding
    from rich.text import Text

    if out.is_terminal:
        shown = Text(text, style=style)
        shown.stylize("bold", 0, bold)
        out.print(Padding(shown, (0, 0, 0, indent), expand=False))
    else:
        out.print(Text(" " * indent + text), soft_wrap=True)


def _place(citation: Citation, words: dict[str, Any]) -> str:
    parts = [f"{one_line(citation.path)}, {words['page'].format(n=citation.page)}"]
    if citation.act:
        parts.append(words["act"].get(citation.act, citation.act))
    parts += [one_line(actor) for actor in citation.actors]
    if citation.date:
        parts.append(citation.date)
    return " · ".join(parts)
