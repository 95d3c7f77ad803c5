"""Copies an index to another place, such as from a file to servers: nothing is read or embedded again.

python -m index.moving /var/council          # to where the environment says (COUNCIL_DATABASE_URL …)
"""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from corpus.errors import BadSettings, CouncilError
from index.catalogue.copying import copy_documents
from index.ingest.derived import repair
from index.levels import Levels
from index.publish import Sources, Tell
from index.reader.kept import FILE as SEEN
from index.settings import Settings
from index.store import Index

_BATCH = 50  # documents in one transaction


def move(source: Index, target: Index, tell: Tell | None = None) -> int:
    """Copies every document with its vectors, terms, files and levels; gives how many there are.

    `target` is open for writing and empty, or holds an earlier copy that was cut short. Raises `ModelMismatch` and
    `BadSettings` where it holds other documents.
    """
    sources = Sources.of(source.catalogue)
    held = Sources.of(target.catalogue).documents
    if set(held) - set(sources.documents):
        raise BadSettings(f"{target.settings.place}: there are other documents here; name an empty place.")
    if source.catalogue.embedder is not None:
        target.catalogue.claim(source.catalogue.embedder)
    target.terms.prepare(target.catalogue)
    missing = [document_id for document_id in sources.documents if document_id not in held]
    for at in range(0, len(missing), _BATCH):
        part = {document_id: sources.documents[document_id] for document_id in missing[at : at + _BATCH]}
        with source.catalogue.reading() as reading, target.catalogue.transaction() as writing:
            ids = copy_documents(reading, writing, part)
            terms = source.lexical.entries(ids, reading)
            target.terms.put(writing, part, [terms[passage_id] for passage_id in ids if passage_id in terms])
        if tell:
            tell(at + len(part), len(missing))
    for failed in sources.unread.values():
        target.catalogue.write_unread(failed)
    Levels.load(source.catalogue).store(target.catalogue)
    target.terms.link_cases(target.catalogue, again=True)
    repair(target.catalogue, target.vectors)
    seen = source.settings.index / SEEN
    if seen.is_file() and source.settings.index != target.settings.index:
        shutil.copyfile(seen, target.settings.index / SEEN)
    target.publisher.sync(tell)
    return len(sources.documents)


def main(arguments: list[str], environment: Mapping[str, str] = os.environ) -> int:
    """The command line; gives the exit code."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    settings = Settings.load(environment=environment)
    here = replace(settings, index=Path(arguments[0]).absolute(), database_url=None, vectors_url="memory")
    try:
        with Index.open(here) as source, Index.open(settings, write=True) as target:
            number = move(source, target, lambda done, every: print(f"{done} of {every}", file=sys.stderr))
            print(f"{number} documents are in {settings.place}.")
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
