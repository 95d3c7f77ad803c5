"""Fits what the assistant decides by: when to abstain, and how passages are re-ranked.

python -m evals.calibrate DATASET --index DIR [--out FILE] [--rerank FILE]

Only the dev questions of the dataset are used; those with a history or filters are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from assistant.abstention import features
from corpus.errors import CouncilError
from evals.dataset import DatasetError, Question, load
from evals.logistic import Matrix, fit, left_out
from evals.metrics.abstention import SILENT
from evals.rerank import Remembering, climb, evaluate, pools, rewrite
from index.retrieval import Search
from index.retrieval.settings import default_weights
from index.settings import Settings
from index.store import Index

LIMIT = 50


def abstention(names: Sequence[str], rows: Matrix, labels: Matrix, strength: float = 1.0) -> str:
    """The fitted weights as TOML, as `assistant.abstention` reads it.

    `names` are those of the features, the columns of `rows`; `labels` are 1 where there is an answer, else 0.
    Raises `DatasetError` when one of the two kinds is missing.
    """
    if not 0 < labels.sum() < len(labels):
        raise DatasetError("the dev questions need both answered and unanswerable ones.")
    model = fit(rows, labels, strength)
    chances = left_out(rows, labels, strength)
    right, found, refused = _shares(chances, labels)
    lines = [
        "# P(there is an answer) = 1 / (1 + exp(-(bias + sum of weight * feature))), features as in",
        "# assistant.abstention. Fitted by evals.calibrate to dev questions, both classes weighing the same.",
        f"# Leave-one-out at the threshold: {right:.3f} right; {found:.3f} of the answerable answered, "
        f"{refused:.3f} of the others refused; n = {len(labels)}.",
        "",
        f"bias = {model.bias:.4f}",
        "threshold = 0.5",
        "",
        "[weights]",
        *(f"{name} = {weight:.4f}" for name, weight in zip(names, model.weights, strict=True)),
    ]
    return "\n".join(lines) + "\n"


def usable(questions: Sequence[Question]) -> list[Question]:
    """The questions that stand alone: no history, no filters."""
    return [q for q in questions if not q.history and q.filters == type(q.filters)()]


def evidence_rows(search: Search, questions: Sequence[Question]) -> tuple[list[str], Matrix, Matrix]:
    """Feature names, features (one row a question), and whether there is an answer (1) or not (0)."""
    found = []
    for question in questions:
        hits = search.search(question.question, question.language, limit=LIMIT)
        found.append(features(search.evidence(question.question, hits, question.language), question.language))
    names = list(found[0])
    rows = np.array([[row[name] for name in names] for row in found], dtype=np.float64)
    labels = [float(question.status not in SILENT) for question in questions]
    return names, rows, np.array(labels, dtype=np.float64)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command line; 1 on an error."""
    parser = argparse.ArgumentParser(prog="python -m evals.calibrate", description="Fits on dev questions.")
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--index", type=Path, help="the index folder (default: as for council)")
    parser.add_argument("--out", type=Path, help="write the abstention weights to this TOML file")
    parser.add_argument("--rerank", type=Path, help="fit re-ranker weights too, and write a weights.toml here")
    given = parser.parse_args(arguments)
    try:
        questions = usable(load(given.dataset, "dev"))
        if not questions:
            raise DatasetError(f"{given.dataset}: every dev question has a history or filters.")
        with Index.open(Settings.load(given.index)) as index:
            _fit(Remembering(index), questions, given.out, given.rerank)
    except CouncilError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename}: cannot be written ({error.strerror}).", file=sys.stderr)
        return 1
    return 0


def _fit(index: Remembering, questions: Sequence[Question], out: Path | None, rerank: Path | None) -> None:
    weights = default_weights()
    if rerank is not None:
        found = pools(index, questions, weights)
        fitted = climb(found, weights.rerank)
        before, after = evaluate(found, weights.rerank), evaluate(found, fitted)
        print(f"# MRR on {len(found)} dev questions: {before:.4f} before, {after:.4f} after")
        weights = replace(weights, rerank=fitted)
        rerank.write_text(rewrite(weights.rerank), "utf-8")
    text = abstention(*evidence_rows(Search(index, weights=weights), questions))
    print(text, end="")
    if out is not None:
        out.write_text(text, "utf-8")


def _shares(chances: Matrix, labels: Matrix) -> tuple[float, float, float]:
    """The share decided rightly, of the answerable, and of the unanswerable, at one half."""
    right = (chances >= 0.5) == (labels > 0)
    return float(right.mean()), float(right[labels > 0].mean()), float(right[labels == 0].mean())


if __name__ == "__main__":
    sys.exit(main())
