"""The public part of report.json."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.errors import CouncilError

REPORT = "report.json"
LARGEST = 20_000_000  # bytes of a report.json that is read


class BadEvaluation(CouncilError):
    """An evaluation run cannot be read; the message names the file and says what to do."""


class _Part(BaseModel):
    """Fields that are not known are passed over, and those that are missing have nothing: reports grow."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Dataset(_Part):
    """The questions that were asked."""

    path: str | None = None
    sha256: str | None = None
    split: str | None = None


class State(_Part):
    """The index that was asked."""

    fingerprint: str | None = None
    embedder: str | None = None
    documents: int | None = None


class Timing(_Part):
    """When, how fast, and how many questions at a time; times in milliseconds."""

    finished: datetime | None = None
    jobs: int | None = None
    p50_ms: float | None = None
    p95_ms: float | None = None


class Spans(_Part):
    """The 95 % intervals by measure, over all questions and by category."""

    metrics: dict[str, tuple[float, float] | None] = {}
    by_category: dict[str, dict[str, tuple[float, float] | None]] = {}


class Evaluation(_Part):
    """A run: `n` questions, each measure over all of them and by category (None where it says nothing)."""

    n: int = 0
    system: str = ""
    dataset: Dataset = Dataset()
    index: State = State()
    metrics: dict[str, float | None] = {}
    intervals: Spans = Spans()
    by_category: dict[str, dict[str, float | None]] = {}
    timing: Timing = Timing()


def read(folder: Path) -> Evaluation:
    """The run in a folder. Raises `BadEvaluation` when its report.json is missing or cannot be understood."""
    path = folder / REPORT
    try:
        if path.stat().st_size > LARGEST:
            raise BadEvaluation(f"{path}: is too large for a report; run `council eval --out {folder}` anew.")
        return Evaluation.model_validate_json(path.read_bytes())
    except OSError as error:
        raise BadEvaluation(f"{path}: cannot be read ({error.strerror}).") from None
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise BadEvaluation(f"{path}: {where}: {first['msg']}; run `council eval --out {folder}` anew.") from None
