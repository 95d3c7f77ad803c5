"""`council export`: every document's canonical text and record, as files."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import Annotated

import typer

from assistant.cli.common import Doing, IndexFolder, complain, counted, settings


def register(app: typer.Typer) -> None:
    """Adds the command."""
    app.command(epilog="Example: council export texts/ --index my-index")(export)


@Doing("writing the documents")
def export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write; made when missing.")],
    index: IndexFolder = None,
) -> None:
    """Writes the text and the record of every document.

    They are DIR/PATH.txt and DIR/PATH.json. The text is exactly what the offsets of citations count, in
    UTF-8. Nothing is written outside DIR, and other files in it are left alone.
    """
    from assistant.record import record
    from corpus.errors import CouncilError
    from index.store import Index

    written, failed = 0, False
    with Index.open(settings(index)) as opened:
        _make(folder)
        for entry in opened.catalogue.documents():
            document = opened.catalogue.document(entry.id)
            if document is None:  # removed since the list was made
                continue
            try:
                target = inside(folder, document.path)
                _write(target, ".txt", document.text.encode("utf-8"))
                line = json.dumps(record(document), ensure_ascii=False)
                _write(target, ".json", f"{line}\n".encode())
            except CouncilError as error:
                complain(str(error))
                failed = True
            else:
                written += 1
    print(f"{counted(written, 'document')} written to {folder}.")
    raise typer.Exit(int(failed))


def inside(folder: Path, path: str) -> Path:
    """Where a document of this path goes, without the ending.

    Raises `BadSettings` when the name, or a link among the folders, leads out of `folder`.
    """
    from corpus.errors import BadSettings

    named = PurePosixPath(path)
    odd = not named.name or named.is_absolute() or ".." in named.parts or "\\" in path or "\0" in path
    root = folder.expanduser().resolve()
    target = root if odd else root.joinpath(*named.parts[:-1]).resolve() / named.name
    if odd or not target.is_relative_to(root):
        raise BadSettings(f"{path!r} leads out of {folder}: not written; rename the file and ingest it.")
    return target


def _make(folder: Path) -> None:
    """Makes the folder, so that one that cannot be is told once and not for every document."""
    from corpus.errors import BadSettings

    try:
        folder.expanduser().mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise BadSettings(f"{folder} cannot be made a folder ({error.strerror}): choose another.") from None


def _write(target: Path, ending: str, data: bytes) -> None:
    """Puts a whole file in place at once; a link of that name is replaced, not followed."""
    from corpus.errors import BadSettings

    file = target.with_name(f"{target.name}{ending}")
    part = target.with_name(f".{os.getpid()}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with part.open("xb") as stream:
            stream.write(data)
        part.replace(file)
    except OSError as error:
        with suppress(OSError):
            part.unlink()
        raise BadSettings(f"{file} cannot be written ({error.strerror}): choose another folder.") from None
