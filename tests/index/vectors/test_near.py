from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.vectors.near import Near

COUNT, WIDTH = 3_000, 32


@pytest.fixture(scope="module")
def matrix() -> NDArray[np.float16]:
    made = np.random.default_rng(7).standard_normal((COUNT, WIDTH)).astype(np.float32)
    stored: NDArray[np.float16] = (made / np.linalg.norm(made, axis=1, keepdims=True)).astype("<f2")
    return stored


@pytest.fixture(scope="module")
def ids() -> list[str]:
    return sorted(f"{row // 10:04x}:{row % 10}-{row % 10 + 1}" for row in range(COUNT))


@pytest.fixture(scope="module")
def near(matrix: NDArray[np.float16], ids: list[str]) -> Near:
    return Near.build(COUNT, ((ids[at : at + 700], matrix[at : at + 700]) for at in range(0, COUNT, 700)))


def best(matrix: NDArray[np.float16], vector: NDArray[np.float32], rows: NDArray[np.intp], limit: int) -> list[int]:
    cosines = matrix[rows].astype(np.float32) @ vector
    return [int(row) for row in rows[np.argsort(-cosines, kind="stable")[:limit]]]


@pytest.mark.parametrize("share", [None, 0.5, 0.05, 0.004])
def test_the_nearest_are_those_of_an_exact_search(
    near: Near, matrix: NDArray[np.float16], ids: list[str], share: float | None
) -> None:
    rng = np.random.default_rng(3)
    for vector in rng.standard_normal((20, WIDTH)).astype(np.float32):
        mask = None if share is None else rng.random(COUNT) < share
        rows = np.arange(COUNT) if mask is None else np.flatnonzero(mask)
        found = near.nearest(vector / np.linalg.norm(vector), 50, mask)
        wanted = [ids[row] for row in best(matrix, vector, rows, 50)]
        assert len(found) == len(wanted)
        assert len({key for key, _ in found} & set(wanted)) >= 0.98 * len(wanted)
        assert [cosine for _, cosine in found] == sorted((cosine for _, cosine in found), reverse=True)


def test_cosines_are_those_of_the_stored_vectors(near: Near, matrix: NDArray[np.float16], ids: list[str]) -> None:
    vector = matrix[5].astype(np.float32)
    rows = near.rows([ids[5], "gone:0-1", ids[9]])
    assert list(rows) == [5, -1, 9]
    assert near.cosines(vector, rows[[0, 2]]) == pytest.approx(matrix[[5, 9]].astype(np.float32) @ vector)


def test_nothing_is_nearest_where_nothing_is(near: Near) -> None:
    vector = np.ones(WIDTH, dtype=np.float32)
    assert near.nearest(vector, 5, np.zeros(COUNT, dtype=bool)) == []
    assert Near.build(0, []).nearest(vector, 5) == []


def test_a_document_is_a_stretch_of_rows(near: Near, ids: list[str]) -> None:
    first, last = near.span("0007")
    assert ids[first:last] == [key for key in ids if key.startswith("0007:")]
    assert near.span("7") == (near.span("7")[0],) * 2


class TestFiles:
    def test_what_was_kept_answers_alike(self, near: Near, tmp_path: Path) -> None:
        near.save(tmp_path / "near", "12")
        opened = Near.open(tmp_path / "near", "12")
        assert opened is not None
        vector = np.random.default_rng(1).standard_normal(WIDTH).astype(np.float32)
        assert opened.nearest(vector, 20) == near.nearest(vector, 20)

    def test_another_state_a_damaged_file_and_none_are_no_use(self, near: Near, tmp_path: Path) -> None:
        folder = tmp_path / "near"
        assert Near.open(folder, "1") is None
        near.save(folder, "1")
        assert Near.open(folder, "2") is None
        (folder / "codes.npy").write_bytes(b"short")
        assert Near.open(folder, "1") is None
        near.save(folder, "2")
        assert Near.open(folder, "2") is not None
        assert [path.name for path in tmp_path.iterdir()] == ["near"]
