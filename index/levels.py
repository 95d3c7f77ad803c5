"""Who may see a document: everybody, or those who work inside. Decided by the folder that its file lies in."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from index.catalogue import Catalogue

_KEY = "levels"


class Level(StrEnum):
    """The access level of a source folder, and the most that a user may see."""

    PUBLIC = "public"
    INTERNAL = "internal"


@dataclass(frozen=True, slots=True)
class Levels:
    """The level of every source: `given` maps absolute folders and files to levels, the longest that fits counts.

    What no entry covers is public.
    """

    given: Mapping[str, Level] = field(default_factory=dict)

    @property
    def mixed(self) -> bool:
        """Whether anything is internal, so that the public needs an index of its own."""
        return Level.INTERNAL in self.given.values()

    def of(self, location: str) -> Level:
        """The level of a file or folder by its absolute path."""
        if not self.given:
            return Level.PUBLIC
        places = (location, *map(str, Path(location).parents))
        return next((self.given[place] for place in places if place in self.given), Level.PUBLIC)

    def changed(self, location: str, level: Level) -> Levels:
        """The levels with one changed; entries below it stay. One that changes nothing is left out."""
        others = {place: known for place, known in self.given.items() if place != location}
        if Levels(others).of(location) is not level:
            others[location] = level
        return Levels(dict(sorted(others.items())))

    def below(self, location: str) -> list[str]:
        """The entries inside a folder, which hold whatever the folder's own level is."""
        return [place for place in self.given if place != location and location in map(str, Path(place).parents)]

    @classmethod
    def load(cls, catalogue: Catalogue) -> Levels:
        """Those of an index. Raises `IndexError_` when they cannot be read: nobody is then shown anything."""
        return cls.parse(catalogue.get(_KEY), catalogue.folder)

    @classmethod
    def parse(cls, stored: str | None, folder: Path) -> Levels:
        """Those that `store` wrote; `folder` is named when they cannot be read."""
        try:
            found = json.loads(stored or "{}")
            return cls({str(place): Level(level) for place, level in found.items()})
        except (ValueError, AttributeError):
            from corpus.errors import IndexError_  # here, for `council --help` does not read the package

            raise IndexError_(
                f"The access levels in {folder} cannot be read: put a copy of the index back, or remove the folder "
                "and run `council ingest` again."
            ) from None

    def store(self, catalogue: Catalogue) -> None:
        """Writes them to an index."""
        catalogue.set(_KEY, json.dumps(dict(self.given), ensure_ascii=False))


def place_of(path: Path) -> str:
    """The absolute path that an ingest knows a file or folder by; a link that names a file stands for itself."""
    return str(path.resolve() if path.is_dir() else path.parent.resolve() / path.name)
