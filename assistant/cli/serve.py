"""`council serve`: the page in a browser, and the HTTP API."""

from __future__ import annotations

import os
from importlib import import_module
from typing import Annotated

import typer

from assistant.cli.common import Doing, IndexFolder, complain, settings

_THIS_MACHINE = ("127.0.0.1", "::1", "localhost")


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: council serve --port 8000 --open")(serve)


@Doing("serving the page", stopped=0)
def serve(
    index: IndexFolder = None,
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[
        int, typer.Option(metavar="NUMBER", min=0, max=65535, help="The port, or the next one that is free.")
    ] = 7860,
    open_browser: Annotated[bool, typer.Option("--open", help="Open the page in your browser.")] = False,
) -> None:
    """Serves the page and the HTTP API until Ctrl-C.

    The address is printed when it can be opened.
    """
    # Questions come side by side, so one core each is soonest done. Read when the libraries are loaded, below.
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from assistant.observing.logs import configure
    from assistant.observing.settings import ObservingSettings

    configure(ObservingSettings.load())
    chosen = settings(index)
    if host not in _THIS_MACHINE:
        complain(f"Note: whoever reaches {host} can read the public documents, unless sign-in is on (COUNCIL_USERS).")
    # By name: the page imports the assistant, not the other way round.
    import_module("ui.serve").serve(chosen, host=host, port=port, open_browser=open_browser)
