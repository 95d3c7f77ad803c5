"""What serves every index alike: loaded once, and shared by the indexes that are given the same `Models`."""

from __future__ import annotations

from threading import Lock

from index.embedding import Embedder, make_embedder
from index.lexical.compounds import CompoundSplitter
from index.reader import PassageReader, builtin_reader
from index.reader.memory import WordReader
from index.settings import Settings


class Models:
    """The embedding model and the reader of some settings, made when first asked for. Safe for several threads.

    `splitter` holds the words of the language, and nothing of any index.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.splitter = CompoundSplitter()
        self._embedder: Embedder | None = None
        self._reader: PassageReader | None = None
        self._making = Lock()

    @property
    def embedder(self) -> Embedder:
        """The embedding model. Raises what `make_embedder` raises."""
        with self._making:
            if self._embedder is None:
                self._embedder = make_embedder(self._settings.embedder, self._settings.cache)
            return self._embedder

    @property
    def reader(self) -> PassageReader:
        """What judges how well a passage answers; beside the hashing embedder, which knows no language, a double."""
        with self._making:
            if self._reader is None:
                self._reader = self._make_reader()
            return self._reader

    def _make_reader(self) -> PassageReader:
        if self._settings.embedder == "hashing":
            return WordReader()
        return builtin_reader(self._settings.index)
