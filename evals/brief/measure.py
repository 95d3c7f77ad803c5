"""Nugget recall, precision and honest gaps of briefs.

recall    = nuggets that the kept evidence of their question holds / nuggets that the rest of the documents hold
reach     = the same, counting all of the brief: evidence of any question, earlier answers, promises
precision = kept evidence judged to bear on its question / kept evidence
gaps      = questions no nugget of which is held elsewhere and that the brief does not call answered / such questions

All lie in 0 … 1. Precision goes by labelled places and not by nuggets: a sentence may bear on a question and hold
none of the facts that the hidden answer chose to give. Evidence that nobody has judged counts as beside the point
and is named, so that the labels can be completed. A paper of which no brief can be made holds none of its nuggets.
Source of nugget recall: Voorhees, "Overview of the TREC 2003 Question Answering Track".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.brief.records import Brief, Cover, Prepared, Source
from evals.brief.task import Nugget, Piece, Task
from evals.metrics.text import holds

Verdict = Literal["bears", "beside", "unjudged"]


@dataclass(frozen=True, slots=True)
class Judged:
    """A brief against its task. `evidence` are its kept places with the number of the question and the verdict."""

    id: str
    sought: tuple[Nugget, ...]  # that the rest of the documents hold
    found: tuple[Nugget, ...]
    reached: tuple[Nugget, ...]
    evidence: tuple[tuple[int, Source, Verdict], ...]
    silent: int  # questions that nothing else answers
    honest: int  # of them not called answered
    questions: int  # of the paper
    seconds: float
    error: str = ""  # why there is no brief, when there is none


@dataclass(frozen=True, slots=True)
class Scores:
    """The measures of some briefs together; None where there is nothing to divide by."""

    recall: float | None
    reach: float | None
    precision: float | None
    gaps: float | None
    nuggets: int
    evidence: int
    labelled: int  # of the evidence


def judged(task: Task, brief: Brief, seconds: float = 0.0) -> Judged:
    """Looks for the nuggets in a brief, and for the labels of its evidence."""
    own = {one.ask.n: [e.source for e in one.evidence if e.kept] for one in brief.prepared}
    everywhere = [source.quote for one in brief.prepared for source in _all(one)]
    sought = tuple(nugget for nugget in task.nuggets if nugget.elsewhere)
    held = {nugget.question for nugget in sought}
    silent = [one for one in brief.prepared if one.ask.n not in held]
    return Judged(
        id=task.id,
        sought=sought,
        found=tuple(n for n in sought if _holds(n, (source.quote for source in own.get(n.question, [])))),
        reached=tuple(n for n in sought if _holds(n, everywhere)),
        evidence=tuple((n, source, verdict(task, n, source)) for n, sources in own.items() for source in sources),
        silent=len(silent),
        honest=sum(one.cover is not Cover.ANSWERED for one in silent),
        questions=len(brief.prepared),
        seconds=seconds,
    )


def failed(task: Task, error: str, seconds: float = 0.0) -> Judged:
    """A task of which no brief could be made: every nugget that it could have held is missed."""
    sought = tuple(nugget for nugget in task.nuggets if nugget.elsewhere)
    return Judged(
        id=task.id,
        sought=sought,
        found=(),
        reached=(),
        evidence=(),
        silent=0,
        honest=0,
        questions=0,
        seconds=seconds,
        error=error,
    )


def scores(briefs: Sequence[Judged]) -> Scores:
    """All of them together: every nugget and every piece of evidence counts the same."""
    verdicts = [verdict for one in briefs for _, _, verdict in one.evidence]
    sought = sum(len(one.sought) for one in briefs)
    return Scores(
        recall=_share(sum(len(one.found) for one in briefs), sought),
        reach=_share(sum(len(one.reached) for one in briefs), sought),
        precision=_share(verdicts.count("bears"), len(verdicts)),
        gaps=_share(sum(one.honest for one in briefs), sum(one.silent for one in briefs)),
        nuggets=sought,
        evidence=len(verdicts),
        labelled=len(verdicts) - verdicts.count("unjudged"),
    )


def verdict(task: Task, question: int, source: Source) -> Verdict:
    """What the labels say of a place; a place with both verdicts in it bears on the question."""
    if any(_same(piece, question, source) for piece in task.bears):
        return "bears"
    return "beside" if any(_same(piece, question, source) for piece in task.beside) else "unjudged"


def _same(piece: Piece, question: int, source: Source) -> bool:
    if piece.question != question or piece.path != source.path:
        return False
    label, quote = " ".join(piece.text.split()), " ".join(source.quote.split())
    return label in quote or quote in label


def _holds(nugget: Nugget, texts: Iterable[str]) -> bool:
    return any(holds(text, wording) for text in texts for wording in nugget.any)


def _all(prepared: Prepared) -> list[Source]:
    promised = [source for one in prepared.promises for source in (one.source, one.later) if source is not None]
    earlier = [answer for one in prepared.before for answer in one.answers]
    return [*(one.source for one in prepared.evidence if one.kept), *earlier, *promised]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None
