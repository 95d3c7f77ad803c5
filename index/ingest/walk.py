"""Finds the files of an ingest."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from corpus.readers import SUFFIXES, known
from index.ingest.report import FileResult, Status

# Taken in so that the reader can tell how to save them otherwise, but no formats to promise.
_REFUSED = frozenset({"doc", "odt", "rtf"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file on disk. `path` is relative to `root`; a file that was named alone has root "" and its name."""

    location: Path
    path: str
    root: str
    size: int
    mtime_ns: int


@dataclass
class Walk:
    """What the given paths hold: files in order, folders looked through, what was passed over and why."""

    files: list[Found] = field(default_factory=list)
    folders: list[Path] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    problems: list[FileResult] = field(default_factory=list)


def walk(paths: Iterable[Path], roots: Collection[str]) -> Walk:
    """The files of paths: a file is taken whatever its name; of a folder, all below it of a known suffix.

    Folders are read in order of name, symbolic links in them are not followed. A path inside one of `roots`,
    the folders ingested before, keeps its place in it.
    """
    done = Walk()
    seen: set[Path] = set()
    for path in paths:
        try:
            if path.is_dir():
                _folder(path.resolve(), roots, done, seen)
            elif path.is_file():
                _take(path.parent.resolve() / path.name, None, roots, done, seen)
            elif path.exists():
                done.problems.append(_problem(path, "this is a device or a pipe; give a file or a folder"))
            else:
                done.problems.append(_problem(path, "there is no such file or folder; check the path"))
        except OSError as error:
            done.problems.append(_problem(path, f"cannot be looked at ({error.strerror}); check its permissions"))
    return done


def formats() -> str:
    """The formats that are read, for messages: "DOCX, EML …"."""
    return ", ".join(sorted({name.upper() for name in SUFFIXES.values() if name not in _REFUSED}))


def _as_text(path: str) -> str:
    """A path as text that can be stored and shown: bytes of a name that are no text become "?"."""
    return path.encode("utf-8", "replace").decode("utf-8")


def _problem(path: Path | str, reason: str) -> FileResult:
    return FileResult(str(path), Status.FAILED, f"{path}: {reason}.")


def _folder(folder: Path, roots: Collection[str], done: Walk, seen: set[Path]) -> None:
    before = len(done.files)
    unreadable: list[OSError] = []
    for parent, names, files in os.walk(folder, onerror=unreadable.append):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            file = Path(parent) / name
            if not _plain(file) or name.startswith((".", "~$")):
                continue
            if known(file):
                _take(file, folder, roots, done, seen)
            else:
                done.skipped.append(_as_text(file.relative_to(folder).as_posix()))
    done.problems += [
        _problem(Path(str(error.filename)), f"cannot be opened ({error.strerror}); check its permissions")
        for error in unreadable
    ]
    if not unreadable:
        done.folders.append(folder)
        if len(done.files) == before and not any(folder in path.parents for path in seen):
            done.problems.append(_problem(folder, f"no documents in this folder; known formats are {formats()}"))


def _plain(file: Path) -> bool:
    """Whether it is a file proper: no link, and no pipe or device, whose reading might never end."""
    try:
        return stat.S_ISREG(file.lstat().st_mode)
    except FileNotFoundError:  # gone since the folder was listed
        return False


def _take(file: Path, folder: Path | None, roots: Collection[str], done: Walk, seen: set[Path]) -> None:
    if file in seen:
        return
    seen.add(file)
    if (shown := _as_text(str(file))) != str(file):
        done.problems.append(_problem(shown, "its name is not UTF-8; rename the file"))
        return
    # The outermost folder that holds the file, so that it has one path however it is named.
    holding = [Path(root) for root in roots if Path(root) in file.parents] + ([folder] if folder else [])
    root = min(holding, key=lambda each: len(each.parts)) if holding else None
    try:
        state = file.stat()
    except OSError as error:
        done.problems.append(_problem(file, f"cannot be looked at ({error.strerror}); check that it is there"))
        return
    path = file.relative_to(root).as_posix() if root else file.name
    done.files.append(Found(file, path, str(root) if root else "", state.st_size, state.st_mtime_ns))
