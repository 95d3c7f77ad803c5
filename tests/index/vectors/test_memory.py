"""The exact store against the plainest possible search."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.vectors.memory import ExactVectors

ROWS = st.lists(st.tuples(st.integers(0, 12), st.integers(-3, 3), st.integers(-3, 3)), max_size=40)


@given(rows=ROWS, gone=st.sets(st.integers(0, 3)), limit=st.integers(0, 12), angle=st.floats(0, 6.28))
def test_ranking_is_that_of_brute_force(
    rows: list[tuple[int, int, int]], gone: set[int], limit: int, angle: float
) -> None:
    """Rows of a few ids, some repeated and some equal, then deletions: dictionary and loop give the same."""
    store, held = ExactVectors(), {}
    for number, x, y in rows:
        vector = np.array([x + 0.5, y + 0.5], dtype=np.float32)
        vector /= np.linalg.norm(vector)
        passage = f"d{number % 4}:{number}-{number + 1}"
        store.upsert([passage], vector[None, :])
        held[passage] = vector
    store.delete_documents({f"d{number}" for number in gone})
    held = {key: value for key, value in held.items() if int(key[1]) not in gone}
    question = np.array([np.cos(angle), np.sin(angle)], dtype=np.float32)

    found = store.query(question, limit)

    cosines = {passage: float(vector @ question) for passage, vector in held.items()}
    best = sorted(cosines.values(), reverse=True)[:limit]
    np.testing.assert_allclose([cosine for _, cosine in found], best, atol=1e-6)
    for passage, cosine in found:
        np.testing.assert_allclose(cosine, cosines[passage], atol=1e-6)
    assert len({passage for passage, _ in found}) == len(found)
    assert store.ids() == set(held)


def test_of_equals_the_one_written_first_comes_first() -> None:
    store = ExactVectors()
    same = np.tile(np.array([[1.0, 0.0]], dtype=np.float32), (5, 1))
    store.upsert([f"d:{n}-{n + 1}" for n in range(5)], same)
    found = store.query(same[0], 3)
    assert [passage for passage, _ in found] == ["d:0-1", "d:1-2", "d:2-3"]
