"""What one run of the ingest knows while it runs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from corpus.records import Document
from index.catalogue import File
from index.ingest.known import Known
from index.ingest.report import FileResult, Progress, Status
from index.ingest.taking import Taken
from index.ingest.walk import Found, Walk
from index.records import Passage


@dataclass
class Waiting:
    """A document that was read and waits to be embedded and written, with the files it is read from."""

    taken: Taken
    files: list[File]
    results: list[tuple[Found, Status]]

    @property
    def document(self) -> Document:
        """The document."""
        return self.taken.document

    @property
    def passages(self) -> list[Passage]:
        """Its passages."""
        return self.taken.passages


@dataclass
class Run:
    """What one run knows: the files of the catalogue as they are now, what waits, and what is done."""

    walk: Walk
    progress: Callable[[Progress], None] | None
    again: bool
    files: Known
    by_sha: dict[str, str]
    waiting: list[Waiting] = field(default_factory=list)
    expected: Known = field(default_factory=Known)
    """The files of what waits, and of what is being embedded."""
    by_content: dict[str, Waiting] = field(default_factory=dict)
    """The same documents by their digest."""
    results: list[FileResult] = field(default_factory=list)
    settled: int = 0
    bytes_done: int = 0
    embedded: int = 0
    characters: int = 0
    buffers: int = 0
    copied: tuple[int, int] = (0, 0)

    @cached_property
    def bytes_total(self) -> int:
        """The bytes of all files."""
        return sum(found.size for found in self.walk.files)

    def wait(self, waiting: Waiting) -> None:
        """A document waits to be embedded."""
        self.waiting.append(waiting)
        self.by_content[waiting.document.sha256] = waiting
        self.characters += len(waiting.document.text)
        for file in waiting.files:
            self.expected.put(file)

    def join(self, waiting: Waiting, found: Found, file: File, status: Status) -> None:
        """One more file has the content of a document that waits."""
        waiting.files.append(file)
        waiting.results.append((found, status))
        self.expected.put(file)

    def written(self, waiting: Waiting) -> None:
        """A document that waited is in the catalogue."""
        self.by_content.pop(waiting.document.sha256, None)
        for file in waiting.files:
            self.expected.remove(file.location)
            self.files.put(file)
            self.by_sha[file.sha256] = file.document_id

    def tell(self, result: FileResult | None = None, size: int = 0) -> None:
        """Keeps a file's result, if there is one, and reports how far the run is."""
        if result is not None:
            self.results.append(result)
            self.settled += 1
            self.bytes_done += size
        if self.progress:
            files = max(len(self.walk.files) + len(self.walk.problems), self.settled)
            done = (self.settled, files, self.bytes_done, self.bytes_total, self.embedded)
            self.progress(Progress(*done, result, *self.copied))

    def tell_embedded(self, passages: int) -> None:
        """So many more passages are embedded."""
        self.embedded += passages
        if passages:
            self.tell()

    def tell_copied(self, done: int, total: int) -> None:
        """Reports how far the public index is."""
        self.copied = (done, total)
        self.tell()
        self.copied = (0, 0)
