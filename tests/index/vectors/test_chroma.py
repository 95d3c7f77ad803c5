"""What only a folder can suffer: closing, another process, and being killed in the middle of a write."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import BadSettings, IndexBusy
from index.vectors import VectorsBroken, VectorsUnreachable, make_vectors
from index.vectors.chroma import ChromaVectors, probe

ROOT = Path(__file__).resolve().parents[3]
ROWS = np.eye(4, dtype=np.float32)
IDS = ["a:0-1", "a:1-2", "b:0-1", "b:1-2"]


def filled(folder: Path) -> None:
    store = ChromaVectors(folder)
    store.upsert(IDS, ROWS)
    store.close()


def test_vectors_outlive_the_store(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    again = ChromaVectors(tmp_path / "v")
    assert again.ids() == set(IDS)
    assert again.query(ROWS[2], 1)[0][0] == "b:0-1"
    again.close()
    again.close()


def test_a_finished_write_leaves_no_mark(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    assert not (tmp_path / "v" / "writing").exists()


def test_clearing_leaves_nothing_of_the_old_graph_on_disk(tmp_path: Path) -> None:
    store = ChromaVectors(tmp_path / "v")
    store.upsert(IDS, ROWS)
    store.clear()
    assert [path.name for path in (tmp_path / "v").iterdir() if path.is_dir()] == []
    store.upsert(IDS[:1], ROWS[:1])
    assert store.ids() == {IDS[0]}
    store.close()


def test_a_folder_that_was_left_in_the_middle_of_a_write_but_is_sound_opens(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    (tmp_path / "v" / "writing").touch()
    store = ChromaVectors(tmp_path / "v")
    assert store.ids() == set(IDS)
    assert not (tmp_path / "v" / "writing").exists()
    store.close()


@pytest.mark.parametrize("damage", [b"", b"\xff" * 4096])
def test_a_graph_that_was_cut_off_or_garbled_is_tried_in_another_process_first(tmp_path: Path, damage: bytes) -> None:
    rows = np.random.default_rng(1).normal(size=(1200, 8)).astype(np.float32)  # so many that Chroma writes its graph
    store = ChromaVectors(tmp_path / "v")
    store.upsert([f"a:{at}-{at + 1}" for at in range(len(rows))], rows / np.linalg.norm(rows, axis=1, keepdims=True))
    store.close()
    files = [path for path in (tmp_path / "v").glob("*/*") if path.stat().st_size]
    assert files
    for path in files:
        path.write_bytes(damage)
    again = ChromaVectors(tmp_path / "v")
    with pytest.raises(VectorsBroken, match="council index rebuild"):
        again.query(rows[0], 1)
    again.clear()
    again.upsert(IDS, ROWS)
    assert again.ids() == set(IDS)
    again.close()


class TestBroken:
    @pytest.fixture
    def broken(self, tmp_path: Path) -> Path:
        folder = tmp_path / "v"
        filled(folder)
        (folder / "chroma.sqlite3").write_bytes(b"SQLite format 3\0" + b"\xff" * 5000)
        (folder / "writing").touch()
        return folder

    def test_the_probe_sees_it(self, broken: Path) -> None:
        assert probe(broken) is False

    def test_it_is_told_in_one_line_what_to_run(self, broken: Path) -> None:
        store = ChromaVectors(broken)
        with pytest.raises(VectorsBroken, match="council index rebuild") as caught:
            store.query(ROWS[0], 1)
        assert str(broken) in str(caught.value)
        assert "\n" not in str(caught.value)
        store.close()

    def test_clearing_makes_it_usable_again(self, broken: Path) -> None:
        store = ChromaVectors(broken)
        store.clear()
        store.upsert(IDS, ROWS)
        assert store.ids() == set(IDS)
        store.close()

    def test_clearing_helps_after_an_opening_that_failed(self, broken: Path) -> None:
        (broken / "writing").unlink()
        store = ChromaVectors(broken)
        with pytest.raises(VectorsBroken):
            store.ids()
        store.clear()
        store.upsert(IDS, ROWS)
        assert store.ids() == set(IDS)
        store.close()


def test_a_folder_that_is_not_there_is_sound(tmp_path: Path) -> None:
    assert probe(tmp_path / "none") is True


def test_a_probe_that_takes_too_long_counts_as_broken(tmp_path: Path) -> None:
    filled(tmp_path / "v")
    assert probe(tmp_path / "v", seconds=0.01) is False


def test_a_second_writer_waits_and_then_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "v"
    filled(folder)
    code = f"""
        from filelock import FileLock
        with FileLock({str(folder / "writing.lock")!r}):
            print("locked", flush=True)
            input()
    """
    other = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with other:
        assert other.stdout is not None
        assert other.stdout.readline() == "locked\n"
        store = ChromaVectors(folder, patience=0.1)
        assert store.ids() == set(IDS)
        with pytest.raises(IndexBusy, match="another process"):
            store.upsert(IDS, ROWS)
        with pytest.raises(IndexBusy):
            store.clear()
        store.close()
        other.communicate("\n")


def test_naming_a_store_does_not_import_chroma() -> None:
    code = "import sys; from pathlib import Path; from index.vectors import make_vectors; "
    code += "make_vectors(None, Path('x')).close(); make_vectors('http://a:1', Path('x')).close(); "
    code += "print('chromadb' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "False\n"


@pytest.mark.parametrize("url", ["qdrant://host:6333", "host:8000", "http://", "http://host:port"])
def test_an_address_of_no_known_kind_is_refused(url: str, tmp_path: Path) -> None:
    with pytest.raises(BadSettings, match="http://host:8000"):
        make_vectors(url, tmp_path)


def test_a_server_that_is_not_there_is_named(tmp_path: Path) -> None:
    store = make_vectors("http://127.0.0.1:9", tmp_path)
    with pytest.raises(VectorsUnreachable, match=r"http://127\.0\.0\.1:9"):
        store.ids()
    store.close()
