"""What a language model thinks of the answers: off by default, asked for with --judge, and marked as model-judged.

faithful = answers that the model says their cited quotes bear out / answers it judged          range 0 … 1
correct  = answers that the model gives at least 4 of 5 beside the reference / answers it judged
score    = the mean of those scores                                                               range 1 … 5

These are a model's opinions, not measurements: another model, or the same one tomorrow, may say otherwise, and models
tend to like answers in their own words. What the model does not answer in time, or answers with nonsense, is "not
judged": it is named, counts in neither measure, and `n` tells how many count. Source: the `FaithfulnessEvaluator` and
the `CorrectnessEvaluator` of LlamaIndex, with their prompts; the model is the one that answers are worded by.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.progress import track

from assistant.models.settings import ModelSettings, open_model
from corpus.errors import BadSettings
from evals.metrics.means import mean
from evals.record import Record

if TYPE_CHECKING:
    from assistant.models.base import LanguageModel
    from evals.judged.judging import Verdict

MEASURES = ("faithful", "correct")

__all__ = ["MEASURES", "open_judge", "section", "summed"]


def open_judge() -> LanguageModel:
    """The configured model. Raises `BadSettings` when none is."""
    model = open_model(ModelSettings.load())
    if model is None:
        raise BadSettings("--judge needs a language model: set COUNCIL_LLM_URL and COUNCIL_LLM_MODEL.")
    return model


def section(records: Sequence[Record], model: LanguageModel, console: Console | None = None) -> dict[str, Any]:
    """The part of a report on what a model thinks, ready for JSON. One line is printed a measure."""
    from evals.judged.judging import Judging

    console = console or Console(markup=False, highlight=False, emoji=False)
    judging = Judging(model)
    asked = track(records, description="Judging", console=console, transient=True, disable=not console.is_terminal)
    found = summed([judging.judge(record) for record in asked], model.name)
    for name in MEASURES:
        value = "–" if found[name] is None else f"{found[name]:.3f}"
        lost = sum(one["measure"] == name for one in found["not_judged"])
        line = f"Judged by the model {model.name}: {name} {value} of {found['n'][name]} answers, {lost} not judged."
        console.print(line, soft_wrap=True)
    return found


def summed(verdicts: Iterable[Verdict], model: str) -> dict[str, Any]:
    """The means over what was judged, with every verdict, and the reasons of those that there are not."""
    verdicts = list(verdicts)
    judged = {"faithful": [one.faithful for one in verdicts], "correct": [one.correct for one in verdicts]}
    return {
        "judged_by": model,
        "note": "Opinions of a language model, not measurements.",
        "n": {name: sum(one is not None for one in values) for name, values in judged.items()},
        **{name: mean(None if one is None else float(one) for one in values) for name, values in judged.items()},
        "score": mean(one.score for one in verdicts),
        "not_judged": [
            {"id": one.id, "measure": name, "why": why} for one in verdicts for name, why in one.why.items()
        ],
        "questions": [
            {"id": one.id, "faithful": one.faithful, "correct": one.correct, "score": one.score} for one in verdicts
        ],
    }
