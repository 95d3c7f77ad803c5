"""What is killed: commands over an index that stands somewhere, and what the index must be in the end."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from evals.crash import looking, town
from evals.crash.child import Ended, run
from index.levels import Level
from index.settings import Settings
from index.store import Index


@dataclass(frozen=True, slots=True)
class Plan:
    """A command that is killed.

    `start` and `end` name states of the index (see `Ground`); `again` are the commands that take up the rest, where
    running the same one again is not it.
    """

    name: str
    kind: str
    start: str
    command: tuple[str, ...]
    end: str
    again: tuple[tuple[str, ...], ...] = ()


INGEST = ("ingest", "DOCS", "--json")
REBUILD = ("index", "rebuild")
PLANS = (
    Plan("a first ingest", "ingest", "nothing", INGEST, "second"),
    Plan("a first ingest, read in processes", "ingest", "nothing", ("READERS", *INGEST), "second"),
    Plan("an ingest of changes", "ingest", "first", INGEST, "second"),
    Plan("an ingest of changes, some internal", "ingest", "first, mixed", INGEST, "second, mixed"),
    Plan("an ingest of everything again", "ingest", "second, mixed", (*INGEST, "--again"), "second, mixed"),
    Plan("a folder made internal", "levels", "second", ("index", "access", "DOCS/ks", "internal"), "second, mixed"),
    Plan("a folder made public", "levels", "second, mixed", ("index", "access", "DOCS/ks", "public"), "second, opened"),
    Plan("a rebuild", "rebuild", "second, mixed", REBUILD, "second, mixed"),
    Plan("a rebuild, then an ingest", "rebuild", "second", REBUILD, "second", (INGEST,)),
    Plan("a rebuild with new vectors", "rebuild", "second, mixed", (*REBUILD, "--embed"), "second, mixed"),
)


_MIXED = ("index", "access", "DOCS/ks", "internal")
_STATES = {
    "first": (INGEST,),
    "first, mixed": (INGEST, _MIXED),
    "second": (INGEST,),
    "second, mixed": (INGEST, _MIXED),
    "second, opened": (INGEST, _MIXED, ("index", "access", "DOCS/ks", "public")),
    "second, mixed, emptied": (INGEST, _MIXED),
}
EMPTIED = "emptied"  # how the name of a state ends in which everything that was sent in has been taken away


@dataclass
class Ground:
    """The folder that all runs happen in, and the unharmed indexes that they begin with and are compared with.

    The papers lie at one place always, for an index knows where its files lie.
    """

    folder: Path
    answers: dict[str, Any] = field(default_factory=dict)

    @property
    def docs(self) -> Path:
        """The papers."""
        return self.folder / "papers"

    @property
    def uploads(self) -> Path:
        """What was sent in for everybody."""
        return self.index / "uploads" / "public"

    @property
    def index(self) -> Path:
        """The index that is killed."""
        return self.folder / "index"

    def settings(self, index: Path | None = None) -> Settings:
        """Those of every command."""
        return Settings(index or self.index, embedder="hashing", cache=self.folder / "cache")

    def warm(self) -> None:
        """Reads, writes and answers once in this process, so that forks find it all loaded. Chroma stays closed."""
        town.write(self.docs, 2)
        apart = replace(self.settings(self.folder / "warm"), vectors_url="memory")
        with Index.open(apart, write=True) as index:
            index.set_access([self.docs / town.INTERNAL], Level.INTERNAL)
            index.ingest().run([self.docs])
        looking.answers(apart)
        shutil.rmtree(apart.index)
        gc.collect()

    def prepare(self, name: str) -> None:
        """Makes an unharmed index where it is not made yet. Raises `RuntimeError` when it cannot be made."""
        if name == "nothing" or self._kept(name).is_dir():
            return
        town.write(self.docs, 1 if name.startswith("first") else 2)
        shutil.rmtree(self.index, ignore_errors=True)
        for command in _STATES[name]:
            ended = self.done(command)
            if ended.code:
                raise RuntimeError(f"council {' '.join(command)}: {ended.errors or ended.output}")
        if name.endswith(EMPTIED):
            self.empty()
        shutil.copytree(self.index, self._kept(name))
        town.write(self.docs, 2)

    def empty(self) -> None:
        """Takes what was sent in out of the index; one file without a text stays, for an empty folder is an error."""
        self.uploads.mkdir(parents=True, exist_ok=True)
        for file in self.uploads.iterdir():
            file.unlink()
        (self.uploads / "tom.txt").touch()
        self.done(("ingest", str(self.uploads), "--json"))

    def _kept(self, name: str) -> Path:
        return self.folder / "unharmed" / name.replace(", ", "-")

    def unharmed(self, name: str) -> Settings:
        """The settings of an unharmed index."""
        self.prepare(name)
        return self.settings(self._kept(name))

    def begin(self, start: str) -> None:
        """Puts an index to where a run begins."""
        self.prepare(start)
        shutil.rmtree(self.index, ignore_errors=True)
        if start != "nothing":
            shutil.copytree(self._kept(start), self.index)

    def work(self, command: tuple[str, ...]) -> Callable[[], int]:
        """A command line of `council`, to be run in a fork."""
        readers = command[0] == "READERS"
        words = [
            word.replace("DOCS", str(self.docs)).replace("BACKUP", str(self.folder / "backup"))
            for word in command[readers:]
        ]

        def work() -> int:
            from assistant.cli.app import main

            os.environ |= self.environment() | {"COUNCIL_READ_WORKERS": "1" if readers else "0"}
            sys.argv = ["council", *words, "--index", str(self.index)]
            main()
            return 0

        return work

    def environment(self) -> dict[str, str]:
        """What is set for every command."""
        return {"COUNCIL_EMBEDDER": "hashing", "COUNCIL_CACHE": str(self.folder / "cache")}

    def done(self, command: tuple[str, ...]) -> Ended:
        """A command run to its end."""
        return run(self.work(command), self.folder / "scratch")
