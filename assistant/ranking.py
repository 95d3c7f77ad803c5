"""What an assistant ranks with: by default what ships; another search, reader or weights to measure what each gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant.tables import table
from index.reader import PassageReader
from index.retrieval.search import Search


@dataclass(frozen=True)
class Bonuses:
    """What is added to the score of an act: `wording` in the question's own words, `paper` in the kind of paper named.

    `share` is the part of a passage's score that an act gets only as far as it is what stands there.
    """

    wording: float = 0.5
    paper: float = 0.6
    share: float = 0.3


@dataclass(frozen=True)
class Ranking:
    """`search` finds passages, `passages` judges them, `sentences` weighs sentences (see `model.toml`), `acts` acts."""

    search: Search | None = None
    passages: PassageReader | None = None
    sentences: Mapping[str, float] | None = None
    acts: Bonuses = Bonuses()

    @property
    def rank(self) -> Mapping[str, Any]:
        """The weight of each feature of a sentence."""
        return table("model", "assistant.extraction")["rank"] if self.sentences is None else self.sentences


SHIPPED = Ranking()
