"""A model server on loopback that speaks both protocols, and misbehaves when it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import monotonic
from types import TracebackType
from typing import Any, NamedTuple

from assistant.models import ModelSettings

PATIENCE = 5.0  # seconds after which a test's server gives up by itself
STATUSES = {"401": 401, "403": 403, "404": 404, "429": 429, "500": 500, "503": 503, "context": 400}

Writer = Callable[[list[dict[str, str]]], Iterable[str]]


class Seen(NamedTuple):
    """A request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]


class ModelServer:
    """Serves "/v1/chat/completions" and "/api/chat". `pieces` are what the model says, or make it of the messages.

    `behaviour` is "answer", a key of STATUSES, or the name of one of the ways to fail below.
    """

    def __init__(self, pieces: Iterable[str] | Writer = (), behaviour: str = "answer", elsewhere: str = "") -> None:
        self.pieces = pieces if callable(pieces) else list(pieces)
        self.behaviour = behaviour
        self.elsewhere = elsewhere
        self.seen: list[Seen] = []
        self.stopping = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def settings(self, protocol: str, **changes: Any) -> ModelSettings:
        """Settings that lead here, by "openai" or "ollama"."""
        url = f"http://127.0.0.1:{self.port}/v1" if protocol == "openai" else f"ollama://127.0.0.1:{self.port}"
        return ModelSettings(url, **{"model": "tiny", "timeout": 3.0, **changes})

    def __enter__(self) -> ModelServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        owner = self

        class Handler(_Handler):
            server_of_models = owner

        return Handler


class _Handler(BaseHTTPRequestHandler):
    server_of_models: ModelServer
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Keeps quiet."""

    def do_POST(self) -> None:
        owner = self.server_of_models
        body = json.loads(self.rfile.read(int(self.headers.get("content-length") or 0)) or b"{}")
        owner.seen.append(Seen(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
        self.close_connection = True
        pieces = [*owner.pieces(body["messages"])] if callable(owner.pieces) else owner.pieces
        with suppress(BrokenPipeError, ConnectionResetError):
            self._behave(owner.behaviour, pieces)

    def _behave(self, behaviour: str, pieces: list[str]) -> None:
        if behaviour in STATUSES:
            # What a careless server says of itself, the key it was sent included.
            told = f"maximum context length exceeded; {self.headers.get('authorization')} <script>alert(1)</script>"
            self._plain(STATUSES[behaviour], json.dumps({"error": {"message": told}}))
        elif behaviour == "redirect":
            self._plain(307, "", location=self.server_of_models.elsewhere)
        elif behaviour == "slow":
            self._wait(PATIENCE)
        elif behaviour == "html":
            self._plain(200, "<html><body>It works!</body></html>", kind="text/html")
        elif behaviour == "packed":
            self._plain(200, "x", **{"content-encoding": "gzip"})
        else:
            self._stream(behaviour, pieces)

    def _stream(self, behaviour: str, pieces: list[str]) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream" if self._openai else "application/x-ndjson")
        self.send_header("transfer-encoding", "chunked")
        self.end_headers()
        for line in self._lines(behaviour, pieces):
            data = line.encode()
            self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
            self.wfile.flush()
        if behaviour != "cut":
            self.wfile.write(b"0\r\n\r\n")

    def _lines(self, behaviour: str, pieces: list[str]) -> Iterator[str]:
        for piece in pieces:
            yield self._line(piece)
        if behaviour == "broken":
            yield 'data: {"choices": [{"delta": {"con\n\n' if self._openai else '{"message": {"con\n'
        elif behaviour == "silent":
            self._wait(PATIENCE)
        elif behaviour in ("drip", "endless", "comments", "one_line"):
            yield from self._forever(behaviour)
        elif behaviour in ("answer", "empty"):
            yield self._end()

    def _forever(self, behaviour: str) -> Iterator[str]:
        until = monotonic() + PATIENCE
        while monotonic() < until and not self.server_of_models.stopping.is_set():
            if behaviour == "drip":
                self._wait(0.02)
                yield self._line("a")
            elif behaviour == "comments":
                self._wait(0.02)
                yield ": still here\n\n" if self._openai else self._line("")
            elif behaviour == "endless":
                yield self._line("och så vidare " * 20)
            else:
                yield "x" * 65536

    def _line(self, piece: str) -> str:
        if not self._openai:
            return (
                json.dumps({"model": "tiny", "message": {"role": "assistant", "content": piece}, "done": False}) + "\n"
            )
        return f"data: {json.dumps(_chunk({'content': piece}, None))}\n\n"

    def _end(self) -> str:
        if not self._openai:
            last = {"role": "assistant", "content": ""}
            return json.dumps({"model": "tiny", "message": last, "done": True, "done_reason": "stop"}) + "\n"
        return f"data: {json.dumps(_chunk({}, 'stop'))}\n\ndata: [DONE]\n\n"

    def _plain(self, status: int, text: str, *, kind: str = "application/json", **headers: str) -> None:
        data = text.encode()
        self.send_response(status)
        for name, value in {"content-type": kind, "content-length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _wait(self, seconds: float) -> None:
        self.server_of_models.stopping.wait(seconds)

    @property
    def _openai(self) -> bool:
        return self.path.startswith("/v1")


def _chunk(delta: dict[str, str], reason: str | None) -> dict[str, Any]:
    choice = {"index": 0, "delta": delta, "finish_reason": reason}
    return {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "tiny", "choices": [choice]}
