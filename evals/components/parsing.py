"""Parsing: was read from the documents what a right answer needs?

of a question   a gold document is held, and where the question expects kinds of act, an act of such a kind stands at a
                gold place
acts, actors … precision and recall of `evals.parsing` on the labelled sample, of documents that the index holds

Range 0 … 1. Not measured is what no label tells: an act of the right kind may begin or end in the wrong place.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import evals
from evals.components.trace import Trace
from evals.labels import load
from evals.parsing.compare import compare
from evals.parsing.score import Scores
from index.store import Index

LABELS = Path(evals.__file__).parent / "labels"
MEASURES = ("acts", "actors", "addressees", "replies", "case numbers of acts")


def fault(trace: Trace) -> str | None:
    """What is missing from what was read, or None."""
    question = trace.question
    if question.gold and not trace.golds:
        return "no gold document is in the index"
    if question.acts and trace.golds and not any(act.kind in question.acts for act in trace.acts):
        kinds = ", ".join(kind.value for kind in question.acts)
        read = ", ".join(sorted({act.kind.value for act in trace.acts})) or "none"
        return f"no {kinds} was read at a gold place, acts there: {read}"
    return None


def measured(trace: Trace) -> bool:
    """Whether the question tells anything of parsing."""
    return bool(trace.question.gold)


def of_labels(index: Index, labels: Iterable[Path] | None = None) -> dict[str, Any]:
    """Precision and recall on the labelled documents that the index holds; `n` is the number of stretches."""
    ids = {file.path: file.document_id for file in index.catalogue.files() if file.document_id}
    scores, stretches = Scores(), 0
    for path in labels if labels is not None else sorted(LABELS.glob("sample*.jsonl")):
        for stretch in load(path):
            document = index.catalogue.document(ids[stretch.path]) if stretch.path in ids else None
            if document is not None:
                compare(stretch, document).score(scores)
                stretches += 1
    found = {name: scores.get(name) for name in MEASURES}
    return {
        "n": stretches,
        **{
            name: {"precision": score.precision, "recall": score.recall, "n": score.labelled}
            for name, score in found.items()
        },
    }
