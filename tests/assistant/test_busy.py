"""Who comes when too many wait is told when to try again, at once, wherever they ask."""

from __future__ import annotations

import pickle
import sys
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

import pytest

from assistant.busy import Busy, most_waiting, refuse_when_full
from assistant.contract import Answer
from assistant.memory import MemoryAssistant
from assistant.turns import Turns
from corpus.errors import BadSettings
from ui.head import unavailable
from ui.texts import texts

sys.path.insert(0, str(Path(__file__).parent / "api"))

from api_support import client


def test_the_queue_is_only_so_long() -> None:
    turns, inside, leave = Turns(at_once=1, queue=2), Event(), Event()

    def work() -> None:
        with turns.one():
            inside.set()
            leave.wait(10)

    threads = [Thread(target=work) for _ in range(3)]
    threads[0].start()
    assert inside.wait(10)
    for thread in threads[1:]:
        thread.start()
    end = monotonic() + 10
    while turns.waiting < 2:
        assert monotonic() < end
    begun = monotonic()
    with pytest.raises(Busy), turns.one():
        pass
    assert monotonic() - begun < 1
    leave.set()
    for thread in threads:
        thread.join(10)
    with turns.one():  # there is room again
        pass


@pytest.mark.parametrize(("waiting", "at_once", "retry"), [(100, 2, 13), (1, 4, 1), (100_000, 1, 60), (3, 0, 1)])
def test_when_to_try_again_follows_from_how_many_wait(waiting: int, at_once: int, retry: int) -> None:
    with pytest.raises(Busy) as caught:
        refuse_when_full(waiting, 1, at_once)
    assert caught.value.retry == retry


def test_it_crosses_between_processes() -> None:
    again = pickle.loads(pickle.dumps(Busy(7)))
    assert (str(again), again.retry) == (str(Busy(7)), 7)


class Full(MemoryAssistant):
    """Has no room for a question."""

    def ask(self, *args: Any, **kwargs: Any) -> Answer:
        raise Busy(7)

    def stream(self, *args: Any, **kwargs: Any) -> Any:
        raise Busy(7)


@pytest.mark.parametrize("accept", ["application/json", "text/event-stream"])
def test_the_api_says_503_and_when(accept: str) -> None:
    response = client(Full([])).post("/api/ask", json={"question": "Vem frågade?"}, headers={"accept": accept})
    assert response.status_code == 503
    assert response.headers["retry-after"] == "7"
    assert response.json() == {"error": "Many questions are being answered just now: try again in 7 seconds."}


def test_the_page_says_it_in_the_readers_language() -> None:
    assert unavailable(Busy(7), texts("sv")) == "Många frågor besvaras just nu: försök igen om 7 sekunder."


@pytest.mark.parametrize("written", ["0", "-1", "many", "1.5"])
def test_a_length_that_cannot_be_is_named(written: str) -> None:
    with pytest.raises(BadSettings, match="COUNCIL_QUEUE"):
        most_waiting({"COUNCIL_QUEUE": written})


def test_the_length_is_a_setting() -> None:
    assert most_waiting({"COUNCIL_QUEUE": "12"}) == 12
    assert most_waiting({}) == 100
