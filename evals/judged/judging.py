"""Asks a language model what it thinks of an answer, through LlamaIndex' evaluators. Imports LlamaIndex."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field

from llama_index.core.evaluation import CorrectnessEvaluator, FaithfulnessEvaluator

from assistant.models.base import LanguageModel, ModelError
from evals.judged.llm import Judge
from evals.judged.verdicts import GOOD, score, yes_or_no
from evals.metrics.support import told
from evals.metrics.text import without_markers
from evals.record import Record


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a model thinks of one answer.

    `faithful`: the cited quotes bear it out. `correct`: it scores at least 4 of 5 beside the reference; `score` is
    that score. Each is None where there is nothing to judge (nothing was cited, nothing is known to be right), or where
    the model gave no verdict: of that `why` says why, by the name of the measure.
    """

    id: str
    faithful: bool | None = None
    correct: bool | None = None
    score: float | None = None
    why: dict[str, str] = field(default_factory=dict)


class Judging:
    """Judges answers with one model. What it does not answer in time, or answers with nonsense, is not judged."""

    def __init__(self, model: LanguageModel) -> None:
        judge = Judge(model)
        self._faithful = FaithfulnessEvaluator(llm=judge)
        self._correct = CorrectnessEvaluator(llm=judge, score_threshold=GOOD, parser_function=score)

    def judge(self, record: Record) -> Verdict:
        """The verdict on one answer."""
        why: dict[str, str] = {}
        faithful = self._is_faithful(record, why)
        value = self._score(record, why)
        return Verdict(record.question.id, faithful, None if value is None else value >= GOOD, value, why)

    def _is_faithful(self, record: Record, why: dict[str, str]) -> bool | None:
        answer = record.answer
        quotes = [citation.quote for citation in answer.citations] if answer else []
        if answer is None or not told(record) or not quotes:
            return None
        try:
            found = asyncio.run(
                self._faithful.aevaluate(
                    query=answer.question, response=without_markers(answer.answer), contexts=quotes
                )
            )
        except Exception as error:  # whatever a model or a client library does must not end the run
            why["faithful"] = _told(error)
            return None
        verdict = yes_or_no(found.feedback or "")
        if verdict is None:
            why["faithful"] = f"answered neither yes nor no: {_short(found.feedback or '')}"
        return verdict

    def _score(self, record: Record, why: dict[str, str]) -> float | None:
        answer = record.answer
        if answer is None or not told(record) or not reference(record):
            return None
        try:
            found = asyncio.run(
                self._correct.aevaluate(
                    query=answer.question,
                    response=without_markers(answer.answer),
                    reference=reference(record),
                )
            )
        except Exception as error:
            why["correct"] = _told(error)
            return None
        if found.score is None:
            why["correct"] = f"gave no score from 1 to 5: {_short(found.feedback or '')}"
        return found.score


def reference(record: Record) -> str:
    """What a right answer is, for a model: the required facts and the words of the first gold place that has any."""
    question = record.question
    facts = [f"- {nugget[0]}" for nugget in question.nuggets if nugget]
    quote = next((gold.quote for gold in question.gold if gold.quote), None)
    return "\n".join(
        [*(["A right answer holds:", *facts] if facts else []), *([f'Source: "{quote}"'] if quote else [])]
    )


def _told(error: Exception) -> str:
    return _short(str(error) if isinstance(error, ModelError) else f"{type(error).__name__}: {error}")


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else line[:120].rstrip() + " …"
