"""An answer while it is being made: its claims as they become ready, then the whole."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import TypeVar, cast

from assistant.citations import Rendered, render
from assistant.contract import Answer, Citation, Claim, Language
from assistant.drafts import Draft
from assistant.gate import Words
from corpus.records import Document

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Restriction:
    """Something in a question that narrows what it is answered from, as in `assistant.understanding.said.Said`.

    `question[start:end]` of the question as understood are its words; none (`start == end`) where a follow-up takes
    it over from the question before.
    """

    field: str
    value: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Understood:
    """What is being looked up: the question as it was understood, the first event of an answer.

    `changed` says that this is not what was written: a slip put right, or a follow-up put as a question of its own.
    """

    question: str
    language: Language
    changed: bool = False
    restrictions: tuple[Restriction, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimReady:
    """A claim that passed the gate, with those of its citations that no claim before it had."""

    claim: Claim
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer, as `ask` returns it. It replaces the claims before it: their words and numbers may be others."""

    answer: Answer


Event = Understood | ClaimReady | Answered


def told(answer: Answer) -> Iterator[Event]:
    """The events of an answer that is there at once."""
    known: set[int] = set()
    for claim in answer.claims:
        new = tuple(c for c in answer.citations if c.n in claim.citations and c.n not in known)
        known.update(c.n for c in new)
        yield ClaimReady(claim, new)
    yield Answered(answer)


class Telling:
    """Renders drafts one after the other, numbered as they will be in the answer."""

    def __init__(self, language: Language, original: Callable[[str], Document | None], words: Words) -> None:
        self._language = language
        self._original = original
        self._words = words
        self._drafts: list[Draft] = []
        self._done = Rendered()

    def tell(self, draft: Draft) -> Iterator[ClaimReady]:
        """The event of a draft; none when the gate stops it."""
        self._drafts.append(draft)
        now = render(self._drafts, self._language, self._original, self._words)
        new = tuple(now.citations[len(self._done.citations) :])
        yield from (ClaimReady(claim, new) for claim in now.claims[len(self._done.claims) :])
        self._done = now

    def follow(self, drafts: Generator[Draft, None, T]) -> Generator[ClaimReady, None, T]:
        """The events of drafts as they come; returns what their maker returns."""
        while True:
            try:
                draft = next(drafts)
            except StopIteration as end:
                return cast(T, end.value)
            yield from self.tell(draft)
