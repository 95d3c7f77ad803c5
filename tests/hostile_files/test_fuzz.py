"""What once did harm does none now; the fuzzer runs, and finds what is there to be found."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.readers.base import RawDocument
from evals.fuzz.__main__ import Turn, fuzzed, settle, told
from evals.fuzz.alone import ending
from evals.fuzz.bounds import Slow, bounded, digest, known, tried
from evals.fuzz.kept import Kept, kept, seeds, written
from evals.fuzz.specimens import SPECIMENS, Aim
from evals.fuzz.targets import TARGETS, check


@pytest.mark.parametrize("one", kept(), ids=lambda one: f"{one.target}: {one.why}")
def test_what_once_did_harm_does_none_now(one: Kept) -> None:
    assert tried(TARGETS[one.target], one.data) is None


@pytest.mark.parametrize("target", sorted(set(TARGETS) - {"any"}))
def test_the_seeds_of_each_target_do_no_harm(target: str) -> None:
    assert [harm for data in seeds(target)[:6] if (harm := tried(TARGETS[target], data))] == []


def test_what_is_kept_is_small() -> None:
    assert sum(len(one.data) for one in kept()) < 200_000
    assert len({(one.target, one.data) for one in kept()}) == len(kept())


def test_harm_is_told_by_its_kind() -> None:
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
    turn = fuzzed("txt", 3, tmp_path / "txt", plain=True)
    assert turn.runs > 0
    assert turn.findings == ()
    assert written("txt", "why", b"\xff") == '{"target": "txt", "why": "why", "data": "/w=="}'


def _does(*lines: str) -> list[str]:
    """A process that may take 300 MB of address space, and then does this."""
    first = "import os, resource, time; resource.setrlimit(resource.RLIMIT_AS, (300 << 20, 300 << 20))"
    return [sys.executable, "-c", "\n".join([first, *lines])]


_FILLS = (
    "held = []",
    "try:",
    "    while True: held.append(bytearray(1 << 20)); time.sleep(0.001)",
    "except MemoryError:",
)


@pytest.mark.parametrize(
    ("does", "told"),
    [
        (_does(*_FILLS, "    time.sleep(0.1); os.abort()"), "limit"),  # as a library in C does that gets no more
        (_does(*_FILLS, "    print('oom')"), "limit"),
        (_does("os.abort()"), "crash"),
        (_does("held = bytearray(100 << 20)", "os.kill(os.getpid(), 11)"), "crash"),
        (_does("print('crash')"), "crash"),
        (_does("print('timeout')"), "timeout"),
        (_does("resource.setrlimit(resource.RLIMIT_CPU, (1, 2))", "while True: pass"), "timeout"),
        (_does(*_FILLS, "    del held"), None),
    ],
)
def test_an_end_at_the_memory_limit_is_no_crash(does: list[str], told: str | None) -> None:
    assert ending(does, 300) == told


def test_what_hangs_without_a_processor_is_ended() -> None:
    assert ending(_does("time.sleep(60)"), 300, seconds=1) == "timeout"


def test_a_file_that_needs_more_than_the_limit_is_counted_and_is_no_finding(tmp_path: Path) -> None:
    bomb = next(one for one in SPECIMENS if one.name == "flate_bomb.pdf").make(
        Aim("file:///none", "http://127.0.0.1:9/")
    )
    file = tmp_path / "current"
    file.write_bytes(bomb)
    settle("pdf", file, 600)
    assert [one.name for one in tmp_path.iterdir()] == [f"limit-{digest(bomb)}"]
    assert known(tmp_path) == {digest(bomb)}
    turn = Turn("pdf", 9.0, 4.1, 12, 0, 2, 1, ())
    assert told(turn).endswith(" 12 inputs in 9 s (4 s of processor), 1 came to the memory limit, nothing found")


def test_a_target_that_got_no_time_is_not_told_as_clean() -> None:
    assert "nothing tried" in told(Turn("md", 640.0, 9.0, 0, 0, 1, 0, ()))


def test_what_reads_too_long_is_counted_in_processor_seconds() -> None:
    def works() -> None:
        began = time.process_time()
        with bounded(processor=0.2):
            while time.process_time() - began < 10:
                pass

    with pytest.raises(Slow):
        works()
    with bounded(processor=0.2):
        time.sleep(0.5)
