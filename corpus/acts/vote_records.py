"""Ties votes to their ballot lists and to the document: by the annex's number, its §, its place, or the order."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.acts.ballots import BallotList
from corpus.acts.counts import Counts
from corpus.acts.reading import Reading
from corpus.acts.votes import FoundVote
from corpus.records import Ballot, Document, Span, Vote
from corpus.view import ReadingView


@dataclass
class _Tied:
    vote: FoundVote
    span: tuple[int, int]  # in document offsets
    paragraph: str | None
    ballots: BallotList | None = None

    def takes(self, ballots: BallotList) -> bool:
        """Whether a list can be of this vote, as far as the numbers of both go."""
        told = self.vote.result()
        counts = ballots.counts or ballots.counted()
        return told is None or counts is None or told.agrees(counts)


def to_votes(
    found: list[FoundVote], lists: list[BallotList], reading: Reading, view: ReadingView, document: Document
) -> tuple[Vote, ...]:
    """The votes of a document in document offsets, with the ballots of the lists that belong to them."""
    tied = [
        _Tied(vote, view.span(vote.start, vote.end), reading.blocks[vote.block].paragraph)
        for vote in found
        if vote.end > vote.start
    ]
    left = _by_number(tied, lists)
    left = _by_paragraph(tied, left)
    left = _by_place(tied, left)
    _by_order(tied, left)
    return tuple(_record(t, reading, view, document) for t in tied if t.vote.counts or t.vote.meaning or t.vote.sides)


def _by_number(tied: list[_Tied], lists: list[BallotList]) -> list[BallotList]:
    """Ties lists to the votes that name their number; hands back the others."""
    left = []
    for ballots in lists:
        naming = [t for t in tied if ballots.annex is not None and t.vote.annex == ballots.annex]
        alone = sum(1 for other in lists if other.annex == ballots.annex) == 1
        if len(naming) == 1 and alone and naming[0].takes(ballots):
            naming[0].ballots = ballots
        else:
            left.append(ballots)
    return left


def _by_paragraph(tied: list[_Tied], lists: list[BallotList]) -> list[BallotList]:
    """Ties lists to the votes of the § in their title, in order where there are several."""
    left = []
    for number in dict.fromkeys(ballots.paragraph for ballots in lists):
        its = [ballots for ballots in lists if ballots.paragraph == number]
        votes = [t for t in tied if number is not None and t.paragraph == number and t.ballots is None]
        left += [] if _in_order(votes, its) else its
    return [ballots for ballots in lists if ballots in left]


def _by_place(tied: list[_Tied], lists: list[BallotList]) -> list[BallotList]:
    """Ties lists without a title, which stand in the § itself, to the vote right before them."""
    left = []
    for ballots in lists:
        before = [t for t in tied if t.span[1] <= ballots.start]
        last = before[-1] if before and not ballots.titled else None
        if last is not None and last.ballots is None and last.takes(ballots):
            last.ballots = ballots
        else:
            left.append(ballots)
    return left


def _by_order(tied: list[_Tied], lists: list[BallotList]) -> None:
    """Ties what is left in order, where there are as many votes as lists and every number agrees."""
    _in_order(
        [t for t in tied if t.ballots is None and t.vote.annex is None],
        [b for b in lists if b.titled and b.paragraph is None],
    )


def _in_order(tied: list[_Tied], lists: list[BallotList]) -> bool:
    if len(tied) != len(lists) or not all(t.takes(b) for t, b in zip(tied, lists, strict=True)):
        return False
    for t, ballots in zip(tied, lists, strict=True):
        t.ballots = ballots
    return True


def _record(tied: _Tied, reading: Reading, view: ReadingView, document: Document) -> Vote:
    vote, block = tied.vote, reading.blocks[tied.vote.block]
    only_case = document.case_numbers[0] if len(document.case_numbers) == 1 else None
    told = vote.result() or Counts(0, 0)
    listed = _list_counts(tied.ballots)
    meaning = vote.meaning

    def span(part: tuple[int, int] | None) -> Span | None:
        return document.span(*view.span(*part)) if part else None

    return Vote(
        span=document.span(*tied.span),
        yes=_first(told.yes, listed.yes),
        no=_first(told.no, listed.no),
        abstained=_first(told.abstained, listed.abstained),
        absent=_first(told.absent, listed.absent),
        yes_means=span(meaning.yes) if meaning else None,
        no_means=span(meaning.no) if meaning else None,
        section=vote.block,
        case_number=block.case_number or only_case,
        ballots=_ballots(tied, view, document),
    )


def _first(*numbers: int | None) -> int | None:
    return next((n for n in numbers if n is not None), None)


def _list_counts(ballots: BallotList | None) -> Counts:
    return (ballots and (ballots.counts or ballots.counted())) or Counts(0, 0)


def _ballots(tied: _Tied, view: ReadingView, document: Document) -> tuple[Ballot, ...]:
    if tied.ballots is not None and tied.ballots.rows:
        return tuple(Ballot(r.actor, r.choice, document.span(r.start, r.end)) for r in tied.ballots.rows)
    return tuple(
        Ballot(actor, side.choice, document.span(*view.span(a, b)))
        for side in tied.vote.sides
        for actor, a, b in side.ballots
    )
