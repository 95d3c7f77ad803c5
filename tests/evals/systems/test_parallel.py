"""Several processes side by side: the same records for any number, and a process that fails costs one question."""

from __future__ import annotations

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

import evals
from evals.record import Record
from evals.run import run
from evals.systems import SystemFailed
from evals.systems.lanes import Lane, ProcessLane
from evals.systems.parallel import in_lanes
from evals.systems.scripted import ScriptedSystem

from .conftest import given_answer, opener, questions


def lanes(jobs: int, timeout: float = 20.0, **script: str) -> list[Lane]:
    return [ProcessLane(opener(script), timeout) for _ in range(jobs)]  # type: ignore[arg-type]


def in_order(records: list[Record]) -> list[Record]:
    return sorted((replace(record, ms=0.0) for record in records), key=lambda record: int(record.question.id[1:]))


def test_two_processes_give_what_one_gives() -> None:
    asked = questions(7)
    here = [replace(record, ms=0.0) for record in run(asked, opener()())]
    assert in_order(list(in_lanes(asked, lanes(1)))) == here
    assert in_order(list(in_lanes(asked, lanes(2)))) == here
    assert here[0].exact == (True, False)


def test_one_that_hangs_dies_breaks_or_talks_nonsense_costs_its_question_only() -> None:
    script = {"q1": "hang", "q2": "die", "q3": "break", "q4": "nonsense", "q5": "misfit", "q6": "refuse"}
    records = in_order(list(in_lanes(questions(9), lanes(2, 2.0, **script))))
    assert [record.answer is not None for record in records] == [True, *[False] * 6, True, True]
    assert [record.error for record in records[1:5]] == [
        "no answer within 2 s",
        "the process that answered ended with 3",
        "ZeroDivisionError: no such number",
        "gave no answer object but str",
    ]
    assert records[5].error.startswith("gave no answer object: status:")
    assert records[6].error == "This question is not answered."
    assert not multiprocessing.active_children()


def test_a_system_that_cannot_be_opened_ends_the_run_with_its_own_words() -> None:
    from evals.systems.registry import _open_address
    from index.settings import Settings

    nowhere = partial(_open_address, "http://127.0.0.1:9", Settings(index=Path("/nowhere")), 1.0)
    with pytest.raises(SystemFailed, match="There is no index in /nowhere yet"):
        list(in_lanes(questions(2), [ProcessLane(nowhere)]))


def test_a_run_that_is_left_in_the_middle_leaves_no_process() -> None:
    with closing(in_lanes(questions(50), lanes(2, q3="hang", q4="hang"))) as coming:
        next(coming)
    assert not multiprocessing.active_children()


def test_nothing_is_started_for_no_question() -> None:
    assert list(in_lanes([], lanes(2))) == []


PARENT = """
import multiprocessing, signal, sys, threading, time
from functools import partial
from evals.dataset import Question
from evals.systems.lanes import ProcessLane
from evals.systems.parallel import in_lanes
from evals.systems.scripted import ScriptedSystem
from assistant.contract import Answer

def tell():
    while not multiprocessing.active_children():
        time.sleep(0.05)
    print(multiprocessing.active_children()[0].pid, flush=True)

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)  # started in the background, Ctrl-C would be ignored
    given = Answer(question="?", language="sv", status="answered", route="passage", answer="Ja.")
    asked = Question(id="q0", question="?", language="sv", category="what", status="answered")
    threading.Thread(target=tell, daemon=True).start()
    try:
        list(in_lanes([asked], [ProcessLane(partial(ScriptedSystem, given, {"q0": "hang"}))]))
    except KeyboardInterrupt:
        sys.exit(130)
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_harness_that_is_ended_takes_its_processes_along(how: signal.Signals, tmp_path: Path) -> None:
    (tmp_path / "parent.py").write_text(PARENT, "utf-8")
    home = str(Path(evals.__file__).parents[1])
    parent = subprocess.Popen(
        [sys.executable, str(tmp_path / "parent.py")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": home},
        start_new_session=True,
    )
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    os.killpg(parent.pid, how) if how is signal.SIGINT else parent.send_signal(how)  # Ctrl-C reaches the whole group
    _, said = parent.communicate(timeout=20)
    assert "Traceback" not in said
    for _ in range(100):
        if not Path(f"/proc/{child}").exists():
            break
        time.sleep(0.05)
    assert not Path(f"/proc/{child}").exists()


def test_a_scripted_system_is_a_system() -> None:
    assert ScriptedSystem(given_answer()).text("d1", "fvg.txt") is None
