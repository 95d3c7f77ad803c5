"""Answers that were given, to be given again while the documents are the same."""

from __future__ import annotations

from collections.abc import Hashable
from threading import Lock

from assistant.contract import Answer
from assistant.streaming import Understood


class GivenAnswers:
    """The last `most` answers by what they hang on. Safe for several threads."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._held: dict[Hashable, tuple[Understood, Answer]] = {}
        self._lock = Lock()

    def get(self, key: Hashable) -> tuple[Understood, Answer] | None:
        """The answer of a key, which then counts as the latest; None when it is not held."""
        with self._lock:
            found = self._held.pop(key, None)
            if found is not None:
                self._held[key] = found
            return found

    def put(self, key: Hashable, understood: Understood, answer: Answer) -> None:
        """Holds an answer, and drops the one that was not asked for longest when there are too many."""
        with self._lock:
            self._held.pop(key, None)
            self._held[key] = understood, answer
            if len(self._held) > self._most:
                del self._held[next(iter(self._held))]
