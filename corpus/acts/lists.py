"""The lists of a document that say who was there and how they voted, one cell a line: read, then left out."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.acts.ballots import BallotList, ballot_lists
from corpus.acts.cells import shown_lines
from corpus.acts.rolls import Roll, rolls
from corpus.acts.voters import voters
from corpus.records import Act, ActKind, Document

PARTIAL = "attendance:partial"


@dataclass(frozen=True)
class Lists:
    """The ballot lists and the attendance lists in cells of one document, in document offsets."""

    ballots: list[BallotList]
    rolls: list[Roll]

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The stretches of text that the lists take up."""
        return [*((b.start, b.end) for b in self.ballots), *((r.start, r.end) for r in self.rolls)]

    @property
    def notes(self) -> list[str]:
        """What is to be noted of the document: that an attendance list has rows that name nobody here."""
        return [PARTIAL] if any(roll.partial for roll in self.rolls) else []

    def attendance(self, document: Document) -> list[Act]:
        """One act for every person that an attendance list in cells names."""
        only_case = document.case_numbers[0] if len(document.case_numbers) == 1 else None
        return [
            Act(
                ActKind.ATTENDANCE,
                document.span(entry.start, entry.end),
                (entry.actor,),
                date=document.date,
                case_number=only_case,
                form=entry.form,
            )
            for roll in self.rolls
            for entry in roll.entries
        ]


def find_lists(text: str, noise: tuple[tuple[int, int], ...]) -> Lists:
    """The lists of a text whose `noise` is known."""
    lines = shown_lines(text, noise)
    ballots = ballot_lists(text, lines)
    return Lists(ballots, rolls(text, lines, noise, voters(ballots)))
