"""The process that reads files: `python -m index.ingest.worker MEGABYTES`, jobs on stdin, what was read on stdout.

It ends with its parent, however that ends, and what a file does to it happens to nobody else.
"""

from __future__ import annotations

import ctypes
import os
import pickle
import signal
import struct
import sys
from contextlib import suppress
from typing import Any, BinaryIO

from index.ingest.taking import Job, NotTaken, take

LENGTH = struct.Struct("<Q")
_PR_SET_PDEATHSIG = 1  # linux/prctl.h
MEMORY = "needs more than {megabytes} MB to read; split it or raise COUNCIL_READ_MEGABYTES."


def send(stream: BinaryIO, value: Any) -> None:
    """Writes one value. Raises `OSError` when nobody reads any more."""
    data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
    stream.write(LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Reads one value. Raises `EOFError` when there is none, or only a part of one."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        raise EOFError
    (length,) = LENGTH.unpack(head)
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def main() -> None:
    """Reads until stdin is closed."""
    parent, megabytes = int(sys.argv[1]), int(sys.argv[2])
    _end_with(parent)
    jobs, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    from corpus import read
    from index.ingest.entries import entries
    from index.lexical.analysis import Analyser

    analyser = Analyser()
    send(answers, None)  # ready
    _limit(megabytes)
    with suppress(EOFError, BrokenPipeError):
        while True:
            job: Job = receive(jobs)
            try:
                found = take(read, job, lambda cut: entries(analyser, cut))
            except MemoryError:
                found = NotTaken(MEMORY.format(megabytes=megabytes), barred=True)
            send(answers, found)


def _end_with(parent: int) -> None:
    """Asks Linux for a signal when the thread that started this process ends; elsewhere the end of stdin is it."""
    if sys.platform != "linux":
        return
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:  # it ended before it was asked for
        os._exit(1)


def _limit(megabytes: int) -> None:
    try:
        import resource
    except ImportError:  # not on every system
        return
    wanted = megabytes << 20
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    if most != resource.RLIM_INFINITY:
        wanted = min(wanted, most)
    resource.setrlimit(resource.RLIMIT_AS, (wanted, most))


if __name__ == "__main__":
    main()
