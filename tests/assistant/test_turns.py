"""A few compute at a time, in the order in which they came."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from assistant.turns import Turns

PATIENCE = 10.0


class Worker(Thread):
    """Takes a turn, notes its name, and stays until it is let go."""

    def __init__(self, turns: Turns, name: str, done: list[str], *, begun: bool = False) -> None:
        super().__init__(daemon=True)
        self.name, self.inside, self.go = name, Event(), Event()
        self._turns, self._done, self._begun = turns, done, begun
        self.start()

    def run(self) -> None:
        with self._turns.one(begun=self._begun):
            self._done.append(self.name)
            self.inside.set()
            self.go.wait(PATIENCE)

    def leave(self) -> None:
        self.go.set()
        self.join(PATIENCE)


def queued(turns: Turns, name: str, done: list[str], *, begun: bool = False) -> Worker:
    """A worker that stands in the queue by now."""
    before = turns.waiting
    worker = Worker(turns, name, done, begun=begun)
    while turns.waiting == before:
        worker.join(0.001)
    return worker


def test_no_more_are_inside_than_allowed_and_the_first_comes_first() -> None:
    turns, done = Turns(2), list[str]()
    first, second = Worker(turns, "1", done), Worker(turns, "2", done)
    assert first.inside.wait(PATIENCE)
    assert second.inside.wait(PATIENCE)
    third, fourth = queued(turns, "3", done), queued(turns, "4", done)
    assert not third.inside.is_set()
    second.leave()
    assert third.inside.wait(PATIENCE)
    assert not fourth.inside.is_set()
    for worker in (first, third, fourth):
        worker.leave()
    assert sorted(done[:2]) == ["1", "2"]
    assert done[2:] == ["3", "4"]
    assert turns.waiting == 0


def test_what_has_begun_goes_before_what_has_not() -> None:
    turns, done = Turns(1), list[str]()
    inside = Worker(turns, "inside", done)
    assert inside.inside.wait(PATIENCE)
    new = queued(turns, "new", done)
    begun, later = (queued(turns, name, done, begun=True) for name in ("begun", "later"))
    for worker in (inside, begun, later, new):
        worker.leave()
    assert done == ["inside", "begun", "later", "new"]


def test_a_failure_inside_gives_the_turn_back() -> None:
    turns = Turns(1)
    with pytest.raises(ValueError, match="odd"), turns.one():
        raise ValueError("odd")
    with turns.one():
        assert turns.waiting == 0
