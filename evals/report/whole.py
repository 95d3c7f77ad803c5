"""A whole run as one object for JSON: `report.json`.

Two runs of the same system on the same questions and documents give the same object to the last digit, but for the
section `timing`, which holds all that is a matter of time: dates, latency, how many questions were asked at once.
"""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from assistant.models.settings import ModelSettings
from evals import metrics
from evals.bootstrap import SEED
from evals.metrics.latency import nearest_rank
from evals.record import Record
from evals.report.estimates import estimates, intervals, ratios
from evals.report.measures import (
    TIMES,
    Measures,
    by_category,
    by_language,
    by_split,
    failed,
    grouped,
    measure,
    risk_coverage,
)
from evals.report.scores import counted

HERE = "council"  # the name of the assistant in this process among the systems
STAGES = ("understand", "retrieve", "answer")
_GROUPS: Mapping[str, Callable[[Record], str]] = {
    "by_category": by_category,
    "by_language": by_language,
    "by_split": by_split,
}
_TIMED = ("finished", "seconds", "jobs")  # of `about`: what belongs to `timing`
_PACKAGES = ("council-assistant", "numpy", "torch", "chromadb", "llama-index-core")


def report(
    records: Sequence[Record],
    about: Mapping[str, Any],
    briefs: Mapping[str, Any] | None = None,
    usage: Mapping[str, metrics.Usage] | None = None,
) -> dict[str, Any]:
    """The whole report, ready for JSON; `about` tells what was measured (dataset, system, index).

    `n` and all measures are of the questions; `briefs` is the section of the briefs, where some were made. `usage` is
    what a language model was asked, by the id of the question; without it the assistant in this process is known to
    have asked none where none is set up, and of any other system nothing is known. Of `about`, the wall time of the
    run in `seconds`, the day it `finished` and `jobs`, how many questions were asked at once, go to `timing`.
    """
    if usage is None and about.get("system") == HERE and ModelSettings.load() is None:
        usage = metrics.unused(records)
    groups = {name: grouped(records, key) for name, key in _GROUPS.items()}
    return {
        "n": len(records),
        **{name: _still(value) for name, value in about.items() if name not in _TIMED},
        "seed": about.get("seed", SEED),
        "versions": versions(),
        "metrics": _timeless(measure(records, usage)),
        "counted": _everywhere(records, groups, counted),
        "intervals": _intervals(records, groups),
        "risk_coverage": risk_coverage(records),
        **{
            name: {value: {"n": len(part), **_timeless(measure(part, usage))} for value, part in parts.items()}
            for name, parts in groups.items()
        },
        "failed": [{"id": record.question.id, "why": metrics.faults(record)} for record in failed(records)],
        **({} if briefs is None else {"briefs": briefs}),
        "timing": _timing(records, about, groups),
    }


def digest(path: Path) -> str:
    """The first 16 digits of a file's SHA-256, to tell datasets apart."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def versions() -> dict[str, str]:
    """The versions that a result depends on."""
    found = {"python": platform.python_version()}
    for name in _PACKAGES:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _still(value: Any) -> Any:
    """What `about` says, without the day on which the index was made."""
    return {name: held for name, held in value.items() if name != "created"} if isinstance(value, Mapping) else value


def _timeless(measures: Measures) -> Measures:
    return {name: value for name, value in measures.items() if name not in TIMES}


def _intervals(records: Sequence[Record], groups: Mapping[str, Mapping[str, Sequence[Record]]]) -> dict[str, Any]:
    """The 95 % intervals over all questions, and of the ratios in each group."""
    whole = {name: estimate for name, estimate in estimates(records).items() if name not in TIMES}
    found = _everywhere(records, groups, lambda part: intervals(ratios(part), len(part)))
    return {**found, "metrics": intervals(whole, len(records))}


def _everywhere(
    records: Sequence[Record],
    groups: Mapping[str, Mapping[str, Sequence[Record]]],
    told: Callable[[Sequence[Record]], Mapping[str, Any]],
) -> dict[str, Any]:
    """What is told of all questions, as "metrics", and of those of each group."""
    return {
        "metrics": told(records),
        **{name: {value: told(part) for value, part in parts.items()} for name, parts in groups.items()},
    }


def _timing(
    records: Sequence[Record], about: Mapping[str, Any], groups: Mapping[str, Mapping[str, Sequence[Record]]]
) -> dict[str, Any]:
    index = about.get("index")
    return {
        **{name: about[name] for name in _TIMED if name in about},
        **({"index_created": index["created"]} if isinstance(index, Mapping) and "created" in index else {}),
        **_times(records),
        "stages": _stages(records),
        **{name: {value: _times(part) for value, part in parts.items()} for name, parts in groups.items()},
    }


def _times(records: Sequence[Record]) -> dict[str, float | None]:
    return {"p50_ms": metrics.percentile(records, 50), "p95_ms": metrics.percentile(records, 95)}


def _stages(records: Sequence[Record]) -> dict[str, dict[str, float | None]]:
    """The time in milliseconds of each stage that the answers tell of: its mean, median and 95th percentile."""
    found = {}
    for stage in STAGES:
        times = [getattr(record.answer.timings_ms, stage) for record in records if record.answer]
        mean = sum(times) / len(times) if any(times) else None
        if mean is not None:
            found[stage] = {"mean": mean, "p50": nearest_rank(times, 50), "p95": nearest_rank(times, 95)}
    return found
