from pathlib import Path

import pytest

from corpus.errors import IndexError_
from index.catalogue import Catalogue
from index.levels import Level, Levels, place_of
from index.settings import Settings

INSIDE, OPEN = Level.INTERNAL, Level.PUBLIC


def test_the_longest_folder_that_fits_counts_and_the_rest_is_public() -> None:
    levels = Levels({"/docs": INSIDE, "/docs/open": OPEN, "/docs/open/not-this.txt": INSIDE})
    assert levels.of("/docs/a.txt") is INSIDE
    assert levels.of("/docs/open/a.txt") is OPEN
    assert levels.of("/docs/open/not-this.txt") is INSIDE
    assert levels.of("/docs") is INSIDE
    assert levels.of("/docs-2/a.txt") is OPEN
    assert levels.of("/") is OPEN


def test_nothing_is_mixed_before_something_is_internal() -> None:
    assert not Levels().mixed
    assert Levels().changed("/docs", OPEN).given == {}
    assert Levels().changed("/docs", INSIDE).mixed
    assert not Levels().changed("/docs", INSIDE).changed("/docs", OPEN).mixed


def test_a_folder_made_public_keeps_what_is_internal_in_it() -> None:
    levels = Levels({"/docs": INSIDE, "/docs/hr": INSIDE}).changed("/docs", OPEN)
    assert levels.of("/docs/a.txt") is OPEN
    assert levels.of("/docs/hr/a.txt") is INSIDE
    assert levels.below("/docs") == ["/docs/hr"]


def test_a_public_folder_inside_an_internal_one_is_remembered() -> None:
    levels = Levels({"/docs": INSIDE}).changed("/docs/open", OPEN)
    assert levels.of("/docs/open/a.txt") is OPEN
    assert levels.changed("/docs/open", INSIDE).given == {"/docs": INSIDE}


def test_levels_are_kept_with_the_index(settings: Settings) -> None:
    with Catalogue.open(settings.index, write=True) as catalogue:
        assert Levels.load(catalogue) == Levels()
        Levels({"/docs/å": INSIDE}).store(catalogue)
    with Catalogue.open(settings.index) as catalogue:
        assert Levels.load(catalogue) == Levels({"/docs/å": INSIDE})


@pytest.mark.parametrize("stored", ["{", '{"/docs": "secret"}', "[]x", "[1]"])
def test_levels_that_cannot_be_read_show_nobody_anything(settings: Settings, stored: str) -> None:
    with Catalogue.open(settings.index, write=True) as catalogue:
        catalogue.set("levels", stored)
        with pytest.raises(IndexError_, match="access levels"):
            Levels.load(catalogue)


def test_a_folder_is_known_by_where_it_lies(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "docs")
    assert place_of(tmp_path / "link") == place_of(tmp_path / "docs" / ".." / "docs") == str(tmp_path / "docs")
    (tmp_path / "docs" / "a.txt").write_text("a")
    assert place_of(tmp_path / "link" / "a.txt") == str(tmp_path / "docs" / "a.txt")
