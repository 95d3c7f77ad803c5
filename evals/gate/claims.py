"""Every claim that the assistant makes when asked a dataset, and the same claims in words of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from assistant.assistant import Assistant
from assistant.contract import Answer, Language
from assistant.drafts import Draft, Support
from assistant.wording import tell
from corpus.errors import CouncilError
from evals.dataset import Question
from index.store import Index

_SPACE = re.compile(r"\s+")
LONGEST = 400  # characters of a quote that a free claim repeats


@dataclass(frozen=True, slots=True)
class Seen:
    """A draft with a source, and the question that it answered."""

    question: str
    language: Language
    draft: Draft


class Watched(Assistant):
    """An assistant that keeps the drafts it is about to render."""

    def __init__(self, index: Index) -> None:
        super().__init__(index)
        self.seen: list[Seen] = []

    def _render(self, asked: Any, outcome: Any, *args: Any, **more: Any) -> Answer:
        self.seen += [Seen(asked.question, asked.language, d) for d in outcome.drafts if d.support is not None]
        return super()._render(asked, outcome, *args, **more)


def drafted(index: Index, questions: Iterable[Question]) -> list[Seen]:
    """The drafts of all answers, in order; a refused question has none."""
    watched = Watched(index)
    for question in questions:
        try:
            watched.ask(question.question, history=question.history, filters=question.filters)
        except CouncilError:
            continue
    return watched.seen


def in_words(seen: Seen, language: Language) -> Draft | None:
    """A claim as somebody would write it: the act told in a language, its words run on; None where that is long.

    Without an act there is nothing to tell but the words themselves.
    """
    support = seen.draft.support
    if support is None or len(support.quote) > LONGEST:
        return None
    text = tell(support.act, support, language).text if support.act is not None else "{quote}"
    return free(text.replace("{quote}", run_on(support.quote)), support)


def free(text: str, support: Support) -> Draft:
    """A claim in words of its own."""
    return Draft(text, support, free=True)


def reworded(draft: Draft, text: str) -> Draft:
    """The same draft with another text; a row changes in its cells."""
    return replace(draft, text=text)


def run_on(quote: str) -> str:
    """A quote on one line."""
    return _SPACE.sub(" ", quote).strip()
