"""How often somebody may try, on a clock that stands still."""

from __future__ import annotations

import pytest

from assistant.access.limits import BURST, FREE, KEPT, PACE, Attempts, network_of
from assistant.clock import Clock, MemoryClock, SystemClock


def failures(attempts: Attempts, count: int, name: str = "anna") -> list[float]:
    """Tries from another address each time, so that the name alone is what counts."""
    return [attempts.begin(f"192.0.2.{n}", name) for n in range(count)]


def test_a_name_waits_longer_after_each_failure(clock: MemoryClock) -> None:
    attempts = Attempts(clock)
    assert failures(attempts, FREE) == [0.0] * FREE
    waits = []
    for _ in range(7):
        wait = attempts.begin("198.51.100.1", "anna")
        waits.append(wait)
        clock.forward(seconds=wait - 1)
        assert attempts.begin("198.51.100.1", "anna") == pytest.approx(1)
        clock.forward(seconds=1)
        assert attempts.begin("198.51.100.1", "anna") == 0
    assert waits == pytest.approx([30, 60, 120, 240, 480, 900, 900])
    assert attempts.begin("198.51.100.1", "bo") == 0


def test_success_forgives_the_name(clock: MemoryClock) -> None:
    attempts = Attempts(clock)
    failures(attempts, FREE)
    attempts.succeeded("192.0.2.1", "anna")
    assert failures(attempts, FREE) == [0.0] * FREE


def test_failures_are_forgotten_after_a_day(clock: MemoryClock) -> None:
    attempts = Attempts(clock)
    failures(attempts, FREE)
    clock.forward(seconds=24 * 3600 + 1)
    assert failures(attempts, FREE) == [0.0] * FREE


def test_an_address_has_a_pace_whatever_names_it_tries(clock: MemoryClock) -> None:
    attempts = Attempts(clock)
    assert [attempts.begin("192.0.2.7", f"name{n}") for n in range(BURST)] == [0.0] * BURST
    assert attempts.begin("192.0.2.7", "anna") == pytest.approx(PACE)
    assert attempts.begin("192.0.2.8", "anna") == 0
    clock.forward(seconds=PACE)
    assert attempts.begin("192.0.2.7", "bo") == 0
    assert attempts.begin("192.0.2.7", "bo") > 0


def test_many_people_behind_one_address_can_sign_in(clock: MemoryClock) -> None:
    attempts = Attempts(clock)
    for n in range(5 * BURST):
        assert attempts.begin("192.0.2.7", f"name{n}") == 0
        attempts.succeeded("192.0.2.7", f"name{n}")


def test_a_wait_is_not_counted_as_an_attempt(clock: MemoryClock) -> None:
    attempts = Attempts(clock)
    failures(attempts, FREE)
    for _ in range(100):
        assert attempts.begin("192.0.2.7", "anna") == pytest.approx(30)


def test_memory_has_a_limit(clock: MemoryClock) -> None:
    attempts = Attempts(clock)
    for n in range(KEPT + 500):
        attempts.begin(f"10.{n >> 16}.{n >> 8 & 255}.{n & 255}", f"name{n}")
    assert len(attempts._names) == KEPT
    assert len(attempts._addresses) == KEPT


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("testclient", "testclient"),
    ],
)
def test_one_subscriber_is_one_address(address: str, network: str) -> None:
    assert network_of(address) == network


@pytest.mark.parametrize("made", [SystemClock(), MemoryClock()])
def test_clocks_tell_the_time_and_never_go_back(made: Clock) -> None:
    first = made.now()
    assert first.year >= 2023
    assert made.now() >= first
