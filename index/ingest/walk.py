"""Finds the files of an ingest."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus.readers import SUFFIXES, known
from index.ingest.report import FileResult, Status
from index.ingest.shown import shown

# Taken in so that the reader can tell how to save them otherwise, but no formats to promise.
_REFUSED = frozenset({"doc", "odt", "rtf"})


@dataclass(frozen=True, slots=True)
class Found:
    """A file on disk. `path`, as it may be shown, is relative to `root`.

    A file that was named alone has root "" and its name.
    """

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
    seen: set[str] = set()
    for path in paths:
        try:
            if path.is_dir():
                _folder(path.resolve(), roots, done, seen)
            elif path.is_file():
                file = path.parent.resolve() / path.name
                _take(str(file), _root(str(file.parent), None, roots), file.stat(), done, seen)
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
    return FileResult(shown(str(path)), Status.FAILED, shown(f"{path}: {reason}."))


def _folder(folder: Path, roots: Collection[str], done: Walk, seen: set[str]) -> None:
    before = len(done.files)
    unreadable: list[OSError] = []
    for parent, entries in _listed(str(folder), unreadable):
        root = _root(parent, folder, roots)
        for entry in entries:
            state = _plain(entry)
            if state is None or entry.name.startswith((".", "~$")):
                continue
            if known(Path(entry.name)):
                _take(entry.path, root, state, done, seen)
            else:
                done.skipped.append(shown(Path(entry.path).relative_to(folder).as_posix()))
    done.problems += [
        _problem(Path(str(error.filename)), f"cannot be opened ({error.strerror}); check its permissions")
        for error in unreadable
    ]
    if not unreadable:
        done.folders.append(folder)
        if len(done.files) == before and not any(Path(path).is_relative_to(folder) for path in seen):
            done.problems.append(_problem(folder, f"no documents in this folder; known formats are {formats()}"))


def _listed(folder: str, unreadable: list[OSError]) -> Iterator[tuple[str, list[os.DirEntry[str]]]]:
    """A folder and those below it with what else is in them, by name; hidden ones and links are left out."""
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        try:
            with os.scandir(here) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            unreadable.append(error)
            continue
        folders = [entry for entry in entries if entry.is_dir(follow_symlinks=False)]
        yield here, [entry for entry in entries if not _leads_to_a_folder(entry)]
        waiting += [entry.path for entry in reversed(folders) if not entry.name.startswith(".")]


def _leads_to_a_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=True)
    except OSError:  # a link that leads to itself
        return False


def _plain(entry: os.DirEntry[str]) -> os.stat_result | None:
    """The state of a file proper: of no link, and no pipe or device, whose reading might never end."""
    try:
        state = entry.stat(follow_symlinks=False)
    except OSError:  # gone since the folder was listed
        return None
    return state if stat.S_ISREG(state.st_mode) else None


def _root(parent: str, folder: Path | None, roots: Collection[str]) -> Path | None:
    """The outermost folder that holds what lies in `parent`, so that a file has one path however it is named."""
    here = Path(parent)
    holding = [Path(root) for root in roots if here.is_relative_to(root)] + ([folder] if folder else [])
    return min(holding, key=lambda each: len(each.parts)) if holding else None


def _take(location: str, root: Path | None, state: os.stat_result, done: Walk, seen: set[str]) -> None:
    if location in seen:
        return
    seen.add(location)
    if (text := _as_text(location)) != location:
        done.problems.append(_problem(text, "its name is not UTF-8; rename the file"))
        return
    file = Path(location)
    path = shown(file.relative_to(root).as_posix() if root else file.name)
    done.files.append(Found(file, path, str(root) if root else "", state.st_size, state.st_mtime_ns))
