"""Many users asking at once, over HTTP: `python -m evals.bench.load URL --users 20 --every 2 --seconds 60`.

Each user asks a question of the dataset every so many seconds, beginning spread over the first interval. A question
that is answered late makes its user's next one late too, never two at once; `asked` against `due` tells how many
were lost to that. Every second question is streamed, so that the time to the first claim is known.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from typing import Any

import httpx

from corpus.errors import CouncilError
from evals.dataset import DatasetError, Question, load

DATASET = Path(__file__).parents[1] / "datasets" / "sample.jsonl"
STREAM = "text/event-stream"
TIMEOUT = 60.0  # seconds; a longer answer counts as an error
_ROUNDED = 1e-6  # seconds by which sums of intervals may be off
CLAIM, ANSWERED, FAILED = "claim", "answer", "error"  # the events of the stream


@dataclass(frozen=True, slots=True)
class Plan:
    """Who asks how often, and for how long. Times in seconds."""

    url: str
    users: int = 20
    every: float = 2.0
    seconds: float = 60.0
    token: str | None = None

    @property
    def due(self) -> int:
        """How many questions are asked if every answer comes in time."""
        starts = [self.every * user / self.users for user in range(self.users)]
        return sum(ceil((self.seconds - start) / self.every) for start in starts if start < self.seconds)


@dataclass(frozen=True, slots=True)
class Sample:
    """One question: the seconds to its answer and to its first claim (None: not streamed, or no claim).

    `error` is "" for an answer; `status` is the answer's.
    """

    seconds: float
    first: float | None = None
    status: str = ""
    error: str = ""


async def measure(plan: Plan, questions: Sequence[Question], client: httpx.AsyncClient | None = None) -> list[Sample]:
    """Runs the plan and returns one sample a question. Raises `DatasetError` when there is nothing to ask."""
    if not questions:
        raise DatasetError("There is no question to ask: name a file that has some with --questions.")
    headers = {"authorization": f"Bearer {plan.token}"} if plan.token else {}
    opened = client or httpx.AsyncClient(
        base_url=plan.url, timeout=TIMEOUT, limits=httpx.Limits(max_connections=plan.users)
    )
    async with opened:
        begun = time.monotonic()
        users = (_user(opened, plan, questions, number, begun, headers) for number in range(plan.users))
        return [sample for samples in await asyncio.gather(*users) for sample in samples]


async def _user(
    client: httpx.AsyncClient,
    plan: Plan,
    questions: Sequence[Question],
    number: int,
    begun: float,
    headers: dict[str, str],
) -> list[Sample]:
    samples: list[Sample] = []
    due = plan.every * number / plan.users  # seconds since the beginning
    while due < plan.seconds - _ROUNDED:
        await asyncio.sleep(max(0.0, begun + due - time.monotonic()))
        turn = len(samples)
        question = questions[(number * len(questions) // plan.users + turn) % len(questions)]
        samples.append(await ask(client, question, stream=(number + turn) % 2 == 1, headers=headers))
        due = max(due + plan.every, time.monotonic() - begun)
    return samples


async def ask(
    client: httpx.AsyncClient, question: Question, *, stream: bool = False, headers: dict[str, str] | None = None
) -> Sample:
    """Asks one question. Never raises: whatever goes wrong is the sample's error."""
    body = question.request().model_dump(mode="json")
    sent = {**(headers or {}), "accept": STREAM if stream else "application/json"}
    begun = time.perf_counter()
    first: float | None = None
    status = ""
    try:
        async with client.stream("POST", "/api/ask", json=body, headers=sent) as response:
            if response.status_code != 200:
                return Sample(time.perf_counter() - begun, error=f"HTTP {response.status_code}")
            if not response.headers.get("content-type", "").startswith(STREAM):
                status = str(json.loads(await response.aread())["status"])
            else:
                async for event, data in events(response.aiter_lines()):
                    if event == CLAIM and first is None:
                        first = time.perf_counter() - begun
                    elif event == ANSWERED:
                        status = str(json.loads(data)["status"])
                    elif event == FAILED:
                        return Sample(time.perf_counter() - begun, first, error="error in the stream")
    except (httpx.HTTPError, ValueError, KeyError, TypeError) as error:
        return Sample(time.perf_counter() - begun, first, error=type(error).__name__)
    taken = time.perf_counter() - begun
    return Sample(taken, first, status, "" if status else "no answer in the stream")


async def events(lines: AsyncIterator[str]) -> AsyncIterator[tuple[str, str]]:
    """The (event, data) of a stream of server-sent events, by the WHATWG format; comments are passed over."""
    event, data = "message", list[str]()
    async for line in lines:
        name, _, value = line.partition(":")
        if not line:
            if data:
                yield event, "\n".join(data)
            event, data = "message", []
        elif name == "event":
            event = value.removeprefix(" ")
        elif name == "data":
            data.append(value.removeprefix(" "))


def report(plan: Plan, samples: Sequence[Sample]) -> dict[str, Any]:
    """The measures: counts, errors by kind, and milliseconds by nearest-rank percentile (None without a sample)."""
    good = [sample for sample in samples if not sample.error]
    first = [sample.first for sample in good if sample.first is not None]
    return {
        "url": plan.url,
        "users": plan.users,
        "every_s": plan.every,
        "seconds": plan.seconds,
        "due": plan.due,
        "asked": len(samples),
        "answered": len(good),
        "errors": dict(Counter(sample.error for sample in samples if sample.error).most_common()),
        "statuses": dict(Counter(sample.status for sample in good).most_common()),
        "answer_ms": _summary([sample.seconds for sample in good]),
        "first_claim_ms": _summary(first),
    }


def _summary(seconds: Sequence[float]) -> dict[str, float | int | None]:
    ordered = sorted(seconds)

    def rank(share: float) -> float | None:
        return round(1000 * ordered[ceil(share * len(ordered)) - 1], 1) if ordered else None

    return {"count": len(ordered), "p50": rank(0.5), "p95": rank(0.95), "max": rank(1.0)}


def table(found: dict[str, Any]) -> str:
    """The report in a few lines for people."""
    head = f"{found['users']} users, a question every {found['every_s']:g} s, {found['seconds']:g} s"
    errors = ", ".join(f"{count} × {kind}" for kind, count in found["errors"].items()) or "none"
    lines = [
        head,
        f"asked {found['asked']} of {found['due']} due, answered {found['answered']}, errors: {errors}",
        f"{'milliseconds':<14}{'count':>8}{'p50':>10}{'p95':>10}{'max':>10}",
    ]
    for label, key in (("answer", "answer_ms"), ("first claim", "first_claim_ms")):
        row: dict[str, Any] = found[key]
        cells = "".join(
            f"{'–' if row[name] is None else format(row[name], '.0f'):>10}" for name in ("p50", "p95", "max")
        )
        lines.append(f"{label:<14}{row['count']:>8}{cells}")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measures and prints: JSON on stdout, the table on stderr. 1 on an error or an answer slower than the limit."""
    given = _parser().parse_args(arguments)
    plan = Plan(given.url.rstrip("/"), given.users, given.every, given.seconds, os.environ.get("COUNCIL_TOKEN"))
    try:
        found = report(plan, asyncio.run(measure(plan, load(given.questions))))
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(found, ensure_ascii=False))
    print(table(found), file=sys.stderr)
    p95 = found["answer_ms"]["p95"]
    return 1 if found["errors"] or p95 is None or p95 > given.limit else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m evals.bench.load",
        description="Many users asking a running service at once. A token for it is read from COUNCIL_TOKEN.",
    )
    parser.add_argument("url", metavar="URL", help="the address of the service, as council serve prints it")
    parser.add_argument("--users", type=above(int), default=20, help="users at once (20)")
    parser.add_argument("--every", type=above(float), default=2.0, help="seconds between a user's questions (2)")
    parser.add_argument("--seconds", type=above(float), default=60.0, help="how long they ask (60)")
    parser.add_argument("--questions", type=Path, default=DATASET, help="JSON Lines as in evals/datasets (the sample)")
    parser.add_argument("--limit", type=above(float), default=2000.0, help="milliseconds that p95 may take (2000)")
    return parser


def above(kind: Callable[[str], float]) -> Callable[[str], float]:
    """A type of argument for argparse: a number of the kind, more than 0."""

    def number(text: str) -> float:
        value = kind(text)
        if not value > 0:
            raise argparse.ArgumentTypeError("must be more than 0")
        return value

    return number


if __name__ == "__main__":
    sys.exit(main())
