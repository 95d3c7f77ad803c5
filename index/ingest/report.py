"""What an ingest tells: while it runs, and when it is done."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What became of a file."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"  # the file has other content than before
    MOVED = "moved"  # known content under a new path; its old place is gone
    REMOVED = "removed"  # the file is gone from a folder that was ingested again
    FAILED = "failed"
    FORGOTTEN = "forgotten"  # `council forget` removed it, so it is not taken in


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file. `path` is what citations show; for a path that could not be used, as it was given.

    `reason` says in one line why it failed. `passages` counts what was written for it now.
    """

    path: str
    status: Status
    reason: str | None = None
    document_id: str | None = None
    passages: int = 0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an ingest is: files settled of all, passages embedded, and the file just settled, if any.

    Reported after every file and during embedding; `bytes_done` of `bytes_total` gives an estimate of the
    time left. Before the first file and after the last, `copied` of `to_copy` documents are in the public index;
    both are 0 where there is nothing to copy.
    """

    files_done: int
    files_total: int
    bytes_done: int
    bytes_total: int
    passages_done: int
    result: FileResult | None = None
    copied: int = 0
    to_copy: int = 0


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Every file's result in the order they were settled. `skipped` are files of unknown formats in folders.

    `characters` and `passages` count what was read and embedded in this run, `seconds` is its wall time.
    `opened` are the paths of documents that were internal before the run and are public now, for a file of theirs
    lies in a public folder.
    """

    files: tuple[FileResult, ...]
    skipped: tuple[str, ...]
    seconds: float
    characters: int
    passages: int
    opened: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many files each status has; statuses without a file are left out."""
        return dict(Counter(str(result.status) for result in self.files))

    @property
    def failed(self) -> tuple[FileResult, ...]:
        """The files and paths that could not be taken in."""
        return tuple(result for result in self.files if result.status is Status.FAILED)

    @property
    def usable(self) -> int:
        """How many files are in the index after the run, of those looked at."""
        return sum(result.status not in (Status.FAILED, Status.REMOVED, Status.FORGOTTEN) for result in self.files)
