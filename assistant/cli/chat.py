"""`council chat`: a conversation in the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import typer

from assistant.cli.common import Doing, IndexFolder, complain, console, counted, settings, told, well_formed

if TYPE_CHECKING:
    from assistant.contract import Answer
    from assistant.service import Service

NEW = "/new"


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: council chat --index my-index")(chat)


@Doing("talking", stopped=0)
def chat(index: IndexFolder = None) -> None:
    """Answers question after question in a conversation.

    A question may build on those before it. /new begins a new conversation; Ctrl-D or Ctrl-C ends it.
    """
    from assistant import open_assistant
    from assistant.cli.render import say, show_answer

    out = console()
    asking = sys.stdin.isatty()
    with open_assistant(settings(index)) as assistant:
        if asking:
            covered = assistant.coverage()
            say(out, f"{counted(covered.documents, 'document')}. /new begins anew, Ctrl-D ends.", style="dim")

        def show(answer: Answer) -> None:
            show_answer(answer, out)
            say(out, "")

        converse(assistant, _typed("> " if asking else ""), show)


def converse(service: Service, lines: Iterable[str], show: Callable[[Answer], None]) -> None:
    """Answers line after line, each with the questions before it as history.

    A question that cannot be answered is complained of on stderr and left out of the history.
    """
    history: list[str] = []
    for line in lines:
        question = well_formed(line).strip()
        if question == NEW:
            history.clear()
        elif question:
            try:
                answer = service.ask(question, history=tuple(history))
            except Exception as error:  # the conversation goes on
                complain(told(error, "answering the question"))
                continue
            show(answer)
            history.append(question)


def _typed(prompt: str) -> Iterator[str]:
    """Lines as they are typed, until the end of the input."""
    if prompt:
        with suppress(ImportError):
            import_module("readline")  # gives `input` its line editing
    while True:
        try:
            yield input(prompt)
        except EOFError:
            if prompt:
                print()
            return
