"""A run that was killed goes on where it was, and gives what it would have given."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import partial
from io import StringIO
from itertools import islice
from pathlib import Path

from rich.console import Console

from assistant.contract import Answer, Request
from assistant.memory import MemoryAssistant
from evals import cli, report
from evals.record import Record
from evals.resuming import FILE, Unfinished
from evals.run import ServiceSystem, run

from .conftest import make_answer, make_question
from .test_run import DOCUMENT

QUESTIONS = [make_question(id=f"q{n}", question=f"Vem har jour natt {n}?") for n in range(5)]
ABOUT = {"dataset": "a", "index": {"passages": 3}}


class Counting(ServiceSystem):
    """A system that remembers which questions it was asked."""

    def __init__(self) -> None:
        super().__init__(MemoryAssistant([DOCUMENT], {question.question: make_answer() for question in QUESTIONS}))
        self.asked: list[str] = []

    def answer(self, request: Request) -> Answer:
        self.asked.append(str(request.id))
        return super().answer(request)


def asked(folder: Path, system: ServiceSystem, about: dict[str, object] | None = None) -> list[Record]:
    asking = partial(run, system=system)
    return cli.ask(QUESTIONS, asking, Console(file=StringIO()), Unfinished(folder, about or ABOUT))


def killed_after(folder: Path, count: int) -> None:
    """A run that ends after so many questions, in the middle of writing down the next."""
    unfinished = Unfinished(folder, ABOUT)
    list(islice(unfinished.kept({}, run(QUESTIONS, Counting())), count))
    with (folder / FILE).open("a", encoding="utf-8") as file:
        file.write('{"id": "q')


def without_time(records: list[Record]) -> list[Record]:
    return [replace(record, ms=0.0) for record in records]


def test_a_killed_run_asks_the_rest_only_and_ends_with_the_same_numbers(tmp_path: Path) -> None:
    whole = list(run(QUESTIONS, Counting()))
    killed_after(tmp_path, 3)
    system = Counting()
    found = asked(tmp_path, system)
    assert system.asked == ["q3", "q4"]
    assert without_time(found) == without_time(whole)
    same = [{k: v for k, v in report.measure(records).items() if not k.endswith("_ms")} for records in (found, whole)]
    assert same[0] == same[1]


def test_killed_twice_nothing_is_lost(tmp_path: Path) -> None:
    killed_after(tmp_path, 2)
    unfinished = Unfinished(tmp_path, ABOUT)
    known = unfinished.known(QUESTIONS)
    left = [question for question in QUESTIONS if question.id not in known]
    list(islice(unfinished.kept(known, run(left, Counting())), 2))
    assert set(Unfinished(tmp_path, ABOUT).known(QUESTIONS)) == {"q0", "q1", "q2", "q3"}


def test_what_was_kept_of_another_run_is_not_used(tmp_path: Path) -> None:
    killed_after(tmp_path, 3)
    system = Counting()
    asked(tmp_path, system, {**ABOUT, "index": {"passages": 4}})
    assert system.asked == [question.id for question in QUESTIONS]


def test_lines_that_are_no_records_are_asked_again(tmp_path: Path) -> None:
    killed_after(tmp_path, 1)
    head = (tmp_path / FILE).read_text("utf-8").splitlines()[0]
    (tmp_path / FILE).write_text("\n".join([head, "[]", json.dumps({"id": "q1"}), "{}"]) + "\n", "utf-8")
    assert Unfinished(tmp_path, ABOUT).known(QUESTIONS) == {}


def test_a_finished_run_leaves_nothing_behind(tmp_path: Path) -> None:
    killed_after(tmp_path, 1)
    Unfinished(tmp_path, ABOUT).forget()
    assert not (tmp_path / FILE).exists()
    Unfinished(None, ABOUT).forget()


def test_an_answer_with_odd_line_breaks_is_known_again(tmp_path: Path) -> None:
    odd = MemoryAssistant([DOCUMENT], {q.question: make_answer(answer="Ja\u2028nej\x85 [1].") for q in QUESTIONS})
    list(Unfinished(tmp_path, ABOUT).kept({}, run(QUESTIONS, ServiceSystem(odd))))
    assert len(Unfinished(tmp_path, ABOUT).known(QUESTIONS)) == 5


class Broken(ServiceSystem):
    """A system that breaks on one question."""

    def answer(self, request: Request) -> Answer:
        if request.id == "q2":
            raise ZeroDivisionError("no such\nnumber")
        return super().answer(request)


def test_a_system_that_breaks_on_a_question_is_named_and_the_run_goes_on() -> None:
    records = list(run(QUESTIONS, Broken(MemoryAssistant([DOCUMENT], {}))))
    assert records[2].answer is None
    assert records[2].error == "ZeroDivisionError: no such number"
    assert len(records) == 5
