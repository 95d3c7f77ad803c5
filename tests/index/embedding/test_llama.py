"""The adapter for LlamaIndex."""

from __future__ import annotations

import asyncio

import numpy as np
import pytest

from index.embedding.hashing import HashEmbedder
from index.embedding.llama import LlamaEmbedding


def test_llamaindex_gets_the_vectors_of_the_embedder() -> None:
    embedder = HashEmbedder()
    adapter = LlamaEmbedding(embedder)
    texts = ["Beslut", "Reservation", "Särskilt uttalande"]
    assert adapter.model_name == embedder.name
    np.testing.assert_allclose(adapter.get_text_embedding_batch(texts), embedder.embed_passages(texts))
    np.testing.assert_allclose(adapter.get_text_embedding("Beslut"), embedder.embed_passages(["Beslut"])[0])
    np.testing.assert_allclose(adapter.get_query_embedding("Vem?"), embedder.embed_query("Vem?"))


def test_it_answers_asynchronously_too() -> None:
    adapter = LlamaEmbedding(HashEmbedder())
    assert asyncio.run(adapter.aget_query_embedding("Vem?")) == pytest.approx(adapter.get_query_embedding("Vem?"))
    assert len(asyncio.run(adapter.aget_text_embedding_batch(["a", "b"]))) == 2
