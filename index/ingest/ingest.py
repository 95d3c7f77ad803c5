"""The ingest: one run over files and folders."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import Connection

from corpus.errors import CouncilError, ReadError
from corpus.records import Document
from index.catalogue import Also, Catalogue, File, Unread
from index.ingest.ahead import ReadingAhead
from index.ingest.derived import Terms, note_again, note_pending, repair, settle
from index.ingest.report import FileResult, IngestReport, Progress, Status
from index.ingest.walk import Found, Walk, walk
from index.passages import passages
from index.records import Passage
from index.settings import Settings
from index.vectors import VectorsBroken, VectorStore

if TYPE_CHECKING:
    from index.publish import Publisher

BUFFER = 256  # passages that are embedded together; their documents are then written one by one
_BLOCK = 1 << 20


class Read(Protocol):
    """Reads a file into a document, or raises `ReadError`; `corpus.read` is one."""

    def __call__(self, path: Path, *, root: Path | None = None) -> Document:
        """The document of the file at `path`; its own path is told relative to `root`."""
        ...


@dataclass
class _Waiting:
    """A document that was read and waits to be embedded, with the files it is read from."""

    document: Document
    passages: list[Passage]
    files: list[File]
    results: list[tuple[Found, Status]]


@dataclass
class _Run:
    """What one run knows: the files of the catalogue as they are now, what waits, and what is done."""

    walk: Walk
    progress: Callable[[Progress], None] | None
    again: bool
    by_location: dict[str, File]
    by_sha: dict[str, str]
    waiting: list[_Waiting] = field(default_factory=list)
    results: list[FileResult] = field(default_factory=list)
    settled: int = 0
    bytes_done: int = 0
    embedded: int = 0
    characters: int = 0
    copied: tuple[int, int] = (0, 0)

    def tell(self, result: FileResult | None = None, size: int = 0) -> None:
        """Keeps a file's result, if there is one, and reports how far the run is."""
        if result is not None:
            self.results.append(result)
            self.settled += 1
            self.bytes_done += size
        if self.progress:
            total = sum(found.size for found in self.walk.files)
            files = max(len(self.walk.files) + len(self.walk.problems), self.settled)
            self.progress(Progress(self.settled, files, self.bytes_done, total, self.embedded, result, *self.copied))

    def tell_copied(self, done: int, total: int) -> None:
        """Reports how far the public index is."""
        self.copied = (done, total)
        self.tell()
        self.copied = (0, 0)


class Ingest:
    """Writes files to a catalogue and to what is derived from it.

    Each document is written whole or not at all, so a run that is cut short is taken up by the next.
    """

    def __init__(
        self,
        settings: Settings,
        catalogue: Catalogue,
        ahead: ReadingAhead,
        vectors: VectorStore,
        terms: Terms,
        read: Read,
        publisher: Publisher | None = None,
    ) -> None:
        self._settings = settings
        self._catalogue = catalogue
        self._ahead = ahead
        self._vectors = vectors
        self._terms = terms
        self._read = read
        self._publisher = publisher
        self._notes_again = False
        self._lost: set[str] = set()  # documents that this run has removed, such as when two files swap names

    def run(
        self, paths: Iterable[Path], progress: Callable[[Progress], None] | None = None, again: bool = False
    ) -> IngestReport:
        """Takes files and folders in; what stands in the report is done when it returns.

        A file that is as it was (size and time, or else its bytes) is not read, unless `again`. A file that
        is gone from a folder given here is removed. A file that cannot be read is reported, its old version
        removed, the others go in. Raises `ModelMismatch` before anything is written when the index holds
        vectors of another model.
        """
        begun = time.monotonic()
        self._catalogue.claim(self._ahead.embedder.name)
        self._terms.prepare(self._catalogue)
        repair(self._catalogue, self._vectors)
        known = self._catalogue.files()
        found = walk(paths, {file.root for file in known if file.root})
        run = _Run(
            walk=found,
            progress=progress,
            again=again,
            by_location={file.location: file for file in known},
            by_sha={file.sha256: file.document_id for file in known},
        )
        hidden = self._before(run)
        for problem in found.problems:
            run.tell(problem)
        for each in found.files:
            self._file(run, each)
        self._flush(run)
        self._remove_gone(run)
        self._terms.link_cases(self._catalogue)
        self._send_vectors()
        if any(result.status is not Status.UNCHANGED for result in run.results):
            self._ahead.keep_only({entry.id for entry in self._catalogue.documents()})
        opened = self._after(run, hidden)
        seconds = time.monotonic() - begun
        return IngestReport(tuple(run.results), tuple(found.skipped), seconds, run.characters, run.embedded, opened)

    # The public index

    def _before(self, run: _Run) -> frozenset[str]:
        """Takes out of the public index what is not public any longer; gives the documents that are internal now."""
        if self._publisher is None:
            return frozenset()
        self._notes_again = self._publisher.levels.mixed
        self._publisher.sync(run.tell_copied, thorough=False)
        return self._publisher.hidden()

    def _after(self, run: _Run, hidden: frozenset[str]) -> tuple[str, ...]:
        """Adds to the public index what is new; gives the paths of what has become public by a move."""
        if self._publisher is None:
            return ()
        self._publisher.sync(run.tell_copied)
        left = self._publisher.hidden()
        return tuple(f.path for f in self._catalogue.files() if f.document_id in hidden and f.document_id not in left)

    def _withdraw(self) -> None:
        """After a change that may have left a document with internal files alone."""
        if self._publisher is not None and self._notes_again:
            self._publisher.withdraw()

    # One file

    def _file(self, run: _Run, found: Found) -> None:
        old = run.by_location.get(str(found.location))
        path = _name(run, found, old)
        same = old and (old.size, old.mtime_ns) == (found.size, found.mtime_ns)
        try:
            sha = old.sha256 if old and same else _sha256(found.location)
        except OSError as error:
            reason = f"{path}: the file cannot be opened ({error.strerror}); check its permissions."
            self._failed(run, found, path, reason)
            return
        file = File(path, str(found.location), found.root, found.size, found.mtime_ns, sha)
        if not run.again and old and old.sha256 == sha:
            self._unchanged(run, found, old, replace(file, document_id=old.document_id))
        elif waiting := next((w for w in run.waiting if w.document.sha256 == sha), None):
            waiting.files.append(replace(file, document_id=waiting.document.id))
            waiting.results.append((found, Status.REPLACED if old else Status.ADDED))
        elif not run.again and sha in run.by_sha and run.by_sha[sha] not in self._lost:
            self._known(run, found, old, replace(file, document_id=run.by_sha[sha]))
        else:
            self._new(run, found, old, file)

    def _unchanged(self, run: _Run, found: Found, old: File, file: File) -> None:
        if file != old:
            self._catalogue.write_file(file, self._also())
            run.by_location[file.location] = file
        status = Status.UNCHANGED if file.path == old.path else Status.MOVED
        run.tell(FileResult(file.path, status, document_id=file.document_id), found.size)

    def _known(self, run: _Run, found: Found, old: File | None, file: File) -> None:
        """A file whose bytes are here under another path: moved when nothing is left there, else one more."""
        left = [f for f in run.by_location.values() if f.sha256 == file.sha256 and _vanished(f)]
        self._catalogue.write_file(file, self._also())
        if left and not old:
            self._catalogue.remove([left[0].location], self._also())
            run.by_location.pop(left[0].location, None)
        if left or old:
            self._withdraw()
        run.by_location[file.location] = file
        status = Status.REPLACED if old else Status.MOVED if left else Status.ADDED
        run.tell(FileResult(file.path, status, document_id=file.document_id), found.size)

    def _new(self, run: _Run, found: Found, old: File | None, file: File) -> None:
        try:
            document = self._read(found.location, root=Path(found.root) if found.root else None)
            document = replace(
                document,
                path=file.path,
                municipality=self._settings.municipality or document.municipality,
            )
            cut = passages(document)
        except ReadError as error:
            self._failed(run, found, file.path, str(error))
            return
        except Exception as error:  # one odd file must not keep the others out
            reason = f"{file.path}: the file was not understood ({type(error).__name__}: {error}); report it."
            self._failed(run, found, file.path, " ".join(reason.split()))
            return
        file = replace(file, sha256=document.sha256, document_id=document.id)
        status = Status.REPLACED if old else Status.ADDED
        if old and old.sha256 == document.sha256:
            status = Status.UNCHANGED
        run.characters += len(document.text)
        run.waiting.append(_Waiting(document, cut, [file], [(found, status)]))
        if sum(len(w.passages) for w in run.waiting) >= BUFFER:
            self._flush(run)

    def _failed(self, run: _Run, found: Found, path: str, reason: str) -> None:
        self._catalogue.write_unread(Unread(str(found.location), path, reason), self._also())
        if run.by_location.pop(str(found.location), None):
            self._withdraw()
        run.tell(FileResult(path, Status.FAILED, reason), found.size)

    # Writing

    def _flush(self, run: _Run) -> None:
        """Embeds what waits in one go, then writes it document by document."""
        if not run.waiting:
            return
        cut = [passage for waiting in run.waiting for passage in waiting.passages]

        def embedded(count: int) -> None:
            run.embedded += count
            run.tell()

        before = run.embedded
        vectors = self._ahead.embed(cut, embedded)
        run.embedded = before + len(cut)
        row = 0
        for waiting in run.waiting:
            rows = vectors[row : row + len(waiting.passages)]
            row += len(waiting.passages)
            self._catalogue.write_document(waiting.document, waiting.passages, rows, waiting.files, self._also(waiting))
            for file in waiting.files:
                run.by_location[file.location] = file
                run.by_sha[file.sha256] = file.document_id
            self._tell_written(run, waiting)
        if any(status is Status.REPLACED for waiting in run.waiting for _, status in waiting.results):
            self._withdraw()
        run.waiting.clear()
        self._send_vectors()

    def _tell_written(self, run: _Run, waiting: _Waiting) -> None:
        for (found, status), file in zip(waiting.results, waiting.files, strict=True):
            result = FileResult(file.path, status, document_id=waiting.document.id, passages=len(waiting.passages))
            run.tell(result, found.size)

    def _also(self, waiting: _Waiting | None = None) -> Also:
        """Keeps the terms in step inside the write; notes what the vector store has to be told after it."""

        def also(connection: Connection, gone: frozenset[str]) -> None:
            written = {waiting.document.id} if waiting else set()
            changed = gone | written
            self._lost = (self._lost | gone) - written
            if changed:
                self._terms.replace(connection, changed, waiting.passages if waiting else ())
                note_pending(connection, changed)
            if waiting and waiting.document.id in gone and self._notes_again:
                note_again(connection, waiting.document.id)

        return also

    def _remove_gone(self, run: _Run) -> None:
        """Removes what was in one of the folders and is there no longer."""
        here = {str(found.location) for found in run.walk.files}
        before: list[File | Unread] = [*run.by_location.values(), *self._catalogue.unread()]
        gone = [
            file
            for file in before
            if file.location not in here and any(folder in Path(file.location).parents for folder in run.walk.folders)
        ]
        self._catalogue.remove([file.location for file in gone], self._also()) if gone else None
        for file in gone:
            if isinstance(file, File):
                run.by_location.pop(file.location)
                run.tell(FileResult(file.path, Status.REMOVED, document_id=file.document_id))

    def _send_vectors(self) -> None:
        try:
            settle(self._catalogue, self._vectors)
        except VectorsBroken:
            repair(self._catalogue, self._vectors)


def _name(run: _Run, found: Found, old: File | None) -> str:
    """The path that citations show: relative to its folder, or with the folder's name where that is taken."""
    if old and old.root == found.root:
        return old.path
    for path in _names(found):
        others = (f for f in _files(run) if f.path == path and f.location != str(found.location))
        if all(map(_vanished, others)):
            return path
    raise CouncilError(f"{found.location}: no free name for the file; ingest it with its folder.")


def _files(run: _Run) -> Iterator[File]:
    yield from run.by_location.values()
    for waiting in run.waiting:
        yield from waiting.files


def _names(found: Found) -> Iterator[str]:
    yield found.path
    folder = (Path(found.root) if found.root else found.location.parent).name or "root"
    yield f"{folder}/{found.path}"
    for n in range(2, 1000):
        yield f"{folder}-{n}/{found.path}"


def _vanished(file: File) -> bool:
    return not Path(file.location).is_file()


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
