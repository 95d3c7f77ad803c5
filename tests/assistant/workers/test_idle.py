"""Who is free goes to who has waited longest."""

from __future__ import annotations

from collections.abc import Callable
from threading import Thread
from time import monotonic

from assistant.workers.idle import Idle

PATIENCE = 10.0


def until(true: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end


class Taker(Thread):
    """Takes one member in a thread of its own."""

    def __init__(self, idle: Idle[str]) -> None:
        super().__init__(daemon=True)
        self._idle = idle
        self.got: list[str | None] = []
        waiting = idle.waiting
        self.start()
        until(lambda: idle.waiting > waiting)

    def run(self) -> None:
        self.got.append(self._idle.take())


def test_a_free_member_is_taken_at_once_and_by_one_only() -> None:
    idle: Idle[str] = Idle()
    idle.add("first")
    idle.add("second")
    assert {idle.take(), idle.take()} == {"first", "second"}
    assert idle.members == 2


def test_with_no_member_nobody_waits() -> None:
    assert Idle[str]().take() is None


def test_who_came_first_is_handed_the_next_that_is_free() -> None:
    idle: Idle[str] = Idle()
    idle.add("one")
    assert idle.take() == "one"
    early, late = Taker(idle), Taker(idle)
    idle.give("one")
    early.join(PATIENCE)
    assert (early.got, late.got) == (["one"], [])
    idle.add("two")
    late.join(PATIENCE)
    assert late.got == ["two"]


def test_when_the_last_member_is_lost_nobody_waits_for_it() -> None:
    idle: Idle[str] = Idle()
    idle.add("one")
    idle.take()
    waiting = [Taker(idle), Taker(idle)]
    idle.lose()
    for one in waiting:
        one.join(PATIENCE)
        assert one.got == [None]
