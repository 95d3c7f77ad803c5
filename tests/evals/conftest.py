"""Hand-made questions, answers and records about the invented Tallhamra."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.contract import Answer, Citation, Retrieved
from evals.dataset import Gold, Question
from evals.record import Record

TEXT = "Vision frågade vem som har jour. Förvaltningen svarade att det är enhetschefen."
QUOTE = "Förvaltningen svarade att det är enhetschefen."
GOLD = Gold(path="fvg.txt", quote=QUOTE, start=33, end=79)


def make_question(**given: Any) -> Question:
    """A question whose answer is at `GOLD`, but for what is given."""
    defaults: dict[str, Any] = {
        "id": "q1",
        "question": "Vem har jour?",
        "language": "sv",
        "category": "what",
        "status": "answered",
        "gold": (GOLD,),
        "nuggets": (("enhetschef",),),
    }
    return Question(**(defaults | given))


def make_citation(quote: str = QUOTE, start: int = 33, act: str | None = "answer") -> Citation:
    """A citation of `fvg.txt`."""
    return Citation(
        n=1, document_id="d1", path="fvg.txt", title="FVG", page=1, start=start, end=start + len(quote),
        quote=quote, act=act,
    )  # fmt: skip


def make_answer(**given: Any) -> Answer:
    """A right answer to `make_question()`, but for what is given."""
    defaults: dict[str, Any] = {
        "question": "Vem har jour?",
        "language": "sv",
        "status": "answered",
        "route": "passage",
        "answer": "Det är enhetschefen [1].",
        "citations": [make_citation()],
        "retrieved": [Retrieved(path="fvg.txt", start=33, end=79, score=1.0)],
    }
    return Answer(**(defaults | given))


def make_record(question: Question | None = None, answer: Answer | None = None, ms: float = 10.0) -> Record:
    """A record of a right answer, but for what is given."""
    given = answer or make_answer()
    return Record(question or make_question(), given, ms, (True,) * len(given.citations))


def silent(**given: Any) -> Answer:
    """An answer that says it found nothing."""
    return make_answer(
        status="not_found", route="none", answer="Underlaget säger inget om detta.", citations=[], **given
    )


@pytest.fixture
def write_lines(tmp_path: Path) -> Callable[..., Path]:
    """Writes lines to a dataset file."""

    def write(*lines: str) -> Path:
        path = tmp_path / "questions.jsonl"
        path.write_text("\n".join(lines) + "\n", "utf-8")
        return path

    return write
