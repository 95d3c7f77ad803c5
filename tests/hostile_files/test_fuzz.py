"""What once did harm does none now; the fuzzer runs, and finds what is there to be found."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.readers.base import RawDocument
from evals.fuzz.__main__ import fuzzed
from evals.fuzz.child import late, tried
from evals.fuzz.kept import Kept, kept, seeds, written
from evals.fuzz.targets import TARGETS, check


@pytest.fixture
def alarm() -> Iterator[None]:
    """What the child does with an alarm."""
    before = signal.signal(signal.SIGALRM, late)
    yield
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("one", kept(), ids=lambda one: f"{one.target}: {one.why}")
def test_what_once_did_harm_does_none_now(one: Kept, alarm: None) -> None:
    assert tried(TARGETS[one.target], one.data) is None


@pytest.mark.parametrize("target", sorted(set(TARGETS) - {"any"}))
def test_the_seeds_of_each_target_do_no_harm(target: str, alarm: None) -> None:
    assert [harm for data in seeds(target)[:6] if (harm := tried(TARGETS[target], data))] == []


def test_what_is_kept_is_small() -> None:
    assert sum(len(one.data) for one in kept()) < 200_000
    assert len({(one.target, one.data) for one in kept()}) == len(kept())


def test_harm_is_told_by_its_kind(alarm: None) -> None:
    def crash(data: bytes) -> None:
        raise ValueError(data)

    def hunger(data: bytes) -> None:
        raise MemoryError

    found: list[Callable[[bytes], None]] = [crash, hunger]
    assert [(tried(target, b"x") or ("",))[0] for target in found] == ["crash", "oom"]


def test_text_that_breaks_a_promise_is_found() -> None:
    check(RawDocument("txt", ("Beslut",)))
    for broken in (
        RawDocument("txt", ("bell\x07",)),
        RawDocument("txt", ("Beslut",), headings=((0, 99, 1),)),
        RawDocument("txt", ("Beslut",), title="a\x1b[2J"),
    ):
        with pytest.raises(AssertionError):
            check(broken)


def test_a_short_run_counts_what_it_tried(tmp_path: Path) -> None:
    turn = fuzzed("txt", 6, tmp_path / "txt")
    assert turn.runs > 0
    assert turn.findings == ()
    assert written("txt", "why", b"\xff") == '{"target": "txt", "why": "why", "data": "/w=="}'
