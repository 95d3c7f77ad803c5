"""The process that makes answers: takes a question from its pipe and sends the events of the answer back."""

from __future__ import annotations

import gc
import logging
import pickle
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from assistant.observing.logs import configure
from assistant.observing.settings import ObservingSettings
from assistant.workers.asked import Asked
from corpus.errors import CouncilError
from index.embedding.environment import one_thread
from index.levels import Level
from index.settings import Settings

if TYPE_CHECKING:
    from assistant.access.levels import IndexServices

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """The process can be asked: sent once, after it has loaded what a question needs."""


@dataclass(frozen=True, slots=True)
class Done:
    """The answer has no more events. `error` took the place of those that could not be made."""

    error: Exception | None = None


@dataclass(frozen=True, slots=True)
class Stop:
    """Nobody waits for the rest of the answer: sent to the process."""


def main(settings: Settings, line: Connection) -> None:
    """Answers until the other end of the pipe is closed, by the server or by its end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is meant for the server, which closes the pipe
    one_thread()
    configure(ObservingSettings.load())
    # Here, and not for all who import this module: it loads the assistant.
    from assistant.access.levels import IndexServices

    with suppress(EOFError, BrokenPipeError, ConnectionResetError), IndexServices(settings) as services:
        with suppress(CouncilError):  # told to whoever asks
            services.at(Level.PUBLIC).prepare()
        gc.freeze()  # what is loaded stays: looking it all over again held up a question now and then (0.3 s)
        line.send(Ready())
        while True:
            level, asked = line.recv()
            if not isinstance(asked, Stop):  # a Stop that came after the last event
                line.send(_answered(services, level, asked, line))


def _answered(services: IndexServices, level: Level, asked: Asked, line: Connection) -> Done:
    """Sends the events; gives what ends them."""
    try:
        stream = services.at(level).stream(asked.question, history=asked.history, filters=asked.filters, id=asked.id)
        for event in stream:
            line.send(event)
            if line.poll():
                line.recv()
                break
    except (BrokenPipeError, ConnectionResetError):
        raise
    except CouncilError as error:
        return Done(_portable(error))
    except Exception as error:
        # Told here, where its traceback is.
        _log.exception("an answer failed")
        return Done(_portable(error))
    return Done()


def _portable(error: Exception) -> Exception:
    """The error, or one with its words where the pipe cannot carry it."""
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        return CouncilError(str(error)) if isinstance(error, CouncilError) else RuntimeError(str(error))
    return error
