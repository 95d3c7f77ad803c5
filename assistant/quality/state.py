"""What an index holds now, to hold a result against."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.quality.fingerprint import fingerprint
from corpus.errors import CouncilError


@dataclass(frozen=True, slots=True)
class State:
    """The mark of an index, and whether any of its documents is internal."""

    fingerprint: str
    mixed: bool


def state_of(folder: Path | None) -> State | None:
    """The state of the index in a folder, read from its catalogue alone; None where there is none to read."""
    if folder is None:
        return None
    from index.catalogue import Catalogue
    from index.levels import Levels
    from index.settings import Settings

    try:
        settings = Settings.load(folder)
        catalogue = Catalogue.open(settings.index, False, settings.place)
        try:
            mark = fingerprint(catalogue.text_hashes(), catalogue.embedder)
            return State(mark, Levels.load(catalogue).mixed)
        finally:
            catalogue.close()
    except CouncilError:
        return None
