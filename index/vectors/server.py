"""A Chroma server on the network (`chroma run`), for several processes over one set of vectors.

The server asks for no password: it belongs on the loopback interface or a private network.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from corpus.errors import BadSettings
from index.embedding.base import Vectors
from index.vectors.collection import NAME, ChromaCollection, settings
from index.vectors.errors import VectorsBroken, VectorsUnreachable

_GREETING_SECONDS = 3.0
_READ_SECONDS = 60.0  # of a write
_ASK_SECONDS = 5.0  # a question waits no longer
_REST = 10.0  # seconds for which no question is put to a server that did not answer


class ChromaServerVectors(ChromaCollection):
    """Vectors on the server at `url` ("http://host:8000"), in the collection `name`, connected on first use.

    Raises `BadSettings` for a URL that is none, and `VectorsUnreachable` when nobody answers there, too slowly, or
    somebody who is no vector server. After that a question has no answer for ten seconds: none waits in vain.
    """

    def __init__(self, url: str, name: str = NAME) -> None:
        super().__init__()
        try:
            parts = urlsplit(url)
            self._host, self._ssl = parts.hostname or "", parts.scheme == "https"
            self._port = parts.port or (443 if self._ssl else 8000)
        except ValueError as error:
            raise BadSettings(f'"{url}" is no address of a vector server; write http://host:8000') from error
        if not self._host:
            raise BadSettings(f'"{url}" names no vector server; write http://host:8000')
        self.where = url
        self.name = name
        self._down: tuple[float, str] | None = None

    def query(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        """The nearest `limit` passages as (id, cosine), best first; approximate, as HNSW is."""
        if self._down is not None and monotonic() < self._down[0]:
            raise VectorsUnreachable(self._down[1])
        try:
            with self._within(_ASK_SECONDS):
                found = self._asked(vector, limit)
        except VectorsUnreachable as error:
            self._down = (monotonic() + _REST, str(error))
            raise
        self._down = None
        return found

    def _asked(self, vector: Vectors, limit: int) -> list[tuple[str, float]]:
        known = self._collection
        try:
            return super().query(vector, limit)
        except VectorsBroken:
            # Another process may have made the collection anew.
            if known is None:
                raise
            self._collection = None
            return super().query(vector, limit)

    @contextmanager
    def _open(self, given: int | None = None) -> Iterator[Any]:
        import httpx

        try:
            with super()._open(given) as collection:
                yield collection
        except VectorsBroken as error:
            if isinstance(error.__cause__, httpx.HTTPError | ValueError):
                raise self._away() from error
            raise
        except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:  # no connection, or no Chroma there
            self._collection = None
            raise self._away() from error

    @contextmanager
    def _within(self, seconds: float) -> Iterator[None]:
        """Inside, the server has so many seconds for an answer."""
        session = self._session()
        if session is None:
            yield
            return
        import httpx

        usual, session.timeout = session.timeout, httpx.Timeout(seconds)
        try:
            yield
        finally:
            session.timeout = usual

    def _connect(self) -> Any:
        import httpx

        scheme = "https" if self._ssl else "http"
        host = f"[{self._host}]" if ":" in self._host else self._host
        try:
            # Chroma's own client waits for ever for whoever listens there.
            beat = httpx.get(
                f"{scheme}://{host}:{self._port}/api/v2/heartbeat", timeout=_GREETING_SECONDS, trust_env=False
            )
            if "heartbeat" not in beat.text[:100]:
                raise ValueError("no heartbeat")
            options = settings()
            import chromadb

            client = chromadb.HttpClient(host=self._host, port=self._port, ssl=self._ssl, settings=options)
        except Exception as error:  # Chroma passes on whatever its HTTP library raises
            raise self._away() from error
        session = getattr(getattr(client, "_server", None), "_session", None)
        if session is not None:
            session.timeout = httpx.Timeout(_READ_SECONDS)
        return client

    def _session(self) -> Any:
        return getattr(getattr(self._client, "_server", None), "_session", None)

    def _away(self) -> VectorsUnreachable:
        return VectorsUnreachable(
            f"{self.where}: the vector server does not answer; start it (`chroma run`) or correct the address"
        )

    def close(self) -> None:
        """Ends the connection. Chroma's own `close` leaves the sockets of its two HTTP sessions open."""
        with self._lock:
            clients = (self._client, getattr(self._client, "_admin_client", None))
            super().close()
            for client in clients:
                session = getattr(getattr(client, "_server", None), "_session", None)
                if session is not None:
                    session.close()
