"""All commands under one name, and what starts them."""

from __future__ import annotations

import logging
import sys
import warnings
from typing import Annotated

import typer

from assistant.cli import (
    ask,
    brief,
    cases,
    chat,
    commitments,
    documents,
    evaluate,
    export,
    forget,
    ingest,
    maintenance,
    mcp,
    serve,
    users,
)
from assistant.cli.common import STOPPED, complain, debugging, drop_output, open_missing, told

NAME = "council"

# Plain help texts: boxes would cost every call of --help the import of what draws them.
app = typer.Typer(
    name=NAME,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog='Begin with: council ingest FOLDER, then: council ask "Who asked about the swimming hall?"',
)
for command in (ingest, ask, brief, chat, serve, mcp, documents, cases, commitments, export, evaluate, forget):
    command.register(app)
app.add_typer(maintenance.app, name="index")
app.add_typer(users.app, name="users")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("council-assistant")
        except PackageNotFoundError:
            found = "(not installed)"
        typer.echo(f"{NAME} {found}")
        raise typer.Exit()


@app.callback()
def _council(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    """Answers questions about council documents; every sentence is tied to its exact place in a document."""


def main() -> None:
    """Runs the command of `sys.argv` and ends the process with its exit code."""
    if not debugging():
        logging.getLogger().addHandler(logging.NullHandler())  # remarks of libraries are not for the user
        if not sys.warnoptions:
            warnings.simplefilter("ignore")
    open_missing()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal without å or “ shows ?, and goes on
    try:
        app(prog_name=NAME)
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except OSError as error:  # what help or version were written to is full or broken
        complain(told(error, "writing to the output"))
        drop_output()
        sys.exit(1)
    finally:
        _flush()


def _flush() -> None:
    """Writes out what was printed last; where that fails, nothing more can be told there."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()
    except OSError as error:
        complain(told(error, "writing to the output"))
        drop_output()
        sys.exit(1)
