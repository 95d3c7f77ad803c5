"""A commitment: a promise with where it belongs."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from assistant.brief.records import Fate, Promise


class Kind(StrEnum):
    """How something was undertaken."""

    ASSIGNMENT = "assignment"  # a decision gives it to somebody
    PROMISE = "promise"  # somebody says that they will
    FORECAST = "forecast"  # somebody says that it is expected: a prediction with a time, and no more


class Commitment(Promise):
    """A promise as the ledger has it.

    `body` is the board or council whose document it stands in, `case` opens its case, `case_number` is None where the
    case has no number. `prints` are the places that have it, this one among them.
    """

    kind: Kind
    body: str | None = None
    case: str | None = None
    case_number: str | None = None
    prints: int = 1

    @property
    def said(self) -> date | None:
        """The day on which it was undertaken."""
        return self.source.date

    def passed(self, today: date) -> bool:
        """Whether its time is over and nothing later tells what became of it."""
        return self.fate is Fate.SILENT and self.later is None and self.due is not None and self.due < today
