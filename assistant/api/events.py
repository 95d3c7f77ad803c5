"""An answer as server-sent events, made in a thread and told as it is ready.

Format: https://html.spec.whatwg.org/multipage/server-sent-events.html
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import Any, Final

import anyio
from anyio import from_thread, to_thread
from anyio.streams.memory import MemoryObjectReceiveStream, MemoryObjectSendStream
from starlette.responses import StreamingResponse
from starlette.types import Receive, Scope, Send

from assistant.api.errors import failed, told
from assistant.streaming import Answered, ClaimReady, Event, Understood

MEDIA_TYPE: Final = "text/event-stream"
KEEP_ALIVE = 10.0  # seconds without an event, after which a comment keeps proxies from closing the line
_COMMENT = b": waiting\n\n"
_DOING = "an answer as events"
_Item = Event | Exception


class EventStream(StreamingResponse):
    """The events of `Service.stream`. An error before the first of them is an ordinary response with its status.

    The work is done in one thread; when the client goes away it stops at the next event.
    """

    def __init__(self, work: Callable[[], Iterator[Event]], keep_alive: float = KEEP_ALIVE) -> None:
        headers = {"cache-control": "no-store", "x-accel-buffering": "no", "vary": "accept"}
        super().__init__(iter(()), media_type=MEDIA_TYPE, headers=headers)
        self._work = work
        self._keep_alive = keep_alive

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The response, until its last event or until the client is gone."""
        sender, receiver = anyio.create_memory_object_stream[_Item](math.inf)
        with receiver:
            async with anyio.create_task_group() as tasks:
                tasks.start_soon(_until_gone, receive, tasks.cancel_scope)
                tasks.start_soon(to_thread.run_sync, self._follow, sender)
                await self._tell(receiver, scope, receive, send)
                tasks.cancel_scope.cancel()

    def _follow(self, sender: MemoryObjectSendStream[_Item]) -> None:
        """Makes the answer, in a thread; each step ends the work where nobody waits for it any more."""

        def tell(item: _Item) -> None:
            from_thread.check_cancelled()
            from_thread.run_sync(sender.send_nowait, item)

        try:
            for event in self._work():
                tell(event)
        except Exception as error:
            tell(error)
        finally:
            from_thread.run_sync(sender.close)

    async def _tell(
        self, receiver: MemoryObjectReceiveStream[_Item], scope: Scope, receive: Receive, send: Send
    ) -> None:
        started = False
        item: _Item | None = None
        while not isinstance(item, (Answered, Exception)):
            item = await self._next(receiver)
            if isinstance(item, Exception) and not started:
                await failed(item, _DOING)(scope, receive, send)
                return
            if not started:
                await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
                started = True
            chunk = _COMMENT if item is None else event_bytes(item)
            await send({"type": "http.response.body", "body": chunk, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})

    async def _next(self, receiver: MemoryObjectReceiveStream[_Item]) -> _Item | None:
        """The next event or error; None when there is none yet."""
        with anyio.move_on_after(self._keep_alive):
            try:
                return await receiver.receive()
            except anyio.EndOfStream:
                return RuntimeError("the answer ended without its last event")
        return None


def event_bytes(item: Event | Exception) -> bytes:
    """One event as it goes over the line."""
    name, data = _named(item)
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode("utf-8", "replace")


def _named(item: Event | Exception) -> tuple[str, Any]:
    if isinstance(item, Understood):
        return "understood", {**asdict(item), "restrictions": [asdict(one) for one in item.restrictions]}
    if isinstance(item, ClaimReady):
        new = [citation.model_dump(mode="json") for citation in item.citations]
        return "claim", {"claim": item.claim.model_dump(mode="json"), "citations": new}
    if isinstance(item, Answered):
        return "answer", item.answer.model_dump(mode="json")
    return "error", {"error": told(item, _DOING)[1]}


async def _until_gone(receive: Receive, work: anyio.CancelScope) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    work.cancel()
