"""Reading files in from the page: one job at a time, watched by many, on a real index and on a double."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.incoming.jobs import (
    CliRunner,
    Ended,
    Jobs,
    JobState,
    Kind,
    MemoryRunner,
    Runner,
    Step,
    as_json,
    known_folders,
    line,
    upload_steps,
)
from assistant.incoming.reasons import told
from assistant.incoming.uploads import Uploads
from corpus.errors import CouncilError
from corpus.readers import read_bytes
from index.ingest import Status
from index.levels import Level
from index.settings import Settings
from index.store import Index

LETTER = "Skrivelse om lekplatsen i Tallhamra\n\nVi föreslår att gungan lagas före sommaren.\n"
STEP = Step((Path("/dit"),))


def result(path: str, status: str, passages: int = 0, reason: str | None = None) -> str:
    told = {"path": path, "status": status, "reason": reason, "passages": passages}
    return json.dumps({**told, "document_id": None if reason else "d1"})


SUMMARY = '{"summary": {"files": 1}}'


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(tmp_path / "index", embedder="hashing", vectors_url="memory", cache=tmp_path / "cache")


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "brev.txt").write_text(LETTER, encoding="utf-8")
    (folder / "trasig.pdf").write_bytes(b"%PDF-1.7 ingenting mer")
    return folder


def scripted(papers: Path, settings: Settings) -> Runner:
    """A double that tells what the real ingest of `papers` tells."""
    damaged = "trasig.pdf: the PDF is damaged or cut short (Data format error); fetch the file again."
    lines = [result("brev.txt", "added", 1), result("trasig.pdf", "failed", 0, damaged), SUMMARY]
    return MemoryRunner((lines, Ended(0)))


def real(papers: Path, settings: Settings) -> Runner:
    return CliRunner(settings)


@pytest.mark.parametrize("make", [scripted, real])
def test_a_job_tells_what_became_of_each_file(
    make: Callable[[Path, Settings], Runner], papers: Path, settings: Settings
) -> None:
    jobs = Jobs(make(papers, settings))
    assert line(jobs.current(), "sv") == "Ingen inläsning pågår."
    begun = jobs.start(Kind.REINGEST, [Step((papers,))])
    assert (begun.number, begun.running) == (1, True)
    done = jobs.wait(30)
    assert not done.running
    assert (done.done, done.total, done.error) == (2, 2, None)
    assert {r.path: r.status for r in done.results} == {"brev.txt": Status.ADDED, "trasig.pdf": Status.FAILED}
    shown = as_json(done, "sv")
    assert shown["line"] == "Inläsningen är klar (tillagda: 1, kunde inte läsas: 1)."
    by_path = {r["path"]: r["told"] for r in shown["results"]}
    assert by_path["brev.txt"].startswith("Tillagd")
    assert by_path["trasig.pdf"] == (
        "Kunde inte läsas. Filen är skadad eller avklippt. Hämta den på nytt, eller spara den på nytt i sitt program."
    )


def test_what_is_unchanged_is_only_counted() -> None:
    jobs = Jobs(MemoryRunner(([result("brev.txt", "unchanged"), SUMMARY], Ended(0))))
    jobs.start(Kind.REINGEST, [STEP])
    state = jobs.wait(10)
    assert (state.results, state.counts) == ((), {Status.UNCHANGED: 1})
    assert line(state, "sv") == "Inläsningen är klar. Inget var nytt."


def test_a_second_writer_is_told_in_one_line(papers: Path, settings: Settings) -> None:
    with Index.open(settings, write=True):
        jobs = Jobs(CliRunner(settings))
        jobs.start(Kind.REINGEST, [Step((papers,))])
        state = jobs.wait(30)
    assert state.error is not None
    assert "is writing to the index" in state.error
    assert line(state, "sv").startswith("Inläsningen blev inte klar. Underlaget uppdateras redan av någon annan.")


class Halting(CliRunner):
    """Runs the real command and kills it when it tells of its first file."""

    def start(self, step: Step):  # type: ignore[no-untyped-def]
        running = super().start(step)
        lines = running.lines

        def killed() -> Iterator[str]:
            for text in lines():
                os.kill(running._process.pid, signal.SIGKILL)  # type: ignore[attr-defined]
                yield text

        running.lines = killed  # type: ignore[method-assign]
        return running


def test_a_job_that_is_killed_loses_nothing_and_is_taken_up(papers: Path, settings: Settings) -> None:
    with Index.open(settings, write=True) as index:
        index.ingest().run([papers])
    for n in range(12):
        (papers / f"nytt-{n:02}.txt").write_text(f"{LETTER}Nummer {n}.\n" * 60, encoding="utf-8")
    jobs = Jobs(Halting(settings))
    jobs.start(Kind.REINGEST, [Step((papers,))])
    state = jobs.wait(60)
    assert state.error == ""
    assert line(state, "sv").startswith("Inläsningen blev inte klar. Den avbröts.")
    with Index.open(settings) as index:
        assert index.verify() == []
        assert "brev.txt" in {entry.path for entry in index.catalogue.documents()}
    with Index.open(settings, write=True) as index:  # the lock went with the process
        index.ingest().run([papers])
        assert len(index.catalogue.documents()) == 13
        assert index.verify() == []


def test_a_job_can_be_stopped(papers: Path, settings: Settings) -> None:
    runner = MemoryRunner(([result("brev.txt", "added", 1)], Ended(0)), hold=True)
    jobs = Jobs(runner)
    jobs.start(Kind.UPLOAD, [STEP])
    jobs.start(Kind.UPLOAD, [Step((Path("/annan"),))])
    _until(jobs, lambda state: state.done == 1)
    jobs.stop()
    state = jobs.wait(10)
    assert not state.running
    assert runner.steps == [STEP]
    assert line(state, "sv") == "Inläsningen blev inte klar. Den stoppades. Det som hann läsas in finns kvar."


def test_a_real_job_ends_soon_when_the_server_goes_down(papers: Path, settings: Settings) -> None:
    jobs = Jobs(CliRunner(settings))
    jobs.start(Kind.REINGEST, [Step((papers,))])
    began = time.monotonic()
    jobs.close()
    assert time.monotonic() - began < 12
    assert not jobs.current().running


def test_what_is_asked_for_meanwhile_is_added_once_and_one_job_runs_at_a_time() -> None:
    runner = MemoryRunner(([result("a", "added", 2)], Ended(0)), hold=True)
    jobs = Jobs(runner)
    jobs.start(Kind.UPLOAD, [STEP])
    _until(jobs, lambda state: state.done == 1)
    for _ in range(3):
        assert jobs.start(Kind.UPLOAD, [STEP]).number == 1
    assert runner.steps == [STEP]
    runner.release()
    state = jobs.wait(10)
    assert runner.steps == [STEP, STEP]
    assert [r.path for r in state.results] == ["a"]  # the first results are still told


def test_a_job_goes_on_while_nobody_watches_and_every_watcher_sees_the_same() -> None:
    runner = MemoryRunner(([result("a", "added", 2), SUMMARY], Ended(0)), hold=True)
    jobs = Jobs(runner)
    jobs.start(Kind.UPLOAD, [STEP])
    _until(jobs, lambda state: state.done == 1)
    first, second = jobs.current(), jobs.current()
    assert first == second
    assert line(first, "en") == "Writing the last of it to the index …"
    runner.release()
    jobs.wait(10)
    assert first.running  # a state does not change under its watcher
    assert line(jobs.current(), "en") == "Reading in is done (added: 1)."


def test_a_public_watcher_sees_nothing_of_internal_folders() -> None:
    lines = [result("hemlig.pdf", "added", 3), SUMMARY]
    jobs = Jobs(MemoryRunner((lines, Ended(0)), ([result("öppen.pdf", "added", 1), SUMMARY], Ended(0))))
    jobs.start(Kind.REINGEST, [Step((Path("/inne"),), Level.INTERNAL), STEP])
    state = jobs.wait(10)
    assert [r.path for r in state.results] == ["hemlig.pdf", "öppen.pdf"]
    seen = as_json(state.seen_at(Level.PUBLIC), "sv")
    assert "hemlig" not in json.dumps(seen)
    assert (seen["done"], seen["line"]) == (1, "Inläsningen är klar (tillagda: 1).")


def test_lines_that_say_nothing_are_passed_over() -> None:
    odd = ["", "hej", "[1]", '{"path": "x"}', '{"path": "x", "status": "eaten"}', "null", SUMMARY]
    jobs = Jobs(MemoryRunner((odd, Ended(0))))
    jobs.start(Kind.UPLOAD, [STEP])
    state = jobs.wait(10)
    assert (state.results, state.error) == ((), None)


class Broken:
    def start(self, step: Step):  # type: ignore[no-untyped-def]
        raise CouncilError("The reading in could not be started (no memory): try again.")


def test_a_command_that_cannot_be_started_is_told() -> None:
    jobs = Jobs(Broken())
    jobs.start(Kind.UPLOAD, [STEP])
    assert "could not be started" in line(jobs.wait(10), "en")
    assert not jobs.current().running


def test_folders_that_were_read_in_are_known(papers: Path, settings: Settings) -> None:
    assert known_folders(settings) == []
    alone = papers.parent / "ensam.txt"
    alone.write_text("Ett ensamt brev till Tallhamra.\n", encoding="utf-8")
    with Index.open(settings, write=True) as index:
        index.ingest().run([papers, alone])
    assert known_folders(settings) == [Step((alone, papers))]
    (papers / "inne").mkdir()
    (papers / "inne" / "internt.txt").write_text("Internt.\n", encoding="utf-8")
    with Index.open(settings, write=True) as index:
        index.set_access([papers / "inne"], Level.INTERNAL)
    assert known_folders(settings) == [Step((alone,)), Step((papers,), Level.INTERNAL)]


def test_uploads_are_read_in_at_their_level(tmp_path: Path) -> None:
    uploads = Uploads(tmp_path / "uploads")
    assert upload_steps(uploads) == []
    uploads.at(Level.INTERNAL).mkdir(parents=True)
    assert upload_steps(uploads, Level.PUBLIC) == []
    assert upload_steps(uploads) == [Step((uploads.at(Level.INTERNAL),), Level.INTERNAL, mark=True)]


def test_the_command_uses_the_servers_settings(tmp_path: Path) -> None:
    runner = CliRunner(Settings(tmp_path, embedder="hashing", vectors_url="memory", cache=tmp_path / "c"))
    environment = runner.environment({"COUNCIL_EMBEDDER": "other", "PATH": "/bin"})
    assert environment["COUNCIL_EMBEDDER"] == "hashing"
    assert environment["PATH"] == "/bin"
    command = runner.command(Step((Path("-farlig"),), Level.INTERNAL, mark=True))
    assert command[command.index("--access") + 1] == "internal"
    assert command[-2:] == ["--", "-farlig"]
    assert "--access" not in runner.command(Step((tmp_path,)))


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tom.txt", b""),
        ("bild.pdf", b"\x89PNG\r\n\x1a\n"),
        ("trasig.pdf", b"%PDF-1.7 nej"),
        ("rtf.doc", rb"{\rtf1 hej}"),
        ("binär.txt", bytes(range(256)) * 40),
        ("halv.docx", b"PK\x03\x04halv"),
        ("gammal.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
        ("blank.txt", b" \n \n"),
        ("fel.pdf", bytes(range(1, 32)) * 40),
    ],
)
def test_the_readers_reasons_are_told_in_swedish(name: str, data: bytes) -> None:
    with pytest.raises(CouncilError) as caught:
        read_bytes(data, Path(name))
    reason = told(str(caught.value), "sv", f"mapp/{name}")
    assert reason != told(str(caught.value), "en", f"mapp/{name}")
    assert name not in reason


def test_an_unknown_reason_stays_as_it_was() -> None:
    assert told("a/b.pdf: something odd happened.", "sv", "a/b.pdf") == "Something odd happened."


def _until(jobs: Jobs, reached: Callable[[JobState], bool]) -> None:
    deadline = time.monotonic() + 10
    while not reached(jobs.current()):
        assert time.monotonic() < deadline
        time.sleep(0.005)
