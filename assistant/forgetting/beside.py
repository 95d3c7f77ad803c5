"""Feedback, conversations, briefs, evaluation runs and questions, and uploads that tell of a document or a person.

What tells of it is removed whole: a turn, a remark, a brief, a run. The audit log stays as it is: it holds who opened
which document and when, and no text.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.brief.store import FILE as BRIEFS
from assistant.feedback import DRAFTS, EVALUATION
from assistant.feedback import FILE as FEEDBACK
from assistant.incoming.uploads import Uploads
from assistant.keeping.opening import FILE as CONVERSATIONS
from assistant.quality.places import place
from assistant.quality.record import REPORT
from assistant.sqlite import SmallStore
from index.forget import scrub

_TABLES = {FEEDBACK: "feedback", CONVERSATIONS: "turn", BRIEFS: "brief"}
_READ = {".json", ".jsonl", ".md", ".html", ".txt", ".csv", ".tsv"}
Tells = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept that tells of it: remarks, turns, briefs, evaluation runs and questions, uploads."""

    feedback: int = 0
    conversations: int = 0
    briefs: int = 0
    runs: int = 0
    questions: int = 0
    uploads: int = 0


def of_document(document_id: str, paths: Sequence[str]) -> Tells:
    """Whether some JSON or text tells of a document: its id, or a path of it in quotes."""
    quoted = [f'"{path}"' for path in paths]
    return lambda text: document_id in text or any(path in text for path in quoted)


def of_person(name: str) -> Tells:
    """Whether some text has a name, in any case."""
    wanted = " ".join(name.casefold().split())
    return lambda text: wanted in " ".join(text.casefold().split())


def find(folder: Path, tells: Tells, locations: Sequence[str] = ()) -> Kept:
    """What is kept beside the index in `folder`; `locations` are the files of a document that goes."""
    counts = {name: len(_rows(folder / name, table, tells)) for name, table in _TABLES.items()}
    questions = sum(len(_lines(folder / name, tells)[1]) for name in (EVALUATION, DRAFTS))
    return Kept(
        counts[FEEDBACK], counts[CONVERSATIONS], counts[BRIEFS],
        len(list(_runs(folder, tells))), questions, len(_uploads(folder, locations)),
    )  # fmt: skip


def remove(folder: Path, tells: Tells, locations: Sequence[str] = ()) -> list[Path]:
    """Removes all that; gives the files in which another process held back what was deleted."""
    left = []
    for name, table in _TABLES.items():
        file = folder / name
        if rows := _rows(file, table, tells):
            with SmallStore(file, "").connection() as connection:
                connection.executemany(f"DELETE FROM {table} WHERE rowid = ?", [(row,) for row in rows])
            left += [] if scrub(file) else [file]
    for name in (EVALUATION, DRAFTS):
        kept, gone = _lines(folder / name, tells)
        if gone:
            draft = (folder / name).with_name(f"{name}.new")
            draft.write_text("".join(f"{line}\n" for line in kept), "utf-8")
            draft.replace(folder / name)
    for run in list(_runs(folder, tells)):
        shutil.rmtree(run)
    for file in _uploads(folder, locations):
        Uploads.load(folder).remove(file)
    return left


def _rows(file: Path, table: str, tells: Tells) -> list[int]:
    """The rows of a store that tell of it."""
    if not file.is_file():
        return []
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        here = connection.execute("SELECT 1 FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        rows: Sequence[tuple[Any, ...]] = connection.execute(f"SELECT rowid, * FROM {table}").fetchall() if here else []
    return [row[0] for row in rows if any(isinstance(value, str) and tells(value) for value in row[1:])]


def _lines(file: Path, tells: Tells) -> tuple[list[str], list[str]]:
    """The lines of a dataset that stay, and those that go."""
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    gone = [line for line in lines if tells(line)]
    return [line for line in lines if line not in gone], gone


def _runs(folder: Path, tells: Tells) -> Iterator[Path]:
    """The evaluation runs of which a file tells of it."""
    runs = place(folder)
    if runs is None or not runs.is_dir():
        return
    folders = [runs] if (runs / REPORT).is_file() else [one for one in runs.iterdir() if (one / REPORT).is_file()]
    for run in folders:
        files = (file for file in run.rglob("*") if file.suffix in _READ and file.is_file())
        if not run.is_symlink() and any(tells(file.read_text("utf-8", "replace")) for file in files):
            yield run


def _uploads(folder: Path, locations: Sequence[str]) -> list[Path]:
    uploads = Uploads.load(folder)
    return [Path(place) for place in locations if uploads.level_of(Path(place)) is not None and Path(place).is_file()]
