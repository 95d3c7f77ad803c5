"""The process in which a system answers, apart from the harness: what runs there."""

from __future__ import annotations

import faulthandler
import multiprocessing
import os
import threading
from contextlib import suppress
from multiprocessing.connection import Connection

from corpus.errors import CouncilError
from evals.dataset import Question
from evals.record import dumped
from evals.run import asked
from evals.systems.base import Opener, System

READY = ""


def serve(pipe: Connection, opener: Opener, timeout: float) -> None:
    """Opens the system, says so, and answers one question after the other until the pipe closes.

    First goes `READY`, or what went wrong in one line; then, for each question that comes (its JSON), its record
    (see `evals.record.dumped`). `timeout` is what the harness waits for an answer, in seconds.
    """
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with suppress(EOFError, OSError):  # the harness has gone
        try:
            system = opener()
        except Exception as error:  # told to the harness, which ends the run
            pipe.send(_line(error))
            return
        pipe.send(READY)
        _answer(pipe, system, timeout)


def _answer(pipe: Connection, system: System, timeout: float) -> None:
    """Answers until the pipe closes, which raises EOFError or OSError."""
    while True:
        question = Question.model_validate_json(pipe.recv())
        # Should nobody be left to end this process when it hangs, it ends itself; no Python has to run for that.
        with open(os.devnull, "w") as nowhere:  # noqa: PTH123
            faulthandler.dump_traceback_later(2 * timeout + 10, exit=True, file=nowhere)
            record = asked(question, system)
            faulthandler.cancel_dump_traceback_later()
        pipe.send(dumped(record))


def _end_with_parent() -> None:
    """A harness that was killed leaves no process behind."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _line(error: Exception) -> str:
    said = str(error) if isinstance(error, CouncilError) else f"{type(error).__name__}: {error}"
    return " ".join(said.split()) or type(error).__name__
