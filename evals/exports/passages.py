"""The texts of passages, from the catalogue of the index that a run was made on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from assistant.quality import fingerprint
from corpus.errors import CouncilError
from evals.dataset import Gold
from evals.metrics.hits import Place
from evals.report.stored import Run
from index.settings import Settings
from index.store import Index


class WrongIndex(CouncilError):
    """An index does not hold what a run was made on; the message says what to do."""


class Passages(Protocol):
    """Gives the text of places."""

    def text(self, place: Place) -> str:
        """The characters at a place. Raises `WrongIndex` when the document is not there or is too short."""
        ...


class IndexPassages:
    """Reads the catalogue."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def text(self, place: Place) -> str:
        """The characters at a place of a document; raises `WrongIndex`."""
        document = self._index.catalogue.by_path(place.path)
        if document is None or place.end > len(document.text):
            raise WrongIndex(
                f"{place.path}, {place.start}–{place.end}: is not in the index {self._index.settings.index}; give the "
                "index that the run was made on with --index."
            )
        return document.text[place.start : place.end]


@contextmanager
def opened(run: Run, settings: Settings) -> Iterator[Passages]:
    """The passages of an index. Raises `WrongIndex` when it holds other documents than those of the run."""
    with Index.open(settings) as index:
        about = run.whole.get("index")
        known = about.get("fingerprint") if isinstance(about, dict) else None
        held = fingerprint(index.catalogue.text_hashes(), index.catalogue.embedder)
        if known and known != held:
            raise WrongIndex(
                f"The run in {run.folder} was made on the index {known}, and {settings.index} is {held}: give the "
                "index of the run with --index, or run the evaluation anew."
            )
        yield IndexPassages(index)


def wanted(gold: Gold, passages: Passages) -> str:
    """The text of a gold place: as the dataset has it, or as the document has it where it must not be copied."""
    return gold.quote if gold.quote is not None else passages.text(gold)
