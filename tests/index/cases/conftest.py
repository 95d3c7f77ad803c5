"""An empty archive of papers and minutes for each test."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from case_archive import Archive  # type: ignore[import-not-found]

from index.cases import Cases
from index.catalogue import Catalogue


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """Where documents are written to, to be linked."""
    with Catalogue.open(tmp_path / "index", write=True) as opened:
        yield Archive(opened)


@pytest.fixture
def shape() -> Callable[[Cases], set[frozenset[str]]]:
    """Which documents and §§ are one case, whatever it is called."""

    def told(cases: Cases) -> set[frozenset[str]]:
        return {
            frozenset(
                part.document.path + (f" § {part.section.paragraph}" if part.section else "")
                for part in cases.with_parts(case).parts
            )
            for case in cases.find()
        }

    return told
