"""What the assistant sees before it decides: the sentences of each question, as its own code ranks and reads them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.abstention import features as of_passages
from assistant.extraction.choose import Sentence
from assistant.filters import to_filters
from assistant.ranking import Ranking
from assistant.reader import Reader
from assistant.routes.asked import is_put
from assistant.routes.passage import considered
from assistant.understanding.question import Understanding, understand
from assistant.understanding.said import narrowed
from corpus.records import Document
from evals.dataset import Question
from evals.fitting.plan import plan
from index.reader import PassageReader
from index.store import Index


@dataclass(frozen=True)
class Case:
    """One question with what was found for it.

    `told` are the sentences that can answer, `put` the questions in the documents that somebody puts; `passages` are
    the features of the passages as a whole.
    """

    question: Question
    collection: str
    asked: Understanding
    told: tuple[Sentence, ...]
    put: tuple[Sentence, ...]
    passages: Mapping[str, float]

    @property
    def status(self) -> str:
        """What a right answer has for its status."""
        return self.question.status

    @property
    def by_sentences(self) -> bool:
        """Whether sentences answer it, not acts or lists."""
        return not self.question.category.startswith(tuple(plan()["questions"]["routed"]))

    def right(self, sentence: Sentence) -> bool:
        """Whether a sentence touches a place that answers."""
        place = sentence.support
        return any(
            gold.path == place.document.path and place.start < gold.end and gold.start < place.end
            for gold in self.question.gold
        )


def gather(
    index: Index,
    questions: Sequence[Question],
    collections: Mapping[str, str],
    readers: Mapping[str, PassageReader],
) -> Iterator[Case]:
    """A case a question, in order; a collection in `readers` is read by that reader, else by the index's own."""
    kept: dict[str, Document] = {}
    shared = Reader(index)
    own = {name: Reader(index, Ranking(passages=reader)) for name, reader in readers.items()}
    directory = shared.directory()
    for question in questions:
        collection = collections[question.id]
        reader = own.get(collection, shared)
        asked = understand(question.question, question.history, directory)
        given = to_filters(question.filters)
        where = narrowed(asked, given)
        seen = considered(asked, where if reader.hits(asked, where) else given, reader)
        evidence = reader.evidence(asked, seen.hits)
        told = tuple(_light(s, kept) for s in seen.told)
        put = tuple(_light(s, kept) for s in seen.sentences if is_put(s))
        yield Case(question, collection, asked, told, put, of_passages(evidence, asked.language))


def _light(sentence: Sentence, kept: dict[str, Document]) -> Sentence:
    """A sentence whose document is the one object of that document."""
    document = sentence.support.document
    return replace(sentence, support=replace(sentence.support, document=kept.setdefault(document.id, document)))
