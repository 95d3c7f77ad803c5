"""One Chroma collection of passage vectors, whoever holds it: this process or a server."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from index.embedding.base import Vectors
from index.vectors.errors import VectorsBroken
from index.vectors.shape import document_of, latest, mismatch

NAME = "passages"
BATCH = 5_000  # Chroma takes 5,461 at a time
_CONFIGURATION = {"hnsw": {"space": "cosine", "ef_construction": 200, "ef_search": 200, "max_neighbors": 32}}
_DOCUMENTS = 200  # documents in one deletion


def settings() -> Any:
    """Chroma's settings, with telemetry off."""
    os.environ["ANONYMIZED_TELEMETRY"] = "False"
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)


class ChromaCollection:
    """What the embedded store and the server's share; `_connect` says where the client comes from."""

    where = "Chroma"
    name = NAME

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._client: Any = None
        self._collection: Any = None

    def _connect(self) -> Any:
        raise NotImplementedError

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Stands around everything that changes what is stored."""
        yield

    @contextmanager
    def _open(self, given: int | None = None) -> Iterator[Any]:
        """The collection, opened on first use; what Chroma raises becomes an error of ours."""
        with self._lock:
            if self._client is None:
                self._client = self._connect()
            from chromadb.errors import ChromaError, InvalidArgumentError, InvalidDimensionException

            try:
                if self._collection is None:
                    self._collection = self._client.get_or_create_collection(
                        self.name, embedding_function=None, configuration=_CONFIGURATION
                    )
                yield self._collection
            except (InvalidArgumentError, InvalidDimensionException) as error:
                if given is not None and "dimension" in str(error):
                    raise mismatch("other", given) from error
                raise self._broken(error) from error
            except ChromaError as error:
                raise self._broken(error) from error

    def _broken(self, error: object) -> VectorsBroken:
        reason = " ".join(str(error).split())[:200]
        return VectorsBroken(f"{self.where}: the stored vectors cannot be used ({reason}); run `council index rebuild`")

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Writes vectors, replacing those of the same id; raises `ModelMismatch` for another length.

        Ids already held are updated in place: deleting and adding them again leaves neighbours in Chroma's
        graph unreachable (up to 9 % after ten rounds), and the one metadata field follows from the id.
        """
        if not ids:
            return
        ids, vectors = latest(ids, vectors)
        with self._writing(), self._open(vectors.shape[1]) as collection:
            for at in range(0, len(ids), BATCH):
                batch, rows = ids[at : at + BATCH], vectors[at : at + BATCH]
                held = set(collection.get(ids=batch, include=[])["ids"])
                fresh = [row for row, passage_id in enumerate(batch) if passage_id not in held]
                known = [row for row, passage_id in enumerate(batch) if passage_id in held]
                if fresh:
                    collection.add(
                        ids=[batch[row] for row in fresh],
                        embeddings=rows[fresh],
                        metadatas=[{"document": document_of(batch[row])} for row in fresh],
                    )
                if known:
                    collection.update(ids=[batch[row] for row in known], embeddings=rows[known])

    def delete_documents(self, document_ids: Collection[str]) -> None:
        """Removes every vector of the documents."""
        gone = sorted(set(document_ids))
        if not gone:
            return
        with self._writing(), self._open() as collection:
            for at in range(0, len(gone), _DOCUMENTS):
                collection.delete(where={"document": {"$in": gone[at : at + _DOCUMENTS]}})

    def query(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """The nearest `limit` passages as (id, cosine), best first; approximate, as HNSW is."""
        if limit < 1:
            return []
        with self._open(len(vector)) as collection:
            found = collection.query(query_embeddings=[vector], n_results=limit, include=["distances"])
        pairs = zip(found["ids"][0], found["distances"][0], strict=True)
        return [(passage_id, 1.0 - float(distance)) for passage_id, distance in pairs]

    def ids(self) -> set[str]:
        """The ids held."""
        with self._open() as collection:
            return set(collection.get(include=[])["ids"])

    def clear(self) -> None:
        """Removes everything, and with it the bond to one length of vectors."""
        with self._writing(), self._open():
            self._client.delete_collection(self.name)
            self._collection = None

    def close(self) -> None:
        """Releases files or the connection."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = self._collection = None
