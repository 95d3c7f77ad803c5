"""Milvus, for vectors on several machines; its light edition keeps the same in a file. pymilvus is imported when used.

A file is for tests and trials: the light edition compares vectors one by one, and one process at a time opens it.
"""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from time import monotonic
from typing import Any
from urllib.parse import unquote, urlsplit

from corpus.errors import BadSettings, ModelMismatch
from index.embedding.base import Vectors
from index.vectors.errors import VectorsBroken, VectorsUnreachable
from index.vectors.shape import document_of, latest, mismatch

BATCH = 1_000
MOST = 16_384  # of one answer, Milvus's own limit
_DOCUMENTS = 200  # documents in one deletion
_CONNECT_SECONDS = 5.0
_WRITE_SECONDS = 60.0
_ASK_SECONDS = 5.0  # a question waits no longer
_REST = 10.0  # seconds for which no question is put to a server that did not answer
_ADVICE = "start Milvus or correct COUNCIL_VECTORS_URL"
_AWAY = re.compile(
    r"connect|unavailable|timed? ?out|deadline|refused|reset|unreachable|closed|not ready|UNIMPLEMENTED", re.IGNORECASE
)


class MilvusVectors:
    """Vectors in the collection `name` at `url`, connected on first use; safe for several threads.

    "milvus://host:19530", with "user:password@" where the server asks for them and "/database" where it has several;
    "milvuss://" for an encrypted connection; "milvus:///path/file.db" for a file. The index is exact (FLAT) in a file
    and what Milvus chooses (AUTOINDEX) on a server. Every reader sees what was written before (strong consistency).

    Raises `BadSettings` for a URL that is none or without the package, `VectorsUnreachable` when nobody answers, too
    slowly, or somebody who is no Milvus, and `VectorsBroken` for what is stored there and cannot be used.
    """

    def __init__(self, url: str, name: str = "passages") -> None:
        self.where = re.sub(r"//[^@/]*@", "//", url)
        self._name = name
        self._lock = threading.RLock()
        self._client: Any = None
        self._known: int | None = None
        self._down: tuple[float, str] | None = None
        self._options = _options(url, self.where)
        self._file = "://" not in str(self._options["uri"])

    def upsert(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Writes vectors, replacing those of the same id; raises `ModelMismatch` for another length."""
        if not ids:
            return
        ids, vectors = latest(ids, vectors)
        with self._open(_WRITE_SECONDS) as client:
            self._fit(client, vectors.shape[1])
            for at in range(0, len(ids), BATCH):
                rows = [
                    {"id": passage_id, "document": document_of(passage_id), "vector": vector}
                    for passage_id, vector in zip(ids[at : at + BATCH], vectors[at : at + BATCH].tolist(), strict=True)
                ]
                client.upsert(self._name, rows, timeout=_WRITE_SECONDS)

    def delete_documents(self, document_ids: Collection[str]) -> None:
        """Removes every vector of the documents."""
        gone = sorted(set(document_ids))
        if not gone:
            return
        with self._open(_WRITE_SECONDS) as client:
            if self._dimension(client) is None:
                return
            for at in range(0, len(gone), _DOCUMENTS):
                client.delete(self._name, filter=f"document in {_listed(gone[at : at + _DOCUMENTS])}")

    def query(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """The nearest `limit` passages as (id, cosine), best first. After a failure nobody waits for ten seconds."""
        if limit < 1:
            return []
        if self._down is not None and monotonic() < self._down[0]:
            raise VectorsUnreachable(self._down[1])
        try:
            found = self._nearest(vector, limit)
        except VectorsUnreachable as error:
            self._down = (monotonic() + _REST, str(error))
            raise
        self._down = None
        return found

    def _nearest(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        with self._open(_ASK_SECONDS) as client:
            held = self._dimension(client)
            if held is None:
                return []
            if held != len(vector):
                raise mismatch(held, len(vector))
            found = client.search(
                self._name,
                data=[vector.tolist()],
                anns_field="vector",
                limit=min(limit, MOST),
                output_fields=["id"],
                timeout=_ASK_SECONDS,
            )
            pairs = [(str(each["id"]), float(each["distance"])) for each in found[0]]
        return sorted(pairs, key=lambda pair: -pair[1])

    def ids(self) -> set[str]:
        """The ids held."""
        held: set[str] = set()
        with self._open(_WRITE_SECONDS) as client:
            if self._dimension(client) is None:
                return held
            pages = client.query_iterator(self._name, batch_size=MOST // 2, output_fields=["id"])
            while page := pages.next():
                held.update(str(row["id"]) for row in page)
            pages.close()
        return held

    def clear(self) -> None:
        """Removes everything, and with it the bond to one length of vectors."""
        with self._open(_WRITE_SECONDS) as client:
            self._known = None
            if client.has_collection(self._name, timeout=_WRITE_SECONDS):
                client.drop_collection(self._name, timeout=_WRITE_SECONDS)

    def close(self) -> None:
        """Ends the connection."""
        with self._lock:
            if self._client is not None:
                self._client.close()
            self._client = None

    def _fit(self, client: Any, dimension: int) -> None:
        """Makes the collection where it is missing. Raises `ModelMismatch`."""
        held = self._dimension(client)
        if held is not None and held != dimension:
            raise mismatch(held, dimension)
        if held is not None:
            return
        from pymilvus import DataType

        schema = client.create_schema(auto_id=False, enable_dynamic_field=False)
        schema.add_field("id", DataType.VARCHAR, max_length=200, is_primary=True)
        schema.add_field("document", DataType.VARCHAR, max_length=100)
        schema.add_field("vector", DataType.FLOAT_VECTOR, dim=dimension)
        indexes = client.prepare_index_params()
        kind = "FLAT" if self._file else "AUTOINDEX"
        indexes.add_index(field_name="vector", index_type=kind, metric_type="COSINE")
        client.create_collection(self._name, schema=schema, index_params=indexes, consistency_level="Strong")

    def _dimension(self, client: Any) -> int | None:
        """The length of the vectors held; None before anything was written.

        A collection that is there is remembered; one that another process made anew has the same length, or the
        error that Milvus gives then makes the next call look again.
        """
        if self._known is None and client.has_collection(self._name, timeout=_ASK_SECONDS):
            fields = client.describe_collection(self._name, timeout=_ASK_SECONDS)["fields"]
            client.load_collection(self._name, timeout=_WRITE_SECONDS)  # a file that was closed is not loaded
            self._known = next(int(field["params"]["dim"]) for field in fields if field["name"] == "vector")
        return self._known

    @contextmanager
    def _open(self, seconds: float) -> Iterator[Any]:
        """The client, connected; what pymilvus raises becomes an error of ours."""
        with self._lock:
            if self._client is None:
                self._client = self._connect()
            client = self._client
        try:
            yield client
        except ModelMismatch:
            raise
        except Exception as error:  # pymilvus passes on errors of gRPC and its own, of several kinds
            self._known = None
            raise self._told(error) from error

    def _connect(self) -> Any:
        try:
            from pymilvus import MilvusClient
        except ImportError:
            raise BadSettings(
                f"{self.where}: the package for Milvus is not installed: pip install 'council-assistant[cluster]'."
            ) from None
        # It writes what it also raises.
        for name in ("pymilvus", "milvus_lite"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        try:
            return MilvusClient(**self._options, timeout=_CONNECT_SECONDS)
        except Exception as error:  # as above
            raise self._away(error) from error

    def _told(self, error: Exception) -> VectorsBroken | VectorsUnreachable:
        if isinstance(error, VectorsBroken | VectorsUnreachable):
            return error
        if _AWAY.search(f"{type(error).__name__} {error}"):
            return self._away(error)
        reason = " ".join(str(error).split())[:200]
        return VectorsBroken(f"{self.where}: the stored vectors cannot be used ({reason}); run `council index rebuild`")

    def _away(self, error: Exception) -> VectorsUnreachable:
        reason = " ".join(str(error).split())[:120]
        return VectorsUnreachable(f"{self.where}: the vector server does not answer ({reason}); {_ADVICE}")


def _options(url: str, shown: str) -> dict[str, object]:
    """What a client is made with."""
    try:
        parts = urlsplit(url)
        port = parts.port or 19530
    except ValueError as error:
        raise BadSettings(f'"{shown}" is no address of Milvus; write milvus://host:19530') from error
    if not parts.netloc:
        if not parts.path.endswith(".db"):
            raise BadSettings(f'"{shown}" names no Milvus; write milvus://host:19530, or milvus:///path/file.db')
        return {"uri": unquote(parts.path)}
    if not parts.hostname:
        raise BadSettings(f'"{shown}" names no Milvus; write milvus://host:19530')
    scheme = "https" if parts.scheme == "milvuss" else "http"
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    options: dict[str, object] = {"uri": f"{scheme}://{host}:{port}"}
    if parts.username:
        options["token"] = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    if parts.path.strip("/"):
        options["db_name"] = parts.path.strip("/")
    return options


def _listed(values: Sequence[str]) -> str:
    """A list in Milvus's filter language."""
    return "[" + ", ".join('"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' for value in values) + "]"
