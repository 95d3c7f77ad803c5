"""A run for ragas: ragas.jsonl, which `ragas.EvaluationDataset.from_jsonl` reads.

Each line has the fields of `SingleTurnSample`: user_input, response, retrieved_contexts, reference,
reference_contexts, retrieved_context_ids and reference_context_ids (places, as in the TREC files). A judge needs a
language model; none is asked here. Source: ragas 0.3 and 0.4, `dataset_schema.py`.
"""

from __future__ import annotations

import json
from typing import Any

from evals.exports.passages import Passages, wanted
from evals.exports.reference import asked, reference, response
from evals.exports.trec import names
from evals.record import Record
from evals.report.stored import Run

FILE = "ragas.jsonl"


def files(run: Run, passages: Passages) -> dict[str, str]:
    """The content of the file, by its name."""
    return {FILE: "".join(json.dumps(sample(r, passages), ensure_ascii=False) + "\n" for r in run.records)}


def sample(record: Record, passages: Passages) -> dict[str, Any]:
    """One record as a sample."""
    question, retrieved = record.question, record.answer.retrieved if record.answer else []
    return {
        "user_input": asked(question),
        "response": response(record),
        "retrieved_contexts": [passages.text(place) for place in retrieved],
        "reference": reference(question),
        "reference_contexts": [wanted(gold, passages) for gold in question.gold],
        "retrieved_context_ids": names(retrieved),
        "reference_context_ids": names(question.gold),
    }
