"""A run for DeepEval: deepeval.json, a list of test cases by the parameters of `LLMTestCase`.

input, actual_output, expected_output, retrieval_context and context (the gold places), and the question's id as
`name`: `EvaluationDataset.add_test_cases_from_json_file` reads it with these names as keys, and
`LLMTestCase(**case)` takes each. Source: deepeval.com, "Single-Turn Test Case".
"""

from __future__ import annotations

import json
from typing import Any

from evals.exports.passages import Passages, wanted
from evals.exports.reference import asked, reference, response
from evals.record import Record
from evals.report.stored import Run

FILE = "deepeval.json"


def files(run: Run, passages: Passages) -> dict[str, str]:
    """The content of the file, by its name."""
    cases = [case(record, passages) for record in run.records]
    return {FILE: json.dumps(cases, ensure_ascii=False, indent=1) + "\n"}


def case(record: Record, passages: Passages) -> dict[str, Any]:
    """One record as a test case."""
    question, retrieved = record.question, record.answer.retrieved if record.answer else []
    return {
        "name": question.id,
        "input": asked(question),
        "actual_output": response(record),
        "expected_output": reference(question),
        "retrieval_context": [passages.text(place) for place in retrieved],
        "context": [wanted(gold, passages) for gold in question.gold],
    }
