"""What an assistant ranks with can be replaced, part by part, to measure what each part gives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.assistant import Assistant
from assistant.candidates import rank_acts
from assistant.ranking import SHIPPED, Bonuses, Ranking
from assistant.reader import Reader
from assistant.routes.passage import considered
from assistant.understanding.question import understand
from corpus.records import Act, ActKind, Actor, Document, Genre
from index.reader import Reading
from index.records import Filters, Hit, Passage

QUESTION = "När öppnar simhallen?"


class Blind:
    """A reader that sees no answer anywhere, and counts what it is shown."""

    def __init__(self) -> None:
        self.shown = 0

    def read(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Reading]:
        """Nothing, each time."""
        self.shown += len(texts)
        return [Reading(0.0, -10.0) for _ in texts]


def test_another_reader_is_the_one_that_reads(tallhamra: Assistant) -> None:
    blind = Blind()
    reader = Reader(tallhamra.index, Ranking(passages=blind))
    seen = considered(understand(QUESTION), Filters(), reader)
    assert blind.shown == len(seen.read) > 0
    assert {sentence.told["read"] for sentence in seen.sentences} == {-2.0}


def test_sentences_are_ranked_by_the_weights_given(tallhamra: Assistant) -> None:
    reader = Reader(tallhamra.index, Ranking(sentences={"length": 1.0}))
    sentences = considered(understand(QUESTION), Filters(), reader).sentences
    lengths = [min(len(sentence.text.split()), 60) for sentence in sentences]
    assert lengths == sorted(lengths, reverse=True)
    assert SHIPPED.rank != {"length": 1.0}


def test_without_bonuses_an_act_counts_as_much_as_its_passage() -> None:
    text = "Anna Ek reserverar sig mot beslutet om simhallen. Punkten är justerad. Mötet är slut."
    plain = Document("d", "d.txt", "0", "txt", "Simhallen", Genre.OTHER, text)
    act = Act(ActKind.DISSENT, plain.span(0, 49), (Actor("Anna Ek", "S"),))
    paper = replace(plain, acts=(act,))
    hit = Hit(Passage(paper.span(0, len(text)), text, ""), 2.0)
    asked = understand("Vem reserverade sig?")

    def scored(bonuses: Bonuses) -> float:
        kinds = (ActKind.DISSENT,)
        return rank_acts([hit], kinds, {"d": paper}, asked, lambda words: words.casefold().split(), bonuses)[0].score

    assert scored(Bonuses(0.0, 0.0, 0.0)) == 2.0
    assert scored(Bonuses(0.0, 0.0, 0.3)) < 2.0
    assert scored(Bonuses(0.5, 0.0, 0.0)) > 2.0
