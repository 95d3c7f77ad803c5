"""A Chroma server on the network (`chroma run`), for several processes over one set of vectors.

The server asks for no password: it belongs on the loopback interface or a private network.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from corpus.errors import BadSettings
from index.vectors.collection import ChromaCollection, settings
from index.vectors.errors import VectorsUnreachable


class ChromaServerVectors(ChromaCollection):
    """Vectors on the server at `url` ("http://host:8000"), connected on first use.

    Raises `BadSettings` for a URL that is none, and `VectorsUnreachable` when nobody answers there.
    """

    def __init__(self, url: str) -> None:
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

    def _connect(self) -> Any:
        options = settings()
        import chromadb

        try:
            return chromadb.HttpClient(host=self._host, port=self._port, ssl=self._ssl, settings=options)
        except Exception as error:  # Chroma passes on whatever its HTTP library raises
            raise VectorsUnreachable(
                f"{self.where}: the vector server does not answer; start it (`chroma run`) or correct the address"
            ) from error

    def close(self) -> None:
        """Ends the connection. Chroma's own `close` leaves the sockets of its two HTTP sessions open."""
        with self._lock:
            clients = (self._client, getattr(self._client, "_admin_client", None))
            super().close()
            for client in clients:
                session = getattr(getattr(client, "_server", None), "_session", None)
                if session is not None:
                    session.close()
