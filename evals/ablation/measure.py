"""Asks every question of an assistant with all steps and of one without each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.assistant import Assistant
from assistant.contract import Retrieved
from assistant.filters import to_filters
from assistant.ranking import Ranking
from assistant.reader import Reader
from assistant.understanding.question import understand
from assistant.understanding.said import narrowed
from evals.ablation.steps import Step, steps
from evals.dataset import Question
from evals.fitting.plan import Source
from evals.metrics import faults
from evals.metrics.hits import hit
from evals.rerank import Remembering
from evals.run import ServiceSystem, run
from index.retrieval.search import Search
from index.settings import Settings
from index.store import Index

ALL = ""  # the name of the step that is switched off when none is


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question without one step: the rank of the first passage that is a hit (None: none, or no gold is known),
    and whether the answer was correct. `ranked` says whether there is gold."""

    dataset: str
    id: str
    step: str
    ranked: bool
    rank: int | None
    correct: bool


class _Variant:
    """An assistant and the search that it asks."""

    def __init__(self, index: Index, base: Remembering, step: Step) -> None:
        self.step = step
        self._base = base
        self._reader = Reader(index, step.without)
        self._system = ServiceSystem(Assistant(index, ranking=step.without))

    def tells(self, question: Question) -> bool:
        """Whether the step has to do with a question."""
        return self.step.language in (None, question.language)

    def ask(self, question: Question, reader: Reader, dataset: str) -> Outcome:
        """What comes of a question; `reader` knows the names of the index."""
        asked = understand(question.question, question.history, reader.directory())
        given = to_filters(question.filters)
        where = narrowed(asked, given)
        hits = self._reader.hits(asked, where) or self._reader.hits(asked, given)
        places = (
            Retrieved(path=self._base.path(h.passage.span.document_id), start=h.passage.span.start,
                      end=h.passage.span.end, score=h.score)
            for h in hits
        )  # fmt: skip
        rank = next((at for at, place in enumerate(places, 1) if hit(place, question.gold)), None)
        record = next(run([question], self._system))
        return Outcome(dataset, question.id, self.step.name, bool(question.gold), rank, not faults(record))


def measure(source: Source, questions: Sequence[Question], scratch: Path) -> Iterator[Outcome]:
    """Every question without every step, and with all of them (the step named ""), in order."""
    with Index.open(Settings.load(source.index)) as index:
        base = Remembering(index)
        whole = Step(ALL, Ranking(Search(base)))
        reader = Reader(index, whole.without)
        variants = [_Variant(index, base, step) for step in (whole, *steps(index, base, scratch))]
        for question in questions:
            for variant in (one for one in variants if one.tells(question)):
                yield variant.ask(question, reader, source.dataset.stem)
