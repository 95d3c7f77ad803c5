"""When and how a large index is searched in this process: its vectors in eight bits, its filters as numbers."""

from __future__ import annotations

import logging
from threading import Lock, Thread

from sqlalchemy import func, select

from index.catalogue import Catalogue
from index.catalogue.schema import vectors
from index.catalogue.vectors import stored
from index.catalogue.writing import get_meta
from index.retrieval.part import Parts
from index.retrieval.seams import Searchable
from index.vectors.near import Near

FOLDER = "near"  # in the folder of the index; can be removed at any time
_log = logging.getLogger(__name__)


class Nearby:
    """The vectors and parts of one index, made when first asked for and again when the catalogue has changed.

    Making takes seconds a million passages. Whoever asks meanwhile gets what was there before, if anything was.
    """

    def __init__(self, index: Searchable) -> None:
        self._catalogue = index.catalogue if isinstance(index.catalogue, Catalogue) else None
        # Vectors that are kept on a server are searched there.
        url = getattr(getattr(index, "settings", None), "vectors_url", None)
        self._elsewhere = bool(url) and url != "memory"
        self._held: tuple[str, Near, Parts] | None = None
        self._lock = Lock()
        self._making: Thread | None = None

    def get(self, size: int, limit: int) -> tuple[Near, Parts] | None:
        """Vectors and parts where the index, of `size` passages, has more than `limit`; None where it has fewer."""
        if self._catalogue is None or self._elsewhere or size <= limit:
            return None
        state = self._catalogue.state
        with self._lock:
            if self._held is None:
                self._held = self._made(state)
            elif self._held[0] != state and self._making is None:
                self._making = Thread(target=self._again, args=[state], name="council-near", daemon=True)
                self._making.start()
            return self._held[1], self._held[2]

    def _again(self, state: str) -> None:
        try:
            held = self._made(state)
            with self._lock:
                self._held = held
        except Exception:
            _log.exception("The vectors could not be made ready after a change of the index.")
        finally:
            self._making = None

    def _made(self, state: str) -> tuple[str, Near, Parts]:
        assert self._catalogue is not None
        folder = self._catalogue.folder / FOLDER
        near = Near.open(folder, state)
        if near is None:
            with self._catalogue.reading() as connection:
                state = get_meta(connection, "state") or state
                count = connection.scalar(select(func.count()).select_from(vectors)) or 0
                near = Near.build(count, stored(connection))
            try:
                near.save(folder, state)
                near = Near.open(folder, state) or near
            except OSError:
                _log.info("Nothing can be written in %s: every process holds the vectors by itself.", folder.parent)
        return state, near, Parts(self._catalogue, near)
