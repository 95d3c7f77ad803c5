"""Has files read before their turn comes, by processes beside this one, and hands the results out in their order."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from pathlib import Path

from index.ingest.known import Known
from index.ingest.readers import NoReader, Readers, Result
from index.ingest.taking import Job
from index.ingest.walk import Found

MUCH = 400_000
"""Bytes that are read in less time here than processes take to start."""
_HELD = 64 << 20  # bytes of files whose results may wait here
_BLOCK = 1 << 20
_PLAIN = frozenset({".txt", ".text", ".md", ".markdown"})


class Lookahead:
    """Looks at the files of a run in their order, some ahead of the ingest: what is new is given to `readers`.

    Without readers it only tells digests. `again` says that known files are read again; `barred` are not, by their
    digest.
    """

    def __init__(
        self,
        files: Sequence[Found],
        known: Known,
        again: bool,
        job: Callable[[Found], Job],
        barred: Callable[[Found, str], bool] = lambda found, sha256: False,
    ) -> None:
        self._files, self._known, self._again, self._job, self._barred = files, known, again, job, barred
        self._shas: dict[Path, str] = {}
        self._asked: dict[Path, tuple[Future[Result], int]] = {}
        self._contents: set[str] = set()
        self._next = 0

    @property
    def much(self) -> bool:
        """Whether there is more to read than this process had better read by itself, as far as sizes and times tell."""
        left = MUCH
        for found in self._files:
            if self._again or not self._same(found):
                left -= found.size
                if left < 0:
                    return True
        return False

    @property
    def risky(self) -> bool:
        """Whether there is anything to read that others have written and that is no plain text."""
        return any(
            (self._again or not self._same(found)) and found.location.suffix.lower() not in _PLAIN
            for found in self._files
        )

    def sha256(self, found: Found) -> str:
        """The digest of a file's bytes, told without reading where size and time are as they were.

        Raises `OSError`.
        """
        known = self._shas.get(found.location)
        if known is not None:
            return known
        old = self._known.get(str(found.location))
        return old.sha256 if old and self._same(found) else _sha256(found.location)

    def look(self, readers: Readers) -> None:
        """Gives as much to read as may wait."""
        while self._next < len(self._files) and len(self._asked) < readers.ahead and self._held() < _HELD:
            found = self._files[self._next]
            self._next += 1
            try:
                sha = self._shas[found.location] = self.sha256(found)
            except OSError:
                continue  # told when its turn has come
            old = self._known.get(str(found.location))
            here = (old and old.sha256 == sha) or self._known.of_sha(sha)
            if (self._again or not here) and sha not in self._contents and not self._barred(found, sha):
                self._contents.add(sha)
                self._asked[found.location] = (readers.submit(self._job(found)), found.size)

    def take(self, found: Found) -> Result | None:
        """What was read of a file, waited for; None when nobody has read it."""
        future, _ = self._asked.pop(found.location, (None, 0))
        if future is None:
            return None
        try:
            return future.result()
        except NoReader:
            return None

    def forget(self, found: Found) -> None:
        """The file is done with."""
        self._shas.pop(found.location, None)
        self._asked.pop(found.location, None)

    def _held(self) -> int:
        return sum(size for _, size in self._asked.values())

    def _same(self, found: Found) -> bool:
        old = self._known.get(str(found.location))
        return old is not None and (old.size, old.mtime_ns) == (found.size, found.mtime_ns)


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()
