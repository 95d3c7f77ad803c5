"""A section while a document is cut into its parts."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.records import Item


@dataclass
class Block:
    """A section in the making: a run of paragraphs under one heading (positions into the paragraph list)."""

    heading: tuple[str, ...]
    first: int
    last: int = 0  # one past
    body: int = 0  # position of the first paragraph that is not heading
    paragraph: str | None = None
    case_number: str | None = None
    kind: str | None = None
    part: int = 0

    @property
    def item(self) -> Item:
        """The item of minutes that it belongs to."""
        return self.paragraph, self.heading[:1]
