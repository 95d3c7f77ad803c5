"""A conversation that is asked for again when its page had to be loaded anew."""

from __future__ import annotations

from assistant.access import Role, User
from assistant.clock import MemoryClock
from index.levels import Level
from ui.ask.resuming import Resumable
from ui.ask.turn import Turn

ANNA = User("anna", Role.STAFF, Level.INTERNAL)


def test_it_comes_back_to_whoever_led_it_and_nobody_else() -> None:
    held = Resumable(MemoryClock())
    held.hold("talk", ANNA, [Turn("Vem frågade?")])
    assert [turn.question for turn in held.turns("talk", ANNA)] == ["Vem frågade?"]
    assert held.turns("talk", User("bo")) == []
    assert held.turns("talk", User("anna", Role.STAFF, Level.PUBLIC)) == []
    assert held.turns("other", ANNA) == []


def test_it_is_forgotten_after_a_while_and_when_it_is_cleared() -> None:
    clock = MemoryClock()
    held = Resumable(clock)
    held.hold("talk", ANNA, [Turn("Vem?")])
    held.hold("cleared", ANNA, [Turn("Vem?")])
    held.hold("cleared", ANNA, [])
    assert held.turns("cleared", ANNA) == []
    clock.forward(hours=1, seconds=1)
    assert held.turns("talk", ANNA) == []


def test_only_so_many_are_held() -> None:
    held = Resumable(MemoryClock(), most=2)
    for name in ("a", "b", "a", "c"):
        held.hold(name, ANNA, [Turn(name)])
    assert held.turns("b", ANNA) == []
    assert held.turns("a", ANNA) != []
