"""What an index must hold after a kill, and what it must answer. Each function is run in a fork of its own."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import select

from assistant import Answer, Assistant
from corpus.errors import NoIndex
from evals.crash.town import QUESTIONS
from index.catalogue.rows import text_hash
from index.catalogue.schema import documents, files
from index.settings import Settings
from index.store import Index

HERE = ("added", "replaced", "moved", "unchanged")
"""What `council ingest --json` says of a file whose document is in the index."""


def acknowledged(output: str) -> dict[str, str | None]:
    """What an ingest had told before its end: documents by path, None for a path that is there no longer.

    A last line that was cut off told nothing.
    """
    told: dict[str, str | None] = {}
    for line in output.splitlines(keepends=True):
        try:
            said = json.loads(line)
        except ValueError:
            continue
        if line.endswith("\n") and said.get("status") in HERE:
            told[said["path"]] = said["document_id"]
        elif line.endswith("\n") and said.get("status") == "removed":
            told[said["path"]] = None
    return told


def lost(settings: Settings, told: Mapping[str, str | None]) -> list[str]:
    """What was acknowledged and is not there, and what is there twice; an index as it lies, nothing repaired."""
    try:
        opened = Index.open(settings)
    except NoIndex:
        return [f"{path}: acknowledged, and there is no index" for path in told]
    with opened as index:
        held = {file.path: file.document_id for file in index.catalogue.files()}
        found = _counts(index)
        for path, document_id in told.items():
            document = index.catalogue.document(document_id) if document_id else None
            if document_id is None and path in held:
                found.append(f"{path}: acknowledged as removed, and still there")
            elif document_id is not None and held.get(path) != document_id:
                found.append(f"{path}: acknowledged, and not there")
            elif document_id is not None and document is None:
                found.append(f"{path}: acknowledged, and its document is not there")
            elif document is not None and text_hash(document.text) != index.catalogue.text_hashes()[document.id]:
                found.append(f"{path}: acknowledged, and its text is not what was written")
        found += [f"{path}: refers to a document that is not there" for path in _dangling(index)]
    return found + broken_answers(settings)


def broken_answers(settings: Settings) -> list[str]:
    """Whether a question is answered by the index as it lies."""
    try:
        _asked(settings, QUESTIONS[:1], "")
    except Exception as error:
        return [f"a question failed before the repair: {type(error).__name__}: {error}"]
    return []


def held(settings: Settings) -> dict[str, str]:
    """Every file's path, with the digest of its bytes."""
    with Index.open(settings) as index:
        return {file.path: file.sha256 for file in index.catalogue.files()}


def answers(settings: Settings, questions: tuple[str, ...] = QUESTIONS) -> dict[str, Any]:
    """The answer objects but for their timings, of the index and, where there is one, of the public index."""
    found = _asked(settings, questions, "")
    if (settings.index / "public" / "catalogue.sqlite").is_file():
        found |= _asked(replace(settings, index=settings.index / "public"), questions, "public: ")
    return found


def _asked(settings: Settings, questions: tuple[str, ...], mark: str) -> dict[str, Any]:
    with Index.open(settings) as index:
        assistant = Assistant(index)
        return {f"{mark}{question}": _comparable(assistant.ask(question)) for question in questions}


def _comparable(answer: Answer) -> dict[str, Any]:
    """An answer without what differs between unharmed indexes too: times, and which of equally good passages of the
    retrieved ones stands first, which follows the order in which documents were written.
    """
    told = answer.model_dump(mode="json", exclude={"timings_ms"})
    return {**told, "retrieved": sorted({one["path"] for one in told["retrieved"]})}


def problems(settings: Settings) -> list[str]:
    """What `council index verify` finds, and what lies in the folder that nothing needs."""
    with Index.open(settings) as index:
        found = index.verify() + _counts(index)
    spare = [path.name for path in settings.index.iterdir() if path.name.startswith((".", "near."))]
    return found + [f"{name}: was left behind" for name in spare]


def digest(folder: Path) -> dict[str, str]:
    """The files of the papers with the digest of their bytes, without those that hold nothing."""
    found = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.txt")}
    return {path: hashlib.sha256(data).hexdigest() for path, data in found.items() if data}


def _counts(index: Index) -> list[str]:
    with index.catalogue.reading() as connection:
        contents = Counter(connection.scalars(select(documents.c.sha256)))
        paths = Counter(connection.scalars(select(files.c.location)))
    return [f"{name}: is there {n} times" for name, n in (*contents.items(), *paths.items()) if n > 1]


def _dangling(index: Index) -> list[str]:
    with index.catalogue.reading() as connection:
        ids = set(connection.scalars(select(documents.c.id)))
    return [file.path for file in index.catalogue.files() if file.document_id not in ids]
