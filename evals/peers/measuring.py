"""Builds one system, asks it everything, and tells what that took. Each is measured in a process of its own."""

from __future__ import annotations

import resource
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from assistant.contract import MAX_RETRIEVED
from evals.dataset import Question
from evals.peers.base import Found, Text
from evals.peers.named import PEERS, built
from evals.peers.system import query
from evals.record import Record
from evals.run import run
from index.embedding import make_embedder
from index.settings import Settings

Result = TypeVar("Result")
WARM = "Vad beslutade nämnden?"  # asked first, so that no measured question waits for a model to load


@dataclass(frozen=True, slots=True)
class Cost:
    """What a system took: seconds to build its index from the texts, and megabytes of memory at most."""

    build_s: float
    memory_mb: float


@dataclass(frozen=True, slots=True)
class Searched:
    """What a peer found for each question, and the milliseconds that it took, in the questions' order."""

    found: Sequence[Sequence[Found]]
    ms: Sequence[float]
    cost: Cost


def apart(work: Callable[..., Result], *given: object) -> Result:
    """The result of a function of a module, run in a new process: nobody pays for what another has loaded."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def searched(name: str, settings: Settings, texts: Sequence[Text], questions: Sequence[Question]) -> Searched:
    """A peer over the texts. Raises `PeerMissing`."""
    PEERS[name].check()
    started = time.perf_counter()
    peer = built(name, texts, make_embedder(settings.embedder, settings.cache))
    build = time.perf_counter() - started
    peer.search(WARM, MAX_RETRIEVED)
    found, ms = [], []
    for question in questions:
        started = time.perf_counter()
        found.append(peer.search(query(question.request()), MAX_RETRIEVED))
        ms.append((time.perf_counter() - started) * 1000)
    return Searched(found, ms, Cost(build, _memory()))


def answered(settings: Settings, questions: Sequence[Question]) -> tuple[list[Record], float]:
    """The assistant's records, and its memory in megabytes."""
    from assistant.assistant import open_assistant
    from evals.systems.council import ServiceSystem

    with open_assistant(settings) as assistant:
        assistant.ask(WARM)
        records = list(run(questions, ServiceSystem(assistant)))
    return records, _memory()


def rebuilt(settings: Settings) -> Cost:
    """What it takes to make a copy of the index anew from the texts in it: embeddings, word index and vectors."""
    from index.store import Index

    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "index"
        shutil.copytree(settings.index, copy, ignore=shutil.ignore_patterns("*.lock"))
        with Index.open(replace(settings, index=copy, database_url=None), write=True) as index:
            started = time.perf_counter()
            index.rebuild(embed=True)
            return Cost(time.perf_counter() - started, _memory())


def _memory() -> float:
    """The most memory that this process held, in megabytes."""
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1024 * 1024 if sys.platform == "darwin" else 1024)
