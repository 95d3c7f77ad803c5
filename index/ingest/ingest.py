"""The ingest: one run over files and folders."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, select

import corpus
from corpus.errors import CouncilError
from index.catalogue import Also, Catalogue, File, Unread
from index.catalogue.schema import files
from index.forgotten import Forgotten
from index.ingest.ahead import Looked, ReadingAhead
from index.ingest.derived import Terms, check, note_again, note_pending, repair, settle
from index.ingest.errors import NoMemory, short_of_memory
from index.ingest.flight import Flight, quick_turns
from index.ingest.known import Known, name, vanished
from index.ingest.lookahead import Lookahead
from index.ingest.quarantine import Quarantine
from index.ingest.readers import Readers
from index.ingest.report import FileResult, IngestReport, Progress, Status
from index.ingest.settings import ReadSettings
from index.ingest.state import Run, Waiting
from index.ingest.taking import Job, NotTaken, Read, take
from index.ingest.walk import Found, walk
from index.settings import Settings
from index.vectors import VectorsBroken, VectorStore

if TYPE_CHECKING:
    from index.publish import Publisher

__all__ = ["BUFFER", "FIRST_BUFFER", "Ingest", "Read"]

FIRST_BUFFER, BUFFER = 256, 1024
"""Passages that are embedded together, the first time and later; their documents are then written one by one.

The first are few so that something is soon done; many have enough of each length to waste nothing on padding.
"""


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
        limits: ReadSettings | None = None,
    ) -> None:
        """Files are read in processes of their own where there is much to read and `read` is `corpus.read`; `limits`
        are those of the environment unless given.
        """
        self._settings = settings
        self._catalogue = catalogue
        self._ahead = ahead
        self._vectors = vectors
        self._terms = terms
        self._read = read
        self._publisher = publisher
        self._limits = limits or ReadSettings.load()
        self._notes_again = False
        self._forgotten = Forgotten()
        self._quarantine = Quarantine(self._limits)
        self._flight: Flight[list[Waiting]] | None = None
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
        try:
            with quick_turns():
                run, opened = self._run(paths, progress, again)
        except Exception as error:
            if isinstance(error, CouncilError) or not short_of_memory(error):
                raise
            raise NoMemory(self._settings.index) from error
        seconds = time.monotonic() - begun
        skipped = tuple(run.walk.skipped)
        return IngestReport(tuple(run.results), skipped, seconds, run.characters, run.embedded, opened)

    def _run(
        self, paths: Iterable[Path], progress: Callable[[Progress], None] | None, again: bool
    ) -> tuple[Run, tuple[str, ...]]:
        self._catalogue.claim(self._ahead.embedder.name)
        self._terms.prepare(self._catalogue)
        check(self._catalogue, self._vectors)
        self._forgotten = Forgotten.load(self._catalogue)
        self._quarantine = Quarantine.load(self._catalogue, self._limits)
        known = self._catalogue.files()
        found = walk(paths, {file.root for file in known if file.root})
        by_sha = {file.sha256: file.document_id for file in known}
        run = Run(found, progress, again, Known(known), by_sha)
        hidden = self._before(run)
        for problem in found.problems:
            run.tell(problem)
        self._files(run)
        self._remove_gone(run)
        self._terms.link_cases(self._catalogue)
        self._send_vectors()
        check(self._catalogue, self._vectors)
        # Always: a run that was killed may have removed documents and not come as far as this.
        self._ahead.keep_only(self._documents())
        return run, self._after(run, hidden)

    def _files(self, run: Run) -> None:
        """Takes in all files, in their order; some are read ahead of their turn where there are many."""
        look = Lookahead(run.walk.files, run.files, run.again, self._job, lambda *file: bool(self._barred(run, *file)))
        with ExitStack() as stack:
            apart = self._read is corpus.read and self._limits.usual > 0
            much = self._limits.workers is not None or look.much
            limits = self._limits if much else replace(self._limits, workers=1)
            wanted = apart and (much or look.risky)
            readers = stack.enter_context(Readers(limits)) if wanted else None
            stack.callback(self._stop)
            for found in run.walk.files:
                if readers is not None:
                    look.look(readers)
                self._file(run, found, look)
                look.forget(found)
                if self._flight is not None:
                    run.tell_embedded(self._flight.told())
            self._flush(run)
            self._land(run)

    # The public index

    def _before(self, run: Run) -> frozenset[str]:
        """Takes out of the public index what is not public any longer; gives the documents that are internal now."""
        if self._publisher is None:
            return frozenset()
        self._notes_again = self._publisher.levels.mixed
        self._publisher.sync(run.tell_copied, thorough=False)
        return self._publisher.hidden()

    def _after(self, run: Run, hidden: frozenset[str]) -> tuple[str, ...]:
        """Adds to the public index what is new; gives the paths of what has become public by a move."""
        if self._publisher is None:
            return ()
        self._publisher.sync(run.tell_copied)
        if not hidden:
            return ()
        left = self._publisher.hidden()
        return tuple(f.path for f in self._catalogue.files() if f.document_id in hidden and f.document_id not in left)

    def _withdraw(self) -> None:
        """After a change that may have left a document with internal files alone."""
        if self._publisher is not None and self._notes_again:
            self._publisher.withdraw()

    # One file

    def _file(self, run: Run, found: Found, look: Lookahead) -> None:
        old = run.files.get(str(found.location))
        path = name(found, run.files, run.expected)
        try:
            sha = look.sha256(found)
        except OSError as error:
            self._failed(
                run, found, path, NotTaken(f"the file cannot be opened ({error.strerror}); check its permissions.")
            )
            return
        file = File(path, str(found.location), found.root, found.size, found.mtime_ns, sha)
        if self._forgotten.holds(sha):
            self._kept_out(run, found, old, path)
        elif not run.again and old and old.sha256 == sha:
            self._unchanged(run, found, old, replace(file, document_id=old.document_id))
        elif waiting := run.by_content.get(sha):
            status = Status.REPLACED if old else Status.ADDED
            run.join(waiting, found, replace(file, document_id=waiting.document.id), status)
        elif not run.again and sha in run.by_sha and run.by_sha[sha] not in self._lost:
            self._known(run, found, old, replace(file, document_id=run.by_sha[sha]))
        elif reason := self._barred(run, found, sha):
            run.tell(FileResult(path, Status.FAILED, reason), found.size)
        else:
            self._new(run, found, old, file, look)

    def _kept_out(self, run: Run, found: Found, old: File | None, path: str) -> None:
        """A file that `council forget` removed; what was in its place before goes too."""
        if old:
            self._catalogue.remove([old.location], self._also())
            run.files.remove(old.location)
            self._withdraw()
        run.tell(FileResult(path, Status.FORGOTTEN), found.size)

    def _unchanged(self, run: Run, found: Found, old: File, file: File) -> None:
        if file != old:
            self._catalogue.write_file(file, self._also())
            run.files.put(file)
        status = Status.UNCHANGED if file.path == old.path else Status.MOVED
        run.tell(FileResult(file.path, status, document_id=file.document_id), found.size)

    def _known(self, run: Run, found: Found, old: File | None, file: File) -> None:
        """A file whose bytes are here under another path: moved when nothing is left there, else one more."""
        left = [f for f in run.files.of_sha(file.sha256) if vanished(f)]
        self._catalogue.write_file(file, self._also())
        if left and not old:
            self._catalogue.remove([left[0].location], self._also())
            run.files.remove(left[0].location)
        if left or old:
            self._withdraw()
        run.files.put(file)
        status = Status.REPLACED if old else Status.MOVED if left else Status.ADDED
        run.tell(FileResult(file.path, status, document_id=file.document_id), found.size)

    def _new(self, run: Run, found: Found, old: File | None, file: File, look: Lookahead) -> None:
        taken = look.take(found) or take(self._read, self._job(found), self._terms.entries)
        if isinstance(taken, NotTaken):
            self._failed(run, found, file.path, taken, file.sha256)
            return
        taken = replace(taken, document=replace(taken.document, path=file.path))
        document = taken.document
        file = replace(file, sha256=document.sha256, document_id=document.id)
        status = Status.REPLACED if old else Status.ADDED
        if old and old.sha256 == document.sha256:
            status = Status.UNCHANGED
        run.wait(Waiting(taken, [file], [(found, status)]))
        if sum(len(w.passages) for w in run.waiting) >= (BUFFER if run.buffers else FIRST_BUFFER):
            self._flush(run)

    def _job(self, found: Found) -> Job:
        root = Path(found.root) if found.root else None
        return Job(found.location, root, self._settings.municipality, self._forgotten.names)

    def _barred(self, run: Run, found: Found, sha: str) -> str | None:
        return None if run.again else self._quarantine.reason(str(found.location), sha)

    def _failed(self, run: Run, found: Found, path: str, why: NotTaken, sha: str = "") -> None:
        also, location, reason = self._also(), str(found.location), why.of(path)

        def noted(connection: Connection, gone: frozenset[str]) -> None:
            also(connection, gone)
            self._quarantine.note(connection, location, sha, why.barred)

        self._catalogue.write_unread(Unread(location, path, reason), noted)
        if run.files.remove(str(found.location)):
            self._withdraw()
        run.tell(FileResult(path, Status.FAILED, reason), found.size)

    # Writing

    def _flush(self, run: Run) -> None:
        """Begins to embed what waits, and meanwhile writes what was embedded before."""
        landed = self._landed(run)
        if run.waiting:
            cut = [passage for waiting in run.waiting for passage in waiting.passages]
            self._flight = Flight(self._ahead, cut, run.waiting)
            run.waiting, run.buffers = [], run.buffers + 1
        if landed:
            self._write(run, *landed)

    def _land(self, run: Run) -> None:
        """Writes what is being embedded, when that is done."""
        if landed := self._landed(run):
            self._write(run, *landed)

    def _landed(self, run: Run) -> tuple[Flight[list[Waiting]], Looked] | None:
        flight = self._flight
        if flight is None:
            return None
        found = flight.end(run.tell_embedded)
        self._flight = None
        return flight, found

    def _stop(self) -> None:
        """Nothing more is embedded, whatever ended the run."""
        if self._flight is not None:
            self._flight.stop()
            self._flight = None

    def _write(self, run: Run, flight: Flight[list[Waiting]], found: Looked) -> None:
        """Writes the documents of a buffer one by one, each whole or not at all."""
        self._ahead.keep(flight.passages, found)
        row = 0
        for waiting in flight.cargo:
            rows = found.vectors[row : row + len(waiting.passages)]
            row += len(waiting.passages)
            self._catalogue.write_document(waiting.document, waiting.passages, rows, waiting.files, self._also(waiting))
            run.written(waiting)
            self._tell_written(run, waiting)
        if any(status is Status.REPLACED for waiting in flight.cargo for _, status in waiting.results):
            self._withdraw()
        self._send_vectors()

    def _tell_written(self, run: Run, waiting: Waiting) -> None:
        for (found, status), file in zip(waiting.results, waiting.files, strict=True):
            result = FileResult(file.path, status, document_id=waiting.document.id, passages=len(waiting.passages))
            run.tell(result, found.size)

    def _also(self, waiting: Waiting | None = None) -> Also:
        """Keeps the terms in step inside the write; notes what the vector store has to be told after it."""

        def also(connection: Connection, gone: frozenset[str]) -> None:
            written = {waiting.document.id} if waiting else set()
            changed = gone | written
            self._lost = (self._lost | gone) - written
            if changed:
                self._terms.put(connection, changed, waiting.taken.entries if waiting else ())
                note_pending(connection, changed)
            if waiting and waiting.document.id in gone and self._notes_again:
                note_again(connection, waiting.document.id)

        return also

    def _remove_gone(self, run: Run) -> None:
        """Removes what was in one of the folders and is there no longer."""
        here = {str(found.location) for found in run.walk.files}
        before: list[File | Unread] = [*run.files, *self._catalogue.unread()]
        gone = [
            file
            for file in before
            if file.location not in here and any(folder in Path(file.location).parents for folder in run.walk.folders)
        ]
        self._catalogue.remove([file.location for file in gone], self._also()) if gone else None
        for file in gone:
            if isinstance(file, File):
                run.files.remove(file.location)
                run.tell(FileResult(file.path, Status.REMOVED, document_id=file.document_id))

    def _documents(self) -> set[str]:
        """The documents of the catalogue, told by its files: their texts are not passed over for it."""
        with self._catalogue.reading() as connection:
            return set(connection.scalars(select(files.c.document_id).distinct()))

    def _send_vectors(self) -> None:
        try:
            settle(self._catalogue, self._vectors)
        except VectorsBroken:
            repair(self._catalogue, self._vectors)
