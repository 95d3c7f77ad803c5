"""Backups of an index, and indexes made of backups.

A backup is one file: a copy of the catalogue, taken by SQLite while others read and write, and under `kept/` the files
beside it that nothing else could give back. What is derived (vector store, public index, what the reader has seen) is
not copied but made again by `restore`.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from corpus.errors import BadSettings, IndexError_
from index.catalogue.catalogue import FILE
from index.catalogue.lock import WriterLock
from index.catalogue.schema import SCHEMA_VERSION
from index.settings import Settings
from index.store import Index

KEPT = ("feedback.sqlite", "conversations.sqlite", "briefs.sqlite", "evaluation.jsonl", "evaluation-drafts.jsonl")
"""What users and staff have made, beside the index. Not the audit log, which says what was opened on that machine and
is never put back; no sessions, no secrets, no list of users."""
FOLDERS = ("uploads",)
"""Files that were sent in: the index may be the only place where they are."""
_FORMAT = "council-backup-1"
_NOTE = "backup.json"
_PAGES = 2_000  # pages of the database copied at a time, so that a writer gets its turn


class BadBackup(IndexError_):
    """A file is no backup, or not a whole one."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a backup says of itself: when it was made (UTC), its catalogue's counts, its files with their digests."""

    made: str
    schema: str
    documents: int
    passages: int
    files: dict[str, str]


def backup(settings: Settings, target: Path, users_too: bool = True) -> Path:
    """Writes a backup to a file, or into a folder under a name with the time; gives the file. Others may go on writing.

    `users_too` takes feedback, conversations, briefs and evaluation questions along. Raises `NoIndex`, `BadSettings`
    where the catalogue lies on a server, and `IndexError_` when it cannot be written or exists already.
    """
    if settings.place.file is None:
        raise BadSettings("The catalogue lies on a server: back it up there, such as with pg_dump (docs/scaling.md).")
    Index.open(settings).close()
    now = datetime.now(UTC)
    file = target / f"council-{now:%Y%m%d-%H%M%S}.backup" if target.is_dir() else target
    if file.exists():
        raise IndexError_(f"{file} exists already: name another file, or a folder.")
    try:
        with tempfile.TemporaryDirectory(prefix=".backup.", dir=file.parent) as scratch:
            made = _write(settings, Path(scratch), now, users_too)
            made.chmod(0o600)  # it holds what is internal
            made.replace(file)
    except OSError as error:
        raise IndexError_(f"The backup {file} cannot be written ({error.strerror}): check folder and disk.") from None
    except sqlite3.Error as error:
        raise IndexError_(
            f"The index in {settings.index} cannot be copied ({error}): try `council index verify`."
        ) from None
    return file


def _write(settings: Settings, scratch: Path, now: datetime, users_too: bool) -> Path:
    copied = scratch / FILE
    _copy(settings.database, copied)
    parts = {FILE: copied}
    for name in KEPT if users_too else ():
        source = settings.index / name
        if source.is_file() and source.suffix == ".sqlite":
            _copy(source, scratch / name)
            parts[f"kept/{name}"] = scratch / name
        elif source.is_file():
            parts[f"kept/{name}"] = source
    for folder in FOLDERS:
        for path in sorted((settings.index / folder).rglob("*")):
            if path.is_file() and not path.is_symlink():
                parts[f"kept/{path.relative_to(settings.index).as_posix()}"] = path
    made = scratch / "whole.backup"
    digests: dict[str, str] = {}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, path in parts.items():
            digests[name] = _store(archive, name, path)
        with closing(sqlite3.connect(copied)) as connection:
            counts = [connection.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in ("documents", "passages")]
            schema = connection.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone()[0]
        note = {
            "format": _FORMAT,
            "made": now.isoformat(timespec="seconds"),
            "schema": schema,
            "documents": counts[0],
            "passages": counts[1],
            "files": digests,
        }
        archive.writestr(_NOTE, json.dumps(note))
    return made


def _copy(source: Path, target: Path) -> None:
    """A whole copy of a database in one state, whoever writes meanwhile."""
    with closing(sqlite3.connect(source, timeout=30)) as ours, closing(sqlite3.connect(target)) as copy:
        # Held to one state: without it a writer's commit would begin the copying anew, again and again.
        ours.execute("BEGIN")
        ours.execute("SELECT count(*) FROM sqlite_master").fetchone()
        ours.backup(copy, pages=_PAGES)
        copy.execute("PRAGMA journal_mode = DELETE")
        if copy.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
            raise sqlite3.DatabaseError(f"{source.name} is damaged")


def _store(archive: zipfile.ZipFile, name: str, path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as source, archive.open(name, "w", force_zip64=True) as target:
        while block := source.read(1 << 20):
            digest.update(block)
            target.write(block)
    return digest.hexdigest()


def restore(
    file: Path, settings: Settings, force: bool = False, tell: Callable[[int, int], None] | None = None
) -> Contents:
    """Makes an index of a backup, in an empty place, or with `force` in the place of another; gives what it held.

    Vector store and public index are made anew. Until all is done the old index stays as it is. Raises `BadBackup`,
    `IndexBusy`, and `IndexError_` where something is in the way.
    """
    if settings.place.file is None:
        raise BadSettings(
            "The catalogue lies on a server: restore into a folder, then `python -m index.moving` it there."
        )
    folder = settings.index
    there = folder.is_dir() and any(path.name != "writer.lock" for path in folder.iterdir())
    if there and not force:
        raise IndexError_(f"{folder} is not empty: name another with --index, or replace what is there with --force.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(prefix=f".{folder.name}.restore.", dir=folder.parent))
    try:
        with _opened(file) as (archive, contents):
            _unpack(archive, contents, new)
        with Index.open(replace(settings, index=new, database_url=None), write=True) as index:
            index.fill(tell)
        _put_in_place(new, folder, there)
    finally:
        shutil.rmtree(new, ignore_errors=True)
    return contents


def _put_in_place(new: Path, folder: Path, there: bool) -> None:
    """The last step: what was there goes aside, the new comes, the old is removed."""
    if not there:
        shutil.rmtree(folder, ignore_errors=True)
        new.rename(folder)
        return
    lock = WriterLock(folder)
    lock.acquire()
    try:
        old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.replaced.", dir=folder.parent))
        folder.rename(old / "index")
        new.rename(folder)
    finally:
        lock.release()
    shutil.rmtree(old)


@contextmanager
def _opened(file: Path) -> Iterator[tuple[zipfile.ZipFile, Contents]]:
    try:
        with zipfile.ZipFile(file) as archive:
            said = json.loads(archive.read(_NOTE))
            if said.pop("format") != _FORMAT:
                raise ValueError
            contents = Contents(**said)
            if set(archive.namelist()) != {*contents.files, _NOTE} or FILE not in contents.files:
                raise ValueError
            if contents.schema != SCHEMA_VERSION:
                raise BadBackup(
                    f"{file}: was made by a program with schema version {contents.schema}, this one has "
                    f"{SCHEMA_VERSION}: restore it with the program that made it."
                )
            yield archive, contents
    except OSError as error:
        raise BadBackup(f"{file}: cannot be used ({error.strerror or error}); check the path and the disk.") from None
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        EOFError,
        AttributeError,
        zlib.error,
        NotImplementedError,
    ):
        raise BadBackup(f"{file}: is no backup, or not a whole one; use one made by `council index backup`.") from None


def _unpack(archive: zipfile.ZipFile, contents: Contents, new: Path) -> None:
    for name, expected in contents.files.items():
        inside = name.removeprefix("kept/")
        target = (new / inside).resolve()
        allowed = name == FILE or (name != inside and (inside in KEPT or inside.split("/")[0] in FOLDERS))
        if not allowed or not target.is_relative_to(new.resolve()):
            raise ValueError(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        digest = hashlib.sha256()
        with archive.open(name) as source, target.open("xb") as written:
            while block := source.read(1 << 20):
                digest.update(block)
                written.write(block)
        if digest.hexdigest() != expected:
            raise ValueError(name)
        target.chmod(0o600)
