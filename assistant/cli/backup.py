"""`council index backup` and `council index restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.common import Doing, IndexFolder, complain, counted, settings


def register(app: typer.Typer) -> None:
    """Adds the commands."""
    app.command(epilog="Example: council index backup /var/backups")(backup)
    app.command(epilog="Example: council index restore council-20260101-030000.backup --index my-index")(restore)


@Doing("making the backup")
def backup(
    target: Annotated[Path, typer.Argument(metavar="FILE|FOLDER", help="A new file, or a folder to put one in.")],
    index: IndexFolder = None,
    without_users: Annotated[
        bool, typer.Option("--without-users", help="Leave out feedback, conversations, briefs, evaluation questions.")
    ] = False,
) -> None:
    """Writes a backup of the index to one file, while others go on asking and an ingest goes on writing.

    In it are the documents with all that was read of them, who may see what, files that were sent in, and what users
    made: feedback, conversations, briefs, evaluation questions. Not in it are the vector store and the public index,
    which `restore` makes anew; the audit log, which belongs to its machine; and users, sessions and secrets, which
    stand in files of your own (COUNCIL_USERS …). It holds what is internal, so only you may read it: keep it safe.
    """
    from index.backup import backup as write

    file = write(settings(index), target, not without_users)
    print(f"{file} ({file.stat().st_size / 1e6:.1f} MB)")


@Doing("restoring the index; what was there before is kept unless it was done")
def restore(
    file: Annotated[Path, typer.Argument(metavar="BACKUP", help="A file made by `council index backup`.")],
    index: IndexFolder = None,
    force: Annotated[bool, typer.Option("--force", help="Replace the index that is there.")] = False,
) -> None:
    """Makes an index of a backup; nothing is read or embedded again. Then run `council ingest` for what is newer.

    A folder that holds something is left alone without --force. With it everything in the folder is replaced: the
    audit log too, so keep that first. Documents that were forgotten since come back: run `council forget` again.
    """
    from index.backup import restore as make

    chosen = settings(index)
    contents = make(file, chosen, force)
    held = f"{counted(contents.documents, 'document')}, {counted(contents.passages, 'passage')}"
    print(f"{chosen.index}: {held}, as of {contents.made}.")
    complain("Run `council ingest` on your folders for what has changed since.")
