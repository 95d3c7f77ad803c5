"""What the reader has seen is kept, in memory as in a file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.embedding.states import Encoder
from index.embedding.weights import packed_file
from index.reader.features import Eyes, Seen
from index.reader.kept import FILE, FileKept, Kept, MemoryKept
from index.reader.network import Network, load
from index.reader.packing import pack, unpack

OPENS = ("Svar på interpellation", "Simhallen har varit stängd. Den öppnar igen den 3 maj 2021.")
BUILT = ("", "Den nya förskolan på Ekbacken har plats för 84 barn.")
ODD = ("", " \n")


@pytest.fixture(scope="module")
def seen() -> dict[tuple[str, str], Seen]:
    eyes = Eyes(Encoder(packed_file()), Network(load()).space)
    return dict(zip((OPENS, BUILT, ODD), eyes.texts([OPENS, BUILT, ODD]), strict=True))


@pytest.fixture(params=["memory", "file"])
def kept(request: pytest.FixtureRequest, tmp_path: Path) -> Kept:
    return MemoryKept() if request.param == "memory" else FileKept(tmp_path / FILE, "model 1")


def same(one: Seen, other: Seen) -> bool:
    exact = all(np.array_equal(getattr(one, name), getattr(other, name)) for name in ("ids", "sentence", "marks"))
    close = all(
        np.allclose(getattr(one, name), getattr(other, name), atol=0.01 * float(np.abs(getattr(one, name)).max()))
        for name in ("small", "means", "rarity")
    )
    return exact and close and one.spans == other.spans


def test_what_was_seen_comes_out_of_its_bytes(seen: dict[tuple[str, str], Seen]) -> None:
    assert all(same(unpack(pack(each)), each) for each in seen.values())
    whole = pack(seen[OPENS])
    for broken in (b"", whole[:-3], whole + b"x", whole[:9]):
        with pytest.raises(ValueError, match=r"not what was packed|buffer"):
            unpack(broken)


def test_what_is_put_is_given_back_and_goes_with_its_document(kept: Kept, seen: dict[tuple[str, str], Seen]) -> None:
    assert kept.get([OPENS, BUILT]) == {}
    kept.put("a", {OPENS: seen[OPENS]})
    kept.put("b", {BUILT: seen[BUILT]})
    found = kept.get([OPENS, BUILT, ODD])
    assert set(found) == {OPENS, BUILT}
    assert same(found[OPENS], seen[OPENS])
    kept.put("b", {BUILT: seen[BUILT]})
    kept.keep_only({"b", "c"})
    assert set(kept.get([OPENS, BUILT])) == {BUILT}


def test_what_another_model_has_seen_is_not_used(tmp_path: Path, seen: dict[tuple[str, str], Seen]) -> None:
    FileKept(tmp_path / FILE, "model 1").put("a", {OPENS: seen[OPENS]})
    other = FileKept(tmp_path / FILE, "model 2")
    assert other.get([OPENS]) == {}
    other.put("b", {BUILT: seen[BUILT]})
    assert set(other.get([OPENS, BUILT])) == {BUILT}


def test_a_damaged_file_is_begun_anew(tmp_path: Path, seen: dict[tuple[str, str], Seen]) -> None:
    (tmp_path / FILE).write_bytes(b"no database" * 500)
    kept = FileKept(tmp_path / FILE, "model 1")
    assert kept.get([OPENS]) == {}
    kept.put("a", {OPENS: seen[OPENS]})
    assert set(kept.get([OPENS])) == {OPENS}


def test_a_folder_that_cannot_be_written_costs_time_and_nothing_else(
    tmp_path: Path, seen: dict[tuple[str, str], Seen]
) -> None:
    kept = FileKept(tmp_path / "missing" / FILE, "model 1")
    kept.put("a", {OPENS: seen[OPENS]})
    kept.keep_only({"a"})
    assert kept.get([OPENS]) == {}
