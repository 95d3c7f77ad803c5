"""`council index audit`: who opened which internal document, and whether the log of it is whole."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from assistant.cli.common import AsJson, Doing, IndexFolder, complain, counted, one_line, print_json, settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: council index audit --document 0123456789abcdef")(audit)


@Doing("reading the audit log")
def audit(
    index: IndexFolder = None,
    user: Annotated[str | None, typer.Option(metavar="NAME", help="Only what this user opened.")] = None,
    document: Annotated[
        str | None, typer.Option(metavar="ID", help="Only openings of this document, by its id or path.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Shows who opened which internal document; exit code 1 when a line was changed or taken out."""
    from assistant.observing.audit import FILE, read

    lines, problems = read(settings(index).index / FILE)
    shown = [
        line
        for line in lines
        if (user is None or line.user == user) and (document is None or document in (line.document_id, line.path))
    ]
    if as_json:
        print_json({"openings": [asdict(line) for line in shown], "problems": problems})
    else:
        for line in shown:
            who = f"{one_line(line.user)} ({line.role})" if line.user else "at this machine"
            print(f"{line.time}  {who}  {line.how}  {one_line(line.path)}")
        if not shown:
            print("Nobody has opened an internal document." if not lines else "No opening fits.")
    for problem in problems:
        complain(problem)
    if problems:
        complain(f"{counted(len(problems), 'problem')} found: the log is not as it was written.")
        raise typer.Exit(1)
