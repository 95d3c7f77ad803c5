"""An answer as events: the same as in one piece, in order, alive while it waits, and ended when nobody listens."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from typing import Any

import anyio
import httpx
import pytest
from api_support import QUESTION, TEXT, answer, assistant, client, document, events, served

from assistant.api import NEUTRAL, create_app
from assistant.api.events import EventStream, event_bytes
from assistant.contract import Claim
from assistant.memory import MemoryAssistant
from assistant.streaming import Answered, ClaimReady, Event, Restriction, Understood
from corpus.errors import IndexBusy

ACCEPT = {"accept": "text/event-stream"}


def test_the_events_are_the_answer_as_it_is_made() -> None:
    response = client().post("/api/ask", json={"question": QUESTION, "id": "a"}, headers=ACCEPT)
    whole = client().post("/api/ask", json={"question": QUESTION, "id": "a"}).json()
    assert response.status_code == 200
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["cache-control"] == "no-store"
    told = events(response.text)
    assert [name for name, _ in told] == ["understood", "claim", "claim", "answer"]
    assert told[0][1] == {"question": QUESTION, "language": "sv", "changed": False, "restrictions": []}
    assert [data["claim"] for _, data in told[1:3]] == whole["claims"]
    assert [c for _, data in told[1:3] for c in data["citations"]] == whole["citations"]
    assert told[3][1] == whole == answer(id="a").model_dump(mode="json")


def test_an_event_is_one_line_of_data_whatever_is_quoted() -> None:
    words = 'rad\nrad\r\n\ndata: x\nevent: answer "å" \u2028'
    sent = event_bytes(ClaimReady(Claim(text=words, citations=[]))).decode()
    assert sent.count("\n") == 3
    assert events(sent) == [("claim", {"claim": {"text": words, "citations": []}, "citations": []})]


def test_what_narrows_a_question_is_told() -> None:
    understood = Understood("Frågor 2023?", "sv", True, (Restriction("period", "2023", 7, 11),))
    ((name, data),) = events(event_bytes(understood).decode())
    assert name == "understood"
    assert data["restrictions"] == [{"field": "period", "value": "2023", "start": 7, "end": 11}]


class Steps(MemoryAssistant):
    """Tells a claim for each release, and how many it has told."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__([document()])
        self.go = threading.Semaphore(0)
        self.told = 0
        self.ended = threading.Event()
        self._error = error

    def stream(self, *args: Any, **kwargs: Any) -> Iterator[Event]:
        try:
            yield Understood(QUESTION, "sv")
            for _ in range(100):
                assert self.go.acquire(timeout=10)
                if self._error:
                    raise self._error
                self.told += 1
                yield ClaimReady(Claim(text="x", citations=[]))
            yield Answered(answer())
        finally:
            self.ended.set()


def test_a_client_that_goes_away_stops_the_work_at_the_next_claim() -> None:
    service = Steps()
    with served(create_app(service)) as address:
        with httpx.stream("POST", f"{address}/api/ask", json={"question": "x"}, headers=ACCEPT) as response:
            lines = response.iter_lines()
            assert next(lines) == "event: understood"
            service.go.release()
            assert "event: claim" in lines
        assert httpx.get(f"{address}/healthz").status_code == 200  # the server has seen the line close by then
        anyio.run(anyio.sleep, 0.2)
        for _ in range(5):
            service.go.release()
        assert service.ended.wait(5)
        assert service.told <= 2


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (IndexBusy("The index is being\nrebuilt: wait."), "The index is being rebuilt: wait."),
        (ValueError("/x"), NEUTRAL),
    ],
)
def test_what_fails_on_the_way_is_the_last_event(error: Exception, line: str, caplog: pytest.LogCaptureFixture) -> None:
    service = Steps(error)
    service.go.release()
    with caplog.at_level(logging.ERROR):
        response = client(service).post("/api/ask", json={"question": "x"}, headers=ACCEPT)
    assert events(response.text)[1:] == [("error", {"error": line})]


def test_what_fails_before_anything_is_told_has_its_status() -> None:
    class Gone(MemoryAssistant):
        def stream(self, *args: Any, **kwargs: Any) -> Iterator[Event]:
            raise IndexBusy("The index is being rebuilt: wait.")

    response = client(Gone()).post("/api/ask", json={"question": "x"}, headers=ACCEPT)
    assert (response.status_code, response.json()) == (503, {"error": "The index is being rebuilt: wait."})


def test_a_line_on_which_nothing_happens_is_kept_open() -> None:
    service = Steps()

    async def body() -> bytes:
        sent: list[bytes] = []

        async def send(message: Any) -> None:
            sent.append(message.get("body", b""))
            if sent.count(b": waiting\n\n") == 2:
                service.go.release(100)

        async def receive() -> Any:
            await anyio.sleep_forever()

        await EventStream(lambda: service.stream(), keep_alive=0.05)({"type": "http"}, receive, send)
        return b"".join(sent)

    told = anyio.run(body).decode()
    assert told.count(": waiting") >= 2
    names = [name for name, _ in events(told)]
    assert names == ["understood", *["claim"] * 100, "answer"]


def test_offsets_of_the_events_are_those_of_the_text() -> None:
    ((_, understood), (_, claim), *_) = events(
        client(assistant()).post("/api/ask", json={"question": QUESTION}, headers=ACCEPT).text
    )
    cited = claim["citations"][0]
    assert understood["question"] == QUESTION
    assert TEXT[cited["start"] : cited["end"]] == cited["quote"]
