"""Asks questions in several lanes side by side."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Generator, Iterable, Sequence
from queue import Empty, SimpleQueue

from evals.dataset import Question
from evals.record import Record
from evals.systems.lanes import Lane

_ENDING = 5.0  # seconds that a lane has to end
# A Ctrl-C that comes just before something is waited for is noticed only when the waiting ends.
_WAITING = 0.5  # seconds


def in_lanes(questions: Iterable[Question], lanes: Sequence[Lane]) -> Generator[Record, None, None]:
    """One record a question, as they are done: not in order, so that one that hangs holds up no other.

    Which lane asks which question is chance, so each must give the same answers. Raises what a lane raises when its
    system cannot be opened. However it ends, by Ctrl-C too, the lanes are closed.
    """
    waiting = deque(questions)
    done: SimpleQueue[Record | BaseException | None] = SimpleQueue()
    threads = [
        threading.Thread(target=_work, args=(lane, waiting, done), daemon=True) for lane in lanes[: len(waiting)]
    ]
    for thread in threads:
        thread.start()
    try:
        working = len(threads)
        while working:
            try:
                found = done.get(timeout=_WAITING)
            except Empty:
                continue
            if found is None:
                working -= 1
            elif isinstance(found, BaseException):
                raise found
            else:
                yield found
    finally:
        waiting.clear()
        for lane in lanes[: len(threads)]:
            lane.close()
        for thread in threads:
            thread.join(_ENDING)


def _work(lane: Lane, waiting: deque[Question], done: SimpleQueue[Record | BaseException | None]) -> None:
    try:
        lane.open()
        while True:
            try:
                question = waiting.popleft()
            except IndexError:
                break
            done.put(lane.ask(question))
    except BaseException as error:  # raised where the records are waited for
        done.put(error)
    else:
        done.put(None)
