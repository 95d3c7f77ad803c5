"""What goes over the wire to a model server, and how much of what comes back is read. Imports httpx."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import httpx

from assistant.models.base import (
    ModelBusy,
    ModelContextExceeded,
    ModelEndless,
    ModelError,
    ModelFailed,
    ModelMalformed,
    ModelMissing,
    ModelRedirected,
    ModelRefused,
    ModelTimeout,
)

MAX_BYTES = 4 * 1024 * 1024  # of one answer; a piece of a few letters comes in an envelope of a few hundred bytes
MAX_COMPLAINT = 4096  # bytes of an error's body that are looked at
AGENT = "council-assistant"
_KEPT = ("host", "content-type", "content-length", "transfer-encoding")
_TOO_LONG = ("context", "too long", "too many tokens", "maximum")


class Call:
    """One request: when it must be done, and whether somebody still waits for it."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self.until = monotonic() + seconds
        self.stopped = threading.Event()

    def left(self) -> float:
        """Seconds left."""
        return self.until - monotonic()

    def check(self) -> None:
        """Raises `ModelTimeout` when the time is over, or nobody waits any more."""
        if self.stopped.is_set() or self.left() <= 0:
            raise too_late(self.seconds)


def too_late(seconds: float) -> ModelTimeout:
    """The error for an answer that was not there in time."""
    return ModelTimeout(f"The model server did not finish within {seconds:g} seconds.", seconds=seconds)


class Wire(httpx.BaseTransport):
    """Sends a request to the configured server and nowhere else.

    Only the headers that the protocol needs go along, with the key where there is one; proxies and other settings of
    the environment are not looked at; a redirect is not followed. Any status but 200 raises a `ModelError`.
    """

    def __init__(self, key: str | None) -> None:
        self._inner = httpx.HTTPTransport(trust_env=False)
        self._key = key
        self._current = threading.local()

    @contextmanager
    def during(self, call: Call) -> Iterator[None]:
        """Requests of this thread belong to `call`."""
        self._current.call = call
        try:
            yield
        finally:
            self._current.call = None

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The response to a request, its body watched while it is read."""
        call: Call = self._current.call
        headers = {name: value for name, value in request.headers.items() if name in _KEPT}
        headers |= {"accept": "*/*", "accept-encoding": "identity", "user-agent": AGENT}
        if self._key:
            headers["authorization"] = f"Bearer {self._key}"
        sent = httpx.Request(
            request.method, request.url, headers=headers, stream=request.stream, extensions=request.extensions
        )
        response = self._inner.handle_request(sent)
        if not isinstance(response.stream, httpx.SyncByteStream):
            raise ModelMalformed("The model server's answer is no stream of bytes.")
        response.stream = _Watched(response.stream, call)
        if response.status_code != 200:
            with response.stream:
                raise refusal(response.status_code, _complaint(response))
        if response.headers.get("content-encoding", "identity") != "identity":
            response.stream.close()
            raise ModelMalformed("The model server packed its answer, though it was asked not to.")
        return response

    def close(self) -> None:
        """Closes the connections."""
        self._inner.close()


class _Watched(httpx.SyncByteStream):
    """A body that ends when the time is over, when nobody waits for it, or when it has grown too long."""

    def __init__(self, inner: httpx.SyncByteStream, call: Call) -> None:
        self._inner = inner
        self._call = call

    def __iter__(self) -> Iterator[bytes]:
        size = 0
        for chunk in self._inner:
            self._call.check()
            size += len(chunk)
            if size > MAX_BYTES:
                raise ModelEndless(f"The model server sent more than {MAX_BYTES // 1024} KiB for one answer.")
            yield chunk

    def __enter__(self) -> _Watched:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        self._inner.close()


def _complaint(response: httpx.Response) -> str:
    """The beginning of an error's body; "" where it cannot be read."""
    found = b""
    try:
        for chunk in response.stream:  # type: ignore[union-attr]
            found += chunk
            if len(found) >= MAX_COMPLAINT:
                break
    except (httpx.HTTPError, ModelError):
        pass
    return found[:MAX_COMPLAINT].decode("utf-8", "replace")


def refusal(status: int, complaint: str) -> ModelError:
    """The error for a status that is not 200. The server's own words are read, not repeated."""
    if 300 <= status < 400:
        return ModelRedirected("The model server sends requests elsewhere: set COUNCIL_LLM_URL to the right place.")
    if status in (401, 403):
        return ModelRefused(f"The model server refused the request ({status}): check COUNCIL_LLM_KEY.")
    if status == 404:
        return ModelMissing("The model server knows no such model: check COUNCIL_LLM_MODEL and COUNCIL_LLM_URL.")
    if status in (429, 503):
        return ModelBusy(f"The model server is busy ({status}): try again later.")
    if status in (400, 413, 422) and any(word in complaint.casefold() for word in _TOO_LONG):
        return ModelContextExceeded(f"The request is too long for the model ({status}): lower COUNCIL_LLM_CONTEXT.")
    return ModelFailed(f"The model server failed ({status}): look at its own log.")
