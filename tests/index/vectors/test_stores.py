"""Every vector store does the same: in memory, Chroma in a folder, Chroma on a server, Milvus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import ModelMismatch
from index.embedding.base import Vectors
from index.vectors import VectorStore, make_vectors


def unit(*rows: list[float]) -> Vectors:
    """Rows scaled to length one."""
    matrix = np.array(rows, dtype=np.float32)
    scaled: Vectors = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return scaled


def some(count: int, dimension: int = 32, seed: int = 7) -> Vectors:
    """Random unit vectors that all point roughly the same way, as an embedding model's do."""
    random = np.random.default_rng(seed)
    return unit(*(random.normal(size=(count, dimension)) * 0.5 + random.normal(size=dimension)).tolist())


@pytest.fixture(params=["memory", "chroma", "server", "milvus"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    url = {"memory": "memory", "chroma": None}.get(request.param)
    if request.param == "server":
        url = request.getfixturevalue("chroma_server")
    if request.param == "milvus":
        url = request.getfixturevalue("milvus_file")
    made = make_vectors(url, tmp_path / "vectors")
    made.clear()
    yield made
    made.close()


class TestStores:
    def test_the_nearest_comes_first_with_its_cosine(self, store: VectorStore) -> None:
        store.upsert(["a:0-5", "a:5-9", "b:0-4"], unit([1, 0], [1, 1], [0, 1]))
        found = store.query(unit([1, 0])[0], 2)
        assert [passage for passage, _ in found] == ["a:0-5", "a:5-9"]
        assert [cosine for _, cosine in found] == pytest.approx([1.0, 0.7071], abs=1e-4)

    def test_a_new_store_is_empty_and_finds_nothing(self, store: VectorStore) -> None:
        assert store.ids() == set()
        assert store.query(unit([1, 0])[0], 10) == []

    def test_a_limit_beyond_what_is_held_gives_all_and_zero_gives_none(self, store: VectorStore) -> None:
        store.upsert(["a:0-1", "a:1-2"], unit([1, 0], [0, 1]))
        assert len(store.query(unit([1, 1])[0], 50)) == 2
        assert store.query(unit([1, 1])[0], 0) == []

    def test_a_vector_written_again_replaces_the_first(self, store: VectorStore) -> None:
        store.upsert(["a:0-1", "b:0-1"], unit([1, 0], [0, 1]))
        store.upsert(["a:0-1", "c:0-1"], unit([0, 1], [1, 0]))
        assert store.ids() == {"a:0-1", "b:0-1", "c:0-1"}
        assert store.query(unit([1, 0])[0], 1) == [("c:0-1", pytest.approx(1.0, abs=1e-5))]

    def test_of_one_id_given_twice_the_last_counts(self, store: VectorStore) -> None:
        store.upsert(["a:0-1", "a:0-1"], unit([1, 0], [0, 1]))
        assert store.query(unit([0, 1])[0], 5) == [("a:0-1", pytest.approx(1.0, abs=1e-5))]

    def test_deleting_a_document_takes_all_its_passages_and_no_others(self, store: VectorStore) -> None:
        store.upsert(["a:0-1", "ab:0-1", "a:1-2", "b:0-1"], some(4))
        store.delete_documents({"a", "unknown"})
        assert store.ids() == {"ab:0-1", "b:0-1"}
        assert {passage for passage, _ in store.query(some(1)[0], 9)} == {"ab:0-1", "b:0-1"}
        store.delete_documents([])
        assert len(store.ids()) == 2

    def test_vectors_of_another_model_are_refused_in_one_line(self, store: VectorStore) -> None:
        store.upsert(["a:0-1"], unit([1, 0]))
        with pytest.raises(ModelMismatch, match="model"):
            store.upsert(["a:1-2"], unit([1, 0, 0]))
        with pytest.raises(ModelMismatch) as caught:
            store.query(unit([1, 0, 0])[0], 1)
        assert "\n" not in str(caught.value)

    def test_after_clearing_another_model_may_move_in(self, store: VectorStore) -> None:
        store.upsert(["a:0-1"], unit([1, 0]))
        store.clear()
        assert store.ids() == set()
        store.upsert(["a:0-1"], unit([1, 0, 0]))
        assert store.ids() == {"a:0-1"}

    def test_writing_nothing_changes_nothing(self, store: VectorStore) -> None:
        store.upsert([], np.empty((0, 2), dtype=np.float32))
        assert store.ids() == set()

    def test_every_passage_is_still_found_after_being_written_again_and_again(self, store: VectorStore) -> None:
        ids = [f"d{n % 9}:{n}-{n + 1}" for n in range(300)]
        vectors = some(len(ids))
        for _ in range(4):
            store.upsert(ids, vectors)
        first = [store.query(vector, 1)[0][0] for vector in vectors[::5]]
        assert first == ids[::5]

    def test_all_stores_rank_as_the_plain_products_do(self, store: VectorStore) -> None:
        ids = [f"d:{n}-{n + 1}" for n in range(400)]
        vectors, question = some(400), some(1, seed=11)[0]
        store.upsert(ids, vectors)
        cosines = vectors @ question
        expected = [ids[row] for row in np.argsort(-cosines)[:20]]
        assert [passage for passage, _ in store.query(question, 20)] == expected
