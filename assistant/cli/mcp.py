"""`council mcp`: the assistant as tools of another assistant, over standard input and output."""

from __future__ import annotations

import logging

import typer

from assistant.cli.common import Doing, IndexFolder, settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: council mcp --index my-index")(mcp)


@Doing("serving MCP", stopped=0)
def mcp(index: IndexFolder = None) -> None:
    """Serves the documents to another assistant, over MCP.

    That assistant starts the command itself, and sees every document of the index, internal ones too. `council serve`
    offers the same tools at /mcp, with sign-in.
    """
    from assistant import open_assistant

    logging.basicConfig(level=logging.WARNING)  # to stderr: the other end reads stdout
    with open_assistant(settings(index)) as assistant:
        from assistant.api.transport import over_stdio

        over_stdio(assistant)
