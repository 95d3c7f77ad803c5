"""Answers from other processes are the answers of this one, and what happens to a process happens to nobody else."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from threading import Thread
from time import monotonic, sleep

import pytest

from assistant import Assistant
from assistant.access.levels import IndexServices
from assistant.contract import FilterSpec
from assistant.streaming import Answered, Understood
from assistant.workers import AnswerLost, Asked, Workers
from corpus.errors import BadSettings, NoIndex
from index.levels import Level
from index.settings import Settings
from index.store import Index

PATIENCE = 60.0
QUESTIONS = ("Vem frågade om simhallen?", "När öppnar simhallen?", "Vilka frågor har Anna Ek ställt?", "Finns månen?")


def ingest(settings: Settings, folder: Path) -> None:
    with Index.open(settings, write=True) as index:
        index.ingest().run([folder])


def until(true: Callable[[], bool]) -> None:
    end = monotonic() + PATIENCE
    while not true():
        assert monotonic() < end
        sleep(0.01)


def alive(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    # One that has ended and that nobody has asked for yet is there in name only.
    return Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"


@pytest.fixture(scope="module")
def settings(tallhamra: Assistant) -> Settings:
    return tallhamra.index.settings


@pytest.fixture(scope="module")
def workers(settings: Settings) -> Iterator[Workers]:
    with Workers(settings) as workers:
        workers.start(2)
        until(lambda: workers.ready == 2)
        yield workers


@pytest.fixture(scope="module")
def served(settings: Settings, workers: Workers) -> Iterator[Assistant]:
    with IndexServices(settings, workers=workers) as services:
        yield services.at(Level.PUBLIC)


def said(assistant: Assistant, question: str) -> str:
    return assistant.ask(question).model_dump_json(exclude={"timings_ms"})


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_is_the_same_wherever_it_is_made(question: str, tallhamra: Assistant, served: Assistant) -> None:
    assert said(served, question) == said(tallhamra, question)


def test_history_filters_and_id_go_along(tallhamra: Assistant, served: Assistant) -> None:
    asked = {"history": ["Vem frågade om simhallen?"], "filters": FilterSpec(party=["S"]), "id": 7}
    here = tallhamra.ask("Vad fick hon för svar?", **asked)  # type: ignore[arg-type]
    there = served.ask("Vad fick hon för svar?", **asked)  # type: ignore[arg-type]
    assert there.model_dump(exclude={"timings_ms"}) == here.model_dump(exclude={"timings_ms"})
    assert there.id == 7


def test_the_question_as_understood_comes_before_the_claims(workers: Workers) -> None:
    events = list(workers.stream(Level.PUBLIC, Asked("Vem frågade om simhallen?")) or ())
    assert isinstance(events[0], Understood)
    assert isinstance(events[-1], Answered)
    assert len(events) > 2


def test_an_error_is_raised_as_what_it_is(workers: Workers) -> None:
    with pytest.raises(BadSettings, match="dans"):
        list(workers.stream(Level.PUBLIC, Asked("Vem frågade?", filters=FilterSpec(act=["dans"]))) or ())


def test_many_at_once_each_get_their_own_answer(served: Assistant, tallhamra: Assistant) -> None:
    asked = [f"Vem frågade om simhallen {number}?" for number in range(12)]
    got: dict[str, str] = {}
    threads = [Thread(target=lambda q=q: got.update({q: said(served, q)})) for q in asked]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert got == {question: said(tallhamra, question) for question in asked}


def test_one_who_goes_away_leaves_the_process_to_the_next(workers: Workers) -> None:
    for _ in range(5):  # more often than there are processes
        events = workers.stream(Level.PUBLIC, Asked("Vilka frågor har ställts till Bo Ask?"))
        assert events is not None
        next(events)
        events.close()  # type: ignore[attr-defined]
    assert isinstance(list(workers.stream(Level.PUBLIC, Asked("När öppnar simhallen?")) or ())[-1], Answered)


def test_an_answer_whose_process_is_killed_is_lost_and_the_next_is_made(settings: Settings) -> None:
    with Workers(settings) as workers:
        workers.start(1)
        assert workers.wait(PATIENCE)
        events = workers.stream(Level.PUBLIC, Asked("Vem frågade om simhallen?"))
        assert events is not None
        next(events)
        (number,) = workers.processes()
        os.kill(number, signal.SIGKILL)
        with pytest.raises(AnswerLost, match="ask again"):
            list(events)
        until(lambda: workers.ready == 1)
        assert workers.processes() != [number]
        assert list(workers.stream(Level.PUBLIC, Asked("Vem frågade om simhallen?")) or ())


def test_until_there_is_a_process_the_server_answers_itself(settings: Settings, tallhamra: Assistant) -> None:
    with Workers(settings) as none, IndexServices(settings, workers=none) as services:
        assert none.stream(Level.PUBLIC, Asked("Vem frågade om simhallen?")) is None
        assert said(services.at(Level.PUBLIC), QUESTIONS[0]) == said(tallhamra, QUESTIONS[0])


def test_what_is_ingested_while_they_run_is_answered_from(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "index", embedder="hashing", cache=tmp_path / "cache")
    papers = tmp_path / "papers"
    papers.mkdir()
    (papers / "one.txt").write_text("Kommunen har 27 bryggor. De lagas varje vår.\n", encoding="utf-8")
    ingest(settings, papers)
    with Workers(settings) as workers:
        workers.start(1)
        assert workers.wait(PATIENCE)

        def status() -> str:
            *_, last = workers.stream(Level.PUBLIC, Asked("Hur många elbussar har kommunen?")) or ()
            assert isinstance(last, Answered)
            return last.answer.status

        assert status() == "not_found"
        (papers / "two.txt").write_text("Kommunen har 14 elbussar. De laddas på natten.\n", encoding="utf-8")
        ingest(settings, papers)
        assert status() == "answered"


def test_a_folder_without_an_index_is_told_by_the_answer(tmp_path: Path) -> None:
    with Workers(Settings(tmp_path / "none", embedder="hashing")) as workers:
        workers.start(1)
        assert workers.wait(PATIENCE)
        with pytest.raises(NoIndex):
            list(workers.stream(Level.PUBLIC, Asked("Vem frågade om simhallen?")) or ())


def test_closing_ends_the_processes(settings: Settings) -> None:
    with Workers(settings) as workers:
        workers.start(1)
        assert workers.wait(PATIENCE)
        (number,) = workers.processes()
        assert alive(number)
    assert not alive(number)


def test_when_the_server_is_killed_its_processes_end(settings: Settings, tmp_path: Path) -> None:
    script = tmp_path / "server.py"
    script.write_text(
        "import pickle, sys, time\n"
        "from assistant.workers import Workers\n"
        "if __name__ == '__main__':\n"
        "    workers = Workers(pickle.loads(bytes.fromhex(sys.argv[1])))\n"
        "    workers.start(1)\n"
        "    workers.wait(60)\n"
        "    print(*workers.processes(), flush=True)\n"
        "    time.sleep(60)\n"
    )
    given = pickle.dumps(settings).hex()
    with subprocess.Popen([sys.executable, str(script), given], stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        number = int(server.stdout.readline())
        assert alive(number)
        server.kill()
    try:
        until(lambda: not alive(number))
    finally:
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
