"""Who opened which internal document: a file that is only ever added to.

One JSON object a line. Each holds the SHA-256 of the line before it, so that a line which was changed or taken out
shows (`council index audit`); the end can still be cut off by whoever may write the file, so ship it elsewhere if that
matters. The same person opening the same document again within `PAUSE` adds no line: turning pages is one opening.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import Protocol

from filelock import FileLock

from assistant.clock import Clock, SystemClock
from corpus.errors import CouncilError

FILE = "audit.jsonl"
PAUSE = timedelta(minutes=15)
_KEPT = 10_000  # openings remembered at a time
_FIRST = "0" * 64
_TAIL = 1 << 16  # bytes; longer than any line


@dataclass(frozen=True, slots=True)
class AuditLine:
    """One opening. `user` is "" for whoever sits at the machine; `how` is what was used: page, api or mcp."""

    time: str
    user: str
    role: str
    document_id: str
    path: str
    how: str


class Audit(Protocol):
    """Notes who opened which internal document. Safe to call from several threads."""

    def opened(self, user: str, role: str, document_id: str, path: str, how: str) -> bool:
        """Notes an opening; False where it was noted a moment ago. Raises `CouncilError` when it cannot be noted."""
        ...


class _Noted:
    """Who opened what a moment ago."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._last: OrderedDict[tuple[str, str], datetime] = OrderedDict()

    def again(self, user: str, document_id: str) -> bool:
        """Whether it was noted within `PAUSE`; else it is noted now."""
        now, key = self._clock.now(), (user, document_id)
        last = self._last.get(key)
        if last is not None and now - last < PAUSE:
            return True
        self._last[key] = now
        self._last.move_to_end(key)
        if len(self._last) > _KEPT:
            self._last.popitem(last=False)
        return False

    def forget(self, user: str, document_id: str) -> None:
        """It could not be noted after all."""
        self._last.pop((user, document_id), None)


class MemoryAudit:
    """Keeps the lines in memory."""

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._noted = _Noted(self._clock)
        self.lines: list[AuditLine] = []

    def opened(self, user: str, role: str, document_id: str, path: str, how: str) -> bool:
        """Notes an opening."""
        if self._noted.again(user, document_id):
            return False
        self.lines.append(AuditLine(self._clock.now().isoformat(), user, role, document_id, path, how))
        return True


class FileAudit:
    """Adds the lines to a file that its owner alone may read; several servers may share it."""

    def __init__(self, file: Path, clock: Clock | None = None) -> None:
        self._file = file
        self._clock = clock or SystemClock()
        self._noted = _Noted(self._clock)
        self._lock = Lock()

    def opened(self, user: str, role: str, document_id: str, path: str, how: str) -> bool:
        """Notes an opening, on the disk when this returns."""
        with self._lock:
            if self._noted.again(user, document_id):
                return False
            line = AuditLine(self._clock.now().isoformat(), user, role, document_id, path, how)
            try:
                with FileLock(self._file.with_suffix(".lock"), timeout=10):
                    self._add(line)
            except (OSError, TimeoutError) as error:
                self._noted.forget(user, document_id)
                raise CouncilError(
                    f"{self._file}: who opens internal documents cannot be noted ({error}), so none is shown; "
                    "check the disk and the permissions of its folder."
                ) from error
            return True

    def _add(self, line: AuditLine) -> None:
        handle = os.open(self._file, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            end = os.lseek(handle, 0, os.SEEK_END)
            tail = os.pread(handle, _TAIL, max(0, end - _TAIL))
            # A line that was cut short, by a full disk perhaps, is closed: it shows when the file is checked.
            opening = b"" if not tail or tail.endswith(b"\n") else b"\n"
            before = _digest(tail.rstrip(b"\n").rpartition(b"\n")[2]) if tail.strip() else _FIRST
            entry = json.dumps({**asdict(line), "before": before}, ensure_ascii=False).encode()
            os.write(handle, opening + entry + b"\n")
            os.fsync(handle)
        finally:
            os.close(handle)


def read(file: Path) -> tuple[list[AuditLine], list[str]]:
    """The lines of a file, oldest first, and what is wrong with it, one line each."""
    try:
        raw = file.read_bytes()
    except FileNotFoundError:
        return [], []
    except OSError as error:
        raise CouncilError(f"{file}: cannot be read ({error.strerror}); check its permissions.") from None
    lines: list[AuditLine] = []
    problems = [*_checked(file, raw.splitlines(), lines)]
    return lines, problems


def _checked(file: Path, raw: Sequence[bytes], lines: list[AuditLine]) -> Iterator[str]:
    before = _FIRST
    for number, each in enumerate(raw, 1):
        try:
            found = json.loads(each)
            held = found.pop("before")
            lines.append(AuditLine(**found))
        except (ValueError, TypeError, KeyError, AttributeError):
            yield f"{file}, line {number}: is no line of the audit log."
        else:
            if held != before:
                yield f"{file}, line {number}: does not follow on the one before it: a line was changed or taken out."
        before = _digest(each)


def _digest(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()
