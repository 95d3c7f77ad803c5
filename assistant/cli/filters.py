"""The options that narrow a question to some documents."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer

from assistant.cli.common import well_formed


def _date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no date; write it as 2023-05-31.") from None


def _several(name: str, metavar: str, text: str) -> Any:
    text = f"Only {text}. May be given several times."
    return typer.Option(name, parser=well_formed, metavar=metavar, help=text, show_default=False)


def _day(name: str, text: str) -> Any:
    return typer.Option(name, parser=_date, metavar="YYYY-MM-DD", help=text, show_default=False)


Several = list[str] | None
Genres = Annotated[Several, _several("--genre", "KIND", "documents of a kind, as `council docs` names it")]
Bodies = Annotated[Several, _several("--body", "NAME", "documents of a council, board or committee")]
Municipalities = Annotated[Several, _several("--municipality", "NAME", "documents of a municipality")]
Parties = Annotated[Several, _several("--party", "NAME", "what a party said or did")]
Persons = Annotated[Several, _several("--person", "NAME", "what a person said or did")]
Acts = Annotated[
    Several,
    _several(
        "--act",
        "KIND",
        "passages that are a question, answer, proposal, motion, decision, dissent, statement or information",
    ),
]
Cases = Annotated[Several, _several("--case-number", "NUMBER", "documents of a case (diarienummer)")]
Paths = Annotated[Several, _several("--path", "PATH", "a document, or all below a folder")]
From = Annotated[date | None, _day("--from", "Only documents of this day or later.")]
To = Annotated[date | None, _day("--to", "Only documents of this day or earlier.")]
