"""The indexes that pairs and questions are learnt from, and the collections in them that are left out together."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

_BY_FOLDER = ":folders"


@dataclass(frozen=True)
class Home:
    """An index. With `folders` each first folder of its paths is a collection of its own, else the index is one, named
    as its folder is."""

    index: Path
    folders: bool = False

    @classmethod
    def parse(cls, text: str) -> Home:
        """From "DIR" or "DIR:folders"."""
        return cls(Path(text.removesuffix(_BY_FOLDER)), text.endswith(_BY_FOLDER))

    def collection(self, path: str) -> str:
        """The collection of a document: those of one are alike and are left out together."""
        return path.partition("/")[0] if self.folders else self.index.name
