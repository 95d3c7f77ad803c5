"""What each component did with one question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.drafts import Draft, Support
from assistant.extraction.choose import Sentence
from assistant.understanding.question import Understanding
from corpus.records import Act
from evals.components.watching import Checked
from evals.dataset import Gold, Question
from evals.metrics.text import holds
from evals.record import Record
from index.records import Filters, Hit

EVERYTHING = Filters()
SOURCES = ("exact", "register", "lexical", "dense", "fused", "re-ranked")


@dataclass(frozen=True, slots=True)
class Trace:
    """A question with its record and everything that was seen on the way to the answer.

    `golds` are the gold places by the id of their document, `held` those whose document the index holds; `acts` are
    the acts that stand at them. `where` is what the search was narrowed to, `within` whether any gold passage is
    inside (None without gold). `ranks` gives the rank of the first gold passage (of the register: act) in each of
    `SOURCES` that was asked, None where it is not among the candidates. `hits` are the passages found. `sentences` are
    those that can answer, best first, of the passages read, of which at least one is a gold passage (`given`: it was
    put there); none without gold. `checked` are the sentences that were to be told.
    """

    question: Question
    record: Record
    asked: Understanding | None = None
    golds: Mapping[str, Sequence[Gold]] | None = None
    acts: tuple[Act, ...] = ()
    where: Filters = EVERYTHING
    within: bool | None = None
    ranks: Mapping[str, int | None] | None = None
    hits: tuple[Hit, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    given: bool = False
    checked: tuple[Checked, ...] = ()

    def touches(self, support: Support) -> bool:
        """Whether a place in a document overlaps a gold place."""
        golds = (self.golds or {}).get(support.document.id, ())
        return any(support.start < gold.end and gold.start < support.end for gold in golds)

    def is_gold(self, hit: Hit) -> bool:
        """Whether a passage overlaps a gold place by half of the shorter one (see `evals.metrics.hits`)."""
        span = hit.passage.span
        return overlaps(span.start, span.end, (self.golds or {}).get(span.document_id, ()))

    def on_gold(self) -> list[Checked]:
        """The sentences to be told that are carried by a gold place."""
        return [one for one in self.checked if any(map(self.touches, supports(one.draft)))]

    @property
    def answered(self) -> bool:
        """Whether an answer was given, right or wrong."""
        return self.record.answer is not None and self.record.answer.status in ("answered", "asked_not_answered")


def supports(draft: Draft) -> tuple[Support, ...]:
    """Every place that carries a sentence."""
    return () if draft.support is None else (draft.support, *draft.also)


def says(draft: Draft, wordings: Iterable[str]) -> bool:
    """Whether a sentence, or a place that carries it, holds one of some wordings."""
    texts = [draft.text, " | ".join(draft.cells), draft.value or "", *(support.quote for support in supports(draft))]
    return any(holds(text, wording) for text in texts for wording in wordings)


def overlaps(start: int, end: int, golds: Iterable[Gold]) -> bool:
    """Whether a stretch shares with a gold place of its document at least half of the shorter of the two."""
    for gold in golds:
        shared = min(end, gold.end) - max(start, gold.start)
        if shared > 0 and 2 * shared >= min(end - start, gold.end - gold.start):
            return True
    return False
