"""What goes over the wire to an embeddings server, and what of its answers is believed. Imports httpx when used."""

from __future__ import annotations

import json
import threading
from time import monotonic, sleep
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.errors import BadSettings
from index.away import Away
from index.embedding.base import Vectors
from index.embedding.errors import ModelUnavailable

if TYPE_CHECKING:
    import httpx

_MOST = 64 << 20  # bytes of an answer
_CONNECT = 3.0  # seconds
_FIRST_WAIT = 0.5  # seconds before a busy server is asked again; doubled each time
_LONGEST_WAIT = 20.0
_BUSY = (429, 503)
_ADVICE = "start it or correct COUNCIL_EMBEDDINGS_URL"


class EmbeddingsAway(ModelUnavailable, Away):
    """The embeddings server does not answer, is too busy, or answers what makes no sense."""


class Refused(BadSettings):
    """The embeddings server does not take the request: the key, the model or the address is wrong."""


class TooLarge(Refused):
    """The request is larger than the server takes."""


class _Busy(EmbeddingsAway):
    """The server asks to be left alone for some seconds, if it says how many."""

    def __init__(self, line: str, wait: float | None = None) -> None:
        super().__init__(line)
        self.wait = wait


class Wire:
    """One server. Nothing of the environment (proxies, .netrc) changes where texts go, and nothing is redirected."""

    def __init__(self, url: str, key: str | None) -> None:
        base = url.rstrip("/")
        self._base = base if base.endswith("/v1") else f"{base}/v1"
        self.where = base
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._lock = threading.Lock()
        self._client: httpx.Client | None = None

    def first_model(self, seconds: float) -> str:
        """The name of the first model that the server says it has."""
        found = self._json("GET", "/models", None, seconds)
        try:
            return str(found["data"][0]["id"])
        except (LookupError, TypeError):
            raise Refused(f"{self.where}: the server names no model; set COUNCIL_EMBEDDINGS_MODEL.") from None

    def embeddings(self, body: dict[str, object], count: int, seconds: float, patience: float) -> Vectors:
        """The vectors of a request of `count` texts, shape (count, dimension), in the order of the texts.

        A server that is busy or away is asked again for `patience` seconds.
        """
        until, wait = monotonic() + patience, _FIRST_WAIT
        while True:
            try:
                return self._vectors(self._json("POST", "/embeddings", body, seconds), count)
            except _Busy as error:
                rest = min(error.wait if error.wait is not None else wait, _LONGEST_WAIT)
                if monotonic() + rest > until:
                    raise
            sleep(rest)
            wait *= 2

    def close(self) -> None:
        """Ends the connections."""
        with self._lock:
            if self._client is not None:
                self._client.close()
                self._client = None

    def _http(self) -> httpx.Client:
        import httpx

        with self._lock:
            if self._client is None:
                self._client = httpx.Client(trust_env=False, follow_redirects=False, headers=self._headers)
            return self._client

    def _json(self, method: str, path: str, body: dict[str, object] | None, seconds: float) -> Any:
        import httpx

        limits = httpx.Timeout(seconds, connect=_CONNECT)
        until = monotonic() + seconds
        try:
            with self._http().stream(method, self._base + path, json=body, timeout=limits) as response:
                data = bytearray()
                for block in response.iter_bytes():
                    data += block
                    if len(data) > _MOST or monotonic() > until:
                        raise EmbeddingsAway(f"{self.where}: the embeddings server sends without end; {_ADVICE}.")
        except httpx.TimeoutException:
            raise _Busy(f"{self.where}: the embeddings server did not answer in {seconds:.0f} seconds.") from None
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _Busy(f"{self.where}: the embeddings server does not answer ({_line(error)}); {_ADVICE}.") from None
        self._check(response, bytes(data))
        try:
            return json.loads(data)
        except (ValueError, RecursionError):
            raise EmbeddingsAway(f"{self.where}: the embeddings server's answer is no JSON; {_ADVICE}.") from None

    def _check(self, response: httpx.Response, data: bytes) -> None:
        status = response.status_code
        if status == 200:
            return
        said = _said(data)
        if status in _BUSY:
            wait = response.headers.get("retry-after", "")
            seconds = float(wait) if wait.isdecimal() else None
            raise _Busy(f"{self.where}: the embeddings server is busy ({status}).", seconds)
        if status in (401, 403):
            raise Refused(
                f"{self.where}: the embeddings server refuses the key ({status}); set COUNCIL_EMBEDDINGS_KEY."
            )
        if status == 413:
            raise TooLarge(f"{self.where}: the request is too large for the embeddings server{said}")
        if status >= 500:
            raise EmbeddingsAway(f"{self.where}: the embeddings server failed ({status}{said}).")
        raise Refused(
            f"{self.where}: the embeddings server does not take the request ({status}{said}); check "
            "COUNCIL_EMBEDDINGS_URL and COUNCIL_EMBEDDINGS_MODEL."
        )

    def _vectors(self, answer: Any, count: int) -> Vectors:
        try:
            rows = sorted(answer["data"], key=lambda row: int(row["index"]))
            if [int(row["index"]) for row in rows] != list(range(count)):
                raise ValueError
            matrix: Vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
            if matrix.ndim != 2 or not matrix.shape[1] or not np.isfinite(matrix).all():
                raise ValueError
            if (np.linalg.norm(matrix, axis=1) < 1e-9).any():
                raise ValueError
        except (LookupError, TypeError, ValueError, AttributeError):
            raise EmbeddingsAway(
                f"{self.where}: the embeddings server's answer does not hold {count} vectors; {_ADVICE}."
            ) from None
        return matrix


def _line(error: object) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _said(data: bytes) -> str:
    """What an error says of itself, in one short line."""
    try:
        found = json.loads(data)
        error = found.get("error", found)
        text = error.get("message", "") if isinstance(error, dict) else str(error)
    except (ValueError, AttributeError, RecursionError):
        return ""
    return f": {_line(text)}" if text else ""
