"""The papers that nothing was written for: every question stands on words that its documents have."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

import evals
from evals.check import problems
from evals.dataset import load

UNSEEN = Path(evals.__file__).parent / "unseen"
COLLECTIONS = sorted(path.stem for path in UNSEEN.glob("*.jsonl"))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_quote_stands_at_its_offsets(name: str) -> None:
    folder = UNSEEN / "documents" / name

    @cache
    def text(path: str) -> str | None:
        file = folder / path
        return file.read_bytes().decode("utf-8") if file.is_file() else None

    questions = load(UNSEEN / f"{name}.jsonl")
    assert len(questions) >= 50
    assert problems(questions, text) == []


def test_each_collection_has_its_papers() -> None:
    assert sorted(path.name for path in (UNSEEN / "documents").iterdir()) == COLLECTIONS
    assert list("abdgijklmnopqrstuvwxyz") == COLLECTIONS
