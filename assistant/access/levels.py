"""An assistant for each access level over one index folder, opened when first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from threading import Lock
from time import monotonic
from types import TracebackType

from assistant.assistant import Assistant, Heard
from assistant.busy import USUAL
from assistant.models.settings import ModelSettings, open_model
from assistant.turns import Turns
from assistant.workers.pool import Workers
from corpus.errors import IndexError_
from index.levels import Level
from index.models import Models
from index.publish import Gate, PublicNotReady, not_ready
from index.settings import Settings
from index.store import Index, public_settings

GRACE = 300.0
"""Seconds that an assistant which was replaced stays open, for the answers that it has begun."""


@dataclass(frozen=True, slots=True)
class _Opened:
    """An open assistant and the file that it reads."""

    assistant: Assistant
    file: tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Public(_Opened):
    """The public one, and how often something had been taken out of its index when it was opened."""

    gate: Gate
    withdrawals: str


class IndexServices:
    """The `Services` of an index: the full one for those inside, the public one for everybody else.

    Both share the models, and the `workers` that make their answers, if there are any; `heard` hears of each answer.
    Where nothing is internal they are the same assistant. What the index is now is looked at with every call, for a
    few milliseconds: an ingest may run beside the server. Safe for several threads.
    """

    def __init__(
        self,
        settings: Settings,
        grace: float = GRACE,
        workers: Workers | None = None,
        heard: Heard | None = None,
        queue: int = USUAL,
    ) -> None:
        self._settings = settings
        self._grace = grace
        self._workers = workers
        self._heard = heard
        self._models = Models(settings)
        self._turns = Turns(queue=queue)
        self._full: _Opened | None = None
        self._public: _Public | None = None
        self._retired: list[tuple[float, Assistant]] = []
        self._looking = Lock()

    def at(self, level: Level) -> Assistant:
        """The assistant of a level.

        Raises `NoIndex`, `SchemaMismatch`, `BadSettings`, and at the public level `PublicNotReady` while something
        in the public index has yet to be taken out.
        """
        with self._looking:
            self._sweep()
            full = self._full_now()
            if level is Level.INTERNAL:
                return full
            if full.index.levels.mixed:
                return self._public_now(full.index)
            self._close_public()
            return full

    def internal(self, document_id: str) -> str | None:
        """The path of a document of which every file is internal."""
        with self._looking:
            index = self._full_now().index
            levels = index.levels
            if not levels.mixed:
                return None
            files = [file for file in index.catalogue.files() if file.document_id == document_id]
        inside = all(levels.of(file.location) is Level.INTERNAL for file in files)
        return files[0].path if files and inside else None

    def _full_now(self) -> Assistant:
        file = self._settings.place.identity()
        if self._full is not None and self._full.file != file:
            self._close_full()
        if self._full is None:
            self._full = _Opened(self._open(Index.open(self._settings, models=self._models), Level.INTERNAL), file)
        return self._full.assistant

    def _public_now(self, full: Index) -> Assistant:
        file = public_settings(self._settings).place.identity()
        if self._public is not None and self._public.file != file:
            self._close_public()
        opened = self._public or self._open_public(full, file)
        opened.gate.check()
        if opened.gate.withdrawals != opened.withdrawals:  # the words of what was taken out are remembered yet
            self._close_public()
            opened = self._open_public(full, file)
            opened.gate.check()
        return opened.assistant

    def _open_public(self, full: Index, file: tuple[int, int]) -> _Public:
        try:
            assistant = self._open(full.open_public(), Level.PUBLIC)
        except PublicNotReady:
            raise
        except IndexError_ as error:  # half made, or broken: where it lies is nobody's business out there
            raise not_ready(self._settings.index) from error
        gate = Gate(full.catalogue, assistant.index.catalogue)
        self._public = _Public(assistant, file, gate, gate.withdrawals)
        return self._public

    def _open(self, index: Index, level: Level) -> Assistant:
        elsewhere = self._workers.at(level) if self._workers is not None else None
        try:
            model = open_model(ModelSettings.load())
            return Assistant(index, model, turns=self._turns, elsewhere=elsewhere, heard=self._heard)
        except BaseException:
            index.close()
            raise

    def _close_public(self) -> None:
        if self._public is not None:
            self._retired.append((monotonic(), self._public.assistant))
            self._public = None

    def _close_full(self) -> None:
        self._close_public()
        if self._full is not None:
            self._retired.append((monotonic(), self._full.assistant))
            self._full = None

    def _sweep(self) -> None:
        """Closes what was replaced long enough ago."""
        due = monotonic() - self._grace
        for since, assistant in self._retired:
            if since <= due:
                assistant.close()
        self._retired = [(since, assistant) for since, assistant in self._retired if since > due]

    def close(self) -> None:
        """Closes every index that is open."""
        with self._looking:
            self._close_full()
            for _, assistant in self._retired:
                assistant.close()
            self._retired = []

    def __enter__(self) -> IndexServices:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
