"""Runs one step of a job: as a process of its own (`CliRunner`), or as it is told to (`MemoryRunner`)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event
from typing import Protocol

from assistant.incoming.jobs.state import Step
from corpus.errors import CouncilError
from index.settings import Settings

GRACE = 10.0  # seconds that a process gets to end by itself
_PACKAGE = Path(__file__).resolve().parents[2]  # the folder that the packages lie in


@dataclass(frozen=True, slots=True)
class Ended:
    """How a step ended: its exit code (negative: a signal) and the last line that it complained with."""

    code: int
    complaint: str = ""


class Running(Protocol):
    """A step that was started."""

    def lines(self) -> Iterator[str]:
        """Its lines of JSON as they come, until it ends."""
        ...

    def ended(self) -> Ended:
        """How it ended; waits until it has."""
        ...

    def stop(self) -> None:
        """Ends it soon. What it has finished stays. May be called from another thread, and again."""
        ...


class Runner(Protocol):
    """Starts steps."""

    def start(self, step: Step) -> Running:
        """Starts a step; raises a `CouncilError` when that is not possible."""
        ...


class CliRunner:
    """Runs `council ingest` on the index of the settings, in a process of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def start(self, step: Step) -> Running:
        """Starts the command."""
        return _Process(self.command(step), self.environment())

    def command(self, step: Step) -> list[str]:
        """The command of a step."""
        level = ["--access", step.level.value] if step.mark else []
        folder = str(self._settings.index)
        return [
            *(sys.executable, "-m", "assistant.cli", "ingest", "--json", "--index", folder),
            *level,
            *("--", *map(str, step.paths)),
        ]

    def environment(self, inherited: Mapping[str, str] = os.environ) -> dict[str, str]:
        """The environment that makes the command use the same settings."""
        settings = self._settings
        given = {
            "COUNCIL_EMBEDDER": settings.embedder,
            "COUNCIL_VECTORS_URL": settings.vectors_url or "",
            "COUNCIL_DATABASE_URL": settings.database_url or "",
            "COUNCIL_SCHEMA": settings.schema,
            "COUNCIL_EMBEDDINGS_URL": "",  # the embedder is the server's address then
            "COUNCIL_CACHE": str(settings.cache),
            "COUNCIL_MUNICIPALITY": settings.municipality or "",
            "PYTHONPATH": os.pathsep.join(filter(None, [str(_PACKAGE), inherited.get("PYTHONPATH", "")])),
            "PYTHONIOENCODING": "utf-8",
        }
        return {**inherited, **given}


class _Process:
    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        # Complaints go to a file: a pipe that nobody reads would stop the process when it is full.
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 — closed when the process has ended
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=self._complaints,
                env=dict(environment),
                encoding="utf-8",
                errors="replace",
                # Ctrl-C at the server's terminal is for the server, which then stops its job.
                start_new_session=True,
            )
        except OSError as error:
            self._complaints.close()
            raise CouncilError(f"The reading in could not be started ({error.strerror}): try again.") from None

    def lines(self) -> Iterator[str]:
        output = self._process.stdout
        assert output is not None
        with output:
            yield from output

    def ended(self) -> Ended:
        code = self._process.wait()
        if self._complaints.closed:
            return Ended(code)
        with self._complaints:
            self._complaints.seek(0)
            said = self._complaints.read()[-4000:].decode("utf-8", "replace").strip().splitlines()
        return Ended(code, said[-1] if said else "")

    def stop(self) -> None:
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            try:
                self._process.wait(GRACE)
            except subprocess.TimeoutExpired:
                self._process.kill()


class MemoryRunner:
    """Gives prepared lines and ends, one for each step that is started, then nothing but success.

    `steps` are the steps that were started. With `hold` a step waits after its lines until `release` or `stop`.
    """

    def __init__(self, *scripts: tuple[Sequence[str], Ended], hold: bool = False) -> None:
        self._scripts = list(scripts)
        self._released = Event()
        self.steps: list[Step] = []
        if not hold:
            self._released.set()

    def start(self, step: Step) -> Running:
        """The next of the prepared runs."""
        self.steps.append(step)
        lines, end = self._scripts.pop(0) if self._scripts else (['{"summary": {}}'], Ended(0))
        return _Played(lines, end, self._released)

    def release(self) -> None:
        """Lets what waits go on."""
        self._released.set()


class _Played:
    def __init__(self, lines: Sequence[str], end: Ended, released: Event) -> None:
        self._lines = lines
        self._end = end
        self._released = released

    def lines(self) -> Iterator[str]:
        yield from self._lines
        self._released.wait()

    def ended(self) -> Ended:
        return self._end

    def stop(self) -> None:
        self._end = Ended(130, "Stopped. What was finished is kept; the same command takes up the rest.")
        self._released.set()
