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
    from assistant.conversation import Conversation

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
    from assistant.conversation import Conversation, MemoryTurns, open_turns

    out = console()
    asking = sys.stdin.isatty()
    with open_assistant(settings(index)) as assistant:
        if asking:
            covered = assistant.coverage()
            say(out, f"{counted(covered.documents, 'document')}. /new begins anew, Ctrl-D ends.", style="dim")

        def show(answer: Answer) -> None:
            show_answer(answer, out)
            say(out, "")

        # What is piped in is soon over: LlamaIndex would take longer to import than the questions to answer.
        turns = open_turns() if asking else MemoryTurns()
        converse(Conversation(assistant, turns), _typed("> " if asking else ""), show)


def converse(talk: Conversation, lines: Iterable[str], show: Callable[[Answer], None]) -> None:
    """Answers line after line, each with the questions before it as history.

    A question that cannot be answered is complained of on stderr and left out of the history.
    """
    for line in lines:
        question = well_formed(line).strip()
        if question == NEW:
            talk.clear()
        elif question:
            try:
                answer = talk.ask(question)
            except Exception as error:  # the conversation goes on
                complain(told(error, "answering the question"))
                continue
            show(answer)


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
