"""The load test against a service that is a function: what it counts, and what it says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable

import httpx

from evals.bench.load import Plan, Sample, ask, measure, report, table
from evals.dataset import Question

QUESTIONS = [
    Question(id=f"q{n}", question=f"Vem frågade om plan {n}?", language="sv", category="who", status="not_found")
    for n in range(6)
]
STREAM = (
    ": here we go\n\n"
    'event: understood\ndata: {"question": "Vem?"}\n\n'
    'event: claim\ndata: {"claim": {"text": "Ulla frågade."}}\n\n'
    'event: answer\ndata: {"status": "answered"}\n\n'
)


def answers(request: httpx.Request) -> httpx.Response:
    """A service that answers at once, as a stream where one is asked for."""
    if request.headers["accept"] == "text/event-stream":
        return httpx.Response(200, text=STREAM, headers={"content-type": "text/event-stream; charset=utf-8"})
    return httpx.Response(200, json={"status": "not_found"})


def client(handler: Callable[[httpx.Request], httpx.Response]) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.MockTransport(handler), base_url="http://service")


def asked(handler: Callable[[httpx.Request], httpx.Response], stream: bool = False) -> Sample:
    async def once() -> Sample:
        async with client(handler) as opened:
            return await ask(opened, QUESTIONS[0], stream=stream)

    return asyncio.run(once())


def test_every_user_asks_in_every_interval_and_not_all_the_same() -> None:
    heard: list[str] = []

    def service(request: httpx.Request) -> httpx.Response:
        heard.append(json.loads(request.content)["question"])
        return answers(request)

    plan = Plan("http://service", users=3, every=0.05, seconds=0.1)
    samples = asyncio.run(measure(plan, QUESTIONS, client(service)))
    found = report(plan, samples)
    assert (found["asked"], found["due"], found["errors"]) == (6, 6, {})
    assert sorted(heard) == sorted(question.question for question in QUESTIONS)
    assert found["statuses"] == {"not_found": 3, "answered": 3}
    assert found["first_claim_ms"]["count"] == 3


def test_a_stream_is_timed_to_its_first_claim() -> None:
    sample = asked(answers, stream=True)
    assert (sample.status, sample.error) == ("answered", "")
    assert sample.first is not None
    assert 0 < sample.first <= sample.seconds


def test_a_stream_that_breaks_off_is_an_error() -> None:
    def service(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, text=STREAM[:-60], headers={"content-type": "text/event-stream"})

    assert asked(service, stream=True).error == "no answer in the stream"


def test_what_the_service_refuses_is_counted_by_its_status() -> None:
    assert asked(lambda request: httpx.Response(503, json={"error": "busy"})).error == "HTTP 503"


def test_a_line_that_is_cut_is_an_error_and_no_exception() -> None:
    def service(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadError("the line was cut")

    assert asked(service).error == "ReadError"


def test_percentiles_by_nearest_rank_leave_errors_out() -> None:
    # 20 answers of 10, 20 … 200 ms: rank ceil(0.5 · 20) = 10 is 100 ms, rank ceil(0.95 · 20) = 19 is 190 ms.
    samples = [Sample(n / 100, status="answered") for n in range(1, 21)] + [Sample(9.0, error="HTTP 500")]
    found = report(Plan("http://service"), samples)
    assert found["answer_ms"] == {"count": 20, "p50": 100.0, "p95": 190.0, "max": 200.0}
    assert found["errors"] == {"HTTP 500": 1}
    assert "errors: 1 × HTTP 500" in table(found)
    assert "190" in table(found)


def test_without_an_answer_there_are_no_percentiles() -> None:
    found = report(Plan("http://service"), [])
    assert found["answer_ms"] == {"count": 0, "p50": None, "p95": None, "max": None}
    assert "–" in table(found)
