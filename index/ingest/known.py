"""The files of the catalogue as they are now, found by place, by shown path and by content."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.errors import CouncilError
from index.catalogue import File
from index.ingest.walk import Found


class Known:
    """Files, one a location. Every look-up takes the same time however many there are."""

    def __init__(self, files: Iterable[File] = ()) -> None:
        self._files: dict[str, File] = {}
        self._paths: dict[str, dict[str, File]] = {}
        self._shas: dict[str, dict[str, File]] = {}
        for file in files:
            self.put(file)

    def __iter__(self) -> Iterator[File]:
        return iter(list(self._files.values()))

    def get(self, location: str) -> File | None:
        """The file at a location."""
        return self._files.get(location)

    def put(self, file: File) -> None:
        """Adds a file in the place of what was at its location."""
        self.remove(file.location)
        self._files[file.location] = file
        self._paths.setdefault(file.path, {})[file.location] = file
        self._shas.setdefault(file.sha256, {})[file.location] = file

    def remove(self, location: str) -> bool:
        """Forgets the file at a location; whether there was one."""
        file = self._files.pop(location, None)
        if file is None:
            return False
        for index, key in ((self._paths, file.path), (self._shas, file.sha256)):
            del index[key][location]
            if not index[key]:
                del index[key]
        return True

    def at_path(self, path: str) -> list[File]:
        """The files that are shown by a path."""
        return list(self._paths.get(path, {}).values())

    def of_sha(self, sha256: str) -> list[File]:
        """The files of some content."""
        return list(self._shas.get(sha256, {}).values())


def name(found: Found, *known: Known) -> str:
    """The path that citations show: relative to its folder, or with the folder's name where that is taken."""
    old = known[0].get(str(found.location))
    if old and old.root == found.root:
        return old.path
    for path in _names(found):
        others = (f for some in known for f in some.at_path(path) if f.location != str(found.location))
        if all(map(vanished, others)):
            return path
    raise CouncilError(f"{found.location}: no free name for the file; ingest it with its folder.")


def _names(found: Found) -> Iterator[str]:
    yield found.path
    folder = (Path(found.root) if found.root else found.location.parent).name or "root"
    yield f"{folder}/{found.path}"
    for n in range(2, 1000):
        yield f"{folder}-{n}/{found.path}"


def vanished(file: File) -> bool:
    """Whether nothing is left where a file was."""
    return not Path(file.location).is_file()
