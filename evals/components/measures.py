"""The measures of every component over the traces of a dataset, ready for JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from evals.components import abstention, gate, parsing, retrieval, selection, synthesis, understanding
from evals.components.blame import NAMES, blame
from evals.components.trace import Trace
from evals.components.watching import Watched
from evals.metrics import faults

Measure = dict[str, Any]  # {"n": how many questions tell of it, "value": 0 … 1 or None}


def components(traces: Sequence[Trace], assistant: Watched) -> dict[str, Any]:
    """By component: its measures alone. The docstring of each component's module says what they are."""
    return {
        "parsing": {
            "questions": _mean(parsing.fault(one) is None for one in traces if parsing.measured(one)),
            "labels": parsing.of_labels(assistant.index),
        },
        "understanding": {part: _understood(traces, part) for part in understanding.PARTS},
        "retrieval": retrieval.recall(traces),
        "selection": _each(traces, {"first": selection.first, "among": selection.among, "act": selection.act}),
        "abstention": _each(
            traces, {"answers": abstention.answers, "keeps": abstention.keeps, "right": abstention.right}
        ),
        "gate": {**gate.of_claims(traces), **gate.of_mutants(traces, assistant)},
        "synthesis": _each(traces, {"facts": synthesis.facts, "language": synthesis.language}),
    }


def totals(traces: Sequence[Trace]) -> dict[str, Any]:
    """How many questions failed, and which component first: in all, by category and by language."""
    return {
        "all": _blamed(traces),
        "by_category": _grouped(traces, lambda trace: trace.question.category),
        "by_language": _grouped(traces, lambda trace: trace.question.language),
        "by_split": _grouped(traces, lambda trace: trace.question.split),
    }


def _grouped(traces: Iterable[Trace], key: Callable[[Trace], str]) -> dict[str, dict[str, int]]:
    groups: dict[str, list[Trace]] = {}
    for trace in traces:
        groups.setdefault(key(trace), []).append(trace)
    return {name: _blamed(part) for name, part in sorted(groups.items())}


def _blamed(traces: Sequence[Trace]) -> dict[str, int]:
    found = [blame(trace) for trace in traces]
    first = Counter(one.component for one in found if one is not None)
    failed = sum(bool(faults(trace.record)) for trace in traces)
    return {"n": len(traces), "failed": failed, **{name: first[name] for name in NAMES}}


def _understood(traces: Sequence[Trace], part: str) -> Measure:
    told = [understanding.verdicts(trace) for trace in traces]
    return _mean(verdicts[part] for verdicts in told if part in verdicts)


def _each(traces: Sequence[Trace], scores: dict[str, Callable[[Trace], float | None]]) -> dict[str, Measure]:
    return {name: _mean(map(score, traces)) for name, score in scores.items()}


def _mean(values: Iterable[float | None]) -> Measure:
    known = [float(value) for value in values if value is not None]
    return {"n": len(known), "value": sum(known) / len(known) if known else None}
